"""Prose against the tables of its own document: Markdown, flattened to lines, and Word; own_tables.toml holds the cases."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import docx
import pytest

import corpus
from corpus.types import Report
from drafting import checks

DATA = tomllib.loads((Path(__file__).parent / "own_tables.toml").read_text("utf-8"))
RIGHT = [(case["table"], line) for case in DATA["line"] for line in case["right"]]
WRONG = [(case["table"], line, quote) for case in DATA["line"] for line, quote in case["wrong"]]
SHAPES = ("markdown", "lines", "word")


def _report(shape: str, table: str, line: str) -> Report:
    grid = DATA["tables"][table]
    text = DATA["head"].replace("{line}", line)
    if shape == "word":
        return corpus.read_bytes(_word(text, grid), "bao-cao.docx")
    rows = [f"| {' | '.join(row)} |" for row in grid]
    rule = "|---" * len(grid[0]) + "|"
    shown = [rows[0], rule, *rows[1:]] if shape == "markdown" else ["\t".join(row) for row in grid]
    return corpus.parse_text(text.replace("{table}", "\n" + "\n".join(shown) + "\n"), "bao-cao.md")


def _word(text: str, grid: list[list[str]]) -> bytes:
    document = docx.Document()
    for paragraph in text.split("\n"):
        if paragraph != "{table}":
            document.add_paragraph(paragraph)
            continue
        table = document.add_table(len(grid), len(grid[0]))
        for row, cells in zip(table.rows, grid, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _told(shape: str, table: str, line: str) -> list[tuple[str, str, str]]:
    result = checks.check(_report(shape, table, line))
    assert result.faults == ()
    return [(f.severity, f.code, f.quote) for f in result.findings if f.severity != "info"]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_agrees_is_left_alone(shape: str) -> None:
    assert [(line, told) for table, line in RIGHT if (told := _told(shape, table, line))] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_what_disagrees_is_told(shape: str) -> None:
    missed = [line for table, line, quote in WRONG if quote not in [t[2] for t in _told(shape, table, line)]]
    assert missed == []
