"""Before, after and change fit together: amounts, points, growth in percent, percent of a base.

Source: numbers.md (Change and level). `từ 4,15 giảm còn 2,6` falls; `tăng 11,1% so với cùng kỳ (573
tấn)` is (after - before) / before; `đạt 43,6% kế hoạch (1.460 tấn)` is after / plan. A change between
two percentages may be points or relative: either is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from drafting.checks.changes import Change, base_after, changes, plan_after, same_measure
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, same_kind
from drafting.checks.lists import breakdowns
from drafting.checks.moves import explained, moves
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading
from drafting.types import Finding, Place, Severity

CODE = "change-arithmetic"
_MOVED = re.compile(r"(?<!\w)(?:tang|giam|len|xuong|con|ha|vuot)(?!\w)")
_GOES_ON = re.compile(r"\W*(?:đạt|bằng)\s+(?:tỷ lệ )?", re.IGNORECASE)
_PLANNED = re.compile(r"(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)[^%]{0,15}(?:đạt|bằng)\s*$", re.IGNORECASE)
_YEARLY = re.compile(r"(?<!\w)(?:(?:binh quan|trung binh)(?: (?:moi|hang|mot|1))?|moi|hang) nam[^;.\d]*$")
Bounds = tuple[Decimal, Decimal]


def check(document: Document) -> Iterable[Finding]:
    """Findings on the changes that the prose states."""
    told = document.view(explained)
    meant = {m.delta.start: m.after[0].start for m in document.view(moves) if m.after}
    for found in _findings(document):
        cited = {e.start for e in found.evidence if isinstance(e, Place)}
        if found.start not in told and (
            not _listed(document, cited) or meant.get(found.start or 0) in (None, *cited)
        ):
            yield found


def _listed(document: Document, starts: set[int]) -> bool:
    """True where one of them is a part of a list, which a change behind the list is not of."""
    return any(
        p.reading.start in starts for b in document.view(breakdowns) for p in b.parts if len(b.parts) > 1
    )


def _findings(document: Document) -> Iterator[Finding]:
    index = {r.start: i for i, r in enumerate(document.prose)}
    for change in document.view(changes):
        if change.before is not None:
            yield from _from_to(document, change)
            if change.delta is not None:
                yield from _amount_and_percent(document, change, index[change.delta.start])
        elif change.delta is not None:
            yield from _with_base(document, change, index[change.delta.start])
    for at, reading in enumerate(document.prose):
        yield from _of_base(document, at, reading)


def _from_to(document: Document, change: Change) -> Iterator[Finding]:
    before, after = change.before, change.after
    if before is None or before.value is None or after.value is None:
        return
    if change.sign and (after.value - before.value) * change.sign < 0:
        word = "tăng" if change.sign > 0 else "giảm"
        message = f"Nói {word} nhưng số đi từ {before.quote} đến {after.quote}."
        wrong = _worded(document, change) or after
        yield about(document, CODE, "error", wrong, message, evidence=[place(before)])
    elif change.delta is not None:
        yield from _compare(document, change.delta, before, after)


def _worded(document: Document, change: Change) -> Reading | None:
    """The change itself, where only the words before it say up or down: `năm 2023 có 41 hộ, năm 2024 có 33 hộ, tăng 8`."""
    before, after, delta = change.before, change.after, change.delta
    if before is None or delta is None or delta.start < max(before.end, after.end):
        return None
    between = document.plain[min(before.end, after.end) : max(before.start, after.start)]
    return None if _MOVED.search(between) else delta


def _with_base(document: Document, change: Change, at: int) -> Iterator[Finding]:
    base = base_after(document, at)
    delta = change.delta
    if delta is None:
        return
    if base is not None and same_measure(base, change.after) and base.kind == change.after.kind:
        if base.value is not None and change.after.value is not None:
            yield from _signed(document, change, base)
    else:
        yield from _amount_and_percent(document, change, at)


def _signed(document: Document, change: Change, base: Reading) -> Iterator[Finding]:
    after, delta = change.after, change.delta
    if delta is None or after.value is None or base.value is None:
        return
    if change.sign and (after.value - base.value) * change.sign < 0:
        word = "tăng" if change.sign > 0 else "giảm"
        message = f"Nói {word} {delta.quote} nhưng {after.quote} so với {base.quote} thì ngược lại."
        yield about(document, CODE, "error", delta, message, evidence=[place(after), place(base)])
        return
    yield from _compare(document, delta, base, after)


def _amount_and_percent(document: Document, change: Change, at: int) -> Iterator[Finding]:
    """`636,4 tấn, tăng 63,4 tấn (11,1%) so với cùng kỳ`: the percentage is of after less change."""
    delta, after = change.delta, change.after
    follower = document.prose[at + 1] if at + 1 < len(document.prose) else None
    if delta is None or follower is None or follower.kind != "percent" or delta.kind != "quantity":
        return
    between = document.text[delta.end : follower.start]
    if _PLANNED.search(between):  # `vượt 1.264 lao động so với kế hoạch (đạt 104,2%)`
        return
    if len(between) > 40 or not any(s in between for s in ("(", "tương", "hay", "=", ", tăng", ", giảm")):
        return
    before = change.implied_before
    if before is None or before[0] <= 0 or after.unit != delta.unit or follower.basis == "plan":
        return
    (low, high), change_bounds = before, interval(delta)
    bounds = change_bounds[0] / high * 100, change_bounds[1] / low * 100
    yield from _judge(document, follower, bounds, (after, delta), f"{delta.quote} trên kỳ trước")


def _compare(document: Document, delta: Reading, before: Reading, after: Reading) -> Iterator[Finding]:
    """The stated change against after and before."""
    if _YEARLY.search(document.plain, max(0, delta.start - 40), delta.start):
        return  # `từ 7,4% năm 2020 xuống 2,9% năm 2024, bình quân mỗi năm giảm 1,125 điểm`
    old, new = interval(before), interval(after)
    points = tuple(sorted((abs(new[0] - old[1]), abs(new[1] - old[0]))))
    if (old[0] <= new[1]) and (new[0] <= old[1]):
        points = Decimal(0), points[1]
    relative = delta.kind == "percent" and old[0] > 0
    percents = [abs(a - b) / b * 100 for a in new for b in old] if relative else []
    growth = (min(percents), max(percents)) if percents else None
    both = before.kind == "percent" or (relative and before.unit is None and before.decimals > 0)
    if delta.kind == "percent" and not both:
        if growth:
            yield from _judge(
                document, delta, growth, (after, before), f"({after.quote} - {before.quote})/{before.quote}"
            )
    elif same_measure(delta, after) or same_measure(delta, before):
        if growth and _meets(delta, growth):
            return
        yield from _judge(
            document, delta, (points[0], points[1]), (after, before), f"{after.quote} và {before.quote}"
        )


def _of_base(document: Document, at: int, percent: Reading) -> Iterator[Finding]:
    """`X, đạt 43,6% kế hoạch (1.460 tấn)` and `636,4/1.460 tấn, bằng 43,6% kế hoạch`."""
    if percent.kind != "percent" or percent.change in ("up", "down"):
        return
    base = plan_after(document, at)
    value = _stated_before(document, percent)
    if value is None:
        return
    if value.kind == "ratio" and value.of and percent.basis == "plan":
        if document.within(value.end, percent.start):  # its own percentage, or a change, stands between
            return
        share = Share.of(value.amount, value.of)
        yield from _judge(document, percent, (share.low, share.high), (value,), value.quote)
    elif base is not None and base.kind == value.kind == "quantity" and same_kind(value, base):
        share = Share.of(value.amount, base.value or Decimal(1), interval(value), interval(base))
        bounds = share.low, share.high
        found = list(_judge(document, percent, bounds, (value, base), f"{value.quote}/{base.quote}"))
        yield from found or _of_round_plan(document, percent, value, base)


def _of_round_plan(document: Document, percent: Reading, value: Reading, base: Reading) -> Iterator[Finding]:
    """A doubt where only a plan told in round numbers leaves room: `57,4 nghìn con, đạt 104,7% kế hoạch (55 nghìn con)`."""
    share = Share.of(value.amount, base.amount or Decimal(1), interval(value))
    if base.decimals < value.decimals and base.scale == value.scale and not share.truncated(percent):
        exact = _judge(
            document, percent, (share.low, share.high), (value, base), f"{value.quote}/{base.quote}"
        )
        yield from (replace(f, severity="warning") for f in exact if f.severity == "error")


def _stated_before(document: Document, percent: Reading) -> Reading | None:
    """The value that `bằng …%` or `đạt …%` speaks of: the last one outside brackets without a change."""
    low, _ = document.sentence(percent.start)
    if _GOES_ON.fullmatch(document.text[low : percent.start]) and percent.basis == "plan":
        earlier = document.within(
            *document.sentence(max(0, low - 2))
        )  # `lúa 115/116 ha. Đạt 99,13% kế hoạch`
        return earlier[-1] if earlier and earlier[-1].kind == "ratio" else None
    depth = document.brackets.depth(percent.start)
    for value in reversed(document.within(low, percent.start)):
        if document.brackets.depth(value.start) != depth or value.change in ("up", "down"):
            continue
        between = document.text[value.end : percent.start].lower()
        near = ";" not in between and re.search(r"(?:bằng|đạt)\s*$", between)
        return value if near and value.kind in ("quantity", "ratio") else None
    return None


def _meets(stated: Reading, bounds: Bounds) -> bool:
    low, high = interval(stated)
    return low <= bounds[1] and bounds[0] <= high


def _judge(
    document: Document, stated: Reading, bounds: Bounds, evidence: tuple[Reading, ...], formula: str
) -> Iterator[Finding]:
    if _meets(stated, bounds) or stated.qualifier in ("about", "nearly", "more-than", "at-least"):
        return
    cut = [(b / stated.scale).quantize(stated.last_place, ROUND_DOWN) * stated.scale for b in bounds]
    truncated = stated.value in cut
    right = stated.as_fine((bounds[0] + bounds[1]) / 2)
    shown = written(right, stated)
    message = f"Nêu {stated.quote}, nhưng theo {formula} là {shown}."
    if truncated:
        message = f"{stated.quote} là số cắt bớt phần lẻ; theo {formula} làm tròn đúng là {shown}."
    severity: Severity = "info" if truncated else "error"
    yield about(
        document, CODE, severity, stated, message, expected=right, evidence=[place(r) for r in evidence]
    )
