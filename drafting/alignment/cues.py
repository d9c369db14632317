"""What the words beside a number say of its role: actual, plan or growth."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from drafting.alignment.words import data_lines
from drafting.numbers.records import record
from drafting.numbers.types import Reading
from drafting.types.figures import Role

# `Nhiệm vụ quân sự, quốc phòng` is a field of work; `Nhiệm vụ trọng tâm`, `Nhiệm vụ 6 tháng cuối năm` are to come
_FUTURE = re.compile(
    r"phương hướng|giải pháp|mục tiêu(?! quốc gia)|kế hoạch công tác|chương trình công tác"
    r"|nhiệm vụ(?=\W*$|\W*(?:trọng tâm|và|chủ yếu|cụ thể|chung|tiếp theo|trong|thời gian|công tác|thi đua|năm|quý|tháng|cuối|\d))"
    r"|nhiệm vụ.*(?:năm \d{4}|tháng cuối|thời gian tới)"
)
# what a sentence among the tasks tells of what was done
_SO_FAR = re.compile(
    r"(?:tính )?đến nay|tính đến (?:hết|cuối|ngày|tháng)|với kết quả|phát huy (?:[^\W\d]+ )?(?:kết quả|thành tích|đà)|nhìn lại"
    r"|qua \d+ tháng|trên (?:cơ sở|nền)(?: [^\W\d]+)? kết quả|giữ vững (?:các )?(?:mốc|kết quả)"
    r"|(?<!\w)đã (?:đạt|vượt|thực hiện|hoàn thành)"
)
_PLAN_HEAD = re.compile(
    r"\W*(?:các |một số )?(?:chỉ tiêu|kế hoạch|mục tiêu)(?: [^\W\d]+){0,6} năm (20\d\d)\W*$"
)
_PAST = re.compile(r"kết quả|tình hình|đánh giá|thực hiện nhiệm vụ|hoàn thành")
# `năm 2023 là`, `năm 2022 giải quyết`, `(năm 2024 mở rộng`; what is compared with a year is no value of it
_YEAR_LEFT = re.compile(
    r"(?<!so với )(?<!so )(?<!hơn )(?<!bằng )(?<!kém )(?:(?:năm|th|thực hiện)\s+|(?<=[;,:(])\s*|^\s*)((?:19|20)\d\d)"
    r"\s*(?:là|đạt|có|còn|:|từ|ở mức|(?:[^\W\d]+\s*){1,3})?\s*$"
)
_YEAR = re.compile(r"\b(?:năm(?: học)?|vụ(?: [^\W\d]+){1,2}) (?:20\d\d\s*[-–]\s*)?(20\d\d)")
_PLAN_BEGINS = re.compile(r"\W*(?:chỉ tiêu|kế hoạch|mục tiêu)[^.;:\d]{0,50}20\d\d(?:\s*[-–]\s*20\d\d)?")
_SLASH = re.compile(r"\d\s+([^\W\d]+(?: [^\W\d]+){0,3})\s?/\s*$")
_FOUR = re.compile(r"20\d\d")
_YEAR_FIRST = re.compile(r"^\W*(?:(?:cuối|đầu) )?năm\s+((?:19|20)\d\d)\s*,[^;]*$")
_YEAR_RIGHT = re.compile(r"^\s*(?:của |vào |trong |\()?\s*(?:cuối |đầu )?năm\s+((?:19|20)\d\d)")


@record
class Surroundings:
    """What stands around a number.

    Attributes:
        left: the words of its clause before it; `right`: behind its unit, up to the next number.
        sentence_left: the sentence up to it.
        future: True in sections about what comes next.
        year: the year that the report is about, if known.
    """

    left: str
    right: str
    sentence_left: str
    future: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class _Cue:
    role: Role
    side: str
    kind: str
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    rows = (line.split("\t", 3) for line in data_lines("cues.tsv"))
    return tuple(_Cue(_role(role), side, kind, re.compile(pattern)) for role, side, kind, pattern in rows)


def _role(name: str) -> Role:
    roles: dict[str, Role] = {
        "target": "target", "remaining": "remaining", "share": "share", "of-plan": "of-plan",
        "plan": "plan", "same-period": "same-period", "growth": "growth", "actual": "actual", "other": "other",
    }  # fmt: skip
    return roles[name]


_MORE = re.compile(
    r"(?P<way>cao|nhiều|lớn|thấp|ít|kém|thêm|vượt)?\s*(?:hơn|vượt)?\s*(?:so với |so )?(?P<base>chỉ tiêu|kế hoạch|dự toán"
    r"|mục tiêu|mức (?:đề ra|giao|khoán|kế hoạch|chỉ tiêu)|cùng kỳ|năm trước|năm ngoái|năm \d{4})"
    r"(?: (?:năm trước|năm ngoái|năm \d{4}|đề ra|được giao|giao|cả năm|năm))?(?: là| khoảng)?\s*$",
    re.I,
)
_LONGEST_MORE = 120  # letters that the longest of these has, and more
_OF_MORE = ("chỉ tiêu", "kế hoạch", "dự toán", "mục tiêu", "mức", "cùng kỳ", "năm")  # one of them it has
_THEM = re.compile(r"\b(?:thêm|tăng thêm)\s*$", re.I)
_TO_PLAN = re.compile(
    r"^[^,;.:()\d]{0,25}?so (?:với )?(?:mức )?(?:dự kiến|kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết|đề ra)",
    re.I,
)
_AGO = re.compile(r"^\s*so (?:với )?(?:cùng kỳ|năm trước|năm ngoái|năm \d{4})", re.I)


def compared(reading: Reading, left: str, right: str) -> Reading:
    """The reading with the change that a comparison says (`cao hơn chỉ tiêu 0,7%`, `thêm 2 trạm so với cùng kỳ`)."""
    if reading.change in {"up", "down"} and reading.basis in {None, "previous"} and _TO_PLAN.match(right):
        return replace(reading, basis="plan")
    if reading.basis is not None or "change" in reading.inherited or reading.change == "to":
        return reading
    if _AGO.match(right) and _THEM.search(left):
        return replace(reading, change="up", basis="same-period")
    end = left[-_LONGEST_MORE:].lower()
    match = (
        _MORE.search(left, max(0, len(left) - _LONGEST_MORE))
        if any(map(end.__contains__, _OF_MORE))
        else None
    )
    if match is None or not (match["way"] or "hơn" in match.group().lower()):
        return reading
    if "hơn" not in match.group().lower() and (match["way"] or "").lower() != "vượt":
        return reading
    down = (match["way"] or "").lower() in {"thấp", "ít", "kém"}
    plan = match["base"].lower().startswith(("chỉ tiêu", "kế hoạch", "dự toán", "mục tiêu", "mức"))
    return replace(reading, change="down" if down else "up", basis="plan" if plan else "same-period")


def without_name(reading: Reading, near: str, scope: str | None) -> Reading:
    """The reading without a change that only a name seems to say (`An Giang Hạ 11 tỷ`)."""
    named = scope is not None and _CHANGE_NAME.search(scope.lower())
    if reading.change in {None, "to"} or "change" in reading.inherited or not named:
        return reading
    words = near.lower().replace((scope or "").lower(), " ")
    return reading if _CHANGE_SAID.search(words) else replace(reading, change=None, basis=None)


_CHANGE_NAME = re.compile(r"\b(?:hạ|tăng|giảm|thêm|nâng)\b")
_CHANGE_SAID = re.compile(r"\b(?:tăng|giảm|hạ|thêm|vượt|hụt|nâng|xuống|lên)\b")


@lru_cache(maxsize=4096)
def is_future(path: tuple[str, ...]) -> bool:
    """True where the headings announce what is to be done, not what was."""
    for heading in path:
        lower = heading.lower()
        if _PAST.search(lower):
            continue
        if _FUTURE.search(lower):
            return True
    return False


@lru_cache(maxsize=4096)
def plans_ahead(path: tuple[str, ...], year: int | None) -> bool:
    """True where a heading says whose later year's plan it is (`Chỉ tiêu năm 2026` in the report of 2025)."""
    found = [m for heading in path if (m := _PLAN_HEAD.match(heading.lower()))]
    return year is not None and any(int(m[1]) > year for m in found)


def role_of(reading: Reading, around: Surroundings) -> Role:
    """The role that the words give to a number."""
    begun = around.sentence_left.lower()
    if around.future and not _so_far(begun, around.year):
        return "target"
    left, right = around.left.lower(), around.right.lower()
    if reading.change not in {"up", "down"} and _cue_fits(_cues()[0], reading, begun, ""):
        return "target"
    if _planned_ahead(begun, around.year):
        return "target"
    if reading.kind == "rank":
        return "other"
    if reading.change in {"up", "down"}:
        return "of-plan" if reading.basis == "plan" else "growth"
    if reading.kind in {"percent", "multiple"} and reading.basis is not None:
        return {"plan": "of-plan", "same-period": "growth", "previous": "growth"}.get(reading.basis, "growth")  # type: ignore[return-value]
    if _of_plan_beside(reading, begun):
        return "plan"
    for cue in _cues()[1:]:
        if _cue_fits(cue, reading, left, right, begun):
            return cue.role
    role = _by_year(left, right, begun, around.year)
    return "growth" if reading.kind == "multiple" and role == "same-period" else role


def _of_plan_beside(reading: Reading, begun: str) -> bool:
    """True for the second of `18.475 người/18.200 người`: what was planned of the same thing."""
    said = _SLASH.search(begun[-40:]) if begun.endswith("/") else None
    words = {(reading.unit or "").lower(), (reading.noun or "").lower()} - {""}
    return said is not None and reading.kind == "quantity" and said[1] in words


def _planned_ahead(begun: str, year: int | None) -> bool:
    """True in a sentence that begins with a later year's plan: `Kế hoạch vụ đông xuân 2024-2025: gieo cấy …`."""
    said = _PLAN_BEGINS.match(begun)
    return said is not None and year is not None and max(map(int, _FOUR.findall(said[0]))) > year


def _so_far(said: str, year: int | None) -> bool:
    """True where a sentence among the tasks tells of what was done, and not yet of a later year."""
    done = list(_SO_FAR.finditer(said))
    later = [m.start() for m in _YEAR.finditer(said) if year is not None and int(m[1]) > year]
    return bool(done) and not (later and later[-1] > done[-1].start())


def _cue_fits(cue: _Cue, reading: Reading, left: str, right: str, start: str = "") -> bool:
    if cue.kind == "percent" and reading.kind != "percent":
        return False
    said = right if cue.side == "right" else start if cue.side == "start" else left
    return cue.pattern.search(said) is not None


def _by_year(left: str, right: str, start: str, year: int | None) -> Role:
    match = _YEAR_RIGHT.search(right) or _YEAR_LEFT.search(left) or _YEAR_FIRST.search(start)
    if match is None or year is None:
        return "actual"
    stated = int(match.group(1))
    if stated == year - 1:
        return "same-period"
    return "target" if stated > year else "actual"
