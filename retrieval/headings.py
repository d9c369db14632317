"""How alike two headings are: by their telling words, and by the kind of section they name."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The data file: phrases that tell nothing, what most headings say, wordings of kinds, longest first."""

    noise: tuple[str, ...]
    general: tuple[str, ...]
    weak: frozenset[str]
    kinds: tuple[tuple[str, str], ...]


@cache
def heading_words() -> HeadingWords:
    """What `heading_words.toml` says, folded."""
    data = tomllib.loads((files("retrieval") / "heading_words.toml").read_text("utf-8"))
    kinds = [(folded(w), kind) for kind, words in data["sections"].items() for w in words]
    return HeadingWords(
        noise=tuple(sorted((folded(n) for n in data["noise"]), key=lambda n: -len(n))),
        general=tuple(sorted((folded(g) for g in data["general"]), key=lambda g: -len(g))),
        weak=frozenset(data["weak"]),
        kinds=tuple(sorted(kinds, key=lambda k: (-len(k[0]), k))),
    )


@lru_cache(maxsize=16384)
def telling(heading: str) -> frozenset[str]:
    """The syllables that tell a heading from others; all of them where none would be left."""
    words = f" {folded(heading)} "
    everything = words
    for noise in heading_words().noise:
        words = words.replace(f" {noise} ", " ")
    kept = frozenset(w for w in words.split() if not any(c.isdigit() for c in w))
    return kept or frozenset(everything.split())


@lru_cache(maxsize=16384)
def section_kind(heading: str) -> str | None:
    """The kind of section a heading names (`khen-thuong`), the longest wording in it deciding.

    A wording that stands only within what most headings say (`công tác thi đua, khen thưởng`) doesn't count,
    and a kind that fits most sections only where no other does.
    """
    data = heading_words()
    whole = f" {folded(heading)} "
    rest = whole
    for phrase in data.general:
        rest = rest.replace(f" {phrase} ", " | ")
    found = [
        kind for wording, kind in data.kinds if f" {wording} " in (whole if "thi dua" in wording else rest)
    ]
    found += [kind for wording, kind in data.kinds if kind in data.weak and f" {wording} " in whole]
    return next((k for k in found if k not in data.weak), next(iter(found), None))


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

    def wording(self, heading: str) -> Floats:
        """0 to 1 for each heading of the table: the weight of the telling words that are in both."""
        import numpy as np

        words = telling(heading)
        shared = np.zeros(len(self.id), dtype=np.float64)
        for word in words:
            if word in self._words:
                shared[self._words[word]] += self._weight[word]
        result: Floats = 2 * shared / np.maximum(self._sum(words) + np.array(self._sums), 1e-9)
        return result

    def likeness(self, heading: str) -> Floats:
        """0 to 1 for each heading of the table: by wording, more where both name one kind of section."""
        import numpy as np

        both = self.wording(heading)
        result: Floats = np.where(self.same_key(heading), both + 0.5 * (1 - both), both * 0.9)
        result[self._twins.get(folded(heading), [])] = 1.0
        return result

    def same_key(self, heading: str) -> NDArray[np.bool_]:
        """For each heading of the table, whether it names the same kind of section."""
        import numpy as np

        ids, mine = self._key_ids
        key = self.key(heading)
        same: NDArray[np.bool_] = mine == ids.get(key or "", -2)
        return same if key else np.zeros(len(self.id), dtype=np.bool_)

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
