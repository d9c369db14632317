"""The user's own lines of the legal base: `legal.tsv` in the library's folder, of the same columns as the package's.

Lines of the user's come before the package's: one with the same kind and number takes its place (with a later
`until` it takes a warning back), any other adds a document.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from corpus.errors import InputError
from drafting.service.places import library_folder

NAME = "legal.tsv"
Entries = tuple[dict[str, str], ...]
_NEEDED = ("document", "kind", "number", "until", "successor")
_lately: dict[Path, tuple[float, Entries]] = {}


def own_entries(library: Path | None = None) -> Entries:
    """What the library's folder adds to the legal base; read again only when the file changed.

    Raises:
        InputError: the file has no such columns, or a line lacks a number or a date.
    """
    path = library_folder(library) / NAME
    if not path.is_file():
        return ()
    changed = path.stat().st_mtime
    known = _lately.get(path)
    if known is None or known[0] != changed:
        known = _lately[path] = changed, _read(path)
    return known[1]


def _read(path: Path) -> Entries:
    from drafting.checks.load import parse

    try:
        entries = parse(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"Tệp “{path}” không phải văn bản UTF-8. Lưu lại với bảng mã UTF-8.",
            f"“{path}” is no UTF-8 text. Save it as UTF-8.",
        ) from error
    for number, entry in enumerate(entries, 1):
        _checked(path, number, entry)
    return entries


def _checked(path: Path, number: int, entry: dict[str, str]) -> None:
    """Raises an error for an entry that can't be used."""
    missing = [name for name in _NEEDED if not entry.get(name, "").strip()]
    if missing:
        raise InputError(
            f"Tệp “{path}”, văn bản thứ {number}: thiếu cột {', '.join(missing)} (các cột cách nhau bằng phím Tab).",
            f"“{path}”, document {number}: {', '.join(missing)} is missing (columns are set apart by tabs).",
        )
    try:
        datetime.date.fromisoformat(entry["until"])
    except ValueError as error:
        raise InputError(
            f"Tệp “{path}”, văn bản thứ {number}: ngày “{entry['until']}” phải viết như 2025-06-30.",
            f"“{path}”, document {number}: the date “{entry['until']}” must be written like 2025-06-30.",
        ) from error
