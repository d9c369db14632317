"""Which period each column is about, and which of several results is the same period's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import periods
from corpus.units import fold
from drafting.figures.columns import Column
from drafting.figures.headings import COMPUTED

_WHOLE_YEAR = re.compile(r"\D*\b(nam )?(19|20)\d\d")
_MONTH = re.compile(r"(?:th|thuc hien|uoc|ket qua)? ?thang (0?[1-9]|1[0-2])")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def with_periods(
    columns: Sequence[Column], period: str | None, title: str
) -> tuple[list[Column], str | None]:
    """Columns with their periods, and the period of the table.

    Of several result columns the one of the latest year is the actual one, the year's before is the same
    period, older ones are `other`.
    """
    latest = _latest(columns, period)
    period = period or _stated(title, latest) or _of_columns(columns, latest)
    settled = [_settle(c, columns, latest, period) for c in columns]
    return _parts_of_whole(settled, period), period


def _parts_of_whole(columns: list[Column], period: str | None) -> list[Column]:
    """Quarters beside the whole year, years beside their total: the whole is the result, its parts are other columns."""
    results = [c for c in columns if c.kind == "value" and c.role in ("actual", "same-period", "other")]
    times = [c for c in results if c.when and not (c.total or c.parts or c.scope)]
    totals = [c for c in results if c.total and not (c.parts or c.scope)]
    parts: set[int] = set()
    if totals and len(times) > 1 and len(times) + len(totals) == len(results):
        parts = {c.index for c in times if c.period}
    elif any(c.role == "actual" and c.period == period for c in times):
        parts = {c.index for c in times if c.role == "actual" and _within(c.period, period)}
    return [replace(c, role="other") if c.index in parts else c for c in columns]


def _within(part: str | None, whole: str | None) -> bool:
    """True for a quarter or a month of the whole."""
    if not part or not whole or part == whole or part[:4] != whole[:4]:
        return False
    (first, last), (begin, end) = periods.months(part), periods.months(whole)
    return begin <= first and last <= end


def _years(text: str) -> list[int]:
    return [int(y) for y in _YEAR.findall(text)]


def _latest(columns: Sequence[Column], period: str | None) -> int | None:
    if period:
        return periods.year_of(period)
    results = [y for c in columns if c.role == "actual" for y in _years(c.when)]
    plans = [y for c in columns if c.role == "plan" for y in _years(c.when)]
    undated = any(c.role == "actual" and not _years(c.when) for c in columns)
    if results and not undated:
        return max(results)
    if results and not plans and _before_undated(columns):
        return max(results) + 1
    return max(results + plans, default=None)


def _before_undated(columns: Sequence[Column]) -> bool:
    """`TH năm 2023`, `Kế hoạch`, `Thực hiện`: whole years, and then a result without one, which is the next year's."""
    results = [c for c in columns if c.role == "actual"]
    dated = [c for c in results if _years(c.when)]
    whole = all(_WHOLE_YEAR.fullmatch(fold(c.when)) for c in dated)
    return whole and max(c.index for c in dated) < min(c.index for c in results if not _years(c.when))


def _stated(text: str, latest: int | None) -> str | None:
    found = periods.find_periods(text, latest)
    return found[0].code if found else None


def _of_columns(columns: Sequence[Column], latest: int | None) -> str | None:
    for column in columns:
        if (
            column.role == "actual"
            and column.when
            and (not _years(column.when) or latest in _years(column.when))
        ):
            code = _code(column.when, latest)
            if code:
                return code
    return None


def _code(when: str, year: int | None) -> str | None:
    found = periods.find_periods(when, year)
    if found:
        # `Năm 2024` over `TH 6 tháng`: the part of the year is what the column is about.
        return min((m.code for m in found), key=periods.length)
    years = _years(when)
    month = _MONTH.fullmatch(fold(when))
    if month and year and not years:
        return f"{year}-{int(month[1]):02d}"
    return str(years[-1]) if years else None


def _later_plan(columns: Sequence[Column], year: int) -> bool:
    """Another year's plan stands beside this one, or one without a year."""
    return any(
        c.role == "plan" and c.kind == "value" and max(_years(c.when), default=9999) > year for c in columns
    )


def _settle(column: Column, columns: Sequence[Column], latest: int | None, period: str | None) -> Column:
    if column.kind != "value":
        return column
    years = _years(column.when)
    role = column.role
    several = sum(c.role == "actual" and c.kind == "value" for c in columns) > 1
    if role == "actual" and several and latest and years and max(years) < latest:
        role = "same-period" if max(years) == latest - 1 else "other"
    if role == "plan" and latest and years and max(years) < latest and _later_plan(columns, max(years)):
        role = "other"
    own = _code(column.when, max(years) if years else latest) if column.when else None
    if role == "same-period" and not years:
        own = None
    if role == "same-period":
        own = own or (periods.previous_year(period) if period else None)
        if (
            own
            and period
            and periods.length(own) > periods.length(period)
            and "cung" not in fold(column.head)
        ):
            role = "other"
    elif (
        role in COMPUTED
        or own is None
        or (role == "actual" and own and period and len(own) < len(period) and own == period[:4])
    ):
        own = period if role != "plan" or own is None else own
    return replace(column, role=role, period=own or period)
