"""After a merger `cùng kỳ` of the new unit comes from the old ones: summed, rates weighted by their bases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from corpus import periods
from corpus.errors import InputError
from corpus.types import Report
from corpus.units import same_unit
from drafting.collection.consolidation import Consolidation, consolidated
from drafting.collection.members import Sent, figures_of_report, member_key, member_name
from drafting.types import Figure, FigureTable, Finding


@dataclass(frozen=True, slots=True)
class Merger:
    """A unit that came of others.

    Attributes:
        since: ISO date from which the new unit is.
        source: the document that says so.
    """

    new: str
    old: tuple[str, ...]
    since: str
    source: str


def read_mergers(text: str) -> tuple[Merger, ...]:
    """Mergers from lines of new unit, old units by `|`, date and source, parted by tabs.

    Raises:
        InputError: for a line of another form, or one without its source.
    """
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(_merger(n, row) for n, row in enumerate(rows, start=1))


def _merger(number: int, row: Sequence[str]) -> Merger:
    cells = [c.strip() for c in row]
    if len(cells) != 4 or not all(cells) or ("|" not in cells[1] and cells[0] == cells[1]):
        raise InputError(
            f"Dòng {number} của danh sách sáp nhập cần đủ bốn phần: đơn vị mới, các đơn vị cũ (cách nhau bằng |), "
            "ngày và văn bản căn cứ.",
            f"Line {number} of the mergers needs four parts: new unit, old units (by |), date and source.",
        )
    return Merger(cells[0], tuple(o.strip() for o in cells[1].split("|") if o.strip()), cells[2], cells[3])


@cache
def known_mergers() -> tuple[Merger, ...]:
    """Those that come with the package: the provinces of 01/7/2025."""
    return read_mergers(files("drafting.collection").joinpath("data/mergers.tsv").read_text(encoding="utf-8"))


def merger_of(unit: str, period: str, own: Iterable[Merger] = ()) -> Merger | None:
    """How a unit came to be, where that was so late that a year before `period` its old units still reported."""
    year, month = periods.year_of(period), periods.months(period)[1]
    before = f"{year - 1}-{month:02d}-31"
    found = [
        m for m in (*own, *known_mergers()) if same_unit(m.new, unit) and before < m.since <= f"{year}-12-31"
    ]
    return found[0] if found else None


def old_units(unit: str, period: str, own: Iterable[Merger] = ()) -> tuple[str, ...]:
    """The units that this one came of, whenever that was before the period's end; none of its own name."""
    end = f"{periods.year_of(period)}-{periods.months(period)[1]:02d}-31"
    merger = next((m for m in (*own, *known_mergers()) if same_unit(m.new, unit) and m.since <= end), None)
    return tuple(o for o in merger.old if not same_unit(o, unit)) if merger is not None else ()


def inherited(
    merger: Merger, reports: Mapping[str, Report], new_period: str
) -> tuple[FigureTable, Consolidation]:
    """The new unit's `cùng kỳ`.

    Args:
        merger: which units it came of.
        reports: the old units' reports of a year before, by name of the old unit.
        new_period: code of the period that is reported now.

    Returns:
        The figures of role `same-period`, and the table they are totals of.

    Raises:
        InputError: where no old unit's report is there.
    """
    sent = [
        Sent(report.name, member_name(old), False, report.meta.period, figures_of_report(report))
        for old, report in reports.items()
    ]
    if not sent:
        raise InputError(
            f"Chưa có báo cáo năm trước của các đơn vị cũ ({', '.join(merger.old)}); hãy thêm vào thư viện.",
            f"There is no report of the year before of the old units ({', '.join(merger.old)}); add them first.",
        )
    whole = consolidated(
        sent, expected=[member_name(old) for old in merger.old], title="Cùng kỳ sau sáp nhập.xlsx"
    )
    then = periods.previous_year(new_period)
    complete = _complete(whole, merger)
    totals = [f for f in whole.table.figures if f.scope is None and f.role == "actual"]
    same = tuple(_as_same_period(f, then) for f in totals if f.indicator in complete)
    return FigureTable(same, _without(whole, complete, totals)), whole


def _complete(whole: Consolidation, merger: Merger) -> set[str]:
    """Indicators that every old unit stated: the others' totals would be too small."""
    members: dict[str, set[str]] = {}
    for figure in whole.table.figures:
        if figure.scope is not None and figure.role == "actual":
            members.setdefault(figure.indicator, set()).add(member_key(figure.scope))
    wanted = {member_key(old) for old in merger.old}
    return {indicator for indicator, names in members.items() if names >= wanted}


def _as_same_period(figure: Figure, period: str) -> Figure:
    return replace(figure, role="same-period", period=period)


def _without(whole: Consolidation, complete: set[str], totals: Sequence[Figure]) -> tuple[Finding, ...]:
    left = [f.label for f in totals if f.indicator not in complete]
    if not left:
        return whole.findings
    shown = "; ".join(left[:8]) + ("; …" if len(left) > 8 else "")
    note = Finding(
        "table-read", "info", "", None, None, "",
        f"{len(left)} chỉ tiêu không phải đơn vị cũ nào cũng có số liệu nên không tính cùng kỳ: {shown}.",
    )  # fmt: skip
    return (*whole.findings, note)
