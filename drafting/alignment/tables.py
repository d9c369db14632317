"""Mentions of the numbers that stand in the document's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus.types import Report, Table
from drafting import numbers
from drafting.alignment.cues import is_future
from drafting.alignment.scopes import Gazetteer
from drafting.alignment.words import bare_key
from drafting.numbers.types import Reading
from drafting.types.alignment import Mention
from drafting.types.figures import Role

_LABEL_HEADS = ("chi tieu", "noi dung", "ten", "don vi", "danh muc", "tieu chi")
_UNIT_HEADS = ("don vi tinh", "dvt")
_NUMBER_HEADS = ("tt", "stt", "so tt")
_SAME_AS_ABOVE = {'"', "”", "“", "''", "-nt-", "nt"}
# Words of a column's head, the first that occurs tells the role.
_ROLES: tuple[tuple[str, Role], ...] = (
    ("con phai", "remaining"), ("con lai", "remaining"), ("so voi cung", "growth"), ("so cung", "growth"),
    ("tang truong", "growth"), ("so voi ke", "of-plan"), ("so ke", "of-plan"), ("% kh", "of-plan"),
    ("hoan thanh", "of-plan"), ("ti trong", "share"), ("co cau", "share"), ("ghi chu", "other"),
    ("tang, giam", "other"), ("tang giam", "other"), ("chenh lech", "other"),
    ("muc tieu", "target"), ("uoc thuc hien", "actual"), ("uoc", "actual"), ("ke hoach", "plan"), ("kh ", "plan"),
    ("chi tieu giao", "plan"), ("du toan", "plan"), ("cung ki", "same-period"), ("nam truoc", "same-period"),
)  # fmt: skip


_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class _Columns:
    label: int
    unit: int | None
    values: tuple[tuple[int, str, Role, str | None], ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table.

    Attributes:
        at: the table's number and the row's.
        start: where it begins in the text; `cells` as printed.
        subject: its label, with that of the row that it is a part of; `unit` as its column says.
    """

    at: tuple[int, int]
    start: int
    cells: tuple[str, ...]
    subject: str
    unit: str
    section: str
    path: tuple[str, ...]
    values: tuple[tuple[int, str, Role, str | None], ...]

    @property
    def key(self) -> tuple[object, ...]:
        """All that its mentions are made of."""
        return self.at, self.cells, self.subject, self.unit, self.section, self.path, self.values

    def mentions(self) -> Iterator[Mention]:
        """What its cells state."""
        index = 0
        spans = self._spans()
        for column, head, role, scope in self.values if self.subject else ():
            reading = self._cell(column, spans[column], _unit_of(role, self.unit, head))
            if reading is not None:
                yield self._mention(index, column, spans, reading, role, scope)
                index += 1

    def _spans(self) -> list[tuple[int, int]]:
        """Where each cell stands."""
        starts = accumulate((len(cell) + 1 for cell in self.cells), initial=self.start)
        return [(at, at + len(cell)) for at, cell in zip(starts, self.cells, strict=False)]

    def _cell(self, column: int, span: tuple[int, int], unit: str | None) -> Reading | None:
        start, end = span
        reading = numbers.read_cell(self.cells[column], unit) if end > start else None
        if reading is None or not reading.figure:
            return None
        return reading.moved(start)

    def _mention(
        self, index: int, column: int, spans: list[tuple[int, int]], reading: Reading, role: Role, scope: str | None
    ) -> Mention:  # fmt: skip
        whole = self.start, spans[-1][1]
        future = is_future(self.path) and role == "actual"
        return Mention(
            index, reading, whole, spans[column], self.subject, scope, "target" if future else role, self.path,
            self.section, table=(*self.at, column),
        )  # fmt: skip


def table_rows(
    report: Report, gazetteer: Gazetteer, paths: Mapping[str, tuple[str, ...]]
) -> Iterator[TableRow]:
    """The rows of the report's tables that have values."""
    year = int(report.meta.period[:4]) if report.meta.period else None
    for number, table in enumerate(report.tables):
        columns = _columns(table, gazetteer, year)
        if columns is not None:
            yield from _rows(number, table, columns, paths.get(table.section, ()))


def _rows(number: int, table: Table, columns: _Columns, path: tuple[str, ...]) -> Iterator[TableRow]:
    unit, group = "", ""
    start = table.start + sum(len("\t".join(r)) + 1 for r in table.rows[: table.header_rows])
    for row in range(table.header_rows, len(table.rows)):
        cells = table.rows[row]
        label = " ".join(cells[columns.label].split())
        own_unit = cells[columns.unit].strip() if columns.unit is not None else ""
        unit = unit if own_unit in _SAME_AS_ABOVE else own_unit
        dashed = label.startswith(("-", "+")) or cells[0].strip() in {"-", "+"}
        label = label.lstrip("-+ ")
        if not dashed:
            group = label
        subject = f"{group}: {label}" if dashed and group else label
        own = "" if unit == "%" and _amounts(cells, columns) else unit
        yield TableRow((number, row), start, cells, subject, own, table.section, path, columns.values)
        start += len("\t".join(cells)) + 1


def _amounts(cells: Sequence[str], columns: _Columns) -> bool:
    """True where a row that says `%` holds thousands: a slip in its unit, and no percentages."""
    return any(
        _THOUSANDS.fullmatch(cells[column].strip())
        for column, _, role, _ in columns.values
        if role in {"actual", "plan", "same-period", "target"} and column < len(cells)
    )


def _unit_of(role: Role, unit: str, head: str) -> str | None:
    return "%" if role in {"growth", "of-plan", "share"} or ("%" in head and not unit) else unit or None


def _columns(table: Table, gazetteer: Gazetteer, year: int | None) -> _Columns | None:
    width = max((len(r) for r in table.rows), default=0)
    heads = [_head(table, column) for column in range(width)]
    folded = [bare_key(h) for h in heads]
    unit = next((c for c, h in enumerate(folded) if h.startswith(_UNIT_HEADS)), None)
    numbers_column = next((c for c, h in enumerate(folded) if h.split(" ")[0] in _NUMBER_HEADS), None)
    label = next((c for c, h in enumerate(folded) if h.startswith(_LABEL_HEADS) and c != unit), None)
    if label is None:
        label = 0 if numbers_column is None else numbers_column + 1
    skipped = {label, unit, numbers_column}
    columns = [c for c in range(width) if c not in skipped and _numeric(table, c)]
    roles = [_role(folded[c], year) for c in columns]
    values = tuple(
        (c, heads[c], "of-plan" if _rate_of_plan(folded[c], roles) else role, _scope(heads[c], gazetteer))
        for c, role in zip(columns, roles, strict=True)
    )
    return _Columns(label, unit, values) if values and label < width else None


def _rate_of_plan(folded: str, roles: Sequence[Role]) -> bool:
    """True for a bare `Tỷ lệ (%)` or `Đạt (%)` in a table of one plan and what was done."""
    bare = folded.replace("%", " ").split()
    return bare in (["ti", "le"], ["dat"], ["ti", "le", "dat"]) and sorted(set(roles)) == ["actual", "plan"]


def _head(table: Table, column: int) -> str:
    """Words of a column's header rows; a merged cell of the top row holds for the empty ones right of it."""
    rows = table.rows[: table.header_rows]
    if not rows:
        return ""
    at = column
    while at > 0 and not rows[0][at].strip():
        at -= 1
    words = [rows[0][at].strip(), *(row[column].strip() for row in rows[1:])]
    return " ".join(w for w in words if w)


def _role(folded: str, year: int | None) -> Role:
    for words, role in _ROLES:
        if words in folded + " ":
            return role
    if year is not None and str(year - 1) in folded and str(year) not in folded:
        return "same-period"
    return "actual"


def _scope(head: str, gazetteer: Gazetteer) -> str | None:
    names = gazetteer.names(head, 0, len(head))
    return names[0].scope if len(names) == 1 else None


def _numeric(table: Table, column: int) -> bool:
    cells = [r[column].strip() for r in table.rows[table.header_rows :] if r[column].strip()]
    return sum(any(ch.isdigit() for ch in c) for c in cells) * 2 >= len(cells) > 0
