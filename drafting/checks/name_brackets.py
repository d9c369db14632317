"""Names with their numbers in brackets: `còn 62 thôn, nằm ở các huyện Trà Nông (27), Sơn Hòa (21) và Đắk Rin (14)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.heads import heads_before
from drafting.checks.names import CAPITALISED
from drafting.numbers.types import Reading

_NAME_BRACKET = re.compile(rf"({CAPITALISED}(?: {CAPITALISED}){{0,3}}) \(\d{{1,3}}(?:\.\d{{3}})*\)")
_BRACKETED = re.compile(rf"{_NAME_BRACKET.pattern}(?:(?:,|;| và|, và) {_NAME_BRACKET.pattern}){{2,}}")
_SOME = re.compile(r"(?<!\w)(?:tap trung|chu yeu|nhieu|nhat|nhu|dien hinh|mot so|trong do)(?!\w)")
_LEAST = 3
Bracketed = tuple[tuple[Reading, ...], list[tuple[Reading, str]], Span]


def in_brackets(document: Document) -> Iterator[Bracketed]:
    """Such lists of the prose: the totals they may have, each number with its name, and where the list stands."""
    kinds = load.pattern("list_words.txt", "member").pattern
    for found in document.hits(re.compile(rf"(?<!\w)(?:o|tai|cua|thuoc|gom|la)(?: cac| \d+)? (?:{kinds}) ")):
        low, end = document.sentence(found.start())
        run = _BRACKETED.match(document.text, found.end(), end)
        if run is None or _SOME.search(document.plain, low, found.start()):
            continue
        parts = []
        for name in _NAME_BRACKET.finditer(document.text, *run.span()):
            inside = document.within(name.end(1), name.end())
            parts += [(r, name[1]) for r in inside[:1] if r.kind == "quantity" and not r.unit]
        heads = heads_before(document, found.start())
        if heads and len(parts) >= _LEAST:
            yield heads, parts, run.span()
