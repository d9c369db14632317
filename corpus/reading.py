"""The public functions that read past reports."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from corpus.errors import InputError
from corpus.readers.limits import check_size, damaged, sniff, too_complex, unpacked_size
from corpus.structure.assemble import assemble
from corpus.tables.find import find_tables
from corpus.text.joins import join_lines
from corpus.text.lines import raw_lines
from corpus.text.pieces import Piece
from corpus.types import Report

_MARKDOWN = re.compile(r"(?m)^\s{0,3}#{1,6} \S|\*\*\S[^*\n]*\*\*|^[ \t]*\|.*\|[ \t]*$|<sup>")
_FOREIGN = ("pdf", "ole", "rtf", "odt", "zip")
_LARGE = 3 * 10**6  # bytes unpacked; less is read in a second or two
_USUAL = 180.0
_SECONDS = {"pdf": 600.0}  # a scan of sixty pages takes half of that


def parse_text(text: str, name: str = "-") -> Report:
    """Plain text or Markdown, read as a report."""
    return assemble(_text_pieces(text, name), name)


def read_file(path: Path) -> Report:
    """A report from a file: .docx, .doc, .odt, .rtf, .pdf with text, .md, .txt.

    Raises:
        InputError: the file is not there, empty, damaged, protected, or of no kind that can be read.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(
                f"“{path.name}” là thư mục, không phải tệp.", f"“{path.name}” is a folder, no file."
            )
        check_size(size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Không mở được tệp “{path}”: kiểm tra tên tệp và quyền đọc.",
            f"“{path}” can't be opened: check its name and permissions.",
        ) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Report:
    """A report from a file's bytes; `name` is its file name.

    What a parser may choke on is read in a process of its own, which ends when it takes too long or too much
    memory: PDF, old office formats, and any file that is large once unpacked.

    Raises:
        InputError: as `read_file`.
    """
    check_size(len(data), name)
    kind = sniff(data, name)
    if kind in _FOREIGN or unpacked_size(data, kind) > _LARGE:
        return _read_apart(data, name, _SECONDS.get(kind, _USUAL))
    return read_here(data, name)


def _read_apart(data: bytes, name: str, seconds: float) -> Report:
    from corpus.parallel import read_alone
    from corpus.serial import from_json

    found = read_alone(data, name, seconds)
    if "report" not in found:
        raise InputError(found["vi"], found["en"])
    return from_json(found["report"])


def read_here(data: bytes, name: str) -> Report:
    """As `read_bytes`, in this process."""
    check_size(len(data), name)
    try:
        pieces = pieces_of(data, name)
        if not any(p.text or p.grid for p in pieces):
            raise InputError(f"Tệp “{name}” không có chữ nào.", f"“{name}” holds no text.")
        return assemble(pieces, name)
    except (MemoryError, RecursionError) as error:
        raise too_complex(name) from error


def pieces_of(data: bytes, name: str) -> list[Piece]:
    """The pieces of a file, before they are a report."""
    kind = sniff(data, name)
    if kind == "docx":
        from corpus.readers.docx import read_docx

        return join_lines(read_docx(data, name))
    if kind == "pdf":
        from corpus.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "html":
        from corpus.readers.encodings import decode
        from corpus.readers.html import read_html

        return join_lines(read_html(decode(data, name, fonts=True)))
    if kind in ("ole", "rtf", "odt"):
        from corpus.readers.docx import read_docx
        from corpus.readers.office import convert

        return join_lines(read_docx(convert(data, name, kind), name))
    if kind == "xlsx":
        raise InputError(
            f"“{name}” là bảng tính: đưa vào phần số liệu, không phải phần báo cáo.",
            f"“{name}” is a spreadsheet: give it as figures, not as a report.",
        )
    if kind == "zip":
        return _packed(data, name)
    from corpus.readers.encodings import decode

    return _text_pieces(decode(data, name), name)


def _packed(data: bytes, name: str) -> list[Piece]:
    """The pieces of the one document that an archive holds."""
    from corpus.intake import unpacked

    found = list(islice(unpacked(data, name), 2))
    if not found:
        raise damaged(name)
    if len(found) > 1:
        raise InputError(
            f"Tệp nén “{name}” chứa nhiều văn bản: nạp cả tệp vào thư viện, hoặc giải nén rồi chọn một văn bản.",
            f"The archive “{name}” holds several documents: add it to the library, or unpack it and choose one.",
        )
    inner, member = found[0]
    if isinstance(member, InputError):
        raise member
    return pieces_of(member, inner)


def _text_pieces(text: str, name: str) -> list[Piece]:
    markdown = name.lower().endswith((".md", ".markdown")) or len(_MARKDOWN.findall(text)) > 2
    return join_lines(find_tables(raw_lines(text), markdown=markdown), markdown=markdown)
