"""The figures by row, by label and by place, for second thoughts on alignments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from corpus.errors import InputError
from drafting import figures
from drafting.alignment import units
from drafting.alignment.remembered import ByTable
from drafting.checks.kinds import interval
from drafting.checks.names import bare
from drafting.checks.plain import plain, plain_words
from drafting.numbers.types import Reading
from drafting.types import Candidate, Figure, FigureTable, Mention, Role

LETTERS = {"A": "actual", "S": "same-period", "P": "plan"}
_MOST = 20000
_SCALES = (1, 10**3, 10**6, 10**9)
Row = dict[str, Figure]
RowName = tuple[str, str | None]


@dataclass
class SettleTable:
    """The figures for looking up.

    Attributes:
        rows: (indicator, scope) to the cell of each role.
        named: the longest word of a label to the label's words and its figure.
        scoped: the last word of a place's name to the plain name and its figures.
        places: the bare names of all places.
        moments: the results of a row by quarter or year, oldest first, where the table has columns of several.
        plans: the further plans of a row, as rows with that plan (`Kế hoạch đầu năm`, `Kế hoạch điều chỉnh`).
    """

    by_key: dict[str, Figure]
    rows: dict[RowName, Row] = field(default_factory=lambda: defaultdict(dict))
    named: dict[str, list[tuple[frozenset[str], Figure]]] = field(default_factory=lambda: defaultdict(list))
    scoped: dict[str, list[tuple[str, Figure]]] = field(default_factory=lambda: defaultdict(list))
    places: set[str] = field(default_factory=set)
    moments: dict[RowName, tuple[Figure, ...]] = field(default_factory=dict)
    plans: dict[RowName, tuple[Row, ...]] = field(default_factory=dict)
    _known: dict[Hashable, tuple[Candidate, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: FigureTable) -> SettleTable:
        """The table, indexed."""
        made = cls(table.by_key())
        for figure in table.figures:
            made.rows[figure.indicator, figure.scope].setdefault(figure.role, figure)
            words = plain_words(figure.label)
            if figure.role in ("actual", "plan", "target") and words:
                made.named[max(words, key=lambda w: (len(w), w))].append((words, figure))
            if figure.scope:
                made.places.add(bare(figure.scope))
                for scope in sorted({plain(figure.scope).strip(), bare(figure.scope)}):
                    if len(scope.split()) > 1 or scope == plain(figure.scope).strip():
                        made.scoped[re.split(r"[\s\-]+", scope)[-1]].append((scope, figure))
        made.moments, made.plans = _moments(table), _plans(table, made.rows)
        return made

    def of_place(self, rows: list[Row], mention: Mention, whole: bool) -> list[Row]:
        """Rows told before that a change may be of: a member's own; no member's where the whole's was told as well.

        `whole` says that the change is clearly the whole's. A member's name that only stands at the number before
        (`…; xã A 53 ha; tăng 25 ha`) decides nothing.
        """
        scope = mention.scope
        if scope and mention.companion_of is not None:
            return rows
        if not scope:
            told = {row["actual"].label for row in rows if not row["actual"].scope}
            return [r for r in rows if not (r["actual"].scope and (whole or r["actual"].label in told))]
        place = bare(scope)
        return [r for r in rows if place not in self.places or bare(r["actual"].scope or "") == place]

    def remembered(self, key: Hashable, make: Callable[[], Iterable[Candidate]]) -> tuple[Candidate, ...]:
        """The candidates that words make over this table, worked out once: `key` is all that they are made of."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST:
                self._known.clear()
            found = self._known[key] = tuple(make())
        return found


def _moments(table: FigureTable) -> dict[RowName, tuple[Figure, ...]]:
    """The columns of quarters or years of each row that has more than the result and the same period's."""
    found: dict[RowName, dict[str, Figure]] = defaultdict(dict)
    several = {(f.indicator, f.scope) for f in table.figures if f.role == "other" and f.period is not None}
    for figure in table.figures:
        name = figure.indicator, figure.scope
        if name not in several or not figure.period or figure.role not in ("other", "same-period", "actual"):
            continue
        if figure.role == "other" or figure.period not in found[name]:
            found[name][figure.period] = figure
    kinds = {name: {_kind(f.period) for f in by.values() if f.role == "other"} for name, by in found.items()}
    return {
        name: tuple(by[p] for p in sorted(by) if by[p].role == "other" or _kind(p) in kinds[name])
        for name, by in found.items()
    }


def _kind(period: str | None) -> str:
    """What a period's code is of: a year, a half, a quarter, some months, a month."""
    part = (period or "")[len("2024-") :]
    return part[:1] if part[:1] in "QH" else part[-1:] if part.endswith("M") else "month" if part else ""


def _plans(table: FigureTable, rows: Mapping[RowName, Row]) -> dict[RowName, tuple[Row, ...]]:
    found: dict[RowName, tuple[Row, ...]] = defaultdict(tuple)
    for figure in table.figures:
        row = rows[figure.indicator, figure.scope]
        if figure.role == "plan" and row["plan"] is not figure:
            found[figure.indicator, figure.scope] += ({**row, "plan": figure},)
    return dict(found)


TABLES: ByTable[SettleTable] = ByTable()


def settle_table(table: FigureTable) -> SettleTable:
    """The table indexed, remembered."""
    return TABLES.get(table.figures, lambda: SettleTable.of(table))


def made(table: SettleTable, row: Row, shape: str, role: Role) -> tuple[Candidate, ...]:
    """The candidate that a shape over `A`, `S` and `P` makes of a row; none where a cell is missing."""
    letters = _letters(shape)
    cells = {k: row[v] for k, v in LETTERS.items() if v in row}
    if not letters <= cells.keys():
        return ()
    if "P" in letters and table.plans:
        name = row["plan"].indicator, row["plan"].scope
        further = table.plans.get(name, ())
        if further and row is table.rows[name]:
            return tuple(c for one in (dict(row), *further) for c in made(table, one, shape, role))
    key = ("made", shape, role, *(cells[x].key for x in sorted(letters)), next(iter(cells.values())).scope)
    return table.remembered(key, lambda: _evaluated(table, cells, shape, role))


def candidate(table: SettleTable, expression: str, role: Role) -> tuple[Candidate, ...]:
    """The statement of an expression over keys; none where it says nothing."""
    return table.remembered(("said", expression, role), lambda: _said(table, expression, role))


def _said(table: SettleTable, expression: str, role: Role) -> Iterator[Candidate]:
    keys = tuple(dict.fromkeys(re.findall(r"[A-Z]+\d+", expression)))
    try:
        value = figures.evaluate(expression, table.by_key)
    except InputError:
        return  # figures of two units, or a base of nought: then the expression says nothing
    scope = table.by_key[keys[0]].scope
    yield Candidate(expression, keys, value.value, value.low, value.high, value.unit, role, scope, 0.5)


def row_name(row: Row) -> RowName:
    """What names a row: its indicator and place."""
    first = next(iter(row.values()))
    return first.indicator, first.scope


def without_unit(reading: Reading, candidate: Candidate) -> bool:
    """True where a table's cell that names no unit is the value in thousands, millions or thousand millions."""
    low, high = interval(reading)
    if reading.unit or reading.kind != "quantity" or units.family(candidate.unit) == "count":
        return False
    return any(low * s <= candidate.high and candidate.low <= high * s for s in _SCALES)


def _evaluated(
    table: SettleTable, cells: Mapping[str, Figure], shape: str, role: Role
) -> Iterator[Candidate]:
    expression = re.sub("[ASP]", lambda m: cells[m[0]].key, shape)
    try:
        value = figures.evaluate(expression, table.by_key)
    except InputError:
        return  # a cell of words, or a base of nought: then the shape says nothing
    keys = tuple(cells[x].key for x in sorted(_letters(shape)))
    scope = next(iter(cells.values())).scope
    yield Candidate(expression, keys, value.value, value.low, value.high, value.unit, role, scope, 0.5)


@cache
def _letters(shape: str) -> frozenset[str]:
    return frozenset(re.findall("[ASP]", shape))
