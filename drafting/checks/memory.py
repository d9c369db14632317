"""What was read and worked out lately, remembered between checks.

While one types, nearly all stays the same from check to check: the precedent, the document's own tables, most
of the text. What is remembered is small, bounded and keyed by what it was made of.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from typing import Any, Generic, TypeVar

from corpus import audit, sentences
from corpus.types import Report
from drafting import alignment, figures
from drafting.alignment.remembered import ByTable
from drafting.checks import line_search, plain
from drafting.checks.document import Document, Kept
from drafting.types import FigureTable

T = TypeVar("T")
_CACHED: type[Any] = type(lru_cache(lambda: None))
"""Not told by its attributes: SQLAlchemy's `func` has any."""


class Lately(Generic[T]):
    """The last few things made, by what they were made of."""

    def __init__(self, size: int) -> None:
        """Keep at most `size` of them."""
        self._size = size
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of `key`, made now if it wasn't lately."""
        found = self._kept.pop(key, None)
        if found is None:
            found = make()
        self._kept[key] = found
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return found

    def clear(self) -> None:
        """Forget them."""
        self._kept.clear()


_read: Lately[alignment.Read] = Lately(6)
_tables: Lately[FigureTable] = Lately(6)


def read(report: Report, scopes: tuple[str, ...] = ()) -> alignment.Read:
    """The numbers of a report and what they state; `scopes` are places that the figures name."""
    key = (report.text, report.meta, report.blocks, report.sections, report.tables, scopes)
    return _read.get(key, lambda: alignment.read(report, scopes))


def own_tables(report: Report) -> FigureTable:
    """The figures of a report's own tables."""
    key = (report.name, report.meta.period, tuple((t.rows, t.title, t.header_rows) for t in report.tables))
    return _tables.get(key, lambda: figures.from_report_tables(report))


_kept: ByTable[Kept] = ByTable(4)


def kept(document: Document) -> Kept:
    """What is remembered of documents with all but the text and its own tables in common with this one."""
    figures = document.table.figures if document.table else ()
    also = (
        document.report.name, document.report.meta, document.table is None, document.any_mentions, document.precedent,
        document.period, document.unit, document.members, document.own_places, document.today, document.usage,
        document.legal,
    )  # fmt: skip
    return _kept.get(figures, Kept, also)


def _met() -> Iterator[Any]:
    """What functions remember of words and values met: those caches have a size, those of data files have none."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("corpus.", "drafting.")):
            cached = (v for v in list(vars(module).values()) if isinstance(v, _CACHED))
            yield from (each for each in cached if each.cache_parameters()["maxsize"] is not None)


def forget() -> None:
    """Forget everything but data files and patterns: the next check begins from nothing."""
    for met in _met():
        met.cache_clear()
    audit.forget()
    alignment.forget()
    plain.forget()
    line_search.forget()
    sentences.forget()
    _read.clear()
    _tables.clear()
