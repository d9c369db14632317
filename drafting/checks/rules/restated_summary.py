"""A summary repeats what was told before with another value: `Tóm lại … vốn vay đạt 73,7 tỷ đồng`, 73,9 tỷ đồng above.

Source: contract code `restated`. A summary spares words, so the numbers above are looked through for one of the same
unit whose sentence has all of its words. Where one of them has the summary's value, nothing is wrong; where none has
and one slip of the pen sets just one value apart, that is worth a look (a warning).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from drafting.alignment.cues import is_future
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import digits_of, near_forms, slip
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import counted, noun_of, unit_of
from drafting.checks.plain import plain
from drafting.checks.times import path_of
from drafting.numbers.types import Reading
from drafting.types import Finding, Mention

CODE = "restated"
_DIGITS, _WORDS, _FAR = 3, 2, 60
_OPENS = re.compile(r"\W*(?:tom lai|nhin chung|co the noi|danh gia chung|nhu vay|voi (?:ket qua|\d))(?!\w)")
_HEADED = re.compile(r"(?<!\w)(?:danh gia|nhan xet|han che|ket luan|nhan dinh|ton tai)(?!\w)")
_LEADS = re.compile(r"(?<!\w)(?:tóm lại|nhìn chung|như vậy|tuy nhiên|với)(?!\w)", re.IGNORECASE)
_PLANNED = re.compile(r"\W*(?:ke hoach|chi tieu|muc tieu|phan dau)(?!\w)")
_LIGHT = frozenset("quy thang nam dau cuoi ca toan co la dat duoc da trong thuc hien tong so".split())  # noqa: SIM905


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such number of a summary."""
    for mention in document.mentions:
        reading = mention.reading
        if mention.table or mention.role != "actual" or not _asks(reading) or is_future(mention.path):
            continue
        stated = document.aligned.get(reading.start)
        if stated is not None and stated.agrees:
            continue  # a figure confirms it
        if not document.in_prose(reading.start) or not _sums_up(document, mention):
            continue
        words = _words(mention)
        if len(words) < _WORDS:
            continue
        told = list(_told_before(document, mention, words | _named(document, mention)))
        meant = {r.value: r for r in told if _slipped(r, reading)}
        if len(meant) == 1 and not any(r.value == reading.value for r in told):
            first = next(iter(meant.values()))
            message = f"Ở trên nêu {first.quote}, phần tóm lại nêu {reading.quote}."
            yield about(document, CODE, "warning", reading, message, evidence=[place(first)])


def _asks(reading: Reading) -> bool:
    plain_one = reading.kind in ("quantity", "percent") and not reading.qualifier and not reading.basis
    least = _DIGITS + counted(
        reading
    )  # short counts are many; `summed_up` has those that are told in one word
    return plain_one and reading.change not in ("up", "down") and len(digits_of(reading.quote)) >= least


def _sums_up(document: Document, mention: Mention) -> bool:
    """True in a sentence that sums up, or beneath a heading that judges the whole."""
    if _OPENS.match(document.plain, mention.sentence[0]):
        return True
    return bool(_HEADED.search(plain(" ".join(path_of(document, mention.reading.start)[-1:]))))


def _words(mention: Mention) -> frozenset[str]:
    """What the summary's words tell: of what is counted, or of the indicator."""
    noun = [s.bare for s in telling_syllables(mention.reading.noun or "")]
    said = [s.bare for s in telling_syllables(_LEADS.sub(" ", mention.subject))]
    return frozenset(noun if counted(mention.reading) and len(noun) > 1 else said) - _LIGHT


def _named(document: Document, mention: Mention) -> frozenset[str]:
    """Words of the place, and of what its clause tells first (`Tuyên truyền pháp luật được 142 buổi với 4.250 lượt`)."""
    at = mention.reading.start
    low = max(mention.sentence[0], *(document.text.rfind(mark, 0, at) + 1 for mark in ",;:"))
    first = [m.subject for m in document.mentions if low <= m.reading.start < at]
    text = " ".join([mention.scope or "", *first])
    return frozenset(s.bare for s in telling_syllables(_LEADS.sub(" ", text))) - _LIGHT


def _told_before(document: Document, mention: Mention, words: frozenset[str]) -> Iterator[Reading]:
    """The numbers of the sentences above that may tell the same: of its unit, with all of its words around."""
    reading = mention.reading
    near = document.view(_by_form)
    places = {at for form in near_forms(digits_of(reading.quote)) for at in near.get(form, ())}
    for earlier in (document.prose[at] for at in sorted(places)):
        if earlier.end > mention.sentence[0]:
            return
        same = earlier.kind == reading.kind and unit_of(earlier) == unit_of(reading)
        if not same or (counted(reading) and noun_of(earlier)[:1] != noun_of(reading)[:1]):
            continue
        low, high = document.sentence(earlier.start)
        if _PLANNED.match(document.plain, low):
            continue
        around = document.text[low : min(high, earlier.end + _FAR)]
        if words <= {s.bare for s in telling_syllables(around)}:
            yield earlier


def _by_form(document: Document) -> Mapping[str, list[int]]:
    """The numbers of the prose by forms of their digits of which two have one in common where a slip sets them apart."""
    found: dict[str, list[int]] = {}
    for at, reading in enumerate(document.prose):
        for form in set(near_forms(digits_of(reading.quote))):
            found.setdefault(form, []).append(at)
    return found


def _slipped(first: Reading, second: Reading) -> bool:
    """True where one slip of the pen, or the place of the comma, sets two numbers apart as they are written."""
    a, b = digits_of(first.quote), digits_of(second.quote)
    if first.value == second.value or first.change in ("up", "down"):
        return False
    return (len(a) == len(b) and first.scale == second.scale and slip(a, b)) or (
        a == b and first.value not in (None, Decimal(0))
    )
