"""Word documents: paragraphs and tables in body order, as printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.errors import InputError
from corpus.readers.legacy import Legacy, convert, legacy_of, legacy_of_font
from corpus.readers.numbering import Numbering
from corpus.structure.cells import layout_zone
from corpus.structure.cues import is_back, is_front, letters_upper
from corpus.structure.labels import parse_label
from corpus.tables.header import count_header_rows
from corpus.text.chars import clean
from corpus.text.pieces import Grid, Piece, grid_rows

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback"}
_CHARS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}


def read_docx(data: bytes, name: str) -> list[Piece]:
    """The pieces of a .docx file.

    Raises:
        InputError: the file is damaged or no Word document.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        return _Body(document).pieces()
    except InputError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for a damaged file
        raise InputError(
            f"Tệp “{name}” bị hỏng hoặc không phải tệp Word: mở bằng Word, lưu lại dạng .docx rồi thử lại.",
            f"“{name}” is damaged or no Word document: open it in Word, save it as .docx and try again.",
        ) from error


class _Body:
    """Walks a document's body once."""

    def __init__(self, document: Any) -> None:
        self.element = document.element.body
        self.numbering = Numbering(_part_root(document, "numbering"))
        self.styles = {s.style_id: s for s in document.styles if getattr(s, "style_id", None)}
        self.legacy = legacy_of(" ".join(t.text or "" for t in self.element.iter(f"{_W}t")))
        self.at = 0

    def pieces(self) -> list[Piece]:
        found = list(self._blocks(self.element))
        return _with_zones(found)

    def _blocks(self, parent: Any) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
                yield from self._blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        boxes: list[Any] = []
        text = "".join(_text(element, boxes, self.legacy))
        label = self._label(element)
        hint = self._looks_like_heading(element)
        start = self.at
        self.at += len(text) + 1
        for at, line in enumerate(_lines(text)):
            shown = clean(f"{label} {line}" if label and at == 0 else line)
            if shown:
                yield Piece(shown, start, hint=hint, solid=True)
        for box in boxes:
            yield from self._blocks(box)

    def _label(self, element: Any) -> str:
        numbered = element.find(f"{_W}pPr/{_W}numPr")
        if numbered is None:
            numbered = self._style_numbering(element)
        if numbered is None:
            return ""
        number, level = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
        if number is None or number.get(f"{_W}val") in (None, "0"):
            return ""
        depth = (level.get(f"{_W}val") or "0") if level is not None else "0"
        return self.numbering.label(number.get(f"{_W}val"), int(depth) if depth.isdigit() else 0)

    def _style(self, element: Any) -> Any | None:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return self.styles.get(style.get(f"{_W}val")) if style is not None else None

    def _style_numbering(self, element: Any) -> Any | None:
        style = self._style(element)
        for _ in range(10):
            if style is None:
                return None
            found = style.element.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                return found
            style = getattr(style, "base_style", None)
        return None

    def _looks_like_heading(self, element: Any) -> bool:
        style = self._style(element)
        if style is not None and re.match(r"(?i)heading|title|tiêu đề", style.name or ""):
            return True
        runs = [r for r in element.iter(f"{_W}r") if any((t.text or "").strip() for t in r.iter(f"{_W}t"))]
        return bool(runs) and all(_is_bold(run) for run in runs)

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
            marked = sum(r.find(f"{_W}trPr/{_W}tblHeader") is not None for r in _rows(element))
            yield Piece("", start, solid=True, grid=Grid(grid, count_header_rows(grid, marked)))
        yield from (piece for piece in inner if piece.grid is not None)

    def _row(self, row: Any) -> list[list[Piece]]:
        cells: list[list[Piece]] = []
        for cell in _cells(row):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            content = list(self._blocks(cell))
            continued = merge is not None and merge.get(f"{_W}val") in (None, "continue")
            cells.append([] if continued else content)
            cells += [[] for _ in range(_span(cell) - 1)]
        return cells


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr" and child.find(f"{_W}trPr/{_W}del") is None:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _cells(child)


def _span(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = (span.get(f"{_W}val") or "1") if span is not None else "1"
    return min(int(value), 100) if value.isdigit() and int(value) else 1


def _part_root(document: Any, name: str) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _text(element: Any, boxes: list[Any], legacy: Legacy) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield _unicode(child, legacy)
        elif child.tag in _CHARS:
            page = child.get(f"{_W}type") in ("page", "column")
            yield " " if page else _CHARS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        else:
            yield from _text(child, boxes, legacy)


def _unicode(element: Any, legacy: Legacy) -> str:
    """A run's text; the font of an old encoding tells it, else the document as a whole."""
    font = _font(element)
    by_font = legacy_of_font(font)
    text = convert(element.text or "", by_font or (legacy if not font else ""))
    return text.upper() if by_font == "tcvn3" and font.endswith("H") else text


def _font(text: Any) -> str:
    fonts = text.getparent().find(f"{_W}rPr/{_W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or "")


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val") not in ("0", "false")


def _lines(text: str) -> list[str]:
    """A paragraph's lines: broken by hand where a new item, heading or line of a title block begins."""
    lines: list[str] = []
    for part in text.split("\n"):
        alone = bool(parse_label(part.strip())) or letters_upper(part) or is_front(part) or is_back(part)
        if lines and not alone and not letters_upper(lines[-1]) and lines[-1].strip():
            lines[-1] += " " + part
        else:
            lines.append(part)
    return lines


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
