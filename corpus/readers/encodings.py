"""Bytes to text, and the old Vietnamese encodings."""

from __future__ import annotations

import codecs
import unicodedata

from corpus.errors import InputError
from corpus.readers.legacy import convert, legacy_of


def decode(data: bytes, name: str) -> str:
    """The text of a plain file: UTF-8, UTF-16, TCVN3, VNI, or Windows-1258.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decode(data, encoding, name)
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        encoding = (
            "utf-16-le" if data[1:2] == b"\x00" or data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
        )
        return _decode(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        if not legacy_of(text):
            return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    return convert(text, legacy_of(text))


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"Không đọc được bảng mã của tệp “{name}”: lưu lại dạng UTF-8 rồi thử lại.",
            f"The encoding of “{name}” can't be read: save it as UTF-8 and try again.",
        ) from error
