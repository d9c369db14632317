"""The row of column numbers and formulas: `A B 1 2 3 4 5=4/2*100 6=4/3*100 7=3-4`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import InputError
from drafting.figures.syntax import Node, keys_of, parse

_CODE = re.compile(r"\(?\s*([A-ZĐa-zđ]|\d{1,2})\s*\)?")
_FORMULA = re.compile(r"[(\[]?\s*(\d{1,2}|[A-Z])\s*[)\]]?\s*=\s*([\d\s+\-–*/xX×:÷().,%A-Z]+)")
_IN_HEAD = re.compile(r"[(\[]?\s*\b\d{1,2}\s*[)\]]?\s*=\s*[\d\s+\-–*/xX×:÷().%]+[)\]]?")


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """A column's formula; `tree` has the keys `c4`, `c2` for the columns 4 and 2 as printed.

    Attributes:
        printed: the formula as the table prints it.
        codes: printed codes of the columns it takes.
    """

    code: str
    printed: str
    tree: Node
    codes: tuple[str, ...]


def is_code(text: str) -> bool:
    """True for a printed column code (`A`, `4`, `(4)`) or a formula."""
    return _CODE.fullmatch(text) is not None or formula(text) is not None


def code_of(text: str) -> str:
    """The printed code of a column, empty where the text is none."""
    plain = _CODE.fullmatch(text)
    if plain:
        return plain[1]
    found = formula(text)
    return found.code if found else ""


def formula(text: str) -> ColumnFormula | None:
    """Read `7=3-4`, `(5)=(4)/(2)*100`, `5 = 4:2 x 100`, `5=4/2%`; None for anything else."""
    match = _FORMULA.fullmatch(text.strip())
    if match is None:
        return None
    try:
        tree = parse(_keyed(match[2]))
    except InputError:
        return None
    codes = tuple(name[1:] for name in keys_of(tree))
    return ColumnFormula(match[1], "".join(text.split()), tree, codes) if codes else None


def formula_in_head(head: str) -> ColumnFormula | None:
    """A formula that stands in the words of a head: `Tổng số (1=2+3)`."""
    match = _IN_HEAD.search(head)
    if match is None:
        return None
    text = match.group().strip()
    inner = text[1:-1] if text[0] in "([" else text.rstrip(")] ")
    return formula(text) or formula(inner)


def without_formula(head: str) -> str:
    """A head's words without the formula in them."""
    return _IN_HEAD.sub(" ", head).strip() if "=" in head else head


def _keyed(right: str) -> str:
    text = "".join(right.split()).replace("–", "-").replace(",", ".")
    text = re.sub(r"(?<=[\d)])[xX×](?=[\d(])", "*", text).replace(":", "/").replace("÷", "/")
    text = re.sub(r"%", "*100", text).replace("*100*100", "*100")
    return re.sub(r"\d+(?:\.\d+)?|[A-Z]", _key, text)


def _key(match: re.Match[str]) -> str:
    token = match.group()
    # 100 and 1000 are factors: no table of these has so many columns.
    return token if (token.isdigit() and int(token) >= 100) or "." in token else f"c{token}"


def is_code_row(cells: Sequence[str]) -> bool:
    """True for a row of column codes: nothing else in it, at least three, numbers ascending."""
    texts = [c.strip() for c in cells if c.strip()]
    if len(texts) < 2 or not all(is_code(t) for t in texts):
        return False
    if any("=" in t for t in texts):
        return True
    numbers = [int(c) for t in texts if (c := code_of(t)).isdigit()]
    return (
        len(texts) >= 3
        and len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
