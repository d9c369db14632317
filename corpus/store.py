"""The store of past reports in the database: original and parsed, one version in use, older ones kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from corpus.correcting import checked
from corpus.database import chunks, corrections, report_versions, reports
from corpus.errors import InputError
from corpus.intake import find_files, unpacked
from corpus.serial import from_json, to_json
from corpus.types import Meta, Report, StoredReport
from corpus.units import fold, parse_unit

Status = Literal["added", "unchanged", "replaced", "rejected"]
Progress = Callable[[int, int, "IngestResult"], None]


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file; `report` is None and `message` says why where it was rejected."""

    file: str
    status: Status
    id: str = ""
    report: Report | None = None
    message: str = ""
    error: InputError | None = None


def identity_of(meta: Meta, content_hash: str = "") -> str:
    """What makes two files the same report: unit, superior, kind and period, folded.

    A report whose unit or period is unknown is the same only as its own content.
    """
    unit = parse_unit(meta.unit)
    name = f"{fold(unit.kind_word)} {fold(unit.name)}".strip() or fold(meta.unit)
    parts = [name, fold(meta.superior), meta.kind, meta.period or ""]
    if not meta.unit or not meta.period:
        parts.append(content_hash or fold(meta.title))
    return "|".join(parts)[:400]


def id_of(identity: str) -> str:
    """The stable id of a report."""
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


class ReportStore:
    """Past reports in the database.

    Args:
        engine: from `corpus.database.open_engine`.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None) -> list[IngestResult]:
        """Add files and folders. Each report is committed by itself; a bad file harms no other."""
        files = find_files(paths)
        results = []
        for at, path in enumerate(files):
            for result in self._ingest_file(path):
                results.append(result)
                if progress:
                    progress(at + 1, len(files), result)
        return results

    def _ingest_file(self, path: Path) -> Iterator[IngestResult]:
        from corpus.readers.limits import check_size, sniff

        try:
            check_size(path.stat().st_size, path.name)
            data = path.read_bytes()
            packed = path.suffix.lower() == ".zip" and sniff(data, path.name) == "zip"
        except InputError as error:
            yield _rejected(str(path), error)
            return
        except OSError:
            unreadable = InputError(f"Không mở được tệp “{path}”.", f"“{path}” can't be opened.")
            yield _rejected(str(path), unreadable)
            return
        if not packed:
            yield replace(self.add(data, path.name), file=str(path))
            return
        for name, member in unpacked(data, path.name):
            result = _rejected(name, member) if isinstance(member, InputError) else self.add(member, name)
            yield replace(result, file=f"{path}/{name}")

    def add(self, data: bytes, name: str) -> IngestResult:
        """Add one report from its bytes; `name` is its file name."""
        content_hash = hashlib.sha256(data).hexdigest()
        known = self._by_content(content_hash)
        if known is not None:
            return IngestResult(name, "unchanged", known.id, known.report)
        from corpus.reading import read_bytes

        try:
            report = read_bytes(data, name)
        except InputError as error:
            return _rejected(name, error)
        for attempt in (1, 2):
            try:
                with self.engine.begin() as connection:
                    return _put(connection, report, data, content_hash)
            except IntegrityError:
                if attempt == 2:
                    raise  # another process adds the same report again and again
        raise AssertionError("unreachable")

    def _by_content(self, content_hash: str) -> StoredReport | None:
        with self.engine.connect() as connection:
            row = connection.execute(
                select(reports.c.id).where(reports.c.content_hash == content_hash)
            ).first()
        return self.get(row[0]) if row else None

    def list(self) -> Sequence[StoredReport]:
        """All reports, by unit and period."""
        return [*self.iterate()]

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
            report = _corrected(connection, report_id, from_json(row.parsed))
        return StoredReport(row.id, row.file, row.added, report, tuple(row.notes))

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
            row = connection.execute(select(reports).where(reports.c.id == report_id)).first()
            if row is None:
                raise _unknown(report_id)
            _keep_version(connection, row)
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
            key = (corrections.c.report == report_id) & (corrections.c.field == field)
            connection.execute(delete(corrections).where(key))
            connection.execute(insert(corrections).values(report=report_id, field=field, value=value))
            meta = _corrected(connection, report_id, stored.report).meta
            connection.execute(
                update(reports).where(reports.c.id == report_id).values(**_columns(meta), indexed=0)
            )
        return self.get(report_id)

    def note(self, report_id: str, notes: Sequence[str]) -> None:
        """Keep what the audit found in a report."""
        with self.engine.begin() as connection:
            connection.execute(update(reports).where(reports.c.id == report_id).values(notes=list(notes)))

    def unindexed(self) -> Sequence[str]:
        """Ids of the reports that the search doesn't hold yet."""
        with self.engine.connect() as connection:
            query = select(reports.c.id).where(reports.c.indexed == 0).order_by(reports.c.added, reports.c.id)
            return [row[0] for row in connection.execute(query)]


def _rejected(file: str, error: InputError) -> IngestResult:
    return IngestResult(file, "rejected", message=error.vi, error=error)


def _unknown(report_id: str) -> InputError:
    return InputError(
        f"Thư viện không có báo cáo “{report_id}”: xem danh sách bằng “soanthao library”.",
        f"The library has no report “{report_id}”: see the list with “soanthao library”.",
    )


def _columns(meta: Meta) -> dict[str, Any]:
    return {
        "title": meta.title,
        "kind": meta.kind,
        "unit": meta.unit[:200],
        "level": meta.level,
        "period": meta.period,
    }


def _put(connection: Connection, report: Report, data: bytes, content_hash: str) -> IngestResult:
    identity = identity_of(report.meta, content_hash)
    row = connection.execute(select(reports).where(reports.c.identity == identity)).first()
    report_id = row.id if row is not None else _free_id(connection, identity)
    meta = _corrected(connection, report_id, report).meta
    values = {
        "file": report.name[-400:],
        "content_hash": content_hash,
        "original": data,
        "parsed": to_json(report),
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
        "indexed": 0,
        "notes": [],
        **_columns(meta),
    }
    if row is None:
        connection.execute(insert(reports).values(id=report_id, identity=identity, **values))
        return IngestResult(report.name, "added", report_id, replace(report, meta=meta))
    _keep_version(connection, row)
    connection.execute(update(reports).where(reports.c.id == report_id).values(**values))
    return IngestResult(report.name, "replaced", report_id, replace(report, meta=meta))


def _free_id(connection: Connection, identity: str) -> str:
    report_id = id_of(identity)
    taken = connection.execute(select(reports.c.identity).where(reports.c.id == report_id)).first()
    return report_id if taken is None else id_of(identity + "|2")


def _keep_version(connection: Connection, row: Any) -> None:
    connection.execute(
        insert(report_versions).values(
            report=row.id,
            file=row.file,
            content_hash=row.content_hash,
            original=row.original,
            replaced=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def _corrected(connection: Connection, report_id: str, report: Report) -> Report:
    rows = connection.execute(
        select(corrections.c.field, corrections.c.value).where(corrections.c.report == report_id)
    )
    changed: dict[str, Any] = {row.field: row.value for row in rows}
    if not changed:
        return report
    meta = replace(report.meta, **changed, uncertain=report.meta.uncertain - changed.keys())
    return replace(report, meta=meta)
