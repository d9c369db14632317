"""Names of administrative units and clusters: reading them, and folding text for matching."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.resources import rows
from corpus.types import Level

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_SPECIAL = {"đ": "d", "Đ": "d", "ƣ": "u", "Ƣ": "u", "ð": "d", "Ð": "d"}
_Y = re.compile(r"\b(qu|[hklmst])y\b")
_CLUSTER_NUMBER = re.compile(r"(?i)\bs(?:ố|o)\s*0*(\d+|[ivx]+)\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as named.

    Attributes:
        kind_word: `xã`, `huyện`, `cụm`, … in lower case, or empty.
        name: the proper name (`Hà Vinh`; `số 2` for a numbered cluster).
        level: its administrative level, None where the name doesn't tell.
        full: how it is written in a sentence (`UBND xã Hà Vinh`).
    """

    kind_word: str
    name: str
    level: Level | None
    full: str


class _Folded(dict[int, str]):
    """What `str.translate` puts in the place of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = _SPECIAL.get(char) or unicodedata.normalize("NFD", char)[0]
        lower = base.lower()
        self[code] = lower if len(lower) == 1 else base
        return self[code]


_FOLDED = _Folded()


def fold_chars(text: str) -> str:
    """Lower case without accents, one character for each of `text` (which must be composed)."""
    return text.translate(_FOLDED)


def fold_y(text: str) -> str:
    """`kỳ` and `kì`, `tỷ` and `tỉ` made alike in folded text (or in a pattern for it)."""
    return _Y.sub(r"\1i", text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text for matching: composed, no case, accents or tone places, `y`/`i` alike, single blanks."""
    plain = fold_chars(unicodedata.normalize("NFC", text))
    return fold_y(" ".join(plain.split()))


@cache
def _kind_words() -> tuple[tuple[str, str, Level], ...]:
    found = [(fold(word), word, level) for word, level in rows("unit_kinds.tsv")]
    return tuple(sorted(found, key=lambda kind: -len(kind[0])))  # type: ignore[arg-type]


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    found = [(fold(word), short) for word, short in rows("unit_bodies.tsv")]
    return tuple(sorted(found, key=lambda body: -len(body[0])))


@cache
def _central_cities() -> frozenset[str]:
    return frozenset(fold(name) for (name,) in rows("central_cities.tsv"))


def title_case(name: str) -> str:
    """`HÀ VINH` as `Hà Vinh`; anything not wholly in capitals stays."""
    if name != name.upper() or len(name) < 2:
        return name
    return " ".join(w if re.fullmatch(r"[IVXLC]+|\d+", w) else w.capitalize() for w in name.split())


def cluster_number(text: str) -> int | None:
    """The number of a cluster: `số 2`, `số II` and `số 02` are the same."""
    match = _CLUSTER_NUMBER.search(text)
    if not match:
        return None
    digits = match[1].lower()
    return int(digits) if digits.isdigit() else _ROMAN.get(digits)


def parse_unit(name: str) -> Unit:
    """Read a unit's name: `ỦY BAN NHÂN DÂN XÃ HÀ VINH` is `UBND xã Hà Vinh`."""
    text = " ".join(unicodedata.normalize("NFC", name).split()).strip(" .,;:")
    if re.match(r"(cum|khoi)( thi dua)?\b", fold(text)):
        return _parse_cluster(text)
    body, rest = _split_body(text)
    folded = fold(rest)
    accented = not text.isascii()
    for word_folded, word, level in _kind_words():
        if (folded == word_folded or folded.startswith(word_folded + " ")) and (
            not accented or _same_accents(rest, word)
        ):
            proper = title_case(" ".join(rest.split()[len(word.split()) :]))
            if word in ("thành phố", "TP") and fold(proper) in _central_cities():
                level = "tinh"
            shown = f"{word} {proper}".strip()
            return Unit(word, proper, level, f"{body} {shown}".strip())
    level_of_body = _level_of_body(text)
    return Unit("", title_case(rest), level_of_body, f"{body} {title_case(rest)}".strip())


def _same_accents(text: str, word: str) -> bool:
    """`BAN` is no `bản` in a text that has accents."""
    begun = " ".join(text.split()[: len(word.split())]).lower()
    return begun.isascii() == word.isascii() if word.isascii() else not begun.isascii() or begun == word


def _split_body(text: str) -> tuple[str, str]:
    folded = fold(text)
    for word, short in _bodies():
        for begun in (word, fold(short)):
            if folded.startswith(begun + " "):
                return short, " ".join(text.split()[len(begun.split()) :])
    return "", text


def _level_of_body(text: str) -> Level | None:
    folded = fold(text)
    levels: tuple[tuple[str, Level], ...] = (
        ("bo ", "trung-uong"),
        ("chinh phu", "trung-uong"),
        ("so ", "tinh"),
        ("phong ", "huyen"),
    )
    inner = re.search(r" (xa|phuong|thi tran|huyen|quan|thi xa|tinh) ", folded)
    if inner:
        return parse_unit(text[inner.start() + 1 :]).level if len(folded) == len(text) else None
    return next((level for head, level in levels if (folded + " ").startswith(head)), None)


def _parse_cluster(text: str) -> Unit:
    number = cluster_number(text)
    head = "Khối thi đua" if fold(text).startswith("khoi") else "Cụm thi đua"
    if number is None:
        rest = re.sub(r"(?i)^(cụm|khối|cum|khoi)(\s+thi\s+(đua|dua))?\s*", "", text)
        return Unit("cụm", title_case(rest), _cluster_level(fold(rest)), f"{head} {title_case(rest)}".strip())
    return Unit("cụm", f"số {number}", _cluster_level(fold(text)), f"{head} số {number}")


def _cluster_level(folded: str) -> Level:
    if re.search(r"cac (xa|phuong)|xa, (phuong|thi tran)", folded):
        return "cum-xa"
    if re.search(r"cac (huyen|quan)", folded):
        return "cum-huyen"
    return "cum-tinh" if re.search(r"cac tinh", folded) else "cum"


def same_unit(one: str, other: str) -> bool:
    """Whether two names mean the same unit (`Cụm thi đua số II`, `Cụm Thi đua số 02`)."""
    a, b = parse_unit(one), parse_unit(other)
    return (a.kind_word, fold(a.name)) == (b.kind_word, fold(b.name))
