"""Which files a folder or a .zip holds that may be reports."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.limits import damaged

SUFFIXES = frozenset(
    {".zip", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm"}
)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The documents among `paths`, folders searched through, in a fixed order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            found += sorted(p for p in inside if not p.name.startswith(("~$", ".")))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def unpacked(data: bytes, name: str) -> Iterator[tuple[str, bytes | InputError]]:
    """The documents in a .zip, by their own names; its total size has been looked at before."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            inner = Path(info.filename)
            if (
                info.is_dir()
                or inner.suffix.lower() not in SUFFIXES - {".zip"}
                or inner.name.startswith(("~$", "."))
            ):
                continue
            try:
                yield inner.name, archive.read(info)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):
                yield inner.name, damaged(f"{name}/{inner.name}")
