"""What one figure told in a number's passage makes of another: shares of a total, and averages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.alignment import units
from drafting.checks.passage import Passage
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_lists import direct
from drafting.checks.settle_table import SettleTable
from drafting.checks.settle_words import LIGHT
from drafting.types import Candidate, Role

_SHARE = re.compile(
    r"(?:\(|(?<!\w)(?:chiem|bang|dat|ty le|ti le|tuong (?:ung|duong)|hay|tuc|dong gop)(?!\w)[^,;.]{0,30})\s*$"
)
_NAMED_TOTAL = re.compile(
    r"\s*(?:cua |so voi |trong )?((?:tong|toan bo)(?: so)? [^,;.():\d]{2,40}?)(?=\s*(?:$|[,;.()]|va ))"
)
_IN_ORDER = re.compile(r"(?<!\w)(?:tuong ung|lan luot|co cau|ty trong)(?!\w)")
_LISTED = re.compile(r"\d\s?%\s*(?:[-–,;]|va)\s*$")
_BRACKET_BEHIND = re.compile(r"^[^;.,\d]{0,40}\(")
# As written: `nông thôn mới đạt` tells no average.
_AVERAGE = re.compile(
    r"(?<!\w)(?:bình quân|trung bình|tính ra)(?!\w)[^;.]{0,60}$|(?<!\w)mỗi \w+[^;.\d]{0,30}$"
)


def shares_in_order(passage: Passage) -> Iterator[Candidate]:
    """The shares of a list told before, in its order: `Cơ cấu tương ứng là 29,4% - 42,2% - 28,3%`."""
    levels = _levels(passage) if _IN_ORDER.search(passage.lead) else []
    for part in levels:
        yield from _shares_of(passage, part, levels)


def shares(passage: Passage) -> Iterator[Candidate]:
    """The part that one figure makes of another one: of one told, or of the total that its label speaks of."""
    if passage.mention.reading.change in ("up", "down"):
        return
    cues = _SHARE.search(passage.lead), _LISTED.search(passage.lead), _BRACKET_BEHIND.match(passage.tail)
    if not any(cues):
        return
    for part in _beside(passage):
        yield from _shares_of(passage, part, _levels(passage))


def _shares_of(passage: Passage, part: Candidate, told: Sequence[Candidate]) -> Iterator[Candidate]:
    if part.unit == "%":
        return  # a rate is no part of a rate
    for whole in [*told, *_totals(passage.table, part), *_named_totals(passage)]:
        if whole.value > part.value > 0 and units.family(part.unit) == units.family(whole.unit):
            yield _of_two(part, whole, Decimal(100))


def _beside(passage: Passage) -> Iterator[Candidate]:
    """The figures told right before and right behind, in its sentence."""
    own = passage.of_sentence()
    for told in (own.before, own.behind):
        near = [one.chosen for one in told if one.chosen.expression in passage.table.by_key]
        yield from near[:1]


def _named_totals(passage: Passage) -> Iterator[Candidate]:
    """The totals that the words right behind the number name: `chỉ bằng 5,1% tổng thu`."""
    said = _NAMED_TOTAL.match(passage.tail)
    words = plain_words(said[1]) if said else frozenset[str]()
    for (_, scope), row in passage.table.rows.items() if words else ():
        whole = row.get("actual")
        if (
            scope is None
            and whole is not None
            and whole.value is not None
            and words <= plain_words(whole.label)
        ):
            yield direct(whole)


def _totals(table: SettleTable, part: Candidate) -> Iterator[Candidate]:
    """The figures of the place whose label is the part's with fewer words: `Tổng số học sinh` of `Học sinh khá`."""
    own = table.by_key[part.expression]
    words = plain_words(own.label) - LIGHT
    for (_, scope), row in table.rows.items():
        whole = row.get("actual")
        if scope == own.scope and whole is not None and whole.value is not None and whole.key != own.key:
            label = plain_words(whole.label) - LIGHT
            if label and label < words:
                yield direct(whole)


def averages(passage: Passage) -> Iterator[Candidate]:
    """One figure told for each of what another one counts."""
    if not _AVERAGE.search(passage.written):
        return
    actual = _levels(passage)
    for whole in actual:
        for count in [*actual, *_counted_by(passage)]:
            if (
                count.value > 1
                and whole.value > 0
                and whole is not count
                and units.family(count.unit) == "count"
            ):
                yield _of_two(whole, count, Decimal(1))


def _counted_by(passage: Passage) -> Iterator[Candidate]:
    """The totals, told or not, of what the average is for: `500 nghìn đồng/hội viên`."""
    each = plain((passage.mention.reading.unit or "").partition("/")[2])
    for (_, scope), row in passage.table.rows.items() if each else ():
        figure = row.get("actual")
        if scope is None and figure is not None and figure.value is not None and plain(figure.unit) == each:
            yield direct(figure)


def _levels(passage: Passage) -> list[Candidate]:
    """The single figures told, the nearest first."""
    found: dict[str, Candidate] = {}
    for one in passage.told:
        if one.chosen.expression in passage.table.by_key:
            found.setdefault(one.chosen.expression, one.chosen)
    return list(found.values())


def _of_two(one: Candidate, other: Candidate, times: Decimal) -> Candidate:
    value = one.value / other.value * times
    share = times == 100
    expression = f"{one.expression}/{other.expression}" + ("*100" if share else "")
    keys = one.expression, other.expression
    role: Role = "share" if share else "other"
    return Candidate(expression, keys, value, value, value, "%" if share else one.unit, role, None, 0.5)
