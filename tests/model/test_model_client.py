from __future__ import annotations

import threading
import time
from email.utils import formatdate

import pytest

from drafting.writers.model import ModelSettings
from drafting.writers.model import test_endpoint as ask_endpoint
from drafting.writers.model_client import OPENAI, ChatModel, _chat
from drafting.writers.model_endpoint import try_endpoint
from drafting.writers.model_faults import ModelFaultError, StoppedError
from tests.model.server import Action, Fail, Raw, Say, always, in_turn, serving


def test_an_endpoint_that_works() -> None:
    with serving(always(Say("sẵn sàng")), key="k") as server:
        assert ask_endpoint(ModelSettings("tiny", server.url, "k")) is None
        sent = server.requests[0]
    assert sent["max_tokens"]
    assert "tools" not in sent


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"api_key": "wrong-secret"}, "Khóa truy cập"),
        ({"model": "no-such-model"}, "không có mô hình «no-such-model»"),
        ({"base_url": "http://127.0.0.1:9/v1"}, "Không kết nối được"),
        ({"base_url": "not a url"}, "Không kết nối được"),
        ({"base_url": "ROOT"}, "/v1"),
        ({"base_url": "HTTPS"}, "http hay https"),
    ],
)
def test_what_is_wrong_with_an_endpoint(change: dict[str, str], said: str) -> None:
    with serving(always(Say("sẵn sàng")), key="k") as server:
        given = {"model": "tiny", "base_url": server.url, "api_key": "k", **change}
        if given["base_url"] == "ROOT":
            given["base_url"] = server.url.removesuffix("/v1")
        if given["base_url"] == "HTTPS":
            given["base_url"] = server.url.replace("http://", "https://")
        answer = ask_endpoint(ModelSettings(**given, timeout=3, first_wait=0.01))  # type: ignore[arg-type]
    assert answer is not None
    assert said in answer
    assert "wrong-secret" not in answer


def test_waits_as_long_as_the_server_asks() -> None:
    waits: list[float] = []
    with serving(in_turn(Fail(429, headers={"Retry-After": "7"}), Fail(503), Say("xong"))) as server:
        model = ChatModel(ModelSettings("tiny", server.url), sleep=waits.append)
        assert model.ask([("user", "?")]).text == "xong"
    assert waits == [7.0, 2.0]


def test_an_asked_wait_is_capped() -> None:
    waits: list[float] = []
    with serving(in_turn(Fail(429, headers={"Retry-After": "99999"}), Say("xong"))) as server:
        ChatModel(ModelSettings("tiny", server.url), sleep=waits.append).ask([("user", "?")])
    assert waits == [30.0]


def test_rubbish_is_a_fault_not_an_answer() -> None:
    for action in (Raw(b"", "text/event-stream"), Raw(b"data: nonsense\n\n"), Raw(b"{}", "application/json")):
        with serving(always(action)) as server, pytest.raises(ModelFaultError):
            ChatModel(ModelSettings("tiny", server.url, tries=1)).ask([("user", "?")])


def test_a_missing_model_is_told_with_those_that_are_there() -> None:
    with serving(always(Say("sẵn sàng"))) as server:
        report = try_endpoint(ModelSettings("tinny", server.url))
    assert report.vi.endswith("Máy chủ có: tiny.")
    assert report.en.endswith("It has: tiny.")


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (
            Fail(429, "You exceeded your current quota, please check your plan and billing details"),
            "hết hạn mức hoặc",
        ),
        (Fail(402, "Insufficient balance"), "hết hạn mức hoặc"),
        (Fail(429, "slow down"), "quá tải"),
        (Fail(504, "gateway"), "kịp thời gian"),
        (Raw(b"<html>hello</html>", "text/html"), ""),
    ],
)
def test_what_a_trial_says_of_a_server_in_trouble(action: Action, said: str) -> None:
    with serving(always(action)) as server:
        report = try_endpoint(ModelSettings("tiny", server.url, timeout=3))
        assert len(server.requests) <= 3
    assert report.fault is not None
    assert said in report.vi


def test_a_server_that_hangs_is_told_in_time() -> None:
    with serving(always(Say("x", delay=3))) as server:
        started = time.monotonic()
        assert "kịp thời gian" in (ask_endpoint(ModelSettings("tiny", server.url, timeout=0.5)) or "")
    assert time.monotonic() - started < 3


def test_a_trial_tells_what_the_server_can() -> None:
    with serving(always(Say("sẵn sàng"))) as server:
        report = try_endpoint(ModelSettings("tiny", server.url))
    assert report.fault is None
    assert report.counts
    assert report.schema
    assert report.models == ("tiny",)


@pytest.mark.parametrize(
    ("unknown", "words"),
    [
        ("response_format", "Unknown field: response_format"),
        ("stream_options", "Extra inputs are not permitted: stream_options"),
        ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        ("temperature", "Unsupported value: 'temperature' does not support 0.2"),
        ("response_format", "Bad request"),
    ],
)
def test_what_a_server_does_not_know_is_left_out(unknown: str, words: str) -> None:
    with serving(always(Say("xong"))) as server:
        server.script = lambda m, n: Fail(400, words) if unknown in server.requests[-1] else Say("xong")
        model = ChatModel(ModelSettings("tiny", server.url, tries=1))
        assert model.ask([("user", "?")]).text == "xong"
        assert model.ask([("user", "?")]).text == "xong"
        assert unknown not in server.requests[-1]
        assert len(server.requests) == 3  # learnt once
        if unknown == "max_tokens":
            assert server.requests[-1]["max_completion_tokens"] == 1500


def test_an_asked_wait_may_be_a_date_or_milliseconds() -> None:
    late = formatdate(time.time() + 20, usegmt=True)
    waits: list[float] = []
    answers = in_turn(
        Fail(429, headers={"Retry-After": late}), Fail(429, headers={"retry-after-ms": "1500"}), Say("xong")
    )
    with serving(answers) as server:
        ChatModel(ModelSettings("tiny", server.url), sleep=waits.append).ask([("user", "?")])
    assert 15 < waits[0] <= 20
    assert waits[1] == 1.5


def test_a_busy_server_holds_up_the_next_question_too() -> None:
    waits: list[float] = []
    with serving(in_turn(Fail(429, headers={"Retry-After": "9"}), Say("xong"))) as server:
        model = ChatModel(ModelSettings("tiny", server.url, tries=1), sleep=waits.append)
        with pytest.raises(ModelFaultError):
            model.ask([("user", "?")])
        model._pause(9, ModelFaultError("busy"))
        model.ask([("user", "?")])
    assert waits[0] == 9
    assert 8 < waits[1] <= 9


def test_a_wait_ends_when_somebody_stops() -> None:
    stop = threading.Event()
    with serving(always(Fail(429, headers={"Retry-After": "20"}))) as server:
        model = ChatModel(ModelSettings("tiny", server.url), stop=stop)
        threading.Timer(0.3, stop.set).start()
        started = time.monotonic()
        with pytest.raises(StoppedError):
            model.ask([("user", "?")])
    assert time.monotonic() - started < 5


def test_nothing_goes_to_a_tracing_service(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(Say("xong"))) as other, serving(always(Say("xong"))) as server:
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_TRACING_V2", "true")
            monkeypatch.setenv(f"{name}_API_KEY", "x")
            monkeypatch.setenv(f"{name}_ENDPOINT", other.url)
        ChatModel(ModelSettings("tiny", server.url)).ask([("user", "?")])
        time.sleep(0.5)
        assert other.seen == 0
        assert server.seen


def test_the_key_goes_to_the_chosen_address_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(Say("xong")), key="k") as other, serving(always(Say("xong")), key="k") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", other.url)
        monkeypatch.setenv("OPENAI_API_KEY", "another")
        ChatModel(ModelSettings("tiny", server.url, "k")).ask([("user", "?")])
        assert not other.requests
        assert _chat(ModelSettings("tiny", "", "k"), frozenset()).openai_api_base == OPENAI
