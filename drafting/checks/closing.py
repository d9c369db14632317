"""Whether the words of a list say that none is left out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.checks.document import Document, Span
from drafting.checks.kinds import noun_of
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

_CLOSED = re.compile(r"(?<!\w)(?:khac|con lai)(?!\w)")
_OPENED = re.compile(
    r"(?<!\w)(?:gồm(?: có)?|chia ra|cụ thể(?: là)?)(?: [^\d;,.:]{0,30})?:?[^\d;,.:]{0,30}$", re.IGNORECASE
)
_OUT_OF = re.compile(r"(?<!\w)(?:tren|trong) tong so[\s:(]*$")


def closed(document: Document, parts: Sequence[Reading], span: Span) -> bool:
    """True where the words close the list: a last one joined by `và` that ends the sentence, or what is `khác`."""
    since = parts[-2].end if len(parts) > 1 else span[0]
    last = document.plain[since : parts[-1].start]
    behind = document.plain[parts[-1].end : span[1]]
    nouns = {noun_of(r)[:1] for r in parts}
    following = [r for r in document.within(parts[-1].end, span[1]) if r.kind != "percent"]
    if following and _OUT_OF.search(document.plain, parts[-1].end, following[0].start):
        return True
    ends = not document.within(parts[-1].end, span[1])
    if _CLOSED.search(last) or _CLOSED.search(plain(parts[-1].noun)):
        return True
    before = document.text[max(span[0], parts[0].start - 50) : parts[0].start]
    if _OPENED.search(before):
        return True
    if len(parts) > 2 and len(nouns) == 1 and ends and re.search(r":[^\d;.:]{0,40}$", before):
        return True
    return (
        ends
        and len(nouns) == 1
        and nouns != {()}
        and bool(re.search(r"(?<!\w)va(?!\w)", last))
        and "," not in behind
    )
