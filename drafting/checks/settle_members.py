"""What a number is of several members that its sentence names: all of them together, each alike, how many they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.checks.around import Around
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.checks.settle_table import Row, SettleTable, candidate, made, row_name
from drafting.types import Candidate, Figure

_MOST_NAMED = 12
_TOGETHER = re.compile(r"(?<!\w)(?:cung|deu|moi noi|moi don vi)(?!\w)[^;.\d]{0,25}$")
_SHARED = re.compile(r"(?<!\w)(?:chiem|ty trong|dong gop|bang)(?!\w)")


def of_members(one: Around, told: Sequence[Row]) -> Iterator[Candidate]:
    """What several members that the clause names have together (or each of them), and its share of the whole."""
    scope = one.mention.scope or ""
    named = _named(one)
    if len(named) < 2 or (one.mention.list_id is not None and scope and "," not in scope):
        return  # `A: 2 trường; B: 5 trường`: a list's item is of its own member alone
    if scope and "," not in scope and one.before.rstrip(" :(").endswith(bare(scope)):
        return
    said_together = frozenset(bare(part) for part in scope.split(", ")) & named if "," in scope else named
    for label in {next(iter(r.values())).label: None for r in told}:
        rows = rows_labelled(one.table, label)
        for some in dict.fromkeys((named, said_together, _named(one, near=True))):
            parts = [r["actual"] for r in rows if "actual" in r and bare(row_name(r)[1] or "") in some]
            if len(parts) == len(some) > 1:
                yield from _of_parts(one, parts, rows)


def changed_alike(one: Around, told: Sequence[Row]) -> Iterator[Candidate]:
    """One change of several members named right before: `A và B cùng giảm 17 hộ`."""
    named = _named(one, near=True) if _TOGETHER.search(one.before) else frozenset[str]()
    for label in {next(iter(r.values())).label: None for r in told} if len(named) > 1 else ():
        rows = [r for r in rows_labelled(one.table, label) if bare(row_name(r)[1] or "") in named]
        for shape in ("A-S", "S-A", "(A-S)/S*100", "(S-A)/S*100"):
            changes = [c for row in rows for c in made(one.table, row, shape, "growth")]
            if len(changes) == len(named) and (shape.endswith("100") or len({c.value for c in changes}) == 1):
                yield changes[0]


def counted(one: Around) -> Iterator[Candidate]:
    """How many members are named right behind: `hai đội Tuần tra và Trật tự`."""
    reading = one.mention.reading
    if reading.kind != "quantity" or reading.value is None or not 1 < reading.value <= _MOST_NAMED:
        return
    words = f"{plain(reading.quote)}{one.behind}"
    places = {bare(f.scope or ""): f for many in one.table.scoped.values() for _, f in many}
    named = [p for p in places if p and any(_says(words, name) for name in (p, *_shorter(p, words)))]
    if len(named) == reading.value:
        keys = tuple(places[p].key for p in named)
        value = reading.value
        yield Candidate(f"count({','.join(keys)})", keys, value, value, value, "", "other", None, 0.5)


def rows_labelled(table: SettleTable, label: str) -> list[Row]:
    """The rows of an indicator, of the whole and of each member."""
    return [row for row in table.rows.values() if next(iter(row.values())).label == label]


def _of_parts(one: Around, parts: Sequence[Figure], rows: Sequence[Row]) -> Iterator[Candidate]:
    if _TOGETHER.search(one.before) and len({f.value for f in parts}) == 1:
        yield from candidate(one.table, parts[0].key, "actual")
    total = "+".join(f.key for f in parts)
    yield from candidate(one.table, total, "actual")
    whole = [r["actual"] for r in rows if "actual" in r and not (row_name(r)[1] or "")]
    if whole and _SHARED.search(one.before):
        yield from candidate(one.table, f"({total})/{whole[0].key}*100", "share")


def _named(one: Around, near: bool = False) -> frozenset[str]:
    """The members of the table that the sentence names before the number (behind the last one), without their kind."""
    words = one.before if near else plain(one.text[one.mention.sentence[0] : one.mention.reading.start])
    places = {bare(f.scope or ""): f for many in one.table.scoped.values() for _, f in many}
    return frozenset(p for p in places if p and any(_says(words, name) for name in (p, *_shorter(p, words))))


def _says(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def _shorter(place: str, words: str) -> list[str]:
    """`giam sat` of `doi giam sat` behind `hai đội …`: what several are, said once before them all."""
    kind, _, name = place.partition(" ")
    plural = name and re.search(rf"(?<!\w)(?:hai|ba|bon|nam|cac|\d) {re.escape(kind)}(?!\w)", words)
    return [name] if plural else []
