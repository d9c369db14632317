"""Bytes to text, and the old Vietnamese encodings."""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.errors import InputError
from corpus.readers.legacy import convert, from_tcvn3, from_vni, legacy_of, share_of_syllables

_TWICE = re.compile(r"á[º»]|Ã[\u00a0-\u00bf]|Ä[\u0090‘]|Æ[°¡]")  # the first bytes of Vietnamese letters
_DAMAGED = 4  # letters read for each that can't be


def decode(data: bytes, name: str, *, fonts: bool = False) -> str:
    """The text of a plain file: UTF-8 (also twice over), UTF-16, TCVN3, VNI, or Windows-1258.

    Args:
        data: the file's bytes.
        name: its file name.
        fonts: the text names its fonts, and they tell TCVN3 and VNI: such letters are left as they are.

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
        text = _once(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = _of_one_byte(data, fonts=fonts)
    return text if fonts else convert(text, legacy_of(text))


def _once(text: str) -> str:
    """UTF-8 that was taken for Windows-1252 and turned into UTF-8 again (`Ä‘` for `đ`), as it was before."""
    if not _TWICE.search(text[:20000]):
        return text
    try:
        before = b"".join(_byte(char) for char in text).decode("utf-8")
    except UnicodeError:
        return text
    return before if share_of_syllables(before) > share_of_syllables(text) else text


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")  # codes that Windows-1252 leaves empty


def _of_one_byte(data: bytes, *, fonts: bool) -> str:
    """Text that is no proper UTF-8: damaged in a few places, or of the encoding that makes most syllables."""
    damaged = data.decode("utf-8", errors="replace")
    foreign = sum(not char.isascii() for char in damaged)
    if damaged.count("\ufffd") * _DAMAGED <= foreign:
        return damaged
    latin = data.decode("latin-1")
    readings = [
        unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        from_tcvn3(latin),
        from_vni(latin),
        data.decode("cp1252", errors="replace"),
    ]
    best = max(readings, key=share_of_syllables)
    return latin if fonts and best in readings[1:3] else best


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"Không đọc được bảng mã của tệp “{name}”: lưu lại dạng UTF-8 rồi thử lại.",
            f"The encoding of “{name}” can't be read: save it as UTF-8 and try again.",
        ) from error
