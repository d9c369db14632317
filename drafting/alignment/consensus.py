"""Lists by members solved as wholes: what most of a list's items state, all of them state.

One item's value may be anybody's; four of six members with just the values of one indicator tell which
indicator the list is of, and then which of its items is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from drafting.alignment import formulas, judging, units
from drafting.alignment.pool import Pool
from drafting.alignment.scopes import scope_key
from drafting.types.alignment import Alignment, Mention

# So many items at least must have the indicator's values, and so many of a hundred.
LEAST, PART = 3, 60
# Smaller values are anybody's.
TELLING = 10
# … but for one of so many digits (`1,28%`).
DIGITS = 3
# What the words then count for.
SCORE = 0.6


def solve(pool: Pool, found: Sequence[Mention], aligned: list[Alignment]) -> None:
    """Align the items that words left open with the indicator that the rest of their list states."""
    lists: dict[tuple[tuple[int, int], str, str], list[Mention]] = {}
    for mention in found:
        member = (
            bool(mention.scope) and scope_key(mention.scope) in pool.scopes
        )  # `A, B và C` said together is none
        if member and mention.table is None and mention.role == "actual":
            name = (mention.sentence, mention.reading.unit or "", mention.reading.kind)
            lists.setdefault(name, []).append(mention)
    long = [items for items in lists.values() if len({m.scope for m in items}) >= LEAST]
    if long:
        values = _by_value(pool)
        for items in long:
            _solve(pool, items, aligned, values)


def _by_value(pool: Pool) -> dict[tuple[str, Decimal], list[int]]:
    """Indicators by a member and its value."""
    out: dict[tuple[str, Decimal], list[int]] = {}
    for entry in pool.entries:
        for scope, cells in entry.scopes.items():
            figure = cells.get("actual", "other")
            if scope and figure is not None and figure.value is not None:
                out.setdefault((scope, figure.value), []).append(entry.number)
    return out


def _solve(
    pool: Pool,
    items: list[Mention],
    aligned: list[Alignment],
    values: dict[tuple[str, Decimal], list[int]],
) -> None:
    entry = _of_most(items, values)
    entry = _of_all(pool, items, values) if entry is None else entry
    for item in items if entry is not None else ():
        if entry is not None and aligned[item.index].chosen is None:
            _take(pool, entry, item, aligned)


def _tells(value: Decimal) -> bool:
    """False for a value that is anybody's."""
    return abs(value) >= TELLING or len(value.normalize().as_tuple().digits) >= DIGITS


def _of_most(items: list[Mention], values: dict[tuple[str, Decimal], list[int]]) -> int | None:
    """The one indicator that most members have just the stated values of."""
    counts: Counter[int] = Counter()
    for item in items:
        if item.reading.value is not None and _tells(item.reading.value):
            counts.update(values.get((scope_key(item.scope), item.reading.value), ()))
    ranked = counts.most_common(2)
    if not ranked or len(items) == LEAST or ranked[0][1] < LEAST or ranked[0][1] * 100 < PART * len(items):
        return None
    return None if len(ranked) > 1 and ranked[1][1] == ranked[0][1] else ranked[0][0]


def _of_all(pool: Pool, items: list[Mention], values: dict[tuple[str, Decimal], list[int]]) -> int | None:
    """The one indicator whose values for these members are just those stated, though some changed places."""
    scopes = [scope_key(m.scope) for m in items]
    said = [m.reading.value for m in items if m.reading.value is not None]
    if len(set(scopes)) < len(items) or len(said) < len(items) or sum(map(_tells, said)) < LEAST:
        return None
    near = {e for scope in scopes for value in said for e in values.get((scope, value), ())}
    found = [e for e in sorted(near) if sorted(_values(pool, e, scopes)) == sorted(said)]
    return found[0] if len(found) == 1 else None


def _values(pool: Pool, entry: int, scopes: Sequence[str]) -> list[Decimal]:
    cells = (pool.entries[entry].scopes.get(scope) for scope in scopes)
    figures = (c.get("actual", "other") for c in cells if c is not None)
    return [f.value for f in figures if f is not None and f.value is not None]


def _take(pool: Pool, entry: int, item: Mention, aligned: list[Alignment]) -> None:
    """Give an item the list's indicator; its value then agrees, or is wrong."""
    cells = pool.cells(entry, item.scope)
    made = formulas.cell(cells.get("actual", "other"), "actual", SCORE) if cells is not None else None
    if made is None or units.fit(item.reading.unit, made.unit) < units.SAME:
        return
    agrees = judging.agrees(item.reading, made)
    was = aligned[item.index]
    aligned[item.index] = replace(
        was,
        candidates=(made, *was.candidates),
        chosen=made,
        agrees=agrees,
        clear=True,
        status=("matched" if judging.exact(item.reading, made) else "rounded") if agrees else "mismatched",
    )
