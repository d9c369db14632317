"""Filling in a figure: scale, unit, noun, interval, qualifier, change, basis."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting.numbers import context, lexicon
from drafting.numbers.digits import COMMA_THOUSANDS, Literal, interval
from drafting.numbers.spot import Spot, clause_after, clause_before
from drafting.numbers.tails import ONE, Tail, noun_at, scale_at, unit_at
from drafting.numbers.types import Reading, ReadingKind

# `02 (hai) tập thể`: the number again in words, before what it counts
_SPELT = re.compile(r"\s\((?:[^\W\d_]{2,5}\s?){1,4}\)(?=\s)")
# `giảm 12,9% (104,6 ha) so với cùng kỳ`: the comparison goes on behind the bracket
_ASIDE = re.compile(r"\s?\([^()\n]{1,40}\)(?=\sso\s)")
_PER = re.compile(r"(?:\s?/\s?(?:0?1\s)?[^\W\d_]{1,8}(?![0-9])){1,3}")
# `14 tiêu chí/1 xã`: one of them is no count
_EACH_ONE = re.compile(r"\s?/\s?0?1\s")
_ONE = re.compile(r"^\s?/\s?(?:0?1\s)?")
# `lượt/ngày`, `bác sĩ/vạn dân`: a rate of things counted
_RATE = re.compile(
    r"\s?/\s?(?:0?1\s)?(?:người|hộ|ngày|tháng|năm|tuần|quý|xã|huyện|thôn|vạn dân|nghìn dân|km2|m2|ha|km"
    r"|giờ|phút|lớp|trường|buổi|chuyến|hộ/năm"
    r"|1(?:00|\.?000|0\.?000|00\.?000)\s(?:dân|km|hộ|người|trẻ|học sinh|ca|máy|lao động))(?!\w)"
)


def tail_at(spot: Spot, end: int) -> Tail:
    """Scale word, unit and noun after an offset."""
    factor, after = scale_at(spot, end)
    word = " ".join(spot.text[end:after].split()) if after > end else ""
    spelt = _SPELT.match(spot.low, after, spot.limit) if spot.low.startswith(" (", after) else None
    if spelt and (tail := _tail(spot, spelt.end(), factor, word)).unit:
        return replace(tail, end=after)
    return _tail(spot, after, factor, word)


def _tail(spot: Spot, after: int, factor: Decimal, word: str) -> Tail:
    """Unit and noun after the scale word."""
    found = unit_at(spot, after)
    if found is not None:
        name, _, known = noun_at(spot, after)
        if (known and " " in name) or (found[0] == "đồng" and "bạc" in spot.before[-12:] and word == ""):
            found = None  # `7 bạc, 8 đồng` are medals
    if found is None:
        return _counted(spot, after, factor, word)
    base, family, unit_factor, unit_end = found
    if unit_factor != 1 and factor != 1:
        unit_factor = ONE
    end = unit_end if family == "permille" and spot.low[unit_end - 1] in "0o" else after
    return Tail(factor, word, end, base, family, "", unit_factor, unit_end)


def _counted(spot: Spot, after: int, factor: Decimal, word: str) -> Tail:
    """The tail where no measured unit follows: something counted, or đồng left out."""
    name, phrase, known = noun_at(spot, after)
    last = word.split(" ")[-1]
    per = _PER.match(spot.low, after, spot.limit) if word else None
    if per:
        unit = "đồng" + _EACH_ONE.sub("/", per.group()).replace(" ", "")
        return Tail(factor, word, after, unit, "money", "", ONE, per.end())
    if last in ("tỷ", "tỉ", "tr", "k") and not (name if last == "k" else known):
        return Tail(factor, word, after, "đồng", "money", "", ONE, after)
    if last == "triệu" and not name:
        return Tail(factor, word, after, "đồng", "money", "", ONE, after)
    if name and "/" in spot.after:
        end = after + len(name) + 1
        rate = _RATE.match(spot.low, end, spot.limit)
        if rate:
            per_one = "/" + _ONE.sub("", rate.group()).strip()
            return Tail(factor, word, after, name + per_one, "per-head", phrase, ONE, rate.end())
    return Tail(factor, word, after, name or None, "count" if known else "", phrase, ONE, after)


# `thôn Hạ 11 hộ`: a name in its capital, no fall
_NAMED_LOW = re.compile(r"\w\s+Hạ\s+$")


def make(spot: Spot, kind: ReadingKind, literal: Literal, tail: Tail, floor: int) -> Reading:
    """A reading of a literal with its tail, context included."""
    assert literal.value is not None
    scale = tail.scale * tail.factor
    value = literal.value * scale
    exact = kind == "quantity" and not lexicon.measured(tail.family)
    if negative(spot, literal) and not (kind == "quantity" and tail.unit not in (None, "%") and fallen(spot)):
        value = -value
    low, high = interval(value, literal.decimals, scale, exact=exact)
    value = tidy(value)
    low, high = (value, value) if low == high else (tidy(low), tidy(high))
    before, after = _clauses(spot, tail.unit_end, floor)
    level = kind in ("percent", "range") or literal.decimals > 0
    qualifier = context.qualifier(spot, tail.unit_end)
    # `giảm từ 5,2% xuống còn 4,1%`: where it began is no fall; `tăng từ 5% trở lên` is a rise
    began = spot.last == "từ" and kind != "range" and qualifier is None
    named = spot.last == "hạ" and _NAMED_LOW.search(spot.text, max(0, spot.start - 8), spot.start)
    change = None if began or named else context.change(before, level=level, verb=tail.unit == "điểm %")
    if change is None and spot.left == "+" and not spot.line_start:
        change = "up"
    if change is None and kind == "quantity" and tail.unit != "%" and fallen(spot):
        change = "down"
    return Reading(
        spot.text[spot.start : tail.end], spot.start, tail.end, kind, value, low, high, tail.unit, None,
        qualifier, change,
        context.basis(before, after, bare=tail.unit in ("%", "điểm %"), changed=change is not None),
        note(literal, tail), tail.noun, scale,
        tail.scale_word, literal.decimals, literal.grouped, literal.padded,
    )  # fmt: skip


def _clauses(spot: Spot, end: int, floor: int) -> tuple[str, str]:
    """The clause before a number, across an opening bracket that it stands right behind, and the one after."""
    before, after = context.around(spot, end, floor)
    if not after and (aside := _ASIDE.match(spot.low, end, spot.limit)):
        after = clause_after(spot.low, aside.end(), spot.limit)
    if not before and spot.left == "(":
        before = clause_before(spot.low, spot.start - 1, floor)
    if "hạ" in before and _low_places(spot.text[max(floor, spot.start - 110) : spot.start]):
        before = _LOW.sub("", before)
    return before, after


_LOW = re.compile(r"(?<!\w)hạ(?!\w)", re.IGNORECASE)
_LOW_PLACE = re.compile(r"\w\s+Hạ$")


def _low_places(words: str) -> bool:
    """True where every `Hạ` is a part of a name (`xã Lam Hạ đạt 12 hộ`)."""
    return all(_LOW_PLACE.search(words, 0, m.end()) for m in _LOW.finditer(words))


def in_context(reading: Reading, spot: Spot, end: int, floor: int) -> Reading:
    """The reading with qualifier, change and basis for another end."""
    before, after = _clauses(spot, end, floor)
    return replace(
        reading,
        qualifier=context.qualifier(spot, end),
        change=context.change(before, level=True),
        basis=context.basis(before, after, bare=False),
    )


def tidy(value: Decimal) -> Decimal:
    """The same value with no zeros after its last decimal, and no exponent."""
    whole = value.to_integral_value()
    return whole.quantize(ONE) if value == whole else value.normalize()


def negative(spot: Spot, literal: Literal) -> bool:
    """True for a minus sign glued to a percentage or a number with decimals, a blank before it."""
    if spot.left == ")" and spot.before.endswith(("(-)", "(−)", "(–)")):
        return True
    if spot.left not in ("-", "−") or spot.line_start:
        return False
    lead = spot.low[max(0, spot.start - 2) : spot.start - 1]
    return (lead.isspace() or lead == "(") and (literal.decimals > 0 or spot.right == "%")


_FALLEN = re.compile(r"\(\s?[-−–]\s?$")


def fallen(spot: Spot) -> bool:
    """True right behind a bracket and a minus sign (`giảm 3,2% (-787 ha)`): how much something fell."""
    return _FALLEN.search(spot.low, max(0, spot.start - 4), spot.start) is not None


def note(literal: Literal, tail: Tail) -> str:
    """What is doubtful: also a comma before exactly three digits where thousands are likely."""
    if literal.note:
        return literal.note
    # of `0,205 tỷ` no dot makes thousands
    likely = (tail.scale != 1 or tail.family in ("count", "money")) and (
        literal.value is None or literal.value >= 1
    )
    return COMMA_THOUSANDS if literal.decimals == 3 and likely and not literal.grouped else ""


def worded(reading: Reading) -> Reading:
    """The reading, marked as written in words."""
    return replace(reading, words=True)
