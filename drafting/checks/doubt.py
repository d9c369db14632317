"""Whether the words beside a number name the very indicator it would be accused by.

A text tells of more than its tables have: `đơn thư tiếp nhận` beside a table of `đơn thư đã giải quyết`, a total
beside its parts. Where words on either side stay without a match the number may be right, and is only warned of.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Candidate, Mention

_WORD = re.compile(r"[^\W\d_]+")
# What part of the label's words the text may leave out, or of the text's words the label.
MISSING, EXTRA = 0.3, 0.3
# `cầu Lam Trà 2`, `cụm công nghiệp Nam Sông 3`: a small number right behind a name, nothing counted after it.
_GOES_ON = re.compile(
    r"\s*(?:$|[,.;:)]|(?:đã|được|đi|nối|vào|đến|là|và|tại|ở|của|cho|thuộc|mới|với|hoàn)\b)", re.IGNORECASE
)


def doubtful(document: Document, mention: Mention, candidate: Candidate) -> bool:
    """True where the words may name another indicator than the candidate's."""
    labels = {document.by_key[k].label for k in candidate.keys if k in document.by_key}
    return all(_other(document, mention, label) for label in sorted(labels)) if labels else False


def _other(document: Document, mention: Mention, label: str) -> bool:
    asked = _words(label)
    said = _words(mention.subject) - _words(mention.scope or "")
    line = document.report.text[mention.sentence[0] : mention.clause[1]]
    around = said.union(_words(line), *(_words(h) for h in mention.path))
    missing, extra = asked - around, said - asked
    if missing and extra:
        return True
    return len(missing) > MISSING * len(asked) or len(extra) > EXTRA * len(said)


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(text))) - _idle()


@cache
def _idle() -> frozenset[str]:
    return frozenset(load.words("naming_words.txt")["idle"])


def in_name(document: Document, mention: Mention) -> bool:
    """True for the number of a name (`cầu Lam Trà 2`), which states nothing."""
    reading = mention.reading
    if mention.list_id is not None or mention.table is not None or not _bare(reading):
        return False
    text = document.report.text
    before = text[text.rfind("\n", 0, reading.start) + 1 : reading.start]
    words = before.split()[-3:]
    named = bool(words) and before.endswith(" ") and all(w.isalpha() and w[0].isupper() for w in words[-2:])
    return named and len(words) > 1 and _GOES_ON.match(text[reading.end : reading.end + 12]) is not None


def _bare(reading: Reading) -> bool:
    return reading.quote.isdigit() and len(reading.quote) < 3 and not reading.unit and not reading.noun
