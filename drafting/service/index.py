"""The search index in two steps: words first, by which reports are found at once, then vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drafting.service.library import Progress, add_reports, open_library
from drafting.service.settings import Settings


def ingest_words(
    settings: Settings, paths: Sequence[Path], progress: Progress | None = None
) -> dict[str, Any]:
    """As `library.ingest`, but without vectors: found by words and headings at once; `finish` does the rest."""
    with open_library(settings) as library:
        return add_reports(library, paths, progress, vectors=False)


def finish(settings: Settings, progress: Progress | None = None) -> dict[str, Any]:
    """Make the vectors that are missing and fill the vector store; what answers by vectors now."""
    with open_library(settings) as library:
        said = (lambda done, of: progress("tính véc-tơ", done, of)) if progress else None
        library.index.index_pending(said)
        return {"vectors": library.index.open_vectors(), "notice": library.index.notice}
