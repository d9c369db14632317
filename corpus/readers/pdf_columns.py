"""Columns of prose on a page: a blank strip that runs down between full lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NARROWEST = 8.0  # points; blanks in justified text hardly ever stand under each other so wide
_FEWEST = 6  # rows
_FULL = 0.7  # of a column's width that most of its lines take


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands on its page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height it stands on."""
        return (self.top + self.bottom) / 2


def find_gutter(rows: Sequence[Sequence[Word]]) -> tuple[int, int, float] | None:
    """First row, the row after the last, and the place of a strip between two columns of prose; None without one."""
    at = 0
    while at < len(rows):
        best = max(
            (_run(rows, at, gap) for gap in _gaps(rows[at])), key=lambda r: r[0], default=(at + 1, 0.0)
        )
        end, place = best
        if end - at >= _FEWEST and _is_prose(rows[at:end], place):
            return at, end, place
        at += 1
    return None


def _gaps(row: Sequence[Word]) -> list[tuple[float, float]]:
    found = [(a.x1, b.x0) for a, b in pairwise(row)]
    return [gap for gap in found if gap[1] - gap[0] >= _NARROWEST]


def _run(rows: Sequence[Sequence[Word]], at: int, strip: tuple[float, float]) -> tuple[int, float]:
    """How far down from row `at` a strip stays blank, and its middle."""
    end = at + 1
    while end < len(rows):
        row = rows[end]
        free = [(float("-inf"), row[0].x0), *_gaps(row), (row[-1].x1, float("inf"))]
        narrowed = max(((max(strip[0], a), min(strip[1], b)) for a, b in free), key=lambda s: s[1] - s[0])
        if narrowed[1] - narrowed[0] < _NARROWEST:
            break
        strip = narrowed
        end += 1
    return end, (strip[0] + strip[1]) / 2


def _is_prose(rows: Sequence[Sequence[Word]], place: float) -> bool:
    """Whether both sides are columns whose lines are mostly full, and of some length."""
    for side in (-1, 1):
        lines = [[w for w in row if (w.x0 - place) * side > 0] for row in rows]
        spans = [(line[0].x0, line[-1].x1) for line in lines if line]
        if len(spans) < _FEWEST:
            return False
        width = max(b for _, b in spans) - min(a for a, _ in spans)
        words = sum(map(len, lines)) / len(spans)
        full = sum(b - a > _FULL * width for a, b in spans)
        if full < 0.6 * len(spans) or words < 4 or width < 100:
            return False
    return True
