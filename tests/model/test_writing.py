"""A model's writing of a stored draft: stopped, killed, gone on with; what a person did meanwhile stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.database import open_engine, sqlite_url
from drafting.service.edit import put
from drafting.service.versions import brought_back, versions
from drafting.service.writing import Job, done_sections, key_of, merged, write_resumed
from drafting.types import Draft
from drafting.types.json import draft_from, draft_json
from drafting.workspace.store import Workspace
from drafting.workspace.writings import Writings
from drafting.writers.model import ModelSettings, ModelWriter
from drafting.writers.plan_json import plan_json
from tests.model.answers import BASE, ECONOMY, assert_sound, body, good, section_of
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Action, Fail, FakeModel, Messages, Say, serving

SLOW = "KHEN THƯỞNG\n"


class Held:
    """Good answers, but one section waits until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, messages: Messages, number: int) -> Action:
        if section_of(messages) == SLOW:
            self.go.wait(20)
        return good(messages, number)


class Stored:
    """A draft in a database with a writing of its own."""

    def __init__(self, path: Path, url: str) -> None:
        engine = open_engine(sqlite_url(path / "a.db"))
        self.workspace, self.writings = Workspace(engine), Writings(engine)
        self.settings = ModelSettings("tiny", url, "secret-key", first_wait=0.01, workers=1)
        self.draft = self.workspace.create(draft_json(BASE))
        self.writings.begin(
            key_of(PLAN, self.settings), plan_json(PLAN), draft_json(BASE), self.settings.record(), self.draft
        )
        self.ended: list[bool] = []

    def current(self) -> Draft:
        return draft_from(self.workspace.load(self.draft))

    def job(self) -> Job:
        row = self.writings.of_draft(self.draft)
        assert row is not None

        def finish(new, whole):  # type: ignore[no-untyped-def]
            self.workspace.save(
                self.draft, draft_json(merged(PLAN, BASE, self.current(), new)), reason="model"
            )
            self.ended.append(whole)

        writer = ModelWriter(self.settings, BaseWriter())
        job = Job(row, PLAN, BASE, writer, self.writings, finish)
        job.start()
        return job


def until(job: Job, done: int) -> None:
    for _ in range(500):
        if job.progress().done >= done:
            return
        time.sleep(0.02)
    raise AssertionError(job.progress())


@pytest.fixture
def held() -> Iterator[tuple[Held, FakeModel]]:
    script = Held()
    with serving(script) as server:
        yield script, server
        script.go.set()


def test_progress_is_in_the_outlines_order_and_shows_what_comes(
    tmp_path: Path, held: tuple[Held, FakeModel]
) -> None:
    script, server = held
    stored = Stored(tmp_path, server.url)
    job = stored.job()
    until(job, 2)
    progress = job.progress()
    assert [s.number for s in progress.sections] == ["I.1", "I.2", "II", "III"]
    assert progress.sections[0].state == "model"
    assert "riêng tổng đàn gia cầm có 41.200 con" in progress.sections[0].text
    script.go.set()
    assert job.wait(20)
    assert stored.ended == [True]
    assert_sound(stored.current())
    assert stored.current().writer == "llm"


def test_stop_keeps_what_is_written_and_going_on_asks_only_for_the_rest(
    tmp_path: Path, held: tuple[Held, FakeModel]
) -> None:
    script, server = held
    stored = Stored(tmp_path, server.url)
    job = stored.job()
    until(job, 2)
    started = time.monotonic()
    job.stop()
    assert job.wait(5)
    assert time.monotonic() - started < 3  # though the server still holds an answer back
    half = stored.current()
    assert_sound(half)
    assert stored.ended == [False]
    assert "riêng tổng đàn gia cầm" in half.text
    at = half.text.index("Các thôn rà soát")
    stored.workspace.save(stored.draft, draft_json(put(half, at, at, "Qua kiểm tra, ")), reason="edit")
    script.go.set()
    asked = len(server.requests)
    job = stored.job()
    assert job.wait(20)
    again = [section_of(r["messages"]) for r in server.requests[asked:]]  # type: ignore[arg-type]
    assert sorted(again) == sorted([SLOW, "PHƯƠNG HƯỚNG"])
    whole = stored.current()
    assert "Qua kiểm tra, Các thôn rà soát" in whole.text
    assert "sâu rộng" in whole.text
    assert stored.ended == [False, True]


def test_what_a_person_changes_meanwhile_stays(tmp_path: Path, held: tuple[Held, FakeModel]) -> None:
    script, server = held
    stored = Stored(tmp_path, server.url)
    job = stored.job()
    until(job, 2)
    draft = stored.current()
    at = draft.text.index("Tổng diện tích gieo trồng đạt")
    stored.workspace.save(stored.draft, draft_json(put(draft, at, at, "Đến nay, ")), reason="edit")
    script.go.set()
    assert job.wait(20)
    text = stored.current().text
    assert "Đến nay, Tổng diện tích gieo trồng đạt 615,5 ha" in text
    assert "riêng tổng đàn gia cầm" not in text
    assert "sâu rộng" in text


def test_sections_that_the_server_failed_at_are_asked_for_again(tmp_path: Path) -> None:
    broken = threading.Event()
    broken.set()

    def script(messages: Messages, number: int) -> Action:
        fails = broken.is_set() and section_of(messages) == SLOW
        return Fail(500) if fails else good(messages, number)

    with serving(script) as server:
        stored = Stored(tmp_path, server.url)
        job = stored.job()
        assert job.wait(20)
        assert stored.ended == [False]
        assert [s.state for s in job.progress().sections] == ["model", "model", "fault", "model"]
        assert any("máy chủ mô hình gặp lỗi" in n for n in stored.current().notes)
        broken.clear()
        asked = len(server.requests)
        job = stored.job()
        assert job.wait(20)
        assert len(server.requests) == asked + 1
    assert stored.ended[-1]
    assert not stored.current().notes


KILLED = """
import sys
from pathlib import Path
from tests.model.test_writing import Stored
stored = Stored(Path(sys.argv[1]), sys.argv[2])
print(stored.draft, flush=True)
stored.job().wait(60)
"""


@pytest.mark.parametrize("sections", [1, 2])
def test_a_killed_process_goes_on_where_it_was(
    tmp_path: Path, held: tuple[Held, FakeModel], sections: int
) -> None:
    script, server = held
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), server.url], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    draft = child.stdout.readline().strip()
    writings = Writings(open_engine(sqlite_url(tmp_path / "a.db")))
    row = writings.of_draft(draft)
    assert row is not None
    for _ in range(1000):
        if len(writings.sections(row.id)) >= sections:
            break
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait(10)
    kept = done_sections(writings, row.id)
    assert len(kept) >= sections
    script.go.set()
    asked = len(server.requests)
    stored = Stored.__new__(Stored)
    stored.workspace = Workspace(open_engine(sqlite_url(tmp_path / "a.db")))
    stored.writings, stored.draft, stored.ended = writings, draft, []
    stored.settings = ModelSettings("tiny", server.url, "secret-key", workers=1)
    job = stored.job()
    assert job.wait(20)
    assert len(server.requests) - asked == 4 - len(kept)
    assert_sound(stored.current())
    assert "riêng tổng đàn gia cầm" in stored.current().text
    assert "sâu rộng" in stored.current().text


def test_the_command_line_goes_on_with_the_same_question_and_no_other(
    tmp_path: Path, held: tuple[Held, FakeModel]
) -> None:
    script, server = held
    script.go.set()
    writings = Writings(open_engine(sqlite_url(tmp_path / "a.db")))
    settings = ModelSettings("tiny", server.url, "secret-key", workers=1)
    writing = writings.begin(key_of(PLAN, settings), plan_json(PLAN), draft_json(BASE), settings.record())
    first = ModelWriter(settings, BaseWriter())
    texts = first.sections(PLAN, BASE)
    from drafting.writers.section_json import section_json

    writings.add(writing, "I.1", section_json(texts["I.1"]), first.exchanges[0].record())
    asked = len(server.requests)
    seen: list[int] = []
    draft = write_resumed(writings, settings, BaseWriter(), PLAN, lambda done, of, heading: seen.append(done))
    assert len(server.requests) == asked + 3
    assert seen == [1, 2, 3, 4]
    assert [e["section"] for e in draft.exchanges] == ["I.1", "I.2", "II", "III"]
    assert writings.of_key(key_of(PLAN, settings)) is None
    assert key_of(PLAN, settings) != key_of(PLAN, replace(settings, model="another"))
    assert draft_from(draft_json(draft)) == draft


def test_where_a_section_comes_from_is_kept_and_the_key_is_not(tmp_path: Path) -> None:
    def script(messages: Messages, number: int) -> Action:
        wrong = section_of(messages) == "Phát triển kinh tế" and len(messages) == 2
        return Say(ECONOMY + " Toàn xã có 999 trang trại.") if wrong else good(messages, number)

    with serving(script) as server:
        stored = Stored(tmp_path, server.url)
        assert stored.job().wait(20)
    row = stored.writings.of_draft(stored.draft)
    assert row is not None
    kept = sorted(stored.writings.sections(row.id), key=lambda k: k.section)
    rounds = kept[0].exchange["rounds"]
    assert len(rounds) == 2
    assert rounds[0]["answer"].endswith("999 trang trại.")
    assert any("999" in p for p in rounds[0]["problems"])
    assert rounds[0]["messages"][0][0] == "system"
    assert "999" in rounds[1]["messages"][-1][1]
    assert rounds[0]["usage"]["tokens_in"] > 0
    assert {p[0] for p in kept[0].exchange["prompts"]} >= {"section", "section_rules"}
    assert all(len(p[2]) == 64 for p in kept[0].exchange["prompts"])
    assert row.settings["model"] == "tiny"
    everything = json.dumps([row.settings, row.plan, row.base, [k.exchange for k in kept]])
    assert "secret-key" not in everything


def test_versions_of_a_section_are_listed_and_brought_back(tmp_path: Path) -> None:
    with serving(good) as server:
        stored = Stored(tmp_path, server.url)
        assert stored.job().wait(20)
    made = stored.current()
    at = made.text.index("Sản xuất giữ được nhịp độ")
    number = made.text.index("32.")
    edited = put(put(made, number, number + 2, "35"), at, at, "Nhìn chung, ")
    stored.workspace.save(stored.draft, draft_json(edited), reason="edit I.1")
    found = versions(stored.workspace, stored.draft, "I.1")
    assert [v.reason for v in found] == ["edit I.1", "model", ""]
    assert found[0].text.startswith("Nhìn chung, Sản xuất")
    assert [v.writer for v in found] == ["llm", "llm", "precedent"]
    back = brought_back(stored.workspace, stored.draft, edited, "I.1", found[2].revision)
    assert body(back, "kinh tế") == body(BASE, "kinh tế")
    assert [b.quote for b in back.sections[1].numbers] == [b.quote for b in BASE.sections[1].numbers]
    assert all(back.text[b.start : b.end] == b.quote for b in back.numbers)
    assert "35." in back.text  # what was edited elsewhere stays
    assert back.sections[1].writer == "precedent"
