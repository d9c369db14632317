"""A rise or a fall told against its own two numbers: `tăng từ 7,4% xuống còn 6,8%`, `giảm từ 12 lên 15`, `tăng từ 15 đến 12`.

Source: numbers.md (Change and level); contract code `direction`. The verb stands right before `từ`; a rate of rise or fall may
itself go either way (`tốc độ tăng từ 7,4% xuống 6,8%`); `giảm từ 1% đến 1,5%` is a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from drafting.checks.changes import same_measure
from drafting.checks.document import Document
from drafting.checks.findings import finding, place
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "direction"
_VERB = re.compile(
    r"(?P<before>(?:[^\W\d]+ ){0,3})(?P<verb>tang(?: len)?|giam(?: xuong)?|nang|ha)(?: dan| manh| nhe| nhanh)? (?P<from>tu)"
    r"(?: muc| khoang)?\s*$"
)
# a rate of rising or falling, or a part of those that rise
_RATE = re.compile(
    r"(?<!\w)(?:toc do|muc|do|da|ty le|ti le|tang truong|so|luong|viec|su|bien do|thoi gian|nhip|kha nang"
    r"|huong|cuong do|binh quan)"
    r" (?:\w+ )?$"
)
_BETWEEN = re.compile(
    r"(?:[^;.\d]|nam \d{4}|\d+ thang){0,60}?(?<!\w)"
    r"(?P<to>(?:len|xuong|con|den|thanh|toi)(?: (?:con|den|toi|muc|la))*)\s*$"
)
_RISES = ("tang", "nang")
_UNTIL = frozenset({"den", "toi"})


def check(document: Document) -> Iterable[Finding]:
    """Findings on verbs that their two numbers contradict."""
    for old, new in pairwise(document.prose):
        if (
            {old.kind, new.kind} > {"quantity", "percent"}
            or not same_measure(old, new)
            or not _levels(old, new)
        ):
            continue
        low = document.sentence(old.start)[0]
        verb = _VERB.search(document.plain, max(low, old.start - 50), old.start)
        to = _BETWEEN.fullmatch(document.plain, old.end, new.start)
        if (
            verb is None
            or to is None
            or _RATE.search(verb["before"])
            or new.start >= document.sentence(old.start)[1]
        ):
            continue
        up = verb["verb"].startswith(_RISES)
        if not up and to["to"].split()[0] in _UNTIL:
            continue  # `mỗi năm giảm từ 1% đến 1,5%`: between two bounds
        gap = new.amount - old.amount
        span = verb.span("verb")
        if gap and (gap > 0) != up:
            said = document.text[slice(*span)]
            message = f"Nói “{said}” nhưng số đi từ {old.quote} đến {new.quote}."
            yield finding(document, CODE, "error", span, message, evidence=[place(old), place(new)])


def _levels(old: Reading, new: Reading) -> bool:
    """True for two plain numbers of one kind."""
    kinds = old.kind == new.kind and old.kind in ("quantity", "percent")
    return (
        kinds and not old.qualifier and not new.qualifier and old.value is not None and new.value is not None
    )
