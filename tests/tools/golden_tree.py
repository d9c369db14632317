"""Prints a report's section tree beside its text, to be looked at, and keeps it as a golden one.

    python -m tests.tools.golden_tree FILE          the tree; with --text every line of the body, headings marked
    python -m tests.tools.golden_tree FILE --keep   writes tests/corpus/golden_trees/NAME.tsv

Look at `--text` first: a golden tree is what a reader sees in the document, not what the program found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import corpus
from corpus.types import Report

FOLDER = Path(__file__).parents[1] / "corpus" / "golden_trees"
Row = tuple[str, str, str, str]


def rows(report: Report) -> list[Row]:
    """Number, label, level and heading of every section."""
    return [(s.number, s.label, str(s.level), s.heading) for s in report.sections]


def golden(path: Path) -> list[Row]:
    """The rows of a golden file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(*line.split("\t"), "", "", "")[:4] for line in lines if line]  # type: ignore[misc]


def score(found: Sequence[Row], wanted: Sequence[Row]) -> tuple[int, int, int]:
    """Headings right, missed and false."""
    right = sum(row in wanted for row in found)
    return right, len(wanted) - right, len(found) - right


def _marked(report: Report) -> str:
    starts = {s.start: s for s in report.sections}
    lines = []
    for block in report.blocks:
        section = starts.get(block.start)
        head = f"{'  ' * (section.level - 1)}[{section.number}] " if section else f"    {block.kind}: "
        lines.append(head + report.text[block.start : block.end].split("\n")[0][:110])
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Show or keep one tree."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.golden_tree")
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args(arguments)
    report = corpus.read_file(options.file)
    tree = "".join("\t".join(row) + "\n" for row in rows(report))
    print(_marked(report) if options.text else tree)
    if options.keep:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{options.file.stem}.tsv").write_text(tree, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
