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
    return grid_of_text(decode(data, name), name)


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


def decode(data: bytes, name: str) -> str:
    """The text of bytes: UTF-8, UTF-16, TCVN3, VNI or Windows-1258.

    Raises:
        InputError: where they are no text.
    """
    from corpus.readers import encodings

    if not is_text(data):
        raise _not_text(name)
    text = encodings.decode(data, name)
    if "\x00" in text:
        raise _not_text(name)
    return text


def is_text(data: bytes) -> bool:
    """True for bytes that may be plain text in some encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or max(data[1::2].count(0), data[::2].count(0)) * 3 > len(
        data
    ):
        return len(data) % 2 == 0
    return _BINARY.search(data) is None


def _not_text(name: str) -> InputError:
    return InputError(
        f"Tệp «{name}» không phải là văn bản bảng; hãy lưu lại dưới dạng CSV (UTF-8) hoặc XLSX.",
        f"“{name}” isn't a text table; save it as CSV (UTF-8) or XLSX.",
    )


def _separator(text: str) -> str:
    """The separator that splits the lines most evenly; a comma between digits alone is a decimal comma."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    if sum("\t" in line for line in lines) * 2 > len(lines):
        return "\t"  # nothing else puts tabs into a table
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
