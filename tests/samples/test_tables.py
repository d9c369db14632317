"""The figure tables of the bundled library, read as the product reads them."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.samples import HERE, demo
from drafting import figures
from tests.tools import build_tables
from tests.tools.build_samples import BUILD
from tests.tools.sample_figures import load_rows
from tests.tools.sample_voice import Voice


def test_the_demo_tables_are_sound_and_cover_the_report() -> None:
    table = figures.read_tables(demo().figures, "2025-H1")
    assert table.findings == ()
    roles = [f.role for f in table.figures]
    assert roles.count("actual") > 90
    assert roles.count("same-period") > 90
    assert {f.period for f in table.figures if f.role == "same-period"} == {"2024-H1"}


def test_the_faulty_table_has_just_its_four_errors() -> None:
    table = figures.read_tables([demo().faulty], "2025-H1")
    found = [(f.code, f.quote) for f in table.findings]
    assert sorted(found) == [
        ("share-total", "35,1"),
        ("table-formula", "108"),
        ("table-formula", "12.273"),
        ("unit-scale", "235.600"),
    ]


def test_same_period_is_what_last_years_report_states() -> None:
    voice = Voice(load_rows(BUILD / "dong-van" / "figures.tsv"), "2024-H1")
    stated = {
        row.label: row.values["2024-H1"]
        for key, row in voice.rows.items()
        if "@" not in key and "2024-H1" in row.values
    }
    with demo().figures[1].open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle, delimiter=";"):
            if not line["Địa bàn"]:
                before = Decimal(line["Cùng kỳ"].replace(".", "").replace(",", "."))
                assert before == stated[line["Chỉ tiêu"]], line["Chỉ tiêu"]


def test_the_clusters_table_has_its_members_and_their_total() -> None:
    table = figures.read_tables([HERE / "figures" / "cum-thi-dua-so-3-2025-6-thang.xlsx"], "2025-H1")
    assert len(table.members()) == 6
    by_indicator: dict[str, dict[str | None, Decimal]] = {}
    for figure in table.figures:
        if figure.value is not None:
            by_indicator.setdefault(figure.indicator, {})[figure.scope] = figure.value
    for values in by_indicator.values():
        if None in values:
            assert sum(v for scope, v in values.items() if scope) == values[None]


def test_building_again_gives_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shutil.copytree(HERE / "figures", tmp_path / "kept")
    monkeypatch.setattr(build_tables, "FIGURES", tmp_path / "new")
    build_tables.main()
    assert sorted(p.name for p in kept.iterdir()) == sorted(p.name for p in (tmp_path / "new").iterdir())
    for path in kept.iterdir():
        assert path.read_bytes() == (tmp_path / "new" / path.name).read_bytes(), path.name
