"""Editing a draft's text: what was bound stays bound where its span survives."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from drafting.types import Binding, Draft, DraftSection, DraftTable, Gap, Suggestion

Edit = tuple[int, int, int, int]
"""A stretch that changed: `old_start, old_end, new_start, new_end`."""


def edited(draft: Draft, text: str) -> Draft:
    """The draft with another text. Bindings and gaps whose span was touched are dropped.

    A section keeps its borders relative to the text around it; what a person typed in a touched
    span is found again by the checker, not here.
    """
    if text == draft.text:
        return draft
    moved = _Moved(list(_changes(draft.text, text)))
    sections = tuple(_section(s, moved) for s in draft.sections)
    return replace(
        draft,
        text=text,
        sections=sections,
        numbers=_bindings(draft.numbers, moved),
        gaps=_gaps(draft.gaps, moved),
        tables=tuple(_table(t, moved, text) for t in draft.tables),
    )


def put(draft: Draft, start: int, end: int, text: str) -> Draft:
    """The draft with `text` in place of `start:end`."""
    return edited(draft, draft.text[:start] + text + draft.text[end:])


def own_body(draft: Draft, section: DraftSection) -> tuple[int, int]:
    """The span of a section's own text: after its heading line, before its first child."""
    # The title of a Phần stands on the line below its label.
    title = draft.text.find(section.heading, section.start, section.end)
    newline = draft.text.find("\n", max(title, section.start) + len(section.heading), section.end)
    start = section.end if newline < 0 else newline + 1
    children = [s.start for s in draft.sections if section.start < s.start < section.end]
    end = min([*children, section.end])
    while end > start and draft.text[end - 1] == "\n":
        end -= 1
    return min(start, end), end


def with_binding(draft: Draft, binding: Binding) -> Draft:
    """The draft with one more bound number."""

    def add(bindings: tuple[Binding, ...]) -> tuple[Binding, ...]:
        others = [b for b in bindings if b.end <= binding.start or b.start >= binding.end]
        return tuple(sorted([*others, binding], key=lambda b: b.start))

    sections = tuple(
        replace(s, numbers=add(s.numbers))
        if s.start <= binding.start < s.end and _innermost(draft, s, binding)
        else s
        for s in draft.sections
    )
    return replace(draft, numbers=add(draft.numbers), sections=sections)


def _innermost(draft: Draft, section: DraftSection, binding: Binding) -> bool:
    return not any(
        s.level > section.level and s.start <= binding.start < s.end and s.start >= section.start
        for s in draft.sections
    )


def without_suggestion(draft: Draft, suggestion: Suggestion) -> Draft:
    """The draft with one offered sentence settled (kept in the text, or dropped)."""
    sections = tuple(
        replace(s, suggestions=tuple(g for g in s.suggestions if g != suggestion)) for s in draft.sections
    )
    return replace(draft, sections=sections)


def _changes(old: str, new: str) -> Iterator[Edit]:
    prefix = _common(zip(old, new, strict=False))
    limit = min(len(old), len(new)) - prefix
    suffix = min(_common(zip(reversed(old), reversed(new), strict=False)), limit)
    middle_old, middle_new = old[prefix : len(old) - suffix], new[prefix : len(new) - suffix]
    lines_old, lines_new = middle_old.splitlines(True), middle_new.splitlines(True)
    starts_old, starts_new = _starts(lines_old, prefix), _starts(lines_new, prefix)
    matcher = difflib.SequenceMatcher(None, lines_old, lines_new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _within(old, new, starts_old[i1], starts_old[i2], starts_new[j1], starts_new[j2])


def _within(old: str, new: str, i1: int, i2: int, j1: int, j2: int) -> Iterator[Edit]:
    words_old, words_new = _words(old[i1:i2]), _words(new[j1:j2])
    at_old, at_new = _starts(words_old, i1), _starts(words_new, j1)
    matcher = difflib.SequenceMatcher(None, words_old, words_new, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal":
            yield at_old[a1], at_old[a2], at_new[b1], at_new[b2]


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for char in text:
        if parts and parts[-1][-1].isalnum() and char.isalnum():
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _common(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for a, b in pairs:
        if a != b:
            break
        count += 1
    return count


def _starts(parts: list[str], base: int) -> list[int]:
    starts = [base]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


class _Moved:
    """Where old offsets lie in the new text."""

    def __init__(self, changes: list[Edit]) -> None:
        self._changes = changes

    def touched(self, start: int, end: int) -> bool:
        return any(
            (o1 < end and o2 > start) or (o1 == o2 and start < o1 < end) for o1, o2, _, _ in self._changes
        )

    def at(self, offset: int, *, after: bool = False) -> int:
        """The new place of an old offset; `after` puts an insertion at the offset before it."""
        shift = 0
        for old_start, old_end, new_start, new_end in self._changes:
            if offset < old_start or (offset == old_start and not after):
                break
            if offset < old_end:
                return min(new_start + (offset - old_start), new_end)
            shift = new_end - old_end
        return offset + shift


def _bindings(bindings: tuple[Binding, ...], moved: _Moved) -> tuple[Binding, ...]:
    return tuple(
        replace(b, start=moved.at(b.start, after=True), end=moved.at(b.end))
        for b in bindings
        if not moved.touched(b.start, b.end)
    )


def _gaps(gaps: tuple[Gap, ...], moved: _Moved) -> tuple[Gap, ...]:
    return tuple(
        replace(g, start=moved.at(g.start, after=True), end=moved.at(g.end))
        for g in gaps
        if not moved.touched(g.start, g.end)
    )


def _table(table: DraftTable, moved: _Moved, text: str) -> DraftTable:
    start, end = moved.at(table.start), moved.at(table.end)
    if not moved.touched(table.start, table.end):
        return replace(table, start=start, end=end)
    rows = tuple(tuple(line.split("\t")) for line in text[start:end].split("\n") if line)
    width = max(chain((len(r) for r in rows), [1]))
    return replace(table, start=start, end=end, rows=tuple((*r, *[""] * (width - len(r))) for r in rows))


def _section(section: DraftSection, moved: _Moved) -> DraftSection:
    return replace(
        section,
        start=moved.at(section.start, after=True),
        end=moved.at(section.end),
        numbers=_bindings(section.numbers, moved),
        gaps=_gaps(section.gaps, moved),
        suggestions=tuple(replace(s, at=moved.at(s.at)) for s in section.suggestions),
    )
