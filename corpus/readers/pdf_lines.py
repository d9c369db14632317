"""Lines of a PDF page in reading order: columns one after the other, tables without rules row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus.readers.pdf_columns import Word, find_gutter
from corpus.units import fold

_GAP = 1.6  # of the font's size: wider than any blank of justified text between columns
_VALUE = re.compile(r"[-+]?\d[\d.,]*\s*%?$|\d+/\d+$|[-–xX\"]$")
_FEWEST = 3  # rows of many cells that make a table


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        first: how wide its first words are, the least that would have to fit at the end of the line before.
        flow: the column of running text it is in; empty for what is set in another way.
        hang: where its second word begins.
    """

    text: str
    top: float
    bottom: float
    x0: float
    x1: float
    first: float = 0.0
    flow: str = ""
    hang: float = 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def line(self, flow: str) -> Line:
        first = self.words[1].x1 if len(self.words) > 1 and len(self.words[0].text) < 4 else self.words[0].x1
        hang = self.words[1].x0 if len(self.words) > 1 else self.x0
        top, bottom = min(w.top for w in self.words), max(w.bottom for w in self.words)
        return Line(self.text, top, bottom, self.x0, self.x1, first - self.x0, flow, hang)


def reading_order(page: Any) -> list[Line]:
    """The lines of a page; where columns stand side by side, left before right."""
    words = [
        Word(str(w["text"]), float(w["x0"]), float(w["x1"]), float(w["top"]), float(w["bottom"]))
        for w in page.extract_words(x_tolerance=1.5, keep_blank_chars=False)
    ]
    return _in_columns(_rows(words), float(page.width) / 2, f"{float(page.width):.0f}")


def _in_columns(rows: list[list[Word]], middle: float, flow: str) -> list[Line]:
    """Columns of prose taken apart, as often as there are any."""
    found = find_gutter(rows)
    if found is None:
        return _in_order([_cut(row) for row in rows], middle, flow)
    first, last, gutter = found
    inside = [word for row in rows[first:last] for word in row]
    left, right = [w for w in inside if w.x0 < gutter], [w for w in inside if w.x0 >= gutter]
    centres = [(min(w.x0 for w in side) + max(w.x1 for w in side)) / 2 for side in (left, right)]
    return [
        *_in_columns(rows[:first], middle, flow),
        *_in_columns(_rows(left), centres[0], f"{flow}<{gutter:.0f}"),
        *_in_columns(_rows(right), centres[1], f"{flow}>{gutter:.0f}"),
        *_in_columns(rows[last:], middle, flow),
    ]


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one height, from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        if rows and abs(rows[-1][0].middle - word.middle) < 0.5 * (word.bottom - word.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def _cut(words: list[Word]) -> list[_Part]:
    """A row cut where a wide blank stands."""
    size = max(w.bottom - w.top for w in words)
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    usual = sorted(gaps)[len(gaps) // 3] if len(gaps) > 2 else 0.0  # cells of one word each have no others
    groups, current = [], [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > max(_GAP * size, min(3 * usual, 3 * size)):
            groups.append(current)
            current = []
        current.append(word)
    return [_Part(tuple(group)) for group in [*groups, current]]


def _in_order(rows: list[list[_Part]], middle: float, flow: str) -> list[Line]:
    ordered: list[Line] = []
    at = 0
    while at < len(rows):
        table = _table_end(rows, at)
        if table > at:
            ordered += _laid_out(rows[at:table])
            at = table
            continue
        end = _side_by_side(rows, at, middle)
        parts = [part for row in rows[at:end] for part in row]
        if end - at > 1 or len(parts) > 1:
            ordered += [p.line("left") for p in parts if p.x0 < middle * 0.9]
            ordered += [p.line("right") for p in parts if p.x0 >= middle * 0.9]
        else:
            ordered += [p.line(flow) for p in parts]
        at = end
    return ordered


def _table_end(rows: list[list[_Part]], at: int) -> int:
    """The end of the table without rules that begins at row `at`, or `at`."""
    if len(rows[at]) < 3:
        return at
    end, last, cells, valued = at, at, 0, 0
    while end < len(rows) and (len(rows[end]) > 1 or _is_short(rows[end][0], rows[at:last])):
        if len(rows[end]) > 2:
            cells += 1
            valued += any(_VALUE.match(part.text) for part in rows[end])
            last = end + 1
        elif end - last > 4:
            break
        end += 1
    return last if cells >= _FEWEST and valued >= 2 else at


def _is_short(part: _Part, above: Sequence[Sequence[_Part]]) -> bool:
    """A further line of one cell: not as wide as the table."""
    parts = [p for row in above for p in row]
    if not parts:
        return False
    left, right = min(p.x0 for p in parts), max(p.x1 for p in parts)
    return part.x0 > left - 5 and part.x1 - part.x0 < 0.6 * (right - left)


def _laid_out(rows: Sequence[Sequence[_Part]]) -> list[Line]:
    """Rows as text in which the cells stand apart by blanks, as they do on paper."""
    parts = [p for row in rows for p in row]
    letters = sum(len(p.text) for p in parts)
    unit = 0.85 * sum(p.x1 - p.x0 for p in parts) / max(1, letters)
    left = min(p.x0 for p in parts)
    lines = []
    for row in rows:
        text = ""
        for part in row:
            text = (
                text.ljust(max(round((part.x0 - left) / max(unit, 0.5)), len(text) + 2 if text else 0))
                + part.text
            )
        bounds = _Part(tuple(word for part in row for word in part.words)).line("")
        lines.append(Line(text, bounds.top, bounds.bottom, bounds.x0, bounds.x1))
    return lines


def _side_by_side(rows: list[list[_Part]], at: int, middle: float) -> int:
    """The end of the run of lines in two columns that begins at row `at`, or `at + 1`."""
    if not _two_columns(rows[at], middle) and not any(_two_columns(r, middle) for r in rows[at + 1 : at + 3]):
        return at + 1
    end = at
    while end < len(rows) and (_two_columns(rows[end], middle) or _one_side(rows[end], middle)):
        end += 1
    return max(end, at + 1)


def _two_columns(row: list[_Part], middle: float) -> bool:
    return len(row) == 2 and row[0].x1 < middle * 1.15 and row[1].x0 > middle * 0.7


def _one_side(row: list[_Part], middle: float) -> bool:
    if len(row) != 1 or _is_centred(row[0], middle):
        return False
    return (row[0].x1 < middle * 1.05) or row[0].x0 > middle * 0.85


def _is_centred(part: _Part, middle: float) -> bool:
    """A title in the middle of the page, or what heads it wherever it stands."""
    return abs((part.x0 + part.x1) / 2 - middle) < 0.08 * middle or fold(part.text) == "bao cao"
