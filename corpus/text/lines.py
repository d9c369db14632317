"""Extracted text to cleaned lines with their offsets; page numbers dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.text.chars import clean
from corpus.text.marks import is_rule, strip_marks
from corpus.text.pieces import Piece

_PAGE = re.compile(r"\s*(?:[-–]\s*(\d{1,3})\s*[-–]|(?:Trang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?)\s*$")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as extracted, and where it begins."""

    text: str
    offset: int


def raw_lines(text: str) -> list[RawLine]:
    """The lines of a text; form feeds begin a new one."""
    lines, at = [], 0
    for part in re.split(r"(\r\n|[\n\r\x0c\x85\u2028\u2029])", text):
        if not re.fullmatch(r"\r\n|[\n\r\x0c\x85\u2028\u2029]", part):
            lines.append(RawLine(part, at))
        at += len(part)
    return lines


def to_pieces(lines: list[RawLine], *, markdown: bool) -> list[Piece]:
    """Cleaned lines; blank ones counted as the gap before the next."""
    pieces: list[Piece] = []
    gap = 0
    for line in lines:
        text, hint = (line.text, False) if not markdown else strip_marks(line.text)
        cleaned = "" if markdown and is_rule(line.text) else clean(text)
        if not cleaned:
            gap += 1
            continue
        pieces.append(Piece(cleaned, line.offset, hint=hint, gap=gap))
        gap = 0
    return _without_page_numbers(pieces)


def _without_page_numbers(pieces: list[Piece]) -> list[Piece]:
    """Lone numbers that count up by one through the document are its pages."""
    found = [(at, int(m[1] or m[2])) for at, p in enumerate(pieces) if (m := _PAGE.match(p.text))]
    pages: list[tuple[int, int]] = []
    for at, number in found:
        if not pages or (number == pages[-1][1] + 1 and at > pages[-1][0] + 3):
            pages.append((at, number))
        elif len(pages) < 2:
            pages = [(at, number)]
    drop = {at for at, _ in pages} if len(pages) > 1 and pages[0][1] <= 2 else set()
    return [piece for at, piece in enumerate(pieces) if at not in drop]
