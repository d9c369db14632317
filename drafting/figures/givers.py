"""Who gave a plan: `dự toán Trung ương giao`, `KH năm 2024 (theo NQ HĐND giao)`."""

from __future__ import annotations

import re

from corpus.units import fold

_BODY = (
    r"(?:(?:HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân)\s+)?(?:Trung ương|TW|T\.Ư|Chính phủ|Thủ tướng(?: Chính phủ)?"
    r"|Bộ(?: [A-ZĐ][^\W\d_]+(?: [^\W\d_]+)?)?|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|sở|cấp trên|trên"
    r"|HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân)"
)
# The words of who gave it, before `giao`: for columns' heads and for sentences.
GIVEN = rf"(?P<giver>{_BODY})\s+(?:đã\s+)?(?:giao|quyết định giao)\b"
_GIVEN = re.compile(rf"(?<!\w){GIVEN}", re.IGNORECASE)
_SHORT = {
    "tw": "trung uong",
    "t.u": "trung uong",
    "tren": "cap tren",
    "chinh phu": "trung uong",
    "thu tuong": "trung uong",
}
_COUNCILS = re.compile(r"^(?:hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan)(?:\s+|$)")


def giver_of(words: str) -> str:
    """The body that gave a plan, as `words` have it; empty where they don't say."""
    match = _GIVEN.search(" ".join(words.split()))
    return match["giver"] if match else ""


def same_giver(one: str, other: str) -> bool:
    """`TW` is `Trung ương`, `tỉnh` is `HĐND tỉnh`; a council that isn't named may be any."""
    a, b = _level(one), _level(other)
    return a == b or not a or not b


def _level(giver: str) -> str:
    plain = _COUNCILS.sub("", fold(giver))
    return _SHORT.get(plain, plain)
