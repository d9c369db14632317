"""Profiles, facts, periods; settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from drafting.service.inputs import parse_facts, period_code, read_profile
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
