"""Broken lines joined again: never across items, headings or tables, but across page seams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.structure.cues import is_cue, letters_upper
from corpus.structure.labels import Label, parse_label
from corpus.text.pieces import Piece
from corpus.units import fold

_ENDS = re.compile(r"[.;:!?…][”\"'»)\]]*$")
_HANGING = re.compile(
    r"(?:,|\b(?:ngay|so|va|cua|cac|voi|la|tai|trong|tren|cho|den|tu|theo|nhu|co|duoc|nhung|mot|do|bang|ve|dat|gom))$"
)
_WINDOW = 25
_SLACK = 0.88  # characters are of different widths: a line this full may be called full


def join_lines(pieces: Sequence[Piece], *, markdown: bool = False) -> list[Piece]:
    """Paragraphs of lines. Solid paragraphs are joined only where a sentence runs over the seam."""
    wrapped = not markdown and _is_wrapped(pieces)
    widths = _widths(pieces)
    joined: list[Piece] = []
    last_length = 0
    last_numbers: dict[tuple[str, tuple[int, ...]], int] = {}
    for at, piece in enumerate(pieces):
        before = joined[-1] if joined else None
        label = parse_label(piece.text) if piece.grid is None else None
        run = _Run(before, last_length, widths[at], wrapped and not piece.solid, markdown)
        if before is not None and run.takes(piece, label, last_numbers):
            joined[-1] = before.joined(piece)
        else:
            joined.append(piece)
            if label and label.path:
                last_numbers[label.kind, label.path[:-1]] = label.path[-1]
        last_length = len(piece.text)
    return joined


def _is_wrapped(pieces: Iterable[Piece]) -> bool:
    lines = [p.text for p in pieces if p.grid is None and not p.solid and p.text]
    if len(lines) < 6 or sum(len(x) for x in lines if len(x) > 150) > 0.3 * sum(map(len, lines)):
        return False
    running = sum(x[0].islower() and parse_label(x) is None for x in lines)
    return running >= 0.15 * len(lines)


def _widths(pieces: Sequence[Piece]) -> list[int]:
    lengths = [len(p.text) if p.grid is None else 0 for p in pieces]
    widths = []
    for at in range(len(pieces)):
        near = sorted(n for n in lengths[max(0, at - _WINDOW) : at + _WINDOW] if n > 30)
        widths.append(near[int(0.8 * (len(near) - 1))] if near else 10**6)
    return widths


class _Run:
    """The paragraph being built, and whether a further line belongs to it."""

    def __init__(self, before: Piece | None, length: int, width: int, wrapped: bool, markdown: bool) -> None:
        self.before, self.length, self.width, self.wrapped = before, length, width, wrapped
        self.markdown = markdown

    def takes(
        self, piece: Piece, label: Label | None, numbers: dict[tuple[str, tuple[int, ...]], int]
    ) -> bool:
        before = self.before
        if before is None or before.grid or piece.grid or not piece.text or before.zone != piece.zone:
            return False
        unfinished = not _ENDS.search(before.text)
        if label and not self._is_false_label(piece.text, label, unfinished, numbers):
            return False
        if is_cue(before.text) or is_cue(piece.text):
            return self._cue_runs_on(before, piece)
        if letters_upper(before.text) or letters_upper(piece.text):
            return self._capitals_run_on(before, piece, unfinished)
        if self.wrapped:
            return self._wrapped_runs_on(piece, unfinished)
        return self._seam_runs_on(piece, unfinished)

    def _is_false_label(
        self, text: str, label: Label, unfinished: bool, numbers: dict[tuple[str, tuple[int, ...]], int]
    ) -> bool:
        """A number in the middle of a sentence that happens to begin a line."""
        if not (unfinished and self.wrapped and self._is_full(text)):
            return False
        after = text[label.end : label.end + 1]
        if label.kind == "bullet":
            return label.printed in "-–" and after.islower()
        if label.kind != "arabic" or len(label.path) > 1:
            return False
        last = numbers.get((label.kind, label.path[:-1]), 0)
        return label.path[-1] != 1 and not last < label.path[-1] <= last + 2

    def _is_full(self, text: str) -> bool:
        word = text.split(" ", 1)[0]
        return self.length + 1 + len(word) > _SLACK * self.width

    def _cue_runs_on(self, before: Piece, piece: Piece) -> bool:
        if is_cue(piece.text) or letters_upper(piece.text):
            return False
        kept = fold(before.text).startswith(("kinh gui", "v/v", "ve viec"))
        return kept and piece.gap == 0 and (piece.text[0].islower() or before.text.endswith((",", ":")))

    def _capitals_run_on(self, before: Piece, piece: Piece, unfinished: bool) -> bool:
        both = letters_upper(before.text) and (letters_upper(piece.text) or piece.text[0].isdigit())
        if not both or not unfinished:
            return piece.text[0].islower() and unfinished and len(before.text) > 40 and self.wrapped
        label = parse_label(before.text)
        if label and label.kind in ("phan", "phuluc") and label.end >= len(before.text):
            return False
        if label and label.kind in ("roman", "arabic", "upper"):
            return True
        return self.wrapped and len(before.text) > 30

    def _wrapped_runs_on(self, piece: Piece, unfinished: bool) -> bool:
        assert self.before is not None
        if piece.text[0].islower():
            return unfinished or (self._is_full(piece.text) and not self.before.text.endswith(":"))
        if unfinished and piece.text[0].isdigit() and _HANGING.search(fold(self.before.text)):
            return True
        if not unfinished:
            single = parse_label(self.before.text) and not self.before.seams
            return (
                not single and self._is_full(piece.text) and self.before.text.endswith(".") and piece.gap < 2
            )
        return self._is_full(piece.text)

    def _seam_runs_on(self, piece: Piece, unfinished: bool) -> bool:
        assert self.before is not None
        if not unfinished or piece.hint or self.before.hint:
            return False
        if piece.gap == 0 and self.markdown:
            return piece.text[0].islower() or _HANGING.search(fold(self.before.text)) is not None
        if len(self.before.text) < 60:
            return False
        if piece.text[0].islower() or piece.text[0] == "(":
            return True
        return _HANGING.search(fold(self.before.text)) is not None


def merge_offsets(piece: Piece, shift: int) -> Piece:
    """The piece moved by `shift` in the extracted text."""
    seams = tuple((at, offset + shift) for at, offset in piece.seams)
    return replace(piece, offset=piece.offset + shift, seams=seams)
