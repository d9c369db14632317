"""The reports that one draft may follow: read once, for the plan and the writer alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.units import same_unit
from drafting.service.library import Library, find_report

if TYPE_CHECKING:
    from corpus.types import Report, StoredReport

# Reports nearest to what is planned are read beforehand; any other only where the search finds it.
_NEAREST = 24


class Shelf(Mapping[str, "Report"]):
    """All reports of a library and the one named to be followed; each is parsed when first asked for.

    Args:
        library: the open library.
        like: a report named by its id or by a file, to be followed first.

    Raises:
        InputError: the report named is neither in the library nor a readable file.
    """

    def __init__(self, library: Library, like: str | None = None) -> None:
        self._store = library.store
        self.like: StoredReport | None = find_report(library, like) if like else None
        self._listed = {row.id: row for row in library.store.listed()}
        self._read: dict[str, StoredReport] = {self.like.id: self.like} if self.like else {}

    def nearest(self, unit: str, period: str, kind: str, old_units: Sequence[str] = ()) -> list[StoredReport]:
        """The reports that have most in common with what is planned, those of merged units, and the one named."""
        from drafting.writers.plan import by_likeness

        ranked = by_likeness(list(self._listed.values()), unit, period, kind)
        merged = [r for r in ranked[_NEAREST:] if any(same_unit(r.unit, old) for old in old_units)]
        first = [self.stored(row.id) for row in (*ranked[:_NEAREST], *merged[:_NEAREST])]
        extra = self.like is not None and self.like.id not in {s.id for s in first}
        return [*first, self.like] if extra and self.like is not None else first

    def stored(self, report_id: str) -> StoredReport:
        """A report with its file and id."""
        if report_id not in self._read:
            self._read[report_id] = self._store.get(report_id)
        return self._read[report_id]

    def __getitem__(self, report_id: str) -> Report:
        if report_id not in self._read and report_id not in self._listed:
            raise KeyError(report_id)
        return self.stored(report_id).report

    def __iter__(self) -> Iterator[str]:
        return iter({**self._listed, **self._read})

    def __len__(self) -> int:
        return len({**self._listed, **self._read})
