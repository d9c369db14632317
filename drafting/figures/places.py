"""Places that stand in the names of rows: sub-rows that are members, names that end or begin with one.

`1 Diện tích gieo trồng | ha`, `- Xã An Bình`, `- Xã Hòa Lạc`: the sub-rows are the same indicator, of a member, in the
same unit. `Đàn lợn - xã An Bình`, `Đàn lợn xã Hòa Lạc`: two rows of one indicator. A name whose beginning no other
place shares stays as it is (`Thu ngân sách xã An Bình`, `Chi bộ thôn Phú Mỹ`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from corpus.units import fold
from drafting.figures.columns import split_unit
from drafting.figures.names import is_member, kind_of_place
from drafting.figures.rows import GroupRow, Row

_WORD = r"[^\W\d_]+"
_KIND = r"(?:(?:UBND|Đảng bộ)\s+)?(?:xã|phường|thị trấn|thị xã|thành phố|huyện|quận|tỉnh|thôn|bản|khu phố|tổ dân phố)"
_TAIL = re.compile(
    rf"(?P<name>\S.*?)(?:\s*[-–,:(]\s*|\s+(?:của|tại|ở)\s+|\s+)(?P<place>(?i:{_KIND})(?:\s+{_WORD}){{1,4}})\s*\)?"
)
_BARE_TAIL = re.compile(
    rf"(?P<name>\S.*?)(?:\s+[-–]\s+|\s*:\s+|\s*\()(?P<place>{_WORD}(?:\s{_WORD}){{1,3}})\s*\)?"
)
_HEAD = re.compile(rf"(?P<place>{_WORD}(?:\s{_WORD}){{1,5}})(?:\s+[-–]\s+|\s*:\s+)(?P<name>\S.*)")
# So many rows under one head with nothing but capitalised words are members.
_SIBLINGS = 4


@dataclass(slots=True)
class _State:
    """What later rows may belong to: the last row that names an indicator, the group, members that head rows."""

    last: Row | None = None
    group: str = ""
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)


def with_places(rows: Sequence[Row | GroupRow], valued: Collection[int]) -> tuple[Row | GroupRow, ...]:
    """Rows with the members in their names as scopes.

    Args:
        rows: of a table without a column of places.
        valued: the rows (`at`) that hold figures.
    """
    named = [r for r in rows if isinstance(r, Row) and r.label]
    members = _members(named)
    state, settled = _State(), list[Row | GroupRow]()
    by_at = {r.at: r for r in named}
    for row in rows:
        settled.append(_settled(row, by_at, members, valued, state))
    return _split(settled)


def _members(rows: Sequence[Row]) -> frozenset[int]:
    """The rows that are nothing but a member's name."""
    places = [r for r in rows if not r.total and is_member(r.own)]
    under: dict[str, set[int | None]] = defaultdict(set)
    siblings: dict[int | None, int] = defaultdict(int)
    for row in places:
        under[fold(row.own)].add(row.parent)
        siblings[row.parent] += row.parent is not None
    return frozenset(
        r.at
        for r in places
        if kind_of_place(r.own) or len(under[fold(r.own)]) > 1 or siblings[r.parent] >= _SIBLINGS
    )


def _settled(
    row: Row | GroupRow,
    by_at: dict[int, Row],
    members: frozenset[int],
    valued: Collection[int],
    state: _State,
) -> Row | GroupRow:
    if isinstance(row, GroupRow):
        state.last, state.group = None, row.label
        return row
    if row.at in members:
        head = by_at.get(row.parent) if row.parent is not None and row.parent not in members else state.last
        if row.at not in valued:
            state.heads[row.at] = (row.label, row.own)
        return _member(row, head, state.group)
    above = state.heads.get(row.parent) if row.parent is not None else None
    if above is not None:
        state.heads[row.at] = above
        return replace(row, label=row.label.removeprefix(f"{above[0]}: "), scope=above[1])
    state.last = row
    return row


def _member(row: Row, head: Row | None, group: str) -> Row:
    """A member's row says what its head says, or the group."""
    if head is not None:
        if row.unit and head.unit and fold(row.unit) != fold(head.unit):
            return row
        unit, unit_at = (row.unit, row.unit_at) if row.unit else (head.unit, head.unit_at)
        return replace(
            row, label=head.label, own=head.own, parent=head.at, scope=row.own, unit=unit, unit_at=unit_at
        )
    words, in_name = split_unit(group)
    if not words or is_member(words):
        return row
    return replace(
        row, label=words, own=words, group="", parent=None, scope=row.own, unit=row.unit or in_name
    )


def _split(rows: Sequence[Row | GroupRow]) -> tuple[Row | GroupRow, ...]:
    """Names that end or begin with a place, where another place shares the rest."""
    found: dict[int, tuple[str, str]] = {}
    sharing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if isinstance(row, Row) and row.scope is None and (parts := _parts(row.own)):
            found[row.at] = parts
            sharing[row.group, fold(parts[0])].add(fold(parts[1]))
    return tuple(
        _with_scope(row, *found[row.at])
        if isinstance(row, Row) and row.at in found and len(sharing[row.group, fold(found[row.at][0])]) > 1
        else row
        for row in rows
    )


def _parts(words: str) -> tuple[str, str] | None:
    """The name and the place of `Đàn lợn - xã An Bình`, `Xã An Bình: đàn lợn`."""
    for pattern in (_TAIL, _BARE_TAIL, _HEAD):
        match = pattern.fullmatch(words)
        if match is not None and is_member(match["place"]) and not is_member(match["name"]):
            return match["name"].rstrip(" -–,:("), match["place"]
    return None


def _with_scope(row: Row, name: str, place: str) -> Row:
    label = f"{row.label.removesuffix(row.own)}{name}"
    return replace(row, label=label, own=name, scope=place)
