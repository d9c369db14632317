"""What a number is of the rows told around it: what is left to do, what was added, a difference, several members.

Each is offered where certain words stand beside a number that nothing explains yet, and taken by `settle` only where
the figures give the very value stated: over rows told in the number's own paragraph, or of the member that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from drafting.alignment import units
from drafting.checks.around import Around
from drafting.checks.names import bare
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_again import again
from drafting.checks.settle_left import of_left
from drafting.checks.settle_members import changed_alike, counted, of_members, rows_labelled
from drafting.checks.settle_moments import of_moments
from drafting.checks.settle_shapes import SHAPES, Shape
from drafting.checks.settle_table import Row, SettleTable, candidate, made
from drafting.checks.settle_told import of_told
from drafting.checks.settle_words import LIGHT
from drafting.types import Candidate, Figure, Mention, Role

# Numbers before it in its paragraph that it may go on about, and rows told before that it may name a member of.
NEAR, FAR = 12, 30
_WORDS = re.compile(r"\w+")
_ANEW = re.compile(
    r"(?<!\w)so (?:voi )?(?:cung ky|nam)(?!\w)|(?:tang|giam) [\d.,]+[^,;.()\d]{0,20}\((?:tang|giam)\s*$"
)
_IN_YEAR = re.compile(r"(?:^\s*|[;:,(]\s*)(?:nam |th |thuc hien )?(20\d\d)\s*:?\s*$")
_MORE = re.compile(r"(?<!\w)(?:(?:lon|nhieu|cao|it|thap) )?hon(?! so voi| cung ky| nam)[^,;.\d]{0,30}$")
_APART = re.compile(
    r"(?<!\w)(?:xuat sieu|nhap sieu|boi thu|boi chi|chenh lech|khoang cach|cach biet|chenh nhau|cach nhau)(?!\w)[^;.]{0,80}$"
)
_PLANNED = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|dang ky|ve dich|hoan thanh)(?!\w)")
_SHORT = re.compile(r"(?<!\w)(?:con thieu|thieu|hut|chua dat)(?: \w+){0,2}\s*$")
_GROWN = re.compile(r"(?<!\w)(?:tang|giam|cai thien|toc do|nhanh|cham)(?!\w)")
_SHARED = re.compile(r"(?<!\w)(?:chiem|ty trong|dong gop|bang)(?!\w)")


def around(one: Around) -> Iterator[Candidate]:
    """Readings of the number by what stands around it, the likeliest first."""
    for offered in _all(one):
        if _fits(one.mention, offered):
            yield offered


def _all(one: Around) -> Iterator[Candidate]:
    told = _told(one, NEAR, one.text.rfind("\n", 0, one.mention.reading.start) + 1)
    rows = [*(r for r in _own(one) if r not in told), *told]
    clause = one.clause
    meant = (
        rows[:1] if one.mention.reading.kind == "multiple" else rows
    )  # few digits fit some other row by chance
    for shape in _asked(clause[-60:]):
        if shape.behind.search(one.behind):
            for row in meant:
                for formula in shape.formulas:
                    yield from made(one.table, row, formula, shape.role)
    yield from _behind(one)
    for place in _places(one) or _after_list(one):
        yield from _of_member(one, place)
    if _MORE.search(one.before) or _APART.search(clause):
        yield from _between(one, rows)
    yield from _in_year(one, rows, clause)
    yield from of_moments(one, rows)
    far = _told(one, FAR, 0)
    yield from again(one, rows or far)
    yield from of_told(one, rows, far)
    yield from of_left(one, rows)
    if one.mention.reading.kind == "percent" and _SHARED.search(clause):
        yield from _share(one, rows, plain_words(clause))
    if one.mention.reading.change is None:
        yield from of_members(one, _told(one, FAR, 0))
        yield from counted(one)
    elif one.mention.reading.change in ("up", "down"):
        yield from _of_target(one)
        yield from changed_alike(one, _told(one, FAR, 0))


# Asked of the same words in every check while one types.
@lru_cache(maxsize=16384)
def _asked(clause: str) -> tuple[Shape, ...]:
    """The formulas that the words before a number ask for."""
    return tuple(shape for shape in SHAPES if shape.before.search(clause))


def _fits(mention: Mention, candidate: Candidate) -> bool:
    """True where the number is measured as the candidate is: no percentage for a count."""
    reading = mention.reading
    if reading.kind == "multiple":
        return not candidate.unit or candidate.unit == "lần"
    unit = "%" if reading.kind == "percent" else reading.unit
    return units.fit(unit, candidate.unit) >= units.OTHER_NOUN


def _told(one: Around, most: int, low: int) -> list[Row]:
    """The rows that the numbers before it state rightly, from an offset on, the nearest first."""
    found: dict[tuple[str, str | None], Row] = {}
    for earlier in reversed(one.mentions[max(0, one.mention.index - most) : one.mention.index]):
        alignment = one.by_mention.get(earlier.index)
        if earlier.reading.start < low or alignment is None or alignment.chosen is None:
            continue
        if not alignment.agrees and earlier.companion_of is not None:
            continue
        for key in alignment.chosen.keys:
            figure = one.table.by_key.get(key)
            if figure is not None and (alignment.agrees or alignment.clear):
                name = figure.indicator, figure.scope
                found.setdefault(name, one.table.rows[name])
    return list(found.values())


def _own(one: Around) -> list[Row]:
    """The row that its own words name."""
    alignment = one.by_mention[one.mention.index]
    chosen = alignment.chosen or next(iter(alignment.candidates), None)
    found = [one.table.by_key[k] for k in (chosen.keys if chosen else ()) if k in one.table.by_key]
    return [one.table.rows[f.indicator, f.scope] for f in found[:1]]


def _places(one: Around) -> list[str]:
    """The member that the number is said of, by its name or by words that name no place (`số hộ cấp tỉnh tăng`)."""
    if one.mention.scope:
        return [bare(one.mention.scope)]
    return _worded(one.table, one.before)


def _after_list(one: Around) -> list[str]:
    """The whole, for a change behind its members that is told anew (`…, thôn Hạ 365 m2, so với cùng kỳ tăng 700 m2`)."""
    return [""] if one.mention.reading.change and _ANEW.search(one.clause) else []


def _worded(table: SettleTable, words: str) -> list[str]:
    """The longest of the table's members that some words name."""
    inside = set(_WORDS.findall(words))
    found = {s for last in inside & table.scoped.keys() for s, _ in table.scoped[last]}
    said = [s for s in found if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", words)]
    return sorted(said, key=lambda s: (-len(s), s))[:1]


def _behind(one: Around) -> Iterator[Candidate]:
    """A count with its member behind it (`384 hộ cấp tỉnh, 1.753 hộ cấp huyện`)."""
    if one.mention.reading.change or one.mention.scope:
        return
    clause = re.split(r"[,;.:()]| va ", one.behind)[0]
    for place in _worded(one.table, clause):
        for row in _same_indicators(one, bare(place)):
            yield from made(one.table, row, "A", "actual")


def _of_member(one: Around, place: str) -> Iterator[Candidate]:
    """What is said of a member by a head that names the indicator or goes on with it (`cao nhất là xã A (108,5%)`)."""
    sentence = plain(one.text[slice(*one.mention.sentence)])
    head = sentence[: one.mention.reading.start - one.mention.sentence[0]]
    shapes: list[tuple[str, Role]] = []
    if _PLANNED.search(head):
        shapes.append(("A/P*100", "of-plan"))
    if _SHORT.search(one.before):
        shapes.append(("P-A", "remaining"))
    if _GROWN.search(head):
        shapes += [("(A-S)/S*100", "growth"), ("(S-A)/S*100", "growth"), ("A-S", "growth"), ("S-A", "growth")]
    for row in _same_indicators(one, place):
        for shape, role in shapes:
            yield from made(one.table, row, shape, role)


def _same_indicators(one: Around, place: str) -> Iterator[Row]:
    """The rows of a place, of the indicators told before under the same heading."""
    done: set[str] = set()
    for row in _told(one, FAR, 0):
        label = next(iter(row.values())).label
        if label in done:
            continue
        done.add(label)
        yield from (r for r in rows_labelled(one.table, label) if bare(_scope(r)) == place)


def _scope(row: Row) -> str:
    return next(iter(row.values())).scope or ""


def _between(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """The difference of two figures told before in the paragraph (`thu lớn hơn chi 1.524 triệu đồng`)."""
    actual = [row["actual"] for row in rows if "actual" in row and row["actual"].value is not None]
    compared = _compared(one, actual)
    for first, second in combinations(actual, 2):
        if compared and first not in compared and second not in compared:
            continue
        if first.unit == second.unit and first.value is not None and second.value is not None:
            larger, smaller = (first, second) if first.value > second.value else (second, first)
            yield from candidate(one.table, f"{larger.key}-{smaller.key}", "other")


def _compared(one: Around, told: Sequence[Figure]) -> list[Figure]:
    """Those that the words behind `hơn` name (`cao hơn vụ hè thu 7,7 tạ/ha`); none where they name none."""
    found = re.search(r"(?<!\w)hon(?: so voi)?(?!\w)([^,;.\d]*)$", one.before)
    words = plain_words(found[1]) - LIGHT if found else frozenset[str]()
    return [f for f in told if len(words) > 1 and words <= plain_words(f"{f.label} {f.scope or ''}")]


def _in_year(one: Around, rows: Sequence[Row], clause: str) -> Iterator[Candidate]:
    """The value of a year that stands before it like a label (`2023: 15,2%; 2024: 13,6%`)."""
    said = _IN_YEAR.search(clause)
    roles: dict[int, tuple[str, Role]] = {one.year: ("A", "actual"), one.year - 1: ("S", "same-period")}
    if said and int(said[1]) in roles:
        for row in rows:
            yield from made(one.table, row, *roles[int(said[1])])


def _share(one: Around, rows: Sequence[Row], words: frozenset[str]) -> Iterator[Candidate]:
    """The share of a told figure that the clause names in another, larger one (`tỷ trọng khen đột xuất là 10,34%`)."""
    actual = [row["actual"] for row in rows if "actual" in row and row["actual"].value]
    for part in actual:
        label = plain_words(part.label) - LIGHT
        if len(label & words) * 2 <= len(label):
            continue
        for whole in actual:
            if whole.unit == part.unit and (whole.value or 0) > (part.value or 0):
                yield from candidate(one.table, f"{part.key}/{whole.key}*100", "share")


def _of_target(one: Around) -> Iterator[Candidate]:
    """The growth from what was done to a target told right before (`phấn đấu 19.500 tấn, tăng 4,6%`)."""
    target = one.mentions[one.mention.index - 1] if one.mention.index else None
    if target is None or target.role != "target" or target.sentence != one.mention.sentence:
        return
    value, words = target.reading.value, plain_words(target.subject)
    for row in one.table.rows.values():
        actual = row.get("actual")
        if (
            value is None
            or actual is None
            or actual.scope
            or actual.unit != (target.reading.unit or actual.unit)
        ):
            continue
        if words & (plain_words(actual.label) - LIGHT):
            yield from candidate(one.table, f"({value:f}-{actual.key})/{actual.key}*100", "growth")
            yield from candidate(one.table, f"{value:f}-{actual.key}", "growth")
