"""The syntax of expressions over figures: tokens and tree.

Grammar: `sum = product (("+"|"-") product)*`, `product = sign (("*"|"/") sign)*`,
`sign = "-" sign | atom`, `atom = number | key | name "(" sum ("," sum)* ")" | "(" sum ")"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.errors import InputError

FUNCTIONS = frozenset({"sum", "count", "avg", "min", "max", "rank"})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),]))"
)
_MOST_CHARACTERS = 100_000
# A chain of operators becomes a tree as deep; long sums are written with `sum`.
_MOST_OPERATORS = 300
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Key:
    """A figure's key."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """`left operator right`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative:
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function over its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Key | Operation | Negative | Call


def parse(expression: str) -> Node:
    """The tree of an expression.

    Raises:
        InputError: where it isn't one.
    """
    if len(expression) > _MOST_CHARACTERS:
        raise InputError("Biểu thức quá dài.", "The expression is too long.")
    tokens = list(_tokens(expression))
    if sum(t in "+-*/" for t in tokens) > _MOST_OPERATORS:
        raise InputError(
            "Biểu thức có quá nhiều phép tính; hãy dùng sum(…).",
            "The expression has too many operators; use sum(…).",
        )
    parser = _Parser(expression, tokens)
    tree = parser.sum(0)
    parser.end()
    return tree


def keys_of(node: Node) -> tuple[str, ...]:
    """The keys in a tree, each once, in order."""
    return tuple(dict.fromkeys(_walk(node)))


def _walk(node: Node) -> Iterator[str]:
    match node:
        case Key(name):
            yield name
        case Operation(_, left, right):
            yield from _walk(left)
            yield from _walk(right)
        case Negative(operand):
            yield from _walk(operand)
        case Call(_, arguments):
            for argument in arguments:
                yield from _walk(argument)


def _tokens(expression: str) -> Iterator[str]:
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at, end)
        if match is None:
            raise _wrong(expression, expression[at:end].strip()[:1])
        yield match.group().strip()
        at = match.end()


def _wrong(expression: str, token: str) -> InputError:
    shown = expression if len(expression) <= 60 else expression[:57] + "..."
    if token:
        return InputError(
            f"Biểu thức «{shown}» sai ở «{token}».", f"The expression “{shown}” is wrong at “{token}”."
        )
    return InputError(f"Biểu thức «{shown}» chưa hết.", f"The expression “{shown}” is incomplete.")


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, expression: str, tokens: list[str]) -> None:
        self.expression = expression
        self.tokens = tokens
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise _wrong(self.expression, token)
        self.at += 1
        return token

    def end(self) -> None:
        if self.peek():
            raise _wrong(self.expression, self.peek())

    def sum(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise InputError("Biểu thức có quá nhiều ngoặc lồng nhau.", "The expression is nested too deep.")
        node = self.product(depth)
        while self.peek() in ("+", "-"):
            node = Operation(self.take(), node, self.product(depth))
        return node

    def product(self, depth: int) -> Node:
        node = self.sign(depth)
        while self.peek() in ("*", "/"):
            node = Operation(self.take(), node, self.sign(depth))
        return node

    def sign(self, depth: int) -> Node:
        negative = False
        while self.peek() == "-":
            self.take()
            negative = not negative
        node = self.atom(depth)
        return Negative(node) if negative else node

    def atom(self, depth: int) -> Node:
        word = self.take()
        if word[0].isdigit():
            return Number(Decimal(word))
        if word == "(":
            node = self.sum(depth + 1)
            self.take(")")
            return node
        if word[0].isalpha() or word[0] == "_":
            return self.call(word, depth) if self.peek() == "(" else Key(word)
        raise _wrong(self.expression, word)

    def call(self, name: str, depth: int) -> Node:
        if name not in FUNCTIONS:
            raise _wrong(self.expression, name)
        self.take("(")
        arguments = [self.sum(depth + 1)]
        while self.peek() == ",":
            self.take()
            arguments.append(self.sum(depth + 1))
        self.take(")")
        return Call(name, tuple(arguments))
