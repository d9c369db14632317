"""A list of things that a sentence opens (`… phát triển khá như: A; B; C`): trimmed where its things went."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.writers.base import SectionText
from drafting.writers.edits import cut

# What opens a list: the words, and the colon after them.
OPENS = re.compile(r"\b(?:như|gồm|cụ thể|là|sau)\s*:", re.IGNORECASE)
# A list that divides among the members what was told just before.
DIVIDES = re.compile(
    r"(?:(?:chia|phân)(?: đều)? theo|các (?:xã|phường|huyện|thôn|tỉnh|đơn vị|địa phương) \w+ được"
    r"|kết quả (?:của )?(?:từng|các))\b[^.;\d]*:",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*(?:,\s*)?(?:(?:tiêu biểu|điển hình|cụ thể|trong đó|đó là)\s+)?(?:có\s+)?\b(?:như(?:\s+là)?|gồm)\s*:",
    re.IGNORECASE,
)
# A sentence has a verb that tells something done; a bare subject (`Một số mô hình tiêu biểu`) tells nothing.
_TOLD = re.compile(
    r"\b(?:được|đã|đang|tiếp tục|từng bước|phát triển|hình thành|tập trung|tăng cường|phối hợp|quan tâm)\b",
    re.IGNORECASE,
)
_LEAST = 7


def before_list(text: str, start: int, end: int) -> int | None:
    """Where the sentence `start:end` ends without the partial list it opens; None if nothing would be told then."""
    match = _TAIL.search(text, start, end)
    if match is None or not text[match.end() : end].strip(" .;…"):
        return None
    head = text[start : match.start()]
    told = len(head.split()) >= _LEAST and _TOLD.search(head) is not None
    return match.start() if told and head.count("(") == head.count(")") else None


def without_list(piece: SectionText) -> SectionText | None:
    """The piece without the partial list at its end; None where a number stands in that, or nothing would be told."""
    stop = before_list(piece.text, 0, len(piece.text))
    if stop is None or any(b.end > stop for b in piece.bindings) or any(g.end > stop for g in piece.gaps):
        return None
    mark = piece.text.rstrip()[-1:]
    trimmed = cut(piece, [(stop, len(piece.text))])
    return replace(trimmed, text=trimmed.text + (mark if mark in ".;" else "."))
