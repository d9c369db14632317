"""Broken lines joined again: never across items, headings or tables, but across page seams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.structure.cues import is_cue, letters_upper
from corpus.structure.labels import Label, parse_label
from corpus.text.pieces import Piece
from corpus.text.widths import BLANK, width_of
from corpus.units import fold

_ENDS = re.compile(r"[.;:!?…][”\"'»)\]]*$")
_HANGING = re.compile(
    r"(?:,|\b(?:ngay|so|va|cua|cac|voi|la|tai|trong|tren|cho|den|tu|theo|nhu|co|duoc|nhung|mot|do|bang|ve|dat|gom))$"
)
_CUT = re.compile(r"[^\W_][-/]$")  # Vietnamese words aren't hyphenated: the line was broken after the sign
_HEAD = 400  # characters of a paragraph's beginning that tell what it is
_WINDOW = 25
_SLACK = 0.96  # of the width of full lines: a line this full may be called full
_FIRST_SLACK = 0.87  # the first line of a paragraph is indented
_SHORT = 15000  # a line of thirty letters


def join_lines(pieces: Sequence[Piece], *, markdown: bool = False) -> list[Piece]:
    """Paragraphs of lines. Solid paragraphs are joined only where a sentence runs over the seam."""
    wrapped = not markdown and _is_wrapped(pieces)
    widths = _widths(pieces)
    runs: list[_Run] = []
    last_numbers: dict[tuple[str, tuple[int, ...]], int] = {}
    for at, piece in enumerate(pieces):
        label = parse_label(piece.text) if piece.grid is None else None
        style = _Style(widths[at], wrapped and not piece.solid, markdown)
        if runs and runs[-1].takes(piece, label, last_numbers, style):
            runs[-1].add(piece)
            continue
        runs.append(_Run(piece))
        if label and label.path:
            last_numbers[label.kind, label.path[:-1]] = label.path[-1]
    return [run.joined() for run in runs]


def _is_wrapped(pieces: Iterable[Piece]) -> bool:
    lines = [p.text for p in pieces if p.grid is None and not p.solid and p.text]
    if len(lines) < 6 or sum(len(x) for x in lines if len(x) > 150) > 0.3 * sum(map(len, lines)):
        return False
    running = sum(x[0].islower() and parse_label(x) is None for x in lines)
    return running >= 0.15 * len(lines)


def _widths(pieces: Sequence[Piece]) -> list[int]:
    lengths = [width_of(p.text) if p.grid is None else 0 for p in pieces]
    widths = []
    for at in range(len(pieces)):
        near = sorted(n for n in lengths[max(0, at - _WINDOW) : at + _WINDOW] if n > _SHORT)
        widths.append(near[int(0.9 * (len(near) - 1))] if near else 10**9)
    return widths


@dataclass(frozen=True, slots=True)
class _Style:
    """How the text is set where a line stands: its width, and whether lines are broken."""

    width: int
    wrapped: bool
    markdown: bool


class _Run:
    """The paragraph being built, and whether a further line belongs to it.

    Only its beginning and its last line are looked at, so that a text of one endless paragraph takes no
    longer than any other.
    """

    def __init__(self, first: Piece) -> None:
        self.parts = [first]
        self.head = first.text[:_HEAD]
        self.length = len(first.text)
        self.style = _Style(0, False, False)

    @property
    def first(self) -> Piece:
        return self.parts[0]

    @property
    def tail(self) -> str:
        return self.parts[-1].text[-80:]

    def add(self, piece: Piece) -> None:
        self.parts.append(piece)
        self.length += 1 + len(piece.text)
        if len(self.head) < _HEAD:
            self.head = f"{self.head} {piece.text}"[:_HEAD]

    def joined(self) -> Piece:
        if len(self.parts) == 1:
            return self.first
        seams: list[tuple[int, int]] = []
        text: list[str] = []
        at = 0
        for part in self.parts:
            if text and not (_CUT.search(text[-1]) and part.text[0].isalnum()):
                text.append(" ")
                at += 1
            seams += [(at, part.offset)] if at else []
            seams += [(at + seam, offset) for seam, offset in part.seams]
            text.append(part.text)
            at += len(part.text)
        return replace(self.first, text="".join(text), seams=tuple(seams))

    def takes(
        self,
        piece: Piece,
        label: Label | None,
        numbers: dict[tuple[str, tuple[int, ...]], int],
        style: _Style,
    ) -> bool:
        self.style = style
        if self.first.grid or piece.grid or not piece.text or self.first.zone != piece.zone:
            return False
        if piece.opens:
            return False
        unfinished = not _ENDS.search(self.tail)
        goes_on = piece.opens is False
        if label and not (goes_on and unfinished):
            goes_on = False
            if not self._is_false_label(piece.text, label, unfinished, numbers):
                return False
        if goes_on:
            return True
        if is_cue(self.head) or is_cue(piece.text):
            return self._cue_runs_on(piece)
        if letters_upper(self.head) or letters_upper(piece.text):
            return self._capitals_run_on(piece, unfinished)
        if style.wrapped:
            return self._wrapped_runs_on(piece, unfinished)
        return self._seam_runs_on(piece, unfinished)

    def _is_false_label(
        self, text: str, label: Label, unfinished: bool, numbers: dict[tuple[str, tuple[int, ...]], int]
    ) -> bool:
        """A number in the middle of a sentence that happens to begin a line."""
        if not (unfinished and self.style.wrapped and self._is_full(text)):
            return False
        after = text[label.end : label.end + 1]
        if label.kind == "bullet":
            return label.printed in "-–" and after.islower()
        if label.kind != "arabic" or len(label.path) > 1:
            return False
        last = numbers.get((label.kind, label.path[:-1]), 0)
        return label.path[-1] != 1 and not last < label.path[-1] <= last + 2

    def _is_full(self, text: str) -> bool:
        """Whether what the text begins with had no room at the end of the last line."""
        words = text.split(" ", 2)
        word = " ".join(words[:2]) if len(words[0]) < 4 else words[0]
        least = _SLACK if len(self.parts) > 1 else _FIRST_SLACK
        return width_of(self.parts[-1].text) + BLANK + width_of(word) > least * self.style.width

    def _cue_runs_on(self, piece: Piece) -> bool:
        if is_cue(piece.text) or letters_upper(piece.text):
            return False
        kept = fold(self.head).startswith(("kinh gui", "v/v", "ve viec"))
        return kept and piece.gap == 0 and (piece.text[0].islower() or self.tail.endswith((",", ":", "-")))

    def _capitals_run_on(self, piece: Piece, unfinished: bool) -> bool:
        both = letters_upper(self.head) and (
            letters_upper(piece.text) or not re.search(r"[^\W\d_]{2}", piece.text)
        )
        if not both or not unfinished:
            return piece.text[0].islower() and unfinished and self.length > 40 and self.style.wrapped
        label = parse_label(self.head)
        if label and label.kind in ("phan", "phuluc") and label.end >= self.length:
            return False
        if label and label.kind in ("roman", "arabic", "upper"):
            return True
        return self.style.wrapped and self.length > 30

    def _wrapped_runs_on(self, piece: Piece, unfinished: bool) -> bool:
        if piece.text[0].islower():
            return unfinished or (self._is_full(piece.text) and not self.tail.endswith(":"))
        if unfinished and piece.text[0].isdigit() and _HANGING.search(fold(self.tail)):
            return True
        if not unfinished:
            single = len(self.parts) == 1 and parse_label(self.head)
            runs_on = self.tail.endswith((".", ";")) or (self.tail.endswith(":") and ";" in piece.text)
            return not single and runs_on and self._is_full(piece.text) and piece.gap < 2
        return self._is_full(piece.text)

    def _seam_runs_on(self, piece: Piece, unfinished: bool) -> bool:
        if not unfinished or piece.hint or self.first.hint:
            return False
        if piece.gap == 0 and self.style.markdown:
            return piece.text[0].islower() or _HANGING.search(fold(self.tail)) is not None
        if self.length < 60:
            return False
        if piece.text[0].islower() or piece.text[0] == "(":
            return True
        return _HANGING.search(fold(self.tail)) is not None
