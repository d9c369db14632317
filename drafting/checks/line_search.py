"""Searching a text line by line; what a pattern found in a line is remembered.

While one types, one line is another than at the last check: all others were searched before. A phrase never goes
over a line's end, for every paragraph of a report is one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its line break, and where it begins."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A match in a line, with the offsets that it has in the whole text."""

    match: re.Match[str]
    line: int

    def __getitem__(self, group: int | str) -> str:
        """The words of a group."""
        return self.match[group]

    def start(self, group: int | str = 0) -> int:
        """Where a group that took part begins."""
        return self.line + self.match.start(group)

    def end(self, group: int | str = 0) -> int:
        """Where a group that took part ends."""
        return self.line + self.match.end(group)

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """Both."""
        return self.start(group), self.end(group)


_MOST = 8192
_FOUND: dict[re.Pattern[str], dict[str, tuple[re.Match[str], ...]]] = {}


def hits(pattern: re.Pattern[str], lines: Iterable[Line]) -> Iterator[Hit]:
    """What a pattern finds in lines."""
    found = _FOUND.setdefault(pattern, {})
    for line in lines:
        inside = found.get(line.text)
        if inside is None:
            if len(found) > _MOST:
                found.clear()
            inside = found[line.text] = tuple(pattern.finditer(line.text))
        for match in inside:
            yield Hit(match, line.start)


def forget() -> None:
    """Forget what was found, for measurements that want to begin from nothing."""
    _FOUND.clear()
