"""The public functions that read past reports."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.structure.assemble import assemble
from corpus.text.joins import join_lines
from corpus.text.lines import raw_lines, to_pieces
from corpus.types import Report

_MARKDOWN = re.compile(r"(?m)^\s{0,3}#{1,6} \S|\*\*\S[^*\n]*\*\*|^\s*\|.*\|\s*$|<sup>")


def parse_text(text: str, name: str = "-") -> Report:
    """Plain text or Markdown, read as a report."""
    markdown = name.lower().endswith((".md", ".markdown")) or len(_MARKDOWN.findall(text)) > 2
    pieces = to_pieces(raw_lines(text), markdown=markdown)
    return assemble(join_lines(pieces, markdown=markdown), name)


def read_file(path: Path) -> Report:
    """A report from a file."""
    return parse_text(path.read_text(encoding="utf-8"), path.name)


def read_bytes(data: bytes, name: str) -> Report:
    """A report from bytes."""
    return parse_text(data.decode("utf-8"), name)
