"""What title blocks say, by the lines of `data/letterheads.txt`: read where told, marked where doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus

LINES = Path(__file__).parent / "data" / "letterheads.txt"
BODY = (
    "\nI. KẾT QUẢ\nNgười dân góp công làm đường, trồng hoa và giữ nếp họp tổ.\nII. HẠN CHẾ\nCòn chậm giấy tờ."
)


def examples() -> Iterator[tuple[str, list[str]]]:
    """The text of each example, and what is wanted of it."""
    for line in LINES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, wanted = line.partition("⇒")
            yield (
                "\n".join(part.strip() for part in text.split("¶")) + BODY,
                [part.strip() for part in wanted.split("|")],
            )


@pytest.mark.parametrize(("text", "wanted"), list(examples()))
def test_letterhead(text: str, wanted: list[str]) -> None:
    meta = corpus.parse_text(text).meta
    found = []
    for want in wanted:
        field, _, _ = want.lstrip("?!").partition("=")
        if want[0] in "?!":
            found.append(("?" if field in meta.uncertain else "!") + field)
        else:
            found.append(f"{field}={getattr(meta, field) or ''}")
    assert found == wanted
