"""Section keys learned from the library's headings: what the data file doesn't know goes with what is alike.

A heading without a key takes that of the nearest heading that has one, by wording (rare words weigh more)
and by its vector; what a person said of one heading so reaches its variants. Headings that differ in period,
unit or filling words are one here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.heading_texts import HeadingTexts
from retrieval.headings import HeadingTable, section_kind, telling
from retrieval.words import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

Vectors = Callable[[list[str]], Mapping[str, "Matrix"]]
"""Unit vectors of headings by their texts; those that are there."""
WORDING = 0.65
"""What the wording counts for in the likeness of two headings; the rest is their vectors'."""
ENOUGH = 0.55
"""Likeness from which a heading takes another's key (both chosen on half of the judged units)."""
ENOUGH_BY_WORDS = 0.5
"""The same where there are no vectors."""
BY_HAND = 0.05
"""What a person's word counts for, where it is about as near as the data file's."""
MOST = 4000
"""So many different headings are looked at, the first of the library's."""


@dataclass(frozen=True, slots=True)
class SectionKey:
    """What kind of section a heading names, and who says so: `hand`, `data`, `learned` or nobody."""

    heading: str
    key: str | None
    source: str


def learn(
    headings: Iterable[str],
    by_hand: Mapping[str, str],
    vectors: Vectors,
    named: Callable[[str], str | None] = section_kind,
) -> dict[str, str]:
    """Keys, by folded heading, of those that neither a person nor the data file named.

    Args:
        headings: of the library.
        by_hand: keys that people set, by folded heading; a heading that differs by its period alone is theirs too.
        vectors: of headings; empty where nothing embeds.
        named: what the data file says of a heading.
    """
    import numpy as np

    groups: dict[frozenset[str], list[str]] = {}
    for heading in headings:
        if len(groups) < MOST or telling(heading) in groups:
            groups.setdefault(telling(heading), []).append(heading)
    first = [group[0] for group in groups.values()]
    said = [next((by_hand[folded(h)] for h in g if folded(h) in by_hand), None) for g in groups.values()]
    keys = [
        s or next((named(h) for h in g if named(h)), None) for s, g in zip(said, groups.values(), strict=True)
    ]
    known = np.array([i for i, key in enumerate(keys) if key], dtype=np.int64)
    if not known.size:
        return {}
    bonus = np.array([BY_HAND if said[i] else 0.0 for i in known])
    texts = HeadingTexts()
    for heading in first:
        texts.number((heading,))
    table = HeadingTable(texts)
    rows = vectors(first)
    learned: dict[str, str] = {}
    for number, group in enumerate(groups.values()):
        if (told := said[number]) is not None:
            learned |= {folded(h): told for h in group if folded(h) not in by_hand}
        if keys[number] is not None:
            continue
        near = _likeness(table, first, number, known, rows) + bonus
        best = int(near.argmax())
        if near[best] >= (ENOUGH if first[number] in rows else ENOUGH_BY_WORDS):
            learned |= {folded(h): str(keys[known[best]]) for h in group}
    return learned


def _likeness(
    table: HeadingTable,
    headings: list[str],
    number: int,
    known: NDArray[np.int64],
    rows: Mapping[str, Matrix],
) -> NDArray[np.float64]:
    """Of one heading with those that have a key, by wording, and by vector where there are vectors."""
    import numpy as np

    at = np.array([table.id[headings[i]] for i in known], dtype=np.int64)
    wording: NDArray[np.float64] = table.wording(headings[number])[at]
    mine = rows.get(headings[number])
    if mine is None:
        return wording
    meaning = np.array([float(rows[headings[i]] @ mine) if headings[i] in rows else 0.0 for i in known])
    return WORDING * wording + (1 - WORDING) * meaning


def listed(
    headings: Iterable[str], by_hand: Mapping[str, str], learned: Mapping[str, str]
) -> list[SectionKey]:
    """The library's headings with their keys, each heading once, those without a key first."""
    found: dict[str, SectionKey] = {}
    for heading in headings:
        words = folded(heading)
        if words in by_hand:
            found.setdefault(words, SectionKey(heading, by_hand[words], "hand"))
        elif words in learned:
            found.setdefault(words, SectionKey(heading, learned[words], "learned"))
        else:
            kind = section_kind(heading)
            found.setdefault(words, SectionKey(heading, kind, "data" if kind else ""))
    return sorted(found.values(), key=lambda k: (k.key is not None, k.key or "", folded(k.heading)))


def key_of(words: str) -> str:
    """The key that words make: `Công tác dân vận` is `cong-tac-dan-van`."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(words)))
