"""A cited legal document that had been replaced by the report's date.

Source: data/legal.tsv, each line with its own source, and the user's own lines (`legal.tsv` in the library's folder),
which come first; documents that neither knows are left alone. Always
a warning: a report may cite what was in force when its campaign began.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import cache

from drafting.checks import load
from drafting.checks.citations import Citation, citations
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.checks.times import day_words, report_date
from drafting.types import Finding

CODE = "legal-basis"


@cache
def _known() -> tuple[dict[str, str], ...]:
    return load.rows("legal.tsv")


def check(document: Document) -> Iterable[Finding]:
    """Findings on citations of replaced documents."""
    when = report_date(document)
    if when is None:
        return
    for citation in document.view(citations):
        entry = next((e for e in (*document.legal, *_known()) if _is(citation, e)), None)
        if entry and datetime.date.fromisoformat(entry["until"]) < when:
            until = day_words(entry["until"])
            message = (
                f"{entry['document']} hết hiệu lực sau ngày {until}, đã được thay bằng {entry['successor']}."
            )
            yield finding(document, CODE, "warning", citation.span, message)


def _is(citation: Citation, entry: Mapping[str, str]) -> bool:
    """Same number with its year or symbol; a bare number needs kind and date too."""
    cited, known = _norm(citation.number), _norm(entry["number"])
    if cited == known:
        return True
    if citation.kind != plain(entry["kind"]):
        return False
    number = known.split("/")[0].split("-")[0]
    if cited == "/".join(known.split("/")[:2]) and cited.count("/") == 1:
        return True
    dated = entry.get("dated", "")
    same_date = citation.date is not None and dated != "" and dated == _written(citation.date, dated)
    return cited == number and same_date


def _norm(number: str) -> str:
    return plain(number).replace(" ", "").replace("–", "-")


def _written(date: tuple[int, int, int], like: str) -> str:
    same = tuple(int(n) for n in re.findall(r"\d+", like)) == date
    return like if same else ""
