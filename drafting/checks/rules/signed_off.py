"""The body's closing mark stands among the recipients: `- Lưu VT, NV./.`.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: `./.` ends the body, a full stop the list of recipients, whose last line is
`- Lưu: VT, …`; flaws of real reports (`ending`); contract code `spelling`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"
_KEPT = re.compile(r"[-–]?\s*(Lưu)(?=\s+[A-ZĐ]{2})")


def check(document: Document) -> Iterable[Finding]:
    """A warning at such a mark, a note at a `Lưu` without its colon."""
    for block in (b for b in document.report.blocks if b.kind == "back"):
        at = document.text.find("./.", block.start, block.end)
        if at >= 0:
            message = "“./.” kết thúc phần nội dung; danh sách nơi nhận kết thúc bằng dấu chấm."
            yield finding(document, CODE, "warning", (at, at + 3), message, expected=".", fix=True)
        kept = _KEPT.match(document.text, block.start, block.end)
        if kept:
            message = "Sau “Lưu” có dấu hai chấm: “Lưu: VT, …”."
            yield finding(document, CODE, "info", kept.span(1), message, expected="Lưu:", fix=True)
