"""A document is cited by kind and bare number (`kế hoạch số 145`), nowhere in full.

Source: domain.md (a document is cited in full the first time); contract code `legal-basis`. An info.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.citations import citations
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "legal-basis"
_KINDS = ("ke hoach", "quyet dinh", "cong van", "chi thi", "nghi quyet", "huong dan", "thong tu", "nghi dinh")


def check(document: Document) -> Iterable[Finding]:
    """An info at the first such citation of a document."""
    cited = document.view(citations)
    full = {(c.kind, c.number.split("/")[0].split("-")[0]) for c in cited if not c.number.isdigit() or c.date}
    told: set[tuple[str, str]] = set()
    for citation in cited:
        name = citation.kind, citation.number
        if (
            citation.kind not in _KINDS
            or not citation.number.isdigit()
            or citation.date
            or name in full | told
        ):
            continue
        words = document.text[slice(*citation.span)]
        if " số " not in words:
            continue  # `kế hoạch 800 suất` is a plan's value
        told.add(name)
        message = f"“{words}” chưa được viện dẫn đầy đủ (ký hiệu, ngày, cơ quan ban hành, trích yếu)."
        yield finding(document, CODE, "info", citation.span, message)
