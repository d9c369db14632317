"""Names listed in full behind a count: `4 lớp … là lớp 10A1, lớp 10A2 …`, `03 lớp: 10A1, 10A2`, `3 cá nhân, gồm: ông A …`.

Only lists whose every member shows that it is one: by the noun counted, by a class's code, by a person's title.
"""

from __future__ import annotations

import re

from corpus.text.alphabet import UPPER
from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.kinds import noun_of
from drafting.checks.names import CAPITALISED, GOES_ON, PICKED
from drafting.numbers.types import Reading

_OPENER = re.compile(
    r"[^\n;.:,()\d]{2,90}?(?:\s*\((?=\S)|:\s+|,?\s(?:đó là|cụ thể là|bao gồm|gồm có|gồm|là)\s*:?\s+)"
)
_MORE = re.compile(rf"{GOES_ON.pattern}|{PICKED.pattern}|(?<!\w)khác(?!\w)")
_CODE = r"\d{1,2}[A-ZĐ]\d{0,2}(?!\w)"
_TITLES = r"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Aa]nh|[Cc]hị|[Ee]m|[Cc]ô|[Tt]hầy)"
_PERSON = rf"{_TITLES}(?:\s+{CAPITALISED}){{2,5}}"
_JOINT = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng)\s+)"
_LONGEST = 8

Listed = tuple[tuple[str, ...], Span]


def enumerated(document: Document, reading: Reading) -> Listed | None:
    """The names listed in full behind a count and where they stand, None where that isn't certain."""
    end = document.sentence(reading.start)[1]
    opener = _OPENER.match(document.text, reading.end, end)
    noun = noun_of(reading)
    if opener is None or not noun or _MORE.search(opener[0]) or _part(opener[0], document, reading):
        return None
    bracket = opener[0].endswith("(")
    closing = document.text.find(")", opener.end(), end) if bracket else -1
    stop = closing if closing >= 0 else end
    for member in _members(document, reading, noun):
        names = _run(document.text[opener.end() : stop + (closing < 0) * 3], member)
        if len(names) > 1 and len(set(names)) == len(names):
            return names, (opener.end(), stop)
    return None


def _part(words: str, document: Document, reading: Reading) -> bool:
    plain = document.plain[reading.end : reading.end + len(words)]
    return bool(load.pattern("list_words.txt", "partial").search(plain))


def _members(document: Document, reading: Reading, noun: tuple[str, ...]) -> list[str]:
    """Patterns of a member's beginning."""
    said = re.match(r"\s*(\w+)(?:\s+(\w+))?", document.text[reading.end :])
    first, second = (said[1], said[2]) if said else ("", None)
    words = re.escape(first) + (rf"(?:\s+{re.escape(second)})?" if second else "")
    made = [rf"(?i:{words})\s+(?:{_CODE}|[{UPPER}])"] if first else []
    people = load.words("list_words.txt")["persons"]
    if noun[0] == "lop":
        made.append(_CODE)
    if noun[0] in people or " ".join(noun) in people:
        made.append(rf"{_PERSON}(?=\s*(?:[,;.]|và\s|$))")
    return made


def _run(text: str, member: str) -> tuple[str, ...]:
    """The members from the text's beginning on, none where the list may go on otherwise."""
    if _MORE.search(text) or not re.match(member, text):
        return ()
    joints = list(re.finditer(rf"{_JOINT}(?={member})", text))
    starts = [0, *(j.end() for j in joints)]
    stops = [*(j.start() for j in joints), len(text)]
    names = [text[low:high] for low, high in zip(starts, stops, strict=True)]
    last, _, rest = re.sub(r"[.\s*]+$", "", names[-1]).partition(";")
    last, comma, others = last.partition(",")
    whole = not re.search(r"[,;:\d(]", "".join(re.sub(_CODE, "", n) for n in names[:-1]))
    goes_on = re.match(rf"\s*[{UPPER}\d]", others) if comma else None
    again = re.search(member, f"{others} {rest}")
    if not whole or goes_on or again or any(len(n.split()) > _LONGEST for n in names[:-1]):
        return ()
    return tuple(n.strip() for n in [*names[:-1], last])
