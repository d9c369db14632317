"""A paragraph ends without a mark, or an item names a movement and says nothing of it, where the others do.

Source: flaws of real reports (`unfinished_sentence`, `heading_empty`); contract code `spelling`. An info: lines that a
converter tore are joined before, but some may be left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.types import Block
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"
_ENDED = re.compile(r"[.;:!?…,][”\"')\]*]*\s*$")
_CAPTION = re.compile(r"\W*(?:Biểu|Bảng|Phụ lục|Danh sách|Đơn vị tính|ĐVT)(?!\w)", re.IGNORECASE)
_NAMED = re.compile(r"^\W*(?:Phong trào|Cuộc vận động|Mô hình|Chương trình)[^.;:]*[”\"]\s*$")
_WORDS = 18
# So many paragraphs must end with a mark before one that doesn't is noticed.
_MOST = 0.8


def check(document: Document) -> Iterable[Finding]:
    """An info at the last word of such a paragraph, and at an item that says nothing."""
    lines = document.lines
    paragraphs = [
        b for b in lines if b.kind == "paragraph" and len(document.text[b.start : b.end].split()) >= _WORDS
    ]
    ended = sum(bool(_ENDED.search(document.text[b.start : b.end])) for b in paragraphs)
    for block in paragraphs if ended >= len(paragraphs) * _MOST else ():
        words = document.text[block.start : block.end]
        if not _ENDED.search(words) and not _CAPTION.match(words):
            message = "Đoạn này không kết thúc bằng dấu câu: có thể bị mất chữ."
            yield finding(document, CODE, "info", _last_word(document, block), message)
    for at, block in enumerate(lines[:-1]):
        if (
            block.kind == "item"
            and _NAMED.match(document.text[block.start : block.end])
            and _alone(document, lines, at)
        ):
            message = "Mục này chỉ có tên, không có nội dung."
            yield finding(document, CODE, "info", (block.start, block.end), message)


def _alone(document: Document, lines: Sequence[Block], at: int) -> bool:
    """True where the next line is the next item of the list, and the list's others say something."""
    block = lines[at]
    if lines[at + 1].kind != "item" or lines[at + 1].label != block.label:
        return False
    others = [
        b
        for b in lines
        if b.kind == "item" and b.label == block.label and b.section == block.section and b != block
    ]
    full = [b for b in others if not _NAMED.match(document.text[b.start : b.end])]
    return len(full) >= max(1, len(others) - 1)


def _last_word(document: Document, block: Block) -> tuple[int, int]:
    line = document.text[block.start : block.end].rstrip()
    return block.start + line.rfind(" ") + 1, block.start + len(line)
