"""The library: adding, listing, showing, removing past reports; search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from drafting.service.settings import Settings

if TYPE_CHECKING:
    from corpus.store import IngestResult, ReportStore
    from corpus.types import StoredReport
    from drafting.workspace.store import Workspace
    from drafting.workspace.writings import Writings
    from retrieval import Library as Index

Progress = Callable[[str, int, int], None]
"""What is being done, how many are done, of how many."""


@dataclass(frozen=True)
class Library:
    """An open library: the store of reports, the search index over it, and people's work."""

    store: ReportStore
    index: Index
    workspace: Workspace
    writings: Writings
    folder: Path


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """Open the library of the settings; it is made where it isn't there yet.

    Raises:
        InputError: the folder or the database can't be used.
    """
    from corpus.database import open_engine, sqlite_url
    from corpus.store import ReportStore
    from drafting.workspace.store import Workspace
    from drafting.workspace.writings import Writings
    from retrieval import Library as Index
    from retrieval import RetrievalSettings

    folder = settings.library
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"Không tạo được thư mục thư viện “{folder}”: {error.strerror or error}. Chọn thư mục khác bằng --library.",
            f"The library's folder “{folder}” can't be made: {error.strerror or error}. Choose another by --library.",
        ) from error
    engine = open_engine(settings.database_url or sqlite_url(folder / "soanthao.db"))
    index = Index(
        engine,
        folder,
        indicators=_indicators,
        settings=RetrievalSettings(
            chroma_url=settings.chroma_url,
            model=settings.embedding_model,
            endpoint=settings.embedding_base_url,
            api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else "",
        ),
    )
    try:
        yield Library(ReportStore(engine), index, Workspace(engine), Writings(engine), folder)
    finally:
        index.close()
        engine.dispose()


def ingest(settings: Settings, paths: Sequence[Path], progress: Progress | None = None) -> dict[str, Any]:
    """Add reports to the library and index them; the contract's `ingest` answer."""
    with open_library(settings) as library:
        return add_reports(library, paths, progress)


def _indicators(stored: StoredReport) -> dict[int, list[str]]:
    """What a report states, by the offset of the number: the labels of its chunks' indicators."""
    from drafting.alignment import mentions

    return {m.reading.start: [m.subject] for m in mentions(stored.report) if m.subject}


def add_reports(
    library: Library, paths: Sequence[Path], progress: Progress | None = None, *, vectors: bool = True
) -> dict[str, Any]:
    """Add reports to an open library and index what is not indexed yet: words first, then vectors."""
    from drafting.service.audit import audit_pending

    results = library.store.ingest(paths, _reading(progress))
    audit_pending(library.store, _named(progress, "tự kiểm tra"))
    library.index.index_words(_named(progress, "lập chỉ mục từ ngữ"))
    if vectors:
        library.index.index_pending(_named(progress, "tính véc-tơ"))
    return {"reports": [_result_json(r, library) for r in results]}


def _reading(progress: Progress | None) -> Callable[[int, int, IngestResult], None] | None:
    """Progress of reading: the file, and how many sections were read so far."""
    if progress is None:
        return None
    sections = 0

    def told(done: int, of: int, result: IngestResult) -> None:
        nonlocal sections
        sections += result.sections
        progress(f"{Path(result.file).name} · {sections} mục", done, of)

    return told


def _named(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return (lambda done, of: progress(what, done, of)) if progress else None


def _result_json(result: IngestResult, library: Library) -> dict[str, Any]:
    stored = library.store.get(result.id) if result.id else None
    report = stored.report if stored else None
    meta = report.meta if report else None
    return {
        "file": result.file,
        "status": result.status,
        "id": result.id or "",
        "title": meta.title if meta else "",
        "kind": meta.kind if meta else None,
        "unit": meta.unit if meta else "",
        "level": meta.level if meta else None,
        "period": meta.period if meta else None,
        "sections": len(report.sections) if report else 0,
        "chunks": library.index.chunks_of(result.id) if result.id else 0,
        "figures": (stored.figures if stored else None) or 0,
        "message": result.message,
    }


def list_reports(settings: Settings) -> dict[str, Any]:
    """What the library holds."""
    with open_library(settings) as library:
        return {"reports": [stored_json(s) for s in library.store.list()]}


def stored_json(stored: StoredReport) -> dict[str, Any]:
    """A report of the library in a list."""
    meta = stored.report.meta
    return {
        "id": stored.id,
        "file": stored.file,
        "title": meta.title,
        "kind": meta.kind,
        "unit": meta.unit,
        "level": meta.level,
        "period": meta.period,
        "sections": len(stored.report.sections),
        "added": stored.added,
        "notes": list(stored.notes),
        "uncertain": sorted(meta.uncertain),
    }


def show_report(settings: Settings, report_id: str) -> dict[str, Any]:
    """A report of the library with its outline."""
    from drafting.service.answers import outline_json

    with open_library(settings) as library:
        stored = library.store.get(report_id)
        return {**stored_json(stored), **outline_json(stored.report)}


def remove_report(settings: Settings, report_id: str) -> dict[str, Any]:
    """Take a report out of the library."""
    with open_library(settings) as library:
        stored = library.store.get(report_id)
        library.index.remove(report_id)
        library.store.remove(report_id)
        return {"removed": stored_json(stored)}


def correct_report(settings: Settings, report_id: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Correct what a report is about; the correction stays through re-ingest.

    Raises:
        InputError: no such report or field, or a value the field can't have; nothing is changed then.
    """
    with open_library(settings) as library:
        correct(library, report_id, fields)
        return {"corrected": stored_json(library.store.get(report_id))}


def correct(library: Library, report_id: str, fields: Mapping[str, str]) -> None:
    """Correct fields of a report of an open library; all or none.

    Raises:
        InputError: no such report or field, or a value the field can't have.
    """
    from corpus.correcting import checked

    library.store.get(report_id)
    for field, value in fields.items():
        checked(field, value)
    for field, value in fields.items():
        library.store.correct(report_id, field, value or None)
    library.index.index_pending()


def reindex(settings: Settings, progress: Progress | None = None) -> dict[str, Any]:
    """Rebuild the vector store from the database."""
    with open_library(settings) as library:
        return {"reindexed": library.index.rebuild(_named(progress, "lập chỉ mục"))}


def expected_of(settings: Settings, unit: str) -> list[str]:
    """The members of a unit, as its last report in the library names them."""
    from drafting.service.collecting import find_expected

    with open_library(settings) as library:
        return list(find_expected(library.store.list(), unit))


def find_report(library: Library, name: str) -> StoredReport:
    """A report named by a file's path or by its id in the library.

    Raises:
        InputError: it is neither.
    """
    import corpus
    from corpus.types import StoredReport as Stored

    path = Path(name)
    if path.is_file():
        report = corpus.read_file(path)
        return Stored(id=path.name, file=path.name, added="", report=report)
    return library.store.get(name)
