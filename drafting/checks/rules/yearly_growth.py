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
from drafting.types import Finding

CODE = "change-arithmetic"
_YEAR = re.compile(r"(?<!\w)nam ((?:19|20)\d\d)(?!\d)[^\d;.]{0,45}$")
# `bình quân mỗi năm tăng 149 hộ` is of all the years told
_BY = re.compile(
    r"^(?![^\d;.]*(?<!\w)(?:binh quan|trung binh|(?:moi|hang) nam)(?!\w))[^\d;.]{0,30}?(?<!\w)(tang|giam)"
    r"(?: (?:them|duoc|la|tuong ung|tuong duong))*[\s:(]*$"
)


def check(document: Document) -> Iterable[Finding]:
    """Findings on growths between two years that the sentence states."""
    prose = document.prose
    for before, after, change in zip(prose, prose[1:], prose[2:], strict=False):
        if before.kind != after.kind or before.kind != "quantity" or not before.value or not after.value:
            continue
        word = _BY.match(document.plain[after.end : change.start])
        if word and same_kind(before, after) and _next_years(document, before, after):
            yield from _judge(document, before, after, change, word[1] == "tang")


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
