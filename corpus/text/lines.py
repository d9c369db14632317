"""Extracted text to cleaned lines with their offsets; page numbers dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.text.chars import clean
from corpus.text.marks import depth_of, is_rule, strip_marks
from corpus.text.pieces import Piece

_BREAK = re.compile(r"(\r\n|[\n\r\x0c\x85\u2028\u2029])")
_PAGE = re.compile(r"\s*(?:[-–]\s*(\d{1,3})\s*[-–]|(?:Trang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?)\s*$")
_FAR = 8  # paragraphs or lines a page has at least


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as extracted.

    Attributes:
        offset: where it begins.
        edge: whether a page begins or ends with it.
        opens: whether it begins a paragraph, where the page shows that.
    """

    text: str
    offset: int
    edge: bool = False
    opens: bool | None = None


def raw_lines(text: str) -> list[RawLine]:
    """The lines of a text; form feeds begin a new one."""
    lines: list[RawLine] = []
    at = 0
    parts = _BREAK.split(text)
    for number in range(0, len(parts), 2):
        around = parts[max(0, number - 1)] + (parts[number + 1] if number + 1 < len(parts) else "")
        lines.append(RawLine(parts[number], at, "\x0c" in around))
        at += len(parts[number]) + (len(parts[number + 1]) if number + 1 < len(parts) else 0)
    return lines


def to_pieces(lines: list[RawLine], *, markdown: bool) -> list[Piece]:
    """Cleaned lines; blank ones counted as the gap before the next."""
    pieces: list[Piece] = []
    edges: set[int] = set()
    gap = 0
    for line in lines:
        text, hint = (line.text, False) if not markdown else strip_marks(line.text)
        cleaned = "" if markdown and is_rule(line.text) else clean(text)
        if not cleaned:
            gap += 1
            continue
        if line.edge:
            edges.add(len(pieces))
        pieces.append(
            Piece(
                cleaned,
                line.offset,
                hint=hint,
                gap=gap,
                depth=depth_of(line.text) if markdown else 0,
                opens=line.opens,
            )
        )
        gap = 0
    return _without_page_numbers(pieces, edges)


def _without_page_numbers(pieces: list[Piece], edges: set[int]) -> list[Piece]:
    """Lone numbers that count up by one, at page breaks or far apart, are the pages'."""
    found = [(at, int(m[1] or m[2])) for at, p in enumerate(pieces) if (m := _PAGE.match(p.text))]
    pages: list[tuple[int, int]] = []
    for at, number in found:
        if not pages or (number == pages[-1][1] + 1 and (at in edges or at > pages[-1][0] + _FAR)):
            pages.append((at, number))
        elif len(pages) < 2:
            pages = [(at, number)]
    drop = {at for at, _ in pages} if len(pages) > 1 and pages[0][1] <= 2 else set()
    return [piece for at, piece in enumerate(pieces) if at not in drop]
