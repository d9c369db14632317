from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete

from corpus.database import open_engine, reports, sqlite_url
from retrieval import Filters, Library, Prefer, RetrievalSettings
from tests.retrieval.reports import HA_VINH_2023, SMALL_LIBRARY, WordEmbedder, build, stored_ids


@pytest.mark.parametrize(
    ("query", "section"),
    [
        ("giấy khen cho tập thể và cá nhân", "III"),
        ("khen thuong tap the ca nhan", "III"),  # no accents
        ("năng suất lúa vụ chiêm", "II.1"),
        ("nang suat lua vu chiem", "II.1"),
        ("cứng hóa rảnh thoát nước", "II.2"),  # a wrong tone
        ("tường rao ven đường trồng hoa", "II.2"),
        ("thoat nuocs khu dan cu hiens dat", "II.2"),  # misspelt
    ],
)
def test_free_text(library: Library, query: str, section: str) -> None:
    best = library.search(query, 3, Filters(unit="Hà Vinh"))[0]
    assert best.section == section
    assert 0 < best.score <= 1
    assert best.why


def test_filters(library: Library) -> None:
    def found(filters: Filters) -> set[str]:
        return {p.report_id for p in library.search("khen thưởng tập thể", 10, filters)}

    assert found(Filters()) == {"r23", "r24", "c23"}
    assert found(Filters(unit="xã Hà Vinh")) == {"r23", "r24"}
    assert found(Filters(unit="ha vinh")) == {"r23", "r24"}
    assert found(Filters(unit="xã Hạ Vịnh")) == set()
    assert found(Filters(level="cum-xa")) == {"c23"}
    assert found(Filters(kind="so-ket", period="2024-H1")) == {"r24"}
    assert found(Filters(without=("r24", "c23"))) == {"r23"}
    assert found(Filters(unit="xã Không Có")) == set()
    sections = library.search("khen", 10, Filters(section="Công tác khen thưởng"))
    assert {p.section for p in sections} == {"III", "II"}


def test_planned_section_prefers_the_units_last_report(library: Library) -> None:
    path = ("KẾT QUẢ", "Công tác khen thưởng")
    prefer = Prefer("UBND xã Hà Vinh", "xa", "so-ket", "2025-H1")
    first, second, third = library.sections(path, ["Giấy khen"], 3, Filters(), prefer)
    assert (first.report_id, first.section) == ("r24", "III")
    assert "báo cáo gần nhất của chính đơn vị" in first.why
    assert "cùng mục" in first.why
    assert (second.report_id, second.section) == ("r23", "III")
    assert (third.report_id, third.section) == ("c23", "II")
    earlier = Prefer("UBND xã Hà Vinh", "xa", "so-ket", "2024-H1")
    assert library.sections(path, [], 1, Filters(), earlier)[0].report_id == "r23"


def test_nothing_asked_or_nothing_there(library: Library, tmp_path: Path) -> None:
    assert library.search("  ") == []
    assert library.sections((), []) == []
    empty = Library(open_engine(sqlite_url(tmp_path / "e.db")), tmp_path / "e", embedder=WordEmbedder())
    assert empty.search("khen thưởng") == []
    assert empty.sections(("Khen thưởng",), []) == []


def test_vectors_are_cached_by_content(library: Library, engine: Engine, tmp_path: Path) -> None:
    again = WordEmbedder()
    other = Library(engine, tmp_path / "elsewhere", embedder=again)
    for report in SMALL_LIBRARY:
        other.index(report)
    assert again.embedded == 0
    assert library.search("khen thưởng") == other.search("khen thưởng")
    assert other._dense is not None
    assert other._dense.engine == "chroma"


def test_removed_and_replaced_reports(library: Library, engine: Engine) -> None:
    assert "r24" in {p.report_id for p in library.search("khen thưởng", 9)}
    library.remove("r24")
    assert "r24" not in {p.report_id for p in library.search("khen thưởng", 9)}
    new = build(
        "r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", "# I. THỦY LỢI\nNạo vét kênh mương nội đồng.\n"
    )
    library.index(new)
    best = library.search("nạo vét kênh mương", 1)[0]
    assert (best.report_id, best.section) == ("r23", "I")
    assert all("Lèn" not in p.text for p in library.search("ven sông Lèn", 9))
    with engine.begin() as connection:  # removed by the report store, behind our back
        connection.execute(delete(reports).where(reports.c.id == "r23"))
    assert "r23" not in {p.report_id for p in library.search("nạo vét kênh mương", 9)}


def test_another_process_changes_the_library(library: Library, engine: Engine, tmp_path: Path) -> None:
    library.search("khen thưởng")
    other = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    other.index(
        build("c23", "Cụm thi đua số 4", "cum-xa", "tong-ket", "2023", "# I. ĐIỆN\nĐiện áp mái nhà.\n")
    )
    assert library.search("điện áp mái", 1)[0].section == "I"


def test_corrupted_vector_store_is_rebuilt(
    library: Library, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    expected = library.search("khen thưởng tập thể", 5)
    library.close()
    for file in (tmp_path / "chroma").rglob("*"):
        if file.is_file() and file.name != "owner.lock":
            file.write_bytes(b"not a database" * 400)
    mended = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    with caplog.at_level(logging.WARNING):
        assert mended.search("khen thưởng tập thể", 5) == expected
    assert "dựng lại" in caplog.text
    assert mended._dense is not None
    assert mended._dense.engine == "chroma"


def test_stale_vector_store_follows_the_database(library: Library, engine: Engine, tmp_path: Path) -> None:
    library.search("khen thưởng")
    library.close()
    elsewhere = Library(engine, tmp_path / "other", embedder=WordEmbedder())
    elsewhere.index(build("r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", "# I. LÚA\nLúa tốt.\n"))
    again = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    assert again.search("lúa tốt", 1)[0].text == "Lúa tốt."
    assert again._dense is not None
    assert again._dense.engine == "chroma"
    ids = stored_ids(again)
    assert sorted(set(ids)) == sorted(ids)
    assert set(ids) == {c.id for r in ("r23", "r24", "c23") for c in again._store.chunks(r)}


def test_dense_off(engine: Engine, tmp_path: Path) -> None:
    plain = Library(engine, tmp_path / "c", settings=RetrievalSettings(dense=False))
    plain.index(HA_VINH_2023)
    assert plain.search("giấy khen", 1)[0].section == "III"
    assert plain.notice == ""
