"""Asking a language model over any OpenAI-compatible endpoint; every fault becomes one clear sentence."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from drafting.writers.model_faults import ModelFaultError, StoppedError, faults
from drafting.writers.model_form import FORM
from drafting.writers.model_tokens import TokenMeter
from drafting.writers.model_types import Message, ModelSettings, Reply, Usage

log = logging.getLogger(__name__)

OPENAI = "https://api.openai.com/v1"
LONGEST_WAIT = 30.0
"""Seconds to wait at most before a further try, whatever the server asks for."""
MOST_CHARACTERS = 24_000
"""An answer longer than this has no end."""
_OPTIONS = ("response_format", "stream_options", "max_tokens", "temperature")
"""Parts of a request that some servers refuse, the least needed first."""
_NAMED = {
    "response_format": ("response_format", "json_schema", "json schema", "grammar"),
    "stream_options": ("stream_options", "include_usage"),
    "max_tokens": ("max_tokens", "max_completion_tokens"),
    "temperature": ("temperature",),
}
OnText = Callable[[str], None]
"""Called with the answer so far while it comes."""


class ChatModel:
    """A chat model behind an endpoint; may be asked from several threads.

    Args:
        settings: which model, where.
        sleep: how to wait between tries; by default until `stop` is set.
        stop: set by whoever wants no more of it.
    """

    def __init__(
        self,
        settings: ModelSettings,
        sleep: Callable[[float], object] | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self.settings = settings
        self.stop = stop or threading.Event()
        self.meter = TokenMeter(settings)
        self._sleep = sleep or (lambda seconds: self.stop.wait(seconds))
        self._slots = threading.Semaphore(settings.workers)
        self._lock = threading.Lock()
        self._resume_at = 0.0
        self._without: set[str] = set()
        if not settings.schema:
            self._without.add("response_format")
        self._clients: dict[frozenset[str], Any] = {}
        self._lasting: ModelFaultError | None = None

    def hope(self) -> None:
        """Ask again although no question could succeed before: somebody may have mended it."""
        self._lasting = None

    @property
    def schema(self) -> bool:
        """True while the server is asked for an answer in a JSON schema."""
        return "response_format" not in self._without

    def ask(self, messages: Sequence[Message], on_text: OnText | None = None) -> Reply:
        """The model's answer; tried again with growing pauses where that helps.

        Raises:
            ModelFaultError: no answer came.
            StoppedError: `stop` was set.
        """
        wait = self.settings.first_wait
        requests, started = 0, time.monotonic()
        self._wait_for_others()
        for attempt in range(1, self.settings.tries + 1):
            try:
                reply, sent = self._accepted(messages, on_text)
            except ModelFaultError as fault:
                requests += 1
                fault.requests = requests
                if not fault.passing or attempt == self.settings.tries:
                    raise
                log.info("model fault (%s), try %d", fault.kind, attempt)
                self._pause(min(fault.wait if fault.wait is not None else wait, LONGEST_WAIT), fault)
                wait *= 2
                continue
            seconds = time.monotonic() - started
            return replace(reply, usage=replace(reply.usage, requests=requests + sent, seconds=seconds))
        raise AssertionError("tries is at least 1")

    def _pause(self, seconds: float, fault: ModelFaultError) -> None:
        """Wait before the next try; where the server is busy, new questions wait as well."""
        if fault.kind == "busy":
            with self._lock:
                self._resume_at = max(self._resume_at, time.monotonic() + seconds)
        self._sleep(seconds)
        self._stopped()

    def _wait_for_others(self) -> None:
        left = self._resume_at - time.monotonic()
        if left > 0:
            self._sleep(left)
        self._stopped()

    def _stopped(self) -> None:
        if self.stop.is_set():
            raise StoppedError

    def _accepted(self, messages: Sequence[Message], on_text: OnText | None) -> tuple[Reply, int]:
        """One try, and how many requests it took: what the server doesn't know of a request is left out."""
        sent = 0
        while True:
            sent += 1
            without = frozenset(self._without)
            try:
                with self._slots:
                    self._stopped()
                    if self._lasting is not None:
                        raise ModelFaultError(self._lasting.kind, self.settings.model)
                    return self._once(messages, without, on_text), sent
            except ModelFaultError as fault:
                self._lasting = fault if fault.lasting else self._lasting
                if fault.kind != "invalid" or not self._drop(fault.said.lower(), without):
                    raise

    def _drop(self, said: str, without: frozenset[str]) -> bool:
        """Ask without the option that a refusal names, or the least needed one; False where it isn't the options."""
        if without != self._without:
            return True  # another thread has learnt something meanwhile
        if not re.search(r"error code: (?:400|422)", said):
            return False
        left = [o for o in _OPTIONS if o not in without]
        named = [o for o in left if any(word in said for word in _NAMED[o])]
        chosen = (named or [o for o in left if o in ("response_format", "stream_options")])[:1]
        with self._lock:
            self._without = self._without | set(chosen)
        if chosen:
            log.info("the server doesn't take %s", chosen[0])
        return bool(chosen)

    def _once(self, messages: Sequence[Message], without: frozenset[str], on_text: OnText | None) -> Reply:
        from langsmith import tracing_context

        answer = _Answer(self.settings, on_text)
        # What is written never leaves for a tracing service, whatever the environment says.
        with (
            faults(self.settings),
            tracing_context(enabled=False),
            closing(self._client(without).stream(list(messages))) as stream,
        ):
            for chunk in stream:
                self._stopped()
                if answer.take(chunk):
                    break
        reply = answer.reply()
        self.meter.learn(sum(len(text) for _, text in messages), reply.usage.tokens_in)
        return reply

    def _client(self, without: frozenset[str]) -> Any:
        with self._lock:
            if without not in self._clients:
                self._clients[without] = _chat(self.settings, without)
            return self._clients[without]


def _chat(settings: ModelSettings, without: frozenset[str]) -> Any:
    """Langchain's client, loaded with the first question."""
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    # `max_tokens` goes by extra_body: some servers ignore what langchain calls it, and some know only that.
    extra: dict[str, Any] = {
        "max_completion_tokens" if "max_tokens" in without else "max_tokens": settings.max_tokens
    }
    if "response_format" not in without:
        extra["response_format"] = FORM
    return ChatOpenAI(
        model=settings.model,
        # The key goes to the address of the settings, never to one that the environment names.
        base_url=settings.base_url or OPENAI,
        api_key=SecretStr(settings.api_key or "none"),
        timeout=settings.timeout,
        max_retries=0,
        temperature=None if "temperature" in without else settings.temperature,
        stream_usage="stream_options" not in without,
        extra_body=extra,
    )


class _Answer:
    """An answer as it comes, piece by piece."""

    def __init__(self, settings: ModelSettings, on_text: OnText | None) -> None:
        self._settings = settings
        self._on_text = on_text
        self._started = time.monotonic()
        self._parts: list[str] = []
        self._length = 0
        self._usage = Usage()
        self._finish = ""
        self._refused = False

    def take(self, chunk: Any) -> bool:
        """Take a piece; True where no more is wanted.

        Raises:
            ModelFaultError: the answer takes too long.
        """
        said = chunk.content if isinstance(chunk.content, str) else str(chunk.text)
        self._parts.append(said)
        self._length += len(said)
        self._finish = str((chunk.response_metadata or {}).get("finish_reason") or self._finish)
        self._refused = self._refused or bool((chunk.additional_kwargs or {}).get("refusal"))
        counted = chunk.usage_metadata or {}
        self._usage = Usage(
            max(self._usage.tokens_in, int(counted.get("input_tokens") or 0)),
            max(self._usage.tokens_out, int(counted.get("output_tokens") or 0)),
        )
        if said and self._on_text is not None:
            self._on_text("".join(self._parts))
        if self._length > MOST_CHARACTERS:
            self._finish = "length"
            return True
        if time.monotonic() - self._started > self._settings.timeout:
            raise ModelFaultError("timeout")
        return False

    def reply(self) -> Reply:
        """The whole of it.

        Raises:
            ModelFaultError: it is a refusal, empty, or broke off.
        """
        text = "".join(self._parts)
        if self._finish == "content_filter" or (self._refused and not text.strip()):
            raise ModelFaultError("refused")
        if not text.strip():
            raise ModelFaultError("empty")
        if not self._finish:
            raise ModelFaultError("dropped")
        return Reply(text, self._finish == "length", self._usage)
