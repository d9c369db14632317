"""Writings of a model, and the way an older database comes to their tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, text

import corpus
from corpus.database import HEAD, open_engine, sqlite_url
from drafting.workspace.store import Workspace
from drafting.workspace.writings import Writings
from tests.corpus.conftest import postgres_url  # noqa: F401
from tests.workspace.test_store import CONTENT, engine  # noqa: F401


def test_sections_are_kept_as_they_come_and_again(engine: Engine):  # noqa: F811
    draft = Workspace(engine).create(CONTENT)
    writings = Writings(engine)
    writing = writings.begin("k", {"unit": "x"}, CONTENT, {"model": "m"}, draft)
    writings.add(writing, "I.1", {"text": "một"}, {"rounds": []})
    writings.add(writing, "I.1", {"text": "hai"}, {"rounds": []}, "ngắn hơn")
    assert [(s.section, s.wish, s.content["text"]) for s in writings.sections(writing)] == [
        ("I.1", "", "một"),
        ("I.1", "ngắn hơn", "hai"),
    ]
    writings.set_status(writing, "done", {"model": "n"})
    row = writings.of_draft(draft)
    assert row is not None
    assert (row.id, row.status, row.settings) == (writing, "done", {"model": "n"})
    assert writings.of_key("k") is None  # a draft's writing is not another's


def test_a_removed_draft_takes_its_writings_along(engine: Engine):  # noqa: F811
    workspace, writings = Workspace(engine), Writings(engine)
    draft = workspace.create(CONTENT)
    writing = writings.begin("k", {}, {}, {}, draft)
    writings.add(writing, "I", {}, {})
    workspace.remove(draft)
    assert writings.of_draft(draft) is None
    assert writings.sections(writing) == []


def test_a_writing_without_a_draft_is_found_by_its_key(engine: Engine):  # noqa: F811
    writings = Writings(engine)
    writing = writings.begin("k", {}, {}, {})
    assert (found := writings.of_key("k")) is not None
    assert found.id == writing
    writings.remove(writing)
    assert writings.of_key("k") is None


def test_a_database_of_the_first_version_gets_the_tables(tmp_path: Path):
    url = sqlite_url(tmp_path / "old.db")
    first = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(corpus.__file__).parent / "migrations"))
    with first.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    assert "writings" not in inspect(first).get_table_names()
    kept = Workspace(first).create(CONTENT)
    first.dispose()
    again = open_engine(url)
    assert {"writings", "section_writings"} <= set(inspect(again).get_table_names())
    assert Workspace(again).load(kept) == CONTENT
    with again.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    again.dispose()
