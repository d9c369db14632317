"""Numbers told side by side, and the total near them that they add up to or nearly do.

No opening word is needed: a run is what one sentence tells of one kind of thing (or its counts one behind the other,
or the first numbers of the items under a line). By value its total is looked for in the sentence, the sentences before
and the lines above. A run that adds up to one of them is explained; one that a single slip of the pen keeps from it is
told of where so many digits are no chance, or where its words close the list (`và`, `khác`, the same noun throughout).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.checks import load
from drafting.checks.change_words import base_starts, moved_starts
from drafting.checks.closing import closed
from drafting.checks.document import Document, Span
from drafting.checks.kinds import additive, counted, interval, noun_of, people, sum_of, unit_of
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.numbers.typos import digits, slipped_sum

# So many numbers before a run may be its total: a converter's pages without line breaks have thousands.
_NEAREST = 80
_PAIRED = 3  # fewer pairs may add up by chance
_ABOVE = 3  # lines above in which a total may stand
_JOINT = re.compile(r"[,;]|(?<!\w)và(?!\w)")
_TOTAL = re.compile(r"(?<!\w)(?:tong(?: so| cong)?|cong(?: la| chung)?|tat ca)(?: la| co)?[\s:(]*$")
_RATE = re.compile(r"(?<!\w)(?:binh quan|trung binh|toi thieu|toi da|moi|diem)(?!\w)[^\d;.]{0,40}$")
_CHANCE = Decimal("0.12")


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers of one kind that stand side by side; `closed` where their words say that none is left out.

    `items` where each is the first number of an item under a line; `paired` where what is told beside each of them
    adds up to its own total (`18 buổi cho 1.245 lượt người. Quý I 4 buổi, 268 lượt người; …`).
    """

    parts: tuple[Reading, ...]
    closed: bool
    items: bool = False
    paired: bool = False

    @property
    def value(self) -> Decimal:
        """What they add up to."""
        return sum_of(self.parts)


@dataclass(frozen=True, slots=True)
class Added:
    """A run with its likeliest total; `fits` where it adds up to it."""

    run: Run
    total: Reading
    fits: bool

    @property
    def off(self) -> bool:
        """True where they add up within their rounding only, though all are written to one last place."""
        last = {r.step for r in (*self.run.parts, self.total)}
        return self.fits and len(last) == 1 and self.run.value != self.total.amount


def added(document: Document) -> tuple[Added, ...]:
    """Every run that adds up to a total near it, or that one slip keeps from it."""
    found = (_added(document, run, totals) for run, totals in _with_totals(document))
    return tuple(a for a in found if a is not None)


def explained_parts(document: Document) -> frozenset[int]:
    """Where the numbers stand that add up with others of their run."""
    return frozenset(r.start for a in document.view(added) if a.fits for r in a.run.parts)


def in_sums(document: Document) -> frozenset[int]:
    """Where the numbers stand that are parts or totals of such runs."""
    return frozenset(r.start for a in document.view(added) if a.fits for r in (*a.run.parts, a.total))


def _with_totals(document: Document) -> Iterator[tuple[Run, list[Reading]]]:
    for at, line in enumerate(document.lines):
        above = [r for b in document.lines[max(0, at - _ABOVE) : at] for r in document.within(b.start, b.end)]
        for low, high in document.sentences(line):
            before = [*above, *document.within(line.start, low)][-_NEAREST:]
            runs = [
                (run, [*before, *_beside(document, run, (low, high))]) for run in _runs(document, (low, high))
            ]
            for run, totals in runs:
                paired = any(_paired(document, run, other, near) for other, near in runs)
                yield replace(run, closed=True, paired=True) if paired else run, totals
        items = _items(document, at)
        if items is not None:
            yield items, [*above, *document.within(line.start, line.end)]


def _paired(document: Document, run: Run, other: Run, totals: Sequence[Reading]) -> bool:
    """True where each part of the run has one of another run behind it or before it, and those add up to a total."""
    if len(run.parts) != len(other.parts) or len(run.parts) < _PAIRED or run.parts[0] in other.parts:
        return False
    first, second = sorted((run.parts, other.parts), key=lambda p: p[0].start)
    in_turn = all(a.start < b.start for a, b in zip(first, second, strict=True)) and all(
        b.start < a.start for a, b in zip(first[1:], second, strict=False)
    )
    return in_turn and any(c.amount == other.value for c in totals if _may_be(document, other, c))


def _beside(document: Document, run: Run, span: Span) -> list[Reading]:
    """Numbers of the sentence before the run, and those behind it that are said to be a total."""
    before = list(document.within(span[0], run.parts[0].start))
    behind = document.within(run.parts[-1].end, span[1])
    return [
        *before,
        *(r for r in behind if _TOTAL.search(document.plain, max(span[0], r.start - 25), r.start)),
    ]


def _runs(document: Document, span: Span) -> Iterator[Run]:
    """The runs of a sentence: what is of one kind, and counts one behind the other."""
    usable = [r for r in document.within(*span) if _usable(document, r, span[0])]
    groups: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for reading in usable:
        key = (document.brackets.depth(reading.start), reading.kind, unit_of(reading), *noun_of(reading)[:1])
        groups[key].append(reading)
    seen = set()
    for group in (*groups.values(), *_consecutive(document, usable)):
        for parts in _cut(document, group, span):
            if len(parts) > 1 and parts not in seen:
                seen.add(parts)
                yield Run(parts, closed(document, parts, span))


def _cut(document: Document, group: Sequence[Reading], span: Span) -> Iterator[tuple[Reading, ...]]:
    """The group whole, without its first (which may be the total of the others), and without a last total."""
    parts = tuple(group)
    if not parts:
        return
    yield parts
    yield parts[1:]
    yield from _clauses(document, parts)
    yield from _clauses(document, parts[1:])
    if _TOTAL.search(document.plain, max(span[0], parts[-1].start - 25), parts[-1].start):
        yield parts[:-1]


def _clauses(document: Document, parts: Sequence[Reading]) -> Iterator[tuple[Reading, ...]]:
    """The parts of each clause, where semicolons stand between more than one apiece."""
    clause: list[Reading] = []
    for reading in parts:
        if clause and ";" in document.text[clause[-1].end : reading.start]:
            yield tuple(clause)
            clause = []
        clause.append(reading)
    yield tuple(clause)


def _consecutive(document: Document, usable: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Counts with only their words between them (`921 tập thể, 1.712 cá nhân và 82 hộ gia đình`)."""
    run: list[Reading] = []
    for reading in usable:
        between = document.text[run[-1].end : reading.start] if run else ""
        if run and (not counted(reading) or not _JOINT.search(between) or len(between) > 90):
            yield run
            run = []
        if counted(reading) and (not run or _one_depth(document, run[-1], reading)):
            run.append(reading)
    yield run


def _one_depth(document: Document, one: Reading, other: Reading) -> bool:
    return document.brackets.depth(one.start) == document.brackets.depth(other.start)


def _usable(document: Document, reading: Reading, low: int) -> bool:
    """True for an amount or a count of now."""
    if (
        not additive(reading)
        or reading.value is None
        or reading.qualifier
        or reading.start in document.view(moved_starts)
    ):
        return False
    lead = document.plain[max(low, reading.start - 45) : reading.start]
    return reading.start not in document.view(base_starts) and not _RATE.search(lead)


def _items(document: Document, at: int) -> Run | None:
    """The first numbers of the items under a line, where each of them has one of the same kind."""
    line, first = document.lines[at], []
    own = _label(line.label)
    wanted = None
    for block in document.lines[at + 1 :]:
        label = _label(block.label)
        if block.kind not in ("item", "heading") or not label or (block.kind == "heading" and label != "a"):
            break
        wanted = wanted or label
        if label == own and label != wanted:
            break
        if label != wanted:
            continue  # what is under an item
        if own == wanted:
            return None
        numbers = [
            r for r in document.within(block.start + len(block.label), block.end) if r.kind == "quantity"
        ]
        if not numbers or not _usable(document, numbers[0], block.start):
            return None
        first.append(numbers[0])
    alike = len({(unit_of(r), *noun_of(r)[:1]) for r in first}) == 1
    return Run(tuple(first), True, items=True) if len(first) > 1 and alike else None


def _label(label: str) -> str:
    """The kind of a label: `-`, `+`, a letter, a number."""
    bare = label.strip(".) (")
    return "1" if bare.isdigit() else "a" if len(bare) == 1 and bare.isalpha() else label.strip()


def _added(document: Document, run: Run, candidates: Sequence[Reading]) -> Added | None:
    usable = [c for c in candidates if c not in run.parts and _may_be(document, run, c)]
    fitting = [c for c in usable if _fits(run, c)]
    if fitting:
        exact = [c for c in fitting if c.amount == run.value]
        return Added(run, (exact or fitting)[-1], True)
    near = [
        c
        for c in usable
        if _slipped(run, c) and run.value / 2 < c.amount < run.value * 2 and not _partly(run, c)
    ]
    if not near or not _told(run, near, usable):
        return None
    return Added(run, min(reversed(near), key=lambda c: abs(run.value - c.amount)), False)


def _partly(run: Run, total: Reading) -> bool:
    """True where some of the numbers side by side make the total: the others are counted beside them."""
    values = [r.amount for r in run.parts]
    ends = (values[low:high] for low in range(len(values)) for high in range(low + 2, len(values) + 1))
    return any(sum(some, Decimal(0)) == total.amount for some in ends)


def _may_be(document: Document, run: Run, total: Reading) -> bool:
    if not additive(total) or total.value is None or total.start in document.view(moved_starts):
        return False
    first = run.parts[0]
    if unit_of(first) != unit_of(total) or total.value <= max(r.amount for r in run.parts):
        return False
    if total.qualifier or total.of == run.value or any(r.of == total.amount for r in run.parts):
        return False  # `đàn lợn 3.870 con; tiêm phòng 3.212/3.870 con`
    kinds = {noun_of(r)[:1] for r in run.parts} - {()}
    noun = noun_of(total)
    if not counted(total) or not kinds or not noun or noun[:1] in kinds or people(total, first):
        return True
    if kinds == {("luot",)} and plain(total.noun).startswith("luot"):
        return True  # `3.300 nghìn lượt khách`, `khách quốc tế 214 nghìn lượt`
    general = load.pattern("list_words.txt", "general")
    return len(kinds) > 1 and (noun == ("luot",) or bool(general.match(" ".join(noun))))


def _fits(run: Run, total: Reading) -> bool:
    """True where the run adds up to the total, as far as they are written."""
    readings = [*run.parts, total]
    gap = abs(run.value - total.amount)
    if all(_exact(r) for r in readings):
        return gap == 0
    halves = sum(((i[1] - i[0]) / 2 for i in map(interval, readings)), Decimal(0))
    return gap < halves


def _exact(reading: Reading) -> bool:
    low, high = interval(reading)
    return low == high


def _slipped(run: Run, total: Reading) -> bool:
    """True where one slip of the pen in one of the numbers is all that is amiss."""
    return slipped_sum(total.amount, [r.amount for r in run.parts])


def _told(run: Run, near: Sequence[Reading], usable: Sequence[Reading]) -> bool:
    """True where the run's nearness to a total is no chance."""
    total = max(near, key=lambda c: c.amount)
    places = sum(10 * len(digits(r.amount)) for r in (*run.parts, total))
    width = max(Decimal(10) ** len(digits(total.amount)) / 4, Decimal(1))
    alike = [c for c in usable if run.value / 2 < c.amount < run.value * 2]
    chance = Decimal(places) / width * len({c.value for c in alike})
    if chance < _CHANCE:
        return True
    return run.closed and len(run.parts) > 1 and len({c.value for c in near}) == 1 and _close(run, total)


def _close(run: Run, total: Reading) -> bool:
    gap = abs(run.value - total.amount)
    return gap * 3 <= total.amount
