"""A candidate number in its surroundings, with what every kind needs to know of them.

Only a bounded window on both sides is looked at, so that reading stays linear in the length of
the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from drafting.numbers import lexicon
from drafting.numbers.digits import Literal, parse

BEFORE, AFTER = 64, 96
ONE = Decimal(1)
_WORD = re.compile(r"(\s{0,8}+)(đ/c|[^\W\d_]+[²³]?)")
_UNIT = re.compile(
    r"(\s{0,8}+)((?:%|‰|[^\W\d_]++(?:[23](?![0-9])|[²³])?)(?:\s?/\s?[^\W\d_]++(?:[23](?![0-9])|[²³])?(?:\s(?:dân|nghèo|khẩu)\b)?){0,3})"
)
_BREAK = re.compile(r"([^\S\n]{0,8}+[\n\t]\s{0,8}+)(\S)")
_CLAUSE = re.compile(r"[;:()\[\]\t“”\"]|[.!?…](?=\s|$)|\n\s*[-+*•–]")


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
        "_after", "_literal", "before", "digits", "end", "left", "limit", "line_start", "low", "prev",
        "right", "start", "text",
    )  # fmt: skip

    def __init__(self, text: str, low: str, start: int, end: int, limit: int, floor: int) -> None:
        self.text, self.low, self.start, self.end, self.limit = text, low, start, end, limit
        self.digits = low[start:end]
        raw = low[max(floor, start - BEFORE) : start]
        self.before = " ".join(raw.split())
        self.prev = [w.lstrip("(“\"*[‘'«") for w in self.before.split(" ")[-5:]]
        self.left = raw[-1:]
        self.right = low[end : end + 1] if end < limit else ""
        head = raw[raw.rfind("\n") + 1 :]
        self.line_start = not head.strip(" *_#>|(-+•–\xa0") and ("\n" in raw or start - len(raw) <= 0)
        self._after: str | None = None
        self._literal: Literal | None = None

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
    def last(self) -> str:
        """The word right before, punctuation at its end kept."""
        return self.prev[-1] if self.prev else ""

    @property
    def year(self) -> bool:
        """True for four bare digits that may be a year."""
        return len(self.digits) == 4 and self.digits.isdigit() and self.digits[:2] in ("18", "19", "20")

    def word(self, at: int | None = None) -> re.Match[str] | None:
        """The word after an offset: group 1 the blanks, group 2 the word."""
        return _WORD.match(self.low, self.end if at is None else at, self.limit)

    def lookup_before(self, name: str) -> str | None:
        """The value in a table of the longest phrase that ends right before the number."""
        known = lexicon.table(name)
        for n in range(min(4, len(self.prev)), 0, -1):
            found = known.get(" ".join(self.prev[-n:]))
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Tail:
    """Scale word and unit after a number: `end` of the scale word, and of the unit."""

    scale: Decimal = Decimal(1)
    scale_word: str = ""
    end: int = 0
    unit: str | None = None
    family: str = ""
    noun: str = ""
    factor: Decimal = Decimal(1)
    unit_end: int = 0


def broken(spot: Spot, at: int) -> bool:
    """True where a line break and a capital follow an offset: what comes is another paragraph or cell."""
    low = spot.low
    if low[at : at + 1] not in (" ", "\n", "\t"):
        return False
    m = _BREAK.match(spot.text, at, spot.limit)
    return m is not None and ("\t" in m.group(1) or m.group(2).isupper() or m.group(1).count("\n") > 2)


def scale_at(spot: Spot, at: int) -> tuple[Decimal, int]:
    """Factor of the scale words after an offset, and where they end (1 and `at` for none)."""
    known, low, limit = lexicon.scales(), spot.low, spot.limit
    first = _WORD.match(low, at, limit)
    if first is None or first.group(2) not in known or broken(spot, at):
        return ONE, at
    second = _WORD.match(low, first.end(), limit)
    if second is not None:
        both = known.get(first.group(2) + " " + second.group(2))
        if both is not None:
            return both[0], second.end()
    factor, needs = known[first.group(2)]
    if needs and first.group(1) and not (second and second.group(2) in ("đ", "đồng")):
        return ONE, at
    return factor, first.end()


def unit_at(spot: Spot, at: int) -> tuple[str, str, Decimal, int] | None:
    """Base unit, family, factor and end of a measured unit after an offset."""
    low, limit = spot.low, spot.limit
    m = _UNIT.match(low, at, limit)
    if m is None or broken(spot, at):
        return None
    known = lexicon.units()
    written = m.group(2)
    parts = [p.strip() for p in written.split("/")]
    longer = None if len(parts) > 1 else _longer_unit(low, m, limit)
    if longer is not None:
        return longer
    if parts == ["đ", "c"]:
        return None
    info = known.get("/".join(parts))
    if info is not None:
        return info.base, info.family, info.factor, m.end()
    first = known.get(parts[0])
    if first is None or (len(parts[0]) == 1 and m.group(1) and parts[0] not in ("m", "l", "đ", "g")):
        return None
    if len(parts) == 1:
        return first.base, first.family, first.factor, m.end()
    return "/".join([first.base, *parts[1:]]), first.family, first.factor, m.end()


def _longer_unit(low: str, m: re.Match[str], limit: int) -> tuple[str, str, Decimal, int] | None:
    """A unit of several words that begins with the word matched (`mét vuông`, `điểm phần trăm`)."""
    for phrase in lexicon.phrases("units.tsv").get(m.group(2), ()):
        if len(phrase) == 1:
            break
        end = m.end()
        for part in phrase[1:]:
            nxt = _UNIT.match(low, end, limit)
            if nxt is None or nxt.group(2) != part:
                break
            end = nxt.end()
        else:
            info = lexicon.units()[" ".join(phrase)]
            return info.base, info.family, info.factor, end
    return None


def noun_at(spot: Spot, at: int) -> tuple[str, str, bool]:
    """The counted noun and its phrase after an offset, and whether the noun is known."""
    words: list[str] = []
    low, text, limit = spot.low, spot.text, spot.limit
    if broken(spot, at):
        return "", "", False
    m = _WORD.match(low, at, limit)
    while m and len(words) < 7 and not (words and _named(text, m)):
        words.append(m.group(2))
        m = _WORD.match(low, m.end(), limit)
    if not words:
        return "", "", False
    if _named(text, _WORD.match(low, at, limit)) and not _known_noun(words):
        return "", "", False
    known = _known_noun(words)
    stops = lexicon.words("stops.tsv")
    if not known and (words[0] in stops or len(words[0]) == 1):
        return "", "", False
    size = max(known, 1)
    while size < min(len(words), 5) and words[size] not in stops:
        size += 1
    return " ".join(words[: max(known, 1)]), " ".join(words[:size]), bool(known)


def _named(text: str, m: re.Match[str] | None) -> bool:
    """True for a word that begins with a capital and goes on in small letters: a name."""
    return m is not None and text[m.start(2)].isupper() and not text[m.start(2) + 1 : m.end(2)].isupper()


def _known_noun(words: list[str]) -> int:
    """How many of the words make the longest known counted noun (0 for none)."""
    for phrase in lexicon.phrases("nouns.tsv").get(words[0], ()):
        if tuple(words[: len(phrase)]) == phrase:
            return len(phrase)
    return 0


def clause_before(low: str, start: int, floor: int, reach: int = 110) -> str:
    """The clause that leads to an offset, lower-case, blanks collapsed."""
    raw = low[max(floor, start - reach) : start]
    last = 0
    for m in _CLAUSE.finditer(raw):
        last = m.end()
    return " ".join(raw[last:].split())


def clause_after(low: str, end: int, limit: int, reach: int = 110) -> str:
    """The clause that follows an offset, lower-case, blanks collapsed."""
    raw = low[end : min(limit, end + reach)]
    m = _CLAUSE.search(raw)
    return " ".join((raw[: m.start()] if m else raw).split())
