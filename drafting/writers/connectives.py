"""Words that join a sentence to the one before it: taken off when that one went."""

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


def unjoined(piece: SectionText) -> SectionText:
    """The sentence on its own: without the connective at its head, with a capital."""
    match = _JOINS.match(piece.text)
    if match and not any(b.start < match.end() for b in piece.bindings):
        piece = cut(piece, [match.span()])
    return capital(piece)
