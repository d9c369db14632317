"""The chairman of a collective body signs a report in its name: `TM. ỦY BAN NHÂN DÂN` stands above `CHỦ TỊCH`.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (thay mặt tập thể); flaws of real reports (`nonstandard_sign`); contract code
`spelling`. Only for the bodies that law and custom leave no doubt of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.types import Finding

CODE = "spelling"
_BODIES = {"ubnd": "ỦY BAN NHÂN DÂN", "uy ban nhan dan": "ỦY BAN NHÂN DÂN", "hdnd": "HỘI ĐỒNG NHÂN DÂN"}
_UNIT = re.compile(rf"({'|'.join(_BODIES)}) (?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """A warning at a position that nothing stands above."""
    signer, unit = document.report.meta.signer, _UNIT.match(plain(document.unit))
    if not unit or signer.authority or signer.position.strip() != "CHỦ TỊCH":
        return
    for block in (b for b in document.report.blocks if b.kind == "back"):
        words = document.text[block.start : block.end]
        if words.strip(" *") == "CHỦ TỊCH":
            start = block.start + words.index("CHỦ TỊCH")
            message = f"Chủ tịch ký thay mặt tập thể: phía trên cần ghi “TM. {_BODIES[unit[1]]}”."
            yield finding(document, CODE, "warning", (start, start + len("CHỦ TỊCH")), message)
            return
