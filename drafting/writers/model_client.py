"""Asking a language model over any OpenAI-compatible endpoint; every fault becomes one clear sentence."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

log = logging.getLogger(__name__)

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]
FaultKind = Literal[
    "key",
    "model",
    "address",
    "timeout",
    "busy",
    "server",
    "dropped",
    "context",
    "refused",
    "invalid",
    "empty",
]
LONGEST_WAIT = 30.0
"""Seconds to wait at most before a further try, whatever the server asks for."""
MOST_CHARACTERS = 24_000
"""An answer longer than this has no end."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model, where, and how patiently.

    Attributes:
        base_url: of the endpoint, empty for OpenAI's own.
        api_key: never shown, never logged; local servers need none.
        timeout: seconds for one answer, streaming included.
        tries: how often one question is sent while the server fails.
        corrections: how often a section goes back to the model with what was wrong.
        workers: sections asked for at once.
        first_wait: seconds before the second try, doubled for each further one.
    """

    model: str
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 60.0
    max_tokens: int = 1500
    temperature: float = 0.2
    tries: int = 3
    corrections: int = 2
    workers: int = 2
    first_wait: float = 1.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said. `cut` is True where it didn't come to an end by itself."""

    text: str
    cut: bool = False
    tokens: int = 0


class ModelFaultError(Exception):
    """The model gave no usable answer.

    Attributes:
        kind: what went wrong.
        vi: one sentence for the user; never holds the key.
        wait: seconds the server asked to wait, or None.
    """

    def __init__(self, kind: FaultKind, vi: str, wait: float | None = None) -> None:
        super().__init__(vi)
        self.kind = kind
        self.vi = vi
        self.wait = wait

    @property
    def passing(self) -> bool:
        """True where the same question may succeed a little later."""
        return self.kind in ("timeout", "busy", "server", "dropped", "empty", "invalid")

    @property
    def lasting(self) -> bool:
        """True where no other question will succeed either."""
        return self.kind in ("key", "model", "address")


class ChatModel:
    """A chat model behind an endpoint.

    Args:
        settings: which model, where.
        sleep: how to wait between tries.
    """

    def __init__(self, settings: ModelSettings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._chat: Any = None  # langchain's client is loaded with the first question

    def ask(self, messages: Sequence[Message]) -> Reply:
        """The model's answer; tried again with growing pauses where that helps.

        Raises:
            ModelFaultError: no answer came.
        """
        wait = self._settings.first_wait
        for attempt in range(1, self._settings.tries + 1):
            try:
                return self._once(messages)
            except ModelFaultError as fault:
                if not fault.passing or attempt == self._settings.tries:
                    raise
                log.info("model fault (%s), try %d", fault.kind, attempt)
                self._sleep(min(fault.wait if fault.wait is not None else wait, LONGEST_WAIT))
                wait *= 2
        raise AssertionError("tries is at least 1")

    def _once(self, messages: Sequence[Message]) -> Reply:
        started = time.monotonic()
        parts: list[str] = []
        length, tokens, finish = 0, 0, ""
        with _faults(self._settings):
            for chunk in self._client().stream(list(messages)):
                said = chunk.content if isinstance(chunk.content, str) else str(chunk.text)
                parts.append(said)
                length += len(said)
                finish = str((chunk.response_metadata or {}).get("finish_reason") or finish)
                tokens = int((chunk.usage_metadata or {}).get("total_tokens") or tokens)
                if length > MOST_CHARACTERS:
                    finish = "length"
                    break
                if time.monotonic() - started > self._settings.timeout:
                    raise ModelFaultError("timeout", _SAID["timeout"])
        text = "".join(parts)
        if finish == "content_filter":
            raise ModelFaultError("refused", _SAID["refused"])
        if not text.strip():
            raise ModelFaultError("empty", _SAID["empty"])
        if not finish:
            raise ModelFaultError("dropped", _SAID["dropped"])
        return Reply(text, finish == "length", tokens)

    def _client(self) -> Any:
        if self._chat is None:
            from langchain_openai import ChatOpenAI
            from pydantic import SecretStr

            s = self._settings
            # `max_tokens` goes by extra_body: some servers ignore what langchain calls it.
            self._chat = ChatOpenAI(
                model=s.model,
                base_url=s.base_url or None,
                api_key=SecretStr(s.api_key or "none"),
                timeout=s.timeout,
                max_retries=0,
                temperature=s.temperature,
                extra_body={"max_tokens": s.max_tokens},
            )
        return self._chat


def test_endpoint(settings: ModelSettings) -> str | None:
    """Whether the model answers: None where it does, else one sentence that says what is wrong."""
    import prompts

    brief = ChatModel(settings, sleep=lambda _: None)
    try:
        brief.ask([("user", prompts.load("endpoint_test").render())])
    except ModelFaultError as fault:
        return fault.vi
    return None


_SAID: dict[str, str] = {
    "key": "Khóa truy cập mô hình không đúng hoặc không có quyền: kiểm tra OPENAI_API_KEY.",
    "model": "Máy chủ không có mô hình «{model}»: kiểm tra tên mô hình (SOANTHAO_MODEL).",
    "address": "Không kết nối được tới máy chủ mô hình: kiểm tra địa chỉ (OPENAI_BASE_URL) và mạng.",
    "timeout": "Mô hình không trả lời kịp thời gian cho phép.",
    "busy": "Máy chủ mô hình đang quá tải hoặc đã hết hạn mức.",
    "server": "Máy chủ mô hình gặp lỗi.",
    "dropped": "Kết nối tới mô hình bị ngắt giữa chừng.",
    "context": "Nội dung gửi đi dài quá khả năng của mô hình.",
    "refused": "Mô hình từ chối trả lời.",
    "invalid": "Máy chủ trả lời không đúng dạng của giao diện OpenAI: kiểm tra địa chỉ (thường kết thúc bằng /v1).",
    "empty": "Mô hình trả lời rỗng.",
}


@contextmanager
def _faults(settings: ModelSettings) -> Iterator[None]:
    """Turn what the client raises into a `ModelFaultError`."""
    import openai

    faults: tuple[type[Exception], ...] = (
        openai.OpenAIError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        *_http("HTTPError", "InvalidURL"),
    )
    try:
        yield
    except ModelFaultError:
        raise
    except faults as error:
        kind = _kind(error)
        raise ModelFaultError(kind, _SAID[kind].format(model=settings.model), _asked_wait(error)) from error


def _http(*names: str) -> tuple[type[Exception], ...]:
    """Error classes of the HTTP package that the client is built on (httpx, or its successor httpx2)."""
    import sys

    loaded = (sys.modules[package] for package in ("httpx2", "httpx") if package in sys.modules)
    return tuple(getattr(package, name) for package in loaded for name in names)


def _kind(error: Exception) -> FaultKind:
    import openai

    if isinstance(error, (openai.APITimeoutError, *_http("TimeoutException"))):
        return "timeout"
    if isinstance(error, openai.APIStatusError):
        return _status_kind(error.status_code, str(error).lower())
    if _never_connected(error):
        return "address"
    if isinstance(error, (openai.APIError, *_http("HTTPError"))):
        return "dropped"
    return "invalid"


def _status_kind(status: int, said: str) -> FaultKind:
    too_long = (
        "context length",
        "context_length",
        "too long",
        "context window",
        "maximum context",
        "context size",
    )
    if status in (400, 413, 422) and (status == 413 or any(words in said for words in too_long)):
        return "context"
    if status in (401, 403):
        return "key"
    if status == 404:
        return "model" if "model" in said else "invalid"
    if status in (408, 504):
        return "timeout"
    if status in (429, 529):
        return "busy"
    return "server" if status >= 500 else "invalid"


def _never_connected(error: Exception) -> bool:
    """True where the address itself can't be reached (no such host, nothing listening)."""
    refused = _http("ConnectError", "UnsupportedProtocol", "InvalidURL")
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, refused):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _asked_wait(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    asked = response.headers.get("retry-after", "") if response is not None else ""
    return float(asked) if asked.replace(".", "", 1).isdigit() else None
