"""A total said behind its parts: `Thôn Thượng 12 hộ, thôn Hạ 15 hộ, tổng cộng 27 hộ`.

Source: numbers.md (Rounding). The parts are the numbers of the same kind before it in its sentence, each with words
of its own; a part may be left out of the total only where fewer of them add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import additive, counted, interval, noun_of, people, same_kind, sum_of, unit_of
from drafting.numbers.types import Reading
from drafting.numbers.typos import digits, slipped_sum
from drafting.types import Finding, Severity

CODE = "sum-of-parts"
_ADDED = re.compile(r"(?<!\w)(?:tong cong|cong chung|cong lai)(?: la| co| duoc| dat)?[\s:]*$")
_SUMMED = re.compile(
    r"(?:\A|(?<=\n)|(?<=[.;,(] )|(?<=[(]))[Cc]ộng(?: (?:là|lại|có|được|chung|các [^\d,;.()]{2,25}|cả [^\d,;.()]{2,25}))*[\s:]*$"
)
_SUM_OF = re.compile(
    r"(?<=[.;,] )[Cc]ộng (?!với|thêm|đồng|tác|hòa|hưởng|dồn|sự|sản|chung)(?!\w* lại)[^\d;.:()]{3,70} $"
)
_OPENED = re.compile(r"\((?:[^()\d]*)$")
# `Tổng sản lượng …`: of the very thing; `Tính chung …`: of all that was counted
_TOGETHER = re.compile(
    r"(?<!\w)(?:tong (san luong|dien tich|kinh phi|so tien|gia tri|von|thu|chi)"
    r"|tong hop lai|tinh chung(?: lai)?|gop lai)(?!\w)"
)
_DIGITS = 4  # of a smaller total almost any sum is a slip away
_SPARED = 2  # parts
_GENERAL = re.compile(r"(?:truong hop|dau moi)(?!\w)")  # what things of several kinds are counted in together
_WHOLE = re.compile(
    r"[;,]\s*(?:ca|toan) (?:xa|huyen|tinh|truong|phuong|thi tran|thanh pho|cum|khoi|don vi)(?: la| co| duoc| dat)?\s*:?\s*$"
)


def check(document: Document) -> Iterable[Finding]:
    """Findings on totals that close an enumeration."""
    done: set[int] = set()
    for finding in (*_closing(document), *_of_sentence_before(document)):
        if finding.start is not None and finding.start not in done:
            done.add(finding.start)
            yield finding


def _of_sentence_before(document: Document) -> Iterator[Finding]:
    """Totals of what the sentence before told: `lúa 10.682 tấn, ngô 14.469 tấn. Tổng sản lượng cả năm 25.151 tấn`."""
    for found in document.hits(_TOGETHER):
        low, end = document.sentence(found.start())
        if document.plain[low : found.start()].strip(" -+*") or not document.in_prose(found.start()):
            continue
        since = _before(document, low)
        before = [r for r in document.within(since, low) if r.kind == "quantity" and not r.qualifier]
        alike = [
            (t, [r for r in before if _adds(document, found[1], t, r)])
            for t in document.within(found.end(), end)
        ]
        sums = [(t, parts) for t, parts in alike if len(parts) > 1 and t.plain and additive(t)]
        for total, parts in sums if found[1] is None else sums[:1]:
            fits = _adds_up(parts, total)
            proved = any(_adds_up(p, t) for t, p in sums if t is not total)
            slip = slipped_sum(total.amount, [r.amount for r in parts])
            if not fits and slip:
                sure = proved or len(digits(total.amount)) >= _DIGITS
                yield from _finding(document, parts, total, "error" if sure else "warning")


def _adds(document: Document, thing: str | None, total: Reading, part: Reading) -> bool:
    """True for a number counted or measured alike, of the very thing where `Tổng …` names it."""
    same = unit_of(total) == unit_of(part) and _noun(total) == _noun(part) and not part.change
    if not same or not total.value or part.value is None or thing is None:
        return same and bool(_noun(total)) and bool(total.value)
    lead = document.plain[max(document.sentence(part.start)[0], part.start - 30) : part.start]
    return re.search(rf"(?<!\w){thing}[^\d,;.]{{0,12}}$", lead) is not None


def _noun(reading: Reading) -> tuple[str, ...]:
    words = noun_of(reading)
    return words[1:] if words[:1] == ("luot",) and len(words) > 1 else words


def _closing(document: Document) -> Iterator[Finding]:
    for total in document.prose:
        if (
            not additive(total)
            or total.kind != "quantity"
            or total.change in ("up", "down")
            or total.qualifier
        ):
            continue
        low, _ = document.sentence(total.start)
        lead = document.plain[low : total.start]
        summed = _SUMMED.search(document.text, low, total.start)  # with its accents: `công` is another word
        named = None if summed else _SUM_OF.search(document.text, low, total.start)
        summed = summed or named
        if not (_ADDED.search(lead) or _WHOLE.search(lead) or summed):
            continue
        if summed and summed.start() == low:
            low = _before(document, low)
        parts = _parts(document, low, total)
        if named and not (
            len(digits(total.amount)) >= _DIGITS and slipped_sum(total.amount, [r.amount for r in parts])
        ):
            continue  # `…, cộng nguồn xã hội hóa 45 triệu đồng` may be one more part
        if len(parts) > 1 and not _adds_up(parts, total):
            yield from _finding(document, parts, total)


def _before(document: Document, low: int) -> int:
    """Where the sentence before begins, in the same line; else where this one does."""
    line = document.text.rfind("\n", 0, low) + 1
    end = len(document.text[:low].rstrip())
    return document.sentence(end - 1)[0] if end > line else low


def _parts(document: Document, low: int, total: Reading) -> list[Reading]:
    """The numbers before it that may be its parts; none where one of them is no part."""
    depth = document.brackets.depth(total.start)
    if depth and (opened := _OPENED.search(document.text, low, total.start)) is not None:
        return _parts_at(document, low, opened.start(), depth - 1, total)  # `… 11 em (tổng cộng 1.512 em)`
    return _parts_at(document, low, total.start, depth, total)


def _parts_at(document: Document, low: int, end: int, depth: int, total: Reading) -> list[Reading]:
    before = [r for r in document.within(low, end) if document.brackets.depth(r.start) == depth]
    parts = [r for r in before if r.kind == "quantity" and additive(r) and _alike(total, r)]
    if _GENERAL.match(" ".join(noun_of(total))) and all(counted(r) and r.noun for r in before):
        parts = before  # `1.873 tập thể và 2.946 cá nhân, cộng là 4.819 trường hợp`
    moved = any((r.change in ("up", "down") and not _named(document, r)) or r.qualifier for r in parts)
    return [] if moved or len(parts) != len([r for r in before if r.kind == "quantity"]) else parts


def _named(document: Document, reading: Reading) -> bool:
    """`thôn Hạ 9 hộ`: the word before it is a name, no fall."""
    return bool(re.search(r"[A-ZĐ]\w*\s*$", document.text[max(0, reading.start - 12) : reading.start]))


def _alike(total: Reading, part: Reading) -> bool:
    return people(total, part) or same_kind(total, part) or _same_word(total, part)


def _same_word(total: Reading, part: Reading) -> bool:
    """`347 hs` of `758 học sinh`: a unit written by its first letters."""
    short, words = (part.unit or "").lower(), (total.unit or total.noun or "").lower().split()
    return len(short) > 1 and short == "".join(w[0] for w in words)


def _adds_up(parts: Sequence[Reading], total: Reading) -> bool:
    """True where all of them, or those from some point on, make the total."""
    low, high = interval(total)
    if len(parts) > _SPARED and total.amount in (sum_of(parts) - r.amount for r in parts):
        return True  # all but one, which compares them (`hơn 109`)
    for first in range(len(parts) - 1):
        bounds = [interval(r) for r in parts[first:]]
        if sum((b[0] for b in bounds), Decimal(0)) <= high and sum((b[1] for b in bounds), Decimal(0)) >= low:
            return True
    return False


def _finding(
    document: Document, parts: Sequence[Reading], total: Reading, severity: Severity = "error"
) -> Iterable[Finding]:
    value = sum_of(parts)
    formula = " + ".join(r.quote for r in parts)
    message = f"Tổng nêu là {total.quote}, nhưng các phần {formula} = {written(value, total)}."
    expected = value if severity == "error" else None
    yield about(
        document, CODE, severity, total, message, expected=expected, evidence=[place(r) for r in parts]
    )
