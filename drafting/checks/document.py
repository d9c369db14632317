"""The document as the rules see it: built once, frozen, with lazily computed views."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from corpus import sentences
from corpus.confusables import Usage
from corpus.types import Block, Report
from drafting.alignment import Passage
from drafting.checks.brackets import Brackets
from drafting.checks.line_search import Hit, Lines, hits
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Alignment, Figure, FigureTable, Mention

Span = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True)
class Precedent:
    """The past report the draft follows, with what its numbers state over this period's figures."""

    report: Report
    mentions: tuple[Mention, ...] = ()
    alignments: tuple[Alignment, ...] = ()


class Kept:
    """What is remembered from check to check of documents that have all in common but their text.

    Attributes:
        shared: what was made of what they have in common.
        pieces: their parts (`drafting.checks.parts`), by their words.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self.shared: dict[object, object] = {}
        self.pieces: dict[object, object] = {}


@dataclass(frozen=True)
class Document:
    """What every rule gets.

    Attributes:
        readings: every number of the text, in order of place, tables included.
        mentions: the figure readings with what their words state.
        alignments: what each mention states over `table`; empty without figures.
        table: the source figures, None where none were supplied.
        own: figures of the document's own tables.
        own_alignments: what each mention of the prose states over `own`.
        members: member units (of a cluster) that the report or the figures name.
        today: the date the document is judged by where it bears none.
        usage: which words the library's reports use.
        legal: a user's own lines of the legal base, before the package's.
        passages: the passages of the text that the mentions stand in.
        earlier: totals told in the parts before, where this is a part of a document (`drafting.checks.parts`).
        any_mentions: False where what numbers state couldn't be told.
        kept: what is remembered of earlier checks.
    """

    report: Report
    readings: tuple[Reading, ...] = ()
    mentions: tuple[Mention, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    table: FigureTable | None = None
    own: FigureTable = field(default_factory=FigureTable)
    own_alignments: tuple[Alignment, ...] = ()
    precedent: Precedent | None = None
    period: str | None = None
    unit: str = ""
    members: tuple[str, ...] = ()
    own_places: tuple[str, ...] = ()
    today: datetime.date | None = None
    usage: Usage | None = None
    legal: tuple[Mapping[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    earlier: tuple[Reading, ...] = ()
    any_mentions: bool = False
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    @cached_property
    def plain(self) -> str:
        """The text without accents and case, same offsets."""
        return "".join(self._plain_lines.texts)[:-1]

    @cached_property
    def _plain_lines(self) -> Lines:
        return Lines(map(plain, self._text_lines.texts))

    @cached_property
    def _text_lines(self) -> Lines:
        return Lines(f"{line}\n" for line in self.report.text.split("\n"))

    def hits(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """What a pattern finds in the plain text, line by line."""
        return hits(pattern, self._plain_lines)

    def text_hits(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """What a pattern finds in the text as written, line by line."""
        return hits(pattern, self._text_lines)

    @cached_property
    def prose(self) -> tuple[Reading, ...]:
        """Figure readings outside tables, title block and signature."""
        return tuple(r for r in self.readings if r.figure and not self._apart(r.start))

    @cached_property
    def lines(self) -> tuple[Block, ...]:
        """Lines of prose in order: headings, paragraphs and items."""
        return tuple(b for b in self.report.blocks if b.kind in ("heading", "paragraph", "item"))

    @cached_property
    def brackets(self) -> Brackets:
        """The text's round brackets."""
        return Brackets.of(self.report.text)

    @cached_property
    def by_key(self) -> dict[str, Figure]:
        """The source figures by key."""
        return self.shared(_by_key)

    @cached_property
    def own_by_key(self) -> dict[str, Figure]:
        """The figures of the document's own tables by key."""
        return self.own.by_key()

    @cached_property
    def aligned(self) -> dict[int, Alignment]:
        """Alignments by the offset of their number."""
        return {self.mentions[a.mention].reading.start: a for a in self.alignments}

    @cached_property
    def mention_at(self) -> dict[int, Mention]:
        """Mentions by the offset of their number."""
        return {m.reading.start: m for m in self.mentions}

    def within(self, start: int, end: int) -> tuple[Reading, ...]:
        """Figure readings of the prose that lie in a span."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.prose[low:high]

    def in_prose(self, offset: int) -> bool:
        """True outside tables, title block and signature."""
        return not self._apart(offset)

    def inside_number(self, offset: int) -> bool:
        """True where `offset` lies within a number (a decimal comma)."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self.prose[at].end

    def sentence(self, offset: int) -> Span:
        """The sentence that holds `offset`."""
        found = self._sentence_at.get(offset)
        if found is None:
            line = self._line_span(offset)
            spans = self._sentences(line)
            at = bisect_right([s for s, _ in spans], offset) - 1
            found = self._sentence_at[offset] = spans[at] if at >= 0 else line
        return found

    def sentences(self, block: Block) -> tuple[Span, ...]:
        """Sentences of a line."""
        return self._sentences((block.start, block.end))

    def view(self, build: Callable[[Document], T]) -> T:
        """What `build` makes of the document, made once."""
        if build not in self._views:
            self._views[build] = build(self)
        return cast("T", self._views[build])

    def shared(self, build: Callable[[Document], T]) -> T:
        """The same for what is made of the figures or the precedent alone: made once for all parts and later checks."""
        if build not in self.kept.shared:
            self.kept.shared[build] = build(self)
        return cast("T", self.kept.shared[build])

    @cached_property
    def _views(self) -> dict[object, object]:
        return {}

    def year(self) -> int | None:
        """The year the document is about."""
        found = re.match(r"\d{4}", self.period or "")
        return int(found[0]) if found else None

    @property
    def whole_year(self) -> bool:
        """True for the report of a year."""
        return bool(self.period) and not self.part_of_year

    @property
    def part_of_year(self) -> bool:
        """True for the report of a half, a quarter, some months."""
        return "-" in (self.period or "")

    def _sentences(self, span: Span) -> tuple[Span, ...]:
        if span not in self._sentence_cache:
            self._sentence_cache[span] = tuple(sentences.whole_sentences(self.text, *span)) or (span,)
        return self._sentence_cache[span]

    @cached_property
    def _sentence_at(self) -> dict[int, Span]:
        return {}

    @cached_property
    def _sentence_cache(self) -> dict[Span, tuple[Span, ...]]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [r.start for r in self.prose]

    @cached_property
    def _apart_spans(self) -> list[Span]:
        apart = [(b.start, b.end) for b in self.report.blocks if b.kind in ("front", "back", "table")]
        return sorted({*apart, *((t.start, t.end) for t in self.report.tables)})

    @cached_property
    def _apart_starts(self) -> list[int]:
        return [s for s, _ in self._apart_spans]

    def _apart(self, offset: int) -> bool:
        at = bisect_right(self._apart_starts, offset) - 1
        return at >= 0 and offset < self._apart_spans[at][1]

    def _line_span(self, offset: int) -> Span:
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end


def _by_key(document: Document) -> dict[str, Figure]:
    return document.table.by_key() if document.table else {}
