"""One thing told twice with two values, anywhere in the document: the same words, place, role, period and unit.

Source: contract code `restated`; the check without figures. An error only where the indicator has one value in a
period (a rate, a total, an average, a yield) and is named with the same telling words both times. Where the words
are merely alike, or what is counted may have happened twice, two values that one slip of the pen sets apart are
worth a look (a warning); any others are taken for two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from drafting.alignment import similarity
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import near_forms
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval
from drafting.checks.parts import parts
from drafting.checks.plain import plain
from drafting.checks.statements import Statement, statements
from drafting.numbers.typos import digits, moved_point, one_slip, significant
from drafting.types import Finding, Severity

CODE = "restated"
# So many telling syllables name an indicator; so many digits are no chance.
TELLING, DIGITS = 3, 3
# What happens many times wants more words before two of them are taken for one.
MANY = 4
_NAME = 5  # words of a heading that names a thing, its label included
_WORD = re.compile(r"[^\W\d_]+")
_ITEM = re.compile(r"\s*([-+*•–])\s*([^:;\n\d]{3,60}(?:số \d+)?[^:;\n\d]{0,40}):")
_Item = tuple[str, str]
# Wordings so alike name one indicator (the catalogue's contrasts included).
ALIKE = 0.8
# Less will do for two wordings of one indicator of the catalogue.
NAMED = 0.7


def check(document: Document) -> Iterable[Finding]:
    """A finding at each later value that is not the first."""
    told: dict[tuple[str, ...], _Said] = defaultdict(_Said)
    for part in document.view(parts):
        for telling in part.document.view(_tellings):
            yield from _compared(document, told[telling.statement.key], telling, part.start)


def _compared(document: Document, earlier: _Said, telling: _Telling, by: int) -> Iterator[Finding]:
    """The finding at a number that one told earlier contradicts; else it is kept for those that follow."""
    found = next(_against(earlier.near(telling, by), telling), None)
    if found is None:
        earlier.add(telling, by)
    else:
        first, since, severity = found
        one, other = first.statement.mention.reading.moved(since), telling.statement.mention.reading.moved(by)
        sure = (
            "Cùng một chỉ tiêu mà nêu hai giá trị"
            if severity == "error"
            else "Có thể là một nội dung nêu hai lần khác nhau"
        )
        message = f"{sure}: {one.quote} ở trên, {other.quote} ở đây."
        yield about(document, CODE, severity, other, message, evidence=[place(one)])


@dataclass(frozen=True, slots=True, eq=False)
class _Telling:
    """A statement with what it is compared by: all of it worked out once for a part of the text, and the same object then.

    Attributes:
        forms: two statements with none in common don't contradict each other.
        said: alike in two that tell the same in the same words.
        item: bullet and label of the line of a list that it stands in.
    """

    statement: Statement
    value: Decimal | None
    forms: tuple[object, ...]
    said: object
    item: _Item | None


def _tellings(document: Document) -> tuple[_Telling, ...]:
    items: dict[int, _Item | None] = {}
    return tuple(_telling(document, one, items) for one in document.view(statements))


def _telling(document: Document, statement: Statement, items: dict[int, _Item | None]) -> _Telling:
    mention = statement.mention
    start = mention.sentence[0]
    if start not in items:
        found = _ITEM.match(document.text, start)
        items[start] = (found[1], plain(found[2])) if found else None
    said = (
        statement.words, statement.indicator, statement.single, mention.subject, mention.path, mention.reading.kind,
        mention.reading.value, *interval(mention.reading), items[start],
    )  # fmt: skip
    return _Telling(
        statement, mention.reading.value, tuple(dict.fromkeys(_forms(statement))), said, items[start]
    )


class _Said:
    """Statements with one key, found by their words and by values that a slip sets apart."""

    def __init__(self) -> None:
        self._all: list[tuple[_Telling, int]] = []
        self._known: set[object] = set()
        self._places: dict[object, dict[Decimal | None, list[int]]] = defaultdict(dict)

    def add(self, telling: _Telling, by: int) -> None:
        """Keep a statement; told again in the same words with the same value it contradicts nothing that the first doesn't."""
        if telling.said in self._known:
            return
        self._known.add(telling.said)
        for form in telling.forms:
            self._places[form].setdefault(telling.value, []).append(len(self._all))
        self._all.append((telling, by))

    def near(self, telling: _Telling, by: int) -> Iterator[tuple[_Telling, int]]:
        """The earlier ones that this one may contradict, in order: not all, for a text has hundreds of one unit."""
        places = {
            at
            for form in telling.forms
            for value, many in self._places.get(form, {}).items()
            if value is None or value != telling.value
            for at in many
        }
        sentence = telling.statement.mention.sentence[0] + by
        for at in sorted(places):
            first, since = self._all[at]
            if (
                first.statement.mention.sentence[0] + since != sentence
            ):  # one tells of two things, whatever words it spares
                yield first, since


def _forms(statement: Statement) -> Iterator[object]:
    reading = statement.mention.reading
    yield statement.words
    if reading.kind == "ratio":
        yield "ratio"  # of one whole: any two parts of it
    elif reading.value is not None:
        yield from near_forms(digits(reading.value))


def _against(
    earlier: Iterator[tuple[_Telling, int]], telling: _Telling
) -> Iterator[tuple[_Telling, int, Severity]]:
    """The earlier statements that this one contradicts."""
    for one, since in earlier:
        severity = _contradicted(one, telling)
        if severity is not None:
            yield one, since, severity


# The same two are compared again after each edit elsewhere.
@lru_cache(maxsize=65536)
def _contradicted(one: _Telling, telling: _Telling) -> Severity | None:
    """How sure it is that two statements contradict each other; None where they don't."""
    first, statement = one.statement, telling.statement
    if not _differ(first, statement) or _siblings(first.mention.path, statement.mention.path):
        return None
    if _two_items(one.item, telling.item):
        return None
    if _same(first, statement) and first.single and statement.single:
        return "error"
    return "warning" if _slipped(first, statement) and _alike(first, statement) else None


def _siblings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True under two short headings of one parent (`a. Vụ xuân`, `b. Vụ hè thu`): they name what is told of."""
    if len(one) != len(other) or len(one) < 2 or one[:-1] != other[:-1] or one[-1] == other[-1]:
        return False
    return all(len(_WORD.findall(path[-1])) <= _NAME for path in (one, other))


def _two_items(one: _Item | None, other: _Item | None) -> bool:
    """True for two lines of a list that are labelled otherwise (`+ Xí nghiệp số 1: …, đạt 108,3% kế hoạch`)."""
    return one is not None and other is not None and one[0] == other[0] and one[1] != other[1]


def _differ(first: Statement, second: Statement) -> bool:
    (a_low, a_high), (b_low, b_high) = interval(first.mention.reading), interval(second.mention.reading)
    return a_high < b_low or b_high < a_low


def _same(first: Statement, second: Statement) -> bool:
    return first.words == second.words and len(first.words) >= TELLING


def _slipped(first: Statement, second: Statement) -> bool:
    """True where a slip of the pen sets two telling values apart; of a ratio's part with one whole, where anything does."""
    a, b = first.mention.reading.value, second.mention.reading.value
    if a is None or b is None:
        return False
    if first.mention.reading.kind == "ratio":
        return True
    return significant(a) >= DIGITS and (one_slip(a, b) or moved_point(a, b))


def _alike(first: Statement, second: Statement) -> bool:
    one, other = first.mention.subject, second.mention.subject
    if len(first.words & second.words) < 2 or not _told_enough(first, second):
        return False
    likeness = similarity(one, other)
    named = first.indicator is not None and first.indicator == second.indicator
    least = NAMED if named else ALIKE
    return likeness >= least or _led_in(one, other)


def _told_enough(first: Statement, second: Statement) -> bool:
    """A statement of a word or two is one of many such."""
    once = first.single or second.single or first.mention.reading.kind == "ratio"
    return min(len(first.words), len(second.words)) >= (2 if once else MANY)


def _led_in(one: str, other: str) -> bool:
    """True where one wording is the other with words before it (`Nổi bật là …`, `Các đoàn thể đã …`)."""
    short, long = sorted(([s.bare for s in telling_syllables(t)] for t in (one, other)), key=len)
    return len(short) >= TELLING and long[-len(short) :] == short
