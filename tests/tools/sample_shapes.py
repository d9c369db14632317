"""The text of a sample in the shapes of a plain and of a Markdown file."""

from __future__ import annotations

import re

HEADING = re.compile(r"(Phần thứ \S+|[IVX]+\. .+|\d+(\.\d+)*\. [^.;]{4,120}|[a-zđ]\) “?[^.;]{4,120})")


def as_plain(text: str) -> str:
    """Tables as tabbed rows."""
    return (
        "\n".join("\t".join(cells(line)) if line.startswith("| ") else line for line in text.splitlines())
        + "\n"
    )


def cells(line: str) -> list[str]:
    """The cells of a pipe row."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def as_markdown(text: str) -> str:
    """Paragraphs apart, headings marked, pipe tables with their rule."""
    out: list[str] = []
    lines = text.splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("| "):
            first = not before.startswith("| ")
            out.append(
                ("\n" if first else "") + line + ("\n" + "|---" * len(cells(line)) + "|" if first else "")
            )
        else:
            out.append("\n" + (f"## **{line}**" if HEADING.fullmatch(line) else line))
    return "\n".join(out).lstrip() + "\n"
