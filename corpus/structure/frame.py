"""Where the title block ends, and where recipients and signature begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.cues import is_back, is_front, is_type_line, letters_upper
from corpus.structure.labels import parse_label
from corpus.text.pieces import Piece
from corpus.units import fold

_BODY = re.compile(
    r"(?:thuc hien|can cu|trong|nam \d|sau thang|6 thang|nham|de|truoc|duoi su|duoc su|theo|phat huy|tren co so|nhan dip"
    r"|hoa chung|quan triet|qua|voi|ubnd|uy ban nhan dan|cum thi dua|hoi dong)\b"
)
_GROUND = re.compile(r"(?:Căn cứ|Xét|Thực hiện|Theo đề nghị|Để)\s+\S.*[;:,.]$")
_APPENDIX = re.compile(r"(?:phu luc|bieu|danh sach|bang tong hop)\b")
_ADDRESS = re.compile(r"kinh gui\s*:?\s*")
_TELLS = re.compile(r"\b(?:có|đã|đạt|được|là|gồm|tăng|giảm|còn)\s")
_SHORTEST_TELLING = 40
_SHORTEST = 4
_LONGEST_FRONT = 45


def front_end(pieces: Sequence[Piece]) -> int:
    """Index of the first piece of the body; 0 where there is no title block."""
    seen = False
    for at, piece in enumerate(pieces[:_LONGEST_FRONT]):
        if piece.zone == "front":
            seen = True
            continue
        before = pieces[at - 1].text if at else ""
        if piece.grid is not None or _is_body(piece, before, seen) or _after_address(pieces, at):
            return at if seen else 0
        seen = seen or is_front(piece.text)
    return min(len(pieces), _LONGEST_FRONT) if seen and len(pieces) <= _LONGEST_FRONT else 0


def _is_body(piece: Piece, before: str, seen: bool) -> bool:
    text = piece.text
    if is_front(text):
        return False
    label = parse_label(text)
    if label is not None and label.kind != "bullet":
        return not (label.kind == "upper" and not seen)
    if letters_upper(text) and len(text) < 150:
        return False
    if is_type_line(before):
        return False
    if seen and _GROUND.match(text) and not re.match(r"kinh gui|[-–+]", fold(before)):
        return True
    if seen and len(text) > 60 and re.search(r"như sau\s*[:.]$|\b(?:nội dung|kết quả)\s+sau\s*:$", text):
        return True
    if label is not None:
        return not re.match(r"kinh gui|[-–+]", fold(before))
    if len(text) > 220 or (len(text) > 130 and text.rstrip()[-1] in ".:;"):
        return True
    if seen and len(text) > _SHORTEST_TELLING and text.rstrip().endswith(".") and _TELLS.search(text):
        return True  # a paragraph before the first heading; no title ends so
    return len(text) > 60 and _BODY.match(fold(text)) is not None


def _after_address(pieces: Sequence[Piece], at: int) -> bool:
    """A sentence, however short, right behind the last of those a letter is addressed to."""
    text = pieces[at].text.rstrip()
    if is_front(text) or text[-1:] not in ".!:" or not text[:1].isupper() or len(text.split()) < _SHORTEST:
        return False
    first = next((i for i in range(at - 1, -1, -1) if _ADDRESS.match(fold(pieces[i].text))), None)
    if first is None:
        return False
    listed = [piece.text.rstrip() for piece in pieces[first:at]]
    open_ends = all(line[-1:] in ";,:" or _ADDRESS.fullmatch(fold(line)) for line in listed[:-1])
    return open_ends and listed[-1][-1:] not in ";,:"


def back_start(pieces: Sequence[Piece], first: int) -> int:
    """Index of the first piece of recipients and signature; `len(pieces)` where there are none."""
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if piece.zone == "back" or (piece.grid is None and is_back(piece.text)):
            return at
    return len(pieces)


def appendix_start(pieces: Sequence[Piece], back: int) -> int:
    """Index of the piece after the signature where an appendix begins; `len(pieces)` without one."""
    for at in range(back + 1, len(pieces)):
        piece = pieces[at]
        if piece.zone == "back":
            continue
        if piece.grid is not None and len(piece.grid.rows) > 2:
            return at
        if piece.grid is None and _is_appendix(piece.text):
            return at
    return len(pieces)


def _is_appendix(text: str) -> bool:
    label = parse_label(text)
    if label is not None and label.kind == "phuluc":
        return True
    return letters_upper(text) and _APPENDIX.match(fold(text)) is not None
