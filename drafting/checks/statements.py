"""The numbers of the prose as statements that can be compared with each other: of what, where, as what, when, in what unit.

Built upon the alignment's mentions. Only what can be one number in a period is a statement here: no task, no
bound, no part of a breakdown, no value of another moment, nothing said of a comparison's other side.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from drafting.alignment import moments
from drafting.alignment.cues import is_future
from drafting.alignment.pool import catalogue_index
from drafting.alignment.similarity import telling_syllables
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.kinds import unit_of
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.numbers.records import record
from drafting.types import Mention

_TIME = re.compile(
    r"(?<!\w)(?:(?:nam|thang|quy|giai doan|nhiem ky|vu|dot|lan|ky) (?:thu )?[\divx]+(?:[/\-]\d+)?(?!\w)"
    r"|\d+ thang(?: (?:dau|cuoi) nam)?|ca nam|vu (?:xuan|mua|dong|he thu|chiem)|dau nhiem ky|dip [\w\s]{3,12})"
)
_OTHER = re.compile(
    r"(?<!\w)(?:cung ky|nam truoc|nam ngoai|ke hoach|chi tieu|muc tieu|phan dau|du toan|so voi|dau nam|cuoi nam|du kien"
    r"|truoc do|truoc day|moi nhat|them|bo sung|luy ke|trong do|rieng|binh quan chung|tren tong|trong tong|trong so"
    r"|tren so|ca nuoc|toan tinh|toan huyen|tu nhieu nam|cap tren|trung uong)(?!\w)"
)
_PARTS = re.compile(r"\W*(?:trong do|trong so do)(?!\w)")
# What a sentence begins with and speaks of throughout.
_FIELD = re.compile(
    r"\W*(?:(?:trong|ve|doi voi|rieng|o|tai) )?(?:linh vuc|nganh|khu vuc|khoi|nhom|ve|doi voi|rieng)(?!\w)[^,:;]{3,60}[,:]"
)
_GIVEN = re.compile(
    r"[^,;.\d]{0,30}?(?<!\w)(trung uong|tw|tinh|thanh pho|huyen|xa|cap tren|tren|hdnd(?: tinh| huyen| xa| thanh pho)?) giao(?!\w)"
)
_LEVEL_KINDS = ("quantity", "percent", "ratio")
_NEAR = 90
_QUARTERS = {
    "Q1": ("quy i", "quy 1"),
    "Q2": ("quy ii", "quy 2"),
    "Q3": ("quy iii", "quy 3"),
    "Q4": ("quy iv", "quy 4"),
}
_MOST = 16384
# Measured on the catalogue's own wordings: an indicator's paraphrase scores this and more.
_IN_CATALOGUE = 0.8
Key = tuple[str, ...]


@record
class Statement:
    """A number with what it states, in comparable form.

    Attributes:
        key: scope, role, unit, direction, base, second part of a ratio, times, field: alike in two statements of one thing.
        words: the telling syllables that name the indicator, accents kept.
        indicator: the catalogue's indicator that they name, or None.
        single: True where the words name what has one value in a period (a rate, a total, an average).
    """

    mention: Mention
    key: Key
    words: frozenset[str]
    indicator: int | None
    single: bool


def statements(document: Document) -> tuple[Statement, ...]:
    """The comparable statements of the prose, in order of place."""
    return tuple(s for m in document.mentions if (s := _statement(document, m)) is not None)


def _statement(document: Document, mention: Mention) -> Statement | None:
    reading = mention.reading
    if mention.table or not document.in_prose(reading.start) or is_future(mention.path):
        return None
    if (
        reading.kind not in _LEVEL_KINDS
        or reading.qualifier
        or mention.role not in ("actual", "growth", "of-plan", "plan")
    ):
        return None
    if mention.role == "actual" and (
        mention.companion_of is not None or reading.basis or reading.change in ("up", "down")
    ):
        return None
    if mention.list_id is not None and not mention.scope:
        return None
    low, high = document.sentence(reading.start)
    if _aside(document, mention, low, high):
        return None
    words = _telling(mention.subject)
    change = reading.change if reading.change in ("up", "down") else ""
    of = f"{reading.of:f}" if reading.of is not None else ""
    behind = re.split(r"[,;:.(]", document.plain[reading.end : min(high, reading.end + 60)])[0]
    times = " ".join(sorted(_times(document, f"{document.plain[low : reading.start]} {behind}")))
    key = (
        bare(mention.scope or ""), mention.role, _unit(unit_of(reading)), change, reading.basis or "", of, times,
        _field(document.plain[low:high]), _giver(document, mention),
    )  # fmt: skip
    return Statement(mention, key, words, _indicator(mention.subject), _single(mention.subject))


# What follows is asked of the same words in every check while one types.
@lru_cache(maxsize=_MOST)
def _single(subject: str) -> bool:
    return load.pattern("list_words.txt", "single").search(plain(subject)) is not None


@lru_cache(maxsize=_MOST)
def _field(sentence: str) -> str:
    found = _FIELD.match(sentence)
    return found[0] if found else ""


@lru_cache(maxsize=_MOST)
def _times_in(words: str) -> frozenset[str]:
    return frozenset(t.strip() for t in _TIME.findall(words))


@lru_cache(maxsize=_MOST)
def _compares(words: str) -> bool:
    return _OTHER.search(words) is not None


def _giver(document: Document, mention: Mention) -> str:
    """Who gave the plan that a percentage is of: `59% dự toán Trung ương giao`, `58% dự toán tỉnh giao`."""
    end = mention.reading.end
    found = _GIVEN.match(document.plain, end, end + 60) if mention.role == "of-plan" else None
    return found[1] if found else ""


def _indicator(subject: str) -> int | None:
    hits = catalogue_index().search(subject, least=_IN_CATALOGUE, keep=1)
    return hits[0][0] if hits else None


def _aside(document: Document, mention: Mention, low: int, high: int) -> bool:
    """True for a value of another moment, or of a comparison's other side."""
    start, end = mention.reading.start, mention.reading.end
    if moments.at_another_moment(document.text[low:start], part_of_year=document.part_of_year):
        return True
    if mention.role != "actual":
        return False
    if _PARTS.match(document.plain, low):
        return True  # `Trong đó, tại bộ phận một cửa …`: a part of what the sentence before tells
    earlier = document.within(max(low, start - _NEAR), start)
    before = document.plain[earlier[-1].end if earlier else max(low, start - _NEAR) : start]
    before = re.split(r"[,;](?!\d)", before)[-1]
    behind = re.split(r"[,;.(\n]", document.plain[end : min(high, end + 50)])[0]
    return _compares(f"{before} | {behind}")


def _unit(unit: str) -> str:
    """`triệu đồng/năm` and `triệu đồng/người/năm` are one where the words say that it is a head's."""
    return re.sub(r"/(?:nguoi|nam)", "", unit)


def _times(document: Document, words: str) -> frozenset[str]:
    """The times that a sentence names beside the report's own."""
    said = _times_in(words)
    period = document.period
    if not period or "period" in document.report.meta.uncertain:
        return said
    own = {f"nam {document.year()}", *(() if "-" in period else ("ca nam",)), *_QUARTERS.get(period[5:], ())}
    return said - (own | {"6 thang", "6 thang dau nam"} if period.endswith("H1") else own)


@lru_cache(maxsize=8192)
def _telling(subject: str) -> frozenset[str]:
    """The syllables that name an indicator, accents kept."""
    return frozenset(s.marked for s in telling_syllables(subject) if s.bare not in _light())


@cache
def _light() -> frozenset[str]:
    return frozenset(load.words("list_words.txt")["light"])
