"""A draft or a past report as a DOCX in the official layout."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from corpus.types import Report
from drafting.export.files import steady, write_whole
from drafting.export.source import Source, from_draft, from_report
from drafting.types import Binding, Draft


def to_docx(draft: Draft, path: Path, *, proof: bool = False) -> None:
    """Write a draft: bound numbers are bookmarked, gaps highlighted.

    Args:
        draft: the draft, whole with its figures.
        path: where to write; an existing file is replaced.
        proof: adds a comment with its source to every bound number, and a reconciliation table at the end.

    Raises:
        InputError: where the file can't be written.
    """
    write_whole(path, draft_bytes(draft, proof=proof))


def draft_bytes(draft: Draft, *, proof: bool = False) -> bytes:
    """The document of a draft as bytes, for a download."""
    from drafting.export.proof import Ledger

    ledger = Ledger(draft)
    explain = ledger.comment if proof else None
    return _lay_out(from_draft(draft), draft.title, explain, ledger if proof else None)


def report_to_docx(report: Report, path: Path) -> None:
    """Write any report in the official layout.

    Raises:
        InputError: where the file can't be written.
    """
    write_whole(path, _lay_out(from_report(report), report.meta.title, None, None))


def _lay_out(source: Source, title: str, explain: Callable[[Binding], str] | None, ledger: object) -> bytes:
    from drafting.export.body import put_appendices, put_body
    from drafting.export.letterhead import signature, title_block
    from drafting.export.lines import parts_of
    from drafting.export.marks import Marker
    from drafting.export.page import new_document
    from drafting.export.proof import Ledger, put_ledger

    document = new_document()
    marker = Marker(document, source, explain)
    parts = parts_of(source)
    title_block(marker, parts)
    put_body(marker, parts.body)
    signature(marker, parts)
    put_appendices(marker, parts.appendices)
    if isinstance(ledger, Ledger):
        put_ledger(document, ledger)
    _properties(document.core_properties, title)
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _properties(properties: object, title: str) -> None:
    from drafting.export.marks import printable

    values = {
        "title": printable(title)[:255],
        "author": "",
        "language": "vi-VN",
        "comments": "",
        "last_modified_by": "",
    }
    for name, value in values.items():
        setattr(properties, name, value)
