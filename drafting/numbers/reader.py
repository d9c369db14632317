"""The scan: one master expression finds candidates, each is handed to the kinds in turn."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from drafting.numbers import lexicon, wording
from drafting.numbers.build import plain
from drafting.numbers.digits import TOO_LONG
from drafting.numbers.flood import Flood
from drafting.numbers.spot import WORD, Spot
from drafting.numbers.types import Reading

# `một` and `năm` hardly ever count: they are candidates only where their neighbours say so
_SCALED = r"(?=\s{1,8}(?:nửa|phần|mươi|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục)|\s*\Z)"
CANDIDATE = re.compile(
    r"[0-9]++(?:[.,][0-9]++)*+"
    r"|(?:hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|gấp)(?![^\W_])"
    r"|(?:(?<=xếp thứ )|(?<=đứng thứ ))nh(?:ất|ì)(?![^\W_])"
    rf"|một{_SCALED}"
    rf"|năm(?:{_SCALED}|(?<=có năm)(?!\w)|(?<=thứ năm)(?!\w)|(?<=gồm năm)(?!\w)|(?<=được năm)(?!\w)"
    r"|(?<=thêm năm)(?!\w)|(?<=hơn năm)(?!\w)|(?<=dưới năm)(?!\w)|(?<=cho năm)(?!\w))"
)
_LOOKALIKES = (("ƣ", "ư"), ("Ƣ", "Ư"), ("\xa0", " "), ("\u202f", " "), ("\u2009", " "))
_CLUSTER = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]*", re.DOTALL)
ONE = Decimal(1)
# digits joined on and on, as no date, range or symbol is
_RUN = re.compile(r"(?:[0-9]{1,4}[-/]){16,}+[0-9]{0,4}")
Rule = Callable[[Spot], Reading | None]
FigureRule = Callable[[Spot, int], Reading | None]


@cache
def rules() -> tuple[tuple[Rule, ...], tuple[FigureRule, ...], tuple[FigureRule, ...]]:
    """The kinds in the order they are asked: non-figures, figures, words. Loaded on the first reading."""
    from drafting.numbers.kinds import (
        anniversary,
        code,
        date,
        document,
        duration,
        formula,
        fraction,
        group,
        multiple,
        name,
        numbering,
        percent,
        period,
        phone,
        quantity,
        rank,
        ratio,
        span,
        unclear,
        worded,
    )  # fmt: skip

    plain: tuple[Rule, ...] = (
        phone.read, formula.read, date.read, numbering.read, document.read, unclear.read, name.read,
        anniversary.read, rank.read, period.read, group.read, code.read, duration.read,
    )  # fmt: skip
    figures: tuple[FigureRule, ...] = (multiple.read, ratio.read, span.read, percent.read, quantity.read)
    return plain, figures, (multiple.read_words, fraction.read_words, worded.read)


@cache
def _followers() -> frozenset[str]:
    """The words one of which follows a number word that counts anything."""
    firsts = {
        p.split()[0] for name in ("nouns.tsv", "units.tsv", "gaps_after.txt") for p in lexicon.phrases(name)
    }
    return frozenset(firsts | wording.ALL)


@cache
def _word_run() -> re.Pattern[str]:
    """Number words in a row that make no number any more."""
    return re.compile(rf"(?:(?:{'|'.join(sorted(wording.ALL))})\s{{1,8}}+){{30,}}+")


def _worth(low: str, m: re.Match[str], limit: int) -> bool:
    """True where the word after a number word lets it be a number."""
    after = WORD.match(low, m.end(), limit)
    if after is None or after.group(2) in _followers():
        return after is None or m.group() != after.group(2)
    return low[m.start() - 4 : m.start() - 1] == "thứ"


def read(text: str, start: int = 0, end: int | None = None) -> tuple[Reading, ...]:
    """Read every number in a text.

    Args:
        text: prose or table rows; only `start:end` is read, offsets are into the whole.
        start: where to begin.
        end: where to stop, None for the end.

    Returns:
        The readings in order, figures and non-figures.
    """
    limit = len(text) if end is None else min(end, len(text))
    if not unicodedata.is_normalized("NFC", text):
        return _decomposed(text, start, limit)
    folded = text
    for wrong, right in _LOOKALIKES:
        folded = folded.replace(wrong, right)
    low = folded.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    found: list[Reading] = []
    floor = said = start
    flood = Flood(low)
    for m in CANDIDATE.finditer(low, start, limit):
        if m.start() < floor or (
            m.end() - m.start() > 1 and low[m.start()] > "9" and not _worth(low, m, limit)
        ):
            continue
        spot = Spot(text, low, m.start(), m.end(), limit, start, floor)
        if flood.rises(m.start(), m.end()) and (end_of_run := flood.ebbs(m.start(), limit)):
            reading: Reading | None = plain(spot, "unclear", end_of_run, note=TOO_LONG)
        else:
            reading = classify(spot, said)
        if reading is not None:
            found.append(reading)
            floor = reading.end
            if reading.kind != "period":  # `cao hơn vụ xuân 2023 1,2 tạ/ha`: a year in between parts nothing
                said = floor
    # like the kinds: only needed when something is read
    from drafting.numbers import brackets, companions, lists, tables

    whole = brackets.inside(text, lists.inherit(text, low, tables.number_rows(text, found)))
    return companions.share(text, low, whole)


def classify(spot: Spot, floor: int) -> Reading | None:
    """The reading of one candidate by the first kind that claims it."""
    if not spot.digits[0].isdigit():
        return _in_words(spot, floor)
    from drafting.numbers import plainly
    from drafting.numbers.kinds import quantity

    if spot.left == "m" and spot.digits in ("2", "3"):
        return None  # the unit's own: m2, km2, m3
    if spot.right and spot.right in "-/" and (run := _RUN.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "unclear", run.end(), note=TOO_LONG)
    if plainly.counted(spot):
        return quantity.read(spot, floor)
    others, figures, _ = rules()
    if spot.right == "%" and spot.left in "( \n\t" and spot.literal.value is not None:
        others = ()  # no name, date or code has a percent sign right behind its digits
    for rule in others:
        reading = rule(spot)
        if reading is not None:
            return reading
    for figure_rule in figures:
        reading = figure_rule(spot, floor)
        if reading is not None:
            return reading
    return None


def _in_words(spot: Spot, floor: int) -> Reading | None:
    if spot.left.isalnum():
        return None
    run = _word_run().match(spot.low, spot.start, spot.limit)
    if run:
        return plain(spot, "unclear", run.end(), note=TOO_LONG)
    folds, fractions, numbers = rules()[2]
    if spot.digits in ("nhất", "nhì"):
        place = ONE if spot.digits == "nhất" else ONE + ONE
        return replace(plain(spot, "rank"), value=place, low=place, high=place, words=True)
    if spot.digits == "gấp":
        return folds(spot, floor)
    return fractions(spot, floor) or numbers(spot, floor)


def _decomposed(text: str, start: int, limit: int) -> tuple[Reading, ...]:
    """The readings of a text with combining marks: read composed, offsets put back."""
    whole, places = [], []
    for m in _CLUSTER.finditer(text):
        letters = unicodedata.normalize("NFC", m.group())
        whole.append(letters)
        places += [m.start()] * len(letters)
    places.append(len(text))
    first, last = bisect_left(places, start), bisect_left(places, limit)
    found = read("".join(whole), first, last)
    return tuple(
        replace(r, start=places[r.start], end=places[r.end], quote=text[places[r.start] : places[r.end]])
        for r in found
    )
