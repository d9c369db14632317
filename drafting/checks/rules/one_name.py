"""One cluster is named with its number written in several ways: `Cụm thi đua số II`, `Cụm thi đua số 02`.

Source: domain facts (`cụm thi đua số 2` = `số II` = `số 02`); flaws of real reports (`naming`); contract code
`spelling`. All are right, so an info where the rarer way is first used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.structure.labels import roman
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.types import Finding, Place

CODE = "spelling"
_NAME = re.compile(r"(?<!\w)(cụm|khối)(?: thi đua)? số ([IVX]+|\d{1,2})(?![\w.,/]\d|\w)", re.IGNORECASE)


def check(document: Document) -> Iterable[Finding]:
    """An info at the first of each rarer way."""
    ways: dict[tuple[str, int], list[Hit]] = {}
    for found in document.text_hits(_NAME):
        written = found[2].upper()
        number = int(written) if written.isdigit() else roman(written)
        ways.setdefault((found[1].lower(), number), []).append(found)
    for named in ways.values():
        usual = Counter(m[2].upper() for m in named).most_common(1)[0][0]
        first = next(m for m in named if m[2].upper() == usual)
        for way in dict.fromkeys(m[2].upper() for m in named if m[2].upper() != usual):
            other = next(m for m in named if m[2].upper() == way)
            message = f"Một tên viết hai cách: “{other[0]}”, chỗ khác “{first[0]}”."
            yield finding(
                document, CODE, "info", other.span(), message, evidence=[Place(first[0], *first.span())]
            )
