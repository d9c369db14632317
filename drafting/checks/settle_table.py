"""The figures by row, by label and by place, for second thoughts on alignments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.errors import InputError
from drafting import figures
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.types import Candidate, Figure, FigureTable, Role

LETTERS = {"A": "actual", "S": "same-period", "P": "plan"}
_WORD = re.compile(r"[^\W\d_]+")
Row = dict[str, Figure]


@dataclass
class SettleTable:
    """The figures for looking up.

    Attributes:
        rows: (indicator, scope) to the cell of each role.
        named: the longest word of a label to the label's words and its figure.
        scoped: the last word of a place's name to the plain name and its figures.
    """

    by_key: dict[str, Figure]
    rows: dict[tuple[str, str | None], Row] = field(default_factory=lambda: defaultdict(dict))
    named: dict[str, list[tuple[frozenset[str], Figure]]] = field(default_factory=lambda: defaultdict(list))
    scoped: dict[str, list[tuple[str, Figure]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, table: FigureTable) -> SettleTable:
        """The table, indexed."""
        made = cls(table.by_key())
        for figure in table.figures:
            made.rows[figure.indicator, figure.scope].setdefault(figure.role, figure)
            words = label_words(figure.label)
            if figure.role in ("actual", "plan", "target") and words:
                made.named[max(words, key=lambda w: (len(w), w))].append((words, figure))
            if figure.scope:
                for scope in sorted({plain(figure.scope).strip(), bare(figure.scope)}):
                    if len(scope.split()) > 1 or scope == plain(figure.scope).strip():
                        made.scoped[re.split(r"[\s\-]+", scope)[-1]].append((scope, figure))
        return made


@lru_cache(maxsize=8192)
def label_words(label: str) -> frozenset[str]:
    """The plain words of a label."""
    return frozenset(_WORD.findall(plain(label)))


def made(table: SettleTable, row: Row, shape: str, role: Role) -> Iterator[Candidate]:
    """The candidate that a shape over `A`, `S` and `P` makes of a row; none where a cell is missing."""
    letters = set(re.findall("[ASP]", shape))
    cells = {k: row[v] for k, v in LETTERS.items() if v in row}
    if not letters <= cells.keys():
        return
    expression = re.sub("[ASP]", lambda m: cells[m[0]].key, shape)
    try:
        value = figures.evaluate(expression, table.by_key)
    except InputError:
        return  # a cell of words, or a base of nought: then the shape says nothing
    keys = tuple(cells[x].key for x in sorted(letters))
    scope = next(iter(cells.values())).scope
    yield Candidate(expression, keys, value.value, value.low, value.high, value.unit, role, scope, 0.5)
