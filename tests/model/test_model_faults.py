"""What a server can do wrong: the base draft stands where no answer comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drafting.writers.model import ModelSettings, ModelWriter
from tests.model.answers import (
    BASE,
    ECONOMY,
    assert_sound,
    body,
    good,
    section_of,
    written,
)
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Fail, Raw, Say, Script, always, serving

FAULTS: list[tuple[str, Callable[[], Script], str]] = [
    ("429 for ever", lambda: always(Fail(429, "slow down", {"Retry-After": "0"})), "quá tải"),
    ("500", lambda: always(Fail(500)), "gặp lỗi"),
    ("503", lambda: always(Fail(503)), "gặp lỗi"),
    ("dropped", lambda: always(Say(ECONOMY, drop=True)), "ngắt giữa chừng"),
    ("empty", lambda: always(Say("")), "rỗng"),
    ("blank", lambda: always(Say(" \n ")), "rỗng"),
    ("filtered", lambda: always(Say("x", finish="content_filter")), "từ chối"),
    ("rubbish", lambda: always(Raw(b"<html>hello</html>", "text/html")), ""),
    ("torn json", lambda: always(Raw(b'data: {"id": "1", "choi\n\n')), ""),
    ("odd json", lambda: always(Raw(b'data: {"choices": 7}\n\ndata: [DONE]\n\n')), ""),
    ("too long for it", lambda: always(Fail(400, "maximum context length is 512 tokens")), "dài quá"),
    ("403", lambda: always(Fail(403, "no")), "Khóa truy cập"),
]


@pytest.mark.parametrize(("make", "said"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_faults_end_in_the_base_draft(make: Callable[[], Script], said: str) -> None:
    draft, _ = written(make())
    assert_sound(draft)
    assert draft.text == BASE.text
    noted = [s.note for s in draft.sections if s.note]
    assert len(noted) == 4
    assert said.lower() in noted[0].lower()


def test_passing_faults_are_tried_again() -> None:
    for fault in (Fail(429, headers={"Retry-After": "0.01"}), Fail(502), Say("x", drop=True), Say("")):
        draft, _ = written(lambda m, n, f=fault: f if n == 1 else good(m, n), workers=1)
        assert not any(s.note for s in draft.sections)
        assert "riêng tổng đàn gia cầm" in draft.text


def test_time_out() -> None:
    draft, _ = written(lambda m, n: replace(good(m, n), delay=3.0), timeout=0.4, tries=1, workers=4)  # type: ignore[type-var]
    assert draft.text == BASE.text
    assert "không trả lời kịp" in draft.sections[1].note


def test_endless_answer() -> None:
    endless = Say("Kinh tế của xã tiếp tục phát triển ổn định. ", endless=True)
    draft, _ = written(lambda m, n: endless if section_of(m) == "Phát triển kinh tế" else good(m, n))
    assert_sound(draft)
    assert body(draft, "kinh tế").count("tiếp tục phát triển ổn định") <= 1


def test_cut_answer_loses_its_torn_end() -> None:
    answer = Say(ECONOMY + " Phong trào tiếp tục được các thôn trong", finish="length")
    draft, _ = written(lambda m, n: answer if section_of(m) == "Phát triển kinh tế" else good(m, n))
    assert_sound(draft)
    assert "được các thôn trong" not in draft.text
    assert "riêng tổng đàn gia cầm" in draft.text


def test_a_lasting_fault_is_asked_once() -> None:
    with serving(good, key="right") as server:
        writer = ModelWriter(ModelSettings("tiny", server.url, "wrong", workers=1), BaseWriter())
        draft = writer.write(PLAN)
        assert len(server.requests) == 1
    assert draft.text == BASE.text
    assert "wrong" not in repr(writer.exchanges) + repr(draft.notes) + repr(
        ModelSettings("m", api_key="wrong")
    )
