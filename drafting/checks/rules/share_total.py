"""Shares of one structure make 100%, within what their rounding allows.

Source: contract.md. Read where the words say `cơ cấu` or `tỷ trọng` and at least three shares follow, and where the last
of three and more is said to be what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks import load
from drafting.checks.complete import complete
from drafting.checks.document import Document, Span
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval, sum_of
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "share-total"
_HEAD = re.compile(r"(?<!\w)(?:co cau|ty trong|ti trong)(?!\w)")
_APART = re.compile(r"cùng kỳ|kế hoạch|mục tiêu|từ\s*$|so với|năm trước|phấn đấu", re.IGNORECASE)
_JOINT = re.compile(r"\s*\)?\s*(?:,|;|va(?!\w))[^\d.;]{0,45}")
_REST = re.compile(r"(?<!\w)con lai(?: la| chiem)?\s*$")
_SHARE = re.compile(r"(?<!\w)(?:chiem|ty le|ty trong|co cau)(?!\w)")
_LEAD = 60  # characters before the first share in which a word says that it is one
_WHOLE = Decimal(100)
_SECTORS = (("nong",), ("cong nghiep", "xay dung", "cn"), ("dich vu", "thuong mai"))


def check(document: Document) -> Iterable[Finding]:
    """Findings on the structures of the prose, and on those of the document's own tables."""
    done: set[int] = set()
    for found in document.hits(_HEAD):
        if not document.in_prose(found.start()):
            continue
        span = found.end(), _end(document, found.start())
        shares = _shares(document, span)
        if (len(shares) > 2 or _both(document, shares, span)) and shares[-1].start not in done:
            done.update(s.start for s in shares)
            yield from _judge(document, _without_wholes(shares), span)
    for shares in _closed(document):
        if shares[-1].start not in done:
            yield from _rest(shares, document)


def _closed(document: Document) -> Iterator[list[Reading]]:
    """Shares one behind the other, the last of what is left: `Mông chiếm 48,2%, Dao 21,5%, …, còn lại 4,3%`."""
    run: list[Reading] = []
    for reading in document.prose:
        joined = bool(run) and _JOINT.fullmatch(document.plain, run[-1].end, reading.start) is not None
        run = [*run, reading] if joined else [reading]
        if (
            reading.kind != "percent"
            or reading.change in ("up", "down")
            or reading.basis
            or reading.qualifier
        ):
            run = []
        elif len(run) > 2 and _REST.search(document.plain, run[-2].end, reading.start):
            lead = document.plain[document.sentence(run[0].start)[0] : run[0].start]
            if _SHARE.search(lead[-_LEAD:]) and not _APART.search(
                document.text, run[0].start - len(lead), reading.end
            ):
                yield run


def _end(document: Document, start: int) -> int:
    """The end of the sentence, item lines below it included."""
    end = document.sentence(start)[1]
    if not document.text[:end].rstrip(" .*").endswith(":"):
        return end
    for block in document.lines:
        if block.start > end and block.kind != "item":
            break
        if block.start > end:
            end = block.end
    return end


def _rest(shares: list[Reading], document: Document) -> Iterable[Finding]:
    """A finding where shares whose last is said to be the rest don't make a hundred."""
    low, high = (sum((interval(s)[i] for s in shares), Decimal(0)) for i in (0, 1))
    if low <= _WHOLE <= high:
        return
    formula = " + ".join(s.quote for s in shares)
    message = f"Các tỷ lệ {formula} = {sum_of(shares):f}%".replace(".", ",") + ", không bằng 100%."
    yield about(document, CODE, "error", shares[-1], message, evidence=[place(s) for s in shares[:-1]])


def _shares(document: Document, span: Span) -> list[Reading]:
    shares = [r for r in document.within(*span) if r.kind == "percent" and r.change not in ("up", "down")]
    if not shares:
        return []
    depth = min(document.brackets.depth(r.start) for r in shares)
    level = [r for r in shares if document.brackets.depth(r.start) == depth]
    return [r for r in level if not _APART.search(document.text[max(span[0], r.start - 20) : r.start])]


def _without_wholes(shares: list[Reading]) -> list[Reading]:
    """Those behind the last that make a whole with all before them: `năm 2020 …; năm 2025 tương ứng là …`."""
    since = 0
    for n in range(1, len(shares)):
        run = shares[since : n + 1]
        if len(run) > 2 and sum((s.low or Decimal(0) for s in run), Decimal(0)) <= 100 <= _high(run):
            since = n + 1
    return shares[since:] if since < len(shares) else []


def _high(shares: list[Reading]) -> Decimal:
    return sum((s.high or Decimal(0) for s in shares), Decimal(0))


def _both(document: Document, shares: list[Reading], span: Span) -> bool:
    """True for two shares that make a whole by what they are (`nam`, `nữ`)."""
    if len(shares) != 2:
        return False
    starts = [span[0], shares[0].end]
    words = [document.plain[low : s.start].split(",")[-1] for low, s in zip(starts, shares, strict=True)]
    return complete(words)


def _judge(document: Document, shares: list[Reading], span: Span) -> Iterable[Finding]:
    low, high = sum((s.low or Decimal(0) for s in shares), Decimal(0)), _high(shares)
    value = sum_of(shares)
    if len(shares) < 2 or low <= 100 <= high or any(s.qualifier or s.basis for s in shares):
        return
    words = document.plain[slice(*span)]
    if value > 100 and len(shares) > 2 and load.pattern("list_words.txt", "overlap").search(words):
        return  # `nữ 212 (46,1%), dân tộc thiểu số 61 (13,3%), đoàn viên 301 (65,4%)`
    whole = all(any(w in words for w in names) for names in _SECTORS)
    if value < 60 or (value < 100 and not whole and value < 90):
        return
    formula = " + ".join(s.quote for s in shares)
    message = f"Các tỷ trọng {formula} = {value:f}%".replace(".", ",") + ", không bằng 100%."
    sure = (whole and len(shares) == len(_SECTORS)) or len(shares) == 2
    severity: Severity = "error" if sure else "warning"
    yield about(document, CODE, severity, shares[-1], message, evidence=[place(s) for s in shares[:-1]])
