"""What the lines above a table say of all of it."""

from __future__ import annotations

import re

from drafting.figures.names import is_unit

_UNIT = re.compile(r"(?i)(?:đơn vị tính|đơn vị|đvt)\s*:\s*([^)\n;.]+)")


def title_unit(title: str) -> str:
    """`(Đơn vị tính: triệu đồng)` above a table holds for all of it."""
    match = _UNIT.search(title)
    unit = match[1].strip(" .") if match else ""
    return unit if is_unit(unit) else ""
