"""A draft as a file, or as the bytes of one for a download."""

from __future__ import annotations

import json
import re
from pathlib import Path

from corpus.errors import InputError
from corpus.units import fold
from drafting.service.draft import draft_answer
from drafting.types import CheckResult, Draft

KINDS = ("docx", "md", "json")


def draft_bytes(draft: Draft, checked: CheckResult, kind: str, *, proof: bool = False) -> bytes:
    """The draft as `docx`, `md` or `json`."""
    from drafting import export

    if kind == "docx":
        return export.draft_bytes(draft, proof=proof)
    if kind == "md":
        return export.to_markdown(draft).encode()
    return f"{json.dumps(draft_answer(draft, checked), ensure_ascii=False, indent=1)}\n".encode()


def write_output(draft: Draft, checked: CheckResult, out: Path, *, proof: bool = False) -> None:
    """Write a draft as .docx, .md or .json, whole or not at all.

    Raises:
        InputError: the ending is another, or the file can't be written.
    """
    from drafting.export.files import write_whole

    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise output_error(out)
    write_whole(out, draft_bytes(draft, checked, kind, proof=proof))


def output_error(out: Path) -> InputError:
    """The sentence for an output whose kind isn't known."""
    return InputError(
        f"Không ghi được ra “{out.name}”: tên tệp phải kết thúc bằng .docx, .md hoặc .json.",
        f"“{out.name}” can't be written: its name must end in .docx, .md or .json.",
    )


def file_name(draft: Draft, kind: str) -> str:
    """A file name of plain letters: kind, unit, period."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(f"bao cao {draft.unit} {draft.period}")).strip("-")
    return f"{words}.{kind}"
