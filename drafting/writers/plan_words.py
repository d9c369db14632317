"""Words on a plan without a number (`36 xã đạt chuẩn, vượt kế hoạch năm`), made true of this period's figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.types import Candidate, Figure, FigureTable, Mention
from drafting.writers.edits import Edit
from drafting.writers.judgments import less_is_better

_SAID = re.compile(
    r"[^,;.()\d]{0,60},?\s+(?P<said>(?:hoàn thành và |đạt và )?vượt|chưa đạt|không đạt|đạt)\s+(?:mức\s+|so với\s+)?"
    r"(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?:\s+(?:năm|cả năm|đề ra|được giao|[^\W\d]+ giao))?(?=[,;.:)]|\s+và\b|\s*$)",
    re.IGNORECASE,
)


def plan_words(
    text: str, told: Sequence[tuple[Mention, Candidate]], table: FigureTable, end: int
) -> list[Edit]:
    """Edits of `vượt`, `đạt`, `chưa đạt` behind a number, where the figures tell what became of its plan.

    Args:
        text: the precedent's text.
        told: the numbers of the sentence and what they state now.
        table: this period's figures.
        end: where the sentence ends.
    """
    by_key = table.by_key()
    edits = []
    for mention, candidate in told:
        match = _SAID.match(text, mention.reading.end, end)
        figure = by_key.get(candidate.expression)
        goal = _plan(figure, table) if figure is not None and figure.role == "actual" else None
        if match is None or figure is None or goal is None or less_is_better(figure.label):
            continue
        now = _true(figure, goal)
        said = match["said"].casefold()
        if now is not None and now != ("vượt" if "vượt" in said else "chưa đạt" if "không" in said else said):
            edits.append(Edit(*match.span("said"), now))
    return edits


def _plan(figure: Figure, table: FigureTable) -> Figure | None:
    cells = (f for f in table.figures if (f.indicator, f.scope) == (figure.indicator, figure.scope))
    return next(
        (f for f in cells if f.role in ("plan", "target") and f.value and f.unit == figure.unit), None
    )


def _true(figure: Figure, goal: Figure) -> str | None:
    """What is true of the plan; a plan that was exceeded is reached too."""
    if figure.value is None or goal.value is None:
        return None
    if figure.value == goal.value:
        return "đạt"
    return "vượt" if figure.value > goal.value else "chưa đạt"
