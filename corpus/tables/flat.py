"""Tables that a converter flattened into lines: one cell a line, or several, the header on each page again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.structure.labels import parse_label
from corpus.tables.columns import Columns, find_column_row, make_columns
from corpus.tables.flatrow import read_row
from corpus.text.chars import clean, repair
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid
from corpus.units import fold

_START = re.compile(r"(?:s?tt|so tt)\b")
_LABEL_HEAD = re.compile(r"\b(?:chi tieu|noi dung|danh muc|ten)\b")
_HEADER_LINES = 90
_ALONE = re.compile(r"(\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])[.)]?$")
_WITH_TEXT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5})[.)]?\s+(?=[^\W\d_])")
_SUB = re.compile(r"([-–+•*])(?:\s+|$)")
_LONGEST_CELL = 45


@dataclass(slots=True)
class _Row:
    ordinal: str
    lines: list[str] = field(default_factory=list)


def flat_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The flattened table that begins at line `at`, and the line after it."""
    if not _begins(lines, at):
        return None
    header = _read_header(lines, at)
    if header is None:
        return None
    columns, tokens, first = header
    rows, end = _Rows(lines, columns, tokens).read(first)
    if len(rows) < 2:
        return None
    body = [read_row(row.ordinal, row.lines, columns) for row in rows]
    heads = [*columns.heads, *([columns.printed] if columns.printed else [])]
    return Grid((*heads, *body), len(heads)), end


def _begins(lines: list[RawLine], at: int) -> bool:
    if not _START.match(fold(clean(lines[at].text))) or "\t" in lines[at].text:
        return False
    near = " ".join(fold(clean(line.text)) for line in lines[at : at + 6])
    return len(clean(lines[at].text)) < 120 and bool(_LABEL_HEAD.search(near))


def _read_header(lines: list[RawLine], at: int) -> tuple[Columns, list[str], int] | None:
    """The columns, the header's tokens, and the first line of the body."""
    tokens: list[str] = []
    line_of: list[int] = []
    for number in range(at, min(at + _HEADER_LINES, len(lines))):
        words = clean(lines[number].text).split()
        tokens += words
        line_of += [number] * len(words)
    found = find_column_row(tokens, len(tokens))
    if found is not None:
        printed, start, after = found
        first = line_of[after] if after < len(tokens) else lines_end(lines, at)
        return make_columns(" ".join(tokens[:start]), printed), tokens[:after], first
    return _header_without_numbers(lines, at)


def _header_without_numbers(lines: list[RawLine], at: int) -> tuple[Columns, list[str], int] | None:
    """A header that ends where the first row (`1 …`, `I …`) begins."""
    tokens: list[str] = []
    for number in range(at, min(at + _HEADER_LINES, len(lines))):
        text = clean(lines[number].text)
        alone = _ALONE.match(text)
        begins = (alone and alone[1] in ("1", "I", "A")) or re.match(r"(?:1|I|A)[.)]?\s+[^\W\d_]", text)
        if begins and tokens:
            columns = make_columns(" ".join(tokens), ())
            known = sum(role not in ("other", "group") for role in columns.roles)
            return (columns, tokens, number) if columns.width >= 3 and known >= 3 else None
        tokens += text.split()
    return None


def lines_end(lines: Sequence[RawLine], at: int) -> int:
    """The line after the last that `_read_header` looked at."""
    return min(at + _HEADER_LINES, len(lines))


class _Rows:
    """Cuts the body's lines into rows, and finds where the table ends."""

    def __init__(self, lines: list[RawLine], columns: Columns, header: list[str]) -> None:
        self.lines, self.columns, self.header = lines, columns, header
        self.rows: list[_Row] = []
        self.expected = 1
        self.widest = 20

    def read(self, at: int) -> tuple[list[_Row], int]:
        end = at
        while at < len(self.lines):
            text = clean(self.lines[at].text)
            if not text:
                if self.rows and self.lines[at].text.strip("\r\n"):
                    self.rows[-1].lines.append(self.lines[at].text)
                at += 1
                continue
            repeated = self._repeated_header(at) or self._page_break(at)
            if repeated:
                at = repeated
                continue
            if not self._take(text, at):
                break
            at += 1
            end = at
        return self.rows, end

    def _repeated_header(self, at: int) -> int:
        if clean(self.lines[at].text).split()[0] != self.header[0]:
            return 0
        tokens: list[str] = []
        while at < len(self.lines) and len(tokens) < len(self.header):
            tokens += clean(self.lines[at].text).split()
            at += 1
            if tokens != self.header[: len(tokens)]:
                return 0
        return at if tokens == self.header else 0

    def _page_break(self, at: int) -> int:
        """After a page's number and the header that stands under it again; 0 where there is none."""
        if not re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?", clean(self.lines[at].text)):
            return 0
        below = next(
            (n for n in range(at + 1, min(at + 4, len(self.lines))) if clean(self.lines[n].text)), None
        )
        return self._repeated_header(below) if below is not None else 0

    def _take(self, text: str, at: int) -> bool:
        """Add a line to the rows; False where the table has ended."""
        raw = repair(self.lines[at].text)
        ordinal = self._ordinal(text, at)
        if ordinal is not None:
            rest = raw.lstrip()[len(ordinal.strip()) :].lstrip(".)")
            self.rows.append(_Row(ordinal.strip(" .)"), [rest] if rest.strip() else []))
            if not re.search(r"\d", rest):
                self.widest = max(self.widest, min(len(rest.strip()), _LONGEST_CELL))
            return True
        if not self.rows or self._is_prose(text):
            return False
        self.rows[-1].lines.append(raw)
        return True

    def _ordinal(self, text: str, at: int) -> str | None:
        alone, headed, sub = _ALONE.match(text), _WITH_TEXT.match(text), _SUB.match(text)
        match = alone or headed
        if (
            match
            and self._is_next(match[1])
            and (headed or self._label_follows(at))
            and not self._is_prose(text)
        ):
            if match[1].isdigit():
                self.expected = int(match[1]) + 1
            elif "." not in match[1] and not self.rows:
                self.expected = 1
            return match[0].strip()
        if sub and self.rows and not self._is_prose(text):
            return sub[1]
        return None

    def _is_next(self, ordinal: str) -> bool:
        if ordinal.isdigit():
            after_group = bool(self.rows) and not self.rows[-1].ordinal.isdigit() and ordinal == "1"
            return int(ordinal) == self.expected or after_group
        return True

    def _label_follows(self, at: int) -> bool:
        following = next((t for line in self.lines[at + 1 : at + 5] if (t := clean(line.text))), "")
        return bool(re.match(r"[^\W\d_]{2,}", following)) and len(following) <= 2 * _LONGEST_CELL

    def _is_prose(self, text: str) -> bool:
        """A line that no cell of this table could hold: the text goes on."""
        numbers = len(re.findall(r"(?<!\S)\d[\d.,/]*%?(?!\S)", text))
        if numbers >= 2:
            return len(text) > 160
        label = parse_label(text)
        if label and label.kind in ("phan", "phuluc", "dieu", "thu"):
            return True
        if label and re.match(r"(?:\d+\.)+\d*\s|[IVX]+\.", text) and self._breaks_order(text):
            return True
        return len(text) > max(_LONGEST_CELL, 2 * self.widest) or (text.endswith(":") and len(text) > 20)

    def _breaks_order(self, text: str) -> bool:
        match = re.match(r"(\d+)\.?\s", text)
        return not (match and int(match[1]) == self.expected)
