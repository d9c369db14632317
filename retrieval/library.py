"""The library as a whole: indexing reports, and searching them."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from corpus.errors import InputError
from corpus.types import StoredReport
from retrieval.current import Current
from retrieval.dense import DenseIndex
from retrieval.embedding import Embedder, former, make_embedder
from retrieval.indexing import Indexer, Indicators
from retrieval.lexical import LexicalIndex
from retrieval.making import Maker
from retrieval.searching import Searcher
from retrieval.section_keys import SectionKey, listed
from retrieval.store import ChunkStore
from retrieval.types import Filters, Making, Passage, Prefer, Progress, RetrievalSettings, StaleError
from retrieval.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)
LEXICAL_ONLY = "Chưa cài gói nhúng văn bản: chỉ tìm theo từ ngữ và tên mục."
ATTEMPTS = 8
"""How often a search begins anew because what it found is being changed."""
PAUSE = 0.02
"""Seconds before the second attempt; longer before each further one."""
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OPENING = "Kho véc-tơ đang mở: tạm tìm theo từ ngữ và tên mục."
WARM_UP = "khởi động"


class Library:
    """Chunks, vectors and indexes over the reports of one database.

    Args:
        engine: the database, which is the truth.
        folder: the library's; the embedded vector store goes into `vectors` under it.
        settings: embedding model and vector store.
        embedder: another embedder than the settings name.
        indicators: labels of the indicators a report states, by their offsets, for its chunks.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        *,
        settings: RetrievalSettings | None = None,
        embedder: Embedder | None = None,
        indicators: Indicators | None = None,
    ) -> None:
        self.settings = settings or RetrievalSettings()
        self._store = ChunkStore(engine)
        self._engine = engine
        self._current = Current(engine)
        self._folder = folder
        self._embedder = embedder or make_embedder(self.settings)
        self._vectors = VectorStore(engine, self._embedder.name) if self._embedder else None
        self._indexer = Indexer(engine, self._store, self._embedder, self._vectors, indicators)
        self._maker = Maker(self._store, self._indexer, self._embedder, self._vectors, self.settings)
        self._dense: DenseIndex | None = None
        self._serving: Embedder | None = self._embedder
        self._searching: Searcher | None = None
        self._opening = threading.RLock()
        if self.by_words_only:
            _say_lexical_only()

    @property
    def notice(self) -> str:
        """What works less than it could now, in one sentence, or empty."""
        if self.by_words_only:
            return LEXICAL_ONLY
        if (making := self.making) is not None:
            old = making.serving
            meanwhile = f"vẫn tìm bằng mô hình «{old}»" if old else "tìm theo từ ngữ"
            return f"Đang tính véc-tơ ({making.done}/{making.of}); trong lúc đó {meanwhile}."
        if self.fault is not None:
            return self.fault.vi
        return OPENING if self.opening else ""

    @property
    def by_words_only(self) -> bool:
        """The packages that embed aren't installed."""
        return self._embedder is None and self.settings.dense

    @property
    def fault(self) -> InputError | None:
        """Why vectors couldn't be made, until they can."""
        return self._maker.fault

    @property
    def making(self) -> Making | None:
        """How far the vectors are that are being made, or None where none are."""
        return self._maker.making

    @property
    def opening(self) -> bool:
        """Vectors of a large library are being opened: search goes by words alone until then."""
        return self._dense is not None and self._dense.opening

    @property
    def engine(self) -> str:
        """What answers by vectors: `chroma`, `database`, or `none`."""
        return self._dense.engine if self._dense is not None else "none"

    def open_vectors(self) -> dict[str, str | int]:
        """Bring the vector store up to date now; what answers by vectors, and how many chunks it holds."""
        snapshot, dense = self._searcher().snapshot, self._dense_index()
        count = dense.open_now(snapshot) if dense is not None else 0
        return {"engine": self.engine, "count": count}

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
        count = self._indexer.cut(report, indicators)
        self._maker.now(progress, report.id)
        return count

    def index_words(self, progress: Progress | None = None) -> int:
        """Make every report findable by its words; the number of those that weren't wholly indexed."""
        return self._indexer.cut_pending(progress)

    def index_pending(self, progress: Progress | None = None) -> int:
        """Finish every report that isn't wholly indexed, words first; the number of them.

        Args:
            progress: called with (vectors made, vectors to make).
        """
        count = self._indexer.cut_pending()
        self._maker.now(progress)
        return count

    def index_in_background(self) -> bool:
        """Make missing vectors beside whatever else is done, if there are any; `making` tells how far it is.

        After a change of the model the old one's vectors are searched until the new one's are complete.

        Returns:
            Whether there is anything to make.
        """
        return self._maker.beside()

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make chunks, missing vectors and the vector store anew from the database's reports.

        Broken off anywhere, it goes on from there: what was cut or embedded isn't cut or embedded again.
        """
        count = self._indexer.cut_everything(progress)
        self._maker.now(progress)
        self.rebuild_vector_store()
        self._store.note_reindexed("")
        return count

    def rebuild_vector_store(self) -> None:
        """Throw the vector store away; the next search fills it from the database."""
        dense = self._dense_index()
        if dense is not None:
            dense.rebuild()

    def remove(self, report_id: str) -> None:
        """Forget a report's chunks. Vectors stay cached by content."""
        self._store.remove(report_id)

    def close(self) -> None:
        """Let another process own the vector store; what runs in the background ends at its next batch."""
        self._maker.stop()
        self._release()

    def _release(self) -> None:
        self._current.close()
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
        """Ask; once more from fresh state where what the answer needs was changed meanwhile."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return ask(self._searcher())
            except StaleError:
                time.sleep(PAUSE * attempt)
        raise InputError(
            "Thư viện đang được thay đổi liên tục: chờ một lát rồi tìm lại.",
            "The library is being changed all the time: wait a moment and search again.",
        )

    def _searcher(self) -> Searcher:
        with self._opening:
            return self._fresh()

    def _fresh(self) -> Searcher:
        if self._searching is None or self._searching.snapshot.stamp != self._store.stamp():
            if self._searching is None:
                for report in self._store.unworded():
                    self._store.add_words(report)
            self._serve()
            snapshot, vocabulary = self._current.read(self._vectors)
            lexical = LexicalIndex(self._engine, snapshot, vocabulary)
            dense, at = self._dense_index(), self._store.at
            self._searching = Searcher(snapshot, lexical, dense, self._serving, self.settings, at)
        return self._searching

    def _serve(self) -> None:
        """Choose whose vectors are searched: the wanted model's once they are complete, until then the old."""
        serving, known = self._embedder, self._store.serving()
        if serving is not None and known and known["name"] != serving.name:
            assert self._vectors is not None
            if self._vectors.lacking():
                serving = former(known, self.settings) or serving
        if serving is not self._serving:
            self._release()
            self._serving = serving

    def _dense_index(self) -> DenseIndex | None:
        if self._dense is None and self._serving is not None:
            self._dense = DenseIndex(
                VectorStore(self._engine, self._serving.name),
                self._folder / "vectors",
                self._store.library_id(),
                self.settings,
                partial(self._serving.query, WARM_UP),
                alone=self._maker.alone(self._serving.name),
            )
        return self._dense


@cache
def _say_lexical_only() -> None:
    """Said once a process."""
    log.warning(LEXICAL_ONLY)
