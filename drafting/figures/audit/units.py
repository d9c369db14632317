"""Units and separators that the values belie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from corpus.units import fold
from drafting import numbers
from drafting.figures.assemble import Cells
from drafting.figures.audit.common import (
    cell_name,
    decimals,
    factor,
    finding,
    is_rate,
    printed,
    unit_info,
    write,
)
from drafting.figures.rows import Row
from drafting.types import Figure, FigureRef, Finding

_MOST_PERCENT = Decimal(1000)
_MONEY = re.compile(r"\b(thu|chi) ngan sach|ngan sach|kinh phi|tong (thu|chi)|von dau tu|doanh thu|gia tri")
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DIGITS_AND_LETTERS = re.compile(r"\d+[OoIl|S]+\d*|[OoIl|S]+\d+[.,\d]*")
_NOTED = ("dấu", "đọc")
_COMPARED = ("actual", "same-period", "plan")


def check_units(cells: Cells) -> Iterator[Finding]:
    """`%` for what is no percentage."""
    for row in cells.table.rows:
        if isinstance(row, Row) and row.unit == "%" and row.unit_at is not None:
            figures = [
                f
                for f in _of_row(cells, row)
                if f.role in _COMPARED and f.unit == "%" and f.value is not None
            ]
            if figures and any(abs(f.value or Decimal(0)) >= _MOST_PERCENT for f in figures):
                yield _percent_unit(cells, row, figures)


def _of_row(cells: Cells, row: Row) -> list[Figure]:
    found = ((row.at, c.index) for c in cells.table.values)
    return [cells.figures[at] for at in found if at in cells.figures]


def _percent_unit(cells: Cells, row: Row, figures: list[Figure]) -> Finding:
    at = row.unit_at or (row.at, 0)
    expected = _likely_unit(cells, row)
    written = ", ".join(f.written for f in figures)
    hint = f"; có lẽ là {expected}" if expected else ""
    return Finding(
        "unit-scale", "error", "%", None, None, row.label,
        f"«{row.label}»: đơn vị tính ở ô {cells.table.grid.address(*at)} là % nhưng giá trị là {written}{hint}.",
        expected, (FigureRef(None, cells.table.grid.source(*at)), *(FigureRef(f.key, f.source) for f in figures)),
    )  # fmt: skip


def _likely_unit(cells: Cells, row: Row) -> str | None:
    """The unit of the nearest money row, where the label is about money."""
    if not _MONEY.search(fold(row.label)):
        return None
    others = [r for r in cells.table.rows if isinstance(r, Row) and unit_info(r.unit or "").family == "money"]
    others = [r for r in others if _MONEY.search(fold(r.label))] or others
    return min(others, key=lambda r: abs(r.at - row.at)).unit if others else None


def check_outliers(cells: Cells) -> Iterator[Finding]:
    """A value 10, 100 or 1000 times the same period's (or its like): a slip of unit or separator."""
    rows: dict[tuple[int, str | None, tuple[str, ...]], dict[str, Figure]] = defaultdict(dict)
    by_index = {c.index: c for c in cells.table.values}
    for (at, index), figure in cells.figures.items():
        if figure.role in _COMPARED and figure.value and figure.of is None:
            column = by_index[index]
            rows[at, column.scope, column.parts].setdefault(figure.role, figure)
    for found in rows.values():
        actual, same = found.get("actual"), found.get("same-period")
        if actual is not None and same is not None and actual.unit == same.unit:
            yield from outlier(actual, same, found.get("plan"))


def outlier(actual: Figure, same: Figure, plan: Figure | None) -> Iterator[Finding]:
    """A result about 10, 100 or 1000 times (or 1/10 …) what it was a year before, where that is no growth."""
    a, s = abs(actual.value or Decimal(0)), abs(same.value or Decimal(0))
    power = _power(a / s)
    if power == 0 or (min(printed(actual), printed(same)).adjusted() < 0 and actual.unit == "%"):
        return
    p = abs(plan.value) if plan is not None and plan.value and plan.unit == actual.unit else None
    if abs(power) == 1 and (
        p is None or is_rate(actual.label, actual.unit) or max(a, s) / factor(actual) < 100
    ):
        return
    # The plan tells which of the two slipped; without it the actual one is named.
    suspect, other = actual, same
    if p is not None and abs(_power(a / p)) < abs(_power(s / p)):
        suspect, other = same, actual
    if abs(power) == 1 and p is not None and not _power((suspect.value or Decimal(1)) / p):
        return
    yield _slip(suspect, other, power if suspect is actual else -power)


def _power(ratio: Decimal) -> int:
    """3 for about 1000, -2 for about 1/100, 0 for what may be growth."""
    for power, slack in ((1, "1.3"), (2, "2.5"), (3, "4")):
        for sign in (1, -1):
            off = ratio / Decimal(10) ** (sign * power)
            if 1 / Decimal(slack) <= off <= Decimal(slack):
                return sign * power
    return 0


def _slip(suspect: Figure, other: Figure, power: int) -> Finding:
    times = "lớn gấp" if power > 0 else "chỉ bằng 1 phần"
    likely = printed(suspect) / Decimal(10) ** power
    expected = write(likely, max(0, min(3, -likely.normalize().as_tuple().exponent)))  # type: ignore[operator]
    separator = abs(power) == 3 and _GROUPED.search(suspect.written) is not None
    cause = "dấu phân cách" if separator else "đơn vị tính hoặc dấu phân cách"
    return finding(
        "number-format" if separator else "unit-scale", "warning", suspect,
        f"«{suspect.label}»: {cell_name(suspect)} ghi {suspect.written}, {times} khoảng {10 ** abs(power)} "
        f"so với {other.written} ({cell_name(other)}); hãy xem lại {cause}.",
        expected, [other],
    )  # fmt: skip


def check_formats(cells: Cells) -> Iterator[Finding]:
    """Doubtful separators, misread digits, ratios that Excel made a date."""
    doubtful: dict[str, list[Figure]] = defaultdict(list)
    for at, figure in cells.figures.items():
        note = cells.notes.get(at, "")
        if note.startswith(_NOTED):
            doubtful[note].append(figure)
        elif figure.value is None:
            yield from _unreadable(figure)
    for note, figures in doubtful.items():
        yield _doubt(figures[0], note, figures[1:])


def _doubt(figure: Figure, note: str, others: list[Figure]) -> Finding:
    also = f" (và {len(others)} ô nữa)" if others else ""
    read = write(printed(figure), decimals(figure))
    return finding(
        "number-format", "warning", figure,
        f"«{figure.label}»: {cell_name(figure)} ghi {figure.written}: {note}{also}; đang đọc là {read}.",
        None, others,
    )  # fmt: skip


def _unreadable(figure: Figure) -> Iterator[Finding]:
    text = figure.text or ""
    if _DATE.fullmatch(text):
        why = "Excel đã đổi thành ngày tháng; hãy gõ lại dưới dạng chữ"
    elif _DIGITS_AND_LETTERS.search(text) or any(r.kind == "unclear" for r in numbers.read(text)):
        why = "có chữ lẫn trong số, không đọc được"
    else:
        return
    yield finding(
        "number-format", "error", figure, f"«{figure.label}»: {cell_name(figure)} ghi {text}: {why}."
    )
