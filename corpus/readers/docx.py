"""Word documents: paragraphs and tables in body order, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.errors import InputError
from corpus.readers.numbering import Numbering
from corpus.readers.package import DAMAGED, Package, W
from corpus.readers.runs import Printed, Runs
from corpus.readers.styles import Styles, is_on
from corpus.structure.cells import layout_zone
from corpus.structure.cues import is_back, is_front, letters_upper
from corpus.structure.labels import parse_label
from corpus.tables.header import count_header_rows
from corpus.text.chars import clean
from corpus.text.pieces import Grid, Piece, grid_rows

_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_HEAD = 400  # characters of a line that tell what it is


def read_docx(data: bytes, name: str) -> list[Piece]:
    """The pieces of a .docx file.

    Raises:
        InputError: the file is damaged or no Word document.
    """
    try:
        return _Body(Package(data), name).pieces()
    except InputError:
        raise
    except DAMAGED as error:
        raise InputError(
            f"Tệp “{name}” bị hỏng hoặc không phải tệp Word: mở bằng Word, lưu lại dạng .docx rồi thử lại.",
            f"“{name}” is damaged or no Word document: open it in Word, save it as .docx and try again.",
        ) from error


class _Body:
    """Walks a document's body once."""

    def __init__(self, package: Package, name: str) -> None:
        body = package.document().find(f"{W}body")
        if body is None:
            raise ValueError("a document without a body")
        self.element, self.package, self.name = body, package, name
        self.numbering = Numbering(package.related("numbering"))
        self.styles = Styles(package.related("styles"))
        self.runs = Runs(self.styles, self.element)
        self.notes = {kind: _notes(package.related(f"{kind}s")) for kind in ("footnote", "endnote")}
        self.waiting: list[tuple[str, str]] = []
        self.noted = 0
        self.at = 0

    def pieces(self) -> list[Piece]:
        return _with_zones([*self._blocks(self.element), *self._footnotes()])

    def _blocks(self, parent: Any, depth: int = 0) -> Iterator[Piece]:
        carried = ""  # the text of a paragraph whose mark was deleted: it runs on in the next
        for child in _unwrapped(parent):
            if child.tag == f"{W}p":
                carried, found = self._paragraph(child, carried)
                yield from found
                if child.find(f"{W}pPr/{W}sectPr") is not None:
                    yield from self._footnotes()
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child)
            if parent is self.element and not carried:
                yield from self._footnotes()
        if clean(carried):
            yield Piece(clean(carried), self.at, solid=True)

    def _paragraph(self, element: Any, before: str) -> tuple[str, list[Piece]]:
        """The text that runs on in the next paragraph, and the pieces of this one."""
        style = element.find(f"{W}pPr/{W}pStyle")
        key = style.get(f"{W}val") if style is not None else None
        printed = self.runs.read(element)
        self.waiting += printed.notes
        if self.styles.is_contents(key):
            return before, []
        text = before + printed.text
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            return text, self._boxes(printed)
        label = self._label(element, key)
        hint = self.styles.is_heading(key) or self._is_bold(element, key)
        start = self.at
        self.at += len(text) + 1
        found = []
        for number, (at, line) in enumerate(_lines(text)):
            shown = clean(f"{label} {line}" if label and number == 0 else line)
            if shown:
                found.append(Piece(shown, start + at, hint=hint, solid=True))
        return "", found + self._boxes(printed)

    def _boxes(self, printed: Printed) -> list[Piece]:
        return [piece for box in printed.boxes for piece in self._blocks(box)]

    def _footnotes(self) -> Iterator[Piece]:
        """The notes of what has just been read, each a paragraph of its own."""
        waiting, self.waiting = self.waiting, []
        for kind, key in waiting:
            note = self.notes[kind].get(key)
            if note is None:
                continue
            self.noted += 1
            words = " ".join(piece.text for piece in self._blocks(note) if piece.grid is None)
            if words:
                yield Piece(f"({self.noted}) {words}", self.at, solid=True)
                self.at += len(words) + 1

    def _chunk(self, element: Any) -> Iterator[Piece]:
        """A document inside the document, of any kind."""
        from corpus.reading import pieces_of

        identity = next((value for name, value in element.items() if name.endswith("}id")), "")
        chunk = self.package.chunk(identity)
        if chunk is None or not chunk[1].strip():
            return
        for piece in pieces_of(chunk[1], f"{self.name}/{chunk[0]}"):
            yield replace(piece, offset=self.at, seams=())
            self.at += len(piece.text) + 1

    def _label(self, element: Any, key: str | None) -> str:
        own = element.find(f"{W}pPr/{W}numPr")
        styled = self.styles.numbering(key)
        number, level = _numbered(own)
        if number is None:
            number, of_style = _numbered(styled)
            level = level if level is not None else of_style
            if level is None and number is not None and key is not None:
                level = self.numbering.level_of_style(key, number)
        if number in (None, "0"):
            return ""
        return self.numbering.label(number, level or 0)

    def _is_bold(self, element: Any, key: str | None) -> bool:
        runs = [r for r in element.iter(f"{W}r") if any((t.text or "").strip() for t in r.iter(f"{W}t"))]
        return bool(runs) and all(is_on(self.styles.run_properties(run, key), "b") for run in runs)

    def _table(self, element: Any) -> Iterator[Piece]:
        start = self.at
        rows = [self._row(row) for row in _rows(element)]
        cells = [[" ".join(p.text for p in cell if p.grid is None) for cell in row] for row in rows]
        zone = layout_zone(cells)
        inner = [piece for row in rows for cell in row for piece in cell]
        width = max((len([c for c in row if c.strip()]) for row in cells), default=0)
        if zone or width <= 1:
            yield from (replace(piece, zone=zone) if piece.grid is None else piece for piece in inner)
            return
        grid = grid_rows(cells)
        if grid:
            marked = sum(r.find(f"{W}trPr/{W}tblHeader") is not None for r in _rows(element))
            yield Piece("", start, solid=True, grid=Grid(grid, count_header_rows(grid, marked)))
        yield from (piece for piece in inner if piece.grid is not None)

    def _row(self, row: Any) -> list[list[Piece]]:
        cells: list[list[Piece]] = [[] for _ in range(_number(row, "trPr", "gridBefore", 0))]
        for cell in _cells(row):
            merges = [cell.find(f"{W}tcPr/{W}{tag}") for tag in ("vMerge", "hMerge")]
            content = list(self._blocks(cell))
            continued = any(m is not None and m.get(f"{W}val") in (None, "continue") for m in merges)
            cells.append([] if continued else content)
            cells += [[] for _ in range(_number(cell, "tcPr", "gridSpan", 1) - 1)]
        return cells


def _unwrapped(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in _WRAPPERS:
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None and not _is_contents(child):
                yield from _unwrapped(child)
        else:
            yield child


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _rows(table: Any) -> Iterator[Any]:
    for child in _unwrapped(table):
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child


def _cells(row: Any) -> Iterator[Any]:
    for child in _unwrapped(row):
        if child.tag == f"{W}tc" and child.find(f"{W}tcPr/{W}cellDel") is None:
            yield child


def _number(element: Any, properties: str, tag: str, least: int) -> int:
    """A count of columns; more than a hundred is no table's."""
    found = element.find(f"{W}{properties}/{W}{tag}")
    value = (found.get(f"{W}val") or "") if found is not None else ""
    return max(least, min(int(value), 100)) if value.isdecimal() else least


def _numbered(properties: Any | None) -> tuple[str | None, int | None]:
    """List and level of a `numPr`, each None where it doesn't say."""
    if properties is None:
        return None, None
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    depth = level.get(f"{W}val") or "" if level is not None else ""
    return (
        number.get(f"{W}val") if number is not None else None,
        int(depth) if depth.isdecimal() and len(depth) < 4 else None,
    )


def _notes(root: Any | None) -> dict[str, Any]:
    if root is None:
        return {}
    return {note.get(f"{W}id") or "": note for note in root if note.get(f"{W}type") is None}


def _lines(text: str) -> list[tuple[int, str]]:
    """A paragraph's lines with their places: broken by hand where a new item, heading or line of a title block begins."""
    lines: list[tuple[int, list[str]]] = []
    at = 0
    capitals = True
    for part in text.split("\n"):
        head = part[:_HEAD]
        alone = bool(parse_label(head.strip())) or letters_upper(head) or is_front(part) or is_back(part)
        if lines and not alone and not capitals:
            lines[-1][1].append(part)
        else:
            lines.append((at, [part]))
            capitals = letters_upper(head) or not part.strip()
        at += len(part) + 1
    return [(start, " ".join(parts)) for start, parts in lines]


def _with_zones(pieces: list[Piece]) -> list[Piece]:
    """A signature table at the very front, or a title block at the end, is neither."""
    half = max(1, len(pieces) // 2)
    last_front = max((i for i, p in enumerate(pieces) if p.zone == "front" and i < max(half, 30)), default=-1)
    return [
        replace(p, zone="front" if i <= last_front else p.zone if p.zone == "back" else "")
        if p.zone or i <= last_front
        else p
        for i, p in enumerate(pieces)
    ]
