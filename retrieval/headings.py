"""How alike two headings are: by their telling words, and by the kind of section they name."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from retrieval.words import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

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


class HeadingTable:
    """Likeness of headings, words weighed by how rare they are among the library's headings.

    Args:
        paths: the library's heading paths, each from the top down.
        keys: kinds of section by folded heading: what people said, and what was learned.
    """

    def __init__(self, paths: Sequence[tuple[str, ...]], keys: Mapping[str, str] | None = None) -> None:
        self._paths = paths
        self._keys = keys or {}
        self.id: dict[str, int] = {}
        for path in paths:
            for text in (*path, " ".join(path[:-1])):
                self.id.setdefault(text, len(self.id))
        self._words: dict[str, list[int]] = {}
        tellings = [telling(text) for text in self.id]
        for number, words in enumerate(tellings):
            for word in words:
                self._words.setdefault(word, []).append(number)
        self._rare = math.log(1 + max(len(tellings), 1))
        self._weight = {w: math.log(1 + len(tellings) / len(at)) for w, at in self._words.items()}
        self._sums = [self._sum(words) for words in tellings]
        self._twins: dict[str, list[int]] = {}
        for text, number in self.id.items():
            self._twins.setdefault(folded(text), []).append(number)

    def key(self, heading: str) -> str | None:
        """The kind of section a heading names: said by a person, learned, or by the data file's wordings."""
        return self._keys.get(folded(heading)) or section_kind(heading)

    @cached_property
    def _key_ids(self) -> tuple[dict[str, int], Ints]:
        import numpy as np

        keys = [self.key(text) for text in self.id]
        ids = {k: i for i, k in enumerate(dict.fromkeys(k for k in keys if k))}
        return ids, np.array([ids[k] if k else -1 for k in keys], dtype=np.int64)

    def likeness(self, heading: str) -> Floats:
        """0 to 1 for each heading of the table."""
        import numpy as np

        words = telling(heading)
        shared = np.zeros(len(self.id), dtype=np.float64)
        for word in words:
            if word in self._words:
                shared[self._words[word]] += self._weight[word]
        both = 2 * shared / np.maximum(self._sum(words) + np.array(self._sums), 1e-9)
        ids, mine = self._key_ids
        key = self.key(heading)
        same = mine == ids.get(key, -2) if key else np.zeros(len(both), dtype=np.bool_)
        result: Floats = np.where(same, both + 0.5 * (1 - both), both * 0.9)
        result[self._twins.get(folded(heading), [])] = 1.0
        return result

    def of_paths(self, path: tuple[str, ...]) -> tuple[Floats, Floats]:
        """For each of the table's paths: likeness of the whole path, and of its last heading alone.

        The last heading counts most, those above it help.
        """
        import numpy as np

        if not path or not self._paths:
            nothing = np.zeros(len(self._paths))
            return nothing, nothing
        ends, uppers = self._ends
        last = np.where(ends >= 0, self.likeness(path[-1])[ends], 0.0)
        top = " ".join(path[:-1])
        empty = uppers == self.id.get("", -1)
        if top:
            above = np.where(empty, 0.5, self.likeness(top)[uppers])
        else:
            above = np.where(empty, 1.0, 0.5)
        return np.where(ends >= 0, 0.8 * last + 0.2 * above, 0.0), last

    @cached_property
    def _ends(self) -> tuple[Ints, Ints]:
        """Of each path the last heading and those above it, as numbers of headings."""
        import numpy as np

        ends = [self.id[p[-1]] if p else -1 for p in self._paths]
        uppers = [self.id[" ".join(p[:-1])] for p in self._paths]
        return np.array(ends, dtype=np.int64), np.array(uppers, dtype=np.int64)

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight.get(w, self._rare) for w in words)
