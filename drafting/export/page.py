"""Paper, margins, fonts, language and page number: the layout that every part shares.

Sizes and margins follow Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.text.run import Run

FONT = "Times New Roman"
BODY = 14
# The letterhead's sizes move together: 12 with 13, or 13 with 14; the smaller pair fits long names.
LETTERHEAD, MOTTO = 12, 13
FIRST_LINE = Cm(1.27)
AFTER = Pt(6)
TEXT_WIDTH = Mm(210 - 30 - 20)
_FACES = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def new_document() -> DocumentObject:
    """An empty A4 document with the official margins, font, language and page number."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY)
    set_fonts(normal.element.get_or_add_rPr())
    _defaults(document)
    section = document.sections[0]
    set_page(section)
    number_pages(section, hide_first=True)
    return document


def set_page(section: Section) -> None:
    """A4 portrait; 20 mm above, below and right, 30 mm left."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)


def set_fonts(properties: Any) -> None:
    """One face for all scripts, no theme font in its way, and Vietnamese as the language."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in [a for a in fonts.attrib if a.endswith("Theme")]:
        del fonts.attrib[name]
    for face in _FACES:
        fonts.set(qn(face), FONT)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), "vi-VN")


def _defaults(document: DocumentObject) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        for properties in defaults.iter(qn("w:rPr")):
            set_fonts(properties)
    for style in document.styles.element.iter(qn("w:style")):
        for fonts in style.iter(qn("w:rFonts")):
            for name in [a for a in fonts.attrib if a.endswith("Theme")]:
                del fonts.attrib[name]


def number_pages(section: Section, *, hide_first: bool) -> None:
    """The page number centred in the top margin, not on the first page."""
    section.different_first_page_header_footer = hide_first
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(BODY)
        _field_part(run, kind, text)


def _field_part(run: Run, kind: str, text: str) -> None:
    if kind == "shown":
        run.text = text
        return
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.set(qn("xml:space"), "preserve")
        part.text = text
    run._r.append(part)


def restart_numbers(section: Section) -> None:
    """Pages of an appendix count from 1 anew."""
    properties = section._sectPr
    numbering = properties.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = OxmlElement("w:pgNumType")
        # The schema's order, before the columns: Word minds it.
        properties.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    numbering.set(qn("w:start"), "1")
