"""Plants errors in consistent texts for `tests.bench.mutations`: one error a text, of fifteen kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from drafting import numbers
from tests.bench.cases import Case, Token, decimal

_MEASURED = ("ha", "tấn", "tỷ đồng", "triệu đồng", "km", "%", "tạ/ha", "triệu USD", "triệu đồng/người")
_UNITS = (
    ("tấn", "tạ"), ("tấn", "kg"), ("triệu đồng", "tỷ đồng"), ("triệu đồng", "nghìn đồng"), ("tỷ đồng", "triệu đồng"),
    ("tỷ đồng", "nghìn tỷ đồng"), ("tỷ", "triệu"), ("triệu USD", "tỷ USD"), ("nghìn lượt", "triệu lượt"),
    ("nghìn con", "triệu con"), ("km", "m"), ("ha", "m2"), ("ha", "km2"), ("tạ/ha", "tấn/ha"),
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A text with one planted error, which lies in start..end of it; and in `also`, where it takes two places."""

    kind: str
    text: str
    start: int
    end: int
    also: tuple[tuple[int, int], ...] = ()


def _replaced(case: Case, kind: str, token: Token, number: str) -> Mutant | None:
    if _slack(case, token, number):
        return None
    text = case.text[: token.start] + number + case.text[token.end :]
    return Mutant(kind, text, token.start, token.start + len(number))


def digits(case: Case) -> Iterator[Mutant | None]:
    """Last digit, swapped digits, moved separator, wrong rounding."""
    for token in case.tokens:
        number = case.text[token.start : token.end]
        if token.kind in ("lo", "hi"):
            continue
        for step in (2, 5, 8):
            last = str((int(number[-1]) + step) % 10)
            if decimal(number[:-1] + last):
                yield _replaced(case, "last digit", token, number[:-1] + last)
        yield from _swapped(case, token, number)
        if "," in number and len(number.replace(",", "")) > 2 and token.kind != "=":
            whole, part = number.split(",")
            yield _replaced(
                case, "moved separator", token, f"{whole}{part[0]}" + (f",{part[1:]}" if part[1:] else "")
            )
            if len(whole) > 1 and whole[-2].isdigit():
                yield _replaced(case, "moved separator", token, f"{whole[:-1]},{whole[-1]}{part}")
        if token.kind in ("g", "k"):
            up = str(decimal(number) + Decimal("0.1")).replace(".", ",")
            yield _replaced(case, "wrong rounding", token, up)


def _slack(case: Case, token: Token, number: str) -> bool:
    """True where what is written could still be what the row's rounded values give."""
    if token.kind in ("a", "t"):
        actual = decimal(case.rows[token.row][4])
        whole = case.rows[token.row][2] not in _MEASURED and "," not in case.rows[token.row][4]
        return abs(decimal(number) - actual) <= _half(number, whole)
    if token.kind not in ("g", "k", "d"):
        return False
    exact = case.rows[token.row][2] not in _MEASURED
    values = case.rows[token.row][4:7]
    ends = [[decimal(v) + s * _half(v, exact) for s in (-1, 1)] if v else [] for v in values]
    made = []
    for actual in ends[0]:
        for same in ends[1]:
            made += [abs(actual - same) / same * 100] if token.kind == "g" else []
            made += [abs(actual - same)] if token.kind == "d" else []
        made += [actual / plan * 100 for plan in ends[2]] if token.kind == "k" else []
    half = _half(number, token.kind == "d" and exact)
    return decimal(number) - half <= max(made) and decimal(number) + half >= min(made)


def _half(written: str, exact: bool) -> Decimal:
    """Half a unit of the last digit written; a whole number of things is exact, a percentage never."""
    digits = len(written.split(",")[1]) if "," in written else 0
    return Decimal(0) if exact and not digits else Decimal(5).scaleb(-digits - 1)


def _swapped(case: Case, token: Token, number: str) -> Iterator[Mutant | None]:
    for at in range(len(number) - 1):
        a, b = number[at], number[at + 1]
        if a.isdigit() and b.isdigit() and a != b and not (at == 0 and b == "0"):
            yield _replaced(case, "swapped digits", token, number[:at] + b + a + number[at + 2 :])


def units(case: Case) -> Iterator[Mutant | None]:
    """Another scale word or unit after the number."""
    for token in case.tokens:
        after = case.text[token.end :]
        for unit, other in _UNITS:
            if token.kind not in ("=", "lo", "hi") and re.match(rf" {unit}(?!\w|/)", after):
                kind = "scale" if any(w in unit for w in ("đồng", "tỷ", "triệu", "nghìn")) else "unit"
                text = case.text[: token.end] + " " + other + after[len(unit) + 1 :]
                yield Mutant(kind, text, token.start, token.end)


def places(case: Case) -> Iterator[Mutant | None]:
    """Two members swapped, a neighbour's value, the stale value, the plan for the actual."""
    actual = [t for t in case.tokens if t.kind in ("a", "t")]
    for at, token in enumerate(actual):
        number = case.text[token.start : token.end]
        for other in actual[at + 1 :]:
            value = case.text[other.start : other.end]
            if decimal(value) == decimal(number) or other.label != token.label or not token.scope:
                continue
            between = case.text[token.end : other.start]
            text = case.text[: token.start] + value + between + number + case.text[other.end :]
            second = token.start + len(value) + len(between)
            places = ((second, second + len(number)),)
            yield Mutant("members swapped", text, token.start, token.start + len(value), places)
        near = [r for i, r in enumerate(case.rows) if i != token.row and r[2] == case.rows[token.row][2]]
        for row in near[:3]:
            if row[4] and row[4] != number:
                yield _replaced(case, "neighbour's value", token, row[4])
        if case.rows[token.row][6] not in ("", number):
            yield _replaced(case, "plan for actual", token, case.rows[token.row][6])
        if case.rows[token.row][5] not in ("", number):
            yield _replaced(case, "stale value", token, case.rows[token.row][5])


def words(case: Case) -> Iterator[Mutant | None]:
    """Tăng for giảm, a bound broken, the wrong period."""
    for token in case.tokens:
        before = case.text[: token.start]
        said = re.search(r"(tăng|giảm) $", before)
        if said and (token.kind in ("g", "d") or case.made):
            other = "giảm" if said[1] == "tăng" else "tăng"
            text = before[: said.start()] + other + " " + case.text[token.start :]
            yield Mutant("tăng for giảm", text, said.start(), token.end)
        if token.kind in ("lo", "hi"):
            actual = decimal(case.rows[token.row][4])
            for percent in (
                Decimal("1.02"),
                Decimal("1.07"),
                Decimal("1.12"),
                Decimal("1.2"),
                Decimal("1.5"),
            ):
                broken = int(actual * percent) + 1 if token.kind == "lo" else int(actual / percent) - 1
                if broken > 0:
                    yield _replaced(case, "bound broken", token, numbers.write(Decimal(broken)))
    for found in re.finditer(r"năm (20\d\d)", case.text):
        if case.made and found[1] not in (case.period[:4], case.past_period[:4]):
            continue
        for step in (-1, 1):
            year = str(int(found[1]) + step)
            text = case.text[: found.start(1)] + year + case.text[found.end(1) :]
            yield Mutant("wrong period", text, *found.span())


def lists(case: Case) -> Iterator[Mutant | None]:
    """A part dropped; a wrong total."""
    for joints in case.lists:
        for low, high in pairwise(joints):
            text = case.text[:low] + case.text[high:]
            if text[low : low + 1] in ";," and low == joints[0]:
                text = text[:low] + text[low + 1 :].lstrip()
            start = max(case.text.rfind("\n", 0, low), 0)
            yield Mutant("dropped part", text, start, high)
    for token in case.tokens:
        listed = any(joints[0] > token.start and joints[0] - token.end < 150 for joints in case.lists)
        if token.kind == "t" or (token.kind == "a" and not token.scope and listed):
            number = case.text[token.start : token.end]
            for step in (1, 3, 7, 9, 20, 45):
                wrong = numbers.write(decimal(number) + step)
                yield _replaced(case, "wrong total", token, wrong)


def revealed(case: Case) -> Iterator[Mutant | None]:
    """Errors that a reader of the text alone can find: in numbers which the text ties to others of its own."""
    summed = [(joints[0], joints[-1]) for joints in case.lists]
    for token in case.tokens:
        tie = token.tie
        if not tie and token.kind in ("a", "t") and _in_sum(case, token, summed):
            tie = "sum"
        if not tie:
            continue
        number = case.text[token.start : token.end]
        for step in (1, 3, 8):
            last = str((int(number[-1]) + step) % 10)
            if decimal(number[:-1] + last) and not ("," in number and step == 1):  # one off may be rounding
                yield _replaced(case, f"in text: {tie}", token, number[:-1] + last)
        for mutant in _swapped(case, token, number):
            yield replace(mutant, kind=f"in text: {tie}") if mutant else None


def _in_sum(case: Case, token: Token, lists: list[tuple[int, int]]) -> bool:
    """True for the total of a list that adds up to it, and for the list's members."""
    for low, high in lists:
        members = [t for t in case.tokens if low <= t.start < high and t.kind == "a"]
        total = next((t for t in case.tokens if t.kind == "t" and 0 < low - t.end < 200), None)
        if total and (token == total or token in members):
            written = [decimal(case.text[t.start : t.end]) for t in (*members, total)]
            return sum(written[:-1]) == written[-1]
    return False


PLANTERS: tuple[Callable[[Case], Iterator[Mutant | None]], ...] = (digits, units, places, words, lists)
