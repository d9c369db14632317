"""Another embedding model: made ready in the background, the old one serving meanwhile and gone afterwards."""

from __future__ import annotations

import time
from pathlib import Path

import chromadb
import pytest
from sqlalchemy import Engine, select

from corpus.database import vectors
from corpus.search_tables import vector_syncs
from retrieval import Library
from retrieval.embedding import DEFAULT_MODEL
from tests.retrieval.embedding_service import Service, index, library
from tests.retrieval.reports import SMALL_LIBRARY, WordEmbedder, add, build


def models(engine: Engine) -> set[str]:
    """Whose vectors the database holds, by the last part of the name."""
    with engine.connect() as connection:
        return {str(m).split("#")[-1] for m in connection.execute(select(vectors.c.model)).scalars()}


def collections(folder: Path) -> dict[str, int]:
    """Sizes of the embedded store's collections, as the database's notes name them; nobody may have it open."""
    (store,) = (p for p in (folder / "vectors").iterdir() if p.is_dir())
    client = chromadb.PersistentClient(path=str(store))
    try:
        return {f"{store.name}:{c.name}": c.count() for c in client.list_collections()}
    finally:
        client.close()


def test_a_changed_model_is_prepared_while_the_old_one_serves_and_goes(
    engine: Engine, tmp_path: Path, service: Service
) -> None:
    old = library(engine, tmp_path / "c", service, "small")
    index(old)
    expected = old.search("giấy khen cho tập thể")
    old.close()
    service.held.clear()
    new = library(engine, tmp_path / "c", service, "slow")
    assert new.index_in_background()
    deadline = time.monotonic() + 10
    while new.making is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert new.making is not None
    assert new.making.done == 0 < new.making.of
    assert (new.making.model.split("#")[-1], new.making.serving.split("#")[-1]) == ("slow", "small")
    assert "Đang tính véc-tơ (0/" in new.notice
    assert "vẫn tìm bằng mô hình «" in new.notice
    assert new.search("giấy khen cho tập thể") == expected
    assert service.asked[-1][0] == "small"
    assert models(engine) == {"small"}
    late = build("x24", "UBND xã Lạc Trung", "xa", "so-ket", "2024", "# I. ĐIỆN\nĐiện áp mái ở thôn Đoài.\n")
    add(engine, late)
    new.index_pending()  # doesn't wait: what runs takes it along
    assert new.search("điện áp mái", 1)[0].report_id == "x24"
    service.held.set()
    new._maker.wait()
    assert new.search("giấy khen cho tập thể", 1)[0].section == "III"
    assert service.asked[-1][0] == "slow"
    assert new.notice == ""
    assert not new.index_in_background()
    assert models(engine) == {"slow"}
    assert new._store.pending(new._maker._embedder.name) == []  # type: ignore[union-attr]
    new.close()
    there = collections(tmp_path / "c")
    assert list(there.values()) == [sum(new.chunks_of(r.id) for r in (*SMALL_LIBRARY, late))]
    with engine.connect() as connection:
        assert set(connection.execute(select(vector_syncs.c.collection)).scalars()) == set(there)


def test_broken_off_in_the_middle_the_old_one_serves_on_and_the_new_one_is_finished_later(
    engine: Engine, tmp_path: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.indexing.EMBED_AT_ONCE", 4)
    old = library(engine, tmp_path / "c", service, "small")
    index(old)
    old.close()
    service.faults = ["rows"]  # the service fails at the first batch
    new = library(engine, tmp_path / "c", service, "large")
    assert new.index_in_background()
    new._maker.wait()
    assert new.fault is not None
    assert new.notice == new.fault.vi
    assert "large" not in models(engine)
    assert new.search("giấy khen cho tập thể", 1)[0].section == "III"
    assert service.asked[-1][0] == "small"
    assert new.index_in_background()  # asked again, it is tried again
    new._maker.wait()
    assert new.fault is None
    assert models(engine) == {"large"}
    new.close()


def test_a_model_given_by_hand_re_embeds(engine: Engine, tmp_path: Path) -> None:
    before = Library(engine, tmp_path / "c", embedder=WordEmbedder())
    for report in SMALL_LIBRARY:
        before.index(report)
    assert models(engine) == {"hashed-words"}
    changed = WordEmbedder()
    changed.name = "another-model"
    other = Library(engine, tmp_path / "elsewhere", embedder=changed)
    assert other._store.pending(changed.name) == ["c23", "r23", "r24"]
    other.index_pending()
    assert changed.embedded > 0
    assert other._store.pending(changed.name) == []
    assert models(engine) == {"another-model"}
    assert before.search("giấy khen", 1)[0].section == "III"  # by its words
    assert DEFAULT_MODEL not in models(engine)
