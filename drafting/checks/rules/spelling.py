"""A misspelt or misread word: known confusions, and a word typed twice in a row.

Source: data/confusions.tsv, data/doubled_words.txt; a warning always, for a name may look like a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"
_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ ]+\1(?![\w-])")
_CAPITALS = re.compile(r"(?<!\w)Hồ chí (?:m|M)inh(?!\w)|(?<!\w)hồ Chí Minh(?!\w)")


@cache
def _confusions() -> tuple[re.Pattern[str], dict[str, str]]:
    right = {row["wrong"]: row["right"] for row in load.rows("confusions.tsv")}
    words = sorted(right, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"), right


def check(document: Document) -> Iterable[Finding]:
    """Findings on known slips."""
    yield from _confused(document)
    yield from _doubled(document)
    for found in _CAPITALS.finditer(document.text):
        yield _finding(document, found.span(), "Hồ Chí Minh")


def _confused(document: Document) -> Iterator[Finding]:
    pattern, right = _confusions()
    for found in pattern.finditer(document.text.lower()):
        word = right[found[0]]
        if document.text[found.start()].isupper():
            word = word[0].upper() + word[1:]
        yield _finding(document, found.span(), word)


def _doubled(document: Document) -> Iterator[Finding]:
    for found in _TWICE.finditer(document.text):
        word = found[1]
        if word in load.words("doubled_words.txt")["never"] and document.in_prose(found.start()):
            yield _finding(document, found.span(), word)


def _finding(document: Document, span: tuple[int, int], right: str) -> Finding:
    quote = document.text[slice(*span)]
    return finding(
        document,
        CODE,
        "warning",
        span,
        f"“{quote}” có thể viết sai, nên là “{right}”.",
        expected=right,
        fix=True,
    )
