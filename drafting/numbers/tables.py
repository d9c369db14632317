"""Tables that a converter flattened into lines: row numbers and column numbers are no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.numbers.letters import CAPITALS
from drafting.numbers.types import Reading

_LABEL = re.compile(rf"\s{{1,12}}[{CAPITALS}]")
_SHORTEST = 3


def number_rows(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with row numbers read as numbering and column numbers as parts of a formula row.

    A row number stands at the start of a line before a label that begins with a capital, and goes on
    from the row number before it: only a run of three tells a column of them.
    """
    out = list(readings)
    runs: list[list[int]] = []
    for at, reading in enumerate(out):
        if not _may_number(text, reading):
            continue
        if runs and reading.value == len(runs[-1]) + 1:
            runs[-1].append(at)
        elif reading.value == 1:
            runs.append([at])
    for run in runs:
        if len(run) >= _SHORTEST:
            for at in run:
                out[at] = _plain(text, out[at], "numbering")
    if any(r.kind == "formula" for r in out):
        _number_columns(text, out)
    return out


def _may_number(text: str, reading: Reading) -> bool:
    digits = reading.quote.split(" ")[0].split("\n")[0]
    if not reading.figure or reading.kind == "percent" or not digits.isdigit() or len(digits) > 3:
        return False
    line = text.rfind("\n", 0, reading.start) + 1
    return (
        not text[line : reading.start].strip() and _LABEL.match(text, reading.start + len(digits)) is not None
    )


def _plain(text: str, reading: Reading, kind: str) -> Reading:
    digits = re.match(r"[0-9]+", reading.quote)
    end = reading.start + len(digits.group()) if digits else reading.end
    return Reading(
        text[reading.start : end], reading.start, end, "numbering" if kind == "numbering" else "formula"
    )


def _number_columns(text: str, out: list[Reading]) -> None:
    """Mark the bare numbers beside a column's formula."""
    order = list(range(1, len(out)))
    for step, places in ((-1, order), (1, [i - 1 for i in reversed(order)])):
        for at in places:
            near = at + step
            if (
                out[near].kind == "formula"
                and out[at].kind == "quantity"
                and _beside(text, out[at], out[near])
            ):
                out[at] = replace(_plain(text, out[at], "formula"))


def _beside(text: str, one: Reading, other: Reading) -> bool:
    first, second = sorted((one, other), key=lambda r: r.start)
    gap = text[first.end : second.start]
    return len(one.quote) <= 2 and one.unit is None and not gap.strip() and len(gap) <= 3
