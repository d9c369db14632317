"""Puts rankings together, and says why a passage came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from retrieval.headings import SAME
from retrieval.snapshot import Snapshot
from retrieval.types import Prefer
from retrieval.units import period_order, unit_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DENSE_BASE = 20
"""How slowly the worth of a place in the dense ranking falls: half of the first one's at this place."""
FULL = 2.3
"""What a report is worth that everything speaks for, where something is preferred: scores stay under 1."""
LAST = 0.6
"""What the own unit's last report of the kind is worth more than any other of the unit."""
PLAIN = 1.1
"""The same where nothing is: the newest."""


def fuse(
    lexical: Mapping[int, float], dense: Sequence[int], weights: tuple[float, float]
) -> dict[int, float]:
    """What rows are worth by both rankings, 1 for what leads both.

    Words count by their score against the best one, since a clear winner by words is right far more often than
    a close one; vectors by their place (measured: a little better than reciprocal ranks of both, and as good
    as vectors by their score).

    Args:
        lexical: scores of rows, of those that stand in `dense` too where they have one.
        dense: rows, nearest first; where one of the two is empty, the other decides alone.
        weights: of words and of vectors.
    """
    by_words, by_vectors = weights[0] * bool(lexical), weights[1] * bool(dense)
    whole, best = by_words + by_vectors, max(lexical.values(), default=1.0)
    if whole <= 0:
        return {}
    scores = {row: by_words * score / best / whole for row, score in lexical.items()}
    for place, row in enumerate(dense):
        worth = DENSE_BASE / (DENSE_BASE + place)
        scores[row] = scores.get(row, 0.0) + by_vectors * worth / whole
    return scores


class Preferences:
    """What each report is worth: same unit's last report of the kind first, then kind, level, recency.

    Attributes:
        factors: a number a report of the snapshot, 1 for the one that everything speaks for.
    """

    def __init__(self, snapshot: Snapshot, prefer: Prefer) -> None:

        self._snapshot = snapshot
        self._prefer = prefer
        self._mine = unit_key(prefer.unit)
        self._last = self._last_report()
        self.factors = self._factors()

    def of(self, row: int) -> float:
        """What the report of a row is worth."""
        return float(self.factors[self._snapshot.report_of[row]])

    def _factors(self) -> Floats:
        import numpy as np

        table = self._snapshot.table
        factors = np.ones(len(table.ends))
        if self._mine:
            factors += 0.3 * (table.units == self._mine)
        if self._last is not None:
            factors[self._last] += LAST
        factors += 0.15 * (table.kinds == self._prefer.kind) if self._prefer.kind else 0.0
        factors += 0.15 * (table.levels == self._prefer.level) if self._prefer.level else 0.0
        newest = table.ends.max() if table.ends.size else 0.0
        age = np.where(table.ends > 0, np.maximum(newest - table.ends, 0.0), 5.0)
        result: Floats = (factors + 0.1 / (1 + age)) / (PLAIN if self._prefer == Prefer() else FULL)
        return result

    def _last_report(self) -> int | None:
        """The unit's newest report of the kind that isn't of the period to be written or later."""
        if not self._mine:
            return None
        limit = period_order(self._prefer.period) if self._prefer.period else None
        table = self._snapshot.table
        mine = (table.units == self._mine) & (table.kinds == (self._prefer.kind or ""))
        own = [(self._snapshot.reports[i], int(i)) for i in mine.nonzero()[0]]
        before = [
            (period_order(r.period), r.id, i) for r, i in own if not limit or period_order(r.period) < limit
        ]
        return max(before)[2] if before else None

    def reasons(self, number: int) -> list[str]:
        """Why a report is preferred, in Vietnamese."""
        row = self._snapshot.reports[number]
        said = []
        if number == self._last:
            said.append("báo cáo gần nhất của chính đơn vị")
        elif self._mine and self._snapshot.table.units[number] == self._mine:
            said.append("cùng đơn vị")
        if self._prefer.kind and row.kind == self._prefer.kind:
            said.append("cùng loại báo cáo")
        if self._prefer.level and row.level == self._prefer.level:
            said.append("cùng cấp")
        return said


def why(reasons: Sequence[str], likeness: float, lexical: int | None, dense: int | None) -> str:
    """The reasons as words, the telling ones first."""
    said = ["cùng mục"] if likeness >= SAME else ["mục tương tự"] if likeness >= 0.5 else []
    said += reasons
    if lexical is not None:
        said.append(f"hạng {lexical} theo từ ngữ")
    if dense is not None:
        said.append(f"hạng {dense} theo nghĩa")
    return "; ".join(said) or "tên mục gần với mục cần viết"
