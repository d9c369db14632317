"""Searching a text line by line; what a pattern found in a line is remembered.

While one types, one line is another than at the last check: all others were searched before. A phrase never goes
over a line's end, for every paragraph of a report is one line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate


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


def hits(pattern: re.Pattern[str], lines: Sequence[Line]) -> Iterator[Hit]:
    """What a pattern, which has neither `^` nor `$`, finds in lines."""
    found = _FOUND.setdefault(pattern, {})
    if len(found) > _MOST:
        found.clear()
    unknown = [line.text for line in lines if line.text not in found]
    if unknown:
        found.update(_search(pattern, list(dict.fromkeys(unknown))))
    for line in lines:
        for match in found[line.text]:
            yield Hit(match, line.start)


def _search(
    pattern: re.Pattern[str], texts: Sequence[str]
) -> Iterator[tuple[str, tuple[re.Match[str], ...]]]:
    """What a pattern finds in each text.

    Most patterns find nothing in most lines: all lines are searched at once, with a character between them that no
    pattern knows, and only those that a match touches are searched again, each alone.
    """
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    touched: set[int] = set()
    for match in pattern.finditer("\0".join(texts)):
        first, last = (bisect_right(starts, at) - 1 for at in match.span())
        touched.update(range(first, last + 1))
    for at, text in enumerate(texts):
        yield text, tuple(pattern.finditer(text)) if at in touched else ()


def forget() -> None:
    """Forget what was found, for measurements that want to begin from nothing."""
    _FOUND.clear()
