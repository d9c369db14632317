"""Words beside a number, and the formula over a row that they ask for: what is left, what is over, what was added."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.types import Report
from drafting.checks.plain import plain
from drafting.types import Mention, Role

_BASE = r"(?:ke hoach|chi tieu|du toan|muc tieu|nghi quyet|du kien|khung|muc de ra|muc giao|dang ky)"
_TO_PLAN = (
    rf"[^,;.:()\d]{{0,25}}?(?:nua|moi (?:du|dat)|(?:de|la|thi) (?:du|dat)|so (?:voi )?(?:muc )?{_BASE})(?!\w)"
)
_PAST = (
    r"(?:cung ky|nam (?:truoc|ngoai|lien ke|\d{4})|dau nam|nhiem ky truoc|dau nhiem ky"
    r"|(?:\d+|sau|chin|ba) thang(?: dau)? nam \d{4})"
)


# `(vượt) 25 mô hình so với kế hoạch`
TO_PLAN = re.compile(rf"^[^,;.:()\d]{{0,25}}?so (?:voi )?(?:muc )?{_BASE}(?!\w)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A formula over a row, with the words that ask for it before and behind the number."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    formulas: tuple[str, ...]
    role: Role


def _shape(before: str, behind: str, formulas: str, role: Role) -> Shape:
    return Shape(re.compile(rf"(?:{before})\s*$"), re.compile(behind), tuple(formulas.split()), role)


SHAPES = (
    _shape(r"(?<!\w)(?:con|con thieu|con phai(?: \w+){1,3})", rf"^{_TO_PLAN}", "P-A A-P", "remaining"),
    _shape(r"(?<!\w)(?:phai|can)(?: \w+){1,4}? (?:tiep|them|nua)", "", "P-A A-P", "remaining"),
    _shape(r"(?<!\w)con(?: khoang| gan| hon)?", r"^[^,;.:()\d]{0,20}? (?:chua|dang) (?:\w+ )?\w+", "P-A A-P", "remaining"),
    _shape(r"(?<!\w)(?:con (?:du|thua|chua \w+)|hut(?: \w+){0,2}|chua dat)", "", "P-A", "remaining"),
    _shape(r"(?<!\w)vuot(?: them| khoang)?", rf"^(?![^,;.:()\d]{{0,25}}{_PAST})", "A-P (A-P)/P*100", "of-plan"),
    _shape(r"", rf"^[^,;.:()\d]{{0,25}}?so (?:voi )?(?:muc )?{_BASE}", "A-P P-A (A-P)/P*100", "of-plan"),
    _shape(
        rf"(?<!\w)(?:hon|vuot)(?: so voi)?(?: muc)? {_BASE}(?: \w+){{0,3}}(?: \([^()]{{1,20}}\))?", "",
        "A-P P-A (A-P)/P*100", "of-plan",
    ),
    _shape(r"(?<!\w)them(?: duoc| moi)?", "", "A-S", "growth"),
    _shape(r"(?<!\w)them(?: duoc| moi)? [\d.]+[^,;.:()\d]{1,40}(?:,| va)", "", "A-S", "growth"),
    _shape(
        r"(?<!\w)(?:bang|gap|dat)(?: khoang| gan| hon)?", rf"^[^,;.:()\d]{{0,12}}?(?:so (?:voi )?)?{_PAST}",
        "A/S*100 A/S", "growth",
    ),
    _shape(r"(?:tang|giam)[^,;.()\d]{0,20}[\d.,]+%[^,;.()\d]{0,20}\(", "", "A-S S-A", "growth"),
    _shape(
        r"(?:[,(]|%|diem)\s*(?:tuc(?: la)?|tuong (?:ung|duong)|hay)(?: voi)?(?: tang| giam)?(?: khoang)?", "",
        "(A-S)/S*100 (S-A)/S*100 A-S S-A", "growth",
    ),
)  # fmt: skip
_EARLIER = re.compile(
    r"(?<!so voi )(?<!hon )(?:nam |[;:(,] |^)(20\d\d)(?: (?!(?:len|xuong|con|den|tang|giam)(?!\w))[^\W\d]+){0,3}\s*[:(]?\s*$"
)


# `Tính đến hết năm 2019, toàn tỉnh có …`: the year of the whole sentence
_BEGINS = re.compile(
    r"\W*(?:tinh )?(?:den|het|cuoi|trong|nam)(?: het| cuoi| thoi diem)?(?: ngay [\d/]{3,6})?(?: nam|/)? ?"
    r"(20\d\d), (?!.*(?<!so voi )nam 20\d\d (?!so))"
)


def of_earlier_year(report: Report, mention: Mention, meant: str | None = None) -> bool:
    """True for a value of a year before the last (`năm 2022 giải quyết 251 hồ sơ` in the report of 2024).

    Not where the table has a column of that year: `meant` is the period of the figure that its words name.
    """
    words = plain(report.text[mention.sentence[0] : mention.reading.start])
    found, period = _EARLIER.search(words) or _BEGINS.match(words), report.meta.period
    earlier = bool(found and period and int(found[1]) < int(period[:4]) - 1)
    return earlier and not (found and meant and meant.startswith(found[1]))
