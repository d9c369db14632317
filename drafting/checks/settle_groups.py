"""How many members lie above or below a mark: `trên 90%: 3 xã (…)`, `có 3 huyện giải ngân trên 70%`, `xếp thứ 4`.

The mark is no figure of its own, and the count is a formula over the members' figures: both are explained where the
members of an indicator told near them are as many as the count says. Taken back only, nothing is accused here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from drafting.alignment import units
from drafting.checks.kinds import interval, noun_of
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.checks.settle_lists import taken
from drafting.checks.settle_table import Row, SettleTable
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, Figure, Mention

# Members that make a group worth counting; numbers before and behind it that tell its indicator.
MEMBERS, NEAR, NEAREST = 3, 14, 2
_ABOVE, _BELOW = ("more-than", "at-least"), ("less-than", "at-most")
_UP_TO = re.compile(r"^\s*tro (len|xuong)")
_OVER_PLAN = re.compile(r"(?<!\w)vuot (?:muc )?(?:ke hoach|chi tieu|du toan)")
_PLANNED = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan)(?!\w)")
_ROSE = re.compile(r"(?<!\w)(?:tang|giam)(?!\w)")
_ALL = re.compile(r"^\s*(?:[^\W\d]+ ){0,3}?(tang|giam)(?!\w)")
_DONE = re.compile(
    r"^\s*(?:[^\W\d]+ ){0,4}?(chua |khong )?(?:hoan thanh|dat|vuot)(?: va vuot)?(?: muc)?"
    r" (?:ke hoach|chi tieu|du toan|dang ky)(?!\w)"
)
_SOME = re.compile(r"^\s*(?:[^\W\d]+ ){0,2}?(?:deu )?co (?!ty le|muc)")
_APART = re.compile(r"[,;.(:]")
Value = Callable[[Row], Decimal | None]


def settle_groups(
    text: str,
    mentions: Sequence[Mention],
    by_mention: dict[int, Alignment],
    table: SettleTable,
    asked: Iterable[int],
) -> None:
    """Makes counts of members above a mark, their marks and their ranks agree, in `by_mention`: those `asked` for."""
    if not any(scope for _, scope in table.rows):
        return
    for mention in (mentions[index] for index in asked):
        if mention.table is not None or by_mention[mention.index].agrees:
            continue
        if mention.reading.kind == "rank" and mention.scope:
            line = text.rfind("\n", 0, mention.reading.start)
            before = [
                m for m in mentions[max(0, mention.index - NEAR) : mention.index] if m.reading.start > line
            ]
            _take(by_mention, mention, _rank(mention, before, by_mention, table))
        elif _counts(mention.reading):
            _settle(text, mention, mentions, by_mention, table)


def _counts(reading: Reading) -> bool:
    """True for a count of members (`3 xã`), or of them among all (`5/6 huyện`)."""
    plain_count = reading.kind in ("quantity", "ratio") and not reading.change and not reading.qualifier
    return plain_count and bool(noun_of(reading)) and units.family(reading.unit) in ("", "count")


def _settle(
    text: str,
    mention: Mention,
    mentions: Sequence[Mention],
    by_mention: dict[int, Alignment],
    table: SettleTable,
) -> None:
    mark = next((m for m in _beside(mention, mentions) if _is_mark(text, m)), None)
    near = mentions[max(0, mention.index - NEAR) : mention.index + NEAR]
    for rows in islice(_indicators(mention, near, by_mention, table), NEAREST):
        made = _of_mark(text, mention, mark, rows) if mark is not None else None
        if made is not None and mark is not None:
            _take(by_mention, mark, replace(made, value=mark.reading.amount))
        if made is None and not _marked(text, mention, mark):
            made = _rose(text, mention, rows) or _fulfilled(text, mention, rows)
        if made is not None:
            _take(by_mention, mention, made)
            return


def _take(by_mention: dict[int, Alignment], mention: Mention, candidate: Candidate | None) -> None:
    if candidate is not None:
        by_mention[mention.index] = taken(by_mention[mention.index], candidate)


def _beside(mention: Mention, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The numbers right before and behind it in its sentence."""
    for at in (mention.index - 1, mention.index + 1):
        if 0 <= at < len(mentions) and mentions[at].sentence == mention.sentence:
            yield mentions[at]


def _is_mark(text: str, mention: Mention) -> bool:
    reading = mention.reading
    bounded = reading.qualifier in (*_ABOVE, *_BELOW) or reading.kind == "range"
    return bounded or bool(_UP_TO.match(plain(text[reading.end : reading.end + 12])))


def _marked(text: str, mention: Mention, mark: Mention | None) -> bool:
    """True where only those beyond a mark are counted: `2 xí nghiệp vượt kế hoạch từ 10% trở lên`."""
    behind = mark is not None and mark.index > mention.index
    return mark is not None and behind and not _APART.search(text[mention.reading.end : mark.reading.start])


def _indicators(
    mention: Mention, near: Sequence[Mention], by_mention: Mapping[int, Alignment], table: SettleTable
) -> Iterator[list[Row]]:
    """The members' rows of the indicators told near it, the nearest first."""
    done: set[str] = set()
    for other in sorted(near, key=lambda m: abs(m.index - mention.index)):
        alignment = by_mention.get(other.index)
        if alignment is None or alignment.chosen is None or other.path != mention.path:
            continue
        figure = next((table.by_key[k] for k in alignment.chosen.keys if k in table.by_key), None)
        if figure is None or figure.label in done or not (alignment.agrees or alignment.clear):
            continue
        done.add(figure.label)
        rows = [r for r in table.rows.values() if _first(r).label == figure.label and _first(r).scope]
        if len(rows) >= MEMBERS:
            yield rows


def _first(row: Row) -> Figure:
    return next(iter(row.values()))


def _of_mark(text: str, mention: Mention, mark: Mention, rows: Sequence[Row]) -> Candidate | None:
    """The members above, below or between the mark, where they are as many as said."""
    words = plain(text[slice(*mention.sentence)])
    for value in _values(words, mark.reading, _first(rows[0])):
        known = [(row, v) for row in rows if (v := value(row)) is not None]
        if len(known) == len(rows):
            found = [row for row, v in known if _within(text, mark.reading, v)]
            if Decimal(len(found)) == mention.reading.value and _all_of(mention.reading, rows):
                return _count(found, rows)
    return None


def _values(words: str, mark: Reading, figure: Figure) -> Iterator[Value]:
    """What the mark may be of: a change or a percentage of plan where words say so, else the figure itself."""
    percent = mark.kind == "percent" or mark.unit == "%"
    if percent and _OVER_PLAN.search(words):
        yield lambda row: _part(row, "plan", 100)
    elif percent and _PLANNED.search(words):
        yield lambda row: _part(row, "plan", 0)
    if percent and _ROSE.search(words):
        yield lambda row: _part(row, "same-period", 100)
    if units.fit("%" if percent else mark.unit, figure.unit) >= units.OTHER_NOUN:
        yield lambda row: row["actual"].value if "actual" in row else None


def _part(row: Row, base: str, less: int) -> Decimal | None:
    """What was done as a percentage of the base, less so many."""
    actual, other = row.get("actual"), row.get(base)
    if actual is None or other is None or actual.value is None or not other.value:
        return None
    return actual.value / other.value * 100 - less


def _within(text: str, mark: Reading, value: Decimal) -> bool:
    low, high = interval(mark)
    way = _UP_TO.match(plain(text[mark.end : mark.end + 12]))
    if mark.kind == "range":
        return low <= value < high
    if mark.value is None:
        return False
    if way or mark.qualifier in ("at-least", "at-most"):
        down = way[1] == "xuong" if way else mark.qualifier == "at-most"
        return value <= mark.value if down else value >= mark.value
    return value > mark.value if mark.qualifier in _ABOVE else value < mark.value


def _all_of(reading: Reading, rows: Sequence[Row]) -> bool:
    return reading.of is None or reading.of == len(rows)


def _rose(text: str, mention: Mention, rows: Sequence[Row]) -> Candidate | None:
    """`5/6 huyện tăng so với cùng kỳ`: those that rose, or fell, out of all."""
    said = _ALL.match(
        plain(text[mention.clause[0] : mention.clause[1]])[mention.reading.end - mention.clause[0] :]
    )
    if said is None or mention.reading.of != len(rows):
        return None
    known = [(row, v) for row in rows if (v := _part(row, "same-period", 100)) is not None]
    found = [row for row, v in known if (v > 0) == (said[1] == "tang") and v]
    return _count(found, rows) if Decimal(len(found)) == mention.reading.value else None


def _fulfilled(text: str, mention: Mention, rows: Sequence[Row]) -> Candidate | None:
    """`cả 6/6 huyện hoàn thành kế hoạch`, `chỉ có 1 đội chưa đạt chỉ tiêu`, `5/6 khoa có sinh viên đạt giải`."""
    behind = plain(text[mention.reading.end : mention.clause[1]])
    plan, some = _DONE.match(behind), _SOME.match(behind)
    if mention.reading.of not in (None, len(rows)):
        return None
    if plan is not None:
        known = [(row, v) for row in rows if (v := _part(row, "plan", 100)) is not None]
        found = [row for row, v in known if (v < 0) == bool(plan[1])]
        known_all = len(known) == len(rows)
    elif some is not None and mention.reading.of is not None:
        found = [row for row in rows if "actual" in row and row["actual"].value]
        known_all = all("actual" in row for row in rows)
    else:
        return None
    return _count(found, rows) if known_all and Decimal(len(found)) == mention.reading.value else None


def _count(found: Sequence[Row], rows: Sequence[Row]) -> Candidate:
    keys = tuple(_first(row).key for row in found or rows)
    value = Decimal(len(found))
    return Candidate(f"count({','.join(keys)})", keys, value, value, value, "", "other", None, 0.5)


def _rank(
    mention: Mention, before: Sequence[Mention], by_mention: Mapping[int, Alignment], table: SettleTable
) -> Candidate | None:
    """The place of a member among all by the indicator told before in its line, from the highest or the lowest."""
    for rows in islice(_indicators(mention, before, by_mention, table), 1):
        known = {bare(_first(r).scope or ""): r["actual"] for r in rows if "actual" in r}
        own = known.get(bare(mention.scope or ""))
        if own is None or own.value is None:
            continue
        values = [f.value for f in known.values() if f.value is not None]
        places = {1 + sum(v > own.value for v in values), 1 + sum(v < own.value for v in values)}
        if mention.reading.value in places:
            keys = (own.key, *(f.key for f in known.values() if f.key != own.key))
            value = mention.reading.amount
            return Candidate(
                f"rank({','.join(keys)})", keys, value, value, value, "", "other", own.scope, 0.5
            )
    return None
