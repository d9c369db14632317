"""What the words right before a number tell of its part in a change: the change itself, the value before it, a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.checks.document import Document
from drafting.checks.series import in_series
from drafting.numbers.types import Reading

_MOVED = re.compile(
    r"(?<!\w)(tăng|giảm|bớt|vượt|hụt|thiếu|thêm|(?:nhiều|ít|cao|thấp|lớn|nhỏ) hơn|hơn(?= (?:cùng|năm|quý|kỳ|tháng|vụ)))"
    r"(?: (?:[^\d;.,():]|năm \d{4}){0,32})?$",
    re.IGNORECASE,
)
_DOWN = frozenset({"giảm", "bớt", "hụt", "thiếu", "ít hơn", "thấp hơn", "nhỏ hơn"})
_PAST = (
    r"(?:nam hoc|nam|quy|vu [a-z]+ nam|cung ky(?: nam)?|cuoi nam|thang \d+(?:/| nam )) ?(?P<year>\d{4})(?! ?- ?\d)"
    r"|nam hoc (?P<school>\d{4}) ?- ?\d{4}|nam (?:hoc )?truoc|nam ngoai|cung ky|ky truoc|quy truoc"
    r"|(?<!thang )dau nam|dau (?:nhiem )?ky|thang truoc|(?:vu|tuan|nhiem ky) truoc"
)
_TO_PAST = re.compile(r"(?<!\w)so voi [^;\d]{0,20}(?:" + re.sub(r"\?P<\w+>", "", _PAST) + ")")
# `kỳ trước chuyển sang 612 hồ sơ`: what this period took over
_BASE = re.compile(rf"(?<!\w)(?:{_PAST})(?!\w)(?! (?:chuyen|ton|con ton|de lai))(?P<rest>[^;\d]{{0,45}})$")
_PLAN = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|kh)(?!\w)[^;\d]{0,30}$")
# `thu được 164 đơn vị, kế hoạch là 150 đơn vị`, `vượt kế hoạch 125 ha (kế hoạch 8.300 ha)`
_PLAN_IS = re.compile(
    r"(?:(?:^|[,;(]\s*)(?:ke hoach|chi tieu|du toan)(?: nam| giao| duoc giao)?(?: la|:)"
    r"|\(\s*(?:ke hoach|chi tieu|du toan|muc tieu|kh)(?: nam| giao| duoc giao)?(?: la|:)?)\s*$"
)
_OPENED = re.compile(r"[^\d;,.()]{0,40}\(\s*$")
_SAID_PLAN = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|kh)(?!\w)")
_OTHER_BASE = re.compile(
    r"(?<!\w)(?:va|len|xuong|vuot|nhung|song|ke hoach|chi tieu|du toan|muc tieu|kh)(?!\w)"
)
# `so với cùng kỳ: Kiến Nam 7.842 ha` goes on to members
_SPLIT = re.compile(r"[,;](?!\d)|:\s+(?!(?:dat|co|la|thuc hien|duoc|thu|con)\b)[^\W\d]")


def moved_starts(document: Document) -> frozenset[int]:
    """Where the numbers stand that are themselves changes."""
    return frozenset(r.start for r in document.prose if moved(document, r, document.sentence(r.start)[0]))


def base_starts(document: Document) -> frozenset[int]:
    """Where the numbers stand that are of the time before, or plans."""
    yearly = document.view(in_series)  # a row of years is no time before
    bases = (r for r in document.prose if r.start not in yearly)
    return frozenset(r.start for r in bases if is_base(document, r, document.sentence(r.start)[0]))


def meant(document: Document, delta: Reading, base: Reading, word: re.Match[str] | None) -> bool:
    """False where the words behind the change name another base: a plan for the time before, or the reverse."""
    _, high = document.sentence(delta.start)
    behind = re.split(r"[;,(](?!\d)|\d", document.plain[delta.end : high])[0]
    plan = _of_plan(document, base)
    if _SAID_PLAN.search(behind):
        return plan
    return not plan or (
        word is not None and word[1].lower() in ("vượt", "hụt", "thiếu") and "so voi" not in behind
    )


def _of_plan(document: Document, base: Reading) -> bool:
    return _PLAN.search(document.plain, max(0, base.start - 75), base.start) is not None and not _BASE.search(
        document.plain, max(0, base.start - 75), base.start
    )


def sign_of(document: Document, reading: Reading, low: int) -> int:
    """What the word before a change tells: 1 for more, -1 for less, 0 where none does."""
    found = word_of(document, reading, low)
    return 0 if found is None else -1 if found[1].lower() in _DOWN else 1


def word_of(document: Document, reading: Reading, low: int) -> re.Match[str] | None:
    """The word of change right before a number."""
    at = document.within(low, reading.start)
    since = max(at[-1].end if at else low, reading.start - 60)
    return _MOVED.search(document.text, since, reading.start)


def moved(document: Document, reading: Reading, low: int) -> bool:
    """True for a number that is itself a change."""
    found = word_of(document, reading, low)
    return found is not None and not re.search(r"(?<!\w)(?:lên|còn|xuống|thành|đến)(?: \w+)?\s*$", found[0])


def is_base(document: Document, reading: Reading, low: int) -> bool:
    """True where the words right before a number tell of the time before the document's, or of a plan."""
    at = document.within(low, reading.start)
    since = max(at[-1].end if at else low, reading.start - 75)
    words = document.plain[since : reading.start]
    found = _BASE.search(words)
    if found is not None:
        year = found["year"] or found["school"]
        if _SPLIT.search(found["rest"]) or _OTHER_BASE.search(found["rest"]):
            return False
        return year is None or int(year) < (document.year() or 0) + (0 if found["year"] else -1)
    plan = _PLAN.search(words)
    told = plan is not None and ("(" in plan[0] or _PLAN_IS.search(words) is not None)
    return told or _behind_change(document, reading, low, at)


def _behind_change(document: Document, reading: Reading, low: int, at: Sequence[Reading]) -> bool:
    """`So với năm 2022, giảm 14 vụ (132 vụ)`: in a bracket behind a change of the time named before."""
    if (
        not at
        or at[-1].start not in document.view(moved_starts)
        or not _OPENED.match(document.plain[at[-1].end : reading.start])
    ):
        return False
    return _TO_PAST.search(document.plain, low, at[-1].start) is not None
