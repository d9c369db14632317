"""The members' figures of this period as one table: totals, a column a member, every value with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import InputError
from drafting.collection.book import Placed, lay_out
from drafting.collection.inheriting import Inherit, with_inherited
from drafting.collection.members import Sent, figures_of, member_key, of_period, read_member
from drafting.collection.merging import Line, Merged
from drafting.collection.sheets import Sheet, save
from drafting.collection.totals import Whole, whole
from drafting.figures import NO_MEMORY, Memory
from drafting.types import CellSource, Figure, FigureTable, Finding, Role, SentenceSource, Severity

_ROLES: tuple[Role, ...] = ("actual", "same-period", "plan", "target")
_LONE = "Chỉ có trong báo cáo của một đơn vị"
_RATE = "là tỷ lệ hoặc bình quân, không cộng được và không có số gốc để tính; ô chung để trống"
# So many notes alike are told one by one, and so many names at most in one note.
_FEW, _SHOWN = 3, 12


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The consolidated table.

    Attributes:
        table: totals (scope None, source a cell of the table written) and members' figures with their own sources.
        members: whose figures are in it, in order; `missing`: whose aren't.
        findings: what was odd: files that can't be read, other units, two values, rates without a base, other
            periods, strangers, slips of the tables.
        sheets: the workbook: the table, and the list of where each number comes from.
    """

    table: FigureTable
    members: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    sheets: tuple[Sheet, ...] = ()


def consolidate(
    paths: Sequence[Path],
    out: Path | None = None,
    expected: Sequence[str] = (),
    memory: Memory = NO_MEMORY,
    period: str | None = None,
    inherit: Inherit | None = None,
) -> Consolidation:
    """Consolidate what members sent. A file that can't be read is told of and stops no other.

    Args:
        paths: filled tables or reports of this period, any mix.
        out: where the table goes as XLSX, its sources on a second sheet; nowhere if None.
        expected: names of members that should have sent, so that the absent and strangers are shown.
        memory: what clerks said of such tables before.
        period: code of this period; the one most files are about, where None.
        inherit: gives a merged member's `cùng kỳ` from its old units.

    Raises:
        InputError: for no files, none that can be read, or none with figures.
    """
    if not paths:
        raise InputError("Chưa có tệp nào để tổng hợp.", "There is no file to consolidate.")
    sent: list[Sent] = []
    bad: list[tuple[Path, InputError]] = []
    for path in paths:
        try:
            sent.append(_inheriting(read_member(path, memory), period, inherit))
        except InputError as error:
            bad.append((path, error))
    if not sent:
        raise bad[0][1]
    done = consolidated(sent, expected, out.name if out is not None else "tổng hợp", period)
    if out is not None:
        save(out, done.sheets)
    return replace(done, findings=(*(_unread(path, error) for path, error in bad), *done.findings))


def _inheriting(sent: Sent, period: str | None, inherit: Inherit | None) -> Sent:
    now = sent.period or period
    same = inherit(sent.member, now) if inherit is not None and sent.member and now else None
    return replace(sent, table=with_inherited(sent.table, same)) if same is not None else sent


def consolidated(
    all_sent: Sequence[Sent], expected: Sequence[str], title: str, period: str | None = None
) -> Consolidation:
    """What members sent as one table; `title` is the file that the totals' cells are in.

    Raises:
        InputError: where nothing has figures.
    """
    sent, findings = of_period(all_sent, period)
    merged = Merged()
    for one in sent:
        merged.add_all(figures_of(one))
    members, missing = _members(sent, merged, expected)
    if not merged.lines and findings:
        raise InputError(
            f"Không có tệp nào của kỳ này để tổng hợp: {findings[0].message}",
            "None of the files is of this period.",
        )
    if not merged.lines:
        raise InputError(
            "Các tệp không có số liệu nào để tổng hợp.", "The files hold no figures to consolidate."
        )
    lines = _in_order(merged.lines, len(members))
    wholes = {
        (n, role): whole(line, role, lines, members)
        for n, line in enumerate(lines) for role in _ROLES if line.of(role)
    }  # fmt: skip
    sheets, placed = lay_out(lines, wholes, (*members, *missing), missing)
    table = _table(lines, wholes, placed, members, title)
    notes = [
        *_names(sent), *_strangers(sent, members, expected), *_silent(sent),
        *_without_total(lines, wholes, members),
    ]  # fmt: skip
    slips = [f for one in sent for f in one.table.findings]
    return Consolidation(
        table, members, missing, (*findings, *merged.findings, *notes, *slips), tuple(sheets)
    )


def _members(
    sent: Sequence[Sent], merged: Merged, expected: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those with results, and those without: named by a file, or expected."""
    held = dict.fromkeys(m for line in merged.lines for m in line.of("actual"))
    others = dict.fromkeys(m for line in merged.lines for _, m in line.cells)
    # A file's name alone is no member that hasn't sent.
    said = [s.member for s in sent if s.member and not s.guessed]
    named = {member_key(m): m for m in reversed([*said, *expected])}
    present = tuple(held or others)
    known = {member_key(m) for m in present}
    return present, tuple(m for key, m in reversed(named.items()) if key not in known)


def _unread(path: Path, error: InputError) -> Finding:
    return Finding(
        "table-read", "error", path.name, None, None, path.name,
        f"Không đưa được «{path.name}» vào bảng tổng hợp: {error.vi}",
    )  # fmt: skip


def _strangers(sent: Sequence[Sent], members: Sequence[str], expected: Sequence[str]) -> list[Finding]:
    """Members that nobody expects: another cluster's file, or a name written otherwise."""
    known = {member_key(m) for m in expected}
    files = {s.member: s.file for s in sent if s.member}
    return [
        Finding(
            "name-leak", "warning", member, None, None, files.get(member, ""),
            f"«{member}»{f' (tệp «{files[member]}»)' if member in files else ''} không có trong danh sách đơn vị "
            f"thành viên ({', '.join(expected)}); hãy xem có gửi nhầm hoặc ghi tên khác không.",
        )
        for member in members if known and member_key(member) not in known
    ]  # fmt: skip


def _silent(sent: Sequence[Sent]) -> list[Finding]:
    return [
        Finding(
            "table-read", "warning", s.file, None, None, s.file,
            f"«{s.file}» không có số liệu nào của kỳ này.",
        )
        for s in sent if not any(f.role == "actual" for f in s.table.figures)
    ]  # fmt: skip


def _table(
    lines: Sequence[Line],
    wholes: dict[tuple[int, Role], Whole],
    placed: dict[tuple[int, Role, str | None], Placed],
    members: Sequence[str],
    file: str,
) -> FigureTable:
    found: list[Figure] = []
    for n, line in enumerate(lines):
        indicator = f"I{n + 1:03d}"
        for role in _ROLES:
            cells = line.of(role)
            total = wholes.get((n, role))
            if total is not None and total.value is not None:
                source = CellSource(file, "Tổng hợp", placed[n, role, None].cell)
                found.append(
                    _total(line, role, total, source, indicator, len(found) + 1, next(iter(cells.values())))
                )
            for member in members:
                if member in cells:
                    found.append(_renamed(cells[member], line, indicator, member, len(found) + 1))
    return FigureTable(tuple(found))


def _total(
    line: Line, role: Role, total: Whole, source: CellSource, indicator: str, number: int, like: Figure
) -> Figure:
    from drafting.collection.book import written_total

    exact = total.value if total.how != "weighted" else None
    return Figure(
        key=f"F{number:03d}", indicator=indicator, label=line.label, scope=None, role=role, value=total.value,
        unit=line.unit, written=written_total(line, total), written_unit=line.written_unit, source=source,
        period=like.period, of=total.of, low=exact, high=exact, group=line.group,
    )  # fmt: skip


def _renamed(figure: Figure, line: Line, indicator: str, member: str, number: int) -> Figure:
    return Figure(
        f"F{number:03d}", indicator, line.label, member, figure.role, figure.value, figure.unit, figure.written,
        figure.written_unit, figure.source, figure.period, figure.of, figure.text, figure.low, figure.high, line.group,
    )  # fmt: skip


def _names(sent: Sequence[Sent]) -> list[Finding]:
    return [
        Finding(
            "table-read", "warning", s.file, None, None, s.file,
            f"«{s.file}» không ghi tên đơn vị; đang lấy theo tên tệp là «{s.member}».",
        )
        for s in sent if s.guessed
    ]  # fmt: skip


def _without_total(
    lines: Sequence[Line], wholes: dict[tuple[int, Role], Whole], members: Sequence[str]
) -> list[Finding]:
    found = []
    absent: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (n, role), total in wholes.items():
        line, held = lines[n], lines[n].of(role)
        if role != "actual" or _lone(line):
            continue
        if total.how == "rate" and len(held) > 1:
            found.append(_noted("warning", [line.label], _RATE))
        elif total.how == "incomplete" and len(held) < len(members):
            absent[tuple(m for m in members if m not in held)].append(line.label)
    for names, labels in absent.items():
        why = f"chưa có số liệu của {', '.join(names)}; số chung là của các đơn vị đã có"
        found += (
            [_noted("info", [x], why) for x in labels]
            if len(labels) <= _FEW
            else [_noted("info", labels, why)]
        )
    return found


def _noted(severity: Severity, labels: Sequence[str], why: str) -> Finding:
    shown = "; ".join(f"«{label}»" for label in labels[:_SHOWN]) + ("; …" if len(labels) > _SHOWN else "")
    about = shown if len(labels) == 1 else f"{len(labels)} chỉ tiêu ({shown})"
    return Finding("table-read", severity, labels[0], None, None, labels[0], f"{about} {why}.")


def _lone(line: Line) -> bool:
    """Something that only one member tells, in its prose."""
    return len({m for _, m in line.cells}) == 1 and all(
        isinstance(f.source, SentenceSource) for f in line.cells.values()
    )


def _in_order(lines: Sequence[Line], members: int) -> list[Line]:
    """What one member alone tells in its prose comes last: it is no row of the whole's table."""
    if members < 2:
        return list(lines)
    for line in lines:
        if _lone(line):
            line.group = _LONE
    return sorted(lines, key=_lone)
