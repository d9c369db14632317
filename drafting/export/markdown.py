"""A draft as Markdown: headings by level, pipe tables, paragraphs apart."""

from __future__ import annotations

from drafting.export.source import Grid, Source, from_draft
from drafting.types import Draft


def to_markdown(draft: Draft) -> str:
    """The whole draft; its words and numbers are those of `draft.text`."""
    source = from_draft(draft)
    tables = {g.start: g for g in source.grids}
    headings = {h.start: h.level for h in source.headings}
    out: list[str] = []
    at = 0
    while at < len(source.text):
        if at in tables:
            out.append(_table(tables[at]))
            at = tables[at].end + 1
            continue
        end = source.text.find("\n", at)
        end = len(source.text) if end < 0 else end
        line = _line(source, at, end, headings.get(at))
        if line:
            out.append(line)
        at = end + 1
    return "\n\n".join(out) + "\n"


def _line(source: Source, start: int, end: int, level: int | None) -> str:
    text = source.text[start:end].strip()
    return f"{'#' * min(level + 1, 6)} {text}" if level and text else text


def _table(grid: Grid) -> str:
    width = max(len(row) for row in grid.rows)
    rows = [
        [cell.replace("|", "\\|").strip() for cell in row] + [""] * (width - len(row)) for row in grid.rows
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
