from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, select

from corpus.database import chunks, open_engine, reports, sqlite_url, vectors
from corpus.errors import InputError
from retrieval import Filters, Library, Prefer, RetrievalSettings
from retrieval.headings import section_kind
from retrieval.lock import FolderLock
from tests.retrieval.reports import HA_VINH_2023, HA_VINH_2024, SMALL_LIBRARY, WordEmbedder, add, build


@pytest.fixture
def library(engine: Engine, tmp_path: Path) -> Library:
    library = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    for report in SMALL_LIBRARY:
        library.index(report)
    return library


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
    ids = set(again._dense._chroma._collection.get(include=[])["ids"])
    assert ids == {c.id for r in ("r23", "r24", "c23") for c in again._store.chunks(r)}


def test_two_processes_one_owner(library: Library, engine: Engine, tmp_path: Path) -> None:
    expected = library.search("khen thưởng tập thể", 5)
    library.close()
    holder = multiprocessing.get_context("spawn").Process(
        target=_own, args=(str(tmp_path / "chroma" / "vectors"), str(tmp_path / "ready"))
    )
    holder.start()
    while not (tmp_path / "ready").exists():
        time.sleep(0.05)
    second = Library(engine, tmp_path / "chroma", embedder=WordEmbedder())
    assert second.search("khen thưởng tập thể", 5) == expected
    assert second._dense is not None
    assert second._dense.engine == "database"
    holder.kill()
    holder.join()
    second.index(
        build("c23", "Cụm thi đua số 4", "cum-xa", "tong-ket", "2023", "# I. ĐIỆN\nĐiện áp mái nhà.\n")
    )
    assert second.search("điện áp mái", 1)[0].section == "I"
    assert second._dense.engine == "chroma"


def _own(folder: str, ready: str) -> None:
    lock = FolderLock(Path(folder))
    assert lock.acquire()
    Path(ready).touch()
    time.sleep(60)


class SlowEmbedder(WordEmbedder):
    def documents(self, texts: list[str]) -> object:  # type: ignore[override]
        time.sleep(0.4)
        return super().documents(texts)


def _index_slowly(url: str, folder: str) -> None:
    library = Library(open_engine(url), Path(folder), embedder=SlowEmbedder())
    long = "\n".join(f"Đoạn {i}: " + " ".join(f"chữ{i}x{j}" for j in range(90)) for i in range(400))
    library.index(build("r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", f"# I. DÀI\n{long}\n"))


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_killed_while_indexing_is_finished_later(engine: Engine, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "library.db")
    worker = multiprocessing.get_context("spawn").Process(
        target=_index_slowly, args=(url, str(tmp_path / "c"))
    )
    worker.start()
    count = 0
    while count < 64:
        time.sleep(0.05)
        with engine.connect() as connection:
            count = connection.execute(select(func.count()).select_from(vectors)).scalar_one()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    embedder = WordEmbedder()
    library = Library(engine, tmp_path / "c", embedder=embedder)
    assert "r23" in library._store.pending(embedder.name)
    long = "\n".join(f"Đoạn {i}: " + " ".join(f"chữ{i}x{j}" for j in range(90)) for i in range(400))
    library.index(build("r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", f"# I. DÀI\n{long}\n"))
    assert 0 < embedder.embedded < 400
    assert "r23" not in library._store.pending(embedder.name)
    with engine.connect() as connection:
        stored = connection.execute(select(func.count()).select_from(chunks)).scalar_one()
    assert stored == 400


def test_without_embedding_packages(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from retrieval import embedding, library

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    embedding._installed.cache_clear()
    library._say_lexical_only.cache_clear()
    with caplog.at_level(logging.WARNING):
        plain = Library(engine, tmp_path / "chroma")
        Library(engine, tmp_path / "chroma")
    embedding._installed.cache_clear()
    assert caplog.text.count("Chưa cài gói nhúng") == 1
    assert plain.notice
    for report in (HA_VINH_2023, HA_VINH_2024):
        plain.index(report)
    assert plain.search("giấy khen tập thể", 1)[0].section == "III"
    assert not (tmp_path / "chroma").exists()
    assert plain._store.pending(None) == ["c23"]


def test_changed_model_re_embeds(library: Library, engine: Engine, tmp_path: Path) -> None:
    changed = WordEmbedder()
    changed.name = "another-model"
    other = Library(engine, tmp_path / "chroma", embedder=changed)
    assert other._store.pending(changed.name) == ["c23", "r23", "r24"]
    for report in SMALL_LIBRARY:
        other.index(report)
    assert changed.embedded > 0
    assert other._store.pending(changed.name) == []
    assert library._store.pending("hashed-words") == []


def test_dense_off(engine: Engine, tmp_path: Path) -> None:
    plain = Library(engine, tmp_path / "c", settings=RetrievalSettings(dense=False))
    plain.index(HA_VINH_2023)
    assert plain.search("giấy khen", 1)[0].section == "III"
    assert plain.notice == ""


def test_langchain_retriever(library: Library) -> None:
    from retrieval.langchain_retriever import SectionRetriever

    documents = SectionRetriever(library=library, k=2, filters=Filters(unit="Hà Vinh")).invoke("giấy khen")
    assert len(documents) == 2
    assert documents[0].metadata["section"] == "III"
    assert documents[0].page_content


def test_an_embedding_service_that_is_down(
    engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = RetrievalSettings(model="m", endpoint="http://127.0.0.1:9/v1", api_key="secret-key")
    library = Library(engine, tmp_path / "c", settings=settings)
    with caplog.at_level(logging.WARNING):
        for report in SMALL_LIBRARY:
            library.index(report)
    assert caplog.text.count("Dịch vụ nhúng không trả lời đúng") == 1
    assert "secret-key" not in caplog.text + repr(settings)
    assert library.search("giấy khen", 1)[0].section == "III"
    assert library._store.pending(None) == ["c23", "r23", "r24"]


def test_section_keys_are_learned_and_corrected_by_hand(library: Library, engine: Engine) -> None:
    odd = """
# A. NHỮNG ĐIỂM SÁNG
Hai mô hình được cả huyện học theo.
# B. Những điểm sáng nổi trội năm 2024
Ba mô hình được tỉnh khen.
# C. Công tác bình xét, tôn vinh
Xét tặng 30 giấy khen.
"""
    made = build("o24", "UBND xã Lạc Trung", "xa", "tong-ket", "2024", odd)
    add(engine, made)
    library.index(made)

    def key(heading: str) -> tuple[str | None, str]:
        return next((k.key, k.source) for k in library.section_keys() if k.heading == heading)

    assert key("Kết quả khen thưởng") == ("khen-thuong", "data")
    assert key("NHỮNG ĐIỂM SÁNG") == (None, "")
    library.set_section_key("NHỮNG ĐIỂM SÁNG", "dien-hinh")
    assert key("NHỮNG ĐIỂM SÁNG") == ("dien-hinh", "hand")
    assert key("Những điểm sáng nổi trội năm 2024") == ("dien-hinh", "learned")
    library.set_section_key("Công tác bình xét, tôn vinh", "khen-thuong")
    found = library.search("tặng giấy khen", 9, Filters(section="Công tác khen thưởng"))
    assert ("o24", "C") in {(p.report_id, p.section) for p in found}
    library.rebuild_vector_store()
    library.index(made)  # cut and indexed again: what people said stays
    assert key("Công tác bình xét, tôn vinh") == ("khen-thuong", "hand")
    library.set_section_key("NHỮNG ĐIỂM SÁNG", None)
    assert key("NHỮNG ĐIỂM SÁNG") == (None, "")
    with pytest.raises(InputError, match="khen-thuong"):
        library.set_section_key("NHỮNG ĐIỂM SÁNG", "Khen thưởng!")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Công tác khen thưởng", "khen-thuong"),
        ("Kết quả khen thưởng:", "khen-thuong"),
        ("CÔNG TÁC KHEN THƯỞNG", "khen-thuong"),
        ("Quỹ thi đua, khen thưởng", "quy"),
        ("Phương hướng công tác thi đua, khen thưởng năm 2025", "phuong-huong"),
        ("Phong trào thi đua xây dựng nông thôn mới", "nong-thon-moi"),
        ("Kết quả phong trào thi đua và công tác khen thưởng năm 2024", "chung"),
        ("Lãnh đạo, chỉ đạo phong trào thi đua", "lanh-dao"),
        ("Tổ chức bộ máy làm công tác thi đua, khen thưởng", "bo-may"),
        ("Giữ rừng gắn với sinh kế", None),
    ],
)
def test_kinds_of_sections_by_the_data_file(heading: str, key: str | None) -> None:
    assert section_kind(heading) == key
