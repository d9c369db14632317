"""Moving a precedent's words to this period: period, years, terms, anniversaries.

What can't be moved for certain is not guessed: it comes back as a reason why the sentence is of its time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus import lunar, periods
from drafting.writers import cycles
from drafting.writers.edits import Edit

_YEAR = r"(?:19|20)\d\d"
_HALF = re.compile(
    r"\b(?P<n>0?6|sáu)\s+tháng\s+(?P<part>đầu|cuối)\s+(?:của\s+)?năm(?P<y>\s+(?:19|20)\d\d)?", re.IGNORECASE
)
_HALF_WORDS = re.compile(rf"\b[Nn]ửa (?:đầu|cuối) năm(?:\s+{_YEAR})?")
_QUARTER = re.compile(rf"\bquý\s+(?P<q>IV|I{{1,3}}|[1-4])\b(?P<y>\s*(?:năm|/)\s*{_YEAR})?", re.IGNORECASE)
_MONTHS = re.compile(r"\b(?P<n>0?9|chín)\s+tháng\s+(?:đầu\s+)?năm(?P<y>\s+(?:19|20)\d\d)?", re.IGNORECASE)
# A sentence that names the period of the whole report, as its title does.
_OF_PERIOD = re.compile(r"[-+*\s]*(?:Trên đây là|Bảng tổng hợp|Bảng \d|Biểu )", re.IGNORECASE)
# A plan is a year's, whatever part of it is reported.
_PLANNED = re.compile(r"(?:kế hoạch|KH|dự toán)\s+$", re.IGNORECASE)
# What was told half a year on.
_HALF_ON = re.compile(r"\b(?:[Qq]ua|[Ss]au)\s+(?:nửa năm|6 tháng|sáu tháng)\b(?!\s+(?:đầu|cuối))")
_RANGE = re.compile(rf"\b(?P<a>{_YEAR})(?P<mid>\s*[-–/]\s*)(?P<b>{_YEAR})\b")
_DATE = re.compile(
    rf"\b(?:[Nn]gày\s+)?\d{{1,2}}\s?/\s?\d{{1,2}}\s?/\s?{_YEAR}\b"
    rf"|\b[Nn]gày\s+\d{{1,2}}(?:\s+tháng\s+\d{{1,2}}|/\d{{1,2}})(?:\s*,?\s*năm\s+{_YEAR})?"
    rf"|\b[Tt]háng\s+\d{{1,2}}(?:\s*/\s*|\s+năm\s+){_YEAR}|\b[Tt]háng\s+\d{{1,2}}\b(?!\s*(?:năm|/))"
)
# A day that comes back (`ngày 10 của tháng cuối kỳ`, `ngày 20 hằng tháng`) is of no one period.
RECURRING = re.compile(
    r"\s*(?:của\s+)?(?:(?:tháng|quý|kỳ|năm)\s+(?:cuối|đầu|sau|tiếp theo|kế tiếp)|(?:hằng|hàng|mỗi|từng)\s+(?:tháng|quý|năm|kỳ))"
)
_ONE_YEAR = re.compile(
    rf"(?P<before>\b(?:đến(?:\s+hết|\s+cuối)?\s+)?năm\s+|[/(-]\s?|\b)(?P<y>{_YEAR})\b", re.IGNORECASE
)
_JUBILEE = re.compile(r"(?P<n>\b\d{2,3})(?P<mid>\s+năm\s+)(?P<what>(?:ngày\s+|Ngày\s+)?[^,;.()]{4,70})")
_FEAST = re.compile(r"ngày|thành lập|sinh|giải phóng|truyền thống|chiến thắng", re.IGNORECASE)
_NTH = re.compile(
    r"\bnăm\s+(?P<nth>đầu tiên|thứ (?:hai|ba|tư|năm)|cuối(?: cùng)?)(?=\s+(?:thực hiện|triển khai|của|nhiệm))",
    re.IGNORECASE,
)
# What a year means within its five: true of that year only.
_MEANING = re.compile(
    r"\blà năm\s+(?:bản lề|tăng tốc|nước rút|về đích|khởi động|then chốt|mở đầu|đột phá|có ý nghĩa quyết định)",
    re.IGNORECASE,
)
_CONGRESS = re.compile(r"[Đđ]ại hội[^.;,]{0,60}lần thứ\s+[IVXLC\d]+|\bkhóa\s+[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place can't be moved."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Moved:
    """The edits that move a passage, and why it can't be moved where it can't."""

    edits: list[Edit] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    def covers(self, start: int, end: int) -> bool:
        """True where an edit stands already."""
        return any(e.start < end and start < e.end for e in self.edits)

    def because(self, match: re.Match[str], text: str) -> None:
        """Note why the place of `match` can't be moved."""
        self.reasons.append(Reason(match.start(), match.end(), text))


@dataclass(frozen=True, slots=True)
class Calendar:
    """From the precedent's period to this one."""

    old: str
    new: str

    @property
    def old_year(self) -> int:
        """The precedent's year."""
        return periods.year_of(self.old)

    @property
    def new_year(self) -> int:
        """This period's year."""
        return periods.year_of(self.new)

    @property
    def by(self) -> int:
        """Years between the two."""
        return self.new_year - self.old_year

    @property
    def same_part(self) -> bool:
        """Both the same part of their year."""
        return periods.same_part(self.old, self.new)

    def move(self, text: str, start: int, end: int, *, heading: bool = False, tasks: bool = False) -> Moved:
        """Edits that bring `text[start:end]` to this period.

        In a `heading` the year is the reporting period; in the prose of a part of a year it is the year. The year
        whose `tasks` a part of it sets is the next one for an annual report.
        """
        moved = Moved()
        heading = heading or _OF_PERIOD.match(text, start, end) is not None
        tasks = tasks and periods.length(self.old) < 12 == periods.length(self.new)
        steps: tuple[Callable[[str, int, int, Moved], None], ...] = (
            self._jubilees,
            self._dates,
            self._ranges,
            self._halves,
            self._parts,
            self._nth_years,
            self._lunar,
            self._congresses,
            self._events,
        )
        for step in steps:
            step(text, start, end, moved)
        self._years(text, start, end, moved, heading, int(tasks))
        return moved

    def _halves(self, text: str, start: int, end: int, moved: Moved) -> None:
        """`Nửa đầu năm 2024` in a report of another part of the year is that part."""
        for match in _HALF_WORDS.finditer(text, start, end) if not self.same_part else ():
            words = periods.period_words(self.new)
            words = words[:1].upper() + words[1:] if match[0][0].isupper() else words
            if not moved.covers(*match.span()):
                moved.edits.append(Edit(*match.span(), words))
        for match in _HALF_ON.finditer(text, start, end) if not self.same_part else ():
            moved.because(match, f"“{match[0]}” là của kỳ trước")

    def _jubilees(self, text: str, start: int, end: int, moved: Moved) -> None:
        feasts = list(_JUBILEE.finditer(text, start, end))
        known = [cycles.anniversary(m["what"], self.new_year) for m in feasts]
        for match, years in zip(feasts, known, strict=True):
            if years is None and not _FEAST.search(match["what"]):
                continue
            comma = re.search(r",\s*(?:chào mừng|kỷ niệm)?\s*$", text[start : match.start()])
            if years is None and comma and any(known):
                # One of several feasts whose year nobody knows: the others are told without it.
                moved.edits.append(Edit(start + comma.start(), match.end()))
                continue
            if years is None:
                moved.because(match, f"kỷ niệm “{match[0].strip()}” cần tính lại")
            moved.edits.append(Edit(match.start("n"), match.end("n"), str(years or match["n"])))

    def _dates(self, text: str, start: int, end: int, moved: Moved) -> None:
        for match in _DATE.finditer(text, start, end):
            if RECURRING.match(text, match.end()):
                continue
            moved.because(match, f"nêu thời điểm cụ thể “{match[0]}”")
            moved.edits.append(Edit(match.start(), match.end(), match[0]))

    def _ranges(self, text: str, start: int, end: int, moved: Moved) -> None:
        for match in _RANGE.finditer(text, start, end):
            if moved.covers(*match.span()):
                continue
            a, b = int(match["a"]), int(match["b"])
            words = text[max(start, match.start() - 40) : match.start()]
            if re.search(r"năm học\s*(?:mới\s*)?$", words):
                now: tuple[int, int] | None = (a + self.by, b + self.by)
            else:
                now = cycles.term(words, a, b, self.new_year)
            if now is None:
                moved.because(match, f"nêu giai đoạn đã qua “{match[0]}”")
                now = (a, b)
            moved.edits.append(Edit(*match.span(), f"{now[0]}{match['mid']}{now[1]}"))

    def _parts(self, text: str, start: int, end: int, moved: Moved) -> None:
        for pattern in (_HALF, _QUARTER, _MONTHS):
            for match in pattern.finditer(text, start, end):
                if not moved.covers(*match.span()):
                    moved.edits.append(Edit(*match.span(), self._part(match, moved)))

    def _part(self, match: re.Match[str], moved: Moved) -> str:
        """The words of a part of a year, in the manner they were written (`Sáu tháng đầu năm`)."""
        given = match["y"]
        year = int(given.strip()[-4:]) if given else self.old_year
        words = match[0]
        if self.same_part:
            return words[: len(words) - 4] + str(year + self.by) if given else words
        code = periods.parse_period(f"{words[: len(words) - len(given or '')]} năm {year}") or self.old
        if code == self.old:
            now = periods.period_words(self.new)
        elif code > self.old:
            now = periods.rest_of_year(self.new)
        elif code == periods.previous_year(self.old):
            now = periods.period_words(periods.previous_year(self.new))
        else:
            moved.because(match, f"nêu kỳ khác “{words}”")
            return words
        if not given:
            now = re.sub(rf"(?<=.)\s+{_YEAR}$", "", now) if "tháng" in now else now
        if words.isupper():
            return now.upper()
        return now[0].upper() + now[1:] if words[0].isupper() else now

    def _nth_years(self, text: str, start: int, end: int, moved: Moved) -> None:
        for match in _NTH.finditer(text, start, end):
            now = cycles.ordinal_year(match["nth"], self.by)
            if now is None:
                moved.because(match, f"“{match[0]}” không còn đúng ở kỳ này")
            else:
                moved.edits.append(Edit(match.start("nth"), match.end("nth"), now))

        for match in _MEANING.finditer(text, start, end) if self.by else ():
            moved.because(match, f"“{match[0]}” là của năm trước")

    def _lunar(self, text: str, start: int, end: int, moved: Moved) -> None:
        for match in lunar.LUNAR.finditer(text, start, end):
            name = match[0].replace("Tị", "Tỵ").replace("Tí", "Tý")
            year = next(
                (y for y in range(self.old_year - 1, self.old_year + 2) if lunar.lunar_year(y) == name), None
            )
            if year is None:
                moved.because(match, f"nêu năm âm lịch “{match[0]}”")
            else:
                moved.edits.append(Edit(*match.span(), lunar.lunar_year(year + self.by)))

    def _congresses(self, text: str, start: int, end: int, moved: Moved) -> None:
        """A congress or term by its number is right only within the same five years."""
        if (self.old_year - 2021) // 5 == (self.new_year - 2021) // 5:
            return
        for match in _CONGRESS.finditer(text, start, end):
            moved.because(match, f"nêu đại hội, khóa của nhiệm kỳ trước “{match[0]}”")

    def _events(self, text: str, start: int, end: int, moved: Moved) -> None:
        if self.by and cycles.happens(text[start:end], self.new_year) is False:
            moved.reasons.append(Reason(start, end, "nêu sự kiện không diễn ra trong kỳ này"))

    def _years(self, text: str, start: int, end: int, moved: Moved, heading: bool, later: int) -> None:
        for match in _ONE_YEAR.finditer(text, start, end):
            if moved.covers(*match.span("y")):
                continue
            year = int(match["y"])
            if re.search(r"Luật [^.;]{3,60}$", text[max(start, match.start() - 70) : match.start()]):
                continue
            if match["before"].casefold().startswith("đến") and year >= self.new_year:
                continue
            if abs(year - self.old_year) <= 1:
                first = not text[start : match.start()].strip(" -+*")
                told = self._begins(match, year) if first and not heading else None
                later_edit = Edit(*match.span("y"), str(year + self.by + 1))
                moved.edits.append(
                    told
                    or (later_edit if later and year == self.old_year else self._year(match, year, heading))
                )
            elif year <= self.new_year:
                moved.because(match, f"nêu mốc thời gian “{match[0].strip()}”")
                moved.edits.append(Edit(*match.span("y"), match["y"]))

    def _begins(self, match: re.Match[str], year: int) -> Edit | None:
        """`Năm 2023, …` at the head of an annual report's sentence is the period that the report is about."""
        part = periods.length(self.new) < 12 == periods.length(self.old)
        if not part or year != self.old_year or match["before"] != "Năm ":
            return None
        words = periods.period_words(self.new)
        return Edit(match.start("before"), match.end("y"), words[0].upper() + words[1:])

    def _year(self, match: re.Match[str], year: int, heading: bool) -> Edit:
        part = periods.length(self.new) < 12 == periods.length(self.old)
        if part and not heading and year == self.old_year + 1:
            # The year whose tasks an annual report sets is the one that a part of it is in.
            return Edit(*match.span("y"), str(self.new_year))
        compared = match.string[: match.start()].rstrip().endswith("so với")
        if part and compared and not heading and match["before"] == "năm " and year == self.old_year - 1:
            return Edit(match.start("before"), match.end("y"), "cùng kỳ")
        planned = _PLANNED.search(match.string, max(0, match.start() - 12), match.start())
        named = match["before"].strip().casefold().endswith("năm") and not planned
        if not heading or self.same_part or not named:
            return Edit(*match.span("y"), str(year + self.by))
        if year == self.old_year:
            words = periods.period_words(self.new)
        elif year == self.old_year + 1:
            words = periods.rest_of_year(self.new)
        else:
            words = periods.period_words(periods.previous_year(self.new))
        upper = match["before"].isupper()
        words = words[0].upper() + words[1:] if match["before"][0].isupper() and not upper else words
        return Edit(match.start("before"), match.end("y"), words.upper() if upper else words)
