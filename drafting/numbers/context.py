"""Qualifier, change and basis of a figure, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from drafting.numbers import lexicon
from drafting.numbers.spot import Spot, clause_after, clause_before
from drafting.numbers.types import Basis, Change, Qualifier

_RATE = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|tốc độ|mức) (?=tăng|giảm)")
_OR_BEYOND = re.compile(r"(?<!\w)(?:đạt|hoàn thành)(?:,| và| hoặc) vượt$")
_FULFILLED = re.compile(r"(?<!\w)hoàn thành vượt(?: mức)?$")
_LINKS = frozenset({"là", "được", "đến", "tới"})
_SHARED = frozenset({"chiếm", "đạt", "còn"})
_COMPARED = frozenset({"cao", "thấp", "nhiều", "ít", "nhanh", "chậm"})
_TRAIL = re.compile(r"(trở lên|trở xuống|trở lại|trở đi)(?!\w)")
# glued to the word or the number beside it
_SIGN = re.compile(r"(?:[<>]=?|[≤≥~≈])$")
_COMPARISON = re.compile(r"so (?:với |cùng )?(?:[^\d]{0,40})$")
# `vượt kế hoạch năm 2 ha`: what is exceeded or missed stands between the change word and the number
_AGAINST = re.compile(
    r"(?<!\w)(?:vượt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn)\s(?:mức |so với )?"
    r"(?P<basis>kế hoạch|chỉ tiêu|dự toán|mục tiêu|nghị quyết|kịch bản|cùng kỳ)"
    r"(?:\s(?:năm|đề ra|giao|được giao|trên giao|(?:tỉnh|huyện|xã|thành phố) giao|pháp lệnh|đặt ra|20\d\d|trước)){0,3}\s*"
    r"(?:là|được|tới|đến|hơn|trên|gần|khoảng)?\s*$"
)
# `so với năm 2018 tăng 3,6%`
_AGAINST_YEAR = re.compile(
    r"so (?:với )?(?:cuối |đầu )?(?:năm|tháng|quý)\s[0-9IVX/]{1,7}\s?(?:[^\W\d_]+\s?){1,4}$", re.IGNORECASE
)
_SINCE = re.compile(
    r"[\w\s,]{0,30}so (?:với )?(?:(?:cuối |đầu )?(?:năm|tháng|quý|nhiệm kỳ)\s|(?:ngày |thời điểm )?[0-9]{1,2}/[0-9]{1,2}/)"
)
# `315 tỷ đồng, so dự toán đạt 46%`: what is compared comes behind
_GOES_ON = re.compile(r"[^,;]{0,30}\b(?:đạt|bằng|tăng|giảm|vượt)\s*(?:được|hơn|trên|gần|khoảng)?\s*")
_LINK = re.compile(r"(?:^|\s)(?:so với|so|của|với|vượt|bằng)\s(?:[^\s,]+\s){0,3}$")
_DIGIT = re.compile(r"[0-9]")
_MARK = re.compile(r"[0-9;.,]")
_AMOUNT = re.compile(r"\s?(?:nghìn|ngàn|triệu|tr|tỷ|tỉ|%|lần|đồng|$)")
# `tăng thu ngân sách tối thiểu 10%`
_BOUNDS = ("tối thiểu", "tối đa", "ít nhất", "không dưới", "không quá", "bình quân", "trên", "khoảng", "từ")
_REACHED = re.compile(r"(?:^|\s)(?:đạt|còn|là|có|được|lên|xuống|với|cho)(?:\s|$)")
_FAR = 8
_HEADS = ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "số", "tổng", "hộ nghèo", "tỷ suất")


@cache
def _hints(name: str) -> tuple[str, ...]:
    """The shortest set of words one of which is in every phrase: a quick way to see that none can be there."""
    short: list[str] = []
    for key in sorted(lexicon.table(name), key=len):
        if not any(hint in key for hint in short):
            short.append(key)
    return tuple(short)


def _hinted(clause: str, name: str) -> bool:
    """True where a phrase of a table may be in a clause."""
    for hint in _hints(name):  # noqa: SIM110 - a loop is twice as quick as any() here
        if hint in clause:
            return True
    return False


@cache
def _alternation(name: str) -> re.Pattern[str]:
    keys = sorted(lexicon.table(name), key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(k) for k in keys) + r")(?!\w)")


def qualifier(spot: Spot, tail_end: int) -> Qualifier | None:
    """The qualifier right before a number or after its unit (`hơn`, `trở lên`)."""
    after = spot.low[tail_end : min(spot.limit, tail_end + 40)]
    if "trở" in after:
        after = " ".join(after.split())
        m = _TRAIL.search(after[:32])
        if m and not _MARK.search(after[: m.start()]):
            return cast("Qualifier", lexicon.table("trailing.tsv")[m.group(1)])
    if spot.last not in _before_qualified():
        sign = _SIGN.search(spot.last)
        return cast("Qualifier", lexicon.table("qualifiers.tsv")[sign.group()]) if sign else None
    if _part_of_name(spot):
        return None
    prev = spot.prev
    if spot.digits == "1" and spot.last == "trên" and spot.right != "/" and not _AMOUNT.match(spot.after):
        return None  # per one: `trên 1 ha`
    table = lexicon.table("qualifiers.tsv")
    found = _longest(table, prev)
    if found is None and spot.last in _LINKS:
        found = _longest(table, prev[:-1])
    return cast("Qualifier | None", found)


def _part_of_name(spot: Spot) -> bool:
    """True where the word before ends a name: `ấp Kiêu Trên 154 người`."""
    words = spot.text[max(0, spot.start - 40) : spot.start].split()[-2:]
    return len(words) > 1 and all(w[0].isupper() and not w.isupper() for w in words)


@cache
def _before_qualified() -> frozenset[str]:
    return lexicon.last_words("qualifiers.tsv") | _LINKS


def _longest(table: Mapping[str, str], words: list[str]) -> str | None:
    if not words or words[-1] not in lexicon.last_words("qualifiers.tsv"):
        return None
    if words[-2:] == ["cấp", "trên"]:
        return None  # a superior
    if words[-1] == "tầm" and words[-2:-1] and words[-2] in ("sưu", "truy", "ngang"):
        return None
    if words[-1] == "hơn" and words[-2:-1] and words[-2] in _COMPARED:
        return None
    if words[-4:-1] == ["vừa", "và", "nhỏ"]:  # `cho doanh nghiệp vừa và nhỏ hơn 30 tỷ`
        words = words[-1:]
    return next((f for n in (3, 2, 1) if (f := table.get(" ".join(words[-n:])))), None)


def change(clause: str, *, level: bool, verb: bool = False) -> Change | None:
    """The change word that governs the number at the end of a clause.

    Args:
        clause: the words that lead to the number.
        level: True for a percentage or a number with a unit, where `còn` gives a level reached.
        verb: True where `tỷ lệ tăng` tells that a rate rose, not how high the rate of growth is.
    """
    found = None
    if not _hinted(clause, "changes.tsv"):
        return None
    if verb:
        clause = _RATE.sub("", clause)
    for m in _alternation("changes.tsv").finditer(clause):
        found = m
    if found is None:
        return None
    what = lexicon.table("changes.tsv")[found.group(1)]
    gap = clause[found.end() :].split()
    if not gap and found.group(1) == "vượt" and _OR_BEYOND.search(clause):
        return None  # `đạt và vượt 17 chỉ tiêu`
    if not level and found.group(1) == "vượt" and gap in ([], ["mức"]) and _FULFILLED.search(clause):
        return None  # `hoàn thành vượt mức 14/14 chỉ tiêu`
    if (
        what == "none"
        or not _bridged(gap, what, compared=found.group(1).endswith(" hơn"))
        or (found.group(1) == "còn" and not level)
    ):
        return None
    return cast("Change", what)


def _bridged(gap: list[str], what: str, *, compared: bool = False) -> bool:
    """True where the words between a change word and the number let it through."""
    if len(gap) > 9 or any(c in w for w in gap for c in ",:;"):
        return False
    fillers = lexicon.words("gaps.txt")
    if all(w in fillers or (w.isdigit() and len(w) == 4) for w in gap):
        return True
    if compared and not _SHARED.isdisjoint(gap):
        return False  # `tỷ trọng cao hơn, chiếm 43%`
    if compared and len(gap) <= 5:
        return True
    if what == "to" or len(gap) > _FAR:
        return False
    words = " ".join(gap)
    return words.startswith(_HEADS) or (words.endswith(_BOUNDS) and not _REACHED.search(words))


def basis(before: str, after: str, *, bare: bool, changed: bool = True) -> Basis | None:
    """What a number is compared with: named right after it, or before it by `so với`.

    Args:
        before: the clause that leads to it.
        after: the clause that follows its unit.
        bare: True where the basis may follow with no `so với` (`118% cùng kỳ`).
        changed: True for a change; another number behind the comparison and a comma is another statement.
    """
    end = _DIGIT.search(after)
    near = after[: end.start()] if end else after
    m = _alternation("bases.tsv").search(near) if _hinted(near, "bases.tsv") else None
    if m and end and "," in near[: m.start()] and _GOES_ON.fullmatch(near[m.end() :]):
        m = None
    if m and _links(near[: m.start()], bare=bare):
        return cast("Basis", lexicon.table("bases.tsv")[m.group(1)])
    against = _AGAINST.search(before) if "vượt" in before or "hụt" in before or "hơn " in before else None
    if against:
        return cast("Basis", lexicon.table("bases.tsv")[against.group("basis")])
    if "so " in near and (since := _year_basis(after)):
        return since
    compared = _COMPARISON.search(before) if "so " in before else None
    if compared:
        m = _alternation("bases.tsv").search(before, compared.start())
        if m and ("," not in before[m.end() :] or changed):
            return cast("Basis", lexicon.table("bases.tsv")[m.group(1)])
    return "previous" if changed and "so " in before and _AGAINST_YEAR.search(before) else None


def _year_basis(near: str) -> Basis | None:
    return "previous" if _SINCE.match(near) else None


def _links(lead: str, *, bare: bool) -> bool:
    """True where a basis follows the number directly or by `so với`."""
    if not lead.strip():
        return bare
    if _LINK.search(lead):
        return lead.count(",") == 0 or "so" in lead
    return False


def around(spot: Spot, end: int, floor: int) -> tuple[str, str]:
    """The clause before a spot and the clause after its unit."""
    return clause_before(spot.low, spot.start, floor), clause_after(spot.low, end, spot.limit)
