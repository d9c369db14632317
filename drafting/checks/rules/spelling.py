"""A misspelt or misread word, told by the audit of the library and the language.

Source: `corpus.audit`, the one list of confusions, syllables and names; a warning always, for a name
may look like a slip. Words that only look unusual (a foreign syllable) are an info.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus import audit
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"


def check(document: Document) -> Iterable[Finding]:
    """Findings on the words that the audit doubts, the title block and tables included."""
    for start, end, word, suggestion, why in audit.words(document.report, document.usage):
        if word.endswith(" số") and document.text[end : end + 2].strip().isdigit():
            continue  # `Đội số 1`: a thing's number
        message = f"“{word}” có thể viết sai" + (f", nên là “{suggestion}”." if suggestion else ".")
        known = why != "syllable" or bool(suggestion)
        yield finding(
            document,
            CODE,
            "warning" if known else "info",
            (start, end),
            message,
            expected=suggestion or None,
            fix=bool(suggestion),
        )
