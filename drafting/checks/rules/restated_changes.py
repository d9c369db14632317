"""One indicator's fall or rise told twice, from the same start to two ends.

Source: the real commune report (two values of one rate, 1,59 and 1,53); contract
code `restated`. Two changes are of one thing where they start from the same value, as stated or as
the change implies, and their sentences share a telling pair of words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from drafting.checks.changes import Change, changes, same_measure
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval
from drafting.checks.parts import parts
from drafting.types import Finding

CODE = "restated"
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    {
        "so",
        "voi",
        "cung",
        "ky",
        "nam",
        "truoc",
        "ke",
        "hoach",
        "thang",
        "dau",
        "la",
        "dat",
        "con",
        "giam",
        "tang",
    }
)


def check(document: Document) -> Iterable[Finding]:
    """A finding at the later end of each such pair."""
    for first, second in _candidates(_told(document)):
        if _same_start(first, second) and _same_thing(document, first, second):
            (a_low, a_high), (b_low, b_high) = interval(first.after), interval(second.after)
            if a_high < b_low or b_high < a_low:
                message = f"Cùng một chỉ tiêu mà nêu hai giá trị: {first.after.quote} ở trên, {second.after.quote} ở đây."
                yield about(document, CODE, "error", second.after, message, evidence=[place(first.after)])


def _told(document: Document) -> list[Change]:
    """The changes of all parts that may be told twice, with their places in the text."""
    return [one.moved(part.start) for part in document.view(parts) for one in part.document.view(_telling)]


def _telling(document: Document) -> tuple[Change, ...]:
    """Those that tell or imply what was before, and end in a broken number."""
    return tuple(c for c in document.view(changes) if c.after.decimals and c.implied_before is not None)


def _candidates(found: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """Pairs that start from about the same value, the earlier first; one of them states its start."""
    near: dict[int, list[Change]] = defaultdict(list)
    for change in found:
        start = change.implied_before
        if start is None:
            continue
        whole = int(start[0])
        for other in (c for step in (-1, 0, 1) for c in near[whole + step]):
            if other.before is not None or change.before is not None:
                yield other, change
        near[whole].append(change)


def _same_start(first: Change, second: Change) -> bool:
    a, b = first.implied_before, second.implied_before
    if a is None or b is None or not same_measure(first.after, second.after):
        return False
    return first.sign == second.sign and a[0] <= b[1] and b[0] <= a[1]


def _same_thing(document: Document, first: Change, second: Change) -> bool:
    return bool(_pairs(document, first) & _pairs(document, second))


def _pairs(document: Document, change: Change) -> set[tuple[str, str]]:
    low, high = document.sentence(change.after.start)
    words = _WORD.findall(document.plain[low:high])
    return {(a, b) for a, b in pairwise(words) if a not in _COMMON and b not in _COMMON}
