"""What a past report fell short of: said again only where this period's figures fall short too."""

from __future__ import annotations

import re

from corpus.units import fold
from drafting.types import Figure, Plan
from drafting.writers.judgments import worse

SHORTCOMINGS = re.compile(r"hạn chế|tồn tại|chưa được|còn yếu|mặt yếu|khuyết điểm|nguyên nhân", re.IGNORECASE)
FELL = re.compile(
    r"\b(?:giảm|sụt|tụt|thấp|chậm|kém|xuống cấp|thất thường|chưa đạt|thiệt hại|gia tăng|tái phát|"
    r"chưa (?:tổ chức (?:được )?(?:sơ kết|tổng kết|hội nghị|các cuộc|cuộc)|ban hành|thành lập))\b",
    re.IGNORECASE,
)
_REASON = "nêu hạn chế của kỳ trước, xem kỳ này còn đúng không"


def outlived(text: str, plan: Plan, *, counted: bool = False) -> list[str]:
    """Why a shortcoming can't be said of this period unseen; nothing for one of the genre.

    Args:
        text: the sentence or clause.
        plan: whose figures tell what fell.
        counted: it counts something in words (`hai xã chậm …`).
    """
    if counted:
        return [_REASON]
    if not FELL.search(text) or any(worse(plan, f) for f in _named(text, plan)):
        return []
    return [_REASON]


def _named(text: str, plan: Plan) -> list[Figure]:
    """Figures whose indicator the sentence names by the first words of its label."""
    words = " ".join(fold(text).replace(",", "").split())
    found = []
    for figure in plan.figures.figures:
        label = fold(figure.label.rpartition(": ")[2]).replace(",", "").split()
        if figure.role == "actual" and len(label) > 1 and " ".join(label[:3]) in words:
            found.append(figure)
    return found
