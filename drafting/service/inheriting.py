"""`Cùng kỳ` after a merger for the commands: from the old units' reports in the library, where it has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus import periods
from corpus.types import StoredReport
from corpus.units import same_unit
from drafting.types import FigureTable, Finding

if TYPE_CHECKING:
    from drafting.collection import Merger
    from drafting.collection.inheriting import Inherit
    from drafting.service.library import Library
    from drafting.service.settings import Settings


def inherited_in(library: Library, unit: str, period: str) -> FigureTable | None:
    """The unit's `cùng kỳ` from its old units' reports in an open library; None where it came of no others."""
    from drafting.service.collecting import merger_for

    merger = merger_for(library.workspace, unit, period)
    return _of_old_units(merger, library.store.list(), period) if merger is not None else None


def inheriting(settings: Callable[[], Settings]) -> Inherit:
    """The same for a command that hasn't opened the library: it is opened for a merged unit only."""

    def inherit(unit: str, period: str) -> FigureTable | None:
        from drafting.collection import merger_of, read_mergers
        from drafting.service.library import open_library
        from drafting.service.remembering import mergers_for

        if merger_of(unit, period, read_mergers(mergers_for(settings))) is None:
            return None
        with open_library(settings()) as library:
            return inherited_in(library, unit, period)

    return inherit


def _of_old_units(merger: Merger, reports: Sequence[StoredReport], period: str) -> FigureTable:
    from drafting.service.collecting import after_merger

    then = periods.previous_year(period)
    held = [
        r for r in reports
        if r.report.meta.period == then and any(same_unit(r.report.meta.unit, old) for old in merger.old)
    ]  # fmt: skip
    names = ", ".join(merger.old)
    if not held:
        return FigureTable((), (_note(
            f"{merger.new} được lập từ {names} ({merger.source}) nhưng thư viện chưa có báo cáo "
            f"{periods.period_words(then)} của các đơn vị cũ để lấy cùng kỳ."
        ),))  # fmt: skip
    made = after_merger(merger, reports, period)
    files = ", ".join(f"«{r.file}»" for r in held)
    said = f"Cùng kỳ của {merger.new} được cộng từ báo cáo của {names} ({files}; {merger.source})."
    return FigureTable(made.table.figures, (_note(said), *made.table.findings))


def _note(message: str) -> Finding:
    return Finding("table-read", "info", "", None, None, "", message)
