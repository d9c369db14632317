"""Lists of the commended: ordered by the form of commendation where the precedent's were, and counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from drafting.types import Figure, Plan
from drafting.writers.fields import field_of

_PARTIAL = re.compile(r"tiêu biểu|điển hình|xuất sắc nhất|một số", re.IGNORECASE)
_WHO = ("tập thể", "cá nhân", "hộ gia đình")


@cache
def forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Forms of commendation, the highest first, each with an example."""
    text = files("drafting.writers.data").joinpath("awards.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return tuple((re.compile(words), example) for words, example in rows)


def rank_of(form: str) -> int | None:
    """How high a form of commendation is, 0 the highest; None where it is none."""
    words = " ".join(form.casefold().split())
    return next((at for at, (pattern, _) in enumerate(forms()) if pattern.search(words)), None)


def form_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The column that names the form of commendation in every row."""
    width = min((len(row) for row in rows), default=0)
    return next((c for c in range(width) if all(rank_of(row[c]) is not None for row in rows)), None)


def ordered(rows: Sequence[Sequence[str]]) -> bool:
    """The rows stand from the highest form of commendation to the lowest."""
    column = form_column(rows)
    ranks = [rank_of(row[column]) or 0 for row in rows] if column is not None else []
    return len(set(ranks)) > 1 and ranks == sorted(ranks)


def by_form(rows: Sequence[Sequence[str]]) -> list[int]:
    """The rows' indexes from the highest form to the lowest, those of one form in the order given."""
    column = form_column(rows)
    if column is None:
        return list(range(len(rows)))
    return sorted(range(len(rows)), key=lambda at: rank_of(rows[at][column]) or 0)


def count_note(plan: Plan, heading: str, count: int) -> str:
    """A note where the list's length agrees with none of this period's figures on the same; a partial list is free."""
    who = next((w for w in _WHO if w in heading.casefold()), None)
    if who is None or not count:
        return ""
    told = [f for f in plan.figures.figures if _counts(f, who)]
    values = [int(f.value) for f in told if f.value is not None]
    if not values or count in values or count == sum(values):
        return ""
    if _PARTIAL.search(heading) and count < max(values):
        return ""
    return f"danh sách có {count} {who}, số liệu kỳ này nêu {', '.join(map(str, values))}: cần đối chiếu"


def _counts(figure: Figure, who: str) -> bool:
    found = field_of(figure.label, figure.group)
    award = found is not None and found.key.startswith("khen")
    whole = figure.value is not None and figure.value == figure.value.to_integral_value()
    named = who in f"{figure.label} {figure.written_unit}".casefold()
    return award and whole and named and figure.role == "actual" and not figure.scope and figure.unit != "%"
