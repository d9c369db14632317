"""A defect of ours ends in one clear line too, and shows itself where it is asked to."""

from __future__ import annotations

import argparse

import pytest

from drafting import cli


def _broken(_args: argparse.Namespace) -> int:
    raise RuntimeError("secret detail")


def test_a_defect_is_one_line_without_details(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("SOANTHAO_DEBUG", raising=False)
    monkeypatch.setitem(cli.COMMANDS, "outline", _broken)
    assert cli.main(["outline", "-"]) == 2
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert "RuntimeError" in said
    assert "secret detail" not in said


def test_a_defect_is_raised_for_developers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOANTHAO_DEBUG", "1")
    monkeypatch.setitem(cli.COMMANDS, "outline", _broken)
    with pytest.raises(RuntimeError):
        cli.main(["outline", "-"])
