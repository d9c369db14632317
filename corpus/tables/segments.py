"""Lines cut into segments at runs of blanks, and the columns these stand in."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.tables.header import is_column_row
from corpus.text.chars import clean
from corpus.text.lines import RawLine

VALUE = re.compile(r"[-+]?\d[\d.,]*\s*%?$|\d+/\d+$|[-–xX]$|đạt$")
_SEGMENT = re.compile(r"\S+(?:\s\S+)*")
_COLUMN = re.compile(r"\(?(?:[A-H]|\d{1,2})\)?(?:\s*=.*)?$")
_NUMBERED = 4  # column numbers that make a row of them
_NEAR = 4  # blanks between a column's number and its figures, where they don't stand under each other
_STRONG = re.compile(r"\(?\d{1,2}\)?\s*=|[*:]\s*\(?\d")
_OPERAND = re.compile(r"\(?\d{1,2}\)?$")
_FORMULA = re.compile(r"\(?\d{1,2}\)?\s*=|[-*/:+x]\s*\(?\d")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words with single blanks between, and where they stand in their line."""

    text: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        """Its centre."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line's segments; `number` is its place in the text."""

    number: int
    segments: tuple[Segment, ...]

    @property
    def values(self) -> int:
        """How many segments are figures."""
        return sum(bool(VALUE.match(s.text)) for s in self.segments)

    @property
    def is_body(self) -> bool:
        """A line that shows where the columns are: three cells, a figure among them."""
        return len(self.segments) >= 3 and self.values >= 1

    @property
    def texts(self) -> tuple[str, ...]:
        """The segments' words."""
        return tuple(s.text for s in self.segments)


def read_line(lines: Sequence[RawLine], number: int) -> Line:
    """The segments of a line."""
    text = lines[number].text.expandtabs()
    found = (Segment(clean(m[0]), *m.span()) for m in _SEGMENT.finditer(text))
    return Line(number, tuple(part for s in found if s.text for part in _figures_apart(s)))


def _figures_apart(segment: Segment) -> list[Segment]:
    """Figures of several columns, with single blanks between: a segment each."""
    words = list(re.finditer(r"\S+", segment.text))
    if len(words) < 2 or not all(VALUE.match(word[0]) for word in words):
        return [segment]
    return [Segment(word[0], segment.start + word.start(), segment.start + word.end()) for word in words]


def is_numbers(line: Line) -> bool:
    """The row of column numbers, its formulas perhaps broken over the lines around it."""
    texts = line.texts
    return is_column_row(texts) or (
        len(texts) >= 4 and texts[0] in ("A", "1") and all(map(_COLUMN.match, texts))
    )


def is_formulas(line: Line) -> bool:
    """A part of the row of column numbers: `4=3/1 5=3/2`, `*100 *100`, `*100 3` (the end of `6=2-`)."""
    parts = [part for s in line.segments for part in s.text.split()]
    if all(map(_FORMULA.match, parts)):
        return True
    return any(map(_STRONG.match, parts)) and all(_STRONG.match(p) or _OPERAND.match(p) for p in parts)


def find_columns(body: Sequence[Line], printed: Sequence[Line]) -> list[tuple[float, float]]:
    """Spans of the columns: what the cells cover together; what drifts into one is cut again.

    Args:
        body: lines with several cells.
        printed: the row of column numbers with the formulas broken off it.
    """
    numbered = sorted(_numbers(printed), key=lambda s: s.start)
    spans: list[tuple[float, float]] = []
    for start, end in _by_number(_covered(body, numbered), numbered):
        seeds = [s.middle for s in numbered if start <= s.middle <= end]
        inside = [[s for s in line.segments if start <= s.middle <= end] for line in body]
        spans += _cut(start, end, seeds if len(seeds) > 1 else _usual(inside))
    return spans


def _numbers(printed: Sequence[Line]) -> list[Segment]:
    """Each column number, those apart by a single blank too; a bare number among formulas is the end of one."""
    found: list[Segment] = []
    for line in printed:
        bare = is_numbers(line)
        for segment in line.segments:
            for match in re.finditer(r"\S+", segment.text):
                if _COLUMN.match(match[0]) and (bare or "=" in match[0]):
                    at = segment.start + match.start()
                    found.append(Segment(match[0], at, at + len(match[0])))
    return found


def _covered(lines: Sequence[Line], numbered: Sequence[Segment]) -> list[tuple[int, int]]:
    """Where cells stand in more than a few lines, or a column has its number."""
    width = max(s.end for s in [*numbered, *(s for line in lines for s in line.segments)])
    cover = Counter(at for line in lines for s in line.segments for at in range(s.start, s.end))
    limit = len(lines) * 0.04
    cover.update({at: int(limit) + 1 for s in numbered for at in range(s.start, s.end)})
    spans: list[tuple[int, int]] = []
    start = None
    for at in range(width + 1):
        if cover[at] > limit and start is None:
            start = at
        elif cover[at] <= limit and start is not None:
            spans.append((start, at))
            start = None
    return spans


def _by_number(spans: list[tuple[int, int]], numbered: Sequence[Segment]) -> list[tuple[int, int]]:
    """Spans put together with the near one that has a column number, where all columns have one."""
    if len(numbered) < _NUMBERED:
        return spans
    found: list[tuple[int, int]] = []
    before = False
    for start, end in spans:
        has = any(start <= s.middle <= end for s in numbered)
        if found and start - found[-1][1] <= _NEAR and not (has and before):
            found[-1] = (found[-1][0], end)
            before = before or has
        else:
            found.append((start, end))
            before = has
    return found


def _usual(inside: Sequence[Sequence[Segment]]) -> list[float]:
    """Centres of the columns in a span where most lines have several cells."""
    counts = Counter(len(segments) for segments in inside if segments)
    if not counts:
        return []
    number, times = counts.most_common(1)[0]
    if number < 2 or times < 0.5 * counts.total():
        return []
    full = [segments for segments in inside if len(segments) == number]
    return [sum(segments[at].middle for segments in full) / len(full) for at in range(number)]


def _cut(start: float, end: float, centres: Sequence[float]) -> list[tuple[float, float]]:
    if len(centres) < 2:
        return [(start, end)]
    cuts = [start, *((a + b) / 2 for a, b in itertools.pairwise(centres)), end]
    return list(itertools.pairwise(cuts))
