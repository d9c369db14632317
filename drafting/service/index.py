"""The search index as such: words before vectors, and which kind of section a heading names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
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


def section_keys(settings: Settings) -> dict[str, Any]:
    """The library's headings and the kind of section each is taken for; those without a kind first."""
    with open_library(settings) as library:
        return {"sections": [asdict(key) for key in library.index.section_keys()]}


def set_section_key(settings: Settings, heading: str, key: str | None) -> None:
    """Say what kind of section a heading names (None takes it back); it stays through reindexing.

    Raises:
        InputError: the key isn't a short word like `khen-thuong`.
    """
    with open_library(settings) as library:
        library.index.set_section_key(heading, key)
