"""Rows of a table: group rows, parents and sub-rows, units carried down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.units import fold
from drafting.figures.columns import Column, split_unit
from drafting.figures.headings import is_total
from drafting.figures.names import is_place
from drafting.figures.wording import clean, is_ditto, is_nothing

_MARK = re.compile(
    r"\s*(?:([-–—+*•●▪·])\s*(?=\S)|((?:\d{1,3}\.)+\d{0,3}|\d{1,2}[.)]|[a-zđ][.)]|[IVXLC]+[.)])\s+(?=\S))"
)
_ROMAN = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\.?")
_OF_WHICH = re.compile(r"(?i)^\s*[-+]?\s*(trong đó|bao gồm|gồm|chia ra|cụ thể|nội dung)\s*:?\s*")
_ALONE = re.compile(r"(?i)^\s*[-+]?\s*(?:riêng|tại|của|ở)\s+(?:tại\s+)?")
_COUNTED = re.compile(r"\((\d+)\s+chỉ tiêu\)", re.IGNORECASE)
# How deep a row without a mark stands that is part of the one above it.
_UNDER = 95
_BULLETS = "-–—+*•●▪·"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that carries an indicator (or a member, where members are rows).

    Attributes:
        at: its row in the grid.
        label: parents first, joined by `: `.
        own: its own words.
        parent: `at` of the row it belongs under, or None.
        of_which: it stands under `Trong đó`: a part of its parent that need not add up.
        unit: as printed, carried down over `"`; `unit_at` the cell it stands in.
        scope: the place named in the row, None for the whole.
    """

    at: int
    label: str
    own: str
    group: str
    parent: int | None
    of_which: bool
    unit: str
    unit_at: tuple[int, int] | None
    scope: str | None
    total: bool
    counted: bool


@dataclass(slots=True)
class _Open:
    """A row that later ones may stand under."""

    rank: int
    label: str
    at: int


@dataclass(slots=True)
class _State:
    group: str = ""
    group_scope: str | None = None
    stack: list[_Open] | None = None
    unit: str = ""
    unit_at: tuple[int, int] | None = None
    of_which: bool = False
    marked: bool = False
    label: str = ""
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row that names a group; `stated` is the count it states (`(11 chỉ tiêu)`)."""

    at: int
    column: int
    label: str
    stated: int | None
    stated_text: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Columns that rows are read with; None where the table has none."""

    number: Column | None
    label: Column | None
    unit: Column | None
    scope: Column | None
    values: tuple[Column, ...]
    numbered: bool


def read_rows(cells: Sequence[Sequence[str]], data: Sequence[int], roles: Roles) -> Iterator[Row | GroupRow]:
    """Rows and group rows, in order."""
    state = _State(stack=[])
    for at in data:
        row = cells[at]
        found = _row(row, at, roles, state)
        if found is not None:
            yield found


def _cell(row: Sequence[str], column: Column | None) -> str:
    return row[column.index] if column is not None else ""


def _row(row: Sequence[str], at: int, roles: Roles, state: _State) -> Row | GroupRow | None:
    raw = _cell(row, roles.label)
    number = clean(_cell(row, roles.number))
    valued = any(not is_nothing(clean(row[c.index])) for c in roles.values)
    if roles.label is None and not valued:
        raw = _cell(row, roles.scope)  # a field's name stands where its members do
    if not clean(raw) and not valued:
        if roles.number is not None and len(number) > 4:  # a group's name in the first column
            raw, number = number, ""
        else:
            return None
    unit_cell = clean(_cell(row, roles.unit))
    if clean(raw) and not valued and not unit_cell and _is_group(number, clean(raw), row, roles):
        return _open_group(at, number, clean(raw), roles, state)
    mark, words, indent = _marked(raw)
    if not words and _cell(row, roles.scope):
        words = state.label  # a long table's label stands once over its places
    if is_ditto(clean(raw)):
        words = state.label
    return _made(at, number, mark, indent, words, unit_cell, row, roles, state)


def _is_group(number: str, label: str, row: Sequence[str], roles: Roles) -> bool:
    if _ROMAN.fullmatch(number) or _COUNTED.search(label):
        return True
    if roles.numbered:
        return not number and not _MARK.match(label) and not _OF_WHICH.match(label) and label.isupper()
    others = [c for i, c in enumerate(row) if clean(c) and clean(c) != label]
    return (not others and not _MARK.match(label) and not _OF_WHICH.match(label)) or bool(
        re.match(r"[IVXLC]+[.)]\s", label)
    )


def _open_group(at: int, number: str, label: str, roles: Roles, state: _State) -> GroupRow:
    counted = _COUNTED.search(label)
    name = re.sub(r"^[IVXLC]+[.)]\s+", "", _COUNTED.sub("", label)).strip(" :.")
    state.stack = []
    state.of_which = False
    state.group_scope = name if is_place(name) and fold(name).split()[0] not in ("to", "cum") else None
    state.group = "" if state.group_scope else name
    column = roles.label.index if roles.label is not None else 0
    return GroupRow(at, column, name, int(counted[1]) if counted else None, counted[1] if counted else "")


def _marked(raw: str) -> tuple[str, str, int]:
    """The mark before a label (`-`, `1.1`), its words, and how far it is indented."""
    indent = len(raw) - len(raw.lstrip(" \u00a0\t"))
    match = _MARK.match(raw)
    if match is None:
        return "", clean(raw), indent
    return match[1] or match[2], clean(raw[match.end() :]), indent


def bare_label(raw: str) -> str:
    """The words of a name without the mark before them."""
    return _marked(raw)[1]


def _rank(number: str, mark: str, indent: int, roles: Roles, state: _State) -> int:
    sign = number or mark
    if sign and sign in _BULLETS:
        return 90 if sign == "+" else 80
    parts = [p for p in re.split(r"[.)]", sign) if p]
    if parts and parts[0].isdigit():
        return 10 * len(parts)
    if re.fullmatch(r"[a-zđ][.)]?", sign):
        return 60
    if _ROMAN.fullmatch(sign):
        return 5
    if roles.numbered:
        return 85 if state.stack else 10
    return 10 + min(indent, 60)


def _made(
    at: int, number: str, mark: str, indent: int, words: str, unit_cell: str,
    row: Sequence[str], roles: Roles, state: _State,
) -> Row | None:  # fmt: skip
    words, of_which = _without_of_which(words, state)
    words = _alone(words)
    scope, is_sum = _scope(row, roles, state)
    if roles.label is None:
        return _unnamed(at, roles, state, scope, is_sum)
    if not words:
        return None
    words, in_label = split_unit(words.rstrip(" :;"))
    stack = state.stack if state.stack is not None else []
    again = roles.scope is not None and words == state.label
    rank = _rank(number, mark, indent, roles, state)
    total = is_total(words)
    if total:
        rank = 0
    if again:
        rank = stack[-1].rank if stack else rank
    if of_which and state.marked and not (number or mark):
        state.of_which = of_which = False  # the parts had marks: this row is none of them
    elif of_which and stack and not (number or mark):
        rank = _UNDER
    state.marked = of_which and bool(number or mark)
    while stack and stack[-1].rank >= rank:
        stack.pop()
    parent = stack[-1] if stack and rank > 5 and stack[-1].rank > 0 else None
    label = f"{parent.label}: {words}" if parent else words
    unit, unit_at = _unit(unit_cell, in_label, at, roles, state, again)
    stack.append(_Open(rank, label, at))
    state.stack, state.label, state.of_which = stack, words, state.of_which and rank > 60
    counted = bool(re.fullmatch(r"\d{1,3}[.)]?", number or mark))
    return Row(
        at,
        label,
        words,
        state.group,
        parent.at if parent else None,
        of_which,
        unit,
        unit_at,
        scope,
        total,
        counted,
    )


def _unnamed(at: int, roles: Roles, state: _State, scope: str | None, is_sum: bool) -> Row | None:
    """A member's row of a table without a column of names: the heads name the indicators, or the group does."""
    if not (scope or is_sum):
        return None
    if any(c.parts for c in roles.values):
        return Row(at, "", "", state.group, None, False, "", None, scope, is_sum, False)
    name, unit = split_unit(state.group)
    return Row(at, name, name, "", None, False, unit, None, scope, is_sum, False)


def _alone(words: str) -> str:
    """`Riêng xã An Bình` is that commune's row."""
    rest = _ALONE.sub("", words)
    return rest if rest != words and is_place(rest) else words


def _without_of_which(words: str, state: _State) -> tuple[str, bool]:
    match = _OF_WHICH.match(words)
    if match is None:
        return words, state.of_which
    rest = words[match.end() :]
    if not rest:
        state.of_which = True
        return "", True
    return (
        (rest, True)
        if ":" in words[: match.end()] or fold(match[1]) == "trong do"
        else (words, state.of_which)
    )


def _scope(row: Sequence[str], roles: Roles, state: _State) -> tuple[str | None, bool]:
    if roles.scope is None:
        return state.group_scope, False
    name = clean(_cell(row, roles.scope)).strip(" :-+")
    if is_ditto(name):
        return state.scope, False
    if is_total(name):
        state.scope = None
        return None, True
    if not name and roles.label is not None:
        state.scope = state.group_scope
        return state.group_scope, False
    state.scope = name or None
    return state.scope, False


def _unit(
    cell: str, in_label: str, at: int, roles: Roles, state: _State, again: bool
) -> tuple[str, tuple[int, int] | None]:
    if is_ditto(cell) or (again and not cell):
        return state.unit, state.unit_at
    if cell and roles.unit is not None:
        state.unit, state.unit_at = cell, (at, roles.unit.index)
    else:
        state.unit, state.unit_at = in_label, (at, roles.label.index) if in_label and roles.label else None
    return state.unit, state.unit_at
