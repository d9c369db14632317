"""Words that join a sentence to the one before it: taken off when that one went; sentences that can't do without it."""

from __future__ import annotations

import re

from drafting.writers.base import SectionText
from drafting.writers.edits import capital, cut

_JOINS = re.compile(
    r"^(?:Vì vậy|Vì thế|Do vậy|Do đó|Từ đó|Qua đó|Nhờ đó|Nhờ vậy|Tuy nhiên|Bù lại|Song|Đồng thời|Cụ thể(?: là)?(?! hóa)|"
    r"Bên cạnh đó|Ngoài ra|Mặt khác|Cùng với đó|"
    r"Trong đó|Theo đó|Đặc biệt(?: là)?|Nhất là|Trọng tâm là|Kết quả(?= đã)|và)\b\s*[,:]?\s*",
    re.IGNORECASE,
)

# A document named without its number: the one that the sentence before cited.
_THAT_DOCUMENT = re.compile(
    r"\b(?:nội dung|tinh thần|yêu cầu|mục tiêu|theo|của|thực hiện)\s+(?:của\s+)?"
    r"(?:Kế hoạch|Nghị quyết|Chỉ thị|Công văn|Hướng dẫn|Quyết định|Đề án|Chương trình)\b(?!\s+(?:số|[“\"]|của))(?! [A-ZĐ])"
)
# What tells more of something named just before.
_OF_THAT = re.compile(
    r"(?:Hình thức|Nội dung|Việc|Kinh phí|Thời gian|Sản phẩm|Đối tượng|Thành phần)\s+"
    r"(?:này|đó|trên|nêu trên|triển khai|được|tham gia)\b"
)
# What only says more of the sentence before.
_ADDS = re.compile(r"(?:Trong đó|Cụ thể|Nhất là|Đặc biệt,|Theo đó|Kết quả đó)")


def unjoined(piece: SectionText) -> SectionText:
    """The sentence on its own: without the connective at its head, with a capital."""
    match = _JOINS.match(piece.text)
    if match and not any(b.start < match.end() for b in piece.bindings):
        piece = cut(piece, [match.span()])
    return capital(piece)


def hangs(words: str) -> bool:
    """A sentence that only says more of what the one before it named."""
    found = _THAT_DOCUMENT.search(words) or words[:1].islower() or _ADDS.match(words) or _OF_THAT.match(words)
    return bool(found)
