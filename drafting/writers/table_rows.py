"""The rows of this period's indicator table: which figures stand in it, in which order, under which mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from corpus.types import Table
from corpus.units import fold
from drafting import alignment
from drafting.types import CellSource, Figure, FigureTable, Role
from drafting.writers.fields import field_of, plain_words
from drafting.writers.table_shape import Shape, ShapeRow, matched, same_row

_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_COUNT = re.compile(r"\(\s*\d+(?=\s+(?:chỉ tiêu|tiêu chí|nội dung)\s*\))")
_SAME_GROUP, _LIKELY = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of an indicator by role; its label with its parents, and its own words.

    Attributes:
        members: this period's figures of the members, by scope.
    """

    label: str
    own: str
    unit: str
    group: str
    cells: dict[Role, Figure] = field(default_factory=dict)
    members: dict[str, Figure] = field(default_factory=dict)

    @property
    def goal(self) -> Figure | None:
        """The plan's figure, or the target's."""
        return self.cells.get("plan") or self.cells.get("target")

    @property
    def parent(self) -> str:
        """The label of the row that it is a part of, or empty."""
        return self.label.rpartition(": ")[0]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the table: a row, or a group's or parent's heading (`row` None)."""

    mark: str
    label: str
    row: TableRow | None = None


def table_figures(table: FigureTable, like: Sequence[Table], told: Collection[str] = ()) -> FigureTable:
    """The figures of one sheet: the one that has most of the precedent's rows, else of groups and plans.

    Args:
        table: all of this period's figures.
        like: the precedent's tables.
        told: indicators that sections state in words.
    """
    sheets: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in table.figures:
        if isinstance(figure.source, CellSource) and not figure.scope:
            sheets.setdefault((figure.source.file, figure.source.sheet), []).append(figure)
    old = {fold(cell).strip(" -") for t in like for row in t.rows for cell in row if len(cell) > 3}

    def fit(sheet: list[Figure]) -> tuple[int, int, int]:
        labels = {f.label for f in sheet}
        same = sum(fold(label.rpartition(": ")[2]).strip(" -") in old for label in labels)
        return same, sum(bool(f.group) for f in sheet), sum(f.role == "plan" for f in sheet)

    if not sheets:
        return table
    best = sorted(sheets.values(), key=fit)[-1]
    if not any(f.group for f in best):
        best = _listed(best, old, told)
    return FigureTable(tuple(best)) if len(sheets) > 1 or len(best) < len(table.figures) else table


def _listed(sheet: list[Figure], old: set[str], told: Collection[str]) -> list[Figure]:
    """Of a plain list of all a clerk has: the precedent's rows, and new ones with a plan that no sentence tells."""
    labels = {f.label for f in sheet}
    listed = {label for label in labels if any(same_row(label, cell) for cell in old)}
    if len(listed) < 3:
        return [f for f in sheet if not _commends(f)]
    planned = {f.label for f in sheet if f.role in ("plan", "target") and f.indicator not in told}
    return [f for f in sheet if f.label in listed or (f.label in planned and _of_table(f))]


def _of_table(figure: Figure) -> bool:
    """Indicators of emulation and commendation themselves, and what the unit is like, stand in no such table."""
    found = field_of(figure.label, figure.group)
    return found is not None and not found.key.startswith(("khen", "tdkt", "dia-ly", "to-chuc"))


def _commends(figure: Figure) -> bool:
    """A form of commendation, told where commendation is reported."""
    found = field_of(figure.label, figure.group)
    return found is not None and found.key.startswith("khen-")


def rows_of(table: FigureTable) -> list[TableRow]:
    """The table's indicators as rows, in order; a parent that has no cells of its own isn't among them."""
    rows: dict[str, TableRow] = {}
    members: list[Figure] = []
    for figure in table.figures:
        if figure.scope:
            members.append(figure)
            continue
        row = rows.get(figure.indicator)
        if row is None:
            own = figure.label.rpartition(": ")[2]
            unit = figure.written_unit or figure.unit
            row = TableRow(figure.label, own, unit, group_name(figure.group))
            rows[figure.indicator] = row
        row.cells.setdefault(figure.role, figure)
    for figure in members:
        if figure.indicator in rows and figure.role == "actual":
            rows[figure.indicator].members.setdefault(figure.scope or "", figure)
    return list(rows.values())


def group_name(text: str) -> str:
    """The group's name without its numeral and its count of indicators."""
    bare = re.sub(r"^[IVX]+[.\s]\s*", "", text.strip())
    return re.sub(r"\s*\(\s*\d+\s+chỉ tiêu\s*\)", "", bare)


def by_group(rows: Sequence[TableRow]) -> list[Placed]:
    """The rows as the clerk's table has them: groups with numerals, rows numbered on, parts with a dash."""
    placed: list[Placed] = []
    group, groups, count = "", 0, 0
    labels = {r.label for r in rows}
    for row in rows:
        if row.group and row.group != group:
            group = row.group
            placed.append(Placed(_ROMANS[groups % 12], group))
            groups += 1
        if row.parent and row.parent not in labels:
            labels.add(row.parent)
            count += 1
            placed.append(Placed(str(count), row.parent.rpartition(": ")[2]))
        count += 0 if row.parent else 1
        placed.append(Placed("-" if row.parent else str(count), row.own, row))
    return placed


@dataclass(slots=True)
class _Line:
    """A line being ordered: the precedent's row, this period's, or both."""

    old: ShapeRow | None
    row: TableRow | None
    group: int = -1

    @property
    def label(self) -> str:
        return self.row.label if self.row is not None else (self.old.label if self.old else "")


def by_shape(rows: Sequence[TableRow], shape: Shape) -> tuple[list[Placed], list[str]]:
    """The rows in the precedent's order under its groups, new ones at the end of theirs; then labels that are absent."""
    found = matched([r.label for r in rows], shape)
    if not found:
        return by_group(rows), []
    lines: list[_Line] = []
    absent: list[str] = []
    group = -1
    parents = {r.parent for at, r in enumerate(shape.rows) if at in found}
    for at, old in enumerate(shape.rows):
        if old.group:
            group = at
        if old.group or at in found:
            lines.append(_Line(old, rows[found[at]] if at in found else None, group))
        elif old.label in parents:
            lines.append(_Line(old, None, group))
        elif not old.parent:
            absent.append(old.own)
    taken = set(found.values())
    for index, row in enumerate(rows):
        if index not in taken:
            _insert(lines, row, shape)
    return _marked(lines), absent


def _insert(lines: list[_Line], row: TableRow, shape: Shape) -> None:
    """A new row: after its parent's parts, else at the end of its group."""
    family = [i for i, line in enumerate(lines) if row.parent and _under(line, row.parent)]
    if family:
        at = family[-1] + 1
        lines.insert(at, _Line(None, row, lines[at - 1].group))
        return
    group = _group_for(lines, row, shape)
    inside = [i for i, line in enumerate(lines) if line.group == group]
    at = inside[-1] + 1 if inside else len(lines)
    if row.parent:
        lines.insert(at, _Line(None, TableRow(row.parent, row.parent, "", row.group), group))
        at += 1
    lines.insert(at, _Line(None, row, group))


def _under(line: _Line, parent: str) -> bool:
    above = line.label.rpartition(": ")[0]
    return line.label == parent or above == parent or same_row(line.label, parent) >= 0.9


def _group_for(lines: Sequence[_Line], row: TableRow, shape: Shape) -> int:
    """The group of the same name, else of most rows of the same field, else of the likest row; the last at worst."""
    groups = [(at, old) for at, old in enumerate(shape.rows) if old.group]
    if not groups:
        return -1
    named = [(alignment.similarity(row.group, old.label), at) for at, old in groups if row.group]
    best = max(named, key=lambda pair: pair[0], default=(0.0, -1))
    if best[0] >= _SAME_GROUP:
        return best[1]
    return _group_of_field(lines, row, groups)


def _group_of_field(lines: Sequence[_Line], row: TableRow, groups: Sequence[tuple[int, ShapeRow]]) -> int:
    field_ = field_of(row.label, row.group)
    others = [x for x in lines if not (x.old is not None and x.old.group)]
    kin = [x.group for x in others if field_ is not None and field_of(x.label) is field_]
    if kin:
        return max(dict.fromkeys(kin), key=kin.count)
    for pattern in field_.headings if field_ is not None else ():
        for at, old in groups:
            if pattern.search(plain_words(old.label)):
                return at
    scored = [(alignment.similarity(row.label, x.label), x.group) for x in others]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, groups[-1][0]))
    return best[1] if best[0] > _LIKELY else max((x.group for x in others), default=-1)


def _marked(lines: Sequence[_Line]) -> list[Placed]:
    """Numbers closed up in the precedent's way, groups without rows gone, counts of indicators counted anew."""
    restarts = _restarts(lines)
    placed: list[Placed] = []
    count = 0
    for index, line in enumerate(lines):
        if line.old is not None and line.old.group:
            inside = [x for x in lines[index + 1 :] if x.group == line.group]
            if not inside:
                continue
            count = 0 if restarts else count
            counted = sum(not _part(x) for x in inside)
            placed.append(Placed(line.old.mark, _COUNT.sub(f"({counted}", line.old.own)))
            continue
        part = _part(line)
        count += 0 if part else 1
        own = line.old.own if line.old is not None else (line.row.own if line.row else "")
        mark = (line.old.mark if line.old is not None else "-") if part else str(count)
        empty = line.row is not None and not line.row.cells and not line.row.members
        placed.append(Placed(mark, own, None if empty else line.row))
    return _regrouped(placed, lines)


def _part(line: _Line) -> bool:
    if line.old is not None:
        return line.old.bullet or not line.old.mark.rstrip(".)").isdigit()
    return line.row is not None and bool(line.row.parent)


def _restarts(lines: Sequence[_Line]) -> bool:
    """The precedent numbers the rows of each group from 1."""
    marks = [x.old.mark.rstrip(".)") for x in lines if x.old is not None and not x.old.group]
    ones = sum(m == "1" for m in marks)
    return ones > 1


def _regrouped(placed: list[Placed], lines: Sequence[_Line]) -> list[Placed]:
    """Group marks closed up where one went: their first ones are used in order."""
    marks = [x.old.mark for x in lines if x.old is not None and x.old.group]
    heads = [i for i, p in enumerate(placed) if p.row is None and p.mark in marks and not p.mark.isdigit()]
    out = list(placed)
    for mark, index in zip(marks, heads, strict=False):
        out[index] = replace(out[index], mark=mark)
    return out
