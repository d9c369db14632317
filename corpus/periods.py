"""Reporting periods: words to codes and back (`6 tháng đầu năm 2025` is `2025-H1`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.errors import InputError
from corpus.units import fold_chars

_CODE = re.compile(r"(\d{4})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]|(?:[1-9]|1[01])M))?")
_ROMANS = ("I", "II", "III", "IV")
_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?:0?[1-9]|1[0-2]|ba|sau|chin|muoi mot|muoi hai)"
# Spans of years that are no reporting period: terms, plans, stages.
_NOT = re.compile(
    rf"(?:giai doan|nhiem ky|\d+ nam|nghi quyet[^.;]{{0,30}}?)\s*:?\s*{_YEAR}\s*[-–/]\s*{_YEAR}"
)
_PHRASE = re.compile(
    rf"(?P<school>nam hoc\s+(?P<s1>{_YEAR})\s*[-–/]\s*(?P<s2>{_YEAR}))"
    rf"|(?P<months>\b(?P<n>{_COUNT})(?:\s+thang|\s*t(?=\s+(?:dau|cuoi)\b))(?!\s+\d{{1,2}}\b)"
    rf"(?:\s+(?P<part>dau|cuoi))?(?:\s+nam)?(?:\s*[,/]?\s*(?P<y1>{_YEAR}))?\b)"
    rf"|(?P<half>\bnua\s+(?P<h>dau|cuoi)(?:\s+nam)?(?:\s+(?P<y5>{_YEAR}))?\b)"
    rf"|(?P<quarter>\bquy\s+(?P<q>iv|i{{1,3}}|[1-4]|mot|hai|ba|bon|tu)\b(?:\s*(?:nam|[/-])?\s*(?P<y2>{_YEAR}))?)"
    rf"|(?P<month>\bthang\s+(?P<m>0?[1-9]|1[0-2])\s*(?:nam|[/-])\s*(?P<y3>{_YEAR}))"
    rf"|(?P<year>\bnam\s+(?P<y4>{_YEAR})\b)"
)


# Behind these words a period is one compared with, or a season's: never the report's own.
_COMPARED = re.compile(
    r"\b(?:(?:so voi|so cung|cung ky|cung ki)(?: nam truoc| cua| cung ky| vu \w+| ca| dau| cuoi)*|vu dong xuan|vu dong)\s*$"
)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period named in a text; `year_given` is False where its year stands elsewhere.

    `compared` is True for one that something is compared with (`so với cùng kỳ năm 2023`).
    """

    start: int
    end: int
    code: str
    year_given: bool
    compared: bool = False


def is_code(code: str) -> bool:
    """Whether `code` is a period code."""
    return _CODE.fullmatch(code) is not None


def find_periods(text: str, default_year: int | None = None) -> tuple[PeriodMention, ...]:
    """All reporting periods named in `text`; a part without a year takes the next one named."""
    folded = _NOT.sub(lambda m: " " * len(m[0]), fold_chars(text))
    found = [(m, *_read(m)) for m in _PHRASE.finditer(folded) if not _is_date(folded, m)]
    mentions: list[PeriodMention] = []
    compared = [_COMPARED.search(folded, max(0, m.start() - 40), m.start()) is not None for m, _, _ in found]
    for at, (match, year, part) in enumerate(found):
        named = (y for n, (_, y, _) in enumerate(found[at + 1 :], at + 1) if y and not compared[n])
        known = year or next(named, None) or default_year
        if known is not None:
            code = f"{known}-{part}" if part else str(known)
            mentions.append(PeriodMention(match.start(), match.end(), code, year is not None, compared[at]))
    return tuple(mentions)


def _is_date(folded: str, match: re.Match[str]) -> bool:
    """`ngày 05 tháng 3 năm 2022` is a date, no period."""
    return bool(match["month"]) and bool(re.search(r"ngay\s*\d{0,2}\s*$", folded[: match.start()]))


def _read(match: re.Match[str]) -> tuple[int | None, str]:
    if match["school"]:
        return int(match["s2"]), ""
    if match["months"]:
        year = match["y1"]
        return (int(year) if year else None), _part(_number(match["n"]), match["part"] == "cuoi")
    if match["half"]:
        year = match["y5"]
        return (int(year) if year else None), _part(6, match["h"] == "cuoi")
    if match["quarter"]:
        year = match["y2"]
        return (int(year) if year else None), f"Q{_number(match['q'])}"
    if match["month"]:
        return int(match["y3"]), f"{int(match['m']):02d}"
    return int(match["y4"]), ""


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


def _part(months: int, late: bool) -> str:
    if months == 12:
        return ""
    if months == 6:
        return "H2" if late else "H1"
    if months == 3:
        return "Q4" if late else "Q1"
    return f"{months}M"


@cache
def parse_period(words_or_code: str) -> str | None:
    """The code of the first period named, or None.

    >>> parse_period("Sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021")
    '2021-H1'
    """
    text = words_or_code.strip()
    if is_code(text.upper()):
        return text.upper()
    mentions = find_periods(text)
    if mentions:
        return _with_what_it_ends(text, mentions)
    years = re.findall(rf"\b{_YEAR}\b", text)
    return years[0] if len(years) == 1 and len(text) < 40 else None


def _with_what_it_ends(text: str, mentions: tuple[PeriodMention, ...]) -> str:
    """The first period, or the longer one named in the same breath: `quý II và 6 tháng đầu năm 2024`."""
    first = mentions[0]
    for other in mentions[1:2]:
        joined = re.fullmatch(r"\s*(?:,|và)\s*", text[first.end : other.start])
        if (
            joined
            and year_of(first.code) == year_of(other.code)
            and _holds(months(other.code), months(first.code))
        ):
            return other.code
    return first.code


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def split(code: str) -> tuple[int, str]:
    """Year and part of a code (`2025-H1` -> 2025, `H1`; a whole year has the part ``).

    Raises:
        InputError: `code` is no period code.
    """
    match = _CODE.fullmatch(code)
    if not match:
        raise InputError(
            f"Không hiểu kỳ báo cáo “{code}”: ghi như “6 tháng đầu năm 2025” hoặc 2025-H1.",
            f"Unknown period “{code}”: write it like “6 tháng đầu năm 2025” or 2025-H1.",
        )
    return int(match[1]), match[2] or ""


def period_words(code: str) -> str:
    """The period in words, as in a sentence."""
    year, part = split(code)
    if not part:
        return f"năm {year}"
    if part[0] == "H":
        return f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    if part[0] == "Q":
        return f"quý {_ROMANS[int(part[1]) - 1]} năm {year}"
    if part.endswith("M"):
        return f"{int(part[:-1])} tháng đầu năm {year}"
    return f"tháng {int(part)} năm {year}"


def year_of(code: str) -> int:
    """The year of a period."""
    return split(code)[0]


def shift_years(code: str, years: int) -> str:
    """The same part of another year."""
    year, part = split(code)
    return f"{year + years}-{part}" if part else str(year + years)


def previous_year(code: str) -> str:
    """The same period of the year before."""
    return shift_years(code, -1)


def months(code: str) -> tuple[int, int]:
    """First and last month of a period, 1 to 12."""
    part = split(code)[1]
    if not part:
        return 1, 12
    if part[0] == "H":
        return (1, 6) if part == "H1" else (7, 12)
    if part[0] == "Q":
        last = 3 * int(part[1])
        return last - 2, last
    if part.endswith("M"):
        return 1, int(part[:-1])
    return int(part), int(part)


def length(code: str) -> int:
    """How many months a period has."""
    first, last = months(code)
    return last - first + 1


def same_part(one: str, other: str) -> bool:
    """Whether two codes are the same part of whatever year."""
    return split(one)[1] == split(other)[1]


def next_period(code: str) -> str:
    """The period that follows, of the same length (after `9M` the whole year is reported)."""
    year, part = split(code)
    if not part:
        return str(year + 1)
    if part[0] == "H":
        return f"{year}-H2" if part == "H1" else f"{year + 1}-H1"
    if part[0] == "Q":
        return f"{year}-Q{int(part[1]) + 1}" if part != "Q4" else f"{year + 1}-Q1"
    if part.endswith("M"):
        return str(year)
    return f"{year}-{int(part) + 1:02d}" if part != "12" else f"{year + 1}-01"


def rest_of_year(code: str) -> str:
    """In words, the time a report's tasks are for: the rest of the year, after its end the next year."""
    year, _ = split(code)
    last = months(code)[1]
    if last == 12:
        return f"năm {year + 1}"
    if code.endswith("Q3"):
        return f"quý IV năm {year}"
    return f"{12 - last} tháng cuối năm {year}"
