"""Splitting a line into sentences and clauses, safe for abbreviations, numbers and brackets."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.resources import lines

_LABEL = re.compile(r"\s*(?:[-+*•–]\s+)?(?:(?:\d{1,2}\.){1,4}\d{0,2}|[IVX]+\.|\w\)|\d{1,2}[)/.]|[a-zđ]\.)\s*")
_END = re.compile(r"(?:\./\.|[.;!?…]+)[”\"'»)\]]*(?=\s|$)")
_OPEN, _CLOSE = "([“«", ")]”»"
_LAST_WORD = re.compile(r"[\w./]+$")
_PAIRED = re.compile(r"[()\[\]“”«»]")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word.strip().rstrip(".").lower() for word in lines("abbreviations.txt"))


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, blanks trimmed.

    A line break ends a sentence; so do `.`, `!`, `?` and, between clauses, `;`. Semicolons and dots in
    brackets or quotes that close in the same line don't.
    """
    spans: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        spans += [(at + low, at + high) for low, high in _line_spans(text[at:stop])]
        at = stop + 1
    return spans


def whole_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The same up to a full stop: clauses between semicolons belong together, for a list goes on behind one."""
    whole: list[tuple[int, int]] = []
    for span in sentence_spans(text, start, end):
        if whole and text[slice(*whole[-1])].endswith(";"):
            whole[-1] = whole[-1][0], span[1]
        else:
            whole.append(span)
    return whole


# A text is read again after each edit, and by several readers: nearly all of its lines were split before.
@lru_cache(maxsize=16384)
def _line_spans(line: str) -> tuple[tuple[int, int], ...]:
    label = _LABEL.match(line)
    enclosed = _enclosed(line)
    spans, begin = [], 0
    for match in _END.finditer(line, label.end() if label else 0):
        if match.start() not in enclosed and _splits(line, match):
            spans.append((begin, match.end()))
            begin = match.end()
    spans.append((begin, len(line)))
    return tuple(trimmed for span in spans if (trimmed := _trim(line, *span)))


def forget() -> None:
    """Forget the lines, for measurements that want to begin from nothing."""
    _line_spans.cache_clear()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _enclosed(line: str) -> set[int]:
    """Offsets inside brackets or quotes that close in this line."""
    inside: set[int] = set()
    opened: list[int] = []
    for sign in _PAIRED.finditer(line):
        at = sign.start()
        if line[at] in _OPEN:
            opened.append(at)
        else:
            match = next(
                (o for o in reversed(opened) if _OPEN.index(line[o]) == _CLOSE.index(line[at])), None
            )
            if match is not None:
                del opened[opened.index(match) :]
                inside.update(range(match, at))
    return inside


def _splits(line: str, match: re.Match[str]) -> bool:
    mark = match[0]
    following = line[match.end() :].lstrip()
    if not following or ";" in mark or "./." in mark or "!" in mark or "?" in mark:
        return True
    word = _LAST_WORD.search(line[max(0, match.start() - 12) : match.start()])
    if word and word[0].lower() in _abbreviations():
        return False
    head = following[0]
    return not (head.islower() or head in ",.)…")
