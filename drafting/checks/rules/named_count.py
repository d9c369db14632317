"""A count is followed by the names of what it counts: `Gồm 5 tổ chức: …` with six named, `6 trưởng thôn (…)` with five.

Source: issue text (counts of named members). Persons and bodies are named in many ways, so this is a warning; names
of places are `member_count`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about
from drafting.checks.kinds import noun_of
from drafting.numbers.types import Reading
from drafting.types import Finding, Place

CODE = "sum-of-parts"
_AFTER = re.compile(r"^([^\n;.:,()\d]{2,60}?)\s*(?:[:(]|(?:gồm|là)(?:\s+có)?\s*:)\s*")
_SPLIT = re.compile(r"[,;]|\s(?:và|cùng)\s")
_MORE = re.compile(r"\.\.\.|…|(?<!\w)v\.?v(?!\w)|(?<!\w)(?:tiêu biểu|điển hình|trong đó|như)(?!\w)")
_TITLE = re.compile(r"^(?:các|bà|ông|đồng chí|em)\s+", re.IGNORECASE)


def check(document: Document) -> Iterable[Finding]:
    """Findings on counts whose names are more or fewer."""
    for reading in document.prose:
        if not _countable(reading):
            continue
        end = document.sentence(reading.start)[1]
        yield from _of_the_noun(document, reading, end)
        found = _AFTER.match(document.text[reading.end : end])
        if found is None or _MORE.search(found[0]):
            continue
        start = reading.end + found.end()
        stop = _stop(document, start, end, bracket=found[0].rstrip().endswith("("))
        yield from _judge(document, reading, start, stop)


def _of_the_noun(document: Document, reading: Reading, end: int) -> Iterable[Finding]:
    """`4 khoa được tặng bằng khen là khoa Nội, khoa Nhi …`: each name begins with the noun counted."""
    if not reading.noun:
        return
    noun = re.escape(reading.noun.split()[0])
    text = document.text[reading.end : end]
    found = re.match(rf"[^\n;.:,()\d]{{2,70}}?(?<!\w)là(?=\s+{noun}\s)", text)
    names = [n.strip(' .*“”"') for n in _SPLIT.split(text[found.end() :])] if found else []
    first = re.compile(rf"{noun}\s+[A-ZĐÀ-Ỹ]")
    if found is None or len(names) < 2 or _MORE.search(text) or not all(first.match(n) for n in names):
        return
    if len(names) != reading.value:
        message = f"Nêu {reading.quote} {reading.noun}, nhưng kể tên {len(names)}: {', '.join(names)}."
        span = reading.end + found.end(), end
        yield about(
            document, CODE, "error", reading, message, evidence=[Place(document.text[slice(*span)], *span)]
        )


def _countable(reading: Reading) -> bool:
    """A small whole count of something that is no place."""
    value = reading.value
    noun = noun_of(reading)
    places = load.words("list_words.txt")["member"]
    plain = reading.kind == "quantity" and not (reading.change or reading.qualifier or reading.basis)
    small = value is not None and value == int(value) and 2 < value <= 15
    return plain and small and bool(noun) and noun[0] not in places and " ".join(noun) not in places


def _stop(document: Document, start: int, end: int, bracket: bool) -> int:
    """Where the names end: the bracket's end, else the sentence's."""
    if bracket:
        closed = document.text.find(")", start, end)
        return closed if closed >= 0 else end
    return end


def _judge(document: Document, reading: Reading, start: int, stop: int) -> Iterable[Finding]:
    text = document.text[start:stop].strip(" .*")
    names = [n.strip(' .*“”"') for n in _SPLIT.split(text)]
    if len(names) < 3 or _MORE.search(text) or not all(map(_name, names)):
        return
    if len(names) != reading.value:
        message = f"Nêu {reading.quote} {reading.noun}, nhưng kể tên {len(names)}: {', '.join(names)}."
        evidence = [Place(document.text[start:stop], start, stop)]
        yield about(document, CODE, "warning", reading, message, evidence=evidence)


def _name(words: str) -> bool:
    """True for words that begin like a name and hold no number."""
    name = _TITLE.sub("", words)
    return name[:1].isupper() and len(name.split()) <= 8 and not any(c.isdigit() for c in name)
