"""Collecting figures in the app: forms to send out, what came back as one table, `cùng kỳ` after a merger."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus import periods
from corpus.errors import InputError
from corpus.types import Report, StoredReport
from corpus.units import fold, same_unit
from drafting.service.remembering import SHARED, memory_of
from drafting.types import FigureTable, Finding
from drafting.workspace.store import Workspace

if TYPE_CHECKING:
    from drafting.collection import Merger
    from drafting.collection.consolidation import Consolidation

MERGERS = "mergers"
How = Literal["one", "department", "member"]


@dataclass(frozen=True)
class Collected:
    """What came back as one table: the workbook, and the table as it stands in it."""

    name: str
    workbook: bytes
    table: FigureTable
    members: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def assignment(workspace: Workspace, unit: str) -> dict[str, str]:
    """Who provides what, as a unit laid it down: by folded label."""
    return dict(workspace.kept(SHARED, assigned_name(unit)) or {})


def assign(workspace: Workspace, unit: str, providers: Mapping[str, str]) -> None:
    """Remember who provides what, by label; an empty name takes back what was said."""
    kept = {**assignment(workspace, unit), **{fold(label): name.strip() for label, name in providers.items()}}
    workspace.keep(SHARED, assigned_name(unit), {label: name for label, name in kept.items() if name})


def assigned_name(unit: str) -> str:
    """The name under which a unit's assignment is kept."""
    return f"providers:{fold(unit)}"[:100]


def asked_lines(report: Report, workspace: Workspace) -> list[tuple[str, str, str]]:
    """What a form asks for: indicator, heading, and who provides it."""
    from drafting.collection.forms import provided, wanted

    lines = provided(wanted(report), report, assignment(workspace, report.meta.unit))
    return list({line.label: (line.label, line.group, line.provider) for line in lines}.values())


def request_file(report: Report, period: str, how: How, workspace: Workspace) -> tuple[str, bytes]:
    """The form as a file to download: one workbook, or a zip of one a department or a member."""
    from drafting.collection import request_form, request_pack

    assigned = assignment(workspace, report.meta.unit)
    with tempfile.TemporaryDirectory() as folder:
        if how == "one":
            path = Path(folder) / f"can-thu-thap-{period}.xlsx"
            request_form(report, period, path, assigned)
        else:
            path = Path(folder) / f"can-thu-thap-{period}.zip"
            request_pack(report, period, path, how, assigned)
        return path.name, path.read_bytes()


def consolidate_files(
    files: Sequence[tuple[str, bytes]], expected: Sequence[str], workspace: Workspace, period: str | None
) -> Collected:
    """What members sent, as one table."""
    from drafting.collection import consolidate

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (name, data) in enumerate(files):
            # Two members may send files of one name.
            home = Path(folder) / str(number)
            home.mkdir()
            (home / Path(name).name).write_bytes(data)
            paths.append(home / Path(name).name)
        out = Path(folder) / "tong-hop.xlsx"
        return _collected(consolidate(paths, out, expected, memory_of(workspace), period), out.name)


def _collected(done: Consolidation, name: str) -> Collected:
    from drafting.collection.sheets import save

    out = io.BytesIO()
    save(out, done.sheets)
    return Collected(name, out.getvalue(), done.table, done.members, done.missing, done.findings)


def own_mergers(workspace: Workspace) -> str:
    """The mergers a user wrote down: a line each of new unit, old ones by `|`, date, source, by tabs."""
    return str(workspace.kept(SHARED, MERGERS) or "")


def keep_mergers(workspace: Workspace, text: str) -> None:
    """Remember the user's mergers.

    Raises:
        InputError: a line isn't one.
    """
    from drafting.collection import read_mergers

    read_mergers(text)
    workspace.keep(SHARED, MERGERS, text)


def merger_for(workspace: Workspace, unit: str, period: str) -> Merger | None:
    """The merger that makes the unit's `cùng kỳ` of `period` others' figures, if any."""
    from drafting.collection import merger_of, read_mergers

    return merger_of(unit, period, read_mergers(own_mergers(workspace)))


def old_units_of(workspace: Workspace, unit: str, period: str) -> tuple[str, ...]:
    """The units that this one came of, by the user's own list and the one that comes with the package."""
    from drafting.collection import old_units, read_mergers

    return old_units(unit, period, read_mergers(own_mergers(workspace)))


def after_merger(merger: Merger, reports: Sequence[StoredReport], period: str) -> Collected:
    """The new unit's `cùng kỳ` from the old units' reports in the library.

    Raises:
        InputError: the library has none of them.
    """
    from drafting.collection import inherited

    then = periods.previous_year(period)
    old = {
        name: stored.report
        for name in merger.old
        for stored in reports
        if stored.report.meta.period == then and same_unit(stored.report.meta.unit, name)
    }
    table, whole = inherited(merger, old, period)
    made = _collected(whole, "Cùng kỳ sau sáp nhập.xlsx")
    absent = tuple(name for name in merger.old if name not in old)
    return Collected(made.name, made.workbook, table, tuple(old), absent, table.findings)


def expected_members(report: Report | None) -> tuple[str, ...]:
    """Who should send: the members that last period's report names."""
    from drafting.collection.members import member_key, member_name

    if report is None:
        return ()
    return tuple({member_key(m): member_name(m) for m in report.meta.members}.values())


def find_expected(reports: Sequence[StoredReport], unit: str) -> tuple[str, ...]:
    """The members of a unit of the library.

    Raises:
        InputError: the library has no report of it.
    """
    from drafting.service.own_past import last_own

    stored = last_own(reports, unit, None)
    if stored is None:
        raise InputError(
            f"Thư viện chưa có báo cáo nào của «{unit}» để biết các đơn vị thành viên; hãy thêm vào, hoặc dùng --expected.",
            f"The library has no report of “{unit}” that names its members; add one, or use --expected.",
        )
    return expected_members(stored.report)
