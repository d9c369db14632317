"""The interface of a writer of sections, and the text it hands back.

Offsets in a `SectionText` are into its own text; `assembly.assemble` moves them into the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from corpus.types import Report
from drafting.types import Binding, DraftTable, Figure, Gap, Suggestion
from drafting.writers.view import PrecedentView


@dataclass(frozen=True, slots=True)
class SectionText:
    """The body of one section as written: no heading, no children.

    Attributes:
        text: paragraphs joined by newlines, none at the end; may be empty.
        figures: figures that came up while writing (a number in a line of the clerk's facts).
        writer: who wrote it (`precedent`, `llm`), and `note` what a person should know of it.
        dropped: the section itself shall go (an event that doesn't return); numbering closes up.
    """

    text: str = ""
    bindings: tuple[Binding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    tables: tuple[DraftTable, ...] = ()
    figures: tuple[Figure, ...] = ()
    note: str = ""
    writer: str = ""
    dropped: bool = False


@dataclass(slots=True)
class WriteContext:
    """What writers share over one draft.

    Attributes:
        precedents: past reports by their id.
        said: folded sentences that stand in the draft already (nothing is said twice).
        stated: keys of figures that the draft's sentences state already.
        tabled: keys of figures that stand in its tables.
        summed: keys of figures that its sentences tell only as a total.
        extra: figures made from the clerk's facts so far.
        views: precedents read and aligned so far.
        offered: sentences of a precedent that a section offers already.
        vary: another precedent's sentence for one that would stand in the draft a second time; set for each section.
    """

    precedents: Mapping[str, Report]
    said: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)
    tabled: set[str] = field(default_factory=set)
    summed: set[str] = field(default_factory=set)
    extra: list[Figure] = field(default_factory=list)
    views: dict[str, PrecedentView] = field(default_factory=dict)
    offered: set[tuple[str, str]] = field(default_factory=set)
    vary: Callable[[str], SectionText | None] | None = None


class TextBuilder:
    """Builds a text piece by piece and keeps the offsets of what is bound, missing or offered."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._bindings: list[Binding] = []
        self._gaps: list[Gap] = []
        self._suggestions: list[Suggestion] = []
        self._tables: list[DraftTable] = []
        self._figures: list[Figure] = []

    @property
    def length(self) -> int:
        """Characters written so far."""
        return self._length

    def add(self, text: str) -> TextBuilder:
        """Append plain words."""
        self._parts.append(text)
        self._length += len(text)
        return self

    def bind(self, quote: str, *, figure: str | None = None, expression: str | None = None) -> TextBuilder:
        """Append a number and tie it to a figure or an expression."""
        start = self._length
        self.add(quote)
        self._bindings.append(Binding(quote, start, self._length, figure, expression))
        return self

    def gap(self, message: str, proposal: str | None = None) -> TextBuilder:
        """Append a visible place that says what is missing."""
        start = self._length
        self.add(gap_text(message))
        self._gaps.append(Gap(start, self._length, message, proposal))
        return self

    def suggest(self, suggestion: Suggestion) -> TextBuilder:
        """Offer a sentence at this place, whatever `at` it carries."""
        self._suggestions.append(replace(suggestion, at=self._length))
        return self

    def figure(self, figure: Figure) -> TextBuilder:
        """Add a figure that the text itself brought up."""
        self._figures.append(figure)
        return self

    def paragraph(self, piece: SectionText) -> TextBuilder:
        """Append a piece on a line of its own."""
        if self._length and piece.text:
            self.add("\n")
        return self.append(piece)

    def append(self, piece: SectionText) -> TextBuilder:
        """Append a piece with all that hangs on it."""
        moved = shift(piece, self._length)
        self.add(piece.text)
        self._bindings += moved.bindings
        self._gaps += moved.gaps
        self._suggestions += moved.suggestions
        self._tables += moved.tables
        self._figures += moved.figures
        return self

    def table(self, table: DraftTable) -> TextBuilder:
        """Note a table whose rows were appended already; its span is into this text."""
        self._tables.append(table)
        return self

    def done(self, *, note: str = "", writer: str = "", dropped: bool = False) -> SectionText:
        """The text so far."""
        return SectionText(
            "".join(self._parts),
            tuple(self._bindings),
            tuple(self._gaps),
            tuple(self._suggestions),
            tuple(self._tables),
            tuple(self._figures),
            note,
            writer,
            dropped,
        )


def gap_text(message: str) -> str:
    """How a gap stands in the text: `[…: what is missing]`."""
    return f"[…: {message}]"


def shift(piece: SectionText, by: int) -> SectionText:
    """The same text `by` characters further on."""
    return replace(
        piece,
        bindings=tuple(replace(b, start=b.start + by, end=b.end + by) for b in piece.bindings),
        gaps=tuple(replace(g, start=g.start + by, end=g.end + by) for g in piece.gaps),
        suggestions=tuple(replace(s, at=s.at + by) for s in piece.suggestions),
        tables=tuple(replace(t, start=t.start + by, end=t.end + by) for t in piece.tables),
    )


def piece_between(piece: SectionText, start: int, end: int) -> SectionText:
    """What of a piece lies between two places; offsets stay those of the whole."""
    return SectionText(
        piece.text[start:end],
        tuple(b for b in piece.bindings if start <= b.start < end),
        tuple(g for g in piece.gaps if start <= g.start < end),
        tuple(s for s in piece.suggestions if start <= s.at < end),
        tuple(t for t in piece.tables if start <= t.start < end),
        piece.figures if start == 0 else (),
    )
