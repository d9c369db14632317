"""How alike two headings are: by their telling words, and by the kind of section they name."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from retrieval.words import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.heading_texts import HeadingTexts

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SAME = 0.85
"""Likeness from which two headings are called the same section."""


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The data file: phrases that tell nothing, what most headings say, wordings of kinds, longest first.

    `weak` and `forward` name kinds: those that fit most sections, and those about what is to be done.
    """

    noise: tuple[str, ...]
    general: tuple[str, ...]
    weak: frozenset[str]
    forward: frozenset[str]
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
        forward=frozenset(data["forward"]),
        kinds=tuple(sorted(kinds, key=lambda k: (-len(k[0]), k))),
    )


@cache
def kind_names() -> dict[str, str]:
    """Names of the kinds of section by key, in the order of the data file: each kind's first wording."""
    data = tomllib.loads((files("retrieval") / "heading_words.toml").read_text("utf-8"))
    return {kind: words[0][:1].upper() + words[0][1:] for kind, words in data["sections"].items()}


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
    """Likeness of headings, words weighed by how rare they are among the headings of some paths.

    Args:
        texts: headings and paths by number.
        active: numbers of the paths that count; None for all of them.
        keys: kinds of section by folded heading: what people said, and what was learned.
    """

    def __init__(
        self, texts: HeadingTexts, active: Ints | None = None, keys: Mapping[str, str] | None = None
    ) -> None:
        import numpy as np

        self._texts = texts
        self._keys = keys or {}
        self._fixed = fixed = texts.fixed()
        self.id = texts.id
        there = (
            np.ones(len(fixed.ends), dtype=np.bool_) if active is None else _marked(active, len(fixed.ends))
        )
        used = _marked(fixed.part_of[there[fixed.path_of]], fixed.size)
        used[fixed.uppers[there]] = True
        count = int(used.sum())
        spread = np.bincount(fixed.word_of[used[fixed.text_of]], minlength=fixed.words)
        self._rare = math.log(1 + max(count, 1))
        self._weights = np.where(spread > 0, np.log(1 + count / np.maximum(spread, 1)), self._rare)
        self._sums = np.bincount(fixed.text_of, self._weights[fixed.word_of], minlength=fixed.size)

    def key(self, heading: str) -> str | None:
        """The kind of section a heading names: said by a person, learned, or by the data file's wordings."""
        return self._keys.get(folded(heading)) or section_kind(heading)

    @cached_property
    def _key_ids(self) -> tuple[dict[str, int], Ints]:
        return self._fixed.overridden(self._keys, self._texts.twins)

    def wording(self, heading: str) -> Floats:
        """0 to 1 for each heading of the table: the weight of the telling words that are in both."""
        import numpy as np

        shared = np.zeros(self._fixed.size, dtype=np.float64)
        mine = 0.0
        for word in sorted(telling(heading)):
            number = self._texts.word.get(word, self._fixed.words)
            known = number < self._fixed.words
            mine += float(self._weights[number]) if known else self._rare
            if known:
                shared[self._fixed.with_word(number)] += self._weights[number]
        result: Floats = 2 * shared / np.maximum(mine + self._sums, 1e-9)
        return result

    def likeness(self, heading: str, wording: Floats | None = None) -> Floats:
        """0 to 1 for each heading of the table: by wording, more where both name one kind of section.

        Args:
            heading: any.
            wording: its `wording`, where that is known already.
        """
        import numpy as np

        both = self.wording(heading) if wording is None else wording
        result: Floats = np.where(self.same_key(heading), both + 0.5 * (1 - both), both * 0.9)
        result[self._twins_of(heading)] = 1.0
        return result

    def same_key(self, heading: str) -> NDArray[np.bool_]:
        """For each heading of the table, whether it names the same kind of section."""
        import numpy as np

        ids, mine = self._key_ids
        key = self.key(heading)
        same: NDArray[np.bool_] = mine == ids.get(key or "", -2)
        return same if key else np.zeros(self._fixed.size, dtype=np.bool_)

    def of_paths(self, path: tuple[str, ...]) -> tuple[Floats, Floats]:
        """For each path by its number: likeness of the whole path, and of its last heading alone.

        The last heading counts most, those above it help.
        """
        import numpy as np

        ends, uppers = self._fixed.ends, self._fixed.uppers
        if not path or not ends.size:
            nothing = np.zeros(len(ends))
            return nothing, nothing
        last = np.where(ends >= 0, self.likeness(path[-1])[ends], 0.0)
        top = " ".join(path[:-1])
        empty = uppers == self.id.get("", -1)
        if top:
            above = np.where(empty, 0.5, self.likeness(top)[uppers])
        else:
            above = np.where(empty, 1.0, 0.5)
        return np.where(ends >= 0, 0.8 * last + 0.2 * above, 0.0), last

    def paths_with(self, fits: NDArray[np.bool_], words: str) -> NDArray[np.bool_]:
        """For each path by its number: whether a heading of it is among those that fit, or contains these words.

        Args:
            fits: for each heading of the table.
            words: folded.
        """
        fixed = self._fixed
        fits = fits.copy()
        fits[[number for number in self._texts.containing(words) if number < fixed.size]] = True
        return _marked(fixed.path_of[fits[fixed.part_of]], len(fixed.ends))

    def _twins_of(self, heading: str) -> list[int]:
        return [n for n in self._texts.twins.get(folded(heading), ()) if n < self._fixed.size]


def _marked(numbers: Ints, size: int) -> NDArray[np.bool_]:
    import numpy as np

    marks: NDArray[np.bool_] = np.zeros(size, dtype=np.bool_)
    marks[numbers] = True
    return marks
