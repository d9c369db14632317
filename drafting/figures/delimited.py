"""CSV and pasted text: encoding and separator found, every cell kept as text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from corpus.errors import InputError
from drafting.figures.grids import Grid, squared

_SEPARATORS = (";", "\t", ",", "|")
_LONGEST_CELL = 1_000_000
_LETTERS = re.compile(r"[^\W\d_]")
# Bytes that plain text never holds: a workbook or an image with the wrong name.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def read_csv(data: bytes, name: str) -> Grid:
    """The grid of a CSV file.

    Raises:
        InputError: where the bytes are no text table.
    """
    return grid_of_text(_decode(data, name), name)


def grid_of_text(text: str, name: str) -> Grid:
    """The grid of delimited text (a CSV's, or what was pasted from a sheet)."""
    csv.field_size_limit(_LONGEST_CELL)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    separator, text = _declared(text)
    separator = separator or _separator(text)
    text = _with_dittos(text, separator)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError(
            f"Không đọc được bảng «{name}»: dấu ngoặc kép hoặc ô quá dài.",
            f"“{name}” can't be read as a table: a quote is left open or a cell is too long.",
        ) from error
    return Grid(name, None, squared([[cell.strip("\n") for cell in row] for row in rows]))


def _with_dittos(text: str, separator: str) -> str:
    """A cell that is a lone quote (`"` as above) is no opening quote."""
    alone = re.compile(rf'(?<={re.escape(separator)})"(?={re.escape(separator)})')
    lines = text.split("\n")
    return "\n".join(
        alone.sub('""""', line) if line.count('"') % 2 and alone.search(line) else line for line in lines
    )


def _declared(text: str) -> tuple[str, str]:
    """A first line `sep=;` names the separator for Excel; it is blanked so that addresses stay right."""
    match = re.match(r'"?sep=(.)"?[ \t]*(?=\n|$)', text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    if data[1::2].count(0) * 3 > len(data) > 3:
        return _decoded(data, "utf-16-le", name)
    if data[::2].count(0) * 3 > len(data) > 3:
        return _decoded(data, "utf-16-be", name)
    if _BINARY.search(data):
        raise _not_text(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1258", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name) from error
    if "\x00" in text:
        raise _not_text(name)
    return text


def _not_text(name: str) -> InputError:
    return InputError(
        f"Tệp «{name}» không phải là văn bản bảng; hãy lưu lại dưới dạng CSV (UTF-8) hoặc XLSX.",
        f"“{name}” isn't a text table; save it as CSV (UTF-8) or XLSX.",
    )


def _separator(text: str) -> str:
    """The separator that splits the lines most evenly; a comma between digits alone is a decimal comma."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    best, best_score = ",", -1.0
    for separator in _SEPARATORS:
        counts = [n for line in lines if (n := _count(line, separator))]
        if not counts:
            continue
        common = max(set(counts), key=lambda n: (counts.count(n), n))
        score = counts.count(common) / len(lines) + min(common, 12) / 100
        if score > best_score + 1e-9:
            best, best_score = separator, score
    return best


def _count(line: str, separator: str) -> int:
    outside = re.sub(r'"[^"]*"', "", line)
    if separator == ",":
        # «36,5» in a semicolon file, not a separator; but «Trâu,36,5» has at least one that touches a letter.
        return outside.count(",") if _LETTERS.search(outside) or ",," in outside else 0
    return outside.count(separator)
