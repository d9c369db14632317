"""Trying an endpoint out: what works, or what is wrong in plain words."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import prompts
from drafting.writers.model_client import ChatModel
from drafting.writers.model_faults import ModelFaultError
from drafting.writers.model_tokens import listed
from drafting.writers.model_types import ModelSettings

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class EndpointReport:
    """What a trial showed.

    Attributes:
        fault: what is wrong, or None.
        models: names that the server lists.
        seconds: until the answer was there.
        counts: the server says how many tokens it used.
        schema: it took the request for a JSON schema.
        limit: tokens that the server says the model takes, 0 where it doesn't say.
    """

    fault: ModelFaultError | None
    models: tuple[str, ...] = ()
    seconds: float = 0.0
    counts: bool = False
    schema: bool = False
    limit: int = 0

    @property
    def vi(self) -> str:
        """What is wrong, in Vietnamese; empty where nothing is."""
        return self._said("vi", "Máy chủ có")

    @property
    def en(self) -> str:
        """What is wrong, in English; empty where nothing is."""
        return self._said("en", "It has")

    def _said(self, language: str, has: str) -> str:
        if self.fault is None:
            return ""
        text = str(getattr(self.fault, language))
        if self.fault.kind == "model" and self.models:
            text += f" {has}: {', '.join(self.models[:_MOST_NAMES])}."
        return text


def try_endpoint(settings: ModelSettings) -> EndpointReport:
    """Ask the shortest question there is, once."""
    model = ChatModel(replace(settings, tries=1))
    started = time.monotonic()
    try:
        reply = model.ask([("user", prompts.load("endpoint_test").render())])
    except ModelFaultError as fault:
        names = tuple(str(e.get("id", "")) for e in listed(settings)) if fault.kind == "model" else ()
        return EndpointReport(fault, tuple(n for n in names if n))
    seconds = time.monotonic() - started
    entries = listed(settings)
    limit = next((e.get("max_model_len") for e in entries if e.get("id") == settings.model), 0)
    return EndpointReport(
        None, tuple(str(e.get("id", "")) for e in entries), seconds, reply.usage.tokens_in > 0, model.schema,
        limit if isinstance(limit, int) else 0,
    )  # fmt: skip


def test_endpoint(settings: ModelSettings) -> str | None:
    """Whether the model answers: None where it does, else one sentence that says what is wrong."""
    return try_endpoint(settings).vi or None
