"""The screens without a browser: each opens on an empty and on a full library, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.samples import demo
from drafting.screens import shared
from drafting.service.desk import Desk, Form
from drafting.service.edit import put
from drafting.service.settings import load_settings
from tests.conftest import ROOT

SCREENS = ("library", "figures", "plan", "draft", "review", "export", "model")
JOB = demo()


@pytest.fixture(scope="module")
def full(copy_of_samples: Callable[[], Path]) -> Path:
    """A library with the samples, the figures and a draft."""
    folder = copy_of_samples()
    desk = Desk(load_settings(folder))
    for path in JOB.figures:
        desk.figures.add_file(path.name, path.read_bytes(), JOB.period)
    desk.write(Form(unit=JOB.unit, period="6 tháng đầu năm 2025"))
    desk.close()
    return folder


def run(screen: str, library: Path, monkeypatch: pytest.MonkeyPatch, language: str = "vi") -> AppTest:
    monkeypatch.setenv("SOANTHAO_LIBRARY", str(library))
    monkeypatch.setenv("SOANTHAO_LANG", language)
    shared.desk.clear()
    test = AppTest.from_file(str(ROOT / "drafting" / "screens" / f"{screen}.py"), default_timeout=60)
    return test.run()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_screen_opens_on_an_empty_library(
    screen: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    test = run(screen, tmp_path, monkeypatch, language)
    assert not test.exception
    assert test.title[0].value


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_opens_on_a_full_library(screen: str, full: Path, monkeypatch: pytest.MonkeyPatch):
    test = run(screen, full, monkeypatch)
    assert not test.exception


def test_a_list_of_names_alone_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    desk = Desk(load_settings(tmp_path))
    desk.figures.add_pasted("STT;Tên tập thể;Hình thức khen thưởng\n1;Thôn Cầu Sen;Giấy khen\n", "2025-H1")
    desk.close()
    test = run("figures", tmp_path, monkeypatch)
    assert not test.exception
    assert any("1 tên trong danh sách" in c.value for c in test.caption)


def test_every_word_is_there_in_both_languages():
    for screen, names in shared._words().items():
        for name, words in names.items():
            assert set(words) == {"vi", "en"}, f"{screen}.{name}"
            assert all(words.values())


def test_a_wrong_period_is_said_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    test = run("draft", tmp_path, monkeypatch)
    test.text_input[0].set_value("UBND xã Thử")
    test.text_input[1].set_value("hôm qua")
    test.run()
    test.button[0].click()
    test.run()
    assert not test.exception
    assert any("hôm qua" in e.value for e in test.error)
    assert test.text_input[0].value == "UBND xã Thử"


def test_numbers_that_no_table_has_are_accepted_sentence_by_sentence(
    full: Path, monkeypatch: pytest.MonkeyPatch
):
    desk = Desk(load_settings(full))
    draft = desk.draft()
    assert draft is not None
    section = draft.sections[-1]
    words = "Đã trao 1.357 suất quà cho 2.468 em.\n"
    desk.save(put(draft, section.end, section.end, words), "edit")
    desk.close()
    test = run("review", full, monkeypatch)
    (item,) = [e for e in test.expander if e.label.endswith("1.357, 2.468")]
    next(b for b in item.button if b.label == "Chấp nhận").click()
    test.run()
    assert any("lý do" in e.value for e in test.error)
    (item,) = [e for e in test.expander if e.label.endswith("1.357, 2.468")]
    item.text_input[0].set_value("số của Đoàn trường")
    next(b for b in item.button if b.label == "Chấp nhận").click()
    test.run()
    assert not test.exception
    assert any(e.label.endswith("1.357, 2.468 · Chấp nhận") for e in test.expander)
