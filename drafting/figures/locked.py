"""Workbooks that can't be read as they are: with a password, or of Excel 95 and before. Each is told in one sentence."""

from __future__ import annotations

import struct

from corpus.errors import InputError
from drafting.figures.records import records_of_book

# How Excel 2 to 4 began a file, which was no OLE file yet.
OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
# The streams of a workbook under a password (MS-OFFCRYPTO), and what only a later Excel names its stream.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LATER = "Workbook".encode("utf-16-le")
_BOF, _FILEPASS = 0x0809, 0x002F
_BIFF8 = 0x0600


def refuse_unreadable(data: bytes, name: str) -> None:
    """Stop at an OLE file with a password or of an Excel that wrote words and formats in another way.

    Raises:
        InputError: for one of these.
    """
    if data.startswith(OLDEST):
        raise too_old(name)
    if _ENCRYPTED in data:
        raise locked(name)
    records = records_of_book(data)
    if any(kind == _FILEPASS for kind, _ in records):
        raise locked(name)
    if records and _is_old(*records[0]) and _LATER not in data:
        raise too_old(name)


def _is_old(kind: int, body: bytes) -> bool:
    return kind == _BOF and len(body) >= 2 and struct.unpack_from("<H", body)[0] < _BIFF8


def locked(name: str) -> InputError:
    """What is said of a workbook with a password."""
    return InputError(
        f"Tệp «{name}» có mật khẩu; hãy mở bằng Excel hoặc LibreOffice, bỏ mật khẩu, lưu lại rồi thử lại.",
        f"“{name}” is locked with a password; open it in Excel or LibreOffice, remove the password and try again.",
    )


def too_old(name: str) -> InputError:
    """What is said of a workbook of Excel 95 and before."""
    return InputError(
        f"Tệp «{name}» ở định dạng Excel 95 trở về trước; hãy mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx "
        "rồi thử lại.",
        f"“{name}” is of Excel 95 or before; open it in Excel or LibreOffice, save it as .xlsx and try again.",
    )
