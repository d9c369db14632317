"""Where each bound number comes from: comments beside the text and the reconciliation table at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from drafting.export.letterhead import plain
from drafting.export.marks import Look, dress, printable
from drafting.export.page import number_pages, restart_numbers
from drafting.types import Binding, CellSource, ConfirmedSource, Draft, Figure, SentenceSource

_KEY = re.compile(r"\b[A-Z]+\d+\b")
TITLE = "BẢNG ĐỐI CHIẾU SỐ LIỆU"
COLUMNS = ("TT", "Số trong văn bản", "Câu", "Chỉ tiêu", "Công thức", "Nguồn")
_WIDTHS = (11, 26, 78, 54, 36, 52)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the reconciliation table."""

    quote: str
    sentence: str
    labels: str
    formula: str
    sources: str


class Ledger:
    """Looks up what a draft's numbers were made from."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._figures = {f.key: f for f in draft.figures}

    def entries(self) -> list[Entry]:
        """One entry a bound number, in the order of the text."""
        return [self._entry(binding) for binding in sorted(self._draft.numbers, key=lambda b: b.start)]

    def comment(self, binding: Binding) -> str:
        """The comment beside a number."""
        entry = self._entry(binding)
        formula = f"\nCông thức: {entry.formula}" if entry.formula else ""
        return f"{entry.labels}{formula}\nNguồn: {entry.sources}"

    def _entry(self, binding: Binding) -> Entry:
        keys = (
            [binding.figure]
            if binding.figure
            else list(dict.fromkeys(_KEY.findall(binding.expression or "")))
        )
        figures = [self._figures[key] for key in keys if key in self._figures]
        formula = binding.expression or ""
        for figure in figures:
            formula = re.sub(rf"\b{figure.key}\b", f"[{figure.written or figure.value}]", formula)
        return Entry(
            quote=self._draft.text[binding.start : binding.end],
            sentence=self._sentence(binding),
            labels="; ".join(dict.fromkeys(map(label_of, figures))),
            formula=formula,
            sources=sources_of(figures) or "chưa có nguồn",
        )

    def _sentence(self, binding: Binding) -> str:
        text = self._draft.text
        start = text.rfind("\n", 0, binding.start) + 1
        end = text.find("\n", binding.end)
        line = text[start : len(text) if end < 0 else end]
        from corpus.sentences import sentence_spans

        for left, right in sentence_spans(text, start, start + len(line)):
            if left <= binding.start and binding.end <= right:
                return " ".join(text[left:right].split())
        return " ".join(line.split())


def label_of(figure: Figure) -> str:
    """The indicator with its place and role in words."""
    place = f" ({figure.scope})" if figure.scope else ""
    return f"{figure.label}{place}{_ROLES.get(figure.role, '')}"


_ROLES = {
    "plan": " - kế hoạch",
    "same-period": " - cùng kỳ",
    "target": " - chỉ tiêu",
    "growth": " - so với cùng kỳ",
}


def sources_of(figures: Sequence[Figure]) -> str:
    """Where the figures stand; cells of one sheet are named together."""
    cells: dict[str, list[str]] = {}
    others: list[str] = []
    for figure in figures:
        source = figure.source
        if isinstance(source, CellSource):
            sheet = f", trang tính {source.sheet}" if source.sheet else ""
            cells.setdefault(f"{source.file}{sheet}", []).append(source.cell)
        elif isinstance(source, SentenceSource):
            others.append(f"báo cáo {source.report}: “{source.sentence}”")
        elif isinstance(source, ConfirmedSource):
            others.append(f"{source.confirmed_by} xác nhận lúc {source.at}")
        else:
            others.append(f"{source.facts}, dòng {source.line}")
    named = [f"{place}, ô {', '.join(dict.fromkeys(names))}" for place, names in cells.items()]
    return "; ".join(dict.fromkeys([*named, *others]))


def put_ledger(document: DocumentObject, ledger: Ledger) -> None:
    """The reconciliation table, on landscape pages of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    number_pages(section, hide_first=True)
    restart_numbers(section)
    heading = document.add_paragraph()
    plain(heading)
    dress(heading.add_run(TITLE), Look(14, bold=True))
    rows = [COLUMNS, *_rows(ledger)]
    table = document.add_table(len(rows), len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for number, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if not number:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, words, _WIDTHS, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            plain(paragraph, align=WD_ALIGN_PARAGRAPH.LEFT if number else WD_ALIGN_PARAGRAPH.CENTER)
            dress(paragraph.add_run(printable(text)), Look(9, bold=not number))
    document.paragraphs[-1].paragraph_format.space_after = Pt(0)


def _rows(ledger: Ledger) -> list[tuple[str, ...]]:
    return [
        (str(i), e.quote, e.sentence, e.labels, e.formula, e.sources)
        for i, e in enumerate(ledger.entries(), 1)
    ]
