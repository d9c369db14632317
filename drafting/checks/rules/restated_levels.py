"""One indicator stated twice with two values: the same words, place, role, period and unit.

Source: contract code `restated`; the check without figures. Only what is one number in a period (a rate,
a total, an average, an area) is compared, and only where the telling words of both are the same: another
word, another place, another year, a list's part or a change makes it another statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.alignment.cues import is_future
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval, unit_of
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.types import Finding, Mention

CODE = "restated"
_NAME = 5  # words of a heading that names a thing, its label included
_WORD = re.compile(r"[^\W\d_]+")
_TIME = re.compile(r"(?<!\w)(?:nam|thang|quy|giai doan|nhiem ky|vu)\s+[\divx]+(?:[/\-]\d+)?")
_OTHER = re.compile(
    r"(?<!\w)(?:cung ky|nam truoc|nam ngoai|ke hoach|chi tieu|muc tieu|phan dau|du toan|so voi|dau nam|cuoi nam"
    r"|den nay|truoc do|truoc day|moi|them|bo sung|luy ke|trong do|rieng|binh quan chung|tren tong|trong tong|trong so|tren so"
    r"|ca nuoc|toan tinh|toan huyen)(?!\w)"
)
Key = tuple[tuple[str, ...], str, str, str, str]


def check(document: Document) -> Iterable[Finding]:
    """A finding at each later value that cannot be the first."""
    first: dict[Key, Mention] = {}
    for mention in document.mentions:
        key = _key(document, mention)
        if key is None:
            continue
        earlier = first.setdefault(key, mention)
        (a_low, a_high), (b_low, b_high) = interval(earlier.reading), interval(mention.reading)
        if _siblings(earlier.path, mention.path):
            continue
        if a_high < b_low or b_high < a_low:
            message = f"Cùng một chỉ tiêu mà nêu hai giá trị: {earlier.reading.quote} ở trên, {mention.reading.quote} ở đây."
            yield about(document, CODE, "error", mention.reading, message, evidence=[place(earlier.reading)])


def _key(document: Document, mention: Mention) -> Key | None:
    """What the number states, in comparable form; None where it is not certain to be one number."""
    reading = mention.reading
    if reading.kind not in ("quantity", "percent") or reading.change or reading.qualifier or reading.basis:
        return None
    if (
        mention.table
        or mention.role != "actual"
        or mention.companion_of is not None
        or is_future(mention.path)
    ):
        return None
    if (mention.list_id is not None and not mention.scope) or not document.in_prose(reading.start):
        return None
    words = plain(mention.subject)
    telling = tuple(w for w in _WORD.findall(words) if w not in _light())
    if len(telling) < 3 or not load.pattern("list_words.txt", "single").search(words):
        return None
    low, high = document.sentence(reading.start)
    clause = document.plain[max(low, reading.start - 90) : min(high, reading.end + 50)]
    if _OTHER.search(clause):
        return None
    times = " ".join(sorted(set(_TIME.findall(document.plain[low:high]))))
    return telling, bare(mention.scope or ""), unit_of(reading), plain(reading.noun), times


def _siblings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True under two short headings of one parent (`a. Vụ xuân`, `b. Vụ hè thu`): they name what is told of."""
    if len(one) != len(other) or len(one) < 2 or one[:-1] != other[:-1] or one[-1] == other[-1]:
        return False
    return all(len(_WORD.findall(path[-1])) <= _NAME for path in (one, other))


def _light() -> frozenset[str]:
    return frozenset(load.words("list_words.txt")["light"])
