"""What is too long for a model: the least useful precedents go first, by the server's own counts of tokens."""

from __future__ import annotations

import pytest

from drafting.writers.model import ModelSettings, ModelWriter
from drafting.writers.model_tokens import UNMEASURED, TokenMeter
from tests.model.answers import BASE, GOOD, assert_sound, good
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Action, Fail, FakeModel, Messages, Say, always, serving
from tests.retrieval.reports import HA_VINH_2024

PRECEDENT = "Sản lượng lương thực"


def writer(server: FakeModel, **settings: object) -> ModelWriter:
    chosen = ModelSettings("tiny", server.url, workers=1, first_wait=0.01, **settings)  # type: ignore[arg-type]
    return ModelWriter(chosen, BaseWriter({"r24": HA_VINH_2024.report}))


def asked(server: FakeModel) -> list[str]:
    return [m[1]["content"] for r in server.requests if (m := r["messages"])]  # type: ignore[index]


def test_all_precedents_go_along_where_no_limit_is_known() -> None:
    with serving(good) as server:
        writer(server).write(PLAN)
        assert sum(PRECEDENT in text for text in asked(server)) >= 1


@pytest.mark.parametrize("tokenizes", [True, False])
def test_a_limit_that_the_server_names_is_kept_from_the_first_question_on(tokenizes: bool) -> None:
    with serving(good) as server:
        server.tokenizes, server.context = tokenizes, 3000
        draft = writer(server).write(PLAN)
        assert not any(s.note for s in draft.sections)
        assert not any(PRECEDENT in text for text in asked(server))
        assert len(server.requests) == len(GOOD)


def test_a_limit_in_the_refusal_is_learnt_once() -> None:
    def script(messages: Messages, number: int) -> Action:
        words = "This model's maximum context length is 3300 tokens. However, you requested 4000 tokens."
        return Fail(400, words) if PRECEDENT in str(messages) else good(messages, number)

    with serving(script) as server:
        draft = writer(server).write(PLAN)
        refused = [text for text in asked(server) if PRECEDENT in text]
    assert not any(s.note for s in draft.sections)
    assert_sound(draft)
    assert len(refused) == 1


def test_where_even_the_question_alone_is_too_long_the_draft_is_the_precedents() -> None:
    with serving(always(Fail(400, "the request exceeds the available context size"))) as server:
        draft = writer(server).write(PLAN)
    assert draft.text == BASE.text
    assert "dài quá" in draft.sections[1].note


def test_the_meter_learns_from_what_the_server_counts() -> None:
    meter = TokenMeter(ModelSettings("m", context=5000, max_tokens=1000))
    assert meter.room() == 4000
    assert meter.count("a" * 1400) == int(1400 / UNMEASURED) + 1
    meter.learn(3000, 1000)
    meter.learn(2000, 1000)
    assert meter.count("a" * 1900) == 1001  # the densest seen, and a margin
    meter.learn(100, 3)  # a made up count
    assert meter.count("a" * 1900) == 1001


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("This model's maximum context length is 4096 tokens.", 4096),
        ("the request exceeds the available context size (8192 tokens)", 8192),
        ('{"n_prompt_tokens": 9000, "n_ctx": 2048}', 2048),
        ("prompt is too long", 2500 + 1000 - 1),
    ],
)
def test_limits_are_read_from_refusals(said: str, limit: int) -> None:
    meter = TokenMeter(ModelSettings("m", max_tokens=1000))
    assert meter.room() == 0
    meter.too_long(said, 2500)
    assert meter.room() == limit - 1000


def test_what_was_said_before_goes_when_it_is_too_long_to_say_again() -> None:
    def script(messages: Messages, number: int) -> Action:
        if len(messages) > 2:
            return Fail(400, "maximum context length exceeded")
        first = sum("Phát triển kinh tế" in text for text in asked(server)) == 1
        return Say("Toàn xã có 999 hộ.") if first else good(messages, number)

    with serving(script) as server:
        draft = writer(server).write(PLAN)
    assert_sound(draft)
    assert "riêng tổng đàn gia cầm" in draft.text
