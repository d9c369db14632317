"""A lunar year's name beside another year: `Tết Nguyên đán Giáp Thìn năm 2023`.

Source: domain.md (last period's dates left in), contract code `period-leak`. A warning: which of the two is wrong the
words don't say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus import lunar
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "period-leak"
_BESIDE = re.compile(r"(?:,| -| –)? ?\(?(?:năm )?((?:19|20)\d\d)(?!\w|\s*[-–/])", re.IGNORECASE)
_SAME_SOUND = {"Tị": "Tỵ", "Tí": "Tý"}


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such pair of names."""
    for found in document.text_hits(lunar.LUNAR):
        beside = _BESIDE.match(document.text, found.end())
        if beside is None or beside[0][:1].isalnum():
            continue
        stem, branch = found[0].split()
        name, right = f"{stem} {_SAME_SOUND.get(branch, branch)}", lunar.lunar_year(int(beside[1]))
        if name != right:
            message = f"“{beside[1]}” không phải năm {name}: năm {beside[1]} là năm {right}."
            yield finding(document, CODE, "warning", (found.start(), beside.end(1)), message)
