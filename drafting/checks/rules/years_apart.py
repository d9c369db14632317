"""Two years' ends and the number of years told to lie between them: `cuối năm 2020 là 158 di tích, sau 5 năm có thêm 29`.

Source: numbers.md (Change and level), contract code `period-leak`. The later year stands in the same sentence or in the
one before. A warning: which of the three is wrong the words don't say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding, Place

CODE = "period-leak"
_END = re.compile(r"(?<!\w)(cuoi|dau) (nam ((?:19|20)\d\d))(?!\w|\s*[-–])")
_AFTER = re.compile(r"(?<!\w)sau (\d{1,2}|hai|ba|bon|nam|sau|bay|tam|chin|muoi) nam(?!\w)")
_WORDS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}


def check(document: Document) -> Iterable[Finding]:
    """A warning at the earlier year."""
    for found in document.hits(_AFTER):
        low, _ = document.sentence(found.start())
        line = document.plain.rfind("\n", 0, low) + 1
        since = document.sentence(low - 2)[0] if low - 2 > line else low
        named = list(_END.finditer(document.plain, since, found.start()))
        if len(named) == 2 and named[0][1] == named[1][1] and named[1].start() >= low:
            one, other = sorted(named, key=lambda m: int(m[3]))
            years = _WORDS[found[1]] if found[1] in _WORDS else int(found[1])
            apart = int(other[3]) - int(one[3])
            if apart != years:
                said, later = document.text[slice(*one.span(2))], document.text[slice(*other.span(2))]
                message = f"Nêu sau {years} năm, nhưng từ “{said}” đến “{later}” là {apart} năm."
                evidence = [Place(later, *other.span(2)), Place(found[0], *found.span())]
                yield finding(document, CODE, "warning", one.span(2), message, evidence=evidence)
