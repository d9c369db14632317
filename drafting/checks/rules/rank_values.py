"""Who is said to be highest or lowest in a list has the highest or lowest value of it.

Source: issue text (ranks against values). Only within one sentence whose members each have a number of
one unit, and where the words say it outright (`cao nhất là xã A`, `thấp nhất là B`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval
from drafting.numbers.types import Reading
from drafting.types import Finding, Mention

CODE = "restated"
_MOST = re.compile(
    r"(?<!\w)(cao|nhieu|lon|thap|it|nho) nhat(?:\s+(?:la|thuoc ve|o|tai|voi|dat|thuoc))*\s*[:(]?\s*[\w ]{0,24}?[\s:(]*$"
)
_SECOND = re.compile(r"(?<!\w)(?:thu hai|thu 2|thu nhi|trong nhom|mot trong|trong so)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on members wrongly named first or last."""
    for group in _groups(document):
        for mention in group:
            yield from _judge(document, group, mention)


def _groups(document: Document) -> Iterator[list[Mention]]:
    """Members of a sentence with plain values of one unit and one kind."""
    by_sentence: dict[tuple[object, ...], list[Mention]] = {}
    for mention in document.mentions:
        reading = mention.reading
        plain_value = reading.plain and reading.value is not None
        if mention.scope and mention.table is None and plain_value and mention.companion_of is None:
            key = (mention.sentence, reading.unit, reading.kind, mention.role)
            by_sentence.setdefault(key, []).append(mention)
    for group in by_sentence.values():
        if len({m.scope for m in group}) == len(group) > 2:
            yield group


def _judge(document: Document, group: list[Mention], mention: Mention) -> Iterator[Finding]:
    reading = mention.reading
    low = max([mention.sentence[0], *(m.reading.end for m in group if m.reading.end <= reading.start)])
    words = document.plain[low : reading.start]
    found = _MOST.search(words)
    if not found or _SECOND.search(words) or _SECOND.search(document.plain[slice(*mention.sentence)]):
        return
    top = found[1] in ("cao", "nhieu", "lon")
    better = [m.reading for m in group if m is not mention and _beyond(m.reading, reading, top)]
    if better:
        word = "cao nhất" if top else "thấp nhất"
        message = f"Nói {mention.scope} {word} với {reading.quote}, nhưng cùng câu còn có {better[0].quote}."
        yield about(document, CODE, "error", reading, message, evidence=[place(r) for r in better])


def _beyond(one: Reading, other: Reading, top: bool) -> bool:
    (a_low, a_high), (b_low, b_high) = interval(one), interval(other)
    return a_low > b_high if top else a_high < b_low
