"""The title block and the signature: borderless tables of two columns, with the lines the decree asks for."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from drafting.export.lines import Parts, Span
from drafting.export.marks import Look, Marker
from drafting.export.page import AFTER, LETTERHEAD, MOTTO, TEXT_WIDTH

LEFT, RIGHT = Cm(6.4), Cm(9.6)
_SMALL, _LIST, _SIGN = 12, 11, 14
_HEADS = {
    "ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "hội đồng thi đua - khen thưởng", "hội đồng", "ban",
    "ban quản lý",
}  # fmt: skip
_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s")
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def title_block(marker: Marker, parts: Parts) -> None:
    """Issuing body and number left, country, motto and date right, then the kind and its subject."""
    front = parts.front
    if front.get("country") or front.get("number") or front.get("issuer"):
        _letterhead(marker, parts)
    for role in ("kind", "title"):
        lines = front.get(role, ())
        for span in lines:
            paragraph = marker.document.add_paragraph()
            plain(paragraph, before=12 if role == "kind" else 0)
            marker.put(paragraph, span.start, span.end, Look(14, bold=True))
        if role == "title" and lines:
            width = _points(marker, lines[-1:], 14)
            line = marker.document.add_paragraph()
            rule(line, TEXT_WIDTH.pt, min(width, TEXT_WIDTH.pt) * 0.4)
            line.paragraph_format.space_after = AFTER


def _letterhead(marker: Marker, parts: Parts) -> None:
    """One row where `Số` comes before the country in the text, two where after: reading gives the text's order."""
    rows = 1 if parts.number_first else 2
    table = bare_table(marker, rows)
    left, right = table.cell(0, 0), table.cell(0, 1)
    issuer = parts.front.get("issuer", [])
    own = 2 if _two_line_issuer(marker, issuer) else 1
    _put_all(marker, left, issuer[:-own], Look(LETTERHEAD))
    _put_all(marker, left, issuer[-own:], Look(LETTERHEAD, bold=True))
    if issuer:
        rule(left.add_paragraph(), LEFT.pt - 11, _points(marker, issuer[-1:], LETTERHEAD) * 0.5)
    _put_all(marker, right, parts.front.get("country", []), Look(LETTERHEAD, bold=True))
    motto = parts.front.get("motto", [])
    _put_all(marker, right, motto, Look(MOTTO, bold=True))
    if motto:
        rule(right.add_paragraph(), RIGHT.pt - 11, _points(marker, motto[-1:], MOTTO))
    left, right = table.cell(rows - 1, 0), table.cell(rows - 1, 1)
    if rows == 1:
        _level(left, right)
    _put_all(marker, left, parts.front.get("number", []), Look(13), before=4)
    _put_all(marker, left, parts.front.get("about", []), Look(12), before=6)
    _put_all(marker, right, parts.front.get("date", []), Look(MOTTO, italic=True), before=4)
    for cell in (left, right, table.cell(0, 0), table.cell(0, 1)):
        drop_first_blank(cell)


def _two_line_issuer(marker: Marker, issuer: Sequence[Span]) -> bool:
    """`ỦY BAN NHÂN DÂN` over `XÃ X` is one body over two lines, as is a society over its place."""
    if len(issuer) < 2:
        return False
    above, last = (
        unicodedata.normalize("NFC", marker.source.text[s.start : s.end]).strip().casefold()
        for s in issuer[-2:]
    )
    return above in _HEADS or bool(_PLACE.match(last) and not _PLACE.match(above))


def _level(left: _Cell, right: _Cell) -> None:
    """Number and date on one height: blanks in the column with fewer lines."""
    gap = _lines(left, LEFT.pt) - _lines(right, RIGHT.pt)
    for _ in range(abs(gap)):
        plain((right if gap > 0 else left).add_paragraph())


def _lines(cell: _Cell, width: float) -> int:
    """About how many lines a cell's words take; the lines drawn under them don't count."""
    words = [p.text for p in cell.paragraphs if p.text]
    # The estimate of a line is on the wide side: without the tenth taken off, a line that just fits counts as two.
    return sum(max(1, math.ceil(0.9 * text_points(text, LETTERHEAD) / (width - 11))) for text in words)


def _put_all(marker: Marker, cell: _Cell, spans: Sequence[Span], look: Look, before: float = 0) -> None:
    for span in spans:
        paragraph = cell.add_paragraph()
        plain(paragraph, before=before)
        marker.put(paragraph, span.start, span.end, look)


def signature(marker: Marker, parts: Parts) -> None:
    """Recipients left, signature right, on one height."""
    if not parts.recipients and not parts.signature:
        return
    plain(marker.document.add_paragraph())
    rows = 1 if parts.recipients_first else 2
    table = bare_table(marker, rows)
    left, right = table.cell(rows - 1, 0), table.cell(0, 1)
    for index, span in enumerate(parts.recipients):
        paragraph = left.add_paragraph()
        plain(paragraph, align=WD_ALIGN_PARAGRAPH.LEFT)
        marker.put(
            paragraph,
            span.start,
            span.end,
            Look(_SMALL, bold=True, italic=True) if not index else Look(_LIST),
        )
    for index, span in enumerate(parts.signature):
        last = index == len(parts.signature) - 1 and len(parts.signature) > 1
        if last:
            for _ in range(4):
                plain(right.add_paragraph())
        paragraph = right.add_paragraph()
        plain(paragraph)
        marker.put(paragraph, span.start, span.end, Look(_SIGN, bold=True))
    for cell in (left, right):
        drop_first_blank(cell)


def bare_table(marker: Marker, rows: int) -> Table:
    """A table of two columns without borders, as wide as the text."""
    table: Table = marker.document.add_table(rows, 2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (LEFT, RIGHT), strict=True):
        column.width = width
    for row in table.rows:
        unsplit = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(unsplit)
        for cell, width in zip(row.cells, (LEFT, RIGHT), strict=True):
            cell.width = width
    return table


def plain(paragraph: Paragraph, *, before: float = 0, align: WD_ALIGN_PARAGRAPH = _CENTRE) -> None:
    """A paragraph of the title block: single spaced, nothing after it."""
    shape = paragraph.paragraph_format
    shape.alignment = align
    shape.space_before, shape.space_after = Pt(before), Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE


def rule(paragraph: Paragraph, room: float, length: float) -> None:
    """A thin centred line: the upper border of an empty paragraph, indented on both sides (all in points)."""
    plain(paragraph)
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    shape.space_before = Pt(2)
    side = max(0.0, (room - length) / 2)
    shape.left_indent = shape.right_indent = Pt(round(side, 1))
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def drop_first_blank(cell: _Cell) -> None:
    """A cell is born with an empty paragraph; it goes once there is another."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text and not first.runs and first._p.pPr is None:
        first._p.getparent().remove(first._p)


def _points(marker: Marker, spans: Sequence[Span], size: float) -> float:
    return text_points("".join(marker.source.text[s.start : s.end] for s in spans).strip(), size)


def text_points(text: str, size: float) -> float:
    """About how wide words are in Times, bold."""
    return sum(_width(c) for c in unicodedata.normalize("NFC", text)) * size


def _width(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in " .,:;'|-ijlt()/":
        return 0.29
    if base.isupper() or base in "mwĐ%":
        return 0.75
    return 0.57 if "\N{COMBINING HORN}" in unicodedata.normalize("NFD", letter) else 0.5
