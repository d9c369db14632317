"""The `search` command: its options, queries from standard input as they come, and what can't be asked."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from drafting.cli import main
from drafting.service.settings import load_settings
from tests.conftest import Ran, run_script, script
from tests.retrieval.reports import SMALL_LIBRARY, add

KEYS = {"report", "title", "unit", "period", "section", "heading", "score", "text"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library that is found by its words alone."""
    from corpus.database import open_engine, sqlite_url
    from retrieval import Library, RetrievalSettings

    folder = tmp_path_factory.mktemp("library")
    engine = open_engine(sqlite_url(load_settings(folder).library / "soanthao.db"))
    index = Library(engine, folder, settings=RetrievalSettings(dense=False))
    for report in SMALL_LIBRARY:
        add(engine, report)
        index.index(report)
    index.close()
    engine.dispose()
    return folder


@pytest.fixture
def search(library: Path, tmp_path: Path) -> Callable[..., Ran]:
    return partial(run_script, tmp_path, "search", library=library)


def reports(ran: Ran) -> set[str]:
    assert ran.status == 0, ran.err
    return {p["report"] for p in ran.json["passages"]}


def test_options(search: Callable[..., Ran]) -> None:
    passages = search("khen thưởng tập thể", "-k", "2", "--json").json["passages"]
    assert len(passages) == 2
    assert all(set(p) == KEYS for p in passages)
    assert all(isinstance(p["score"], float) and 0 < p["score"] <= 1 for p in passages)
    ask = partial(search, "khen thưởng tập thể", "-k", "9", "--json")
    assert reports(ask("--unit", "xã Hà Vinh", "--kind", "so-ket")) == {"r23", "r24"}
    assert reports(ask("--level", "cum-xa")) == {"c23"}
    assert reports(ask("--period", "6 tháng đầu năm 2024")) == {"r24"}
    assert reports(ask("--without", "r24", "--without", "c23.md")) == {"r23"}
    found = ask("--section", "Kết quả khen thưởng").json["passages"]
    assert {p["section"] for p in found} == {"III", "II"}


def test_a_line_a_query(search: Callable[..., Ran]) -> None:
    ran = search("-", "-k", "1", "--json", stdin="\ufeffgiay khen tap the\r\n\nnăng suất lúa\n")
    answers = [json.loads(line)["passages"] for line in ran.out.splitlines()]
    assert [p[0]["section"] if p else None for p in answers] == ["III", None, "II.1"]
    assert search("-", "--json", stdin="").out == ""


def test_answers_come_as_the_queries_do(library: Path) -> None:
    env = {**os.environ, "SOANTHAO_LIBRARY": str(library)}
    with subprocess.Popen(
        [script(), "search", "-", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as asked:
        assert asked.stdin is not None
        assert asked.stdout is not None
        for query, section in (("giấy khen cho tập thể", "III"), ("tường rào ven đường", "II.2")):
            asked.stdin.write(f"{query}\n".encode())
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["passages"][0]["section"] == section
        asked.stdin.close()


def test_a_person_reads_why_a_passage_came(search: Callable[..., Ran]) -> None:
    assert "hạng 1 theo từ ngữ" in search("giấy khen cho tập thể").out
    assert "Không tìm thấy mục nào." in search("zzzz", "--unit", "xã Không Có").out


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["khen", "-k", "0"], b"", "-k"),
        (["khen", "-k", "hai"], b"", "-k"),
        (["khen", "--level", "lang"], b"", "cum-xa"),
        (["khen", "--kind", "báo cáo"], b"", "so-ket"),
        (["khen", "--period", "2025-X9"], b"", "2025-X9"),
        (["khen", "--without", "no-such"], b"", "no-such"),
        (["  "], b"", "Chưa có gì để tìm"),
        (["-"], b"\xff\xfek\x00", "Dòng 1"),
        ([], b"", "text"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(
    library: Path,
    arguments: list[str],
    stdin: bytes,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOANTHAO_DEBUG", "1")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    try:
        status = main(["search", *arguments, "--json", "--library", str(library)])
    except SystemExit as error:  # told by the parser
        status = int(error.code or 0)
    told = capsys.readouterr()
    assert status == 2
    assert said in told.err
    assert told.out == ""
