"""Puts rankings together, and says why a passage came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.headings import SAME
from retrieval.snapshot import Snapshot, period_order, unit_key
from retrieval.types import Prefer

RANK_BASE = 10
"""`k` of the reciprocal ranks: small, since the first few places are what matters here."""


@dataclass(frozen=True, slots=True)
class Preference:
    """How much more a report is worth for who asks, and the reasons."""

    factor: float
    reasons: tuple[str, ...]


def fuse(rankings: Sequence[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """Weighted reciprocal ranks, 1 for what leads every ranking.

    Args:
        rankings: weight and rows, best first; an empty ranking takes no part.
    """
    rankings = [(w, rows) for w, rows in rankings if rows and w > 0]
    whole = sum(w for w, _ in rankings) / (RANK_BASE + 1)
    scores: dict[int, float] = {}
    for weight, rows in rankings:
        for rank, row in enumerate(rows, 1):
            scores[row] = scores.get(row, 0.0) + weight / (RANK_BASE + rank) / whole
    return scores


def preferences(snapshot: Snapshot, prefer: Prefer) -> Mapping[str, Preference]:
    """What each report is worth: same unit's last report of the kind first, then kind, level, recency."""
    mine = unit_key(prefer.unit)
    last = _last(snapshot, mine, prefer)
    newest = max((period_order(r.period)[0] for r in snapshot.reports.values()), default=0.0)
    found: dict[str, Preference] = {}
    for row in snapshot.reports.values():
        factor = 1.0
        reasons: list[str] = []
        if row.id == last:
            factor, reasons = factor + 0.6, [*reasons, "báo cáo gần nhất của chính đơn vị"]
        elif mine and unit_key(row.unit) == mine:
            factor, reasons = factor + 0.3, [*reasons, "cùng đơn vị"]
        if prefer.kind and row.kind == prefer.kind:
            factor, reasons = factor + 0.15, [*reasons, "cùng loại báo cáo"]
        if prefer.level and row.level == prefer.level:
            factor, reasons = factor + 0.15, [*reasons, "cùng cấp"]
        age = max(newest - period_order(row.period)[0], 0.0) if row.period else 5.0
        found[row.id] = Preference(factor + 0.1 / (1 + age), tuple(reasons))
    return found


def _last(snapshot: Snapshot, unit: str, prefer: Prefer) -> str | None:
    """The unit's newest report of the kind that isn't of the period to be written or later."""
    reports = snapshot.last_reports.get((unit, prefer.kind or ""), []) if unit else []
    limit = period_order(prefer.period) if prefer.period else None
    before = (i for i in reports if limit is None or period_order(snapshot.reports[i].period) < limit)
    return next(before, None)


def why(reasons: Sequence[str], likeness: float, lexical: int | None, dense: int | None) -> str:
    """The reasons as words, the telling ones first."""
    said = ["cùng mục"] if likeness >= SAME else ["mục tương tự"] if likeness >= 0.5 else []
    said += reasons
    if lexical is not None:
        said.append(f"hạng {lexical} theo từ ngữ")
    if dense is not None:
        said.append(f"hạng {dense} theo nghĩa")
    return "; ".join(said)
