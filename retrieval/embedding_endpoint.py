"""An OpenAI-compatible embedding service, and in plain words what goes wrong with one."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from retrieval.embedding import prefixes, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

DOCUMENTS_TIMEOUT, QUERY_TIMEOUT = 60.0, 10.0
"""Seconds: who searches doesn't wait long, words are searched anyway."""
TRIES_AGAIN = 2
"""How often a batch is sent again where the service is busy, fails, or is silent; a query once."""
REST = 30.0
"""Seconds for which a service that failed is not asked for queries."""
_CAUSES = (
    ("AuthenticationError", "không nhận khóa", "refuses the key"),
    ("PermissionDeniedError", "không cho phép dùng", "forbids it"),
    ("NotFoundError", "không có mô hình này ở địa chỉ này", "has no such model at this address"),
    ("RateLimitError", "đang quá tải", "is too busy"),
    ("APITimeoutError", "không trả lời kịp", "did not answer in time"),
    ("APIConnectionError", "không kết nối được", "can't be reached"),
    ("InternalServerError", "bị lỗi bên trong", "failed inside"),
)


class EndpointEmbedder:
    """An OpenAI-compatible embedding service.

    Args:
        model: the service's name for it.
        endpoint: base URL.
        api_key: never shown; local services need none.
        timeouts: seconds for an answer to a batch and to a query.
    """

    def __init__(
        self,
        model: str,
        endpoint: str,
        api_key: str,
        timeouts: tuple[float, float] = (DOCUMENTS_TIMEOUT, QUERY_TIMEOUT),
    ) -> None:
        self.name = f"{endpoint.rstrip('/')}#{model}"
        self._model = model
        self._prefixes = prefixes(model)
        self._endpoint = endpoint
        self._key = api_key
        self._timeouts = timeouts
        self._clients: dict[bool, Any] = {}
        self._making = threading.Lock()
        self._resting: tuple[float, InputError] | None = None

    def documents(self, texts: list[str]) -> Matrix:
        """A row a text.

        Raises:
            InputError: the service doesn't answer, or answers what can't be used.
        """
        return self._call([self._prefixes[1] + t for t in texts], query=False)

    def query(self, text: str) -> Matrix:
        """One row.

        Raises:
            InputError: as above; for a while it is not asked again then.
        """
        if self._resting is not None and time.monotonic() < self._resting[0]:
            raise self._resting[1]
        try:
            row = self._call([self._prefixes[0] + text], query=True)
        except InputError as error:
            self._resting = time.monotonic() + REST, error
            raise
        self._resting = None
        return row

    def _client(self, *, query: bool) -> Any:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        with self._making:
            if query not in self._clients:
                # Length checking would download a tokenizer.
                self._clients[query] = OpenAIEmbeddings(
                    model=self._model or "text-embedding-3-small",
                    base_url=self._endpoint,
                    api_key=SecretStr(self._key or "none"),
                    check_embedding_ctx_length=False,
                    timeout=self._timeouts[query],
                    max_retries=1 if query else TRIES_AGAIN,
                )
            return self._clients[query]

    def _call(self, texts: list[str], *, query: bool) -> Matrix:
        import numpy as np
        from openai import OpenAIError

        try:
            rows = unit_rows(self._client(query=query).embed_documents(texts))
        except (OpenAIError, ValueError, TypeError, AttributeError) as error:
            raise _said(error) from error
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise _said(ValueError(f"{len(rows)} rows for {len(texts)} texts"))
        return rows


def _said(error: Exception) -> InputError:
    """One sentence on what went wrong."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    known = ((vi, en) for name, vi, en in _CAUSES if name in kinds)
    vi, en = next(known, ("trả lời không dùng được", "answers what can't be used"))
    return InputError(
        f"Dịch vụ nhúng {vi}: kiểm tra địa chỉ, khóa và tên mô hình; trong lúc đó tìm theo từ ngữ.",
        f"The embedding service {en}: check its address, key and model; meanwhile words are searched.",
    )
