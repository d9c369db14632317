"""Words of praise beside a figure that fell: a person should look at them again."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.types import Figure, Plan
from drafting.writers.base import SectionText

_PRAISE = re.compile(
    r"\b(?:đạt khá|tăng cao|phát triển (?:khá|mạnh|tốt|ổn định)|đạt (?:được )?(?:nhiều )?kết quả (?:cao|tốt|khá|lớn)|"
    r"đạt và vượt|vượt (?:mức )?(?:kế hoạch|chỉ tiêu|mục tiêu)|hoàn thành vượt mức|tăng trưởng (?:khá|cao)|"
    r"chuyển biến (?:tích cực|rõ rệt|mạnh mẽ)|khởi sắc|ngày càng (?:cao|tăng|nhiều)|(?:không ngừng|liên tục) tăng|"
    r"được nâng (?:lên|cao)(?: rõ rệt)?|tăng mạnh|đột phá|"
    r"(?:tốt|nhanh|cao|nhiều|hiệu quả|đều|sát|kịp thời) hơn (?:năm )?trước)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?P<part>\w+)/(?P<whole>\w+)\*100")
# Where less is better.
_LESS_IS_BETTER = re.compile(
    r"(?<!thoát )(?<!người )(?<!giảm )nghèo|suy dinh dưỡng|vi phạm|phạm pháp|tai nạn|tội phạm|thất nghiệp|sinh con thứ|"
    r"quá hạn|trễ hạn|tồn đọng|tử vong|bỏ học|tảo hôn|bạo lực|số vụ|\bvụ (?:cháy|án|việc|va chạm|ngộ độc)|nợ xấu|nợ thuế",
    re.IGNORECASE,
)
# Of these the more the better, though they name what is bad (`Tỷ lệ điều tra, khám phá các vụ phạm pháp hình sự`).
_MORE_IS_BETTER = re.compile(
    r"điều tra|khám phá|giải quyết|xử lý|phát hiện|triệt phá|bắt giữ|xóa|được (?:hỗ trợ|giúp|vay)|hỗ trợ|thoát|"
    r"quỹ|cho vay|dư nợ cho|\bgiảm\b|bảo hiểm|thu hồi",
    re.IGNORECASE,
)


def praise_of_falls(plan: Plan, piece: SectionText) -> str:
    """A note on sentences that praise while a figure in them is worse than in the same period."""
    by_key = plan.figures.by_key()
    notes: list[str] = []
    for match in re.finditer(r"[^\n.;]+(?:[.;](?!\s)[^\n.;]*)*", piece.text):
        praise = _PRAISE.search(match[0])
        if not praise:
            continue
        inside = (b for b in piece.bindings if match.start() <= b.start < match.end())
        for binding in inside:
            figure = by_key.get(binding.figure or "")
            if figure is not None and worse(plan, figure):
                notes.append(f"“{praise[0]}” đi cùng {figure.label} kém cùng kỳ")
            part = _smaller_share(plan, binding.expression or "")
            if part is not None:
                notes.append(f"“{praise[0]}” đi cùng tỷ trọng của {part.label} kém cùng kỳ")
    return "; ".join(dict.fromkeys(notes))


def worse(plan: Plan, figure: Figure) -> bool:
    """True where an actual figure is worse than that of the same period."""
    if figure.role != "actual" or figure.value is None:
        return False
    before = _before(plan, figure)
    if before is None or before == figure.value:
        return False
    return (figure.value > before) == less_is_better(figure.label)


def _before(plan: Plan, figure: Figure) -> Decimal | None:
    cells = (
        f
        for f in plan.figures.figures
        if f.indicator == figure.indicator and f.scope == figure.scope and f.role == "same-period"
    )
    return next((f.value for f in cells if f.value is not None), None)


def _smaller_share(plan: Plan, expression: str) -> Figure | None:
    """The part whose share of a whole, as an expression has it, is worse than in the same period."""
    match, by_key = _SHARE.fullmatch(expression), plan.figures.by_key()
    part, whole = (by_key.get(match[n]) for n in ("part", "whole")) if match else (None, None)
    if part is None or whole is None or part.role != "actual" or whole.role != "actual":
        return None
    then, of = _before(plan, part), _before(plan, whole)
    if part.value is None or not whole.value or then is None or not of:
        return None
    now, before = part.value / whole.value, then / of
    return part if now != before and (now > before) == less_is_better(part.label) else None


def less_is_better(label: str) -> bool:
    """True for an indicator of which less is better (poor households, offences)."""
    return bool(_LESS_IS_BETTER.search(label)) and not _MORE_IS_BETTER.search(label)
