"""`a/b` with a percentage beside it: the percentage is a/b, and a is no more than b.

Source: numbers.md (Ratios and ranks, Rounding): 87/92 is 94,565…, so `94,57%` is rounded and
`94,56%` truncated; truncation is consistent, worth a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN

from drafting import numbers
from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref, finding, place, written
from drafting.checks.kinds import noun_of, unit_of
from drafting.checks.percentages import Share
from drafting.checks.ratios import OTHER, Pair, pairs
from drafting.checks.written_out import quotients
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "ratio-percent"
# What there are only so many of: more of them than all is never a plan exceeded.
_MEMBERS = frozenset("xa thon huyen tinh phuong ap xom khu don truong ho nguoi".split())  # noqa: SIM905
# members too can be more than were planned: `thành lập mới 22/20 đơn vị (đạt 110%)`
_PLANNED = re.compile(
    r"(?<!\w)(?:ke hoach|chi tieu|thanh lap(?: moi)?|ket nap|phat trien moi|kiem tra|thanh tra)(?!\w)"
)
_BEFORE = 40
_NEAR = 40
_ALL = 100


def check(document: Document) -> Iterable[Finding]:
    """Findings on ratios of the prose."""
    found = list(pairs(document))
    used: set[int] = set()
    for pair in found:
        if pair.percent.start not in used and pair.whole and pair.part.value is not None:
            used.add(pair.percent.start)
            yield from _judge(document, pair)
    # more than all of it, and the percentage says so
    over = frozenset(p.part.start for p in found if p.part.kind == "ratio" and _over(p))
    over |= {first.start for first, _, _ in document.view(quotients)}  # `31/16 = 1,94`
    yield from _too_large(document, over)


def _over(pair: Pair) -> bool:
    """True where the percentage is above a hundred and the thing counted may be."""
    return pair.percent.amount > _ALL and not set(noun_of(pair.part)[:1]) & _MEMBERS


def _judge(document: Document, pair: Pair) -> Iterator[Finding]:
    percent, value = pair.percent, pair.part.amount
    share = Share.of(value, pair.whole)
    if percent.low is None or share.fits(percent):
        return
    truncated, right = share.truncated(percent), share.rounded(percent)
    formula = f"{value}/{pair.whole}".replace(".", ",") if value % 1 else f"{value:f}/{pair.whole:f}"
    shown = written(right, percent)
    meant = _meant(document, pair) if pair.part.kind == "ratio" else None
    if meant is not None:
        yield meant
        return
    message = f"{formula} là {shown}, không phải {percent.quote}."
    if truncated:
        message = f"{percent.quote} là {formula} cắt bớt phần lẻ; làm tròn đúng là {shown}."
    severity: Severity = "info" if truncated else "error"
    evidence = [place(r) for r in pair.evidence]
    yield about(document, CODE, severity, percent, message, expected=right, evidence=evidence)


def _meant(document: Document, pair: Pair) -> Finding | None:
    """The ratio itself is wrong where the figures have the whole of which the percentage is right."""
    ratio, percent = pair.part, pair.percent
    aligned = document.aligned.get(ratio.start)
    if aligned is None or not aligned.agrees or ratio.value is None:
        return None
    for candidate in aligned.candidates:
        figure = document.by_key.get(candidate.expression)
        if (
            figure is None
            or figure.role != "actual"
            or not figure.value
            or figure.value in (pair.whole, ratio.value - 1)
        ):
            continue
        if figure.unit == candidate.unit and Share.of(ratio.value, figure.value).fits(percent):
            right = numbers.write(ratio.value, numbers.style_of(ratio), of=figure.value)
            message = f"{ratio.quote} không cho ra {percent.quote}; {figure.label} là {figure.written} thì đúng: {right}."
            evidence = (place(percent), figure_ref(document, figure.key))
            span = ratio.start, ratio.end
            return finding(
                document, CODE, "error", span, message, expected=right, evidence=evidence, fix=True
            )
    return None


def _too_large(document: Document, told: frozenset[int]) -> Iterator[Finding]:
    """`92/87 xã`: the part is more than the whole."""
    for one in document.prose:
        if one.kind == "ratio" and one.of and one.value is not None and one.value > one.of:
            if _against_plan(document, one) or one.start in told:
                continue
            plan = OTHER.search(document.text[max(0, one.start - 40) : one.end + 40])
            message = f"{one.quote}: phần ({one.value:f}) lớn hơn tổng ({one.of:f})."
            severity: Severity = "info" if unit_of(one) else "warning" if plan else "error"
            yield about(document, CODE, severity, one, message)


def _against_plan(document: Document, ratio: Reading) -> bool:
    """`53,5/52 ha, tăng 2,9%`, `971/876 = 110,8%`: what was done against what was planned, as the percentage says."""
    if ratio.value is None or not ratio.of:
        return False
    times = (ratio.noun or ratio.unit or "").startswith("lượt")  # one comes several times
    members = not times and (noun_of(ratio)[:1] or ("",))[0] in _MEMBERS
    around = document.plain[max(0, ratio.start - _BEFORE) : ratio.end + _BEFORE]
    if members and not _PLANNED.search(around):
        return False
    index = document.prose.index(ratio)
    follower = document.prose[index + 1] if index + 1 < len(document.prose) else None
    if (
        follower is None
        or follower.start - ratio.end > _NEAR
        or follower.low is None
        or follower.high is None
    ):
        return False
    excess = ratio.value - ratio.of
    rise, percent = excess / ratio.of * 100, ratio.value / ratio.of * 100
    if follower.kind != "percent":  # `28/26,5 ha, vượt 1,5 ha`
        return not members and follower.change == "up" and follower.low <= excess <= follower.high
    right = rise if follower.change == "up" else percent
    return (
        follower.low <= right <= follower.high or right.quantize(follower.step, ROUND_DOWN) == follower.value
    )
