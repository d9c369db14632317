"""Skeletons in odd shapes, each with the tree a reader sees in it: `data/shapes/*.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus

SHAPES = Path(__file__).parent / "data" / "shapes"


def shapes() -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    """Name, text and tree of each shape; a name that ends in .md is Markdown."""
    for path in sorted(SHAPES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, tree = rest.partition("-- tree")
            yield name, text, [tuple(p.strip() for p in x.split("|")) for x in tree.splitlines() if x.strip()]


@pytest.mark.parametrize(
    ("name", "text", "tree"), list(shapes()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_shape(name: str, text: str, tree: list[tuple[str, ...]]) -> None:
    report = corpus.parse_text(text, "a.md" if name.endswith(".md") else "a.txt")
    assert [(s.number, s.label, str(s.level), s.heading) for s in report.sections] == tree
