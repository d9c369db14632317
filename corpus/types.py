"""What a report is once read: clean text, sections, tables, and what it is about.

`Report.text` is the whole document as plain text: a paragraph (or heading, or list item) a line,
lines joined by one newline, tables a row a line with tabs between cells. All offsets are
character offsets into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ReportKind = Literal["so-ket", "tong-ket", "phat-dong", "other"]
Level = Literal["thon", "xa", "huyen", "tinh", "trung-uong", "cum-xa", "cum-huyen", "cum-tinh", "cum"]
BlockKind = Literal["front", "heading", "paragraph", "item", "table", "back"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the outline.

    Attributes:
        number: path of ordinals, unique in the report (`P1.II.2.1`).
        label: the numbering as printed (`2.1.`), empty where none is.
        heading: the title without its label.
        level: 1 at the top of the path.
        start: where the heading line begins.
        body: where the text after the heading begins (the same line, if heading and text share it).
        end: up to the next heading of its level or above, children included.
        tables: tables in it, children not counted.
    """

    number: str
    label: str
    heading: str
    level: int
    start: int
    body: int
    end: int
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: `rows` as printed (merged cells stand once, the rest of them empty).

    Attributes:
        start, end: its span in the report's text.
        rows: cell texts, every row of the same length; no tabs or newlines inside.
        header_rows: how many rows at the top are header (column numbers and formulas included).
        section: number of the section it stands in, or empty.
        title: the line that names it, or empty.
    """

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1
    section: str = ""
    title: str = ""

    def cell_span(self, row: int, column: int) -> tuple[int, int]:
        """Offsets of a cell in the report's text."""
        at = self.start + sum(len("\t".join(r)) + 1 for r in self.rows[:row])
        at += sum(len(c) + 1 for c in self.rows[row][:column])
        return at, at + len(self.rows[row][column])


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text (a whole table is one block).

    Attributes:
        kind: `front` is the title block, `back` recipients and signature.
        label: printed numbering or bullet of a heading or item (`1.`, `-`, `a)`), or empty.
        section: number of the innermost section it belongs to, or empty.
    """

    kind: BlockKind
    start: int
    end: int
    label: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: `TM. ỦY BAN NHÂN DÂN` / `CHỦ TỊCH` / name; unknown parts are empty."""

    authority: str = ""
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a report is about. Unknown text fields are empty, unknown codes None.

    Attributes:
        period: a period code (`2024`, `2024-H1`, `2024-Q3`, `2024-09`, `2024-9M`).
        date: ISO date, or with unknown day `2024-06`, or empty.
        superior: the body reported to (`huyện Hà Trung`).
        province: the province where the text names it.
        members: for a cluster (or a report with breakdowns), the member units it names.
        uncertain: names of fields that were guessed weakly.
    """

    title: str = ""
    kind: ReportKind = "other"
    unit: str = ""
    level: Level | None = None
    superior: str = ""
    province: str = ""
    period: str | None = None
    symbol: str = ""
    place: str = ""
    date: str = ""
    signer: Signer = Signer()
    recipients: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    uncertain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read.

    Attributes:
        name: file name it came from.
        original: for every offset into `text` at a line start, the offset in the text as extracted
            from the file (pairs, ascending), so that a finding can show the original place.
    """

    name: str
    text: str
    meta: Meta
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    blocks: tuple[Block, ...] = ()
    original: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`."""
        best: Section | None = None
        for section in self.sections:
            if section.start <= offset < section.end:
                best = section if best is None or section.level >= best.level else best
        return best

    def heading_path(self, number: str) -> tuple[str, ...]:
        """Headings from the top down to the section `number`."""
        return heading_path(number, {s.number: s.heading for s in self.sections})


def heading_path(number: str, headings: Mapping[str, str]) -> tuple[str, ...]:
    """Headings from the top down to the section `number`, out of those of all sections by their numbers."""
    parts = number.split(".")
    paths = (".".join(parts[: i + 1]) for i in range(len(parts)))
    return tuple(headings[p] for p in paths if p in headings)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report of the library: its stable id, and when and from which file it came.

    Attributes:
        notes: what the audit found wrong in it, a sentence each.
        figures: how many figures its text states; None before it was audited.
    """

    id: str
    file: str
    added: str
    report: Report
    notes: tuple[str, ...] = ()
    figures: int | None = None


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report of the library as a list shows it; `notes` is how many things the audit found wrong in it."""

    id: str
    file: str
    title: str
    unit: str
    kind: str
    level: str | None
    period: str | None
    notes: int = 0
