"""The library as a whole: indexing reports, and searching them."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from corpus.errors import InputError
from corpus.types import StoredReport
from retrieval.chunking import chunk
from retrieval.dense import DenseIndex
from retrieval.embedding import Embedder, make_embedder
from retrieval.lexical import LexicalIndex, Vocabulary
from retrieval.searching import Searcher
from retrieval.section_keys import SectionKey, listed
from retrieval.store import ChunkStore
from retrieval.types import Chunk, Filters, Passage, Prefer, Progress, RetrievalSettings, content_hash
from retrieval.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)
LEXICAL_ONLY = "Chưa cài gói nhúng văn bản: chỉ tìm theo từ ngữ và tên mục."
EMBED_AT_ONCE = 64
ATTEMPTS = 3
"""How often a search begins anew because the library is being changed."""
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WARM_UP = "khởi động"


class Library:
    """Chunks, vectors and indexes over the reports of one database.

    Args:
        engine: the database, which is the truth.
        folder: the library's; the embedded vector store goes into `vectors` under it.
        settings: embedding model and vector store.
        embedder: another embedder than the settings name.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        *,
        settings: RetrievalSettings | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.settings = settings or RetrievalSettings()
        self._store = ChunkStore(engine)
        self._engine = engine
        self._folder = folder
        self._embedder = embedder or make_embedder(self.settings)
        self._vectors = VectorStore(engine, self._embedder.name) if self._embedder else None
        self._dense: DenseIndex | None = None
        self._searching: Searcher | None = None
        self._failed = False
        if self._embedder is None and self.settings.dense:
            _say_lexical_only()

    @property
    def notice(self) -> str:
        """What works less than it could, in one sentence, or empty."""
        return LEXICAL_ONLY if self._embedder is None and self.settings.dense else ""

    @property
    def opening(self) -> bool:
        """Vectors of a large library are being opened: search goes by words alone until then."""
        return self._dense is not None and self._dense.opening

    @property
    def engine(self) -> str:
        """What answers by vectors: `chroma`, `database`, or `none`."""
        return self._dense.engine if self._dense is not None else "none"

    def index(
        self,
        report: StoredReport,
        progress: Progress | None = None,
        indicators: Mapping[int, Sequence[str]] | None = None,
    ) -> int:
        """Cut a report into chunks and store them with their vectors; what is there already is kept.

        Killed anywhere, it is finished by the next `index_pending`.

        Args:
            report: as the library stores it.
            progress: called with (chunks embedded, chunks to embed).
            indicators: labels of indicators by the offset where the report states them.

        Returns:
            The number of the report's chunks.
        """
        chunks = chunk(report, indicators)
        if [c.id for c in chunks] != self._store.of_report(report.id):
            self._store.replace(report.id, chunks)
            self._store.tidy()
        else:
            self._store.touch()
        if self._embed(chunks, progress):
            self._store.done(report.id)
        return len(chunks)

    def index_pending(self, progress: Progress | None = None) -> int:
        """Finish every report that isn't wholly indexed; the number of them."""
        from corpus.store import ReportStore

        reports = ReportStore(self._engine)
        waiting = self._store.pending(self._embedder.name if self._embedder else None)
        for done, report in enumerate(waiting):
            if progress:
                progress(done, len(waiting))
            self.index(reports.get(report))
        if progress:
            progress(len(waiting), len(waiting))
        return len(waiting)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make chunks, missing vectors and the vector store anew from the database's reports."""
        from corpus.store import ReportStore

        reports = ReportStore(self._engine).list()
        for done, report in enumerate(reports):
            if progress:
                progress(done, len(reports))
            self.index(report)
        self.rebuild_vector_store()
        if progress:
            progress(len(reports), len(reports))
        return len(reports)

    def rebuild_vector_store(self) -> None:
        """Throw the vector store away; the next search fills it from the database."""
        dense = self._dense_index()
        if dense is not None:
            dense.rebuild()

    def remove(self, report_id: str) -> None:
        """Forget a report's chunks. Vectors stay cached by content."""
        self._store.remove(report_id)

    def close(self) -> None:
        """Let another process own the vector store."""
        if self._dense is not None:
            self._dense.close()
            self._dense = self._searching = None

    def chunks_of(self, report_id: str) -> int:
        """How many chunks a report has."""
        return len(self._store.of_report(report_id))

    def section_keys(self) -> list[SectionKey]:
        """The library's headings, with the kind of section each is taken for; those without first."""
        snapshot = self._searcher().snapshot
        return listed(snapshot.all_headings(), snapshot.by_hand, snapshot.learned)

    def set_section_key(self, heading: str, key: str | None) -> None:
        """Say what kind of section a heading names; None takes it back. It stays through reindexing.

        Raises:
            InputError: the key isn't a short word like `khen-thuong`.
        """
        if key is not None and not _KEY.fullmatch(key):
            raise InputError(
                f"Khóa mục “{key}” không dùng được: viết chữ thường không dấu, nối bằng gạch ngang, như khen-thuong.",
                f"The section key “{key}” can't be used: lower case without accents, joined by hyphens, like khen-thuong.",
            )
        self._store.set_section_key(heading, key)

    def search(
        self, query: str, k: int = 5, filters: Filters | None = None, prefer: Prefer | None = None
    ) -> list[Passage]:
        """The passages nearest to a free text, one a section, best first."""
        return self._checked(lambda s: s.text(query, k, filters or Filters(), prefer or Prefer()))

    def sections(
        self,
        heading_path: tuple[str, ...],
        labels: Sequence[str] = (),
        k: int = 5,
        filters: Filters | None = None,
        prefer: Prefer | None = None,
    ) -> list[Passage]:
        """The past sections most like a planned one: its heading path and its figures' labels."""
        wanted, liked = filters or Filters(), prefer or Prefer()
        return self._checked(lambda s: s.sections(heading_path, labels, k, wanted, liked))

    def _checked(self, ask: Callable[[Searcher], list[Passage]]) -> list[Passage]:
        """Ask; once more from fresh state where the library was changed meanwhile."""
        for _ in range(ATTEMPTS - 1):
            searcher = self._searcher()
            found = ask(searcher)
            if self._store.stamp() == searcher.snapshot.stamp:
                return found
        return ask(self._searcher())

    def _searcher(self) -> Searcher:
        if self._searching is None or self._searching.snapshot.stamp != self._store.stamp():
            for report in self._store.unworded():
                self._store.add_words(report)
            snapshot = self._store.snapshot(self._heading_vectors)
            vocabulary = Vocabulary(self._store.vocabulary())
            lexical = LexicalIndex(self._engine, snapshot, vocabulary)
            self._searching = Searcher(
                snapshot, lexical, self._dense_index(), self._embedder, self.settings, self._store.chunk
            )
        return self._searching

    def _dense_index(self) -> DenseIndex | None:
        if self._dense is None and self._embedder is not None and self._vectors is not None:
            self._dense = DenseIndex(
                self._vectors,
                self._folder / "vectors",
                self._store.library_id(),
                self.settings,
                partial(self._embedder.query, WARM_UP),
            )
        return self._dense

    def _heading_vectors(self, headings: list[str]) -> dict[str, Matrix]:
        hashes = {h: content_hash("", h) for h in headings}
        found = self._vectors.get(list(hashes.values())) if self._vectors else {}
        return {h: found[key] for h, key in hashes.items() if key in found}

    def _embed(self, chunks: Sequence[Chunk], progress: Progress | None) -> bool:
        """Embed what has no vector yet; where the embedder fails, words are searched, and it is said once."""
        try:
            if not self._failed:
                self._embed_missing(chunks, progress)
        except InputError as error:
            log.warning("%s", error.vi)
            self._failed = True
        return not self._failed

    def _embed_missing(self, chunks: Sequence[Chunk], progress: Progress | None) -> None:
        """A batch a transaction."""
        if self._embedder is None or self._vectors is None:
            return
        texts = {c.content_hash: c.full for c in chunks}
        headings = {h for c in chunks for h in c.heading.split(" > ") if h}
        texts |= {content_hash("", h): h for h in sorted(headings)}
        missing = self._vectors.missing(list(texts))
        for at in range(0, len(missing), EMBED_AT_ONCE):
            part = missing[at : at + EMBED_AT_ONCE]
            rows = self._embedder.documents([texts[h] for h in part])
            self._vectors.keep(list(zip(part, rows, strict=True)))
            if progress:
                progress(at + len(part), len(missing))


@cache
def _say_lexical_only() -> None:
    """Said once a process."""
    log.warning(LEXICAL_ONLY)
