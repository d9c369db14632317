"""An amount and the words for it in the brackets behind are one number: `8.250.000.000đ (Tám tỷ …)`.

Source: numbers.md (Words); contract code `restated`. Only brackets that hold nothing but the number's words and its
unit say it again; `5 xã (ba xã vùng cao)` tells of some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "restated"
_OPENED = re.compile(
    r"\s*(?:đ|đồng|VNĐ|USD|%)?\s*\(\s*(?:viết |bằng |đọc |số tiền )*(?:bằng |là )?(?:chữ)?:?\s*",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:phần trăm|đồng|đô la)?\s*(?:chẵn|Việt Nam)?[./]*\s*\)", re.IGNORECASE)


def check(document: Document) -> Iterable[Finding]:
    """A finding at words that say another number than the digits before them."""
    for one, words in zip(document.prose, document.prose[1:], strict=False):
        if one.words or not words.words or not _again(document, one, words):
            continue
        (low, high), (said_low, said_high) = interval(one), interval(words)
        if said_high < low or high < said_low:
            message = f"Số ghi {one.quote}, nhưng chữ ghi “{words.quote}”."
            yield about(document, CODE, "error", words, message, evidence=[place(one)])


def _again(document: Document, one: Reading, words: Reading) -> bool:
    """True where the bracket holds the number's words alone, in the same unit."""
    same = words.unit in (one.unit, None) and one.kind in ("quantity", "percent")
    opened = _OPENED.fullmatch(document.text[one.end : words.start]) if same else None
    return opened is not None and _CLOSED.match(document.text, words.end) is not None
