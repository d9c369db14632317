"""What there was at first, what came and went, and what there is at last, each told by its own word.

`Cuối năm 2023 toàn Hội có 474 hội viên; trong năm kết nạp 23 hội viên, 09 hội viên từ trần, 02 hội viên chuyển đi; hiện nay có
486 hội viên`; the change may be told before (`có thêm 12 xã đạt chuẩn, nâng tổng số từ 126 xã lên 138 xã`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.checks.document import Document
from drafting.checks.kinds import noun_of, same_kind
from drafting.numbers.types import Reading

_FIRST = re.compile(
    r"(?<!\w)(?:dau (?:nam|ky|quy|nhiem ky)(?: (?P<begun>\d{4}))?|truoc do|ton dau ky|cuoi nam (?P<year>\d{4})|cuoi nam truoc)"
    r"(?: [^\d;.,]{0,30})?$"
)
_GONE = re.compile(
    r"(?<!\w)(?:thoat|giam|bot|da giai quyet|giai the|ra khoi|xuat|chuyen di)(?: [^\d;.,]{0,25})?$"
)
_COME = re.compile(
    r"(?<!\w)(?:phat sinh|tang|tang them|them|thanh lap moi|moi|nhap|tiep nhan|ket nap|nhan moi|bo sung)(?: [^\d;.,]{0,25})?$"
)
_LAST = re.compile(
    r"(?<!\w)(?:cuoi (?:nam|ky|quy)|con|con lai|hien con|hien co|hien nay|den nay|nay co|nay la)(?: [^\d;.,]{0,25})?$"
)
# `09 hội viên từ trần, 02 hội viên chuyển đi nơi khác`
_GONE_BEHIND = re.compile(
    r"\s*(?:[^\W\d]+ ){0,3}(?:tu tran|qua doi|mat|chuyen di"
    r"|chuyen (?:cong tac|sinh hoat|noi)|ra khoi|xin ra|thoi|nghi|xoa ten|giai the|thoat)(?!\w)"
)
_COME_BEHIND = re.compile(r"\s*(?:[^\W\d]+ ){0,3}(?:chuyen den|moi|phat sinh|ket nap them)(?!\w)")
_OF_ALL = re.compile(r"(?<!\w)(?:tren |trong )?tong so\s*$")
_ADDED = re.compile(r"(?<!\w)(?:co |duoc |cong nhan )?(?:tang )?them\s*$")
_FROM = re.compile(r"(?<!\w)(?:tu|tu muc)\s*$")
_UP_TO = re.compile(r"(?:[^;.\d]|nam \d{4}){0,60}?(?<!\w)(?:len|len den|den nay len|den nay co|nay la)\s*$")
_TERMS = 6


@dataclass(frozen=True, slots=True)
class Account:
    """A number at first, what came (1) and went (-1), and the number at last."""

    first: Reading
    terms: tuple[tuple[int, Reading], ...]
    last: Reading


def accounts(document: Document) -> Iterator[Account]:
    """Every such account that the words tell in full, in order of place."""
    for at, first in enumerate(document.prose):
        if first.kind == "quantity" and not first.qualifier:
            found = _going_on(document, at) or _added_before(document, at)
            if found is not None:
                yield found


def _lead(document: Document, at: int) -> str:
    """The words of its sentence right before a number."""
    reading = document.prose[at]
    low = document.sentence(reading.start)[0]
    return document.plain[max(low, document.prose[at - 1].end if at else low) : reading.start]


def _is_first(document: Document, at: int) -> bool:
    found = _FIRST.search(_lead(document, at))
    year = document.year()
    if found is None:
        return False
    if found["year"]:
        return year is None or int(found["year"]) < year
    return not found["begun"] or year is None or int(found["begun"]) <= year


def _going_on(document: Document, at: int) -> Account | None:
    """First, what came and went, last: in one sentence, or in two that follow one another."""
    first = document.prose[at]
    if not _is_first(document, at):
        return None
    terms: list[tuple[int, Reading]] = []
    end = _two_sentences(document, first)
    for n in range(at + 1, min(at + 12, len(document.prose))):
        reading = document.prose[n]
        if reading.start >= end or len(terms) > _TERMS:
            return None
        if _apart(document, first, n):
            continue
        words = _lead(document, n)
        sign = _sign(document, reading, words)
        if not sign and _LAST.search(words):
            return _closed(document, first, terms, reading)
        if not sign or reading.qualifier:
            return None
        terms.append((sign, reading))
    return None


def _apart(document: Document, first: Reading, n: int) -> bool:
    """True for a number that is no part of the account: in a bracket, of another thing, a share, the whole of it."""
    reading = document.prose[n]
    deeper = document.brackets.depth(reading.start) > document.brackets.depth(first.start)
    other = reading.kind != "quantity" or not same_kind(first, reading)
    return deeper or other or _OF_ALL.search(_lead(document, n)) is not None


def _closed(
    document: Document, first: Reading, terms: Sequence[tuple[int, Reading]], last: Reading
) -> Account | None:
    """The account, unless a change of one sentence is all it has: that is told of elsewhere."""
    alone = len(terms) == 1 and document.sentence(first.start) == document.sentence(terms[0][1].start)
    return Account(first, tuple(terms), last) if terms and not alone and not last.qualifier else None


def _two_sentences(document: Document, reading: Reading) -> int:
    high = document.sentence(reading.start)[1]
    line = document.text.find("\n", high)
    following = high + 1 if high + 1 < (line if line >= 0 else len(document.text)) else None
    return document.sentence(following)[1] if following is not None else high


def _sign(document: Document, reading: Reading, words: str) -> int:
    """-1 for what went, 1 for what came, 0 where the words tell neither."""
    behind = document.plain[reading.end : reading.end + 45]
    if _GONE_BEHIND.match(behind):
        return -1
    if _GONE.search(words):
        return -1
    return 1 if _COME.search(words) or _COME_BEHIND.match(behind) else 0


def _of_the_same(document: Document, one: Reading, last: Reading) -> bool:
    """True where the quality counted (`12 xã đạt chuẩn`) is named again with the two ends."""
    behind = re.match(r"\s*[^\W\d]+ ([^\W\d]+ [^\W\d]+)", document.plain[one.end : one.end + 60])
    return (
        behind is not None
        and f" {behind[1]} " in f"{document.plain[one.end + behind.end() : last.end + 60]} "
    )


def _added_before(document: Document, at: int) -> Account | None:
    """`Trong năm có thêm 12 xã đạt chuẩn, nâng tổng số xã đạt chuẩn từ 126 xã lên 138 xã`."""
    prose = document.prose
    first, last = prose[at], prose[at + 1] if at + 1 < len(prose) else None
    if last is None or last.kind != "quantity" or last.qualifier or not same_kind(first, last):
        return None
    begun = _FROM.search(_lead(document, at)) or _is_first(document, at)
    if not begun or not _UP_TO.fullmatch(document.plain, first.end, last.start):
        return None
    low = document.sentence(first.start)[0]
    line = document.text.rfind("\n", 0, low) + 1
    low = low if low <= line else document.sentence(max(line, low - 2))[0]
    depth = document.brackets.depth
    added = [
        r
        for n, r in enumerate(prose[:at])
        if r.start >= low
        and r.kind == "quantity"
        and depth(r.start) <= depth(first.start)
        and _ADDED.search(_lead(document, n))
    ]
    one = added[0] if len(added) == 1 else None
    if one is None or one.qualifier or noun_of(one)[:1] != noun_of(first)[:1] or not same_kind(first, one):
        return None
    if not _of_the_same(document, one, last):
        return None
    return Account(first, ((1, one),), last)
