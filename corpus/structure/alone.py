"""A number alone on its line, put before the title that stands on the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.structure.labels import parse_label
from corpus.text.pieces import Piece

_BARE = re.compile(r"(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s?[.)/:]")
_LONGEST = 200


def with_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each number alone on its line joined to its title."""
    found: list[Piece] = []
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None:
            found.append(_joined(waiting, piece) if _is_title(piece) else waiting)
            if _is_title(piece):
                waiting = None
                continue
        waiting = piece if piece.grid is None and not piece.zone and _BARE.fullmatch(piece.text) else None
        if waiting is None:
            found.append(piece)
    return found if waiting is None else [*found, waiting]


def _is_title(piece: Piece) -> bool:
    text = piece.text
    if piece.grid is not None or piece.zone or not text[:1].isupper() or len(text) > _LONGEST:
        return False
    return len(text.split()) > 1 and parse_label(text) is None


def _joined(number: Piece, title: Piece) -> Piece:
    at = len(number.text) + 1
    seams = ((at, title.offset), *((at + seam, offset) for seam, offset in title.seams))
    text = f"{number.text} {title.text}"
    return replace(number, text=text, seams=seams, hint=number.hint or title.hint)
