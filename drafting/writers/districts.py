"""After the district level ended: who stands in a commune's report in the place of the district and its bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from corpus import periods
from corpus.types import Meta
from corpus.units import parse_unit
from drafting.types import Profile
from drafting.writers.edits import Edit

# The last month with districts (Nghị quyết 202/2025/QH15, 203/2025/QH15).
NO_DISTRICT = (2025, 6)
_DISTRICT = re.compile(r"\b(?:huyện|Huyện|HUYỆN)\b(?!\s+[A-ZĐÂĂÊÔƠƯ][a-zà-ỹđ])")
_AFTER_PROVINCE = re.compile(r"(?<=tỉnh)(?:,| và)\s+(?:của\s+|cấp\s+)?huyện\b(?!\s+[A-ZĐÂĂÊÔƠƯ])")
# ` huyện`, ` huyện Bình Khê` behind a body's name goes with it.
_OF_DISTRICT = r"(?:\s+(?:huyện|quận|thị xã)\b(?:\s+(?:[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][a-zà-ỹđ]*)(?:\s+[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][a-zà-ỹđ]*){0,2})?)?"


@dataclass(frozen=True, slots=True)
class Body:
    """A district's body: its words, who does its work in a province and in a city, and an example."""

    words: re.Pattern[str]
    province: str
    city: str
    example: str
    becomes: str


@cache
def bodies() -> tuple[Body, ...]:
    """All rows of the data file, in order."""
    text = files("drafting.writers.data").joinpath("districts_2025.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return tuple(
        Body(re.compile(rf"\b{words}{_OF_DISTRICT}"), province, city, example, becomes)
        for words, province, city, example, becomes in rows
    )


def without_district(text: str, start: int, end: int, *, city: bool = False) -> list[Edit]:
    """Edits that put the province (or the `city`) and its bodies where a district's stand.

    `của tỉnh, của huyện` loses the district.
    """
    edits: list[Edit] = []
    for body in bodies():
        for match in body.words.finditer(text, start, end):
            if not _taken(edits, match):
                becomes = (body.city if city else body.province).format(**match.groupdict())
                edits.append(Edit(*match.span(), becomes))
    edits += [Edit(*m.span(), "") for m in _AFTER_PROVINCE.finditer(text, start, end) if not _taken(edits, m)]
    word = "thành phố" if city else "tỉnh"
    for match in _DISTRICT.finditer(text, start, end):
        if not _taken(edits, match):
            upper = word.upper() if match[0].isupper() else word.capitalize()
            edits.append(Edit(*match.span(), upper if match[0][0].isupper() else word))
    return edits


def _taken(edits: list[Edit], match: re.Match[str]) -> bool:
    return any(e.start < match.end() and match.start() < e.end for e in edits)


def later(period: str) -> bool:
    """True for a period that ends after the district level did."""
    return (periods.year_of(period), periods.months(period)[1]) > NO_DISTRICT


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """Provinces that were merged into another on 01/7/2025: old name to kind word and name of the new."""
    text = files("drafting.writers.data").joinpath("provinces_2025.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {old: (kind, new) for old, kind, new in rows}


@cache
def _province_names() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(provinces(), key=lambda n: (-len(n), n)))
    return re.compile(rf"\b(?P<kind>tỉnh|Tỉnh|TỈNH|thành phố|Thành phố)\s+(?P<name>{names})(?!\w)")


def merged_provinces(text: str, start: int, end: int) -> list[Edit]:
    """The new province in the place of the one that was merged into it."""
    edits = []
    for match in _province_names().finditer(text, start, end):
        kind, name = provinces()[match["name"]]
        kind = kind.capitalize() if match["kind"][0].isupper() else kind
        edits.append(Edit(*match.span(), f"{kind} {name}"))
    return edits


def province_now(name: str) -> tuple[str, str]:
    """Kind word and name of the province that a name of before 01/7/2025 stands for now."""
    kind = "thành phố" if parse_unit(f"thành phố {name}").level == "tinh" else "tỉnh"
    return provinces().get(name, (kind, name))


def with_superior(profile: Profile, unit: str, period: str, meta: Meta) -> Profile:
    """The profile with the province for its superior, where the unit's past reports name a district.

    Args:
        profile: as the user gave it: what it says stays.
        unit: a commune.
        period: of the report to be written.
        meta: of the last report by the unit, or by one that was merged into it.
    """
    above = parse_unit(meta.superior) if meta.superior else None
    told = profile.report_to or profile.superior
    of_district = above is not None and above.level == "huyen" and parse_unit(unit).level == "xa"
    if told or not meta.province or not of_district or not later(period):
        return profile
    kind, name = province_now(meta.province)
    return replace(profile, report_to=f"UBND {kind} {name}", province=profile.province or name)
