"""Formulas over what a number's passage tells, as its words ask for them: changes, shares, sums, averages, what is left.

Offered, the likeliest first, for a number that nothing explains; `drafting.checks.explained` takes the first that has
the very value stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafting.alignment import units
from drafting.checks.directions import PLACES
from drafting.checks.kinds import additive
from drafting.checks.passage import Passage, Told
from drafting.checks.passage_shares import averages, shares, shares_in_order
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_lists import direct
from drafting.checks.settle_table import LETTERS, Row, SettleTable, candidate, made
from drafting.checks.settle_words import LIGHT, change_of_change
from drafting.types import Candidate, Role

# So many at most are added up.
PARTS = 8
_RANKS = re.compile(r"(?<!\w)(?:xep hang|xep thu|thu hang|vi tri|hang|bac)(?!\w)")
_AGAIN = re.compile(r"^[^;.\d]{0,50}(?:\(|,|(?<!\w)(?:tuong (?:ung|duong)|hay|tuc)(?!\w))[^;.\d]{0,25}$")
_MORE = re.compile(
    r"(?<!\w)(?:(?:hon|kem|hut|thieu|vuot|them|tang|giam)(?!\w)[^;.\d]{0,40}"
    r"|(?:tang|giam)(?: them)? (?:lan luot|tuong ung)(?!\w)[^;]{0,60}"
    r"|(?:tang|giam)(?: them)? [\d.,]+\s?%?[^;.\d]{0,30}(?:,|(?<!\w)va)\s*)$"  # `tăng 3 vụ, 5 đối tượng`
)
_LESS = re.compile(r"(?<!\w)(?:it hon|thap hon|kem|hut|thieu|giam)(?!\w)[^;.\d]{0,40}$")
_LEFT = re.compile(r"(?<!\w)con(?: lai| thieu| phai [^;.\d]{0,25})?\s*$")
# `bằng 88,4% kế hoạch năm, còn 41,6 ha`
_LEFT_OF_PLAN = re.compile(
    r"% (?:so voi )?(?:ke hoach|chi tieu|du toan)(?: [a-z]+){0,3}(?: \d{4})?, con(?: lai| thieu)?\s*$"
)
_TO_DO = re.compile(r"^[^;.\d]{0,20}(?<!\w)(?:phai|nua|chua|can|so voi|se)(?!\w)")
_PLAN = re.compile(r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|giao|de ra|nghi quyet|dang ky)(?!\w)")
# As written: `công nhận` adds nothing up.
_TOTAL = re.compile(
    r"(?<!\w)(?:tổng(?! kết| hợp| cục)|cộng(?! đồng)|tất cả|cả thảy|tính chung|gộp lại|cả hai|cả ba)(?!\w)[^;.]{0,60}$"
)
_OF = re.compile(r"^[^;.\d]{0,60}?(?:(?<!\w)(?:gom|bao gom|trong do|cu the|voi)(?!\w)|[:(])")


def named_in(passage: Passage) -> Iterator[Candidate]:
    """What words ask of the whole passage: a total of what was told, the shares of a list in its order."""
    reading = passage.mention.reading
    if reading.kind == "quantity":
        yield from _sums(passage)
    if reading.kind == "percent" and reading.change is None:
        yield from shares_in_order(passage)


def offered(passage: Passage) -> Iterator[Candidate]:
    """What the number may say of its passage, the likeliest first."""
    kind = passage.mention.reading.kind
    if kind == "rank":
        yield from _places(passage)
        return
    yield from _levels_of(passage)
    yield from _said_again(passage)
    yield from _changes(passage)
    if kind == "fraction":
        yield from _by(passage, "{A}/{S}*100", "growth")
    if kind in ("percent", "fraction"):
        yield from shares(passage)
    elif kind == "quantity":
        yield from averages(passage)


def _places(passage: Passage) -> Iterator[Candidate]:
    """`đứng thứ 4 toàn tỉnh` of an indicator just told: the row that has its rank."""
    said = plain_words(passage.lead)
    for row in passage.table.rows.values():
        figure = row.get("actual")
        if figure is None or not _RANKS.search(plain(f"{figure.label} {figure.unit}")):
            continue
        if figure.value is not None and plain_words(_RANKS.sub(" ", plain(figure.label))) - LIGHT <= said:
            yield direct(figure)


def _levels_of(passage: Passage) -> Iterator[Candidate]:
    """The plan or the same period of what the sentence tells: `từ 119 xuống còn 73 hộ`."""
    role = passage.mention.role
    if role in ("same-period", "plan"):
        near = passage.of_sentence()
        for row in near.rows(near.told):
            yield from made(passage.table, row, "S" if role == "same-period" else "P", role)


def _said_again(passage: Passage) -> Iterator[Candidate]:
    """The difference right before in per cent of what it is measured by, or the other way round."""
    if not passage.before:
        return
    last = passage.before[0]
    between = passage.lead[len(passage.lead) - (passage.mention.reading.start - last.mention.reading.end) :]
    if last.mention.sentence != passage.mention.sentence or not _AGAIN.match(between):
        return
    if "-" not in last.chosen.expression:
        return
    for row in passage.rows([last]):
        for base in "SP":
            figure = row.get(LETTERS[base])
            if figure is None or figure.key not in last.chosen.keys:
                continue
            role: Role = "growth" if base == "S" else "of-plan"
            for shape in (f"(A-{base})/{base}*100", f"({base}-A)/{base}*100", f"A-{base}", f"{base}-A"):
                yield from (c for c in made(passage.table, row, shape, role) if c.value > 0)


def _changes(passage: Passage) -> Iterator[Candidate]:
    """A change of what the passage tells, the way that the words say, or what is left of its plan."""
    reading, lead = passage.mention.reading, passage.lead
    said = reading.change in ("up", "down")
    if reading.kind == "multiple":
        nearest = replace(passage, before=passage.before[:1], behind=[])
        yield from _by(nearest, "{A}/{S}", "growth")
    elif (_LEFT.search(lead) and _TO_DO.match(passage.tail)) or _LEFT_OF_PLAN.search(lead):
        yield from _by(passage, "{P}-{A}", "remaining")
    elif said or _MORE.search(lead):
        down = reading.change == "down" if said else bool(_LESS.search(lead))
        planned = reading.basis == "plan" or bool(_PLAN.search(lead[-60:]) or _PLAN.search(passage.tail[:40]))
        for base in ("P", "S") if planned else ("S",):
            order = f"{{{base}}}-{{A}}" if down else f"{{A}}-{{{base}}}"
            role: Role = "of-plan" if base == "P" else "growth"
            if reading.kind == "percent":
                yield from _by(passage, f"({order})/{{{base}}}*100", role)
            yield from _by(passage, order, role)
            if reading.unit in PLACES:  # who rises has a smaller place
                yield from _by(passage, f"{{A}}-{{{base}}}" if down else f"{{{base}}}-{{A}}", role)


def _by(passage: Passage, shape: str, role: Role) -> Iterator[Candidate]:
    """What a shape over `A`, `S` and `P` makes of each figure told, and of each sum over members told."""
    root = next((t for t in passage.before if t.mention.index == passage.mention.companion_of), None)
    whole = root is not None and not root.chosen.scope  # said of the whole, not of members listed behind
    for one in passage.told:
        if whole and one.chosen.scope:
            continue
        cells = [_row_of(passage.table, key) for key in one.chosen.keys]
        if any(change_of_change(passage.mention, row) for row in cells):
            continue
        several = one.chosen.expression.startswith("sum(") or "+" in one.chosen.expression
        counts = several and all(
            units.family(row["actual"].unit) == "count" for row in cells if "actual" in row
        )
        found = [_of_counts(shape, cells, role)] if counts else []
        for group in [cells] if several else [[c] for c in cells]:
            found += [] if counts else _filled(passage.table, shape, group, role)
        yield from (c for c in found if c is not None and c.value > 0)


def _of_counts(shape: str, rows: Sequence[Row], role: Role) -> Candidate | None:
    """The shape over sums of counts, whatever each of them counts: `21 tập thể, 134 cá nhân, tăng 10`."""
    base = "P" if "{P}" in shape else "S"
    now = [row["actual"] for row in rows if "actual" in row]
    then = [row[LETTERS[base]] for row in rows if LETTERS[base] in row]
    first, second = (sum((f.value or Decimal(0) for f in many), Decimal(0)) for many in (now, then))
    if len(now) != len(rows) or len(then) != len(rows) or not second or "-" not in shape:
        return None
    less = second - first if shape.lstrip("(").startswith(f"{{{base}}}") else first - second
    parts = {"A": f"({'+'.join(f.key for f in now)})", base: f"({'+'.join(f.key for f in then)})"}
    value = less / second * 100 if "*100" in shape else less
    unit = "%" if "*100" in shape else now[0].unit
    keys = tuple(f.key for f in (*now, *then))
    return Candidate(shape.format(**parts), keys, value, value, value, unit, role, None, 0.5)


def _row_of(table: SettleTable, key: str) -> Row:
    figure = table.by_key.get(key)
    return table.rows[figure.indicator, figure.scope] if figure is not None else {}


def _filled(table: SettleTable, shape: str, rows: Sequence[Row], role: Role) -> Iterator[Candidate]:
    """The shape with its letters replaced by the rows' cells, or by their sums."""
    parts: dict[str, str] = {}
    for letter, of in LETTERS.items():
        keys = [row[of].key for row in rows if of in row]
        if len(keys) == len(rows):
            parts[letter] = keys[0] if len(keys) == 1 else f"sum({','.join(keys)})"
    if not set(re.findall(r"[ASP](?=\})", shape)) <= parts.keys():
        return
    yield from candidate(table, shape.format(**parts), role)


def _sums(passage: Passage) -> Iterator[Candidate]:
    """What the counts right before it, or those that it consists of, make together."""
    if passage.mention.reading.change in ("up", "down"):
        return
    if _TOTAL.search(passage.written):
        yield from _added(passage, passage.before)
    if _OF.match(passage.tail):
        # all of them, or it is no list of its parts
        yield from list(_added(passage, _listed_behind(passage)))[-1:]


def _listed_behind(passage: Passage) -> Sequence[Told]:
    """What is told behind the number: within the bracket that follows it, where one does."""
    bracket = re.match(r"[^\d(]*\([^()]*\)", passage.tail)
    if bracket is None:
        return passage.behind
    end = passage.mention.reading.end + bracket.end()
    return [one for one in passage.behind if one.mention.reading.start < end]


def _added(passage: Passage, told: Sequence[Told]) -> Iterator[Candidate]:
    parts: list[Candidate] = []
    for one in told[:PARTS]:
        if one.chosen.expression not in passage.table.by_key or not additive(one.mention.reading):
            continue
        if parts and units.family(parts[0].unit) != units.family(one.chosen.unit):
            continue
        if any(one.chosen.expression == p.expression for p in parts):
            continue
        parts.append(one.chosen)
        if len(parts) > 1:
            keys = tuple(p.expression for p in parts)
            value = sum((p.value for p in parts), Decimal(0))
            yield Candidate("+".join(keys), keys, value, value, value, parts[0].unit, "actual", None, 0.5)
