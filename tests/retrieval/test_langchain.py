"""LangChain's retriever interface over the library's search, by every way that LangChain calls a retriever."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError
from sqlalchemy import Engine

from retrieval import Filters, Library, Prefer
from retrieval.langchain_retriever import SectionRetriever


class Listener(BaseCallbackHandler):
    """Notes what it is told of."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.tags: list[str] = []

    def on_retriever_start(
        self,
        serialized: dict[str, Any],
        query: str,
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        tags: list[str] | None = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.told.append(("start", query))
        self.tags += tags or []

    def on_retriever_end(self, documents: Any, **kwargs: Any) -> None:
        self.told.append(("end", [d.metadata["section"] for d in documents]))

    def on_retriever_error(self, error: BaseException, **kwargs: Any) -> None:
        self.told.append(("error", type(error).__name__))


def sections(documents: list[Document]) -> list[tuple[str, str]]:
    return [(d.metadata["report"], d.metadata["section"]) for d in documents]


@pytest.fixture
def retriever(library: Library) -> SectionRetriever:
    return SectionRetriever(library=library, k=2, filters=Filters(unit="Hà Vinh"))


def test_documents_carry_all_that_a_passage_tells(library: Library, retriever: SectionRetriever) -> None:
    documents = retriever.invoke("giấy khen")
    passages = library.search("giấy khen", 2, Filters(unit="Hà Vinh"))
    assert len(documents) == 2
    for document, passage in zip(documents, passages, strict=True):
        assert document.page_content == passage.text
        assert document.id == f"{passage.report_id}:{passage.section}"
        assert document.metadata == {
            "report": passage.report_id, "title": passage.title, "unit": passage.unit, "period": passage.period,
            "section": passage.section, "heading": passage.heading, "score": passage.score, "why": passage.why,
        }  # fmt: skip
        assert document.metadata["why"]


def test_synchronous_asynchronous_and_in_batches(retriever: SectionRetriever) -> None:
    queries = ["giấy khen", "năng suất lúa vụ chiêm", "tường rào ven đường", "khen thuong"] * 4
    one_by_one = [sections(retriever.invoke(q)) for q in queries]
    assert [sections(d) for d in retriever.batch(queries, {"max_concurrency": 8})] == one_by_one

    async def beside() -> list[list[Document]]:
        return list(await asyncio.gather(*(retriever.ainvoke(q) for q in queries)))

    assert [sections(d) for d in asyncio.run(beside())] == one_by_one
    assert [sections(d) for d in asyncio.run(retriever.abatch(queries))] == one_by_one


def test_a_fresh_library_is_opened_once_by_many_threads(library: Library, engine: Engine) -> None:
    expected = sections(SectionRetriever(library=library).invoke("giấy khen"))
    library.close()
    fresh = SectionRetriever(library=library)
    found = fresh.batch(["giấy khen"] * 12, {"max_concurrency": 12})
    assert [sections(d) for d in found] == [expected] * 12
    assert library.engine == "chroma"


def test_number_and_filters_with_the_call(retriever: SectionRetriever) -> None:
    assert len(retriever.invoke("khen thưởng", k=1)) == 1
    found = retriever.invoke("khen thưởng tập thể", k=9, filters=Filters(kind="tong-ket"))
    assert {report for report, _ in sections(found)} == {"c23"}
    assert {report for report, _ in sections(retriever.invoke("khen thưởng"))} <= {"r23", "r24"}
    liked = SectionRetriever(
        library=retriever.library, k=1, prefer=Prefer("Cụm thi đua số 4", "cum-xa", "tong-ket", "2024")
    )
    assert "báo cáo gần nhất của chính đơn vị" in liked.invoke("khen thưởng")[0].metadata["why"]


def test_callbacks_tags_and_errors(retriever: SectionRetriever, monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener()
    retriever.invoke("giấy khen", {"callbacks": [listener], "tags": ["thử"]})
    assert listener.told[0] == ("start", "giấy khen")
    assert listener.told[1][0] == "end"
    assert "III" in listener.told[1][1]
    assert listener.tags == ["thử"]
    with pytest.raises(TypeError):
        retriever.invoke("giấy khen", {"callbacks": [listener]}, k="hai")
    assert listener.told[-1] == ("error", "TypeError")


def test_in_a_chain(retriever: SectionRetriever) -> None:
    def headings(documents: list[Document]) -> list[str]:
        return [d.metadata["heading"] for d in documents]

    chain = retriever | RunnableLambda(headings)
    assert "khen" in chain.invoke("giấy khen cho tập thể và cá nhân")[0].lower()


def test_what_cannot_be_asked(library: Library) -> None:
    with pytest.raises(ValidationError):
        SectionRetriever(library=library, k=0)
    assert SectionRetriever(library=library).invoke("   ") == []
