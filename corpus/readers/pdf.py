"""PDF files with text."""

from __future__ import annotations

from corpus.errors import InputError
from corpus.text.pieces import Piece


def read_pdf(data: bytes, name: str) -> list[Piece]:
    """The pieces of a PDF."""
    raise InputError(f"Chưa đọc được tệp PDF “{name}”.", f"PDF “{name}” can't be read yet.")
