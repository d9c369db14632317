"""Totals against their parts: members, sub-rows, categories, structures, counted groups."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.units import fold
from drafting.figures.assemble import Cells
from drafting.figures.audit.common import (
    cell_name,
    decimals,
    factor,
    finding,
    is_rate,
    printed,
    stated,
    write,
)
from drafting.figures.intervals import Interval, point, total
from drafting.figures.rows import GroupRow, Row
from drafting.types import Figure, FigureRef, Finding

_SUMMED = ("actual", "plan", "same-period", "target", "remaining")
_DISJOINT = (
    frozenset({"tap the", "ca nhan", "ho gia dinh", "ho", "doanh nghiep", "to chuc"}),
    frozenset({"nam", "nu"}),
)
_NEAR = Decimal("0.05")
_NO_MEMBER = re.compile(r"(?:gia tri )?(?:binh quan|trung binh|bq|tb)\b|(?:cong|tong) ")
_ROMAN = re.compile(r"[IVXLC]+|[A-ZĐ]")


def check_members(cells: Cells) -> Iterator[Finding]:
    """The whole against the sum of its members; an average must lie among them."""
    found: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for figure in cells.figures.values():
        found[figure.indicator, figure.role, figure.period].append(figure)
    places = {f.scope for f in cells.figures.values() if f.scope}
    partial = _of_which(cells)
    if _nested(cells):
        return  # members and groups of them: `down` tells which rows a total is of
    for (_, role, _), figures in found.items():
        wholes = [f for f in figures if f.scope is None]
        parts = [f for f in figures if f.scope is not None and not _NO_MEMBER.match(fold(f.scope))]
        if len(wholes) == 1 and parts and len(places) >= 2 and _usable([*wholes, *parts]):
            missing = len(places) - len({p.scope for p in parts}) + sum(p.key in partial for p in parts)
            yield from _whole(wholes[0], parts, missing, role)


def _nested(cells: Cells) -> bool:
    """True where members stand under rows of groups that have numbers themselves (`I Vùng đồi`, `1 Trạm A`)."""
    number, scope = cells.table.roles.number, cells.table.roles.scope
    if number is None or scope is None:
        return False
    marks = {cells.table.grid.rows[at][number.index].strip().rstrip(".)") for at, _ in cells.figures}
    return any(m.isdigit() for m in marks) and any(_ROMAN.fullmatch(m) for m in marks)


def _of_which(cells: Cells) -> frozenset[str]:
    """Keys of the figures of members under `Trong đó`, which need not be all of them."""
    under = {r.at for r in cells.table.rows if isinstance(r, Row) and r.of_which and r.parent is not None}
    return frozenset(f.key for (at, _), f in cells.figures.items() if at in under)


def _usable(figures: Sequence[Figure]) -> bool:
    return all(f.value is not None and f.of is None for f in figures) and len({f.unit for f in figures}) == 1


def _whole(whole: Figure, parts: Sequence[Figure], missing: int, role: str) -> Iterator[Finding]:
    if is_rate(whole.label, whole.unit) or role not in _SUMMED:
        if role in _SUMMED and not missing:
            yield from _average(whole, parts)
        return
    added = _added(parts, whole)
    span = stated(whole)
    if added.meets(span) or (missing and added.value < span.value) or _of_each(whole, parts):
        return
    yield _not_sum(whole, parts, added.value, "các đơn vị thành viên", "error")


def _of_each(whole: Figure, parts: Sequence[Figure]) -> bool:
    """`Học sinh/lớp`: a count for each of another, which lies among those of its members."""
    values = [p.value for p in parts if p.value is not None]
    return "/" in whole.label and min(values) <= (whole.value or Decimal(0)) <= max(values)


def _average(whole: Figure, parts: Sequence[Figure]) -> Iterator[Finding]:
    values = [f.value for f in parts if f.value is not None]
    value = whole.value or Decimal(0)
    if min(values) <= value <= max(values) or "tong" in fold(whole.label).split()[:1]:
        return
    yield finding(
        "sum-of-parts", "warning", whole,
        f"«{whole.label}»: số chung {whole.written} ({cell_name(whole)}) nằm ngoài khoảng của các đơn vị thành viên "
        f"({write(min(values), 2)} - {write(max(values), 2)}).",
        None, parts,
    )  # fmt: skip


def _added(parts: Sequence[Figure], whole: Figure | None = None) -> Interval:
    """The sum in printed numbers (of the whole's unit); only what is written with decimals has slack."""
    spans = [stated(p) if decimals(p) else Interval(printed(p), printed(p), printed(p)) for p in parts]
    if whole is not None:
        scales = [factor(p) / factor(whole) for p in parts]
        # Parts to the đồng under a whole in thousands: each is in a unit of its own.
        spans = [s if k == 1 else s * point(k) for s, k in zip(spans, scales, strict=True)]
    return total(spans)


def _not_sum(whole: Figure, parts: Sequence[Figure], added: Decimal, of: str, severity: str) -> Finding:
    digits = max([decimals(whole), *(decimals(p) for p in parts)])
    right = write(added, digits)
    terms = " + ".join(p.written for p in parts[:8]) + (" + …" if len(parts) > 8 else "")
    return finding(
        "sum-of-parts", severity, whole,  # type: ignore[arg-type]
        f"«{whole.label}»: {cell_name(whole)} ghi {whole.written}, cộng {of} được {right} ({terms}).",
        right, parts,
    )  # fmt: skip


def check_subrows(cells: Cells) -> Iterator[Finding]:
    """A row headed `Tổng …` against the rows under it; a structure against 100%."""
    rows = {row.at: row for row in cells.table.rows if isinstance(row, Row)}
    children: dict[tuple[int, str | None], list[Row]] = defaultdict(list)
    for row in rows.values():
        if row.parent is not None:
            children[row.parent, row.scope].append(row)
    for (at, _), below in children.items():
        for column in cells.table.values:
            parts = [f for row in below if (f := cells.figures.get((row.at, column.index))) is not None]
            if column.role in _SUMMED and len(parts) == len(below) >= 2:
                yield from _subrows(rows[at], below, cells.figures.get((at, column.index)), parts)


def _subrows(
    parent: Row, below: Sequence[Row], whole: Figure | None, parts: Sequence[Figure]
) -> Iterator[Finding]:
    if not _usable(parts):
        return
    words = fold(parent.own)
    if parts[0].unit == "%" and words.startswith(("co cau", "ti trong")):
        yield from _hundred(parts)
        return
    if whole is None or not _usable([whole, *parts]) or is_rate(whole.label, whole.unit):
        return
    added, span = _added(parts, whole), stated(whole)
    if added.meets(span) or not words.startswith(("tong", "cong")):
        return
    if any(row.of_which for row in below):
        if added.value > span.value and len(parts) == 1:
            yield _not_sum(whole, parts, added.value, "các dòng «trong đó»", "error")
        return
    if added.value > span.value:
        yield _not_sum(whole, parts, added.value, "các dòng dưới", "error")
    elif span.value - added.value <= span.value * _NEAR:
        yield _not_sum(whole, parts, added.value, "các dòng dưới", "warning")


def _hundred(parts: Sequence[Figure]) -> Iterator[Finding]:
    added = total(stated(p) for p in parts)
    if added.low <= 100 <= added.high or not any(p.value for p in parts):
        # Noughts alone are shares that nobody has counted yet.
        return
    shown = write(added.value, max(decimals(p) for p in parts))
    yield finding(
        "share-total", "error", parts[-1],
        f"«{parts[0].label.rpartition(': ')[0]}»: các tỷ trọng cộng lại được {shown}%, không phải 100%.",
        None, parts[:-1],
    )  # fmt: skip


def check_categories(cells: Cells) -> Iterator[Finding]:
    """`Tổng số` against `Tập thể` and `Cá nhân` beside it."""
    totals = [c for c in cells.table.values if c.total and c.formula is None]
    for column in totals:
        alike = [c for c in cells.table.values if c.role == column.role and c.scope == column.scope]
        own = [c for c in alike if c.parts[:-1] == column.parts and c is not column and c.parts]
        words = {fold(c.parts[-1]) for c in own}
        if len(own) < 2 or not any(words <= group for group in _DISJOINT):
            continue
        for row in cells.table.rows:
            if isinstance(row, Row):
                whole = cells.figures.get((row.at, column.index))
                parts = [f for c in own if (f := cells.figures.get((row.at, c.index))) is not None]
                if whole is not None and parts and all(f.value is not None for f in (whole, *parts)):
                    added = _added(parts, whole)
                    if not added.meets(stated(whole)):
                        yield _not_sum(whole, parts, added.value, "các cột thành phần", "error")


def check_counts(cells: Cells) -> Iterator[Finding]:
    """`Về kinh tế (11 chỉ tiêu)` against the numbered rows under it."""
    group: GroupRow | None = None
    counted = 0
    for row in [*cells.table.rows, None]:
        if isinstance(row, Row):
            counted += row.counted
            continue
        if group is not None and group.stated is not None and counted and group.stated != counted:
            yield _miscounted(cells, group, counted)
        group, counted = row, 0


def _miscounted(cells: Cells, group: GroupRow, counted: int) -> Finding:
    source = cells.table.grid.source(group.at, group.column)
    return Finding(
        "sum-of-parts", "warning", group.stated_text, None, None, group.label,
        f"«{group.label}» ghi {group.stated} chỉ tiêu ({source.cell}), nhưng bên dưới có {counted}.",
        str(counted), (FigureRef(None, source),),
    )  # fmt: skip
