"""How alike two headings are: by their telling words, and by the kind of section they name."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from retrieval.words import folded

SAME = 0.85
"""Likeness from which two headings are called the same section."""


@cache
def _data() -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Noise phrases and (wording, kind), longest first."""
    data = tomllib.loads((files("retrieval") / "heading_words.toml").read_text("utf-8"))
    noise = sorted((folded(n) for n in data["noise"]), key=lambda n: -len(n))
    kinds = [(folded(w), kind) for kind, words in data["sections"].items() for w in words]
    return tuple(noise), tuple(sorted(kinds, key=lambda k: (-len(k[0]), k)))


@lru_cache(maxsize=16384)
def telling(heading: str) -> frozenset[str]:
    """The syllables that tell a heading from others; all of them where none would be left."""
    words = f" {folded(heading)} "
    everything = words
    for noise in _data()[0]:
        words = words.replace(f" {noise} ", " ")
    kept = frozenset(w for w in words.split() if not any(c.isdigit() for c in w))
    return kept or frozenset(everything.split())


@lru_cache(maxsize=16384)
def section_kind(heading: str) -> str | None:
    """The kind of section a heading names (`khen-thuong`), the longest wording in it deciding."""
    words = f" {folded(heading)} "
    return next((kind for wording, kind in _data()[1] if f" {wording} " in words), None)


class HeadingLikeness:
    """Likeness of headings, words weighed by how rare they are among the library's headings."""

    def __init__(self, headings: Iterable[str]) -> None:
        known = [telling(h) for h in set(headings)]
        counts = Counter(w for words in known for w in words)
        self._weight = {w: math.log(1 + len(known) / n) for w, n in counts.items()}
        self._rare = math.log(1 + max(len(known), 1))

    def of(self, a: str, b: str) -> float:
        """0 to 1 for two single headings."""
        if folded(a) == folded(b):
            return 1.0
        one, two = telling(a), telling(b)
        both = 2 * self._sum(one & two) / max(self._sum(one) + self._sum(two), 1e-9)
        kind = section_kind(a)
        return both + 0.5 * (1 - both) if kind and kind == section_kind(b) else both * 0.9

    def of_paths(self, a: tuple[str, ...], b: tuple[str, ...]) -> float:
        """0 to 1 for two heading paths: the last heading counts most, those above it help."""
        if not a or not b:
            return 0.0
        last = self.of(a[-1], b[-1])
        one, two = " ".join(a[:-1]), " ".join(b[:-1])
        above = self.of(one, two) if one and two else 0.5 if one or two else 1.0
        return 0.8 * last + 0.2 * above

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight.get(w, self._rare) for w in words)
