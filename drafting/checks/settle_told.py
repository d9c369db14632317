"""What is worked out over several rows told near a number: shares, sums, averages, ratios, what is left.

`Hệ cao đẳng chiếm 56,8% số tuyển mới, năm học trước là 54,2%`, `số tập thể được khen (…) là 114`, `bình quân 861 nghìn
đồng/lượt`, `số cá nhân gấp 3,4 lần số tập thể`, `còn lại 154 lớp ở năm huyện khác`. Taken only where the very value is
stated (the values are compared before an expression is made, for a paragraph gives many pairs).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafting.alignment import units
from drafting.checks.around import Around
from drafting.checks.names import bare
from drafting.checks.plain import plain_words
from drafting.checks.settle_again import PAST
from drafting.checks.settle_pairs import alike, cells_of, hits, quotient
from drafting.checks.settle_per import averages, times
from drafting.checks.settle_table import Row, candidate, row_name
from drafting.checks.settle_words import LIGHT
from drafting.types import Candidate, Figure

# Rows told before that take part in a sum, and in a share or an average.
SUMMED, PAIRED = 8, 10
# A number of so many digits is not a sum of two others by chance.
TELLING = 4
_PAST_BEHIND = re.compile(
    r"^[^,;.:()\d]{0,12}(?:vao|cua|o|trong)? ?(?:cung ky|nam (?:hoc )?(?:truoc|ngoai))(?!\w)"
)
# As written: `công nhận` adds nothing up.
_TOGETHER = re.compile(
    r"(?<!\w)(?:cộng(?! đồng)|tổng(?! kết| hợp| cục)|gộp lại|tính chung|cả hai|cùng nhau|đều|chung)(?!\w)"
)
_SHARE = re.compile(
    r"(?<!\w)(?:chiem|ty trong|dong gop|bang|ty le|ti le|dat|voi|ung voi|tuong (?:ung|duong)|tuc)(?!\w)[^;]{0,60}$"
)
_OF_TOTAL = re.compile(r"^\s*(?:so voi |trong |cua )?(?:tong|toan)(?!\w)")
_BRACKET = re.compile(r"\(\s*$")
# As written: `nông thôn mới`, `năng suất`, `cụ thể` are no averages.
_AVERAGE = re.compile(r"(?<!\w)(?:bình quân|trung bình|mỗi|(?<!năng )suất|cứ|tính ra)(?!\w)[^;]{0,70}$")
_LEFT = re.compile(
    r"(?<!\w)(?:con lai|so con lai)(?: (?:cong lai|cong|tong cong|gop lai|dat|thu|duoc|gom|chiem|chi|la|co)){0,3}\s*$"
    r"|(?<!\w)con(?: la| co)?\s*$"
)
Values = Callable[[Figure], Decimal | None]


def of_told(one: Around, rows: Sequence[Row], far: Sequence[Row]) -> Iterator[Candidate]:
    """Readings over rows told in its paragraph, named in its clause, or told under its heading (`far`)."""
    if one.mention.role == "target" or one.moment:
        return
    named = _named(one)
    near = _unique([*rows[:PAIRED], *named])
    letters = ("S", "A") if PAST.search(one.clause) or _PAST_BEHIND.match(one.behind) else ("A",)
    reading = one.mention.reading
    changed = reading.change in ("up", "down")
    for letter in letters:
        if reading.kind == "percent" and not changed and reading.basis is None:
            yield from _shares(one, near, named, far, letter)
        elif reading.kind == "multiple":
            yield from times(one, near, letter)
        elif reading.kind == "quantity" and not changed:
            yield from _sums(one, near, letter)
            yield from _left(one, near, letter)
            if _AVERAGE.search(one.written) or "/" in (reading.unit or ""):
                yield from averages(one, _unique([*near, *far[:PAIRED]]), letter)
    if changed and (reading.unit or "").startswith("điểm"):
        yield from _points(one, near)


def _named(one: Around) -> list[Row]:
    """The whole's rows all of whose telling words its sentence says."""
    low = one.text.rfind("\n", 0, one.mention.reading.start) + 1
    words = plain_words(one.text[max(low, one.mention.sentence[0]) : one.mention.sentence[1]])
    found: list[Row] = []
    for word in sorted(words & one.table.named.keys()):
        for label, figure in one.table.named[word]:
            telling = label - LIGHT
            if len(telling) > 1 and telling <= words and figure.role == "actual" and not figure.scope:
                found.append(one.table.rows[figure.indicator, figure.scope])
    return _unique(found)


def _unique(rows: Sequence[Row]) -> list[Row]:
    return list({row_name(row): row for row in rows}.values())


def _shares(
    one: Around, near: Sequence[Row], named: Sequence[Row], far: Sequence[Row], letter: str
) -> Iterator[Candidate]:
    """A part told last or named, in a larger figure told before or named."""
    if not (_SHARE.search(one.clause) or _BRACKET.search(one.before)):
        return
    cells = cells_of(near, letter)
    parts = [*_of_place(one, cells), *cells[:3], *cells_of(named, letter)]
    cells += cells_of(
        [
            one.table.rows[f.indicator, None]
            for f in _of_place(one, cells)
            if (f.indicator, None) in one.table.rows
        ],
        letter,
    )
    if _OF_TOTAL.match(one.behind):
        cells = [*cells, *cells_of(far, letter)]
    yield from _of_sum(one, cells)
    for part in parts:
        for whole in cells:
            if alike(part, whole) and (part.value or 0) < (whole.value or 0):
                share = (part.value or Decimal(0)) / (whole.value or Decimal(1)) * 100
                if hits(one, share, "%"):
                    yield quotient(part, whole, "share", "%")


def _of_place(one: Around, cells: Sequence[Figure]) -> list[Figure]:
    """The cells of the number's own member, of the indicators told near it."""
    place = bare(one.mention.scope or "")
    if not place:
        return []
    indicators = {f.indicator for f in cells}
    named = (f for many in one.table.scoped.values() for scope, f in many if scope == place)
    return [f for f in named if f.indicator in indicators and f.role == "actual" and f.value]


def _of_sum(one: Around, cells: Sequence[Figure]) -> Iterator[Candidate]:
    """The share of a sum told right before (`cộng lại 382 vụ, chiếm 37,3%`)."""
    last = one.by_mention.get(one.mention.index - 1)
    if last is None or last.chosen is None or not last.agrees or "+" not in last.chosen.expression:
        return
    for whole in cells:
        if whole.unit == last.chosen.unit and whole.key not in last.chosen.keys:
            yield from candidate(one.table, f"({last.chosen.expression})/{whole.key}*100", "share")


def _points(one: Around, near: Sequence[Row]) -> Iterator[Candidate]:
    """By how many points a share rose or fell (`cao hơn năm trước 1,4 điểm %`)."""
    whole = [row for row in near if {"actual", "same-period"} <= row.keys()]
    for part in whole[:4]:
        for other in whole:
            cells = [row[role] for row in (part, other) for role in ("actual", "same-period")]
            a, s, b, t = (f.value or Decimal(0) for f in cells)
            if part is other or not all((a, s, b, t)) or not alike(cells[0], cells[2]) or a >= b:
                continue
            change = (a / b - s / t) * 100
            up = one.mention.reading.change == "up"
            if change and (change > 0) == up and hits(one, abs(change), "%"):
                a_, s_, b_, t_ = (f.key for f in cells)
                first, second = (f"{a_}/{b_}", f"{s_}/{t_}") if up else (f"{s_}/{t_}", f"{a_}/{b_}")
                yield from candidate(one.table, f"{first}*100-{second}*100", "growth")


def _sums(one: Around, near: Sequence[Row], letter: str) -> Iterator[Candidate]:
    """Two, three or four figures together."""
    reading = one.mention.reading
    digits = len((reading.value or Decimal(0)).normalize().as_tuple().digits)
    words = plain_words(one.before) - LIGHT
    cells = cells_of(near, letter)
    cells = sorted(cells, key=lambda f: not words & plain_words(f.label))[:SUMMED]
    alone = one.mention.list_id is not None and one.mention.scope and "," not in one.mention.scope
    if alone and not _TOGETHER.search(one.said):
        return  # `A: 2 trường; B: 5 trường`: a list's item is of its own member alone
    last = one.by_mention.get(one.mention.index - 1)
    like_last = last is not None and last.chosen is not None and last.agrees and "+" in last.chosen.expression
    told = (
        like_last
        or bool(_TOGETHER.search(one.said))
        or bool(re.search(r"\([^()\d]*,[^()\d]*\)[^(]{0,20}$", one.clause))
    )
    known = one.by_mention[one.mention.index].clear or bool(one.mention.scope)
    if not told and (known or digits < TELLING or reading.qualifier):
        return
    for size in (2, 3, 4) if told else (2, 3):
        for some in combinations(cells, size):
            one_kind = len({f.unit for f in some}) == 1 or all(units.family(f.unit) == "count" for f in some)
            if one_kind and len({(f.indicator, bare(f.scope or "")) for f in some}) == size:
                total = sum((f.value or Decimal(0) for f in some), Decimal(0))
                if hits(one, total, some[0].unit):
                    yield _sum(some, total)


def _sum(some: Sequence[Figure], total: Decimal) -> Candidate:
    """A sum of counts of different things (`238 tập thể, cá nhân`) has no unit of its own."""
    keys = tuple(f.key for f in some)
    unit = some[0].unit if len({f.unit for f in some}) == 1 else ""
    low = sum((f.low if f.low is not None else f.value or Decimal(0) for f in some), Decimal(0))
    high = sum((f.high if f.high is not None else f.value or Decimal(0) for f in some), Decimal(0))
    return Candidate("+".join(keys), keys, total, low, high, unit, "actual", some[0].scope, 0.5)


def _left(one: Around, near: Sequence[Row], letter: str) -> Iterator[Candidate]:
    """The rest of a whole without the parts told (`186 nhà giáo, trong đó 124 …, còn lại 62 người`)."""
    if not _LEFT.search(one.before):
        return
    cells = cells_of(near, letter)
    for whole in cells:
        parts = [
            f for f in cells if f is not whole and alike(f, whole) and (f.value or 0) < (whole.value or 0)
        ]
        for size in (1, 2, 3, 4):
            for some in combinations(parts[:6], size):
                rest = (whole.value or Decimal(0)) - sum((f.value or Decimal(0) for f in some), Decimal(0))
                if rest > 0 and hits(one, rest, whole.unit):
                    expression = "-".join([whole.key, *(f.key for f in some)])
                    keys = (whole.key, *(f.key for f in some))
                    yield Candidate(expression, keys, rest, rest, rest, whole.unit, "remaining", None, 0.5)
