"""Which files a folder or a .zip holds that may be reports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.archives import BROKEN_ARCHIVE
from corpus.errors import InputError
from corpus.readers.encodings import decode
from corpus.readers.limits import check_size, damaged, sniff

SUFFIXES = frozenset(
    {".zip", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm", ".docm"}
)
_DEEPEST = 2  # archives inside archives


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


def unpacked(data: bytes, name: str, depth: int = 0) -> Iterator[tuple[str, bytes | InputError]]:
    """The documents in a .zip, by their own names; its total size has been looked at before.

    A .zip inside is unpacked too; what is wrong with one member harms no other.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            inner = Path(_name_of(info).replace("\\", "/"))
            if (
                info.is_dir()
                or inner.suffix.lower() not in SUFFIXES
                or inner.name.startswith(("~$", "."))
                or "__MACOSX" in inner.parts
            ):
                continue
            try:
                member = _read(archive, info, f"{name}/{inner.name}")
            except InputError as error:
                yield inner.name, error
                continue
            if inner.suffix.lower() == ".zip":
                yield from _nested(member, inner.name, depth + 1)
            else:
                yield inner.name, member


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> bytes:
    if info.flag_bits & 1:
        raise InputError(
            f"Tệp “{shown}” trong tệp nén có mật khẩu: giải nén bằng mật khẩu rồi đưa vào lại.",
            f"“{shown}” in the archive is password-protected: unpack it with the password and add it again.",
        )
    check_size(info.file_size, shown)
    try:
        return archive.read(info)
    except (*BROKEN_ARCHIVE, RuntimeError) as error:
        raise damaged(shown) from error


def _nested(member: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes | InputError]]:
    try:
        kind = sniff(member, name)
    except InputError as error:
        yield name, error
        return
    if kind != "zip":
        yield name, member
    elif depth > _DEEPEST:
        yield name, damaged(name)
    else:
        yield from unpacked(member, name, depth)


def _name_of(info: zipfile.ZipInfo) -> str:
    """A member's name; without the mark of Unicode it is of whatever encoding the packer's machine had."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437"), info.filename)
    except (UnicodeEncodeError, InputError):
        return info.filename
