"""The one row that a few words name: `quỹ đạt hơn 488 triệu đồng`, `tập huấn trên 9.639 lượt`.

So few words name a row for certain only where all of them stand in its label, in no other's of that unit, and nothing else
stands between them and the number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from drafting.alignment import units
from drafting.alignment.cues import is_future
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.names import bare
from drafting.types import Figure, Mention

_CLAUSE = re.compile(r"[,;:.()\n]|(?<!\w)va(?!\w)")
_OTHER_TIME = re.compile(
    r"(?<!\w)(?:cung ky|nam truoc|nam ngoai|ke hoach|chi tieu|muc tieu|phan dau|du toan|du kien|so voi|dau nam|tung|them"
    r"|binh quan|trong do|rieng|nhieu|mot so|cac truong hop)(?!\w)"
)
_YEAR = re.compile(r"(?<!\w)20\d\d(?!\w)")
_TOLD = re.compile(r"(?<!\w)(?:ket qua|da dat|da co|den nay|thanh tich)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_FAR = 80
# What the figure is to the number, if it is of the same thing.
_MOST = 4


def row_of(document: Document, mention: Mention) -> Figure | None:
    """The row's figure of the period, None where the words leave it open."""
    unit = mention.reading.unit
    fitting = [f for f in rows_named(document, mention) if units.fit(unit, f.unit) in _FITTING]
    one = len({f.indicator for f in fitting}) == 1
    return fitting[0] if one and _of_its_size(mention, fitting[0]) else None


def rows_named(document: Document, mention: Mention) -> list[Figure]:
    """The figures of the period, in whatever unit, whose labels have all the words of the number's clause."""
    reading = mention.reading
    since = mention.sentence[0]
    low = clause_start(document, mention)
    noun = _words(reading.noun)
    said = _words(document.text[low : reading.start]) - _light() or (noun if len(noun) > 1 else frozenset())
    before = document.plain[since : reading.start]
    ahead = is_future(mention.path) and not _TOLD.search(before)
    other = _OTHER_TIME.search(document.plain, low, reading.start) or _another_year(document, before)
    if not said or ahead or other:
        return []
    place = bare(mention.scope) if mention.scope else ""
    return [f for f in _rows(document, said) if bare(f.scope or "") == place]


def clause_start(document: Document, mention: Mention) -> int:
    """Where the words begin that tell what a number is of: behind the number before, or the last mark."""
    start, since = mention.reading.start, mention.sentence[0]
    earlier = document.within(max(since, start - _FAR), start)
    low = max(since, start - _FAR, *(r.end for r in earlier))
    cut = [m.end() for m in _CLAUSE.finditer(document.plain, low, start)]
    return cut[-1] if cut else low


_FITTING = (units.SAME, units.UNKNOWN)


def _another_year(document: Document, words: str) -> bool:
    return any(int(year) != document.year() for year in _YEAR.findall(words))


def _of_its_size(mention: Mention, figure: Figure) -> bool:
    stated, value = mention.reading.value, figure.value
    return bool(
        stated and value and stated > 0 and value > 0 and max(stated, value) < _MOST * min(stated, value)
    )


def _rows(document: Document, said: frozenset[str]) -> list[Figure]:
    """The figures of the period whose labels have all the words; those of no word more, where there are any."""
    found = document.shared(_by_word).get(max(said, key=lambda w: (len(w), w)), [])
    having = [f for f in found if said <= _words(f.label)]
    exactly = [f for f in having if _words(f.label) - _light() == said]
    return exactly or having


def _by_word(document: Document) -> dict[str, list[Figure]]:
    """The figures of the period by the words of their labels."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in document.by_key.values():
        if figure.role == "actual" and figure.value is not None and figure.of is None:
            for word in _words(figure.label):
                found[word].append(figure)
    return found


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    """The words of a label or a clause, accents kept: `quỹ` is no `quý`."""
    return frozenset(_WORD.findall(text.lower()))


@cache
def _light() -> frozenset[str]:
    return frozenset(load.words("list_words.txt")["bounds"])
