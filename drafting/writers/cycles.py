"""Events that come back: anniversaries, congresses, elections, terms, five-year plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ORDINALS = ("đầu tiên", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that returns.

    Attributes:
        kind: `anniversary` (`base` is its year), `cycle` (happens in base + n * every), `term`
            (a span of `every` years from base on).
        words: how it is named, as a regular expression.
    """

    kind: str
    words: re.Pattern[str]
    base: int
    every: int


@cache
def events() -> tuple[Event, ...]:
    """All events of the data file, most telling first."""
    text = files("drafting.writers.data").joinpath("events.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return tuple(Event(k, re.compile(w, re.IGNORECASE), int(b), int(e)) for k, w, b, e in rows)


def anniversary(words: str, year: int) -> int | None:
    """How many years it is in `year` since the event that `words` name; None if the event isn't known."""
    for event in events():
        if event.kind == "anniversary" and event.words.search(words):
            return year - event.base
    return None


def happens(words: str, year: int) -> bool | None:
    """Whether the event that `words` name falls in `year`; None when `words` name no cyclic event."""
    found = [e for e in events() if e.kind == "cycle" and e.words.search(words)]
    if not found:
        return None
    return all((year - e.base) % e.every == 0 for e in found)


def term(words: str, start: int, end: int, year: int) -> tuple[int, int] | None:
    """The term or plan that holds `year`, for one that ran from `start` to `end`; None when unknown.

    A term that still runs stays. One that ended is followed by the next of its length only where the
    data file says that `words` name something that goes on in terms.
    """
    if start <= year <= end:
        return start, end
    for event in events():
        if event.kind == "term" and event.words.search(words) and year > end:
            steps = -((end - year) // event.every)
            return start + steps * event.every, end + steps * event.every
    return None


def ordinal_year(word: str, by: int) -> str | None:
    """`năm đầu tiên` moved on by some years: `thứ hai`; None past the fifth (the last of a term)."""
    at = next((i for i, w in enumerate(ORDINALS) if w == word.casefold()), None)
    if at is None or not 0 <= at + by < 5:
        return None
    return ORDINALS[at + by]
