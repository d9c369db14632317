"""The user's own lines of the legal base: `legal.tsv` in the library's folder, of the same columns as the package's.

Lines of the user's come before the package's: one with the same kind and number takes its place (with a later
`until` it takes a warning back), any other adds a document.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from corpus.errors import InputError
from drafting.service.places import library_folder

NAME = "legal.tsv"
Entries = tuple[dict[str, str], ...]
_NEEDED = ("document", "kind", "number")
_END = ("until", "successor")
_DAYS = 31
_lately: dict[Path, tuple[float, Entries]] = {}


def own_entries(library: Path | None = None) -> Entries:
    """What the library's folder adds to the legal base; read again only when the file changed.

    Raises:
        InputError: the file isn't UTF-8, has no such columns, or a line lacks a number or a date.
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
    """Raises an error for an entry that can't be used; one still in force has neither an end nor a successor."""
    said = {name for name, cell in entry.items() if cell.strip()}
    ends = said.intersection(_END)
    missing = [
        name for name in (*_NEEDED, *(_END if ends or "dated" not in said else ())) if name not in said
    ]
    if missing:
        raise InputError(
            f"Tệp “{path}”, văn bản thứ {number}: thiếu cột {', '.join(missing)} (các cột cách nhau bằng phím Tab).",
            f"“{path}”, document {number}: {', '.join(missing)} is missing (columns are set apart by tabs).",
        )
    if "until" in ends and not _is_day(entry["until"], r"\d{4}-\d{2}-\d{2}"):
        raise InputError(
            f"Tệp “{path}”, văn bản thứ {number}: ngày “{entry['until']}” phải viết như 2025-06-30.",
            f"“{path}”, document {number}: the date “{entry['until']}” must be written like 2025-06-30.",
        )
    if "dated" in said and not _is_day(entry["dated"], r"\d{1,2}/\d{1,2}/\d{4}"):
        raise InputError(
            f"Tệp “{path}”, văn bản thứ {number}: ngày ban hành “{entry['dated']}” phải viết như 14/6/2025.",
            f"“{path}”, document {number}: the date of issue “{entry['dated']}” must be written like 14/6/2025.",
        )


def _is_day(text: str, shape: str) -> bool:
    """True for a day of the calendar, written in that shape with the year first or last."""
    if not re.fullmatch(shape, text):
        return False
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    try:
        datetime.date(*(numbers if numbers[0] > _DAYS else reversed(numbers)))
    except ValueError:
        return False
    return True
