"""What can go wrong between us and a model, each as one clear sentence."""

from __future__ import annotations

import re
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from drafting.writers.model_types import ModelSettings

FaultKind = Literal[
    "key", "model", "address", "tls", "quota", "timeout", "busy", "server", "dropped", "context", "refused", "invalid",
    "empty",
]  # fmt: skip
_PASSING = ("timeout", "busy", "server", "dropped", "empty", "invalid")
_LASTING = ("key", "model", "address", "tls", "quota")
SAID: dict[FaultKind, tuple[str, str]] = {
    "key": (
        "Khóa truy cập mô hình không đúng hoặc không có quyền: kiểm tra khóa (OPENAI_API_KEY).",
        "The model's key is wrong or has no right to it: check the key (OPENAI_API_KEY).",
    ),
    "model": (
        "Máy chủ không có mô hình «{model}»: kiểm tra tên mô hình (SOANTHAO_MODEL).",
        "The server has no model «{model}»: check its name (SOANTHAO_MODEL).",
    ),
    "address": (
        "Không kết nối được tới máy chủ mô hình: kiểm tra địa chỉ (OPENAI_BASE_URL) và mạng.",
        "The model's server can't be reached: check the address (OPENAI_BASE_URL) and the network.",
    ),
    "tls": (
        "Không lập được kết nối bảo mật (TLS) tới máy chủ mô hình: chứng thư không được tin cậy, hoặc máy chủ chỉ nói "
        "http; kiểm tra địa chỉ bắt đầu bằng http hay https.",
        "No secure connection (TLS) to the model's server: its certificate isn't trusted, or it speaks plain http; "
        "check whether the address begins with http or https.",
    ),
    "quota": (
        "Tài khoản dùng mô hình đã hết hạn mức hoặc hết tiền: kiểm tra tài khoản ở nhà cung cấp.",
        "The account has no quota or money left: look at it at the provider.",
    ),
    "timeout": (
        "Mô hình không trả lời kịp thời gian cho phép.",
        "The model didn't answer within the time allowed.",
    ),
    "busy": ("Máy chủ mô hình đang quá tải hoặc đã hết hạn mức.", "The model's server is overloaded."),
    "server": ("Máy chủ mô hình gặp lỗi.", "The model's server failed."),
    "dropped": ("Kết nối tới mô hình bị ngắt giữa chừng.", "The connection to the model broke off."),
    "context": ("Nội dung gửi đi dài quá khả năng của mô hình.", "The question is too long for the model."),
    "refused": ("Mô hình từ chối trả lời.", "The model refused to answer."),
    "invalid": (
        "Máy chủ trả lời không đúng dạng của giao diện OpenAI: kiểm tra địa chỉ (thường kết thúc bằng /v1).",
        "The server's answer isn't of the OpenAI API: check the address (it mostly ends in /v1).",
    ),
    "empty": ("Mô hình trả lời rỗng.", "The model's answer was empty."),
}


class ModelFaultError(Exception):
    """The model gave no usable answer.

    Attributes:
        kind: what went wrong.
        vi, en: one sentence for the user; never holds the key.
        wait: seconds the server asked to wait, or None.
        said: the server's own words, for reading numbers and parameters out of them; never shown.
        requests: how many were sent for it.
    """

    def __init__(self, kind: FaultKind, model: str = "", wait: float | None = None, said: str = "") -> None:
        self.vi, self.en = (words.format(model=model) for words in SAID[kind])
        super().__init__(self.vi)
        self.kind = kind
        self.wait = wait
        self.said = said
        self.requests = 1

    @property
    def passing(self) -> bool:
        """True where the same question may succeed a little later."""
        return self.kind in _PASSING

    @property
    def lasting(self) -> bool:
        """True where no other question will succeed either."""
        return self.kind in _LASTING


class StoppedError(Exception):
    """Somebody stopped the writing; nothing is wrong."""


@contextmanager
def faults(settings: ModelSettings) -> Iterator[None]:
    """Turn what the client raises into a `ModelFaultError`."""
    import openai

    known: tuple[type[Exception], ...] = (
        openai.OpenAIError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
        *_http("HTTPError", "InvalidURL"),
    )  # fmt: skip
    try:
        yield
    except (ModelFaultError, StoppedError):
        raise
    except known as error:
        raise ModelFaultError(_kind(error), settings.model, _asked_wait(error), str(error)) from error


def _http(*names: str) -> tuple[type[Exception], ...]:
    """Error classes of the HTTP package that the client is built on (httpx, or its successor httpx2)."""
    loaded = (sys.modules[package] for package in ("httpx2", "httpx") if package in sys.modules)
    return tuple(getattr(package, name) for package in loaded for name in names)


def _kind(error: Exception) -> FaultKind:
    import openai

    if isinstance(error, (openai.APITimeoutError, *_http("TimeoutException"))):
        return "timeout"
    if isinstance(error, openai.APIStatusError):
        return _status_kind(error.status_code, str(error).lower())
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls"
    if any(isinstance(cause, _http("ConnectError", "UnsupportedProtocol", "InvalidURL")) for cause in causes):
        return "address"
    if isinstance(error, openai.APIError) and (kind := _said_kind(str(error).lower())):
        return kind
    if isinstance(error, (openai.APIError, OSError, *_http("HTTPError"))):
        return "dropped"
    return "invalid"


_TOO_LONG = re.compile(
    r"context[ _](?:length|window|size)|maximum context|too long|exceeds? the (?:available |model'?s? )?context|"
    r"prompt is too|too many (?:input )?tokens"
)
_NO_MONEY = re.compile(
    r"insufficient_quota|exceeded your current quota|billing|insufficient (?:balance|credit|funds)"
)


def _status_kind(status: int, said: str) -> FaultKind:
    if status == 413 or (status in (400, 422, 500) and _TOO_LONG.search(said)):
        return "context"
    if status in (401, 403):
        return "key"
    if status == 404 or (status == 400 and re.search(r"model\b.{0,60}(?:not found|not exist|unknown)", said)):
        return "model" if "model" in said else "invalid"
    if status in (408, 504):
        return "timeout"
    if status == 402 or (status == 429 and _NO_MONEY.search(said)):
        return "quota"
    if status in (429, 529):
        return "busy"
    return "server" if status >= 500 else "invalid"


def _said_kind(said: str) -> FaultKind | None:
    """The kind of an error that came as an event of the stream, in its words."""
    if _TOO_LONG.search(said):
        return "context"
    if "rate limit" in said or "overloaded" in said:
        return "busy"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _asked_wait(error: Exception) -> float | None:
    """Seconds that the server asked to wait, by `retry-after-ms` or `Retry-After` in seconds or as a date."""
    response = getattr(error, "response", None)
    if response is None:
        return None
    exact, asked = (str(response.headers.get(name, "")) for name in ("retry-after-ms", "retry-after"))
    if exact.isdigit():
        return int(exact) / 1000
    if asked.replace(".", "", 1).isdigit():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
