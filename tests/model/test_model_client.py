from __future__ import annotations

import pytest

from drafting.writers.model import ModelSettings
from drafting.writers.model import test_endpoint as ask_endpoint
from drafting.writers.model_client import ChatModel
from drafting.writers.model_faults import ModelFaultError
from tests.model.server import Fail, Raw, Say, always, in_turn, serving


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
    ],
)
def test_what_is_wrong_with_an_endpoint(change: dict[str, str], said: str) -> None:
    with serving(always(Say("sẵn sàng")), key="k") as server:
        given = {"model": "tiny", "base_url": server.url, "api_key": "k", **change}
        if given["base_url"] == "ROOT":
            given["base_url"] = server.url.removesuffix("/v1")
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
