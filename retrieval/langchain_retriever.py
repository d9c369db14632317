"""LangChain's retriever interface over the library's search, for chains and agents of others.

    retriever = SectionRetriever(library=library, k=3, filters=Filters(level="xa"))
    documents = retriever.invoke("hiến đất làm đường", filters=Filters(unit="xã Đồng Vân"))

Asynchronous calls, batches, callbacks, tags and tracing are LangChain's own; a batch searches in several threads.
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from retrieval.library import Library
from retrieval.types import Filters, Passage, Prefer


class SectionRetriever(BaseRetriever):
    """Finds sections of past reports for a free text.

    Attributes:
        library: what is searched; closed by whoever opened it.
        k: how many documents an answer has at most.
        filters: what they must be.
        prefer: what they should rather be.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = Field(default=5, ge=1)
    filters: Filters = Filters()
    prefer: Prefer = Prefer()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        """Documents for a query; `k` and `filters` may be given with a call and count instead of the retriever's."""
        wanted = self.filters if filters is None else filters
        found = self.library.search(query, self.k if k is None else k, wanted, self.prefer)
        return [_document(p) for p in found]


def _document(passage: Passage) -> Document:
    metadata = {
        "report": passage.report_id,
        "title": passage.title,
        "unit": passage.unit,
        "period": passage.period,
        "section": passage.section,
        "heading": passage.heading,
        "score": passage.score,
        "why": passage.why,
    }
    return Document(id=f"{passage.report_id}:{passage.section}", page_content=passage.text, metadata=metadata)
