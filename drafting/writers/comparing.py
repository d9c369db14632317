"""A value in a plain sentence beside its same period and its plan."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.types import Figure
from drafting.writers.amounts import amount, plain, unit_words
from drafting.writers.base import TextBuilder
from drafting.writers.particulars import stands
from drafting.writers.plain_words import RATES, is_rate


def put_value(out: TextBuilder, figure: Figure) -> None:
    """The bound value with its unit; a negative one as a fall."""
    if figure.value is not None and figure.value < 0:
        out.add("giảm ").bind(amount(figure).lstrip("-"), expression=f"-{figure.key}")
    else:
        out.bind(amount(figure), figure=figure.key)
    put_unit(out, figure)


def put_unit(out: TextBuilder, figure: Figure) -> None:
    """The unit as a sentence has it."""
    unit = unit_words(figure)
    if unit:
        out.add(unit if unit in RATES else f" {unit}")


def compared(out: TextBuilder, actual: Figure, same: Figure | None, goal: Figure | None) -> None:
    """The value beside its same period and its plan, where they can be compared."""
    same = same if same is not None and _comparable(actual, same) else None
    goal = goal if goal is not None and _comparable(actual, goal) else None
    if is_rate(actual) or _RANK.match(actual.label):
        _beside_others(out, actual, same, goal)
        return
    if same is not None:
        _with_same(out, actual, same)
    if goal is not None:
        _with_goal(out, actual, goal)


def _beside_others(out: TextBuilder, actual: Figure, same: Figure | None, goal: Figure | None) -> None:
    """Of a percentage or a rank no percentage is said: the others stand beside it."""
    if same is not None and same.value == actual.value:
        if not stands(actual.label):
            out.add(", bằng cùng kỳ năm trước")
        same = None
    others = [(word, f) for word, f in (("cùng kỳ", same), ("kế hoạch", goal)) if f is not None]
    if goal is not None and goal.value == actual.value:
        others = [(word, f) for word, f in others if f is not goal]
    for index, (word, figure) in enumerate(others):
        out.add(f"; {word} " if index else f" ({word} ").bind(amount(figure), figure=figure.key)
        put_unit(out, figure)
    out.add(")" if others else "")
    if goal is not None and goal.value == actual.value:
        out.add(", đạt kế hoạch")


# A rank is compared as it is: of `thứ 19` no percentage is said.
_RANK = re.compile(r"(?:thứ hạng|xếp hạng|xếp thứ|vị trí|thứ bậc)\b", re.IGNORECASE)


def _comparable(one: Figure, other: Figure) -> bool:
    alike = one.unit == other.unit and one.of is None and other.of is None
    nought = other.role == "same-period" and other.value == 0 and _few(one, other)
    return (
        (bool(other.value) or nought)
        and alike
        and not (other.role in ("plan", "target") and _later(one, other))
    )


def _later(one: Figure, goal: Figure) -> bool:
    """The plan is for a year after the one reported: a task, nothing to compare with."""
    return bool(one.period and goal.period) and (goal.period or "")[:4] > (one.period or "")[:4]


def _with_same(out: TextBuilder, actual: Figure, same: Figure) -> None:
    now, then = actual.value or Decimal(0), same.value or Decimal(0)
    if now == then and stands(actual.label):
        return
    if now == then:
        out.add(", bằng cùng kỳ năm trước")
    else:
        up = now > then
        out.add(", tăng " if up else ", giảm ")
        more, less = (actual.key, same.key) if up else (same.key, actual.key)
        if _few(actual, same):
            out.bind(amount(actual, abs(now - then)), expression=f"{more}-{less}")
            put_unit(out, actual)
        else:
            change = abs(now - then) / then * 100
            out.bind(f"{_rounded(change)}%", expression=f"({more}-{less})/{same.key}*100")
        out.add(" so với cùng kỳ")


def _few(actual: Figure, same: Figure) -> bool:
    """True for counts under a hundred: `tăng 2 thôn` says more than `tăng 50%`."""
    whole = all(f.low is not None and f.low == f.high and f.unit not in ("%", "đồng") for f in (actual, same))
    return whole and max(actual.value or 0, same.value or 0) < 100


def _with_goal(out: TextBuilder, actual: Figure, goal: Figure) -> None:
    now, wanted = actual.value or Decimal(0), goal.value or Decimal(1)
    out.add(", đạt " if now == wanted else ", bằng ")
    out.bind(f"{_rounded(now / wanted * 100)}%", expression=f"{actual.key}/{goal.key}*100")
    out.add(f" kế hoạch {goal.giver} giao" if goal.giver else " kế hoạch")


def _rounded(value: Decimal) -> str:
    """One decimal, two where one would give nothing."""
    return plain(value, 1 if abs(value) >= Decimal("0.05") else 2)
