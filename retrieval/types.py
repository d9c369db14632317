"""What flows through retrieval: chunks, filters, passages, settings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[int, int], None]
"""Called with (done, of) while chunks are embedded."""


class StaleError(Exception):
    """The library was changed since the snapshot was read that is searched."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a section, small enough for the embedding model.

    Attributes:
        id: unique in the library; changes when the content does.
        report: id of the stored report.
        section: number of the section it stands in, empty before the first heading.
        heading: heading path from the top, joined by ` > `.
        position: its place among the report's chunks.
        start, end: its span in the report's text.
        text: the words of the report, without the heading path; a table's later pieces repeat its header.
        content_hash: of `full`, the key of its cached vector.
        indicators: labels of the indicators it states, handed in by the caller.
    """

    id: str
    report: str
    section: str
    heading: str
    position: int
    start: int
    end: int
    text: str
    content_hash: str
    indicators: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """What is embedded: the heading path, then the text."""
        return full_text(self.heading, self.text)


def full_text(heading: str, text: str) -> str:
    """Heading path and text as they are embedded and searched."""
    return f"{heading}\n{text}" if heading else text


def content_hash(heading: str, text: str) -> str:
    """The key of a text's vector."""
    return hashlib.sha256(full_text(heading, text).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What search needs to know of a report."""

    id: str
    unit: str
    level: str | None
    kind: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must be; None asks nothing. `without` names reports to leave out.

    Units, kinds and section headings are compared without case, accents and kind words.
    """

    unit: str | None = None
    level: str | None = None
    kind: str | None = None
    period: str | None = None
    section: str | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefer:
    """What a passage should rather be: who writes which report for which period."""

    unit: str = ""
    level: str | None = None
    kind: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A section found. `score` is between 0 and 1; `why` says in Vietnamese why it came."""

    report_id: str
    title: str
    unit: str
    period: str | None
    section: str
    heading: str
    score: float
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How to embed and where the vector store is.

    Attributes:
        model: name or folder of a sentence-transformers model, or the endpoint's model; empty for the
            model of the default install.
        endpoint: base URL of an OpenAI-compatible embedding service, or empty.
        api_key: its key; never shown.
        chroma_url: URL of a Chroma server, empty for the embedded store.
        dense: False searches words only.
        lexical_weight, dense_weight: weights of the two rankings in the fusion; None for what the model is worth.
    """

    model: str = ""
    endpoint: str = ""
    api_key: str = field(default="", repr=False)
    chroma_url: str = ""
    dense: bool = True
    lexical_weight: float = 9.0
    dense_weight: float | None = None

    @property
    def weight_of_vectors(self) -> float:
        """The default model is weak at Vietnamese; one that was chosen is taken for better."""
        if self.dense_weight is not None:
            return self.dense_weight
        return 3.0 if self.model or self.endpoint else 1.0


@dataclass(frozen=True, slots=True)
class Making:
    """Vectors that are being made in the background.

    Attributes:
        done, of: how many are made, and were to be made.
        model: whose they are.
        serving: the model that is searched by meanwhile, empty where words alone are.
    """

    done: int
    of: int
    model: str
    serving: str = ""
