"""`a/b` with a percentage beside it: the percentage is a/b, and a is no more than b.

Source: numbers.md (Ratios and ranks, Rounding): 87/92 is 94,565…, so `94,57%` is rounded and
`94,56%` truncated; truncation is consistent, worth a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "ratio-percent"
_BETWEEN = re.compile(
    r"[\s\w,*“”\"'/\-–]{0,60}?[\s(,=*:;]*(?:(?:đạt|chiếm|bằng|tương ứng|tương đương|tỷ lệ|tỉ lệ|là|với|=|\()\s*)*"
    r"(?:tỷ lệ|tỉ lệ)?[\s(=:*]*",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"[\s\w,]{0,50}?(?:trên|trong|/|so với|trong số)\s*(?:tổng\s*(?:số)?|số)?\s*$", re.IGNORECASE
)
_OTHER = re.compile(r"kế hoạch|cùng kỳ|chỉ tiêu|dự toán|tăng|giảm|nghị quyết|KH(?!\w)|còn lại", re.IGNORECASE)
_BEFORE = re.compile(r"\s*\(\s*(?:đạt\s*|tức\s*|=\s*)?")


@dataclass(frozen=True, slots=True)
class _Pair:
    part: Reading
    whole: Decimal
    percent: Reading
    evidence: tuple[Reading, ...]


def check(document: Document) -> Iterable[Finding]:
    """Findings on ratios of the prose."""
    used: set[int] = set()
    for pair in _pairs(document):
        if pair.percent.start in used or not pair.whole or pair.part.value is None:
            continue
        used.add(pair.percent.start)
        yield from _judge(document, pair)
    yield from _too_large(document)


def _pairs(document: Document) -> Iterator[_Pair]:
    prose = document.prose
    for at, one in enumerate(prose):
        if one.kind == "ratio" and one.of:
            percent = _percent_after(document, at) or _percent_before(document, at)
            if percent:
                yield _Pair(one, one.of, percent, (one,))
        elif one.kind == "quantity" and at + 2 < len(prose):
            yield from _spelt(document, one, prose[at + 1], prose[at + 2])


def _spelt(document: Document, part: Reading, whole: Reading, percent: Reading) -> Iterator[_Pair]:
    """`1.245 hộ trên tổng số 1.567 hộ, đạt 79,5%`."""
    text = document.text
    if whole.kind != "quantity" or percent.kind != "percent" or not whole.value or part.unit != whole.unit:
        return
    between = text[part.end : whole.start]
    if "tổng" in between and _TOTAL.fullmatch(between) and _joined(document, whole, percent):
        yield _Pair(part, whole.value, percent, (part, whole))


def _percent_after(document: Document, at: int) -> Reading | None:
    follower = document.prose[at + 1] if at + 1 < len(document.prose) else None
    return follower if follower and _joined(document, document.prose[at], follower) else None


def _percent_before(document: Document, at: int) -> Reading | None:
    """`đạt 94,57% (87/92 xã)`."""
    if not at:
        return None
    before, one = document.prose[at - 1], document.prose[at]
    between = document.text[before.end : one.start]
    return before if before.kind == "percent" and not before.change and _BEFORE.fullmatch(between) else None


def _joined(document: Document, one: Reading, percent: Reading) -> bool:
    between = document.text[one.end : percent.start]
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return False
    after = document.text[percent.end : percent.end + 25].split(",")[0].split(";")[0]
    return bool(_BETWEEN.fullmatch(between)) and not _OTHER.search(between + " " + after)


def _judge(document: Document, pair: _Pair) -> Iterator[Finding]:
    percent, value = pair.percent, pair.part.value or Decimal(0)
    exact = value / pair.whole * 100
    low, high = percent.low, percent.high
    if low is None or high is None or low <= exact <= high:
        return
    step = Decimal(1).scaleb(-percent.decimals)
    truncated = exact.quantize(step, rounding=ROUND_DOWN) == percent.value
    right = exact.quantize(step)
    formula = f"{value}/{pair.whole}".replace(".", ",") if value % 1 else f"{value:f}/{pair.whole:f}"
    shown = written(right, percent)
    message = f"{formula} là {shown}, không phải {percent.quote}."
    if truncated:
        message = f"{percent.quote} là {formula} cắt bớt phần lẻ; làm tròn đúng là {shown}."
    severity: Severity = "info" if truncated else "error"
    evidence = [place(r) for r in pair.evidence]
    yield about(document, CODE, severity, percent, message, expected=right, evidence=evidence)


def _too_large(document: Document) -> Iterator[Finding]:
    """`92/87 xã`: the part is more than the whole."""
    for one in document.prose:
        if one.kind == "ratio" and one.of and one.value is not None and one.value > one.of:
            plan = _OTHER.search(document.text[max(0, one.start - 40) : one.end + 40])
            message = f"{one.quote}: phần ({one.value:f}) lớn hơn tổng ({one.of:f})."
            yield about(document, CODE, "warning" if plan else "error", one, message)
