"""Expressions over plain numbers, made ready once and computed for many rows: `+ - * /` only."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product

from drafting.figures.intervals import Interval
from drafting.figures.syntax import Call, Key, Negative, Node, Number, keys_of

Compute = Callable[[Mapping[str, Decimal]], Decimal]
_OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def ready(tree: Node) -> Compute:
    """A function that gives the tree's value; it raises DivisionByZero or InvalidOperation."""
    if isinstance(tree, Number):
        value = tree.value
        return lambda values: value
    if isinstance(tree, Key):
        return operator.itemgetter(tree.name)
    if isinstance(tree, Negative):
        operand = ready(tree.operand)
        return lambda values: -operand(values)
    if isinstance(tree, Call):
        raise ValueError(tree.function)
    left, right, compute = ready(tree.left), ready(tree.right), _OPERATORS[tree.operator]
    return lambda values: compute(left(values), right(values))


def at(compute: Compute, values: Mapping[str, Decimal]) -> Decimal | None:
    """The value, or None where it divides by zero."""
    try:
        return compute(values)
    except (DivisionByZero, InvalidOperation):
        return None


def within(compute: Compute, tree: Node, spans: Mapping[str, Interval]) -> Interval | None:
    """The range over all corners of the inputs' intervals, or None where one divides by zero."""
    names = keys_of(tree)
    found = []
    for ends in product((False, True), repeat=len(names)):
        values = {n: spans[n].high if up else spans[n].low for n, up in zip(names, ends, strict=True)}
        found.append(at(compute, values))
    known: Sequence[Decimal] = [value for value in found if value is not None]
    middle = at(compute, {n: spans[n].value for n in names})
    if middle is None or len(known) < len(found):
        return None
    return Interval(middle, min(known), max(known))
