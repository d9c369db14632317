"""The store of past reports in the database: original and parsed, one version in use, older ones kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine, String, cast, delete, select, update
from sqlalchemy.exc import IntegrityError

from corpus.correcting import checked
from corpus.database import chunks, corrections, report_versions, reports
from corpus.errors import InputError
from corpus.intake import find_files, unpacked
from corpus.keeping import columns, corrected, id_of, identity_of, keep_version, put
from corpus.parallel import Job, read_all
from corpus.serial import from_json
from corpus.types import ListedReport, Report, StoredReport
from corpus.upserts import put_rows

__all__ = ["IngestResult", "ReportStore", "id_of", "identity_of"]

Status = Literal["added", "unchanged", "replaced", "rejected"]
Progress = Callable[[int, int, "IngestResult"], None]


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file; `report` is None and `message` says why where it was rejected.

    `sections` counts the headings that were read now, none where the file was known.

    The report is fetched when it is asked for, so that the results of thousands of files stay small.
    """

    file: str
    status: Status
    id: str = ""
    load: Callable[[], Report] | None = field(default=None, repr=False, compare=False)
    message: str = ""
    error: InputError | None = None
    sections: int = 0

    @property
    def report(self) -> Report | None:
        """The report as it is stored, corrections included."""
        return self.load() if self.load else None


@dataclass(frozen=True, slots=True)
class _Item:
    """A document on its way in: rejected already, known already, or to be read."""

    at: int
    file: str
    name: str
    data: bytes = b""
    hash: str = ""
    done: IngestResult | None = None


class ReportStore:
    """Past reports in the database.

    Args:
        engine: from `corpus.database.open_engine`.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None) -> list[IngestResult]:
        """Add files and folders. Each report is committed by itself; a bad file harms no other.

        Documents are read on all cores; results and what is stored come in the files' order.
        """
        files = find_files(paths)
        results = []
        packed = sum(path.suffix.lower() == ".zip" for path in files)
        jobs = (
            Job(item, item.name, None if item.done else item.data)
            for at, path in enumerate(files)
            for item in self._items(at, path)
        )
        for item, answer in read_all(jobs, len(files) + 10 * packed):
            result = item.done or replace(self._store(item, answer), file=item.file)
            results.append(result)
            if progress:
                progress(item.at + 1, len(files), result)
        return results

    def _items(self, at: int, path: Path) -> Iterator[_Item]:
        """The documents of a file: itself, or those a .zip holds."""
        from corpus.readers.limits import check_size, sniff

        file = str(path)
        try:
            check_size(path.stat().st_size, path.name)
            data = path.read_bytes()
            packed = path.suffix.lower() == ".zip" and sniff(data, path.name) == "zip"
        except InputError as error:
            yield _Item(at, file, path.name, done=_rejected(file, error))
            return
        except OSError:
            unreadable = InputError(f"Không mở được tệp “{path}”.", f"“{path}” can't be opened.")
            yield _Item(at, file, path.name, done=_rejected(file, unreadable))
            return
        if not packed:
            yield self._item(at, file, path.name, data)
            return
        for name, member in unpacked(data, path.name):
            inner = f"{file}/{name}"
            if isinstance(member, InputError):
                yield _Item(at, inner, name, done=_rejected(inner, member))
            else:
                yield self._item(at, inner, name, member)

    def _item(self, at: int, file: str, name: str, data: bytes) -> _Item:
        content_hash = hashlib.sha256(data).hexdigest()
        known = self._by_content(content_hash)
        done = self._result(file, "unchanged", known) if known else None
        return _Item(at, file, name, b"" if done else data, content_hash, done)

    def add(self, data: bytes, name: str) -> IngestResult:
        """Add one report from its bytes; `name` is its file name."""
        from corpus.worker import answer

        item = self._item(0, name, name, data)
        return item.done or self._store(item, answer(data, name))

    def _store(self, item: _Item, answer: dict[str, Any]) -> IngestResult:
        if "report" not in answer:
            return _rejected(item.name, InputError(answer["vi"], answer["en"]))
        for attempt in (1, 2):
            try:
                with self.engine.begin() as connection:
                    status, report_id = put(connection, answer["report"], item.data, item.hash)
                return replace(
                    self._result(item.name, status, report_id), sections=len(answer["report"]["sections"])
                )
            except IntegrityError:
                if attempt == 2:
                    raise  # another process adds the same report again and again
        raise AssertionError("unreachable")

    def _result(self, file: str, status: Status, report_id: str) -> IngestResult:
        return IngestResult(file, status, report_id, lambda: self.get(report_id).report)

    def _by_content(self, content_hash: str) -> str | None:
        """The report that has this content, or had it before it was replaced.

        An old version beside the new one in a folder doesn't come back each time the folder is added;
        to go back to it, remove the report first.
        """
        now = select(reports.c.id).where(reports.c.content_hash == content_hash)
        before = select(reports.c.id).where(
            reports.c.id == report_versions.c.report, report_versions.c.content_hash == content_hash
        )
        with self.engine.connect() as connection:
            row = connection.execute(now).first() or connection.execute(before).first()
        return str(row[0]) if row else None

    def list(self) -> Sequence[StoredReport]:
        """All reports, by unit and period."""
        return [*self.iterate()]

    def listed(self) -> Sequence[ListedReport]:
        """What each report is about, by unit and period, without parsing any."""
        names = (reports.c.id, reports.c.file, reports.c.title, reports.c.unit)
        rest = (reports.c.kind, reports.c.level, reports.c.period, reports.c.notes)
        order = (reports.c.unit, reports.c.period, reports.c.id)
        with self.engine.connect() as connection:
            rows = connection.execute(select(*names, *rest).order_by(*order)).all()
        return [ListedReport(*row[:-1], notes=len(_audited(row.notes)[0])) for row in rows]

    def iterate(self) -> Iterator[StoredReport]:
        """All reports one after the other, so that memory stays flat."""
        with self.engine.connect() as connection:
            order = (reports.c.unit, reports.c.period, reports.c.id)
            ids = [row[0] for row in connection.execute(select(reports.c.id).order_by(*order))]
        for report_id in ids:
            yield self.get(report_id)

    def get(self, report_id: str) -> StoredReport:
        """One report, with what people corrected of it.

        Raises:
            InputError: there is no such report.
        """
        columns = (reports.c.id, reports.c.file, reports.c.added, reports.c.parsed, reports.c.notes)
        with self.engine.connect() as connection:
            row = connection.execute(select(*columns).where(reports.c.id == report_id)).first()
            if row is None:
                raise _unknown(report_id)
            report = from_json(row.parsed)
            report = replace(report, meta=corrected(connection, report_id, report.meta))
        notes, figures = _audited(row.notes)
        return StoredReport(row.id, row.file, row.added, report, notes, figures)

    def original(self, report_id: str) -> bytes:
        """The file as it was added."""
        with self.engine.connect() as connection:
            row = connection.execute(select(reports.c.original).where(reports.c.id == report_id)).first()
        if row is None:
            raise _unknown(report_id)
        return bytes(row[0])

    def versions(self, report_id: str) -> Sequence[tuple[str, str]]:
        """File and time of the versions that were replaced, oldest first."""
        query = select(report_versions.c.file, report_versions.c.replaced).where(
            report_versions.c.report == report_id
        )
        with self.engine.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query.order_by(report_versions.c.id))]

    def remove(self, report_id: str) -> None:
        """Take a report out of the library; its file is kept among the old versions."""
        with self.engine.begin() as connection:
            if connection.execute(select(reports.c.id).where(reports.c.id == report_id)).first() is None:
                raise _unknown(report_id)
            keep_version(connection, report_id)
            connection.execute(delete(chunks).where(chunks.c.report == report_id))
            connection.execute(delete(reports).where(reports.c.id == report_id))

    def correct(self, report_id: str, field: str, value: str | None) -> StoredReport:
        """Set a field of what a report is about by hand; it stays through re-ingest.

        Raises:
            InputError: no such report or field, or a value the field can't have.
        """
        stored = self.get(report_id)
        value = checked(field, value)
        with self.engine.begin() as connection:
            put_rows(connection, corrections, [{"report": report_id, "field": field, "value": value}])
            meta = corrected(connection, report_id, stored.report.meta)
            connection.execute(
                update(reports).where(reports.c.id == report_id).values(**columns(meta), indexed=0)
            )
        return self.get(report_id)

    def note(self, report_id: str, notes: Sequence[str], figures: int | None = None) -> None:
        """Keep what the audit found in a report, and how many figures it states."""
        audited = {"notes": [*notes], "figures": figures}
        with self.engine.begin() as connection:
            connection.execute(update(reports).where(reports.c.id == report_id).values(notes=audited))

    def unaudited(self) -> Sequence[str]:
        """Ids of the reports that no audit has looked at in their present version."""
        query = select(reports.c.id).where(cast(reports.c.notes, String) == "null")
        with self.engine.connect() as connection:
            return [row[0] for row in connection.execute(query.order_by(reports.c.added, reports.c.id))]

    def texts(self, most: int) -> Iterator[str]:
        """Texts of the reports added last, at most `most`, one after the other."""
        newest = select(reports.c.id).order_by(reports.c.added.desc(), reports.c.id).limit(most)
        with self.engine.connect() as connection:
            ids = [row[0] for row in connection.execute(newest)]
        for report_id in ids:
            yield self.get(report_id).report.text

    def unindexed(self) -> Sequence[str]:
        """Ids of the reports that the search doesn't hold yet."""
        with self.engine.connect() as connection:
            query = select(reports.c.id).where(reports.c.indexed == 0).order_by(reports.c.added, reports.c.id)
            return [row[0] for row in connection.execute(query)]


def _audited(kept: Any) -> tuple[tuple[str, ...], int | None]:
    """What the audit wrote of a report: notes and the number of figures (older versions kept the notes alone)."""
    if isinstance(kept, dict):
        return tuple(kept["notes"]), kept["figures"]
    return tuple(kept or ()), None


def _rejected(file: str, error: InputError) -> IngestResult:
    return IngestResult(file, "rejected", message=error.vi, error=error)


def _unknown(report_id: str) -> InputError:
    return InputError(
        f"Thư viện không có báo cáo “{report_id}”: xem danh sách bằng “soanthao library”.",
        f"The library has no report “{report_id}”: see the list with “soanthao library”.",
    )
