"""Where a precedent counts its own members (`Đảng bộ 4 xã`, `của năm huyện`): the plan's unit has others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.types import Meta
from corpus.units import parse_unit
from drafting import numbers
from drafting.types import Plan
from drafting.writers.districts import later
from drafting.writers.edits import Edit
from drafting.writers.levels import member_kind

_WORDS = "hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?"
# Bodies and people of the members: those of all of them, not of some that did something (`4 xã đạt chuẩn`).
_OF_ALL = (
    r"(?:đảng bộ|đảng ủy|công đoàn|chính quyền|ubnd|hđnd|mặt trận tổ quốc|các đoàn thể|đoàn thanh niên|lãnh đạo|chủ tịch|"
    r"nhân dân|cán bộ|công an|quân sự|đại diện|văn phòng|của|giữa|tại|ở|địa bàn|tất cả|toàn bộ|cả)"
)
_N = (
    rf"(?P<all>cả\s+)?(?P<n>0?[2-9]|[1-9]\d|{_WORDS})\s+(?P<noun>xã|phường|huyện|quận|tỉnh|thôn)"
    r"(?:,\s*(?:phường|thị trấn|thị xã|thành phố))*"
)
_COUNT = re.compile(rf"(?<!\w)(?P<before>{_OF_ALL})\s+{_N}(?!\w)(?!\s+trở (?:lên|xuống))", re.IGNORECASE)
_OF_CLUSTER = re.compile(
    rf"(?<![\w/])(?P<before>){_N}(?=\s+(?:trong|thuộc|của)\s+(?:toàn\s+)?Cụm\b)", re.IGNORECASE
)
_ALL = ("cả", "tất cả", "toàn bộ")
_BY_LEVEL = {"huyện": "xã", "quận": "phường", "thị xã": "xã", "xã": "thôn", "phường": "tổ dân phố"}


@dataclass(frozen=True, slots=True)
class MemberCount:
    """A count of the precedent's members: where it stands, what it counts, whether `cả` leads it."""

    start: int
    end: int
    noun: str
    in_words: bool


def counts(text: str, start: int, end: int, old: Meta) -> Iterator[MemberCount]:
    """The places in `text[start:end]` that count all of the precedent's members.

    Args:
        text: the precedent's text.
        start: where the sentence begins.
        end: where it ends.
        old: what the precedent is about; it counts nothing where its members aren't known.
    """
    found = [*_COUNT.finditer(text, start, end), *_OF_CLUSTER.finditer(text, start, end)]
    for match in found if len(old.members) > 1 else ():
        if _value(match["n"]) == len(old.members):
            every = match.start("all") if match["all"] else match.start("n")
            at = match.start() if match["before"].casefold() in _ALL else every
            yield MemberCount(at, match.end(), match["noun"].casefold(), not match["n"].isdigit())


def _value(words: str) -> Decimal | None:
    """`năm` before a kind of member is five here: a year stands behind no `của`."""
    if words.casefold() == "năm":
        return Decimal(5)
    return next((r.value for r in numbers.read(f"{words} thôn")), None)


def members_of(plan: Plan) -> str:
    """The kind of the plan's members (`xã`); `đơn vị` where nothing tells, empty where a unit has none that report."""
    named = member_kind(plan.profile.members or plan.figures.members())
    if named:
        return named
    unit = parse_unit(plan.unit)
    if unit.kind_word in ("tỉnh", "thành phố"):
        return "xã" if later(plan.period) else "huyện"
    if unit.kind_word in ("cụm", "khối"):
        return "đơn vị"
    return _BY_LEVEL.get(unit.kind_word, "")


def recounted(
    text: str, start: int, end: int, old: Meta, plan: Plan, *, foreign: bool, future: bool = False
) -> list[Edit]:
    """Edits that tell of all members without their number, where the precedent's number isn't the plan's.

    A number in digits of the same kind of members stays where the figures tell of them: it is counted anew.
    """
    members = plan.profile.members or plan.figures.members()
    begins = start if text[:start].rstrip()[-1:] not in (";", ",") else -1
    edits = []
    for found in counts(text, start, end, old):
        alike = not foreign or member_kind(members) == found.noun
        counted = not found.in_words and bool(members) and not future
        kept = found.in_words and not foreign and len(members) in (0, len(old.members))
        if alike and (counted or kept):
            continue
        word = found.noun if alike else members_of(plan)
        every = "Các" if text[found.start].isupper() or found.start == begins else "các"
        edits += [Edit(found.start, found.end, f"{every} {word}")] if word else []
    return edits


def of_others(text: str, start: int, end: int, old: Meta, plan: Plan, *, foreign: bool) -> list[str]:
    """Why a sentence that counts another unit's members is none of a unit that has no such members."""
    lone = foreign and members_of(plan) in ("", "thôn", "tổ dân phố")
    told = [c for c in counts(text, start, end, old) if c.noun not in ("thôn",)] if lone else []
    return ["đếm các đơn vị thành viên của đơn vị khác"] if told else []
