"""Drafts, revisions, reviews and states, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.database import open_engine, sqlite_url
from corpus.errors import InputError
from drafting.workspace.store import Workspace
from tests.corpus.conftest import postgres_url  # noqa: F401

CONTENT = {"title": "BÁO CÁO", "unit": "UBND xã A", "period": "2025-H1", "kind": "so-ket", "text": "một"}


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = (
        sqlite_url(tmp_path / "a.db")
        if request.param == "sqlite"
        else request.getfixturevalue("postgres_url")
    )
    opened = open_engine(url)
    yield opened
    opened.dispose()


@pytest.fixture
def workspace(engine: Engine) -> Workspace:
    return Workspace(engine)


def test_every_save_is_a_revision_and_the_first_stays(workspace: Workspace):
    draft = workspace.create(CONTENT, "Lan")
    assert workspace.save(draft, {**CONTENT, "text": "hai"}, "Lan", "sửa") == 2
    assert workspace.load(draft)["text"] == "hai"
    assert workspace.load(draft, 1)["text"] == "một"
    assert [(n, who, why) for n, _, who, why in workspace.history(draft)] == [
        (2, "Lan", "sửa"),
        (1, "Lan", ""),
    ]


def test_what_is_typed_in_one_go_is_one_revision(workspace: Workspace):
    draft = workspace.create(CONTENT, "Lan")
    for text in ("a", "ab", "abc"):
        workspace.save(draft, {**CONTENT, "text": text}, "Lan", "edit II", amend=True)
    workspace.save(draft, {**CONTENT, "text": "abcd"}, "Lan", "edit III", amend=True)
    assert [why for _, _, _, why in workspace.history(draft)] == ["edit III", "edit II", ""]
    assert workspace.load(draft, 2)["text"] == "abc"


def test_a_draft_that_is_gone_is_said(workspace: Workspace):
    draft = workspace.create(CONTENT)
    workspace.remove(draft)
    for use in (workspace.load, lambda d: workspace.save(d, CONTENT)):
        with pytest.raises(InputError, match="Không có bản dự thảo"):
            use(draft)


def test_the_last_review_of_a_finding_counts(workspace: Workspace):
    draft = workspace.create(CONTENT)
    workspace.review(draft, "f1", "wrong", "nhầm", "Hà")
    workspace.review(draft, "f1", "accepted", "đã hỏi", "Hà")
    assert {k: (r.verdict, r.reason) for k, r in workspace.reviews(draft).items()} == {
        "f1": ("accepted", "đã hỏi")
    }


def test_states_are_kept_and_replaced(workspace: Workspace, engine: Engine):
    workspace.keep("local", "form", {"unit": "A"})
    workspace.keep("local", "form", {"unit": "B"})
    assert Workspace(engine).kept("local", "form") == {"unit": "B"}
    assert workspace.kept("local", "nothing") is None


def test_standing_figures_know_who_confirmed_them(workspace: Workspace):
    workspace.confirm("UBND xã A", "Diện tích tự nhiên", {"value": "279.63", "unit": "ha"}, "Lan")
    kept = workspace.confirmed("UBND xã A")["Diện tích tự nhiên"]
    assert (kept["value"], kept["confirmed_by"]) == ("279.63", "Lan")
