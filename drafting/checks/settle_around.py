"""What a number is of the rows told around it: what is left to do, what was added, a difference, several members.

Each reading is offered where certain words stand beside a number that nothing explains yet, and taken by `settle`
only where the figures give the very value stated. The words ask for one formula; no row is tried that was not told
in the number's own paragraph, or of the member whom it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.errors import InputError
from corpus.types import Report
from drafting import figures
from drafting.alignment import units
from drafting.checks.names import bare
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_table import Row, SettleTable, made
from drafting.checks.settle_words import LIGHT
from drafting.types import Alignment, Candidate, Figure, Mention, Role

# Numbers before it in its paragraph that it may go on about, and rows told before that it may name a member of.
NEAR, FAR = 12, 30
_BASE = r"(?:ke hoach|chi tieu|du toan|muc tieu|nghi quyet|du kien|khung|muc de ra|muc giao|dang ky)"
_TO_PLAN = (
    rf"[^,;.:()\d]{{0,25}}?(?:nua|moi (?:du|dat)|(?:de|la|thi) (?:du|dat)|so (?:voi )?(?:muc )?{_BASE})(?!\w)"
)
_PAST = r"(?:cung ky|nam (?:truoc|ngoai|lien ke|\d{4})|dau nam|(?:\d+|sau|chin|ba) thang(?: dau)? nam \d{4})"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A formula over a row, with the words that ask for it before and behind the number."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    formulas: tuple[str, ...]
    role: Role


def _shape(before: str, behind: str, formulas: str, role: Role) -> _Shape:
    return _Shape(re.compile(rf"(?:{before})\s*$"), re.compile(behind), tuple(formulas.split()), role)


_SHAPES = (
    _shape(r"(?<!\w)(?:con|con thieu|con phai(?: \w+){1,3})", rf"^{_TO_PLAN}", "P-A A-P", "remaining"),
    _shape(r"(?<!\w)(?:phai|can)(?: \w+){1,4}? (?:tiep|them|nua)", "", "P-A A-P", "remaining"),
    _shape(r"(?<!\w)(?:con (?:du|thua|chua \w+)|hut(?: \w+){0,2}|chua dat)", "", "P-A", "remaining"),
    _shape(r"(?<!\w)vuot(?: them| khoang)?", rf"^(?![^,;.:()\d]{{0,25}}{_PAST})", "A-P (A-P)/P*100", "of-plan"),
    _shape(r"", rf"^[^,;.:()\d]{{0,25}}?so (?:voi )?(?:muc )?{_BASE}", "A-P P-A (A-P)/P*100", "of-plan"),
    _shape(rf"(?<!\w)(?:hon|vuot)(?: so voi)?(?: muc)? {_BASE}(?: \w+){{0,3}}", "", "A-P P-A (A-P)/P*100", "of-plan"),
    _shape(r"(?<!\w)them(?: duoc| moi)?", "", "A-S", "growth"),
    _shape(r"(?<!\w)them(?: duoc| moi)? [\d.]+[^,;.:()\d]{1,40}(?:,| va)", "", "A-S", "growth"),
    _shape(
        r"(?<!\w)(?:bang|gap|dat)(?: khoang| gan| hon)?", rf"^[^,;.:()\d]{{0,12}}?(?:so (?:voi )?)?{_PAST}",
        "A/S*100 A/S", "growth",
    ),
    _shape(
        r"[,(]\s*(?:tuc(?: la)?|tuong (?:ung|duong)|hay)(?: voi)?(?: tang| giam)?(?: khoang)?", "",
        "(A-S)/S*100 (S-A)/S*100 A-S S-A", "growth",
    ),
)  # fmt: skip
_MORE = re.compile(r"(?<!\w)(?:lon|nhieu|cao|it|thap) hon(?! so voi| cung ky| nam)[^,;.\d]{0,30}$")
_APART = re.compile(r"(?<!\w)(?:chenh lech|khoang cach|cach biet|chenh nhau|cach nhau)(?!\w)[^;.]{0,80}$")
_PLANNED = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|dang ky|ve dich|hoan thanh)(?!\w)")
_GROWN = re.compile(r"(?<!\w)(?:tang|giam|cai thien|toc do|nhanh|cham)(?!\w)")
_SHARED = re.compile(r"(?<!\w)(?:chiem|ty trong|dong gop|bang)(?!\w)")
_EARLIER = re.compile(r"(?<!so voi )(?<!hon )(?:nam |[;:(,] |^)(20\d\d)(?: [^\W\d]+){0,3}\s*[:(]?\s*$")


@dataclass(frozen=True, slots=True)
class Around:
    """A number with what stands around it.

    Attributes:
        before, behind: plain words from the number before it, and up to the one behind it.
        text: the whole text.
    """

    table: SettleTable
    mentions: Sequence[Mention]
    by_mention: Mapping[int, Alignment]
    mention: Mention
    before: str
    behind: str
    text: str

    @property
    def clause(self) -> str:
        """Plain words of its sentence up to it, from the last semicolon on."""
        low = max(self.mention.sentence[0], self.text.rfind(";", 0, self.mention.reading.start) + 1)
        return plain(self.text[low : self.mention.reading.start])


def of_earlier_year(report: Report, mention: Mention) -> bool:
    """True for a value of a year before the last (`năm 2022 giải quyết 251 hồ sơ` in the report of 2024)."""
    words = plain(report.text[mention.sentence[0] : mention.reading.start])
    found, period = _EARLIER.search(words), report.meta.period
    return bool(found and period and int(found[1]) < int(period[:4]) - 1)


def around(one: Around) -> Iterator[Candidate]:
    """Readings of the number by what stands around it, the likeliest first."""
    for candidate in _all(one):
        if _fits(one.mention, candidate):
            yield candidate


def _all(one: Around) -> Iterator[Candidate]:
    told = _told(one, NEAR, one.text.rfind("\n", 0, one.mention.reading.start) + 1)
    rows = [*(r for r in _own(one) if r not in told), *told]
    clause = one.clause
    for shape in _SHAPES:
        if shape.before.search(clause[-60:]) and shape.behind.search(one.behind):
            for row in rows:
                for formula in shape.formulas:
                    yield from made(one.table, row, formula, shape.role)
    if one.mention.scope:
        yield from _of_member(one)
    if _MORE.search(one.before) or _APART.search(clause):
        yield from _between(one, rows)
    if one.mention.reading.change is None:
        yield from _of_members(one)
    elif one.mention.reading.change in ("up", "down"):
        yield from _of_target(one)


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
    chosen = one.by_mention[one.mention.index].chosen
    found = [one.table.by_key[k] for k in (chosen.keys if chosen else ()) if k in one.table.by_key]
    return [one.table.rows[f.indicator, f.scope] for f in found[:1]]


def _of_member(one: Around) -> Iterator[Candidate]:
    """What is said of a member by a head that names the indicator or goes on with it (`cao nhất là xã A (108,5%)`)."""
    place, sentence = bare(one.mention.scope or ""), plain(one.text[slice(*one.mention.sentence)])
    head = sentence[: one.mention.reading.start - one.mention.sentence[0]]
    shapes: list[tuple[str, Role]] = []
    if _PLANNED.search(head):
        shapes.append(("A/P*100", "of-plan"))
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
        yield from (r for r in _rows_labelled(one.table, label) if bare(_scope(r)) == place)


def _rows_labelled(table: SettleTable, label: str) -> list[Row]:
    return [row for row in table.rows.values() if next(iter(row.values())).label == label]


def _scope(row: Row) -> str:
    return next(iter(row.values())).scope or ""


def _between(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """The difference of two figures told before in the paragraph (`thu lớn hơn chi 1.524 triệu đồng`)."""
    actual = [row["actual"] for row in rows if "actual" in row and row["actual"].value is not None]
    for first, second in combinations(actual, 2):
        if first.unit == second.unit and first.value is not None and second.value is not None:
            larger, smaller = (first, second) if first.value > second.value else (second, first)
            yield from _made(one.table, f"{larger.key}-{smaller.key}", "other")


def _of_members(one: Around) -> Iterator[Candidate]:
    """What several members that the clause names have together, and its share of the whole."""
    named = _named(one)
    if len(named) < 2:
        return
    for label in {next(iter(r.values())).label: None for r in _told(one, FAR, 0)}:
        rows = _rows_labelled(one.table, label)
        parts = [r["actual"] for r in rows if "actual" in r and bare(_scope(r)) in named]
        if len(parts) != len(named):
            continue
        total = "+".join(f.key for f in parts)
        yield from _made(one.table, total, "actual")
        whole = [r["actual"] for r in rows if "actual" in r and not _scope(r)]
        if whole and _SHARED.search(one.before):
            yield from _made(one.table, f"({total})/{whole[0].key}*100", "share")


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
            yield from _made(one.table, f"({value:f}-{actual.key})/{actual.key}*100", "growth")
            yield from _made(one.table, f"{value:f}-{actual.key}", "growth")


def _named(one: Around) -> frozenset[str]:
    """The members of the table that the sentence names before the number, without their kind."""
    words = plain(one.text[one.mention.sentence[0] : one.mention.reading.start])
    places = {bare(f.scope or ""): f for many in one.table.scoped.values() for _, f in many}
    return frozenset(p for p in places if p and re.search(rf"(?<!\w){re.escape(p)}(?!\w)", words))


def _made(table: SettleTable, expression: str, role: Role) -> Iterator[Candidate]:
    keys = tuple(dict.fromkeys(re.findall(r"[A-Z]+\d+", expression)))
    try:
        value = figures.evaluate(expression, table.by_key)
    except InputError:
        return  # figures of two units, or a base of nought: then the shape says nothing
    scope: Figure | None = table.by_key.get(keys[0])
    yield Candidate(
        expression, keys, value.value, value.low, value.high, value.unit, role, scope.scope if scope else None, 0.5
    )  # fmt: skip
