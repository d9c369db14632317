"""Two years side by side and the growth between them: `năm 2023 thu 12 tỷ đồng, năm 2024 thu 15 tỷ đồng, tăng 25%`.

Source: numbers.md (Change and level). The years follow each other and stand before their values, both in one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.changes import same_measure
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, same_kind
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip
from drafting.types import Finding, Severity

CODE = "change-arithmetic"
_YEAR = re.compile(r"(?<!\w)nam ((?:19|20)\d\d)(?!\d)[^\d;.]{0,45}$")
# `bình quân mỗi năm tăng 149 hộ` is of all the years told
_BY = re.compile(
    r"^(?![^\d;.]*(?<!\w)(?:binh quan|trung binh|(?:moi|hang) nam)(?!\w))[^\d;.]{0,30}?(?<!\w)(tang|giam)"
    r"(?: (?:them|duoc|la|tuong ung|tuong duong))*[\s:(]*$"
)

# `giảm từ 9,6% năm 2020 xuống 2,4% năm 2024, bình quân mỗi năm giảm 1,80 điểm phần trăm`
_YEARLY = re.compile(
    r"(?<!\w)(?:(?:binh quan|trung binh)(?: tang| giam)? (?:moi|hang|mot|1) nam|moi nam(?: tang| giam)? (?:binh quan|trung binh))"
    r"(?: [^\W\d]+){0,2}?(?: (?:tang|giam))?(?: them| duoc| la)*\s*$"
)
_FROM = re.compile(r"(?<!\w)tu(?: [^\W\d]+){0,2}\s*$")
_DOWN_TO = re.compile(r"(?<!\w)(?:xuong|len|con|den)(?!\w)[^\d;.]{0,20}$")
_OF_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d/])")


def check(document: Document) -> Iterable[Finding]:
    """Findings on growths between two years that the sentence states."""
    prose = document.prose
    for before, after, change in zip(prose, prose[1:], prose[2:], strict=False):
        if before.kind != after.kind or before.kind != "quantity" or not before.value or not after.value:
            continue
        word = _BY.match(document.plain[after.end : change.start])
        if word and same_kind(before, after) and _next_years(document, before, after):
            yield from _judge(document, before, after, change, word[1] == "tang")
    for first, last, each in zip(prose, prose[1:], prose[2:], strict=False):
        yield from _yearly(document, first, last, each)


def _yearly(document: Document, first: Reading, last: Reading, each: Reading) -> Iterator[Finding]:
    """What each year brought, from the value of one year to the value of another."""
    low = document.sentence(each.start)[0]
    points = first.kind == "percent" and (each.unit or "").startswith("điểm")
    alike = first.kind == last.kind and same_kind(last, first) and (points or same_measure(each, last))
    if first.start < low or not alike or each.kind != "quantity" or each.qualifier:
        return
    told = _FROM.search(document.plain, low, first.start) and _DOWN_TO.search(
        document.plain, first.end, last.start
    )
    years = sorted({int(y) for y in _OF_YEAR.findall(document.plain, low, each.start)})
    if not told or len(years) != 2 or not _YEARLY.search(document.plain, last.end, each.start):
        return
    (a_low, a_high), (b_low, b_high), (least, most) = interval(first), interval(last), interval(each)
    gaps = sorted((abs(b_high - a_low), abs(b_low - a_high)))
    steps = years[1] - years[0]
    half = each.step / 2  # what each year brought is rounded, a count too
    for many in (steps, steps + 1):
        if least - half <= gaps[1] / many and gaps[0] / many <= most + half:
            return
    right = each.as_fine(abs(last.amount - first.amount) / steps)
    message = f"Từ {first.quote} đến {last.quote} qua {steps} năm là {written(right, each)} mỗi năm, không phải {each.quote}."
    severity: Severity = "error" if one_slip(each.amount, right) else "warning"
    evidence = [place(first), place(last)]
    yield about(document, CODE, severity, each, message, expected=right, evidence=evidence)


def _next_years(document: Document, before: Reading, after: Reading) -> bool:
    low, _ = document.sentence(before.start)
    if document.sentence(after.start)[0] != low:
        return False
    first = _YEAR.search(document.plain[max(low, before.start - 60) : before.start])
    second = _YEAR.search(document.plain[before.end : after.start])
    return bool(first and second and int(second[1]) == int(first[1]) + 1)


def _judge(
    document: Document, before: Reading, after: Reading, change: Reading, up: bool
) -> Iterator[Finding]:
    old, new = before.amount, after.amount
    evidence = [place(before), place(after)]
    if (new > old) != up and new != old:
        word = "tăng" if up else "giảm"
        message = f"Nói {word} {change.quote} nhưng số đi từ {before.quote} đến {after.quote}."
        yield about(document, CODE, "error", change, message, evidence=evidence)
        return
    (b_low, b_high), (a_low, a_high), (low, high) = interval(before), interval(after), interval(change)
    if change.kind == "percent" and b_low > 0:
        span = sorted((abs(a_low - b_high) / b_high * 100, abs(a_high - b_low) / b_low * 100))
        right = abs(new - old) / old * 100
    elif change.kind == "quantity" and same_measure(change, after):
        span = sorted((abs(a_low - b_high), abs(a_high - b_low)))
        right = abs(new - old)
    else:
        return
    if not (span[0] <= high and low <= span[1]) and not change.qualifier:
        value = change.as_fine(right)
        message = (
            f"Nêu {change.quote}, nhưng từ {before.quote} đến {after.quote} là {written(value, change)}."
        )
        yield about(document, CODE, "error", change, message, expected=value, evidence=evidence)
