"""A draft as the bytes of a file, for downloads."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from corpus.units import fold
from drafting.service.draft import write_output
from drafting.types import CheckResult, Draft


def draft_bytes(draft: Draft, checked: CheckResult, kind: str, *, proof: bool = False) -> bytes:
    """The draft as `docx`, `md` or `json`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"draft.{kind}"
        write_output(draft, checked, out, proof=proof)
        return out.read_bytes()


def file_name(draft: Draft, kind: str) -> str:
    """A file name of plain letters: kind, unit, period."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(f"bao cao {draft.unit} {draft.period}")).strip("-")
    return f"{words}.{kind}"
