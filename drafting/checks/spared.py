"""Numbers that the words alone would accuse, and that something else in the text tells to be of another thing.

What states a figure rightly in the sentence already, what makes up a total that the figures confirm, a rate that
only some reach, a month's amount beside the whole time's, what is still expected: none of them is that figure's value.
"""

from __future__ import annotations

import re

from drafting.checks.document import Document
from drafting.checks.kinds import counted, noun_of
from drafting.checks.lists import breakdowns
from drafting.checks.plain import plain
from drafting.checks.settle_shapes import of_earlier_year
from drafting.checks.sums import sums
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, Mention

_NEAR = 12
# `16 tỉnh có 100% số xã`: a rate that a counted few reach
_SOME = re.compile(
    r"(?<![\w.,])[\d.,]+ (?:tinh|huyen|xa|phuong|thon|ban|ap|don vi|co quan|dia phuong|truong|chi bo|co so)"
    r"(?:, [^\W\d]+(?: [^\W\d]+)?)?(?: [^\W\d]+){0,3} (?:co|dat|voi)(?: tren| hon| tu)?\s*$"
)
_MONTH = re.compile(r"(?:^|[\s:(])(?:trong|rieng) thang \d{1,2}(?:\s?/\s?\d{4}| nam \d{4})?[\s,]")
_AHEAD = re.compile(
    r"(?:den|vao|het) cuoi nam(?: nay| \d{4})?,? (?:tinh |huyen |xa )?(?:uoc|du kien|se)(?!\w)"
)
_TARGET = re.compile(
    r"(?<!\w)so voi [^;.\d(]{0,40}(?:nghi quyet|muc tieu|chi tieu|ke hoach|du toan)[^;.\d(]{0,30}\(\s*$"
)
_GOES_ON = re.compile(r"[^\d]{0,40}[;,]\s*(?:dat|bang)\s*$")


def spared(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where a number that is not what the figures give is likely no statement of that figure."""
    return (
        _told_rightly(document, mention, chosen)
        or _adds_up(document, mention)
        or _of_another_time(document, mention, chosen)
        or of_earlier_year(document.report, mention, _period(document, chosen))
        or _of_some(document, mention)
        or _of_another_subject(document, mention, chosen)
        or _of_the_rate_before(document, mention, chosen)
        or _target(document, mention, chosen)
    )


def _period(document: Document, chosen: Candidate) -> str | None:
    figure = document.by_key.get(chosen.expression)
    return figure.period if figure is not None else None


def _aligned(document: Document, mention: Mention) -> Alignment | None:
    """The alignment of a number that the figures confirm."""
    found = document.aligned.get(mention.reading.start)
    return found if found is not None and found.agrees and found.chosen is not None else None


def _told_rightly(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where a number before it in the sentence states that figure already: this one counts something else.

    `184 đơn vị cấp huyện của 41 tỉnh`, `thấp hơn 6,25% so với kế hoạch, thấp hơn 7,25% so với nghị quyết`
    """
    if mention.list_id is not None or mention.reading.change == "to":
        return False
    for earlier in reversed(document.mentions[max(0, mention.index - _NEAR) : mention.index]):
        if earlier.sentence != mention.sentence:
            return False
        told = _aligned(document, earlier)
        if told is not None and told.chosen is not None and told.chosen.expression == chosen.expression:
            return _other_noun(earlier.reading, mention.reading) or "-" in chosen.expression
    return False


def _other_noun(one: Reading, other: Reading) -> bool:
    """True where the two count things of different names."""
    nouns = noun_of(one)[:1], noun_of(other)[:1]
    return counted(one) and counted(other) and all(nouns) and nouns[0] != nouns[1]


def _adds_up(document: Document, mention: Mention) -> bool:
    """True for a part of a list that makes a total which the figures confirm, and no other figure's value."""
    if mention.reading.start not in document.view(_confirmed_parts):
        return False
    return all(f.value != mention.reading.value for f in document.by_key.values())


def _confirmed_parts(document: Document) -> frozenset[int]:
    found: set[int] = set()
    for breakdown in document.view(breakdowns):
        for one in sums(document, breakdown):
            head = document.aligned.get(one.head.start)
            exact = one.value == one.head.amount and not one.loose and not one.head.qualifier
            if head is not None and head.agrees and exact and len(one.parts) > 1:
                found |= {p.reading.start for p in one.parts}
    return frozenset(found)


def _of_another_time(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True for a month's amount beside the figures of a longer time, and for what the year is still to bring."""
    if mention.role != "actual" or mention.table is not None:
        return False
    said = document.plain[mention.sentence[0] : mention.reading.start]
    figure = document.by_key.get(chosen.expression)
    monthly = figure is None or "thang" in plain(figure.label)
    longer = document.period is not None and not re.fullmatch(r"\d{4}-\d{2}", document.period)
    return (longer and not monthly and _MONTH.search(said) is not None) or _AHEAD.search(
        said.split(";")[-1]
    ) is not None


def _of_some(document: Document, mention: Mention) -> bool:
    """True for a percentage that only a counted few reach."""
    if mention.reading.kind != "percent" or mention.reading.change:
        return False
    low = max(mention.sentence[0], mention.reading.start - 60)
    return _SOME.search(document.plain, low, mention.reading.start) is not None


def _of_another_subject(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where the figure is stated rightly before, and no number before this one in its sentence is a figure's."""
    if mention.role != "actual" or mention.list_id is not None or mention.table is not None:
        return False
    before = document.mentions[max(0, mention.index - _NEAR) : mention.index]
    here = [m for m in before if m.sentence == mention.sentence]
    if not here or any((a := document.aligned.get(m.reading.start)) and a.agrees for m in here):
        return False
    earlier = (_aligned(document, m) for m in before if m.sentence[0] < mention.sentence[0])
    return any(a.chosen is not None and a.chosen.expression == chosen.expression for a in earlier if a)


def _target(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True for `thấp hơn 7,25% so với nghị quyết (92%)`: the level aimed at, no percentage of it."""
    if mention.reading.kind != "percent" or chosen.role != "of-plan" or "/" not in chosen.expression:
        return False
    start = mention.reading.start
    return _TARGET.search(document.plain, max(mention.sentence[0], start - 90), start) is not None


def _of_the_rate_before(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True for `Độ bao phủ là 81,8%; đạt 99,5% chỉ tiêu`: a percentage of plan of the rate right before it."""
    if mention.role != "of-plan" or not mention.index or mention.reading.change in ("up", "down"):
        return False
    before = document.mentions[mention.index - 1]
    if before.reading.kind != "percent" or before.role != "actual" or before.sentence != mention.sentence:
        return False
    told = _aligned(document, before)
    between = document.plain[before.reading.end : mention.reading.start]
    own = told is not None and told.chosen is not None and set(told.chosen.keys) & set(chosen.keys)
    return _GOES_ON.fullmatch(between) is not None and not own
