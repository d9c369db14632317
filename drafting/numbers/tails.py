"""What follows a number: scale word, unit, counted noun."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import cast

from drafting.numbers import lexicon
from drafting.numbers.records import record
from drafting.numbers.spot import WORD, Spot

ONE = Decimal(1)
# `tỷ lệ`, `tỷ trọng`: no thousand millions
_NO_SCALE = frozenset({"lệ", "trọng", "suất", "giá", "số"})
_UNIT = re.compile(
    r"(\s{0,8}+)((?:%|‰|[^\W\d_]++(?:[23](?![0-9])|[²³])?)(?:\s?/\s?(?:0?1\s)?[^\W\d_]++(?:[23](?![0-9])|[²³])?(?:\s(?:dân|nghèo|khẩu|sinh|viên|động|bệnh|sĩ|nghiệp|phẩm|vị|thể)\b)?){0,3})"
)
_WORDS = re.compile(rf"(?:{WORD.pattern}){{1,9}}")
# `3 triệu đồng/1 hộ`
_ONE = re.compile(r"^0?1\s")
# short forms with a dot: `tr.đ/người/năm`
_DOTTED = re.compile(r"\s?((?:tr|tỷ)\.(?:đồng|đ)(?![^\W_]))((?:\s?/\s?[^\W\d_]++){0,3})")
# per mille written with figures
_PER_MILLE = re.compile(r"\s?(?:0/00|o/oo)(?!\w)")
# `các năm 2024, 2025 lần lượt là …`
_IN_TURN = re.compile(r"\s{1,8}lần lượt(?!\w)")
_BREAK = re.compile(r"([^\S\n]{0,8}+[\n\t]\s{0,8}+)(\S)")


@record
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
    first = WORD.match(low, at, limit)
    if first is None or first.group(2) not in known or broken(spot, at):
        return ONE, at
    second = WORD.match(low, first.end(), limit)
    if second is not None and second.group(2) in _NO_SCALE:
        return ONE, at
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
    key = ("unit", at)
    if key not in spot.seen:
        spot.seen[key] = _unit(spot, at)
    return cast("tuple[str, str, Decimal, int] | None", spot.seen[key])


@cache
def _unit_firsts() -> frozenset[str]:
    """The words that units begin with, as the scan for words cuts them."""
    firsts = (WORD.match(written) for written in lexicon.units())
    return frozenset(m.group(2) for m in firsts if m)


def _unit(spot: Spot, at: int) -> tuple[str, str, Decimal, int] | None:
    low, limit = spot.low, spot.limit
    word = WORD.match(low, at, limit)
    if word is not None and word.group(2) not in _unit_firsts():
        per_mille = _PER_MILLE.match(low, at, limit) if word.group(2) == "o" else None
        return ("‰", "permille", ONE, per_mille.end()) if per_mille else None
    if word is None and (per_mille := _PER_MILLE.match(low, at, limit)):
        return "‰", "permille", ONE, per_mille.end()
    m = _UNIT.match(low, at, limit)
    if m is None or broken(spot, at) or _IN_TURN.match(low, at, limit):
        return None
    dotted = _DOTTED.match(low, at, limit)
    if dotted is not None:
        money = lexicon.units()[dotted.group(1)]
        return money.base + dotted.group(2).replace(" ", ""), money.family, money.factor, dotted.end()
    known = lexicon.units()
    written = m.group(2)
    parts = [_ONE.sub("", p.strip()) for p in written.split("/")]
    longer = None if len(parts) > 1 else _longer_unit(low, m, limit)
    if longer is not None:
        return longer
    if parts in (["đ", "c"], ["tỷ"], ["tỉ"]):  # a title; a scale word, or the beginning of `tỷ lệ`
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
    key = ("noun", at)
    if key not in spot.seen:
        spot.seen[key] = _noun(spot, at)
    return cast("tuple[str, str, bool]", spot.seen[key])


def _noun(spot: Spot, at: int) -> tuple[str, str, bool]:
    m = _WORDS.match(spot.low, at, spot.limit)
    if m is None or broken(spot, at):
        return "", "", False
    words, written = m.group().split(), spot.text[m.start() : m.end()].split()
    if words[0] in ("số", "tổng"):  # `85% số hộ`: what stands before what is counted
        first = 2 if words[0] == "tổng" and words[1:2] == ["số"] else 1
        words, written = words[first:], written[first:]
    words = words[:7]
    if not words:
        return "", "", False
    if words[:2] == ["cụ", "thể"]:
        return "", "", False
    known = 0 if words[:2] == ["tổ", "chức"] and _organises(spot, words, m.end()) else _known_noun(words)
    if words[:2] == ["tổ", "chức"] and not known:
        return "", "", False
    stops = lexicon.words("stops.tsv")
    if not known and (words[0] in stops or len(words[0]) == 1 or words[0] in lexicon.words("never.txt")):
        return "", "", False
    if not known and _named(written[0]):
        return "", "", False
    plain = next((n for n in range(1, len(words)) if _named(written[n])), len(words))
    size = counted = _extent(words[: max(plain, known)], known)
    while size < min(plain, 5) and words[size] not in stops:
        size += 1
    return " ".join(words[:counted]), " ".join(words[:size]), bool(known)


def _organises(spot: Spot, words: list[str], end: int) -> bool:
    """True where `tổ chức` is a verb: before a place, a time, an event or a number."""
    if len(words) == 2:
        return spot.low[end : end + 2].strip()[:1].isdigit()
    known = lexicon.words("organised.txt")
    return words[2] in known or " ".join(words[2:4]) in known


def _extent(words: list[str], known: int) -> int:
    """How many words the counted noun has: a known noun's, with what a classifier stands before; else two."""
    classifier = words[0] in lexicon.words("classifiers.txt")
    if known > 1 or (known == 1 and not classifier):
        return known
    rest = words[1:]
    if not rest or rest[0] in lexicon.words("stops.tsv") or rest[0] in lexicon.words("verbs.txt"):
        return 1
    if not known and not classifier:
        return 2
    stops = lexicon.words("stops.tsv")
    run = next((n for n, word in enumerate(rest) if word in stops), len(rest))
    return 1 + (_known_noun(rest) or (2 if run == 2 else 1))


def _named(word: str) -> bool:
    """True for a word that begins with a capital and goes on in small letters: a name."""
    return word[0].isupper() and not word[1:].isupper()


def _known_noun(words: list[str]) -> int:
    """How many of the words make the longest known counted noun (0 for none)."""
    for phrase in lexicon.phrases("nouns.tsv").get(words[0], ()):
        if tuple(words[: len(phrase)]) == phrase:
            return len(phrase)
    return 0
