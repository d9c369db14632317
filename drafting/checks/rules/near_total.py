"""Numbers told side by side add up to the total told near them: `4.285 giường bệnh, 2.140 giường tuyến tỉnh, …`.

Source: issue text (sums of parts, across a paragraph break; nested breakdowns). No word need open the list; so only
one slip of the pen between the parts and the total tells that they belong together, and it is a warning. Three parts and
more in the unit of a total of four digits and more, with no word that leaves some out, come that near by no chance: an error.
So are parts that divide the whole by one quality (`12 tập thể thuộc khối xã và 19 tập thể thuộc khối cơ quan`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import counted, same_kind, unit_of
from drafting.checks.runs import Added, added, explained_parts, in_sums
from drafting.numbers.typos import digits
from drafting.types import Finding, Severity

CODE = "sum-of-parts"
_OPENED = re.compile(r"[^\d;.()]{0,40}, ?(?:trong do|gom|bao gom|chia ra)(?: co)?:? ")
_LAST = re.compile(r"(?<!\w)va(?: co)? $")
_FAR, _FRAME = 60, 4  # words that all parts have behind their numbers
_PARTS, _DIGITS = 3, 4
_TELLING = 3


def check(document: Document) -> Iterable[Finding]:
    """Findings on totals that their parts miss by a slip."""
    whole, within = document.view(in_sums), document.view(explained_parts)
    seen: set[int] = set()
    yield from _rounded(document)
    for one in document.view(added):
        parts = one.run.parts
        known = within if one.run.items else whole  # an item may be the total of what stands under it
        fitted = sum(r.start in known for r in parts)
        if (
            one.fits
            or one.total.start in (seen | whole)
            or fitted > 1
            or fitted == len(parts)
            or _goes_on(document, one)
        ):
            continue
        seen.add(one.total.start)
        formula = " + ".join(r.quote for r in parts)
        total = written(one.run.value, one.total)
        message = f"Nêu {one.total.quote}, còn các phần kể bên cạnh {formula} = {total}."
        sure = _certain(document, one) or _partition(document, one) or _paired(one)
        severity: Severity = "error" if sure else "warning"
        yield about(document, CODE, severity, one.total, message, evidence=[place(r) for r in parts])


def _goes_on(document: Document, one: Added) -> bool:
    """True where the numbers behind the run make what is lacking, or where a few of its own do so by chance."""
    total, last = one.total, one.run.parts[-1]
    lines = document.text.count("\n", min(total.end, last.end), max(total.start, last.end))
    if lines > 1 and len(digits(total.amount)) < _TELLING:
        return True  # far off, a small number is near to some sum
    lacking = total.amount - one.run.value
    end = document.sentence(last.start)[1]
    for reading in document.within(last.end, end):
        lacking -= reading.amount if unit_of(reading) == unit_of(last) and reading.value is not None else 0
        if lacking == 0:
            return True
    # `Sở X 13 và Ban Quản lý các khu công nghiệp 8`: a number that may be a name's
    names = (r for r in document.readings if last.end <= r.start < end and r.kind == "name")
    return any(r.quote.isdigit() and Decimal(r.quote) == total.amount - one.run.value for r in names)


def _rounded(document: Document) -> Iterable[Finding]:
    """Sums that are off by what rounding may do, though so many digits fit by no chance: a note, as of a list's sum."""
    exact = {r.start for a in document.view(added) if a.fits and not a.off for r in (*a.run.parts, a.total)}
    seen: set[int] = set()
    for one in document.view(added):
        parts = one.run.parts
        told = one.off and len(digits(one.total.amount)) >= _PARTS and one.total.start not in seen
        if not told or any(r.start in exact for r in parts):
            continue
        seen.add(one.total.start)
        formula = " + ".join(r.quote for r in parts)
        total = written(one.run.value, one.total)
        message = f"Nêu {one.total.quote}, còn các phần {formula} = {total} (lệch, có thể do làm tròn)."
        far = abs(one.run.value - one.total.amount) >= 2 * one.total.step
        severity: Severity = "warning" if far or not one.total.scale_word else "info"
        yield about(document, CODE, severity, one.total, message, evidence=[place(r) for r in parts])


def _certain(document: Document, one: Added) -> bool:
    total, parts = one.total, one.run.parts
    alike = all(unit_of(r) == unit_of(total) and r.decimals == total.decimals for r in parts)
    if len(parts) < _PARTS or len(digits(total.amount)) < _DIGITS or total.kind != "quantity" or not alike:
        return False
    gap = abs(total.amount - one.run.value)
    if not counted(total) and gap * 2 <= total.step * (len(parts) + 1):
        return False  # rounding may be all
    between = document.plain[min(total.end, parts[0].start) : max(parts[0].start, total.start)]
    return not load.pattern("list_words.txt", "partial").search(between) and total.end < parts[0].start


def _paired(one: Added) -> bool:
    """True where a second number of each part adds up, and the total counts what the parts count."""
    return one.run.paired and all(same_kind(one.total, r) for r in one.run.parts)


def _partition(document: Document, one: Added) -> bool:
    """True where the words behind the parts go on alike up to the quality's name, and `và` closes the list."""
    plain, parts = document.plain, one.run.parts
    if one.total.end > parts[0].start or not _OPENED.fullmatch(plain, one.total.end, parts[0].start):
        return False
    words = [plain[r.end : r.end + _FAR].split()[:_FRAME] for r in parts]
    alike = len(words[0]) == _FRAME and all(w == words[0] for w in words)
    return alike and _LAST.search(plain, parts[-2].end, parts[-1].start) is not None
