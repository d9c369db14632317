"""HTML pages and documents saved as such: blocks, lists and tables, as shown."""

from __future__ import annotations

from html.parser import HTMLParser

from corpus.readers.legacy import Legacy, convert, legacy_of, legacy_of_font
from corpus.readers.looks import Looks, OpenElements
from corpus.structure.cells import columns_in_order, layout_zone
from corpus.structure.labels import parse_label
from corpus.tables.markup import TableParser, as_grid
from corpus.text.chars import clean
from corpus.text.pieces import Piece

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTS = ("header", "footer", "main", "body", "center", "section", "article", "blockquote")
_BLOCKS = frozenset((*_HEADS, *_PARTS, "p", "div", "li", "ul", "ol", "pre", "dd", "dt", "hr", "tr"))
_HIDDEN = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "select", "button"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "wbr"))
_DEEPEST = 400


def read_html(text: str) -> list[Piece]:
    """The pieces of an HTML document; letters of TCVN3 and VNI, which fonts tell, as Unicode."""
    looks = Looks(text)
    reader = _read(text, looks, "")
    legacy = legacy_of("".join(reader.sample))
    return _read(text, looks, legacy).pieces if legacy else reader.pieces


def _read(text: str, looks: Looks, legacy: Legacy) -> _Reader:
    reader = _Reader(looks, legacy)
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader


class _Reader(HTMLParser):
    """Walks a document once; a table is handed to its own parser.

    Args:
        looks: what its style sheets say.
        legacy: the old encoding of text whose font tells none.
    """

    def __init__(self, looks: Looks, legacy: Legacy) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.sample: list[str] = []
        self._open = OpenElements(looks)
        self._legacy = legacy
        self._parts: list[str] = []
        self._bold = 0
        self._plain = False
        self._hidden = 0
        self._lists: list[int] = []
        self._table: TableParser | None = None
        self._tables = 0
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what the tag opens."""
        if tag not in _VOID:
            self._open.start(tag, dict(attrs))
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self._open_table()
        elif self._table is not None:
            if self._tables == 1 or tag in ("br", "p", "div", "li"):
                self._table.handle_starttag(tag, attrs)
            elif tag in ("td", "tr"):
                self._table.handle_data("\n")
        elif tag == "br":
            self._parts.append("\n")
        else:
            self._open_block(tag, dict(attrs))

    def _open_table(self) -> None:
        if self._table is None:
            self.flush()
            self._table = TableParser()
        self._tables = min(self._tables + 1, _DEEPEST)

    def _open_block(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag in ("ul", "ol"):
            start = attrs.get("start") or ""
            first = (int(start) if start.isdigit() else 1) if tag == "ol" else 0
            self._lists.append(first)
        elif tag == "li" and self._lists:
            number = self._lists[-1]
            self._parts.append(f"{number}. " if number else "- ")
            self._lists[-1] += bool(number)
        elif tag in ("b", "strong", *_HEADS):
            self._bold += 1

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag closes."""
        self._open.end(tag)
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "table":
            self._close_table()
        elif self._table is not None:
            if self._tables == 1:
                self._table.handle_endtag(tag)
        else:
            if tag in _BLOCKS:
                self.flush()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif tag in ("b", "strong", *_HEADS):
                self._bold = max(0, self._bold - 1)

    def handle_data(self, data: str) -> None:
        """Text, as shown: line breaks of the source are blanks."""
        if self._hidden or self._open.hidden:
            return
        data = self._unicode(" ".join(data.split("\n")))
        if self._table is not None:
            self._table.handle_data(data)
            return
        self._parts.append(data)
        self._plain = self._plain or (not self._bold and bool(data.strip()))

    def _unicode(self, data: str) -> str:
        font = self._open.font
        legacy = legacy_of_font(font)
        if not legacy:
            self.sample.append(data)
        shown = convert(data, legacy or self._legacy)
        return shown.upper() if legacy == "tcvn3" and font.endswith("H") else shown

    def flush(self) -> None:
        """End the open block."""
        hint = not self._plain
        for line in _lines("".join(self._parts)):
            self.pieces.append(Piece(line, self._at, hint=hint, solid=True))
            self._at += len(line) + 1
        self._parts, self._plain = [], False
        if self._table is not None and not self._tables:
            self._close_table()

    def close(self) -> None:
        """The end of the document ends what is open."""
        super().close()
        self._tables = min(self._tables, 1)
        self._close_table()

    def _close_table(self) -> None:
        self._tables = max(0, self._tables - 1)
        if self._table is None or self._tables:
            return
        table, self._table = self._table, None
        table.close()
        table.handle_endtag("table")
        zone = layout_zone(table.rows)
        width = max((sum(bool(c.strip()) for c in row) for row in table.rows), default=0)
        if zone or width < 2:
            lines = columns_in_order(table.rows, zone)
            self.pieces += [Piece(clean(x), self._at, solid=True, zone=zone) for x in lines if clean(x)]
        elif (grid := as_grid(table)).rows:
            self.pieces.append(Piece("", self._at, solid=True, grid=grid))
        self._at += 1


def _lines(text: str) -> list[str]:
    """A block's lines: broken by hand where a label or a title block's line begins, else one paragraph."""
    found: list[str] = []
    for part in text.split("\n"):
        shown = clean(part)
        if not shown:
            continue
        if found and not parse_label(shown) and shown[0].islower():
            found[-1] = f"{found[-1]} {shown}"
        else:
            found.append(shown)
    return found
