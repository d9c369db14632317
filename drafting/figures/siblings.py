"""Tables of the same indicators in several sheets or files: what each is about stands in its name and its title.

A sheet a member (`Hà Vinh`, `Đơn vị báo cáo: Huyện Triệu Sơn` above the table) gives that member's figures; a sheet a
period (`Năm 2023`, `KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024`) or a role (`KH 2024`) gives the earlier year's, or the plan's. A
table alone says nothing of this kind: whose it is the report says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from corpus import periods
from corpus.units import fold
from drafting.figures.columns import SHORT_TIME, Column
from drafting.figures.headings import COMPUTED, head_meaning, is_total
from drafting.figures.names import is_member, is_place, kind_of_place
from drafting.figures.rows import GroupRow, Row
from drafting.figures.tables import TableRead
from drafting.types import Role

# So much of the smaller table's names two tables share that are about the same things.
_SHARED = 0.6
_DECLARED = re.compile(
    r"(?i)\b(?:đơn vị(?: báo cáo| cung cấp| lập biểu)?|địa phương|địa bàn|tên đơn vị)\s*:\s*(.+)"
)
_TAIL = re.compile(
    r"(?i).*?\b((?:xã|phường|thị trấn|thị xã|thành phố|huyện|quận|tỉnh|thôn|bản|khu phố)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,2})[.\s]*"
)
_WHOLE = re.compile(r"\b(cum|khoi|toan|tong hop|chung|cac|tong so|ca (?:tinh|huyen|xa|nuoc))\b")
_NOISE = re.compile(
    r"(?:^|\s)(so lieu|so|lieu|bieu|bang|bao cao|bc|nam|thang|dau|cuoi|sheet|file|\d\S*)(?=\s|$)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DONE = re.compile(r"\b(ket qua|thuc hien|uoc|tinh hinh|dat duoc)\b")


def with_siblings(tables: Sequence[TableRead]) -> list[TableRead]:
    """Tables with the places, periods and roles that their sheets' names and titles tell."""
    settled = list(tables)
    for group in _groups(tables):
        for at, place in _places(tables, group).items():
            settled[at] = replace(settled[at], rows=tuple(_of_place(settled[at].rows, place)))
        for at, (role, period) in _times(tables, group).items():
            settled[at] = _of_time(settled[at], role, period)
    return settled


def _groups(tables: Sequence[TableRead]) -> list[list[int]]:
    """Tables of different sheets that name the same indicators."""
    names = [_names(t) for t in tables]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(names):
        for name in own:
            holders[name].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        shared.update((a, b) for i, a in enumerate(found) for b in found[i + 1 :])
    head = list(range(len(tables)))
    for (a, b), count in shared.items():
        if _sheet(tables[a]) != _sheet(tables[b]) and count >= _SHARED * min(len(names[a]), len(names[b])):
            old, new = max(head[a], head[b]), min(head[a], head[b])
            head = [new if h == old else h for h in head]
    groups: dict[int, list[int]] = defaultdict(list)
    for at, first in enumerate(head):
        groups[first].append(at)
    return [g for g in groups.values() if len({_sheet(tables[at]) for at in g}) > 1]


def _names(table: TableRead) -> set[str]:
    if table.roles.label is None:
        return {fold(" ".join(c.parts)) for c in table.values if c.parts}
    return {fold(r.label) for r in table.rows if isinstance(r, Row)}


def _sheet(table: TableRead) -> tuple[str, str | None]:
    return table.grid.file, table.grid.sheet


def _places(tables: Sequence[TableRead], group: Sequence[int]) -> dict[int, str]:
    """The member that each table is about, where they are about several."""
    if any(_has_places(tables[at]) for at in group):
        return {}
    found = {at: list(_named_places(tables[at])) for at in group}
    common = Counter(key for names in found.values() for key in {fold(n) for n in names})
    sheets = len({_sheet(tables[at]) for at in group})
    own = {at: [n for n in names if common[fold(n)] * 2 <= max(2, sheets)] for at, names in found.items()}
    places = {at: _spelt(names) for at, names in own.items() if names}
    return places if len({_bare(p) for p in places.values()}) > 1 else {}


def _has_places(table: TableRead) -> bool:
    return any(c.scope for c in table.values) or any(isinstance(r, Row) and r.scope for r in table.rows)


def _named_places(table: TableRead) -> Iterator[str]:
    """Places that the sheet's name, the lines above the table and the file's name tell, none for the whole."""
    sheet = " ".join((table.grid.sheet or "").replace("_", " ").split())
    if _is_whole(sheet):
        return
    if is_place(sheet):
        yield sheet
    for line in table.block.title.split("\n"):
        declared = _DECLARED.search(line)
        told = declared[1].strip(" .)") if declared else line.strip(" .()")
        if _WHOLE.search(fold(told)):
            if declared:
                return
            continue
        tail = _TAIL.fullmatch(told)
        if is_member(told) or (declared and is_place(told)):
            yield told
        elif tail:
            yield tail[1]
    stem = " ".join(re.split(r"[-_. ]+", fold(PurePath(table.grid.file).stem)))
    stem = " ".join(_NOISE.sub(" ", stem).split()).title()
    if not is_place(sheet) and 2 <= len(stem.split()) <= 5 and is_place(stem) and not _is_whole(stem):
        yield stem


def _is_whole(name: str) -> bool:
    return is_total(name) or _WHOLE.search(fold(name)) is not None


def _spelt(names: Sequence[str]) -> str:
    """The first name, in the spelling with its kind and its accents where another has these."""
    first = names[0]
    same = [n for n in names if _bare(n) == _bare(first)]
    best = max(same, key=lambda n: (kind_of_place(n), n != fold(n)))
    return best.title() if best.isupper() else best


def _bare(name: str) -> str:
    words = re.sub(
        r"^(?:ubnd )?(?:xa|phuong|thi tran|thi xa|thanh pho|huyen|quan|tinh|thon|ban|khu pho) ",
        "",
        fold(name),
    )
    return words or fold(name)


def _of_place(rows: Iterable[Row | GroupRow], place: str) -> Iterator[Row | GroupRow]:
    for row in rows:
        yield replace(row, scope=place) if isinstance(row, Row) else row


def _times(tables: Sequence[TableRead], group: Sequence[int]) -> dict[int, tuple[Role | None, str | None]]:
    """The role and period of each table's results, where they differ."""
    said = {at: (_role(tables[at]), _period(tables[at])) for at in group if not _dated(tables[at])}
    results = [periods.year_of(p) for role, p in said.values() if p and role is None]
    latest = max(results, default=None)
    found: dict[int, tuple[Role | None, str | None]] = {}
    for at, (role, period) in said.items():
        if role is not None:
            found[at] = role, period
        elif period and latest is not None and periods.year_of(period) < latest:
            found[at] = ("same-period" if periods.year_of(period) == latest - 1 else "other"), period
    return found if len(found) < len(group) else {}


def _dated(table: TableRead) -> bool:
    """Its heads tell the times."""
    return any(c.role == "actual" and c.when for c in table.values)


def _role(table: TableRead) -> Role | None:
    """The plan or the same period, as the sheet's name or the title says it of one column of values."""
    if {c.role for c in table.values} - {"actual", "other"}:
        return None
    for line in (table.grid.sheet or "", *table.block.title.split("\n")):
        meaning = head_meaning(line) if not _DONE.search(fold(line)) else None
        if meaning in ("plan", "same-period", "target"):
            return meaning  # type: ignore[return-value]
    return None


def _period(table: TableRead) -> str | None:
    """The period that the title or the name of sheet or file tells."""
    names = (*table.block.title.split("\n"), table.grid.sheet or "", PurePath(table.grid.file).stem)
    for line in names:
        told = SHORT_TIME.sub(r"\1 tháng \2", line.replace("_", " "))
        if period := periods.parse_period(told):
            return period
        if year := _YEAR.search(told):
            return year[1]
    return None


def _of_time(table: TableRead, role: Role | None, period: str | None) -> TableRead:
    values = {c.index for c in table.values}
    columns = tuple(_of_role(c, role, period) if c.index in values else c for c in table.columns)
    roles = replace(table.roles, values=tuple(c for c in columns if c.index in values))
    return replace(table, columns=columns, roles=roles, period=period or table.period)


def _of_role(column: Column, role: Role | None, period: str | None) -> Column:
    """A result of an earlier table; its plans and growths are that year's, and none of this one."""
    if column.role in ("actual", None) or (column.role == "other" and role == "plan"):
        return replace(column, role=role, period=period or column.period)
    if role in ("plan", "target"):
        return column
    if column.role in COMPUTED or column.role in ("plan", "same-period", "target"):
        return replace(column, role="other")
    return column
