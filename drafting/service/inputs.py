"""What a user hands over beside tables: the unit's profile (TOML), the facts (Markdown), the period."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from drafting.types import Fact, FigureTable, Profile

if TYPE_CHECKING:
    from drafting.figures import Roster

_LISTS = frozenset({"recipients", "members", "own_places"})
_NAMES = frozenset(f.name for f in fields(Profile))


def read_profile(path: Path | None, unit: str) -> Profile:
    """The profile of `unit` from a TOML file; without one, what the unit's name gives.

    Raises:
        InputError: the file is no TOML, or has a key that isn't known.
    """
    if path is None:
        return Profile(unit=unit)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"Tệp thông tin đơn vị “{path.name}” không đúng dạng TOML: {error}.",
            f"The profile “{path.name}” is no valid TOML: {error}.",
        ) from error
    unknown = sorted(set(values) - _NAMES)
    if unknown:
        raise InputError(
            f"Tệp “{path.name}” có mục không rõ: {', '.join(unknown)}. Các mục dùng được: {', '.join(sorted(_NAMES))}.",
            f"“{path.name}” has unknown keys: {', '.join(unknown)}. Known: {', '.join(sorted(_NAMES))}.",
        )
    cleaned = {k: _value(path, k, v) for k, v in values.items()}
    return Profile(**{"unit": unit, **cleaned})


def _value(path: Path, key: str, value: object) -> Any:
    if key in _LISTS:
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
    elif isinstance(value, str):
        return value
    wanted = "một danh sách chuỗi" if key in _LISTS else "một chuỗi"
    raise InputError(
        f"Mục “{key}” trong tệp “{path.name}” phải là {wanted}.",
        f"“{key}” in “{path.name}” must be {'a list of strings' if key in _LISTS else 'a string'}.",
    )


def parse_facts(text: str) -> tuple[Fact, ...]:
    """Facts of this period: a line each under a Markdown heading that names the section."""
    facts: list[Fact] = []
    heading = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("#"):
            heading = stripped.lstrip("#").strip()
        elif stripped:
            facts.append(Fact(heading, stripped.lstrip("-*+ ").strip(), number))
    return tuple(facts)


def read_facts(path: Path | None) -> tuple[Fact, ...]:
    """Facts from a file."""
    return parse_facts(path.read_text(encoding="utf-8-sig")) if path else ()


def listed(rosters: Sequence[Roster]) -> tuple[Fact, ...]:
    """The lines of lists of names as facts, each a row under who is listed."""
    return tuple(
        Fact(
            roster.who,
            "| " + " | ".join(row) + " |",
            line,
            f"{roster.file} [{roster.sheet}]" if roster.sheet else roster.file,
        )
        for roster in rosters
        for row, line in zip(roster.rows, roster.lines, strict=True)
    )


def period_code(words: str) -> str:
    """The code of a period given in words or as a code.

    Raises:
        InputError: it isn't a period.
    """
    from corpus.periods import parse_period

    code = parse_period(words)
    # Something that looks like a code must be one: “2025-X9” is no year 2025.
    if code is None or (re.fullmatch(r"\d{4}-\w+", words.strip()) and code != words.strip().upper()):
        raise InputError(
            f"Không hiểu kỳ báo cáo “{words}”: viết như “6 tháng đầu năm 2025”, “năm 2025” hoặc 2025-H1.",
            f"“{words}” is no period: write “6 tháng đầu năm 2025”, “năm 2025” or 2025-H1.",
        )
    return code


def unit_name(name: str) -> str:
    """The unit's name, blanks tidied.

    Raises:
        InputError: it names no unit: empty, without letters, or a kind without a name (`UBND xã`).
    """
    from corpus.units import parse_unit

    shown = " ".join(name.split())
    unit = parse_unit(shown) if re.search(r"[^\W\d_]", shown) else None
    if unit is None or (unit.kind_word and not unit.name):
        raise InputError(
            f"Chưa rõ tên đơn vị “{shown}”: ghi đủ, ví dụ “UBND xã Hòa Lộc”.",
            f"“{shown}” names no unit: write it in full, like “UBND xã Hòa Lộc”.",
        )
    return shown


def of_period(table: FigureTable, period: str) -> FigureTable:
    """The figures, where any of them can be of the period or of the year before it.

    Raises:
        InputError: every figure says that it is of other years.
    """
    from corpus.periods import year_of

    year = year_of(period)
    named = sorted({year_of(f.period) for f in table.figures if f.period})
    if table.figures and all(f.role == "other" and f.period for f in table.figures) and year not in named:
        years = ", ".join(str(y) for y in named)
        raise InputError(
            f"Số liệu là của năm {years}, không có số nào của năm {year}: chọn đúng tệp, hoặc ghi lại kỳ báo cáo.",
            f"The figures are of {years}, none is of {year}: choose the right file, or another period.",
        )
    return table
