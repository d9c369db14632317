"""The headings and heading paths of a library by number: read once, kept from one state of it to the next."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval.headings import section_kind, telling
from retrieval.words import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


class Ragged:
    """Rows of whole numbers of different lengths, one after the other; grows."""

    def __init__(self) -> None:
        self._flat = array("q")
        self._row = array("q")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, row: list[int]) -> None:
        """Add a row."""
        self._flat.extend(row)
        self._row.extend([self._count] * len(row))
        self._count += 1

    def columns(self) -> tuple[Ints, Ints]:
        """The number of the row, and what stands in it, of each entry."""
        import numpy as np

        return np.array(self._row, dtype=np.int64), np.array(self._flat, dtype=np.int64)


class HeadingTexts:
    """Texts are single headings, and for each path the headings above its last, joined.

    Nothing is ever taken out: which paths a state of the library has is for that state to know. A path's headings are
    looked at when they are first asked for, so that the first answer of a large library doesn't wait for that.
    """

    def __init__(self) -> None:
        self.id: dict[str, int] = {}
        self.twins: dict[str, list[int]] = {}
        """Numbers of the texts that are one but for case, accents and signs."""
        self.kinds: list[str | None] = []
        """What the data file takes each text for."""
        self.paths: list[tuple[str, ...]] = []
        self.word: dict[str, int] = {}
        self._folded: list[str] = []
        self._words = Ragged()
        self._parts = Ragged()
        self._ends = array("q")
        self._uppers = array("q")
        self._by_path: dict[tuple[str, ...], int] = {}
        self._lock = threading.Lock()

    def number(self, path: tuple[str, ...]) -> int:
        """The number of a path."""
        with self._lock:
            number = self._by_path.setdefault(path, len(self.paths))
            if number == len(self.paths):
                self.paths.append(path)
            return number

    def _look(self, path: tuple[str, ...]) -> None:
        parts = [self._text(text) for text in path]
        self._ends.append(parts[-1] if parts else -1)
        self._uppers.append(self._text(" ".join(path[:-1])))
        self._parts.append(parts)

    def _text(self, text: str) -> int:
        if text in self.id:
            return self.id[text]
        number = self.id[text] = len(self.id)
        words = folded(text)
        self._folded.append(words)
        self.twins.setdefault(words, []).append(number)
        self.kinds.append(section_kind(text))
        self._words.append([self.word.setdefault(w, len(self.word)) for w in sorted(telling(text))])
        return number

    def kind(self, text: str) -> str | None:
        """What the data file takes a heading for; looked up where the headings were looked at."""
        number = self.id.get(text, len(self.kinds))
        return self.kinds[number] if number < len(self.kinds) else section_kind(text)

    def fixed(self) -> FixedTexts:
        """What there is now, as columns."""
        with self._lock:
            for path in self.paths[len(self._ends) :]:
                self._look(path)
            return FixedTexts(self)

    def containing(self, words: str) -> list[int]:
        """Numbers of the texts in which these folded words stand."""
        return [number for number, text in enumerate(self._folded) if words in text]


class FixedTexts:
    """The texts and paths that there were at one moment, as columns."""

    def __init__(self, texts: HeadingTexts) -> None:
        import numpy as np

        self.size = len(texts.id)
        self.words = len(texts.word)
        self.text_of, self.word_of = texts._words.columns()
        self.path_of, self.part_of = texts._parts.columns()
        self.ends: Ints = np.array(texts._ends, dtype=np.int64)
        self.uppers: Ints = np.array(texts._uppers, dtype=np.int64)
        kinds = texts.kinds[: self.size]
        self.kind_ids = {kind: i for i, kind in enumerate(dict.fromkeys(k for k in kinds if k))}
        self.kinds: Ints = np.array([self.kind_ids[k] if k else -1 for k in kinds], dtype=np.int64)

    @cached_property
    def _order(self) -> tuple[Ints, Ints]:
        """The texts by their words, and where each word's begin."""
        import numpy as np

        order = np.argsort(self.word_of, kind="stable")
        return self.text_of[order], np.searchsorted(self.word_of[order], np.arange(self.words + 1))

    def with_word(self, word: int) -> Ints:
        """The texts that a word tells."""
        texts, starts = self._order
        return texts[starts[word] : starts[word + 1]]

    def overridden(
        self, keys: Mapping[str, str], twins: Mapping[str, list[int]]
    ) -> tuple[dict[str, int], Ints]:
        """The kinds, with those that `keys` names by folded heading in place of the data file's."""
        ids, kinds = dict(self.kind_ids), self.kinds.copy()
        for words, key in keys.items():
            there = [number for number in twins.get(words, ()) if number < self.size]
            kinds[there] = ids.setdefault(key, len(ids))
        return ids, kinds
