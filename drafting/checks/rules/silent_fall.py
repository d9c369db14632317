"""An indicator fell, or missed its plan in a whole year, and the text says nothing of it.

Source: contract.md, `silent-fall` (info). Falls that are good news (data/silent_words.txt) don't count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import figure_ref
from drafting.checks.plain import plain
from drafting.checks.wording import cell, name
from drafting.types import Alignment, Figure, Finding

CODE = "silent-fall"


def check(document: Document) -> Iterable[Finding]:
    """A finding for each unspoken fall, over the source figures or else the own tables."""
    table = document.table if document.table and document.table.figures else document.own
    alignments = document.alignments if table is document.table else document.own_alignments
    told = _told(document, alignments)
    rows: dict[tuple[str, str | None], dict[str, Figure]] = defaultdict(dict)
    for figure in table.figures:
        rows[figure.indicator, figure.scope].setdefault(figure.role, figure)
    for cells in rows.values():
        actual = cells.get("actual")
        if actual is None or actual.key in told or _good_fall(actual):
            continue
        yield from _finding(document, actual, cells)


def _finding(document: Document, actual: Figure, cells: dict[str, Figure]) -> Iterator[Finding]:
    whole_year = len(document.period or "") == len("2024")
    for role, words in (("same-period", "giảm so với cùng kỳ"), ("plan", "không đạt kế hoạch")):
        base = cells.get(role)
        if base is None or (role == "plan" and not whole_year):
            continue
        if actual.value is None or base.value is None or actual.value >= base.value:
            continue
        message = f"{name(actual)} {words} ({actual.written} so với {base.written}; {cell(actual)}) mà văn bản không nói đến."
        keys = [k for k in (actual.key, base.key) if document.by_key.get(k) in (actual, base)]
        refs = tuple(figure_ref(document, k) for k in keys)
        yield Finding(CODE, "info", "", None, None, "", message, evidence=refs)
        return


def _good_fall(figure: Figure) -> bool:
    return bool(load.pattern("silent_words.txt", "good_falls").search(plain(figure.label)))


def _told(document: Document, alignments: tuple[Alignment, ...]) -> set[str]:
    """Keys of figures of which a sentence of the prose says that they fell or fell short."""
    told: set[str] = set()
    words = load.pattern("silent_words.txt", "told")
    for alignment in alignments:
        mention = document.mentions[alignment.mention]
        if alignment.chosen is None or mention.table is not None:
            continue
        low, high = document.sentence(mention.reading.start)
        if mention.reading.change == "down" or words.search(document.plain[low:high]):
            told.update(alignment.chosen.keys)
    return told
