"""Numbering closes up when one of a row of siblings goes, and opens when one comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafting.types import PlannedSection

_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROWS = (
    _ROMANS,
    _LETTERS,
    tuple(c.upper() for c in _LETTERS),
    _ORDINALS,
    tuple(o.upper() for o in _ORDINALS),
)


def close_up(sections: Sequence[PlannedSection], gone: Iterable[str]) -> list[tuple[str, PlannedSection]]:
    """Sections that stay, with their old number, and renumbered as if the others had never been.

    A survivor takes the label that stood at its place in the old row (`Thứ sáu` becomes `Thứ năm`),
    and carries its parent's new number before its own.
    """
    lost = set(gone)
    rows: dict[str, list[PlannedSection]] = {}
    for section in sections:
        rows.setdefault(_parent(section.number), []).append(section)
    renamed: dict[str, PlannedSection] = {}
    for section in sections:
        if section.number in lost or _parent(section.number) in lost:
            lost.add(section.number)
            continue
        row = rows[_parent(section.number)]
        stay = [s for s in row if s.number not in lost]
        place = row[stay.index(section)]
        renamed[section.number] = _moved(section, place, renamed.get(_parent(section.number)))
    return [(s.number, renamed[s.number]) for s in sections if s.number in renamed]


def _parent(number: str) -> str:
    return number.rpartition(".")[0]


def _moved(section: PlannedSection, place: PlannedSection, parent: PlannedSection | None) -> PlannedSection:
    ordinal = place.number.rpartition(".")[2]
    number = f"{parent.number}.{ordinal}" if parent else place.number
    label = place.label
    if parent is not None and section.label.count(".") > 1:
        # `3.1.` under what is `2.` now
        label = parent.label.rstrip(". ") + "." + label.rstrip(". ").rpartition(".")[2]
        label += "." if section.label.endswith(".") else ""
    return replace(section, number=number, label=label)


def open_up(sections: Sequence[PlannedSection], after: str, new: PlannedSection) -> list[PlannedSection]:
    """`new` behind the section numbered `after` and its children; the siblings behind it move down."""
    parent = _parent(after)
    row = [s for s in sections if _parent(s.number) == parent]
    at = next(i for i, s in enumerate(row) if s.number == after) + 1
    last = row[-1]
    ordinal = last.number.rpartition(".")[2]
    behind = replace(
        last, label=next_label(last.label), number=_joined(parent, next_label(ordinal) or f"{ordinal}x")
    )
    places = [*row, behind]
    order = [*row[:at], new, *row[at:]]
    inside = [i for i, s in enumerate(sections) if s.number == after or s.number.startswith(after + ".")]
    stop = inside[-1] + 1
    home = {id(s): place for s, place in zip(order, places, strict=True)}
    renamed: dict[str, PlannedSection] = {}
    out = []
    for section in (*sections[:stop], new, *sections[stop:]):
        above = renamed.get(_parent(section.number))
        place = home.get(id(section), section)
        moved = _moved(section, place, above if section is not new and above is not None else None)
        moved = replace(moved, number=place.number, label=place.label) if section is new else moved
        if section is not new:
            renamed[section.number] = moved
        out.append(moved)
    return out


def _joined(parent: str, ordinal: str) -> str:
    return f"{parent}.{ordinal}" if parent else ordinal


def next_label(label: str) -> str:
    """`V.` after `IV.`, `2.4.` after `2.3.`, `d)` after `c)`, `Thứ ba:` after `Thứ hai:`; empty where unknown."""
    match = re.match(r"(.*?)([^\W\d_]+|\d+)(\W*)$", label)
    if match is None:
        return ""
    head, word, tail = match.groups()
    if word.isdigit():
        return f"{head}{int(word) + 1}{tail}"
    row = next((r for r in _ROWS if word in r[:-1]), None)
    return f"{head}{row[row.index(word) + 1]}{tail}" if row else ""
