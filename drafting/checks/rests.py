"""What is left of a whole beside its part: `4/7 thôn (còn 3 thôn …)`, `46/52 đơn vị gửi đúng hạn (88,5%), 06 đơn vị gửi chậm`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.kinds import noun_of, people
from drafting.numbers.types import Reading

_LEFT = re.compile(r"(?<!\w)còn(?:\s+lại)?(?:\s+(?:là|có))?\s*:?\s*$", re.IGNORECASE)
_LEFT_AFTER = re.compile(r"^\s*[\w\s]{1,25}?còn lại", re.IGNORECASE)

# `479/482 học sinh đỗ tốt nghiệp (99,4%), 3 em chưa đỗ`: the deed denied
_DENIED = re.compile(r"\s*[^;,.()\d]{0,45}?(?<!\w)(?:chua|khong)(?: duoc)? ([^;,.()\d]{1,30})")
_LATE = re.compile(r"\s*[^;.()\d]{0,30}?(?<!\w)(?:cham|muon|tre han|qua han)(?!\w)")
_IN_TIME = re.compile(r"(?<!\w)(?:dung|truoc|kip) (?:han|thoi)")
_MOST = 4


def left_over(document: Document) -> Iterator[tuple[Reading, Reading]]:
    """Ratios with what the text says is left of them: `4/7 thôn (còn 3 thôn …)`."""
    ratio: Reading | None = None
    for reading in document.prose:
        if reading.kind == "ratio":
            ratio = reading
        elif ratio is not None and _left(document, ratio, reading):
            yield ratio, reading
            ratio = None


def _left(document: Document, ratio: Reading, reading: Reading) -> bool:
    """True where the number is what the ratio leaves: near, of the same noun, said to be left."""
    same = noun_of(ratio)[:1] == noun_of(reading)[:1] != ()
    if not same or reading.kind != "quantity" or reading.start - ratio.end > 160:
        return False
    if document.sentence(ratio.start) != document.sentence(reading.start):
        return False
    between = (r for r in document.within(ratio.end, reading.start) if noun_of(r)[:1] == noun_of(ratio)[:1])
    if any(r.amount + reading.amount == ratio.of for r in between):
        return False  # `13/14 trạm có bác sĩ; 12 trạm đạt tiêu chí, 02 trạm chưa đạt`
    before = document.text[max(ratio.end, reading.start - 14) : reading.start]
    if _LEFT.search(before) or _LEFT_AFTER.match(document.text[reading.end : reading.end + 40]):
        return True
    told = document.plain[document.sentence(ratio.start)[0] : reading.start]
    return _contrary(document, told, reading)


def rests(document: Document) -> Iterator[tuple[Reading, Reading]]:
    """Ratios with the number right behind that is their rest: `9/11 đội hoàn thành xuất sắc, 2 đội hoàn thành`.

    A percentage may stand between: `46/58 trường được công nhận, tỷ lệ 79,3%; 12 trường chưa đạt`.
    """
    prose = document.prose
    nearest = zip(prose, prose[1:], (*prose[2:], *prose[-1:]), strict=False)
    for ratio, rest in ((a, c if b.kind == "percent" else b) for a, b, c in nearest):
        whole, part = ratio.of, ratio.value
        if ratio.kind != "ratio" or rest.kind != "quantity" or whole is None or part is None:
            continue
        same = noun_of(ratio)[:1] == noun_of(rest)[:1] != ()
        together = document.sentence(ratio.start) == document.sentence(rest.start)
        if same and rest.plain and together and rest.value == whole - part:
            yield ratio, rest


def denied(document: Document) -> Iterator[tuple[Reading, Reading]]:
    """Ratios with the count right behind of those of whom the same deed is denied, or who were late."""
    prose = document.prose
    for at, ratio in enumerate(prose):
        behind = [r for r in prose[at + 1 : at + 3] if r.kind != "percent"] if ratio.kind == "ratio" else []
        rest = behind[0] if behind else None
        if rest is None or rest.kind != "quantity" or not rest.plain or not _alike(ratio, rest):
            continue
        low, high = document.sentence(ratio.start)
        apart = rest.start >= high or document.brackets.depth(rest.start) != document.brackets.depth(
            ratio.start
        )
        if not apart and _contrary(document, document.plain[low : rest.start], rest):
            yield ratio, rest


def _alike(ratio: Reading, rest: Reading) -> bool:
    general = load.pattern("list_words.txt", "general")
    same = noun_of(ratio)[:1] == noun_of(rest)[:1] != ()
    return same or people(ratio, rest) or bool(general.match(" ".join(noun_of(rest))))


def _contrary(document: Document, told: str, rest: Reading) -> bool:
    """True where all words denied stand in what was told of the ratio, or one is in time and the other late."""
    behind = document.plain[rest.end : rest.end + 80]
    if _LATE.match(behind):
        return _IN_TIME.search(told) is not None
    found = _DENIED.match(behind)
    words = found[1].split()[:_MOST] if found else []
    return bool(words) and all(f" {w} " in f" {told} " for w in words)
