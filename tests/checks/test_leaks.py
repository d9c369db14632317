"""What is left of an old report in a draft: leaks.toml, with the unit's own precedent, a neighbour's, and none."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

import corpus
from corpus.types import Report
from drafting import checks

DATA = tomllib.loads((Path(__file__).parent / "leaks.toml").read_text("utf-8"))


@cache
def _precedent(kind: str) -> Report | None:
    return corpus.parse_text(DATA[kind]) if kind in DATA else None


def _told(line: str, kind: str) -> list[str]:
    """What is pointed at in the line, and anywhere else."""
    result = checks.check(
        corpus.parse_text(DATA["head"].replace("{line}", line)),
        precedent=_precedent(kind),
        period="2025-H1",
        unit="UBND xã Hòa Lộc",
    )
    assert result.faults == ()
    return [f.quote for f in result.findings if f.severity != "info"]


def test_right_lines_are_left_alone() -> None:
    right = [x for x in DATA["lines"] if not x["leak"]]
    assert len(right) == 41
    assert [(x["line"], told) for x in right if (told := _told(x["line"], x["with"]))] == []


def test_leaks_are_pointed_at() -> None:
    leaks = [x for x in DATA["lines"] if x["leak"]]
    assert len(leaks) == 56
    missed = [x for x in leaks if not any(_same(q, x["leak"]) for q in _told(x["line"], x["with"]))]
    # whose district it is that two communes' reports name can't be told without the superior's name
    assert [x["leak"] for x in missed] == ["Bắc Lương", "Bắc Lương"]


def _same(one: str, other: str) -> bool:
    a, b = one.lower(), other.lower()
    return a in b or b in a


UNITS = tomllib.loads((Path(__file__).parent / "leaks_by_unit.toml").read_text("utf-8"))["unit"]


@pytest.mark.parametrize("unit", UNITS, ids=[u["unit"] for u in UNITS])
def test_leaks_of_other_kinds_of_unit(unit: dict) -> None:
    precedent = corpus.parse_text(unit["precedent"])

    def told(line: str) -> list[str]:
        draft = corpus.parse_text(unit["head"].replace("{line}", line))
        found = checks.check(draft, precedent=precedent, period=unit["period"], unit=unit["unit"])
        assert found.faults == ()
        return [f.quote for f in found.findings if f.severity != "info"]

    assert told("") == []
    assert [(line, q) for line in unit["right"] if (q := told(line))] == []
    missed = [line for line, leak in unit["leaks"] if not any(_same(q, leak) for q in told(line))]
    assert missed == []


def test_a_heading_that_ends_in_a_kind_of_place_makes_no_name_of_the_next_line() -> None:
    past = DATA["other"].replace(
        "I. KẾT QUẢ", "I. KẾT QUẢ CỦA HUYỆN\nCác xã thi đua sôi nổi.\nII. KẾT QUẢ CỦA XÃ", 1
    )
    result = checks.check(
        corpus.parse_text(DATA["head"].replace("{line}", "Các thôn thi đua sôi nổi.")),
        precedent=corpus.parse_text(past),
        period="2025-H1",
        unit="UBND xã Hòa Lộc",
    )
    assert [f.quote for f in result.findings if f.code == "name-leak"] == []
