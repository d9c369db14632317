"""The statements of a figure table: indicators by label, each with its cells by scope and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from string import ascii_uppercase

from drafting.alignment.catalogue import Indicator, catalogue
from drafting.alignment.label_index import Index
from drafting.alignment.remembered import ByTable
from drafting.alignment.scopes import kind_of, scope_key
from drafting.alignment.similarity import Lexicon, plain_lexicon, telling_syllables
from drafting.alignment.words import bare_key, key, syllables
from drafting.types.alignment import Alignment, Candidate
from drafting.types.figures import CellSource, Figure, FigureTable, Role

# A label is the catalogue's indicator from here; its aliases then name the label nearly as well.
SAME_INDICATOR, ALIAS = 0.84, 0.95
# … unless more than one word in so many of its own is none of the catalogue's.
MORE = 3
_BRACKET = re.compile(r"\([^()]*\)")
_TELLING = 3  # digits: fewer are anybody's
_RESULTS: frozenset[Role] = frozenset({"actual", "same-period", "other"})
_CHANGE_LABEL = re.compile(
    r"^(?:tốc độ (?:tăng|phát triển)|(?:tăng|giảm)(?! cường| nghèo| nhẹ)|mức (?:tăng|giảm)|tỷ lệ (?:tăng|giảm)|chỉ số)\b"
    r"|\b(?:tăng|giảm)(?: trưởng)?(?: bình quân| trong kỳ| trong năm| thêm)?\s*(?:\(.*\))?$",
    re.IGNORECASE,
)


@dataclass
class Cells:
    """One statement's cells by role; the first of a role wins, `more` has the others of its row.

    A row has more than one plan where more than one body gave it one (`Dự toán TW giao`, `Dự toán tỉnh giao`).
    `moments` has its results by period, where the table has columns of several years or quarters.
    """

    scope: str | None
    by_role: dict[Role, Figure] = field(default_factory=dict)
    more: list[Figure] = field(default_factory=list)
    moments: dict[str, Figure] = field(default_factory=dict)

    def get(self, *roles: Role) -> Figure | None:
        """The first of these roles that has a cell; for the actual value no other column of a year gone by."""
        for role in roles:
            if role in self.by_role:
                past = role == "other" and "actual" in roles and self._gone_by()
                return None if past else self.by_role[role]
        return None

    def _gone_by(self) -> bool:
        """True where the other column is of last year or before, as the same period's column tells."""
        other, same = self.by_role["other"], self.by_role.get("same-period")
        known = same is not None and same.period is not None and other.period is not None
        return known and same is not None and (other.period or "")[:4] <= (same.period or "")[:4]


@dataclass
class Entry:
    """An indicator of the table: its label, unit, and its cells for each scope (`""` is the whole).

    `known` is what a person said it is, as in `Figure`.
    """

    number: int
    label: str
    group: str
    unit: str
    change: bool
    known: str | None = None
    scopes: dict[str, Cells] = field(default_factory=dict)
    parent: int | None = None


class Pool:
    """All indicators of a table, and the index that finds them by words."""

    def __init__(self, table: FigureTable, own: Sequence[str] = (), learnt: Sequence[Indicator] = ()) -> None:
        """Group the figures; `own` are names of the unit itself, whose figures are the whole's."""
        self.entries: list[Entry] = []
        self.by_key = table.by_key()
        self._own = {scope_key(n) for n in own if n} - _named_alike(own, table.members())
        self._numbers: dict[tuple[str, str], int] = {}
        self.moments: set[str] = set()
        self._alike: dict[tuple[str, str, object], list[int]] | None = None
        for figure in table.figures:
            self._add(figure)
        self.scopes = {s for e in self.entries for s in e.scopes if s}
        self.any_changes = any(e.change for e in self.entries)
        self._parents()
        words = _words_of(tuple((e.label, e.change, e.known) for e in self.entries), tuple(learnt))
        self.lexicon, self.index, self.shares = words
        # The statements of each indicator, by the place and by what is asked of it.
        self.made: dict[tuple[str, object], dict[int, list[Candidate]]] = {}
        # The indicators that whole clauses name (`drafting.alignment.wide`).
        self.clauses: dict[str, list[tuple[int, float]]] = {}
        # What passages state over the table, by what they were made of (`drafting.alignment.choosing`).
        self.stated: dict[tuple[object, ...], tuple[Alignment, ...]] = {}

    def _add(self, figure: Figure) -> None:
        if figure.value is None:
            return
        name = (key(figure.label), "" if figure.role in {"growth", "of-plan", "share"} else figure.unit)
        number = self._numbers.get(name)
        if number is None:
            number = self._number_of(figure, name)
        scope = "" if scope_key(figure.scope) in self._own else scope_key(figure.scope)
        cells = self.entries[number].scopes.setdefault(scope, Cells(figure.scope if scope else None))
        if cells.by_role.setdefault(figure.role, figure) is not figure and _beside(cells, figure):
            cells.more.append(figure)
        if figure.period is not None and figure.role in _RESULTS:
            if figure.role == "other":  # a column of its own for what the total's column is of as well
                self.moments.add(figure.period)
                cells.moments[figure.period] = figure
            cells.moments.setdefault(figure.period, figure)

    def _number_of(self, figure: Figure, name: tuple[str, str]) -> int:
        """A computed column has a unit of its own; its row is the last one of that label."""
        if name[1] == "":
            for entry in reversed(self.entries):
                if key(entry.label) == name[0]:
                    return entry.number
        number = len(self.entries)
        change = names_change(figure.label)
        self.entries.append(Entry(number, figure.label, figure.group, figure.unit, change, figure.known))
        self._numbers[(name[0], figure.unit)] = number
        return number

    def _parents(self) -> None:
        by_label = {key(e.label): e.number for e in self.entries}
        for entry in self.entries:
            if ":" in entry.label:
                entry.parent = by_label.get(key(entry.label.rsplit(":", 1)[0]))

    def cells(self, number: int, scope: str | None) -> Cells | None:
        """The cells of an indicator for a scope; the unit's own name is the whole."""
        wanted = scope_key(scope)
        return self.entries[number].scopes.get("" if wanted in self._own else wanted)

    def twins(self, number: int, scope: str | None) -> list[int]:
        """Other indicators of the same result, for a place: a figure may stand in two tables, with and without its plan."""
        own = self.cells(number, scope)
        figure = own.get("actual") if own is not None else None
        if (
            figure is None
            or figure.value is None
            or len(figure.value.normalize().as_tuple().digits) < _TELLING
        ):
            return []
        if self._alike is None:
            self._alike = {}
            for entry in self.entries:
                for place, cells in entry.scopes.items():
                    result = cells.get("actual")
                    if result is not None:
                        self._alike.setdefault((place, result.unit, result.value), []).append(entry.number)
        wanted = scope_key(scope)
        place = "" if wanted in self._own else wanted
        return [n for n in self._alike[place, figure.unit, figure.value] if n != number]

    def members(self, number: int) -> list[Cells]:
        """The cells of an indicator for all named scopes."""
        return [c for s, c in self.entries[number].scopes.items() if s]


def _named_alike(own: Sequence[str], members: Sequence[str]) -> set[str]:
    """Members with the unit's own name but of another kind: the town Quảng Hà in the province Quảng Hà."""
    kinds: dict[str, set[str]] = {}
    for name in own:
        kinds.setdefault(scope_key(name), set()).add(kind_of(name))
    alike = (m for m in members if scope_key(m) in kinds and kind_of(m))
    return {scope_key(m) for m in alike if kind_of(m) not in kinds[scope_key(m)]}


def _beside(cells: Cells, figure: Figure) -> bool:
    """True for another plan in the row of the first."""
    first, own = cells.by_role[figure.role].source, figure.source
    if figure.role != "plan" or not (isinstance(first, CellSource) and isinstance(own, CellSource)):
        return False
    rows = {s.cell.lstrip(ascii_uppercase) for s in (first, own)}
    return first.file == own.file and first.sheet == own.sheet and len(rows) == 1


POOLS: ByTable[Pool] = ByTable()


def pool_of(table: FigureTable, own: tuple[str, ...], learnt: tuple[Indicator, ...]) -> Pool:
    """The pool of a table, remembered."""
    return POOLS.get(table.figures, lambda: Pool(table, own, learnt), (own, learnt))


Named = tuple[str, bool, str | None]
"""A label, whether it is of a change, and what a person said it is."""
Shares = dict[tuple[str, int], tuple[float, float]]


@lru_cache(maxsize=12)
def _words_of(labels: tuple[Named, ...], learnt: tuple[Indicator, ...]) -> tuple[Lexicon, Index, Shares]:
    """What labels say, whatever their values: the same for two versions of one table.

    The last is for `drafting.alignment.clarity` to remember its comparisons in.
    """
    lexicon = Lexicon(label for label, _, _ in labels)
    return lexicon, Index(lexicon, _wordings(labels, learnt)), {}


def _wordings(labels: Sequence[Named], learnt: Sequence[Indicator]) -> list[tuple[int, str, float]]:
    """Labels and, where a label is one of the catalogue's indicators, that indicator's other names."""
    known = (*learnt, *catalogue().indicators)
    index = catalogue_index() if not learnt else _index_of(known)
    out = []
    for at, (label, change, said) in enumerate(labels):
        out.append((at, label, 1.0))
        if said is not None:
            out += [(at, words, ALIAS) for words in _confirmed(label, said, known)]
            continue
        for number, score in index.search(label, least=SAME_INDICATOR, keep=1):
            if _same_change(change, known[number].label) and not _more(label, known[number]):
                words = (w for w in known[number].wordings if bare_key(w) != bare_key(label))
                out += [(at, w, ALIAS * min(1.0, score + 0.05)) for w in words]
    return out


def _confirmed(label: str, said: str, known: Sequence[Indicator]) -> list[str]:
    """The names of the indicator that a person said a row is; none where they said it is none."""
    found = next((i.wordings for i in known if bare_key(i.label) == bare_key(said)), (said,))
    return [w for w in found if w and bare_key(w) != bare_key(label)]


def _more(label: str, indicator: Indicator) -> bool:
    """True where a label says more than the indicator does (`Số giáo viên dạy giỏi` than `Số giáo viên`)."""
    said = {s.bare for wording in indicator.wordings for s in syllables(wording)}
    own = telling_syllables(_BRACKET.sub(" ", label.split(":")[-1]))
    return sum(s.bare not in said for s in own) * MORE > len(own)


def forget() -> None:
    """Forget the words of tables, and what was searched for in the catalogue."""
    _words_of.cache_clear()
    catalogue_index().forget()


@cache
def catalogue_index() -> Index:
    """The wordings of the catalogue's indicators, by their numbers."""
    return _index_of(catalogue().indicators, lasting=True)


def _index_of(indicators: Sequence[Indicator], *, lasting: bool = False) -> Index:
    wordings = [(n, w, 1.0) for n, i in enumerate(indicators) for w in i.wordings]
    return Index(plain_lexicon(), wordings, lasting=lasting)


def names_change(label: str) -> bool:
    """True for a label that is itself a change: `Tốc độ tăng giá trị sản xuất`, `Tỷ lệ hộ nghèo giảm`."""
    return bool(_CHANGE_LABEL.search(label.split(":")[-1].strip()))


def _same_change(change: bool, label: str) -> bool:
    return change == bool(_CHANGE_LABEL.search(label))
