"""From a grid to its tables: columns with their parts in the table settled, rows read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.units import fold
from drafting.figures.columns import Column, named_by_head, read_columns
from drafting.figures.grids import Grid, column_name
from drafting.figures.headings import head_meaning, is_total
from drafting.figures.layout import Block, find_blocks
from drafting.figures.learned import (
    NOTHING_LEARNED,
    Learned,
    Named,
    Question,
    guess_of,
    named,
    samples,
    settled,
    signature,
)
from drafting.figures.names import is_body, is_place, is_unit
from drafting.figures.periods import with_periods
from drafting.figures.places import with_places
from drafting.figures.row_heads import parts_of
from drafting.figures.rows import GroupRow, Roles, Row, read_rows
from drafting.figures.titles import title_unit
from drafting.figures.wording import clean, is_ditto, is_nothing
from drafting.types import Role

_LOOK = 400
_NUMBER = re.compile(r"[-+]?[\d.,]+\s*%?")


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table of a grid, understood.

    Attributes:
        columns: all of them, in order; `values` those that hold figures.
        unit: unit of the whole table (`Đơn vị tính: triệu đồng` above it), or empty.
        period: what its title says, or what was given.
        title: the line that names what the table is about, where no column does.
        questions: its columns of values, and whether one is to be named.
    """

    grid: Grid
    block: Block
    columns: tuple[Column, ...]
    roles: Roles
    rows: tuple[Row | GroupRow, ...]
    unit: str
    period: str | None
    title: str
    questions: tuple[Question, ...] = ()

    @property
    def values(self) -> tuple[Column, ...]:
        """Columns that hold figures."""
        return self.roles.values


def read_grid_tables(grid: Grid, period: str | None, learned: Learned = NOTHING_LEARNED) -> list[TableRead]:
    """The tables of a grid; `learned` is what clerks called columns before."""
    return [table for block in find_blocks(grid) for table in _tables(grid, block, period, learned)]


def _tables(grid: Grid, block: Block, period: str | None, learned: Learned) -> list[TableRead]:
    """A table, or several where its rows say of which period or role they are."""
    shape = signature(block.heads)
    meanings = learned.get(shape, {})
    first = _columns(grid, block, meanings)
    cells, heads, parts = parts_of(grid, block, first)
    filled = replace(grid, rows=cells)
    read = [_columns(filled, part.block, meanings, heads) if part.words else first for part in parts]
    dated, period = with_periods([c for columns in read for c in columns], period, block.title)
    tables = []
    for part, columns in zip(parts, read, strict=True):
        now, dated = dated[: len(columns)], dated[len(columns) :]
        columns = [
            replace(new, role=old.role) if new.index in meanings else new
            for new, old in zip(now, columns, strict=True)
        ]
        table = _table(grid, filled, part.block, columns, period)
        questions = _questions(grid, block, table.roles, meanings, shape) if part is parts[0] else ()
        tables.append(replace(table, questions=questions))
    return tables


def _columns(grid: Grid, block: Block, meanings: Named, row_heads: int | None = None) -> list[Column]:
    """The columns of a block, the one that says its rows' heads read past."""
    codes = grid.rows[block.codes] if block.codes is not None else ()
    columns = named(read_columns(block.heads, [clean(c) for c in codes]), meanings)
    columns = [replace(c, kind="ignored", parts=()) if c.index == row_heads else c for c in columns]
    return settled(_settled(grid, block, columns), meanings)


def _table(grid: Grid, filled: Grid, block: Block, columns: list[Column], period: str | None) -> TableRead:
    roles = _roles(filled, block, columns)
    rows = tuple(read_rows(filled.rows, block.data, roles))
    if roles.label is not None and roles.scope is None:
        rows = with_places(rows, _valued(grid, roles, rows))
    title = block.title.split("\n")[0] if block.title else ""
    return TableRead(grid, block, tuple(columns), roles, rows, title_unit(block.title), period, title)


def _valued(grid: Grid, roles: Roles, rows: Sequence[GroupRow | Row]) -> frozenset[int]:
    """The rows that hold figures."""
    return frozenset(
        r.at for r in rows if any(not is_nothing(clean(grid.rows[r.at][c.index])) for c in roles.values)
    )


def _questions(grid: Grid, block: Block, roles: Roles, meanings: Named, shape: str) -> tuple[Question, ...]:
    alone = len(roles.values) == 1
    return tuple(
        Question(
            shape, grid.file, grid.sheet, c.index, column_name(c.index), c.head,
            samples(_texts(grid, block, c.index)), guess_of(c),
            c.unclear and c.index not in meanings and c.formula is None and not (alone and not c.head),
        )
        for c in roles.values
    )  # fmt: skip


def _texts(grid: Grid, block: Block, column: int) -> list[str]:
    texts = (clean(grid.rows[r][column]) for r in block.data[:_LOOK])
    return [t for t in texts if t and not is_ditto(t) and not is_nothing(t)]


def _numeric(texts: Sequence[str]) -> bool:
    return any(any(c.isdigit() for c in t) and len(t) <= 40 for t in texts)


def _settled(grid: Grid, block: Block, columns: list[Column]) -> list[Column]:
    """Kinds that heads alone don't tell: a column of units or places, the label's column."""
    columns = [_worded(grid, block, c) for c in columns]
    columns = [_place_or_unit(grid, block, c, columns) for c in columns]
    if not any(c.kind == "label" for c in columns):
        columns = _with_label(grid, block, columns)
    if not any(c.kind == "label" for c in columns):
        columns = [named_by_head(c) for c in columns]
    columns = _one_label(_summands(columns))
    return _with_roles(grid, block, columns)


def _worded(grid: Grid, block: Block, column: Column) -> Column:
    """A column headed `Tỉnh` or `Nội dung` that holds numbers holds figures."""
    if column.kind not in ("scope", "unit", "label"):
        return column
    texts = _texts(grid, block, column.index)
    numeric = sum(_NUMBER.fullmatch(t) is not None for t in texts)
    if numeric * 2 <= len(texts):
        return column
    return replace(column, kind="value", parts=(column.leaf,))


def _place_or_unit(grid: Grid, block: Block, column: Column, columns: list[Column]) -> Column:
    if column.kind != "scope" or fold(column.head) not in ("don vi", "xa", "thon"):
        return column
    texts = [t for t in _texts(grid, block, column.index) if not is_total(t)]
    units = sum(is_unit(t) and not is_place(t) for t in texts)
    labelled = any(c.kind == "label" for c in columns)
    has_unit = any(c.kind == "unit" for c in columns)
    return replace(column, kind="unit") if labelled and not has_unit and units * 2 > len(texts) else column


def _with_label(grid: Grid, block: Block, columns: list[Column]) -> list[Column]:
    """No column is headed `Chỉ tiêu`: the first one of words is the label's, or the places'."""
    places = [c for c in columns if c.kind == "scope"]
    for column in columns:
        if column.kind != "value" or column.role is not None:
            continue
        texts = _texts(grid, block, column.index)
        wordy = [t for t in texts if not any(ch.isdigit() for ch in t) or len(t) > 25]
        if not texts or len(wordy) * 2 <= len(texts):
            continue
        named = [t for t in texts if is_place(t) or is_total(t)]
        kind = "scope" if len(named) * 3 >= len(texts) * 2 and not places else "label"
        if places and column.index > places[0].index and columns[places[0].index + 1 :]:
            return columns  # words after the places are notes
        return [replace(c, kind=kind, parts=()) if c is column else c for c in columns]  # type: ignore[arg-type]
    return columns


def _summands(columns: list[Column]) -> list[Column]:
    """`Cả nước` under `1=2+3+4` is a part of the total, whatever its name."""
    taken = {code for c in columns if c.formula is not None for code in c.formula.codes}
    return [
        replace(c, total=False, parts=(*c.parts, c.leaf))
        if c.total and c.code in taken and c.formula is None and not c.role
        else c
        for c in columns
    ]


def _one_label(columns: list[Column]) -> list[Column]:
    """Of several columns headed as labels the first is; the others are read past."""
    seen: set[str] = set()
    settled = []
    for column in columns:
        again = column.kind in seen and column.kind in ("label", "unit", "scope", "number")
        seen.add(column.kind)
        settled.append(replace(column, kind="ignored") if again else column)
    return settled


def _with_roles(grid: Grid, block: Block, columns: list[Column]) -> list[Column]:
    """Roles of value columns whose heads name none: members, categories, or others."""
    labelled = any(c.kind == "label" for c in columns)
    values = [c for c in columns if c.kind == "value"]
    held = {c.index for c in values if c.role or c.total or c.when or _numeric(_texts(grid, block, c.index))}
    named = [c for c in values if c.index in held and c.parts]
    places = sum(any(is_place(p) or is_body(p) for p in c.parts) for c in named)
    as_places = labelled and places * 2 > len(named)
    actual = any(c.role == "actual" and not c.parts for c in values)
    of_what = _of_what({c.role for c in values})
    settled = []
    for column in columns:
        if column.kind == "value" and column.index not in held:
            column = replace(column, kind="ignored")
        elif column.kind == "value":
            column = replace(column, role=of_what or "share") if column.bare_ratio else column
            column = _with_role(column, as_places, labelled, actual)
        settled.append(column)
    return settled


def _of_what(roles: set[Role | None]) -> Role | None:
    """What `Tỷ lệ (%)` is a ratio of, where the other columns leave one answer."""
    if "actual" in roles and "plan" in roles and "of-plan" not in roles:
        return "of-plan"
    return "growth" if "actual" in roles and "same-period" in roles and "growth" not in roles else None


def _with_role(column: Column, as_places: bool, labelled: bool, actual: bool) -> Column:
    place = next((p for p in column.parts if is_place(p)), None)
    if place is None and as_places and column.parts and "category" not in column.parts:
        place = column.parts[0]
    known = column.role or (
        "actual" if place or column.total or column.when or not labelled or not actual else "other"
    )
    if not labelled:
        return replace(column, role=known)
    parts = tuple(p for p in column.parts if p != place)
    told = column.role or column.scope or place or column.total or column.when
    unclear = not told and any(head_meaning(p) is None for p in parts or ("",))
    return replace(column, role=known, scope=column.scope or place, parts=parts, unclear=unclear)


def _roles(grid: Grid, block: Block, columns: Sequence[Column]) -> Roles:
    def first(kind: str) -> Column | None:
        return next((c for c in columns if c.kind == kind), None)

    number = first("number")
    numbered = number is not None and len(_texts(grid, block, number.index)) * 4 >= len(block.data)
    values = tuple(c for c in columns if c.kind == "value")
    return Roles(number, first("label"), first("unit"), first("scope"), values, numbered)
