"""Searching a text line by line; what a pattern found in a line is remembered.

While one types, one line is another than at the last check: all others were searched before. A phrase never goes
over a line's end, for every paragraph of a report is one line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate

from drafting.checks.needed import needed

Matches = tuple[re.Match[str], ...]


class Lines:
    """A text's lines, each with its line break.

    Attributes:
        texts: the lines.
        places: where each line begins; one that stands there twice has two places.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the lines in order."""
        self.texts = tuple(texts)
        self.places: dict[str, list[int]] = {}
        for start, text in zip(accumulate(map(len, self.texts), initial=0), self.texts, strict=False):
            self.places.setdefault(text, []).append(start)


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


@dataclass(slots=True)
class _Known:
    """The lines that were searched for a pattern, and what it found in those where it found anything."""

    searched: set[str] = field(default_factory=set)
    found: dict[str, Matches] = field(default_factory=dict)

    def search(self, pattern: re.Pattern[str], texts: AbstractSet[str]) -> None:
        """Search lines that weren't yet."""
        self.searched |= texts
        self.found.update((text, tuple(pattern.finditer(text))) for text in _worth(pattern, list(texts)))


_MOST = 8192
_KNOWN: dict[re.Pattern[str], _Known] = {}


def hits(pattern: re.Pattern[str], lines: Lines) -> Iterator[Hit]:
    """What a pattern, which has neither `^` nor `$`, finds in lines."""
    known = _KNOWN.get(pattern)
    if known is None or len(known.searched) > _MOST:
        known = _KNOWN[pattern] = _Known()
    unknown = lines.places.keys() - known.searched
    if unknown:
        known.search(pattern, unknown)
    here = lines.places.keys() & known.found.keys()
    for start, text in sorted((at, found) for found in here for at in lines.places[found]):
        for match in known.found[text]:
            yield Hit(match, start)


def _worth(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[str]:
    """The lines in which a pattern may find something; most patterns find nothing in most lines."""
    letters = needed(pattern)
    if not letters:
        yield from _touched(pattern, texts)
    elif pattern.flags & re.IGNORECASE:
        yield from (text for text in texts if any(map(text.casefold().__contains__, letters)))
    elif len(letters) == 1:
        yield from (text for text in texts if letters[0] in text)
    else:
        yield from (text for text in texts if any(map(text.__contains__, letters)))


def _touched(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[str]:
    """The same where no letters tell: all are searched at once, with a character between that no pattern knows."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    touched: set[int] = set()
    for match in pattern.finditer("\0".join(texts)):
        first, last = (bisect_right(starts, at) - 1 for at in match.span())
        touched.update(range(first, last + 1))
    yield from (texts[at] for at in touched if at < len(texts))


def forget() -> None:
    """Forget what was found, for measurements that want to begin from nothing."""
    _KNOWN.clear()
