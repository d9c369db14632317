"""What is left of an old report in a draft: leaks.toml, with the unit's own precedent, a neighbour's, and none."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

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
