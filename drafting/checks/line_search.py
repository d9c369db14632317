"""Searching a text line by line; what a pattern found in a line is remembered.

While one types, one line is another than at the last check: all others were searched before. A phrase never goes
over a line's end, for every paragraph of a report is one line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from drafting.checks.needed import needed

Matches = tuple[re.Match[str], ...]


class Together:
    """Texts searched at once, each apart from the next by a character that no pattern knows."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take texts, each but once."""
        self.texts = tuple(texts)

    def worth(self, pattern: re.Pattern[str]) -> Iterable[str]:
        """The texts in which a pattern may find something; most patterns find nothing in most lines."""
        letters = needed(pattern)
        if not letters:
            whole, starts = self._joined
            spans: Iterable[tuple[int, int]] = (match.span() for match in pattern.finditer(whole))
        else:
            whole, starts = self._folded if pattern.flags & re.IGNORECASE else self._joined
            spans = _standing(letters, whole)
        touched: set[int] = set()
        for start, end in spans:
            touched.update(range(bisect_right(starts, start) - 1, bisect_right(starts, end)))
        return [self.texts[at] for at in sorted(touched) if at < len(self.texts)]

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        return _join(self.texts)

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _join([text.casefold() for text in self.texts])


def _join(texts: Sequence[str]) -> tuple[str, list[int]]:
    """The texts as one, and where each begins."""
    return "\0".join(texts), list(accumulate((len(text) + 1 for text in texts), initial=0))


def _standing(letters: Iterable[str], whole: str) -> Iterator[tuple[int, int]]:
    """Where any of the letters stand: most do nowhere, which one look at all of the text tells."""
    for each in letters:
        at = whole.find(each)
        while at >= 0:
            yield at, at
            end = whole.find("\0", at)
            at = whole.find(each, end) if end >= 0 else -1


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

    @cached_property
    def together(self) -> Together:
        """All of them, for patterns that none was searched for yet."""
        return Together(self.places)


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

    def search(self, pattern: re.Pattern[str], texts: Together) -> None:
        """Search lines that weren't yet."""
        self.searched.update(texts.texts)
        self.found.update((text, tuple(pattern.finditer(text))) for text in texts.worth(pattern))


_MOST = 8192
_KNOWN: dict[re.Pattern[str], _Known] = {}


def hits(pattern: re.Pattern[str], lines: Lines) -> Iterator[Hit]:
    """What a pattern, which has neither `^` nor `$`, finds in lines."""
    known = _KNOWN.get(pattern)
    if known is None or len(known.searched) > _MOST:
        known = _KNOWN[pattern] = _Known()
    if not known.searched:
        known.search(pattern, lines.together)
    elif unknown := lines.places.keys() - known.searched:
        known.search(pattern, Together(unknown))
    here = lines.places.keys() & known.found.keys()
    for start, text in sorted((at, found) for found in here for at in lines.places[found]):
        for match in known.found[text]:
            yield Hit(match, start)


def forget() -> None:
    """Forget what was found, for measurements that want to begin from nothing."""
    _KNOWN.clear()
