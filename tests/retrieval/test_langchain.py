"""LangChain's retriever interface over the library's search."""

from __future__ import annotations

from retrieval import Filters, Library


def test_langchain_retriever(library: Library) -> None:
    from retrieval.langchain_retriever import SectionRetriever

    documents = SectionRetriever(library=library, k=2, filters=Filters(unit="Hà Vinh")).invoke("giấy khen")
    assert len(documents) == 2
    assert documents[0].metadata["section"] == "III"
    assert documents[0].page_content
