"""An indicator fell, or missed its plan in a whole year, and the text says nothing of it.

Source: contract.md, `silent-fall` (info). Of what less is better (data/silent_words.txt) a fall is good news, and more
than planned is a plan missed. Told is what the number's own words say, a percentage below a hundred, or both values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import figure_ref
from drafting.checks.parts import parts
from drafting.checks.plain import plain
from drafting.checks.wording import cell, name
from drafting.types import Alignment, Figure, Finding, Mention

CODE = "silent-fall"
_ALL = 100


def check(document: Document) -> Iterable[Finding]:
    """A finding for each unspoken fall, over the source figures or else the own tables."""
    table = document.table if document.table and document.table.figures else document.own
    told = _told_of_own(document) if table is document.own else _told_in_parts(document)
    rows: dict[tuple[str, str | None], dict[str, Figure]] = defaultdict(dict)
    for figure in table.figures:
        rows[figure.indicator, figure.scope].setdefault(figure.role, figure)
    for cells in rows.values():
        actual = cells.get("actual")
        if actual is None or actual.key in told:
            continue
        yield from _finding(document, actual, cells)


def _finding(document: Document, actual: Figure, cells: dict[str, Figure]) -> Iterator[Finding]:
    less = _less_is_better(actual.label)
    for role, words in (("same-period", "giảm so với cùng kỳ"), ("plan", "không đạt kế hoạch")):
        base = cells.get(role)
        if base is None or (role == "plan" and not document.whole_year) or (less and role == "same-period"):
            continue
        if actual.value is None or base.value is None or actual.value == base.value:
            continue
        if (actual.value > base.value) != less:
            continue
        message = f"{name(actual)} {words} ({actual.written} so với {base.written}; {cell(actual)}) mà văn bản không nói đến."
        keys = [k for k in (actual.key, base.key) if document.by_key.get(k) in (actual, base)]
        refs = tuple(figure_ref(document, k) for k in keys)
        yield Finding(CODE, "info", "", None, None, "", message, evidence=refs)
        return


@lru_cache(maxsize=8192)
def _less_is_better(label: str) -> bool:
    return bool(load.pattern("silent_words.txt", "good_falls").search(plain(label)))


def _told_in_parts(document: Document) -> set[str]:
    return {key for part in document.view(parts) for key in part.document.view(_told_of_figures)}


def _told_of_figures(document: Document) -> set[str]:
    return _told(document, document.alignments, document.by_key)


def _told_of_own(document: Document) -> set[str]:
    return _told(document, document.own_alignments, document.own_by_key)


def _told(document: Document, alignments: Sequence[Alignment], by_key: Mapping[str, Figure]) -> set[str]:
    """Keys of figures of which the prose says that they fell or fell short: in words, by a percentage, by both values."""
    told: set[str] = set()
    stated: dict[tuple[int, int], set[str]] = defaultdict(set)
    for alignment in alignments:
        mention = document.mentions[alignment.mention]
        if alignment.chosen is None or mention.table is not None:
            continue
        stated[mention.sentence].update(alignment.chosen.keys)
        if _falls(mention) or _says_so(*_words_of(document, mention)):
            told.update(alignment.chosen.keys)
    for keys in stated.values():
        rows = [by_key[k] for k in sorted(keys) if k in by_key]
        bases = {(f.indicator, f.scope) for f in rows if f.role in ("same-period", "plan")}
        told.update(f.key for f in rows if f.role == "actual" and (f.indicator, f.scope) in bases)
    return told


def _words_of(document: Document, mention: Mention) -> tuple[str, str]:
    """A number's own words, and the letter before them."""
    low, high = _around(document, mention)
    return document.plain[max(0, low - 1) : low], document.plain[low:high]


@lru_cache(maxsize=8192)
def _says_so(before: str, words: str) -> bool:
    return load.pattern("silent_words.txt", "told").search(before + words, len(before)) is not None


def _falls(mention: Mention) -> bool:
    """`giảm 5%`, `bằng 88,7% cùng kỳ`, `đạt 53% kế hoạch`."""
    reading = mention.reading
    short = reading.kind == "percent" and reading.basis is not None and reading.change is None
    return reading.change == "down" or (short and reading.value is not None and reading.value < _ALL)


def _around(document: Document, mention: Mention) -> tuple[int, int]:
    """The words that are this number's: from the number before it to the next one, companions left out."""
    low, high = document.sentence(mention.reading.start)
    at = mention.index
    before = document.mentions[at - 1].reading.end if at else low
    behind = (document.mentions[n] for n in range(at + 1, len(document.mentions)))
    after = next((m for m in behind if m.companion_of is None), None)
    if mention.list_id is not None:
        return low, high
    return max(low, before), min(high, after.reading.start if after else high)
