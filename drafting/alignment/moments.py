"""Words that say a number of another moment than the period's end: the year's beginning, its end still to come.

`Đầu năm, toàn xã còn 62 hộ nghèo` is no value of this period, nor is `qua rà soát cuối năm` one of a part of the
year, nor `giảm 10 hộ so với đầu năm` a change from the same period. What was done early in the year (`Đầu năm,
xã tổ chức 3 hội nghị`, `từ đầu năm đến nay`) is of the period. One piece for the checker and the writers.
"""

from __future__ import annotations

import re

_BEGUN = r"(?<!tháng )(?<!quý )(?<!ngày )(?<!từ )(?<!vụ )đầu (?:năm|kỳ|nhiệm kỳ)(?!\w)(?: \d{4})?"
_LEVEL = r"(?:còn|là|có|ở mức|chiếm)(?: (?:trên|khoảng|gần|hơn))?"
_AT_START = re.compile(rf"(?:vào |thời điểm )?{_BEGUN}(?P<between>[^;.]{{0,40}}?)(?<!\w){_LEVEL}(?!\w)", re.I)
_DONE = re.compile(
    r"tổ chức|thực hiện|triển khai|phát động|thành lập|ban hành|đến nay|hiện nay|đến (?:cuối|hết)|nay (?:còn|là)",
    re.I,
)
_AT_END = re.compile(r"^[^,;]{0,30}(?<!tháng )cuối năm(?!\w)", re.I)
_END_SAID = re.compile(
    r"(?<!tháng )cuối năm(?: \d{4}| trước)?\s*,?(?: (?:giảm|tăng|chỉ|ước|dự kiến|xã|toàn xã))*\s*"
    rf"{_LEVEL}\s*$",
    re.I,
)
_SINCE = re.compile(r"so (?:với )?(?:thời điểm )?(?:đầu|cuối) (?:năm|kỳ|nhiệm kỳ)(?!\w)", re.I)
_MOMENT = re.compile(r"\bđầu\b|\bcuối\b", re.I)


def at_another_moment(before: str, *, part_of_year: bool) -> bool:
    """True where the words of the sentence before a number make it a level of another moment.

    Args:
        before: the sentence up to the number.
        part_of_year: the report is of a part of the year, whose end is not the year's.
    """
    said = before.lower()
    if "đầu" not in said and "cuối" not in said:  # most sentences: no need to search them
        return False
    start = _AT_START.search(before)
    if start is not None and not _DONE.search(before[start.start() :]):
        return True
    return part_of_year and bool(_AT_END.search(before) or _END_SAID.search(before))


def since_another_moment(before: str, behind: str) -> bool:
    """True for a change that is told from the year's beginning (`giảm 10 hộ so với đầu năm`)."""
    return bool(_SINCE.search(before) or _SINCE.search(re.split(r"[,;.]", behind)[0]))


def names_moment(label: str) -> bool:
    """True where an indicator's own name says such a moment (`Số hộ nghèo đầu năm`)."""
    return bool(_MOMENT.search(label))
