"""A table against what the report of a year before says: `cùng kỳ` restated, slips of unit or separator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.units import fold
from drafting import figures, numbers
from drafting.alignment import similarity
from drafting.alignment.label_index import Index
from drafting.alignment.similarity import Lexicon
from drafting.collection.merging import as_printed
from drafting.collection.naming import SAME, name_of
from drafting.types import Figure, FigureRef, FigureTable, Finding, Role, SentenceSource

# What a sentence states is found by its words alone: these must be nearly the label's.
_STATED = 0.97


class Past:
    """The results of a past report, found by indicator, place and unit.

    Args:
        found: its figures (`figures_of_report`).
        period: code of what the report is about.
        own: the unit's own names: figures of it are the whole's.
    """

    def __init__(self, found: Sequence[Figure], period: str, own: Sequence[str] = ()) -> None:
        self.period = period
        self._own = {fold(name) for name in own}
        self._results = [f for f in found if f.role == "actual" and f.value is not None]
        self._by_label: dict[str, list[Figure]] = defaultdict(list)
        self._by_name: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._results:
            self._by_label[fold(figure.label)].append(figure)
            if name := name_of(figure.label, figure.known):
                self._by_name[name].append(figure)
        labels = list(dict.fromkeys(f.label for f in self._results))
        self._index = Index(Lexicon(labels), [(n, label, 1.0) for n, label in enumerate(labels)])
        self._labels = labels

    def result(self, figure: Figure) -> Figure | None:
        """What the report says of a figure's indicator and place, in its unit."""
        for candidates in self._candidates(figure):
            same = [
                f for f in candidates
                if f.unit == figure.unit and self._scope(f) == self._scope(figure) and (f.of is None) == (figure.of is None)
            ]  # fmt: skip
            if same:
                return same[0]
        return None

    def _candidates(self, figure: Figure) -> Iterator[list[Figure]]:
        yield self._by_label.get(fold(figure.label), [])
        yield self._by_name.get(name_of(figure.label, figure.known), [])
        for number, _ in self._index.search(figure.label, least=SAME, keep=3):
            near = similarity(figure.label, self._labels[number])
            yield [
                f for f in self._by_label[fold(self._labels[number])]
                if near >= (_STATED if isinstance(f.source, SentenceSource) else SAME)
            ]  # fmt: skip

    def _scope(self, figure: Figure) -> str:
        scope = fold(figure.scope) if figure.scope else ""
        return "" if scope in self._own else scope


def against_past(table: FigureTable, past: Past) -> list[Finding]:
    """Findings of a table, each with its cell and the place in the past report."""
    cells: dict[tuple[str, str | None], dict[Role, Figure]] = defaultdict(dict)
    for figure in table.figures:
        if figure.value is not None:
            cells[figure.indicator, figure.scope].setdefault(figure.role, figure)
    return [finding for found in cells.values() for finding in _of_line(found, past)]


def _of_line(found: dict[Role, Figure], past: Past) -> Iterator[Finding]:
    same, actual = found.get("same-period"), found.get("actual")
    if same is not None and same.period in (None, past.period):
        before = past.result(same)
        if before is not None and not _agree(same, before):
            yield _restated(same, before)
    elif actual is not None and same is None and actual.of is None:
        before = past.result(actual)
        if before is not None and before.value and actual.value:
            yield from figures.outlier(actual, before, found.get("plan"))


def _agree(one: Figure, other: Figure) -> bool:
    if one.of != other.of:
        return False
    low, high = _ends(one)
    low_other, high_other = _ends(other)
    return low <= high_other and low_other <= high


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    value = figure.value if figure.value is not None else Decimal(0)
    return figure.low if figure.low is not None else value, figure.high if figure.high is not None else value


def _in_unit_of(same: Figure, before: Figure) -> str:
    """The past value as the cell would print it."""
    if before.value is None or before.of is not None:
        return before.written
    return numbers.write(as_printed(before.value, same.written_unit))


def _restated(same: Figure, before: Figure) -> Finding:
    unit = f" {before.written_unit}" if before.written_unit not in ("", "%") else ""
    told = (
        f"«{before.source.report}» viết «{before.source.sentence}»"
        if isinstance(before.source, SentenceSource)
        else f"«{getattr(before.source, 'file', '')}» ({figures.cell_name(before)}) ghi {before.written}{unit}"
    )
    return Finding(
        "restated", "warning", same.written, None, None, same.label,
        f"«{same.label}»: {figures.cell_name(same)} ghi cùng kỳ là {same.written}, nhưng báo cáo năm trước {told}.",
        _in_unit_of(same, before), (FigureRef(same.key, same.source), FigureRef(None, before.source)),
    )  # fmt: skip
