"""How many tokens a text is for a model, and how many it takes; without any downloaded vocabulary.

Counted by the server where it has a `tokenize` endpoint (vLLM, llama.cpp); else by the characters a token
that its own counts of earlier questions show; before the first answer by a bound that the common
vocabularies keep in Vietnamese.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import urllib.error
import urllib.request
from typing import Any

from drafting.writers.model_types import ModelSettings

log = logging.getLogger(__name__)

UNMEASURED = 1.4
"""Characters a token before anything was measured; vocabularies of 32 000 pieces have 1.5 or more."""
_MARGIN = 0.95
"""Of the least characters a token seen so far: the next text may be a little denser."""
_LIMIT = re.compile(
    r"maximum context length (?:is|of) (\d+)|context (?:length|window|size)\D{0,40}(\d{3,7})|n_ctx\W{1,4}(\d+)|"
    r"(\d{3,7}) tokens? (?:maximum|limit)"
)
_WAIT = 5.0


class TokenMeter:
    """Counts tokens for one model and learns its limit; may be used from several threads.

    Args:
        settings: where the model is; its `context` where somebody said it.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._least: float | None = None
        self._counts = bool(settings.base_url)
        self._looked = False
        self._limit = settings.context

    def room(self) -> int:
        """Tokens that a question may have; 0 where no limit is known."""
        self._look()
        return max(self._limit - self._settings.max_tokens, 1) if self._limit else 0

    def count(self, text: str) -> int:
        """Tokens of a text: the server's own count where it gives one, else a bound from what was measured."""
        if self._counts:
            counted = self._asked(text)
            if counted is not None:
                return counted
        with self._lock:
            ratio = self._least * _MARGIN if self._least else UNMEASURED
        return int(len(text) / ratio) + 1

    def learn(self, characters: int, tokens: int) -> None:
        """Note how many tokens the server counted for a question of this many characters."""
        if tokens < 20:  # no count, or a made up one
            return
        with self._lock:
            ratio = characters / tokens
            self._least = min(self._least or ratio, ratio)

    def too_long(self, said: str, tokens: int) -> None:
        """Learn the limit from a refusal: its words, else that this many tokens were too many."""
        match = _LIMIT.search(said.lower())
        limit = int(next(g for g in match.groups() if g)) if match else 0
        with self._lock:
            if not limit:
                limit = tokens + self._settings.max_tokens - 1
            self._limit = min(self._limit or limit, limit)

    def _look(self) -> None:
        """Ask the server once what the model takes (vLLM says so in its list of models)."""
        with self._looking:  # others wait for what the first finds
            if self._looked or self._limit or not self._settings.base_url:
                return
            self._looked = True
            for entry in listed(self._settings):
                if entry.get("id") == self._settings.model and isinstance(entry.get("max_model_len"), int):
                    self._limit = entry["max_model_len"]

    def _asked(self, text: str) -> int | None:
        root = self._settings.base_url.rstrip("/").removesuffix("/v1")
        body = {"model": self._settings.model, "prompt": text, "content": text}
        data = fetched(f"{root}/tokenize", self._settings.api_key, body)
        if isinstance(data, dict):
            tokens = data.get("tokens")
            count = data.get("count", len(tokens) if isinstance(tokens, list) else None)
            if isinstance(count, int) and count > 0:
                return count
        self._counts = False
        return None


def listed(settings: ModelSettings) -> list[dict[str, Any]]:
    """The models that the server lists; empty where it doesn't."""
    if not settings.base_url:
        return []
    data = fetched(f"{settings.base_url.rstrip('/')}/models", settings.api_key)
    entries = data.get("data") if isinstance(data, dict) else None
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def fetched(address: str, key: str, body: object = None) -> object:
    """The JSON at an address that a server may or may not have; None where it hasn't."""
    if not address.startswith(("http://", "https://")):
        return None
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key or 'none'}"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_WAIT) as answer:  # noqa: S310
            found: object = json.loads(answer.read(4_000_000))
    except (OSError, ValueError) as error:
        log.info("%s: %s", address, type(error).__name__)
        return None
    return found
