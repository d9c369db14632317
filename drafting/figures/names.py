"""Which words name a place or a member unit, and which are a unit of measure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from corpus.units import fold
from drafting import numbers
from drafting.figures.headings import is_total, meaning
from drafting.numbers import lexicon

_KIND = re.compile(
    r"(ubnd |hdnd )?(xa|phuong|thi tran|tt|tx|tp|thi xa|thanh pho|huyen|quan|tinh|thon|ban|lang|xom|ap|khom|buon"
    r"|to dan pho|tdp|khu pho|khu|tieu khu|dac khu|cum|truong( th| thcs| thpt| mam non| tieu hoc)?)\.? \S.*"
    r"|(?:[hpqxt]|tt|tx|tp)\. ?\S.*"
)
_NOT_UNIT = re.compile(r"\d{2,}")
_MEMBER = re.compile(
    r"(?i)(?:(?:ubnd|hđnd|đảng bộ) )?(?:(xã|phường|thị trấn|thị xã|thành phố|huyện|quận|tỉnh|thôn|bản|làng|xóm|ấp|khóm|buôn"
    r"|tổ dân phố|khu phố|tiểu khu|đặc khu|cụm|trường(?: thpt| thcs| th| mầm non| tiểu học)?|tdp|tt\.?|tx\.?|tp\.?)\s"
    r"|[hpqxt]\.\s?|t[tpx]\.)\s*(\S.*)"
)
_ROMAN = re.compile(r"[IVX]+")
_GAP = re.compile(r"[\s\-–]+")
_SCALES = frozenset({"trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"})


@lru_cache(maxsize=20_000)
def is_place(text: str) -> bool:
    """True for `Xã Hà Vinh`, `TT Vĩnh Lộc`, `Hà Vinh`: a kind word, or nothing but capitalised words."""
    if not text or len(text) > 60 or is_total(text) or meaning(text):
        return False
    named = text.replace(".", ". ").split()[1:]
    if _KIND.fullmatch(fold(text)) and any(w[:1].isupper() or w[:1].isdigit() for w in named):
        return True
    words = [w for w in _GAP.split(text) if w]
    if len(words) > 5 or not all(w[0].isupper() and w[1:].islower() for w in words if w.isalpha()):
        return False
    return len(words) >= 2 and all(w.isalpha() for w in words)


@lru_cache(maxsize=20_000)
def is_member(text: str) -> bool:
    """True for a place's name and nothing besides: `Xã Hà Vinh`, `TT Vĩnh Lộc`, no `Thôn đạt chuẩn về ANTT`."""
    if not is_place(text):
        return False
    named = _MEMBER.fullmatch(text)
    words = (named[2] if named else text).replace(".", ". ").split()
    if text.isupper():
        return named is not None
    return all(w.isdigit() or _ROMAN.fullmatch(w) or (w[0].isupper() and w[1:].islower()) for w in words)


@lru_cache(maxsize=20_000)
def is_body(text: str) -> bool:
    """True for a part of the unit by its name: `Khoa Cơ khí`, `Đội QLTT số 2`, no `Phòng bệnh`, `Vụ mùa`."""
    found = _body().fullmatch(text)
    named = found is not None and (found[1].isupper() or found[1].isdigit())
    return named and len(text) <= 60 and not text.isupper()


def kind_of_place(text: str) -> bool:
    """True for a place named with its kind: `Xã Hà Vinh`, `TT Vĩnh Lộc`."""
    return _MEMBER.fullmatch(text) is not None


@lru_cache(maxsize=20_000)
def is_unit(text: str) -> bool:
    """True for a unit of measure or a counted noun: `ha`, `Trđ`, `%`, `hộ`, `tạ/ha`."""
    text = text.strip()
    if not text or len(text) > 30 or _NOT_UNIT.search(text):
        return False
    if numbers.base_unit(text).family != "count":
        return True
    words = text.lower().split()
    while len(words) > 1 and words[0] in _SCALES:
        words = words[1:]
    return len(words) <= 3 and any(" ".join(words[:n]) in _nouns() for n in (1, 2, 3))


def bodies() -> list[list[str]]:
    """The words for parts of a body, each with an example and a counter-example."""
    text = files("drafting.figures").joinpath("data/bodies.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _body() -> re.Pattern[str]:
    words = "|".join(word for word, *_ in bodies())
    return re.compile(rf"(?i:{words})(?: số)? (\S).*")


@cache
def _nouns() -> frozenset[str]:
    return lexicon.words("nouns.tsv")
