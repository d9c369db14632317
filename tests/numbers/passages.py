"""Passages of reports of many kinds, with what must be read in them marked in place.

`{quote|value unit …}` marks a figure, in the notation of the corpora of lines; `{quote|- kind}` a number that
is no figure. `~` stands between what is accepted alike (units, bases). A figure counts as read where a reading
of a figure kind overlaps the mark and has the value, the unit, the qualifier, the change and the basis said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path

from drafting.numbers.types import Reading
from tests.numbers.corpus import BASES, CHANGES, KINDS, QUALIFIERS

FOLDER = Path(__file__).parent / "passages"
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


@dataclass(frozen=True)
class Mark:
    """A number in a passage and what it must be read as."""

    start: int
    end: int
    quote: str
    expected: str

    @property
    def figure(self) -> bool:
        return not self.expected.startswith("-")


@dataclass(frozen=True)
class Passage:
    name: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Score:
    """How a passage was read: figures right of all, numbers that are no figure taken for one of all."""

    figures: int
    right: int
    others: int
    taken: int
    faults: tuple[str, ...]


def passages() -> list[Passage]:
    return [_passage(path) for path in sorted(FOLDER.glob("*.txt"))]


def _passage(path: Path) -> Passage:
    source = "".join(
        row for row in path.read_text("utf-8").splitlines(keepends=True) if not row.startswith("# ")
    )
    text, marks, last = "", [], 0
    for found in MARK.finditer(source):
        text += source[last : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), found[1], found[2].strip()))
        text += found[1]
        last = found.end()
    return Passage(path.stem, text + source[last:], tuple(marks))


def score(passage: Passage, readings: tuple[Reading, ...]) -> Score:
    """Compare readings with the marks; a figure where no mark is counts as taken too."""
    figures = [r for r in readings if r.figure]
    right = taken = 0
    faults, used = [], set()
    for mark in passage.marks:
        over = [r for r in figures if r.start < mark.end and mark.start < r.end]
        used.update(r.start for r in over)
        context = passage.text[max(0, mark.start - 40) : mark.end + 30].replace("\n", "¶")
        why = _fault(mark, over)
        if why:
            faults.append(f"{mark.quote!r}: {why}   «{context}»")
        right += mark.figure and not why
        taken += bool(not mark.figure and why)
    for r in figures:
        if r.start not in used:
            taken += 1
            context = passage.text[max(0, r.start - 40) : r.end + 30].replace("\n", "¶")
            faults.append(f"{r.quote!r}: not marked   «{context}»")
    count = sum(mark.figure for mark in passage.marks)
    return Score(count, right, len(passage.marks) - count, taken, tuple(faults))


def _fault(mark: Mark, over: list[Reading]) -> str:
    if not mark.figure:
        return (
            f"taken for a figure {over[0].value} {over[0].unit}" if over and "~" not in mark.expected else ""
        )
    if not over:
        return "" if mark.expected.endswith("~-") else "no figure"
    if len(over) > 1:
        return f"{len(over)} figures"
    return _differs(over[0], mark.expected.removesuffix("~-"))


def _differs(reading: Reading, expected: str) -> str:
    value, *rest = expected.split()
    answers = [_against(reading, value, set(choice)) for choice in product(*(r.split("~") for r in rest))]
    return min(answers, key=len)


def _against(reading: Reading, value: str, given: set[str]) -> str:
    one = {
        name: next(iter(given & known), None)
        for name, known in (("qualifier", QUALIFIERS), ("change", CHANGES), ("basis", BASES))
    }
    low, _, high = value.partition("..")
    got: dict[str, object] = {
        "qualifier": reading.qualifier,
        "change": reading.change,
        "basis": reading.basis,
    }
    want: dict[str, object] = dict(one)
    if high:
        got |= {"ends": (reading.low, reading.high)}
        want |= {"ends": (Decimal(low), Decimal(high))}
    else:
        got |= {"value": reading.value}
        want |= {"value": Decimal(value)}
    of = next((g[3:] for g in given if g.startswith("of=")), None)
    got["of"], want["of"] = reading.of, Decimal(of) if of else None
    kind = next(iter(given & KINDS), None)
    if kind:
        got["kind"], want["kind"] = reading.kind, kind
    else:
        unit = {g for g in given - QUALIFIERS - CHANGES - BASES - {"_"} if not g.startswith("of=")}
        got["unit"] = (reading.unit or "").lower()
        want["unit"] = next(iter(unit), "").replace("_", " ").strip().lower()
    return ", ".join(f"{name} {got[name]} not {want[name]}" for name in want if got[name] != want[name])
