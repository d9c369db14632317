"""Closing up numbering: when one of a row of siblings goes, the ones after it move up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafting.types import PlannedSection


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
