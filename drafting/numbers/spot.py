"""A candidate number in its surroundings, with what every kind needs to know of them.

Only a bounded window on both sides is looked at, so that reading stays linear in the length of
the text.
"""

from __future__ import annotations

import re
from typing import cast

from drafting.numbers import lexicon
from drafting.numbers.digits import Literal, parse

BEFORE, AFTER = 64, 96
WORD = re.compile(r"(\s{0,8}+)(đ/c|[^\W\d_]+[²³]?)")
_CLAUSE = re.compile(r"[;:()\[\]\t“”\"]|[.!?…](?=\s|$)|\n\s*[-+*•–]")

_OPENING = "(“\"*[‘'«"
_CLAUSE_END = re.compile(rf"(?s:.)*(?:{_CLAUSE.pattern})")


class Spot:
    """One candidate.

    Attributes:
        text, low: the text, and it in lower case; offsets agree.
        start, end: where the digits (or number words) stand.
        digits: what stands there, lower-case.
        before: the last words before it, blanks collapsed; `prev` as a list without opening marks.
        after: what follows, blanks collapsed.
        left, right: the characters beside it.
    """

    __slots__ = (
        "_after", "_literal", "_prev", "before", "digits", "end", "floor", "last", "left", "limit", "line_start", "low",
        "right", "seen", "start", "text",
    )  # fmt: skip

    def __init__(self, text: str, low: str, start: int, end: int, limit: int, first: int, floor: int) -> None:
        self.floor = floor
        self.text, self.low, self.start, self.end, self.limit = text, low, start, end, limit
        self.digits = low[start:end]
        raw = low[max(first, start - BEFORE) : start]
        raw = raw[raw.rfind("\t") + 1 :]  # another cell says nothing of this one
        self.before = " ".join(raw.split())
        self._prev: list[str] | None = None
        # the word right before, punctuation at its end kept
        self.last = self.before[self.before.rfind(" ") + 1 :].lstrip(_OPENING)
        self.left = raw[-1:]
        self.right = low[end : end + 1] if end < limit else ""
        head = raw[raw.rfind("\n") + 1 :]
        self.line_start = not head.strip(" *_#>|(-+•–\xa0") and ("\n" in raw or start - len(raw) <= 0)
        self._after: str | None = None
        self._literal: Literal | None = None
        self.seen: dict[tuple[str, int], object] = {}

    @property
    def prev(self) -> list[str]:
        """The last words before the number, without opening marks."""
        if self._prev is None:
            self._prev = [w.lstrip(_OPENING) for w in self.before.split(" ")[-5:]]
        return self._prev

    @property
    def after(self) -> str:
        """What follows, lower-case, blanks collapsed, beginning with a blank where one follows."""
        if self._after is None:
            raw = self.low[self.end : min(self.limit, self.end + AFTER)]
            self._after = (" " if raw[:1].isspace() else "") + " ".join(raw.split())
        return self._after

    @property
    def literal(self) -> Literal:
        """The digits, read."""
        if self._literal is None:
            self._literal = parse(self.digits)
        return self._literal

    @property
    def year(self) -> bool:
        """True for four bare digits that may be a year."""
        return len(self.digits) == 4 and self.digits.isdigit() and self.digits[:2] in ("18", "19", "20")

    def word(self, at: int | None = None) -> re.Match[str] | None:
        """The word after an offset: group 1 the blanks, group 2 the word."""
        return WORD.match(self.low, self.end if at is None else at, self.limit)

    def lookup_before(self, name: str) -> str | None:
        """The value in a table of the longest phrase that ends right before the number."""
        if self.last not in lexicon.last_words(name):
            return None
        key = (name, 0)
        if key not in self.seen:
            self.seen[key] = self._longest_before(name)
        return cast("str | None", self.seen[key])

    def _longest_before(self, name: str) -> str | None:
        known = lexicon.table(name)
        for n in range(min(4, len(self.prev)), 0, -1):
            found = known.get(" ".join(self.prev[-n:]))
            if found is not None:
                return found
        return None


def clause_before(low: str, start: int, floor: int, reach: int = 110) -> str:
    """The clause that leads to an offset, lower-case, blanks collapsed."""
    raw = low[max(floor, start - reach) : start]
    m = _CLAUSE_END.match(raw)
    return " ".join((raw[m.end() :] if m else raw).split())


def clause_after(low: str, end: int, limit: int, reach: int = 110) -> str:
    """The clause that follows an offset, lower-case, blanks collapsed."""
    raw = low[end : min(limit, end + reach)]
    m = _CLAUSE.search(raw)
    return " ".join((raw[: m.start()] if m else raw).split())
