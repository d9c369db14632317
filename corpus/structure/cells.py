"""Title block and signature set as tables without lines: told apart from real tables, and taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.meta.back import split_signature
from corpus.structure.cues import is_signature

_FRONT = re.compile(r"(?i)cộng h[oò][aà]? xã hội|độc lập\s*[-–]\s*tự do|\bsố\s*:")
_BACK = re.compile(r"(?i)nơi nhận\s*:?")
# Where a converter glued the lines of a cell together, a new one begins before these.
_NEW_LINE = re.compile(
    r"\s+(?=Độc lập\s*[-–]\s*Tự do|(?:ỦY|UỶ) BAN NHÂN DÂN\b(?<!TM. )|UBND\s+(?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN)\b|Số\s*:\s*[\d.…/]"
    r"|(?:KT|TL|TUQ)\s*\.\s*[A-ZĐ]|(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG (?:BAN|PHÒNG)|HIỆU TRƯỞNG)\b(?!\s+UBND))"
)
_ITEM = re.compile(r"\s+(?=[-–+]\s*\S)")


def layout_zone(cells: Sequence[Sequence[str]]) -> str:
    """`front` or `back` for a table that only sets the title block or the signature; empty for a real one."""
    filled = [cell for row in cells for cell in row if cell.strip()]
    if len(cells) > 6 or any(len([c for c in row if c.strip()]) > 3 for row in cells) or not filled:
        return ""
    signs = any(is_signature(cell[:60]) for cell in filled if len(cell) < 160)
    if _BACK.search(" ".join(filled)) or signs:
        return "back"
    return "front" if _FRONT.search(" ".join(filled)) else ""


def cell_lines(cell: str, zone: str) -> list[str]:
    """The lines a cell of a title block or a signature had."""
    lines: list[str] = []
    for part in re.split(r"\n|<br\s*/?>", cell):
        part = part.strip()
        if zone == "back" and _BACK.match(part):
            lines += _ITEM.split(part)
            continue
        for line in _split_heads(part):
            lines += split_signature(line) if zone == "back" else [line]
    return [line.strip() for line in lines if line.strip()]


def _split_heads(text: str) -> list[str]:
    """Cut before a new body or position, but not inside `TM. ỦY BAN NHÂN DÂN` or `PHÓ CHỦ TỊCH`."""
    lines: list[str] = []
    at = 0
    for match in _NEW_LINE.finditer(text):
        before = text[at : match.start()]
        if not before.strip() or re.search(
            r"(?:TM|KT|TL|TUQ)\s*\.$|\bPHÓ$|\bQ\.$|(?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|BÍ THƯ)$", before
        ):
            continue
        lines.append(before)
        at = match.end()
    return [*lines, text[at:]]


def columns_in_order(rows: Sequence[Sequence[str]], zone: str) -> list[str]:
    """The lines of such a table, column by column."""
    width = max((len(row) for row in rows), default=0)
    cells = [row[at] for at in range(width) for row in rows if at < len(row)]
    return [line for cell in cells for line in cell_lines(cell, zone)]
