"""The embedded store's base: saved once, then only read; what comes later stands beside it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.database import open_engine, sqlite_url
from retrieval import Library, embedded
from retrieval.dense import DenseIndex
from retrieval.embedded import EmbeddedMirror, Opened
from tests.retrieval.reports import WordEmbedder, add, build, stored_ids


def report(number: int, version: int = 1) -> object:
    lines = [
        f"# {i}. Mục {i}\n" + " ".join(f"chữ{number}x{version}x{i}x{j}" for j in range(60))
        for i in range(1, 11)
    ]
    return build(f"b{number:02d}", f"UBND xã {number}", "xa", "so-ket", "2024", "\n".join(lines))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of twelve reports, six of them, sixty chunks, in a base."""
    folder = tmp_path_factory.mktemp("made") / "library"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(embedded, "RECENT", 45)
        patched.setattr(embedded, "OFTEN", 50)
        engine = open_engine(sqlite_url(folder / "a.db"))
        library = Library(engine, folder, embedder=WordEmbedder())
        for number in range(12):
            add(engine, report(number))  # type: ignore[arg-type]
        for number in range(6):
            library.index(report(number))  # type: ignore[arg-type]
        assert library.open_vectors() == {"engine": "chroma", "count": 60}
        library.close()
        engine.dispose()
    return folder


@pytest.fixture
def engine(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(embedded, "RECENT", 45)
    monkeypatch.setattr(embedded, "OFTEN", 50)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    opened = open_engine(sqlite_url(tmp_path / "a.db"))
    yield opened
    opened.dispose()


@pytest.fixture
def library(engine: Engine, tmp_path: Path) -> Iterator[Library]:
    library = Library(engine, tmp_path, embedder=WordEmbedder())
    assert library.open_vectors() == {"engine": "chroma", "count": 60}
    assert opened(library).base_count == 60
    yield library
    library.close()


def opened(library: Library) -> Opened:
    dense = library._dense
    assert isinstance(dense, DenseIndex)
    assert isinstance(dense._mirror, EmbeddedMirror)
    assert dense._mirror._opened is not None
    return dense._mirror._opened


def agrees(library: Library) -> None:
    """The store holds each chunk once, and finds what a comparison with all vectors finds."""
    snapshot = library._searcher().snapshot
    library.open_vectors()
    assert sorted(stored_ids(library)) == sorted(
        c for r in snapshot.versions for c in library._store.of_report(r)
    )
    dense = library._dense
    assert dense is not None
    ids, matrix = dense._store.matrix(None)
    for at in range(0, len(ids), 7):
        found = dense.search(matrix[at], 5, snapshot, None)
        likeness = dict(zip(ids, matrix @ matrix[at], strict=True))
        best = sorted(likeness.values(), reverse=True)[:5]
        assert [round(float(likeness[i]), 3) for i in found] == [round(float(x), 3) for x in best]


def test_what_comes_later_stands_beside_the_base(library: Library) -> None:
    base = opened(library).folder
    assert opened(library).base_count == 60
    library.index(report(6))  # type: ignore[arg-type]
    library.index(report(2, version=2))  # type: ignore[arg-type]
    library.remove("b03")
    agrees(library)
    assert opened(library).folder == base
    assert opened(library).recent.count() == 20
    library.close()
    library.search("chữ6x1x3x5")
    agrees(library)
    assert opened(library).folder == base


def test_a_new_base_is_made_when_much_has_come(library: Library, tmp_path: Path) -> None:
    first = opened(library).folder
    for number in (2, 6, 7, 8):
        library.index(report(number, version=3))  # type: ignore[arg-type]
    agrees(library)
    assert opened(library).folder != first
    assert not first.exists()
    assert opened(library).base_count == 90
    assert opened(library).recent.count() == 0
    assert len([p for p in (tmp_path / "vectors").iterdir() if p.is_dir()]) == 1


def test_a_base_that_cannot_be_made_leaves_the_old_one(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = opened(library).folder

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    for number in (6, 7, 8, 9, 10):
        library.index(report(number))  # type: ignore[arg-type]
    with caplog.at_level(logging.WARNING):
        agrees(library)
    assert "vẫn dùng kho cũ" in caplog.text
    assert opened(library).folder == first
    assert opened(library).recent.count() == 50


@pytest.mark.parametrize("file", ["data_level0.bin", "link_lists.bin", "base.json", "chroma.sqlite3"])
def test_flipped_bytes_are_told_and_mended(
    library: Library, engine: Engine, tmp_path: Path, file: str, caplog: pytest.LogCaptureFixture
) -> None:
    library.index(report(6))  # type: ignore[arg-type]
    expected = library.search("chữ4x1x3x5", 5)
    library.close()
    for path in (tmp_path / "vectors").rglob(file):
        data = bytearray(path.read_bytes())
        step = max(len(data) // 40, 1)
        for at in range(step // 2, len(data), step):
            data[at] ^= 0x55
        path.write_bytes(data)
    mended = Library(engine, tmp_path, embedder=WordEmbedder())
    with caplog.at_level(logging.WARNING):
        assert mended.search("chữ4x1x3x5", 5) == expected
        agrees(mended)
    if file != "link_lists.bin":  # empty in so small an index
        assert caplog.text.count("Kho véc-tơ bị hỏng, đang dựng lại từ cơ sở dữ liệu") == 1
    mended.close()


def test_vectors_changed_beside_the_base_are_told(
    library: Library, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library.index(report(6))  # type: ignore[arg-type]
    library.search("chữ6x1x3x5")
    recent = opened(library).recent
    some = recent.ids()[0]
    recent.add([some], -recent.vectors()[some][None, :])
    library.close()
    again = Library(engine, tmp_path, embedder=WordEmbedder())
    with caplog.at_level(logging.WARNING):
        agrees(again)
    assert "Kho véc-tơ bị hỏng" in caplog.text
    again.close()
