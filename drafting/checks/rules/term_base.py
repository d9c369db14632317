"""A report of a term compares with the term's beginning, and one comparison names another year than the others.

`so với đầu nhiệm kỳ (năm 2021 có 45.910 hội viên)`, and further on `giảm 54 chi hội so với năm 2022`. Source: contract code
`period-leak`. The figures call that column `Cùng kỳ` without its year, so only the report's own words tell: a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.parts import parts
from drafting.types import Finding

CODE = "period-leak"
_TERM = re.compile(r"(?<!\w)(?:(?:dau|truoc|cuoi) (?:nhiem ky|giai doan)|nhiem ky truoc)(?!\w)")
_YEAR = r"(nam (\d{4}))(?!\w|\s*[-–])"
_BASE = re.compile(
    rf"(?<!\w)(?:so voi|lan|dau nhiem ky|truoc nhiem ky|cuoi nhiem ky truoc)(?: cuoi| dau)?\s*\(?{_YEAR}"
)
_SPAN = re.compile(r"(?<!\w)tong ket [^.;\n]{0,60}nhiem ky (\d{4}) ?[-–] ?\d{4}(?!\w)")
_BEHIND = re.compile(rf"^[^;.\n\d]{{0,40}}?(?<!\w)(?:so voi|lan) (?:cuoi |dau )?{_YEAR}")
_BEFORE = re.compile(rf"(?<!\w)(?:so voi|hon|dau nhiem ky) ?\(?(?:cuoi |dau )?{_YEAR}[^;.\n\d]{{0,30}}$")


def of_term(document: Document) -> bool:
    """True for a report that compares with a term's beginning."""
    return any(True for _ in document.hits(_TERM))


def check(document: Document) -> Iterable[Finding]:
    """A warning at each year that is not the one compared with everywhere else."""
    if not document.by_key or not document.view(of_term):
        return
    right = _right(document)
    if right is None:
        return
    done: set[Span] = set()
    told = ((part.start, base) for part in document.view(parts) for base in part.document.view(_bases))
    for by, (low, high, year) in told:
        start, end = low + by, high + by
        if year != right and (start, end) not in done:
            done.add((start, end))
            message = f"“{document.text[start:end]}”: những chỗ khác so với năm {right}."
            yield finding(document, CODE, "warning", (start, end), message, expected=f"năm {right}", fix=True)


def _right(document: Document) -> int | None:
    """The year told most as the term's beginning; where none is, the one that the term's own name begins with."""
    own = {int(f.period[:4]) for f in document.by_key.values() if f.period and f.role in ("actual", "other")}
    told = Counter(year for hit in document.hits(_BASE) if (year := int(hit[2])) not in own)
    (right, most), *others = told.most_common() or [(0, 0)]
    if most > 1 and not any(n * 2 > most for _, n in others):
        return right
    terms = {int(hit[1]) for hit in document.hits(_SPAN)}
    return min(terms) if len(terms) == 1 and told.keys() & terms else None


def _bases(document: Document) -> tuple[tuple[int, int, int], ...]:
    """The years beside numbers that the figures explain by their earlier column."""
    return tuple(_beside(document))


def _beside(document: Document) -> Iterator[tuple[int, int, int]]:
    for alignment in document.alignments:
        chosen, mention = alignment.chosen, document.mentions[alignment.mention]
        if chosen is None or not alignment.agrees or mention.table is not None:
            continue
        if not any(document.by_key[k].role == "same-period" for k in chosen.keys if k in document.by_key):
            continue
        low, high = document.sentence(mention.reading.start)
        behind = _BEHIND.search(document.plain[mention.reading.end : high])
        before = _BEFORE.search(document.plain[low : mention.reading.start])
        for found, base in ((behind, mention.reading.end), (before, low)):
            if found is not None:
                yield base + found.start(1), base + found.end(1), int(found[2])
