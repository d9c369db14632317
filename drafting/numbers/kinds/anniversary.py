"""Anniversaries (`92 năm ngày thành lập`): no figure, but their value can be checked."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.types import Reading

_EVENT = re.compile(
    r"\s?năm\s(?:(?:ngày|lễ)\s|thành lập|chiến thắng|giải phóng|cách mạng"
    r"|quốc khánh|truyền thống|tổng khởi nghĩa|xây dựng và trưởng thành)"
)
_KEPT = re.compile(r"(?:kỷ niệm|kỉ niệm|mừng|nhân dịp)\s(?:lần thứ\s)?$")


def read(spot: Spot) -> Reading | None:
    """Read the count of years of an anniversary."""
    if len(spot.digits) > 3:
        return None
    if _EVENT.match(spot.after) or (_KEPT.search(spot.before[-24:] + " ") and _counted(spot)):
        value = spot.literal.value
        return replace(plain(spot, "anniversary"), value=value, low=value, high=value, unit="năm")
    return None


def _counted(spot: Spot) -> bool:
    return spot.before.endswith("thứ") or spot.after.lstrip().startswith("năm")
