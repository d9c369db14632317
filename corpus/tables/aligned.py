"""Tables whose columns are aligned by blanks only (`pdftotext -layout`, scans, old text files)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.labels import parse_label
from corpus.tables.alignedrows import Builder
from corpus.tables.columns import read_heads
from corpus.tables.segments import Line, find_columns, is_formulas, is_numbers, read_line
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid
from corpus.units import fold

_TT = re.compile(r"(?:s?tt|so tt)\b")
_HEADER_LINES = 18
_INDENT = 15  # heads that stand above `TT` are far from the margin
_LONGEST = 400
_WIDEST = 20


def aligned_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The aligned table that begins at line `at`, and the line after it."""
    if "   " not in lines[at].text or "\t" in lines[at].text:
        return None
    if at and _has_cells(read_line(lines, at - 1)):
        return None  # no table began with the line above, so none does in its middle
    first = read_line(lines, at)
    if not first.segments or first.values > 1 or first.is_body or first.texts[0].strip("-– ").isdigit():
        return None
    if not (_heads_begin(lines, at, first) or (len(first.segments) > 1 and _is_header(lines, at))):
        return None
    return _build(_block(lines, at))


def _has_cells(line: Line) -> bool:
    return len(line.segments) > 2 and not line.values


def continued(lines: list[RawLine], at: int, width: int) -> tuple[Grid, int] | None:
    """The rest of an aligned table of `width` columns on the next page, without its header again."""
    if not read_line(lines, at).segments:
        return None
    found = _build(_block(lines, at))
    return found if found and len(found[0].rows[0]) == width else None


def _build(block: list[Line]) -> tuple[Grid, int] | None:
    body = [line for line in block if line.is_body and not is_numbers(line)]
    if len(body) < 2 or sum(len(line.segments) for line in body) < 3 * len(body):
        return None
    printed = [x for x in block[:_HEADER_LINES] if x.segments and (is_numbers(x) or is_formulas(x))]
    columns = find_columns(body, printed)
    if not 3 <= len(columns) <= _WIDEST:
        return None
    return Builder(block, columns).build()


def _heads_begin(lines: Sequence[RawLine], at: int, first: Line) -> bool:
    """Heads of several lines, set around the line with `TT`."""
    if first.segments[0].start < _INDENT or len(first.texts[0]) > 25:
        return False
    for number in range(at + 1, min(at + _HEADER_LINES, len(lines))):
        line = read_line(lines, number)
        if line.segments and _TT.match(fold(line.texts[0])) and len(line.segments) > 1:
            return _is_header(lines, number)
        if line.segments and (line.segments[0].start < _INDENT or line.is_body):
            return False
    return False


def _is_header(lines: Sequence[RawLine], at: int) -> bool:
    """Two known column heads among the first lines, before any figures."""
    words = ""
    for number in range(at, min(at + 5, len(lines))):
        line = read_line(lines, number)
        if line.is_body:
            break
        words += " " + " ".join(line.texts)
    if len(words) > 500:
        return False
    known = [h.role for h in read_heads(words) if h.role != "other"]
    return len(known) >= 2 or (bool(known) and _TT.match(fold(words.strip())) is not None)


def _block(lines: Sequence[RawLine], at: int) -> list[Line]:
    """Lines of this page up to the last with several cells, and what goes on right under it."""
    block: list[Line] = []
    blank, last = 0, 0
    for number in range(at, min(len(lines), at + _LONGEST)):
        line = read_line(lines, number)
        if block and lines[number].edge and number > at:
            break
        if not line.segments:
            blank += 1
            if blank > 3 and block and block[-1].is_body:
                break
            continue
        if _is_prose(line, number - at):
            break
        block.append(line)
        if len(line.segments) >= 3 or (len(line.segments) == 2 and line.values):
            last = len(block)
        elif blank and last and len(block) - last > 6:
            break
        blank = 0
    tail = last
    while tail < len(block) and block[tail].number == block[tail - 1].number + 1 and _is_tail(block[tail]):
        tail += 1
    return block[:tail]


def _is_prose(line: Line, depth: int) -> bool:
    longest = max(map(len, line.texts))
    if len(line.segments) > 1:
        return longest > 90 and depth > 0
    label = parse_label(line.texts[0])
    return longest > 60 or (label is not None and label.kind in ("phan", "phuluc", "dieu", "thu"))


def _is_tail(line: Line) -> bool:
    only = line.segments[0]
    one = all(s.start > 0 and len(s.text) < 45 for s in line.segments)
    return len(line.segments) <= 2 and one and parse_label(only.text) is None
