"""What the precedent says, for finding what of it is left in the draft."""

from __future__ import annotations

import re

from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.plain import plain

UPPER = "".join(chr(c) for c in range(0x41, 0x1EFA) if chr(c).isalpha() and chr(c).isupper())
NAME = rf"[{UPPER}]\w*(?:[ ]+[{UPPER}]\w*){{1,4}}"
_PERSON = re.compile(
    rf"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Đđ]ồng chí|đ/c|[Tt]hầy|[Cc]ô|[Bb]ác sĩ)\s+({NAME})(?!\w)"
)
_EXAMPLE = re.compile(rf"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Tt]hầy|[Cc]ô)\s+({NAME})(?!\w)")
# So many words make a sentence that is known again; so many of them are alike in one that was only touched.
_SENTENCE, _ALIKE = 7, 0.8
# Persons of history: every report names them.
_HISTORY = frozenset({"ho chi minh", "ho", "ton duc thang", "vo nguyen giap", "nguyen ai quoc"})


def sentences(document: Document) -> frozenset[str]:
    """The precedent's sentences, folded."""
    if document.precedent is None:
        return frozenset()
    other = Document(report=document.precedent.report)
    return frozenset(_folded(other.text[s:e]) for line in other.lines for s, e in other.sentences(line))


def carried(document: Document, span: Span) -> bool:
    """True for a sentence that the precedent has word for word."""
    return _folded(document.text[slice(*span)]) in document.view(sentences)


def partly(document: Document, span: Span) -> bool:
    """True for a sentence with a telling number that the precedent has too, or with nearly the words of one there."""
    told = document.view(words)
    numbers = (r.quote for r in document.within(*span) if len(re.sub(r"\D", "", r.quote)) > 2)
    if any(re.search(rf"(?<![\w.,]){re.escape(plain(q))}(?![\w%]|[.,]\d)", told) for q in numbers):
        return True
    own = set(_folded(document.text[slice(*span)]).split())
    return len(own) >= _SENTENCE and any(
        len(own & set(other.split())) >= len(own) * _ALIKE for other in document.view(sentences)
    )


def words(document: Document) -> str:
    """The precedent's text, plain."""
    return plain(document.precedent.report.text) if document.precedent else ""


def persons(document: Document) -> frozenset[str]:
    """Persons that the precedent names with a title."""
    text = document.precedent.report.text if document.precedent else ""
    return frozenset(m[1] for m in _PERSON.finditer(text) if plain(m[1]) not in _HISTORY)


def examples(document: Document) -> frozenset[str]:
    """Persons that the precedent tells of without an office."""
    text = document.precedent.report.text if document.precedent else ""
    offices = load.pattern("leak_words.txt", "officials")
    found = set()
    for match in _EXAMPLE.finditer(text):
        behind = plain(text[match.end() : match.end() + 30]).lstrip(" ,-–(")
        if not offices.match(behind) and plain(match[1]) not in _HISTORY:
            found.add(match[1])
    return frozenset(found)


def _folded(sentence: str) -> str:
    return re.sub(r"\W+", " ", plain(sentence)).strip()
