"""LangChain's retriever interface over the library's search."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.library import Library
from retrieval.types import Filters, Passage


class SectionRetriever(BaseRetriever):
    """Finds sections of past reports for a free text.

    Attributes:
        library: what is searched.
        k: how many documents an answer has.
        filters: what they must be.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 5
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [_document(p) for p in self.library.search(query, self.k, self.filters)]


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
    return Document(page_content=passage.text, metadata=metadata)
