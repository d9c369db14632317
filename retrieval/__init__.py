"""Chunking, embedding, the vector store, lexical search, fusion.

`Library` and what it needs (numpy, SQLAlchemy) are imported when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.chunking import chunk
from retrieval.types import Chunk, Filters, Passage, Prefer, Progress, RetrievalSettings

if TYPE_CHECKING:
    from retrieval.library import Library

__all__ = [
    "Chunk",
    "Filters",
    "Library",
    "Passage",
    "Prefer",
    "Progress",
    "RetrievalSettings",
    "chunk",
]


def __getattr__(name: str) -> object:
    """Load `Library` lazily."""
    if name == "Library":
        from retrieval.library import Library

        return Library
    raise AttributeError(name)
