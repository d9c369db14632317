"""What was done of what came in, and its percentage: `thụ lý 312 vụ, đã giải quyết 298 vụ, đạt tỷ lệ 95,5%`.

Source: numbers.md (Ratios and ranks); contract code `ratio-percent`. The verbs say outright what is the whole and what
the part (`tiếp nhận`, `thụ lý`, `phải thi hành` and `giải quyết`, `xử lý`, `xét xử`), whatever stands in brackets between
them; two counts side by side have a percentage each (`đạt 98,1% số vụ và 97,4% số bị cáo`). Where any number of the
line makes the percentage with the part, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of, unit_of
from drafting.checks.percentages import Share
from drafting.checks.ratios import OTHER
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "ratio-percent"
_ALL = 100
_INSIDE = re.compile(r"\([^()]*\)")
_CAME = re.compile(
    r"(?<!\w)(?:thu ly|tiep nhan|nhan duoc|phat sinh|phai (?:giai quyet|xu ly|thi hanh)|tong so|du (?:xet|thi)|duoc giao)(?!\w)"
    r"[^;.\d]{0,50}$"
)
_DONE = re.compile(
    r"(?<!\w)(?:giai quyet|xu ly|xet xu|thi hanh|tra ket qua|hoa giai thanh|dieu tra|lam ro|kham pha|tot nghiep|hoan thanh)(?!\w)"
    r"[^;.\d]{0,45}$"
)
_CUE = re.compile(
    r"[^\d;.:()]{0,30}[,(]?\s*\(?(?:dat|bang|chiem|ty le)(?: ty le)?\s*(?:\d[\d.,]*\s?% ve so [^\d;.:()]{1,25})?(?:va )?$"
)
_ABOUT = re.compile(r"\s*ve so ([^\W\d]+)")
_ON_TIME = re.compile(r"(?<!\w)(?:dung|truoc|qua|tre|som) han(?!\w)")
_OUT_OF = re.compile(r"\)?\s*(?:trong|tren) tong so\s*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on percentages of what was done."""
    for percent in document.prose:
        found = _done_of(document, percent)
        if found is None:
            continue
        part, whole = found
        share = Share.of(part.amount, whole.amount, interval(part), interval(whole))
        if share.fits(percent) or share.truncated(percent) or _explained(document, part, percent):
            continue
        right = share.rounded(percent)
        message = f"{part.quote} trên {whole.quote} là {written(right, percent)}, không phải {percent.quote}."
        yield about(
            document, CODE, "error", percent, message, expected=right, evidence=[place(part), place(whole)]
        )


def _done_of(document: Document, percent: Reading) -> tuple[Reading, Reading] | None:
    """What was done and what came in, where the percentage is said of the first."""
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return None
    text = document.plain
    end = percent.end + len(re.split(r"[,;.(]", document.text[percent.end : percent.end + 40])[0])
    after = text[percent.end : end]
    if percent.value == _ALL or OTHER.search(document.text[percent.end : end]):
        return None
    depth = document.brackets.depth
    low, _ = document.sentence(percent.start)
    named = _ABOUT.match(text, percent.end)
    for part in reversed(document.within(low, percent.start)):
        if part.kind != "quantity" or part.change or part.qualifier or not part.value:
            continue
        if depth(part.start) > depth(percent.start):
            continue
        if named and noun_of(part)[:1] != (named[1],):
            continue
        lead = _lead(document, part)
        between = _INSIDE.sub("", text[part.end : percent.start])
        if not named and not _CUE.fullmatch(between):
            return None
        if _ON_TIME.search(after) and not _ON_TIME.search(lead):
            return None
        whole = _whole(document, part, percent) if _DONE.search(lead) else None
        return (part, whole) if whole is not None else None
    return None


def _lead(document: Document, reading: Reading) -> str:
    """The words before a number, those of a count beside it (`84 vụ với 162 bị cáo`) left out."""
    low = max(document.text.rfind("\n", 0, reading.start) + 1, reading.start - 110)
    words = document.plain[low : reading.start]
    return re.sub(r"\d[\d.,]* (?:[^\W\d]+ ){1,3}(?:voi|/|va) ?$", "", words)


def _whole(document: Document, part: Reading, percent: Reading) -> Reading | None:
    """What came in: told before, counted alike, nothing counted alike in between; or behind, `trong tổng số`."""
    index = document.prose.index(percent)
    behind = document.prose[index + 1] if index + 1 < len(document.prose) else None
    if behind is not None and _OUT_OF.fullmatch(document.plain[percent.end : behind.start]):
        return behind if _alike(behind, part) and behind.value and not behind.qualifier else None
    line = document.text.rfind("\n", 0, part.start) + 1
    depth = document.brackets.depth
    for whole in reversed(document.within(line, part.start)):
        if whole.kind != "quantity" or not _alike(whole, part) or depth(whole.start) > depth(part.start):
            continue
        plain = not whole.change and not whole.qualifier and bool(whole.value)
        return whole if plain and _CAME.search(_lead(document, whole)) else None
    return None


def _alike(one: Reading, other: Reading) -> bool:
    return unit_of(one) == unit_of(other) and noun_of(one)[:1] == noun_of(other)[:1] != ()


def _explained(document: Document, part: Reading, percent: Reading) -> bool:
    """True where some number of the line makes the percentage with the part, or the part with some number."""
    line = document.text.rfind("\n", 0, part.start) + 1
    end = document.text.find("\n", percent.end)
    for other in _amounts(document.within(line, end if end >= 0 else len(document.text))):
        if other is not part and _alike(other, part) and Share.of(part.amount, other.amount).fits(percent):
            return True
    return False


def _amounts(readings: Iterable[Reading]) -> Iterator[Reading]:
    yield from (r for r in readings if r.kind == "quantity" and r.value)
