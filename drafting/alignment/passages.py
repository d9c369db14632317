"""A report in passages: lines whose numbers nothing outside of them explains.

A list over lines keeps its lines together; every other line, and every row of a table, stands alone. What a
passage's numbers state is worked out once and remembered by all that it was made of (its lines, the headings
above them, the names that may be places), so that an edit makes only its own passage be read again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.types import Block, Report, heading_path
from drafting.alignment.builder import Builder, tasks_begin
from drafting.alignment.faults import Faults
from drafting.alignment.phrases import LEADS_LIST
from drafting.alignment.scopes import Gazetteer
from drafting.alignment.spots import blocks_of, line_of
from drafting.alignment.tables import TableRow, table_rows
from drafting.numbers.types import Reading
from drafting.types.alignment import Mention

Key = tuple[object, ...]
T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Known:
    """What a passage states, where it was first read (`start`), and its mentions as they were last placed.

    `reach` is how far behind the start its last number stands.
    """

    start: int
    mentions: tuple[Mention, ...]
    lists: int = 0
    open: bool = False
    placed: tuple[object, tuple[Mention, ...]] = (None, ())
    reach: int = field(init=False)

    def __post_init__(self) -> None:
        self.reach = max((m.reading.start for m in self.mentions), default=self.start) - self.start


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that states something.

    Attributes:
        key: all that its mentions were made of.
        start: where it stands.
        known: what it states; the same object as long as it is remembered.
    """

    key: Key
    start: int
    known: Known

    @property
    def starts(self) -> list[int]:
        """Where its numbers stand, in the order of its mentions."""
        by = self.start - self.known.start
        return [m.reading.start + by for m in self.known.mentions]

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins, and where its last number stands."""
        return self.start, self.start + self.known.reach

    def moved(self, by: int) -> Passage:
        """The same at another place."""
        return Passage(self.key, self.start + by, self.known)

    @property
    def tabular(self) -> bool:
        """True for a row of a table."""
        return self.known.mentions[0].table is not None

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return len(self.known.mentions)

    @property
    def lists(self) -> int:
        """How many lists it numbers."""
        return self.known.lists

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Its mentions where they stand, `index`, `head`, `companion_of` and `list_id` counted within it."""
        by = self.start - self.known.start
        return tuple(_placed(m, by, range(len(self.known.mentions)), 0) for m in self.known.mentions)

    def placed(self, places: tuple[int, ...], lists: int) -> tuple[Mention, ...]:
        """The same counted within the whole text: `places` are their indexes, `lists` are numbered before it."""
        by, known = self.start - self.known.start, self.known
        where = by, places, lists
        if known.placed[0] != where:
            known.placed = where, tuple(_placed(m, by, places, lists) for m in known.mentions)
        return known.placed[1]


_MOST = 6000
KNOWN: dict[Key, Known] = {}


def passages(
    report: Report,
    gazetteer: Gazetteer,
    context: Key,
    found: Sequence[Reading],
    faults: Faults | None = None,
) -> list[Passage]:
    """The passages of a report that state something, its tables' rows behind its lines.

    Args:
        report: the report.
        gazetteer: the names that may be scopes.
        context: what the whole report says of each passage (names, period, kind).
        found: the readings of its text that are figures.
        faults: where given, a line or row that can't be read is a fault, and left out.
    """
    paths = _paths(report)
    lines = _Lines(report, gazetteer, context, found, paths).passages(faults)
    rows = (_attempt(faults, lambda r=row: _row(r, context)) for row in table_rows(report, gazetteer, paths))  # type: ignore[misc]
    return [*lines, *(p for p in rows if p is not None and p.size)]


def _attempt(faults: Faults | None, make: Callable[[], T]) -> T | None:
    return make() if faults is None else faults.attempt("mentions", make, None)


def _paths(report: Report) -> dict[str, tuple[str, ...]]:
    """The headings above each section."""
    headings = {s.number: s.heading for s in report.sections}
    return {s.number: heading_path(s.number, headings) for s in report.sections}


class _Lines:
    """Reads the running text passage by passage."""

    def __init__(
        self, report: Report, gazetteer: Gazetteer, context: Key, found: Sequence[Reading],
        paths: dict[str, tuple[str, ...]],
    ) -> None:  # fmt: skip
        self._report = report
        self._gazetteer = gazetteer
        self._context = context
        self._found = found
        self._starts = [r.start for r in found]
        self._paths = paths
        self._blocks = blocks_of(report)

    def passages(self, faults: Faults | None) -> Iterator[Passage]:
        """The passages with figures."""
        at, tasks = 0, False
        while at < len(self._blocks):
            tasks = tasks or tasks_begin(self._report, self._text(at))
            found = _attempt(faults, lambda at=at, tasks=tasks: self._passage(at, tasks))  # type: ignore[misc]
            if found is not None and found[2].mentions:
                yield Passage(found[1], self._blocks[at].start, found[2])
            at = found[0] if found is not None else at + 1

    def _passage(self, first: int, tasks: bool) -> tuple[int, Key, Known]:
        """Lines from `first` on that belong together: where they end, and what they state."""
        at, builder = first, None
        key: Key = (self._context, tasks)
        while True:
            key = (*key, self._line_key(at, first))
            made = KNOWN.get(key)
            if made is None:
                if builder is None:
                    builder = Builder(self._report, self._paths, tasks)
                    for earlier in range(first, at):
                        self._add(builder, earlier)
                self._add(builder, at)
                start = self._blocks[first].start
                made = KNOWN[key] = Known(start, tuple(builder.mentions), builder.lists, builder.open)
                _bound()
            else:
                builder = None
            at += 1
            if at == len(self._blocks) or not (made.open or self._led(at, made)):
                return at, key, made

    def _led(self, at: int, above: Known) -> bool:
        """True for a line that goes on about the totals above it (`Trong đó: …`)."""
        return bool(above.mentions) and LEADS_LIST.match(self._text(at)) is not None

    def _add(self, builder: Builder, at: int) -> None:
        builder.add(line_of(self._report.text, self._gazetteer, self._blocks[at], self._readings(at)))

    def _text(self, at: int) -> str:
        return self._report.text[self._blocks[at].start : self._blocks[at].end]

    def _readings(self, at: int) -> Sequence[Reading]:
        block = self._blocks[at]
        first = bisect_left(self._starts, block.start + len(block.label))
        return self._found[first : bisect_left(self._starts, block.end)]

    def _line_key(self, at: int, first: int) -> Key:
        """A line, its place in the outline, and what a list above gave to its numbers."""
        block: Block = self._blocks[at]
        path = self._paths.get(block.section, ())
        numbers = tuple((r.kind, r.unit, r.noun, r.change, r.basis) for r in self._readings(at))
        return (self._text(at), block.kind, block.label, block.section, path, numbers,
                block.start - self._blocks[first].start)  # fmt: skip


def _bound() -> None:
    if len(KNOWN) > _MOST:
        KNOWN.clear()


def _placed(m: Mention, by: int, places: Sequence[int], lists: int) -> Mention:
    """The mention with its text moved and its references counted otherwise.

    Field by field, for a check places all of a text's mentions (`replace` takes thrice as long).
    """
    (a, b), (c, d) = m.sentence, m.clause
    head = None if m.head is None else places[m.head]
    beside = None if m.companion_of is None else places[m.companion_of]
    list_id = None if m.list_id is None else m.list_id + lists * 10
    return Mention(
        places[m.index], m.reading.moved(by), (a + by, b + by), (c + by, d + by), m.subject, m.scope, m.role,
        m.path, m.section, list_id, head, m.partial, beside, m.table,
    )  # fmt: skip


def _row(row: TableRow, context: Key) -> Passage:
    """A table's row, whose cells state each its own."""
    key = (context, *row.key)
    made = KNOWN.get(key)
    if made is None:
        made = KNOWN[key] = Known(row.start, tuple(row.mentions()))
        _bound()
    return Passage(key, row.start, made)
