"""The model chosen in the app: kept for its owner only, whole or not at all; the key goes to its address only."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import InputError
from drafting.service import model_choice
from drafting.service.model_choice import choice_from, chosen, save, saved
from drafting.service.settings import load_settings
from drafting.writers.model_types import ModelSettings

FIELDS = {
    "model": " m ",
    "base_url": "http://127.0.0.1:1/v1",
    "api_key": "k",
    "price_in": "0,15",
    "price_out": "",
}


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith(("OPENAI", "SOANTHAO"))]:
        monkeypatch.delenv(name)


def test_a_choice_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    assert chosen(load_settings(tmp_path)) is None
    choice = choice_from(FIELDS)
    save(tmp_path, choice)
    assert saved(tmp_path) == choice
    assert (tmp_path / model_choice.FILE).stat().st_mode & 0o077 == 0
    assert (choice.model, choice.api_key, choice.price_in) == ("m", "k", Decimal("0.15"))
    assert choice.price_out is None
    assert "api_key" not in choice.record()
    assert "'k'" not in repr(choice)
    model_choice.forget(tmp_path)
    assert saved(tmp_path) is None


def test_an_empty_key_stands_for_the_kept_one_at_its_own_address_only() -> None:
    before = choice_from(FIELDS)
    assert choice_from({**FIELDS, "api_key": ""}, before).api_key == "k"
    other = choice_from({**FIELDS, "api_key": "", "base_url": "https://elsewhere.example/v1"}, before)
    assert other.api_key == ""


def test_the_environment_wins_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, choice_from(FIELDS))
    monkeypatch.setenv("OPENAI_API_KEY", "another")
    assert chosen(load_settings(tmp_path)) == choice_from(FIELDS)  # a key alone chooses no model
    monkeypatch.setenv("SOANTHAO_MODEL", "n")
    found = chosen(load_settings(tmp_path))
    assert found is not None
    assert (found.model, found.base_url, found.api_key) == ("n", "", "another")


@pytest.mark.parametrize("change", [{"model": " "}, {"price_in": "rẻ"}, {"workers": 0}, {"timeout": -1}])
def test_what_cannot_be_used_is_said(change: dict[str, object]) -> None:
    with pytest.raises(InputError) as error:
        choice_from({**FIELDS, **change})
    assert next(iter(change)) in error.value.vi


@pytest.mark.parametrize("content", ["{", "3", "[1]", '{"workers": 2}', '{"model": "m", "timeout": 0}'])
def test_a_spoiled_file_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / model_choice.FILE).write_text(content, "utf-8")
    with pytest.raises(InputError, match="Mô hình ngôn ngữ"):
        chosen(load_settings(tmp_path))


@pytest.mark.parametrize(
    ("address", "local"),
    [("http://127.0.0.1:1/v1", True), ("http://localhost/v1", True), ("", False), ("https://a.vn/v1", False)],
)
def test_what_leaves_this_machine(address: str, local: bool) -> None:
    assert model_choice.is_local(ModelSettings(model="m", base_url=address)) is local
