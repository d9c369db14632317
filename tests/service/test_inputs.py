"""Profiles, facts, periods; settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from drafting import figures
from drafting.service.inputs import of_period, parse_facts, period_code, read_profile, unit_name
from drafting.service.settings import load_settings


def test_facts_stand_under_their_headings():
    facts = parse_facts(
        "# Công tác khen thưởng\n- Tặng 12 giấy khen.\n\nLập quỹ mới.\n## Quỹ\nChi 5 triệu.\n"
    )
    assert [(f.heading, f.text, f.line) for f in facts] == [
        ("Công tác khen thưởng", "Tặng 12 giấy khen.", 2),
        ("Công tác khen thưởng", "Lập quỹ mới.", 4),
        ("Quỹ", "Chi 5 triệu.", 6),
    ]


@pytest.mark.parametrize("words", ["6 tháng đầu năm 2025", "2025-H1", "06 tháng đầu năm 2025"])
def test_periods_in_words_and_as_codes(words: str):
    assert period_code(words) == "2025-H1"


@pytest.mark.parametrize("words", ["", "hôm qua", "2025-X9"])
def test_what_is_no_period_is_said(words: str):
    with pytest.raises(InputError, match="Không hiểu kỳ"):
        period_code(words)


@pytest.mark.parametrize("content", ["signer = ", "khong_co = 'a'", "recipients = 'a'", "place = 3"])
def test_a_wrong_profile_is_said(tmp_path: Path, content: str):
    path = tmp_path / "p.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read_profile(path, "UBND xã A")


def test_a_profile_is_read(tmp_path: Path):
    path = tmp_path / "p.toml"
    path.write_text('place = "Đồng Vân"\nrecipients = ["Phòng Nội vụ"]\n', encoding="utf-8")
    profile = read_profile(path, "UBND xã A")
    assert (profile.unit, profile.place, profile.recipients) == ("UBND xã A", "Đồng Vân", ("Phòng Nội vụ",))


def test_a_wrong_setting_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOANTHAO_MODEL_TIMEOUT", "soon")
    with pytest.raises(InputError, match="Biến môi trường"):
        load_settings()


def test_keys_are_never_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(load_settings())


@pytest.mark.parametrize("name", ["", "   ", "123", "???", "xã", "UBND xã"])
def test_what_names_no_unit_is_asked_for(name: str) -> None:
    with pytest.raises(InputError, match="tên đơn vị"):
        unit_name(name)


@pytest.mark.parametrize(
    "name", ["UBND xã Hòa Lộc", "Cụm thi đua số 5", "Sở Nội vụ", "Công an tỉnh", "Trường THCS Hòa Lộc"]
)
def test_units_of_every_kind_have_names(name: str) -> None:
    assert unit_name(f" {name} ") == name


def test_figures_of_other_years_are_refused() -> None:
    rows = [
        ["Chỉ tiêu", "ĐVT", "Thực hiện năm 2019", "Thực hiện năm 2018"],
        ["Thu ngân sách", "tỷ đồng", "12", "11"],
    ]
    for period in ("2019", "2020"):
        of_period(figures.read_grid(rows, "bang.csv", period), period)
    with pytest.raises(InputError, match="năm 2018, 2019"):
        of_period(figures.read_grid(rows, "bang.csv", "2024"), "2024")
