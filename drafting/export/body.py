"""The body: headings by level, justified paragraphs, tables; and the appendices after the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from drafting.export.lines import Line
from drafting.export.marks import Look, Marker
from drafting.export.page import AFTER, BODY, FIRST_LINE, number_pages, restart_numbers, set_page
from drafting.export.source import Heading
from drafting.export.tables import put_table

_PART = re.compile(r"(phần|chương|phụ lục)\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+\s*[.)]?")
# A Mục of this length is a title, printed in capitals even where it was typed otherwise; a longer one a sentence.
_SHORT_TITLE = 120
_LETTER = re.compile(r"[a-zđ]\s*[.)]", re.IGNORECASE)


def put_body(marker: Marker, lines: Sequence[Line]) -> None:
    """All lines of a body, in order."""
    for line in lines:
        if line.grid is not None:
            put_table(marker, line.grid)
        elif line.heading is not None:
            _heading(marker, line, line.heading)
        else:
            _paragraph(marker, line)


def put_appendices(marker: Marker, lines: Sequence[Line]) -> None:
    """Each appendix on a page of its own, pages counted from 1."""
    for index, line in enumerate(lines):
        if line.role == "appendix" or index == 0:
            section = marker.document.add_section(WD_SECTION.NEW_PAGE)
            set_page(section)
            number_pages(section, hide_first=True)
            restart_numbers(section)
        put_body(marker, [line])


def _heading(marker: Marker, line: Line, heading: Heading) -> None:
    paragraph = marker.document.add_paragraph()
    part = bool(_PART.match(heading.label or marker.source.text[heading.start : heading.start + 8]))
    centred = part or not heading.label
    shape(paragraph, WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY, indent=not centred)
    paragraph.paragraph_format.keep_with_next = True
    _outline(paragraph, heading.level)
    end = min(line.end, max(heading.end, line.start))
    look = Look(BODY, bold=not _LETTER.fullmatch(heading.label.strip()))
    if _ROMAN.fullmatch(heading.label.strip()):
        look = Look(BODY, bold=True, upper=end - line.start < _SHORT_TITLE)
    marker.put(paragraph, line.start, end, look)
    if end < line.end:
        marker.put(paragraph, end, line.end, Look(BODY))


def _paragraph(marker: Marker, line: Line) -> None:
    paragraph = marker.document.add_paragraph()
    look = Look(BODY)
    if line.role == "appendix":
        look = Look(BODY, bold=True)
    if line.role == "centred":
        look = Look(BODY, bold=True)
        paragraph.paragraph_format.keep_with_next = True
    if line.role == "ground":
        look = Look(BODY, italic=True)
    centred = line.role in {"centred", "appendix", "addressee"}
    shape(paragraph, WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY, indent=not centred)
    if line.role == "addressee":
        paragraph.paragraph_format.space_before = Pt(12)
    marker.put(paragraph, line.start, line.end, look)


def shape(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH, *, indent: bool) -> None:
    """A body paragraph: first line in, 6 points after it, a little more than single spacing."""
    form = paragraph.paragraph_format
    form.alignment = align
    form.first_line_indent = FIRST_LINE if indent else None
    form.space_before, form.space_after = Pt(0), AFTER
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = 1.1


def _outline(paragraph: Paragraph, level: int) -> None:
    """The heading's level for the navigation pane, without a style of its own."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(min(max(level, 1), 9) - 1))
    paragraph._p.get_or_add_pPr().append(mark)
