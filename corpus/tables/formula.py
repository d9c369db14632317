"""Formulas of a table's header (`5=4/2*100`), over column numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation

_TOKEN = re.compile(r"\s*(\d+|[-+*/():xX])")


class Formula:
    """One column's formula; whole numbers stand for columns, except 100 and 1000."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens: list[str] = [
            t.replace(":", "/").lower().replace("x", "*") for t in _TOKEN.findall(text)
        ]
        self._at = 0
        self._values: Mapping[int, Decimal] = {}

    def columns(self) -> tuple[int, ...]:
        """Numbers of the columns it reads."""
        return tuple(sorted({int(t) for t in self._tokens if t.isdigit() and int(t) not in (100, 1000)}))

    def is_sum(self) -> bool:
        """Whether it only adds columns up: an empty one of them counts nothing."""
        return bool(self.columns()) and all(t == "+" or t.isdigit() for t in self._tokens)

    def value(self, values: Mapping[int, Decimal]) -> Decimal | None:
        """Its value, or None where a column is missing or it can't be computed."""
        self._at, self._values = 0, values
        try:
            result = self._sum()
        except (KeyError, IndexError, DivisionByZero, InvalidOperation):
            return None
        return result if self._at == len(self._tokens) else None

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _sum(self) -> Decimal:
        total = self._product()
        while self._peek() in ("+", "-"):
            total = total + self._product() if self._next() == "+" else total - self._product()
        return total

    def _product(self) -> Decimal:
        total = self._atom()
        while self._peek() in ("*", "/"):
            total = total * self._atom() if self._next() == "*" else total / self._atom()
        return total

    def _atom(self) -> Decimal:
        sign = self._next()
        if sign == "(":
            inner = self._sum()
            self._next()
            return inner
        if sign == "-":
            return -self._atom()
        if not sign.isdigit():
            raise KeyError(sign)
        return Decimal(sign) if sign in ("100", "1000") else self._values[int(sign)]


def cell_value(text: str) -> Decimal | None:
    """A plain Vietnamese number of a cell, or None (`1.460`, `636,4`, `125%`)."""
    bare = text.strip().rstrip("%").strip()
    if not re.fullmatch(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-+]?\d+(?:,\d+)?|[-+]?\d+\.\d{1,2}", bare):
        return None
    if re.fullmatch(r"[-+]?\d+\.\d{1,2}", bare):
        return Decimal(bare)
    return Decimal(bare.replace(".", "").replace(",", "."))
