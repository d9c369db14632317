"""Averages told of heads, and whether an amount over a count gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from drafting.checks.change_words import base_starts
from drafting.checks.document import Document, Span
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import counted, interval, noun_of
from drafting.checks.plain import plain
from drafting.checks.rates import noun_words, of_very_noun, persons
from drafting.numbers.types import Reading
from drafting.numbers.typos import digits, one_slip, significant
from drafting.types import Finding, Severity

CODE = "ratio-percent"
_AVERAGE = re.compile(r"(?<!\w)(?:binh quan|trung binh|tinh ra)(?!\w)[^\d;.]{0,40}$")
# what the average is one of, if not of the numbers before it
ELSE = re.compile(
    r"(?<!\w)(?:ca nuoc|toan quoc|ca tinh|toan tinh|khu vuc|vung|so voi|(?:cao|thap|nhieu|it) hon|cung ky|nam truoc|ke hoach"
    r"|chi tieu|muc tieu|nghi quyet)(?!\w)"
)
_WORDS = r"[^\W\d_]+(?: [^\W\d_]+)"
# `mỗi chi hội làm tiết kiệm bình quân 15 triệu đồng`, `bình quân một ngày tiếp nhận 265 lượt`, `tính ra mỗi buổi có 80 lượt`
_PER = re.compile(
    rf"(?<!\w)(?:moi|mot|1|tung) ({_WORDS}{{0,5}}) (?:binh quan|trung binh)(?: la| duoc| dat| co)*\s*$"
    rf"|(?<!\w)(?:binh quan|trung binh|tinh ra)(?: chung| thi)?,? (?:cho |tren )?(?:moi|mot|1|tung) "
    rf"({_WORDS}{{0,6}})[\s:]*$"
)
# `8 chi hội/cơ sở`
_SLASH = re.compile(rf"\s*{_WORDS}{{0,3}}\s*/\s*(?:0?1 |mot |moi )?({_WORDS}?)(?!\s*/)")
# what is no part of an amount told before, unless that is called so too
_OWN = re.compile(r"(?<!\w)(?:thu nhap|luong|doanh thu|loi nhuan|chi phi|tuoi|diem|nang suat|gia tri)(?!\w)")
_SAID = re.compile(r"binh quan|trung binh|tinh ra")
_LEAD = 80
_TELLING = 3
_TIMES = frozenset({"luot", "lan"})
_ROUGH = frozenset({"about", "nearly", "more-than", "less-than", "at-least", "at-most"})


def averages(document: Document) -> tuple[tuple[Reading, str, str], ...]:
    """The averages of the prose with what is averaged and over what."""
    return tuple(a for r in document.prose if (a := _average(document, r)) is not None)


def _average(document: Document, reading: Reading) -> tuple[Reading, str, str] | None:
    if reading.kind != "quantity" or reading.change:
        return None
    low = document.sentence(reading.start)[0]
    lead = document.plain[max(low, reading.start - _LEAD) : reading.start]
    if not _SAID.search(lead):
        return None
    amount, head = _told_of(document, reading, lead)
    return (reading, amount, head) if head else None


def _told_of(document: Document, reading: Reading, lead: str) -> tuple[str, str]:
    """What is averaged and over what: by the unit (`triệu đồng/hộ`), or in words (`mỗi suất bình quân 801 nghìn đồng`)."""
    amount, _, head = (reading.unit or "").partition("/")
    counted_for = (
        _SLASH.match(document.plain, reading.end) if not head and amount and counted(reading) else None
    )
    if counted_for and counted_for[0].strip().startswith(plain(amount)):
        return (amount, counted_for[1]) if _AVERAGE.search(lead) else ("", "")
    if head:
        return (amount, "" if "/" in head else plain(head)) if _AVERAGE.search(lead) else ("", "")
    found = _PER.search(lead)
    return (amount, " ".join((found[1] or found[2]).split()[:2])) if found else ("", "")


def told_before(
    document: Document, low: int, reading: Reading, amount: str, head: str
) -> tuple[list[Reading], list[Reading]]:
    """The amounts and the counts of a kind since an offset."""
    return told_in(document, (low, reading.start), reading, amount, head)


def told_in(
    document: Document, span: Span, reading: Reading, amount: str, head: str
) -> tuple[list[Reading], list[Reading]]:
    """The same of a span; what stands in brackets that the average doesn't stand in counts where nothing else does."""
    found = [r for r in document.within(*span) if r.kind == "quantity" and not r.change]
    words, heads = plain(amount).split(), head.split()
    spoken = document.plain[max(span[0], reading.start - _LEAD) : reading.start]
    own = _OWN.findall(spoken[max(spoken.rfind(c) for c in ",;.") + 1 :])
    totals = [r for r in found if _measures(r, amount, words) and _called(document, r, own)]
    then = document.view(base_starts)  # `bình quân … mỗi hội viên` is over those of now
    counts = [r for r in found if of_very_noun(r, heads) and r.start not in then]
    return _outside(document, reading, totals), _outside(document, reading, counts)


def _measures(total: Reading, amount: str, words: list[str]) -> bool:
    """True where an amount is told in what the average is told in, people by any name."""
    if total.unit == amount:
        return True
    first = plain(total.noun or total.unit or "").split()[:1]
    if words and first and {first[0], words[0]} <= _TIMES:  # `13.120 lượt chị em`, `96.876 lần khám`
        return True
    said = noun_words(total)
    if not words or not counted(total) or not said:
        return False
    return tuple(words) == noun_of(total) or said[1:] == words or (persons(said) and persons(words))


def _called(document: Document, total: Reading, own: list[str]) -> bool:
    """False where the average is of an income or the like, and the amount is not called so."""
    low = document.sentence(total.start)[0]
    return all(word in document.plain[low : total.start] for word in own)


def _outside(document: Document, reading: Reading, found: list[Reading]) -> list[Reading]:
    depth = document.brackets.depth
    return [r for r in found if depth(r.start) <= depth(reading.start)] or found


def _rounded(average: Reading) -> tuple[Decimal, Decimal]:
    """What an average may be rounded from: `80 lượt` is no exact count."""
    low, high = interval(average)
    half = average.step / 2 if low == high else Decimal(0)
    return low - half, high + half


def fits(average: Reading, total: Reading, count: Reading) -> bool:
    """True where an amount over a count can be the average."""
    (low, high), (few, many), (least, most) = interval(average), interval(count), interval(total)
    return few > 0 and least / many <= high + average.step and low <= most / few


def slipped(average: Reading, total: Reading, count: Reading) -> bool:
    """True where one slip in the average or in the amount is all that is amiss."""
    right = average.as_fine(total.amount / count.amount)
    whole = len(digits(average.amount)) >= _TELLING and one_slip(average.amount, right)
    back = total.as_fine(average.amount * count.amount)
    return (
        whole
        or (total.amount == average.amount * count.amount)
        or (
            significant(total.amount) >= _TELLING
            and one_slip(total.amount, back)
            and average.amount * count.amount == back
        )
    )


def judge(document: Document, average: Reading, total: Reading, count: Reading) -> Iterable[Finding]:
    """A finding where an amount over a count is not the average."""
    (low, high), (few, many), (least, most) = _rounded(average), interval(count), interval(total)
    rough = {average.qualifier, total.qualifier, count.qualifier} & _ROUGH
    if total.start == count.start or rough or few <= 0 or (least / many <= high and low <= most / few):
        return
    exact = total.amount / (count.value or Decimal(1))
    right = average.as_fine(exact)
    cut = (exact / average.scale).quantize(average.last_place, ROUND_DOWN) * average.scale == average.value
    severity: Severity = "info" if cut else "error"
    message = (
        f"{total.quote} chia cho {count.quote} là {written(right, average)}, không phải {average.quote}."
    )
    yield about(
        document, CODE, severity, average, message, expected=right, evidence=[place(total), place(count)]
    )


def fits_many(average: Reading, total: Reading, count: Decimal) -> bool:
    """True where an amount over so many can be the average, its last place cut off too."""
    (low, high), (least, most) = _rounded(average), interval(total)
    return least / count < high + average.step / 2 and low <= most / count


def judge_list(
    document: Document, average: Reading, total: Reading, count: Decimal, parts: tuple[Reading, ...]
) -> Iterable[Finding]:
    """A finding where an amount over so many is not the average."""
    if average.qualifier or total.qualifier or fits_many(average, total, count):
        return
    right = total.amount / count
    message = f"{total.quote} chia cho {count} là {written(right, average)}, không phải {average.quote}."
    evidence = [place(total), *(place(r) for r in parts)]
    yield about(document, CODE, "error", average, message, expected=right, evidence=evidence)
