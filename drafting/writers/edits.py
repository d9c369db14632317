"""Edits to a precedent's sentence, and the sentence with the edits made.

All looking is done on the precedent's own text, so that its offsets stay valid; only `render` writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafting.numbers.types import Reading
from drafting.types import Binding, Gap
from drafting.writers.base import SectionText, TextBuilder


@dataclass(frozen=True, slots=True)
class Edit:
    """Put something in place of `start:end`: words, a bound number, a gap, or nothing.

    Attributes:
        piece: ready text with bindings of its own (a rebuilt list).
    """

    start: int
    end: int
    text: str = ""
    figure: str | None = None
    expression: str | None = None
    gap: str | None = None
    proposal: str | None = None
    piece: SectionText | None = None

    @property
    def cuts(self) -> bool:
        """True when nothing is put in."""
        return not self.text and self.gap is None and self.piece is None


def covered(reading: Reading, edits: Sequence[Edit]) -> bool:
    """The number stands inside one of the edits."""
    return within(reading.start, reading.end, [(e.start, e.end) for e in edits])


def within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """`start:end` lies inside one of the spans."""
    return any(s <= start and end <= e for s, e in spans)


def settle(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order without overlaps: the wider wins, then the earlier given."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.start - e.end):
        if all(edit.end <= c.start or edit.start >= c.end for c in chosen):
            chosen.append(edit)
    return sorted(chosen, key=lambda e: (e.start, e.end))


def render(text: str, start: int, end: int, edits: Sequence[Edit]) -> SectionText:
    """`text[start:end]` with the edits made, tidied where something was cut."""
    out = TextBuilder()
    at = start
    for edit in settle(e for e in edits if start <= e.start and e.end <= end):
        out.add(text[at : edit.start])
        _put(out, edit)
        at = edit.end
    out.add(text[at:end])
    return tidy(out.done())


def _put(out: TextBuilder, edit: Edit) -> None:
    if edit.piece is not None:
        out.append(edit.piece)
    elif edit.gap is not None:
        out.gap(edit.gap, edit.proposal)
    elif edit.figure or edit.expression:
        out.bind(edit.text, figure=edit.figure, expression=edit.expression)
    else:
        out.add(edit.text)


_UNTIDY = re.compile(
    r"(?P<spaces>[ \t]{2,})|(?P<before>[ \t]+)(?=[,;.:)])(?!\.\.)|(?P<empty>[ ]?\(\s*\))"
    r"|(?P<pair>[,;:]\s*)(?=[,;.])(?!\.\.\.)|(?P<open>(?<=\()\s+)|(?P<shut>[;,]\s*(?=\)))"
)


def tidy(piece: SectionText) -> SectionText:
    """Close up doubled blanks, empty brackets and orphaned commas, outside of what is bound."""
    for _ in range(3):
        held = [(b.start, b.end) for b in piece.bindings] + [(g.start, g.end) for g in piece.gaps]
        ranges = []
        for match in _UNTIDY.finditer(piece.text):
            start, end = match.span()
            if match.group("spaces"):
                start += 1
            if all(end <= s or start >= e for s, e in held):
                ranges.append((start, end))
        if not ranges:
            return piece
        piece = cut(piece, ranges)
    return piece


def cut(piece: SectionText, ranges: Sequence[tuple[int, int]]) -> SectionText:
    """The text without `ranges` (ascending, apart from each other and from what is bound)."""

    def moved(at: int) -> int:
        return at - sum(min(at, e) - s for s, e in ranges if s < at)

    keep = []
    at = 0
    for start, end in ranges:
        keep.append(piece.text[at:start])
        at = end
    keep.append(piece.text[at:])
    return replace(
        piece,
        text="".join(keep),
        bindings=tuple(_moved_binding(b, moved(b.start), moved(b.end)) for b in piece.bindings),
        gaps=tuple(_moved_gap(g, moved(g.start), moved(g.end)) for g in piece.gaps),
        suggestions=tuple(replace(s, at=moved(s.at)) for s in piece.suggestions),
        tables=tuple(replace(t, start=moved(t.start), end=moved(t.end)) for t in piece.tables),
    )


def _moved_binding(binding: Binding, start: int, end: int) -> Binding:
    return replace(binding, start=start, end=end)


def _moved_gap(gap: Gap, start: int, end: int) -> Gap:
    return replace(gap, start=start, end=end)


def capital(piece: SectionText) -> SectionText:
    """The text with its first letter in upper case (a list mark before it stays)."""
    match = re.match(r"\W*", piece.text)
    at = match.end() if match else 0
    held = [(b.start, b.end) for b in piece.bindings] + [(g.start, g.end) for g in piece.gaps]
    if at >= len(piece.text) or any(s <= at < e for s, e in held):
        return piece
    return replace(piece, text=piece.text[:at] + piece.text[at].upper() + piece.text[at + 1 :])
