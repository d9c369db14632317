"""The built-in outlines per kind of report, level of unit and length of period; a data file holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from corpus import periods
from corpus.units import fold, parse_unit
from drafting.types import PlannedSection
from drafting.writers.numbering import close_up

_CLUSTERS = ("cụm", "khối")
_HALF, _YEAR = 6, 12
_TASKS = re.compile(r"phương hướng|(?<!hiện )(?<!quả )nhiệm vụ(?! chuyên môn)")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the placeholders of the data file stand for."""

    unit: str
    period: str

    def fill(self, text: str) -> str:
        now, then = periods.period_words(self.period), tasks_time(self.period)
        subject = self.unit[:1].upper() + self.unit[1:]
        year = periods.year_of(self.period)
        return text.format(ky=now, KY=now.upper(), toi=then, TOI=then.upper(), dv=subject, nam=year)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("drafting.writers.data").joinpath("outlines.toml").read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """All built-in outlines."""
    return tuple(name for name, value in _data().items() if "text" in value)


def tasks_time(period: str) -> str:
    """The time of a report's tasks: of a quarter the next one, of a month the next one, else the rest of the year."""
    part = periods.split(period)[1]
    short = part.startswith("Q") or part.isdigit()
    return periods.period_words(periods.next_period(period)) if short else periods.rest_of_year(period)


def outline_name(kind: str, unit: str, members: Sequence[str] = ()) -> str:
    """Which outline is for a report of this kind by this unit; a cluster's by its members."""
    if kind in ("phat-dong", "other"):
        return "phat-dong" if kind == "phat-dong" else "khen-thuong"
    of = parse_unit(unit)
    first = unit.split(" ", 1)[0].casefold()
    if of.kind_word in _CLUSTERS or first in _CLUSTERS:
        if first == "khối":
            return "khoi"
        return "cum-tinh" if "cum-tinh" in (of.level, _level_of(members)) else "cum"
    # `Công an xã X`, `Trường Mầm non xã X`: what the body is comes before where it is.
    folded = fold(unit)
    heads = sorted(_data()["kinds"].items(), key=lambda row: -len(row[0]))
    found = next((name for head, name in heads if folded.startswith(f"{fold(head)} ")), None)
    if found is not None:
        return str(found)
    if of.level == "tinh":
        return "tinh"
    return next((n for n in names() if of.kind_word and of.kind_word in _data()[n]["units"]), "so")


def _level_of(members: Sequence[str]) -> str:
    levels = {parse_unit(m).level for m in members}
    return "cum-tinh" if levels == {"tinh"} else ""


def built_in(kind: str, unit: str, period: str, members: Sequence[str] = ()) -> list[PlannedSection]:
    """The standard outline for a kind of report, a unit and the length of its period.

    Args:
        kind: `so-ket`, `tong-ket`, `phat-dong`, `other` (a report on commendations alone).
        unit: the unit that reports.
        period: period code.
        members: of a cluster.
    """
    words = _Words(unit, period)
    found: list[PlannedSection] = []
    counts: dict[int, int] = {}
    path: list[str] = []
    gone: list[str] = []
    for row in _rows(_data()[outline_name(kind, unit, members)]["text"]):
        if row.startswith(">"):
            found[-1] = replace(found[-1], words=(*found[-1].words, words.fill(row[1:].strip())))
            continue
        level_text, label, heading, *rest = (part.strip() for part in row.split("|"))
        marks, hint = ([*rest, "", ""])[:2]
        level = int(level_text)
        counts = {k: v for k, v in counts.items() if k <= level}
        counts[level] = counts.get(level, 0) + 1
        path = [*path[: level - 1], _ordinal(label, counts[level])]
        found.append(_section(".".join(path), label, words.fill(heading), level, marks.split(), hint))
        if not _fits(marks.split(), period):
            gone.append(found[-1].number)
    return [section for _, section in close_up(found, gone)]


def _section(
    number: str, label: str, heading: str, level: int, marks: list[str], hint: str
) -> PlannedSection:
    return PlannedSection(
        number=number,
        label=label,
        heading=heading,
        level=level,
        inline="inline" in marks,
        table="table" in marks,
        targets="targets" in marks,
        hint=hint,
    )


def _fits(marks: list[str], period: str) -> bool:
    """Whether the section is for so long a period."""
    months = periods.length(period)
    return not ("year" in marks and months < _YEAR) and not ("long" in marks and months < _HALF)


def _rows(text: str) -> Iterator[str]:
    """The lines of an outline, blocks put in."""
    for line in text.split("\n"):
        if line.startswith("@"):
            yield from _rows(_data()["blocks"][line[1:].strip()])
        elif line.strip():
            yield line


def _ordinal(label: str, count: int) -> str:
    if label.casefold().startswith("phần"):
        return f"P{count}"
    plain = label.rstrip(". )")
    return plain.rpartition(".")[2] if plain and not plain.startswith("Thứ") else str(count)


def standard_title(kind: str, period: str) -> str:
    """The subject of a report of this kind and period."""
    titles = _data()["titles"]
    if kind == "so-ket" and periods.length(period) < _HALF:
        kind = "ket-qua"
    return _Words("", period).fill(titles.get(kind, titles["other"]))


def letter_opening(unit: str, period: str) -> str:
    """What a letter that launches a campaign begins with, where no precedent gives it."""
    return _Words(unit, period).fill(_data()["openings"]["phat-dong"])


def task_words(heading: str, unit: str, period: str) -> tuple[tuple[str, ...], bool]:
    """Sentences that a section of tasks or of measures may have of any period, and whether targets belong there."""
    words = heading.casefold()
    if "giải pháp" in words and "nhiệm vụ" not in words and "phương hướng" not in words:
        return _block("giai-phap", unit, period), False
    if _TASKS.search(words):
        return _block("nhiem-vu", unit, period), True
    return (), False


def _block(name: str, unit: str, period: str) -> tuple[str, ...]:
    fill = _Words(unit, period).fill
    return tuple(fill(row[1:].strip()) for row in _rows(_data()["blocks"][name]) if row.startswith(">"))
