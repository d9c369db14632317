"""The main job through the real console script: library, draft, DOCX, check, one error found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest

from corpus.samples import demo

JOB = demo()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("line")


@pytest.fixture(scope="module")
def filled(copy_of_samples: Callable[[], Path]) -> Path:
    return copy_of_samples()


@pytest.fixture
def run(soanthao, filled: Path):
    return partial(soanthao, library=filled)


def draft_args(out: Path) -> list[object]:
    return [
        "draft", "--figures", *JOB.figures, "--unit", JOB.unit, "--period", "6 tháng đầu năm 2025",
        "--profile", JOB.profile, "--facts", JOB.facts, "-o", out,
    ]  # fmt: skip


@pytest.fixture
def drafted(run, place: Path) -> Path:
    out = place / "draft.json"
    if not out.exists():
        ran = run(*draft_args(out))
        assert ran.status == 0, ran.out + ran.err
    return out


@pytest.fixture
def document(run, drafted: Path, place: Path) -> Path:
    out = place / "draft.docx"
    if not out.exists():
        assert run("export", drafted, "-o", out).status == 0
    return out


def test_ingest_again_is_unchanged_and_a_bad_file_stops_nothing(run, tmp_path: Path):
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"PK\x03\x04 no document")
    ran = run("ingest", bad, JOB.reports[0], "--json")
    assert ran.status == 1
    assert {r["status"] for r in ran.json["reports"]} == {"rejected", "unchanged"}


def test_library_lists_shows_and_reindexes(run):
    listed = run("library", "list", "--json").json["reports"]
    assert len(listed) == len(JOB.reports)
    own = next(r for r in listed if r["unit"] == JOB.unit)
    shown = run("library", "show", own["id"], "--json").json
    assert len(shown["sections"]) > 10
    assert run("library", "reindex").status == 0


def test_search_finds_the_section(run):
    answer = run("search", "quỹ thi đua, khen thưởng", "-k", "3", "--json").json
    assert any("quỹ" in p["heading"].lower() for p in answer["passages"])
    other = (
        run("search", "-", "--json", stdin="khen thuong\ncong tac tuyen truyen\n").out.strip().splitlines()
    )
    assert len(other) == 2
    assert all(json.loads(line)["passages"] for line in other)


def test_search_filters_by_unit(run):
    passages = run("search", "kết quả khen thưởng", "--unit", JOB.unit, "--json").json["passages"]
    assert passages
    assert {p["unit"] for p in passages} == {JOB.unit}


def test_no_number_in_a_draft_lacks_a_binding(run, drafted: Path):
    draft = json.loads(drafted.read_text(encoding="utf-8"))
    bound = {(b["start"], b["end"]) for b in draft["numbers"]}
    gaps = [(g["start"], g["end"]) for g in draft["gaps"]]
    read = run("check", drafted, "--json").json["numbers"]
    loose = [
        n["quote"]
        for n in read
        if n["status"] != "ignored"
        and not any(s < n["end"] and e > n["start"] for s, e in bound)
        and not any(s <= n["start"] < e for s, e in gaps)
    ]
    assert loose == []
    for binding in draft["numbers"]:
        assert draft["text"][binding["start"] : binding["end"]] == binding["quote"]
        assert (binding["figure"] is None) != (binding["expression"] is None)


def test_the_draft_uses_the_figures_and_says_what_is_open(drafted: Path):
    draft = json.loads(drafted.read_text(encoding="utf-8"))
    actual = [f for f in draft["figures"] if f["role"] == "actual"]
    assert len(draft["unused"]) < len(actual) / 4
    assert len(draft["sections"]) > 15
    assert any(s["suggestions"] for s in draft["sections"])
    for section in draft["sections"]:
        for gap in section["gaps"]:
            assert draft["text"][gap["start"] : gap["end"]].startswith("[…:")


def test_the_documents_own_check_is_clean(run, document: Path):
    ran = run("check", document, "--figures", *JOB.figures, "--json")
    errors = [f["message"] for f in ran.json["findings"] if f["severity"] == "error"]
    assert errors == []
    assert ran.status == 0


def test_one_number_changed_by_hand_is_exactly_one_error(run, document: Path, drafted: Path, tmp_path: Path):
    changed = tmp_path / "changed.docx"
    shutil.copy(document, changed)
    draft = json.loads(drafted.read_text(encoding="utf-8"))
    tables = [(t["start"], t["end"]) for t in draft["tables"]]
    target = next(
        n
        for n in draft["numbers"]
        if n["figure"]
        and len(n["quote"]) >= 3
        and n["quote"].isdigit()
        and not any(a <= n["start"] < b for a, b in tables)
    )
    wrong = target["quote"][:-1] + str((int(target["quote"][-1]) + 3) % 10)
    before = draft["text"][max(0, target["start"] - 25) : target["start"]].split("\n")[-1]
    opened = docx.Document(str(changed))
    paragraph = next(p for p in opened.paragraphs if before + target["quote"] in p.text)
    run_ = next(r for r in paragraph.runs if target["quote"] in r.text)
    run_.text = run_.text.replace(target["quote"], wrong, 1)
    opened.save(str(changed))
    ran = run("check", changed, "--figures", *JOB.figures, "--json")
    assert ran.status == 1
    errors = [f for f in ran.json["findings"] if f["severity"] == "error"]
    assert [e["quote"] for e in errors] == [wrong]
    assert errors[0]["expected"] == target["quote"]


def test_draft_writes_docx_and_markdown(run, place: Path, tmp_path: Path):
    for name in ("a.docx", "a.md"):
        out = tmp_path / name
        ran = run(*draft_args(out), "--json")
        assert ran.status == 0, ran.err
        assert out.stat().st_size > 1000
        assert ran.json["writer"] == "precedent"


def test_an_unknown_ending_writes_nothing(run, tmp_path: Path):
    ran = run(*draft_args(tmp_path / "a.xyz"))
    assert ran.status == 2
    assert not (tmp_path / "a.xyz").exists()


def test_remove_takes_a_report_out(run):
    ran = run("library", "list", "--json")
    victim = ran.json["reports"][-1]
    assert run("library", "remove", victim["id"]).status == 0
    assert victim["id"] not in {r["id"] for r in run("library", "list", "--json").json["reports"]}
    assert run("library", "show", victim["id"]).status == 2


def test_demo_goes_from_nothing_to_a_checked_document(soanthao, tmp_path: Path):
    ran = soanthao("demo", "-o", tmp_path / "demo", "--json")
    assert ran.status == 0, ran.err
    answer = ran.json
    assert Path(answer["document"]).exists()
    assert [f for f in answer["check"] if f["severity"] == "error"] == []
    assert len(answer["planted"]) == len(answer["found"]) == 3
