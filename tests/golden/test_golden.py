"""The drafts of the bundled library say what they said; `GOLDEN=1` writes them anew."""

from __future__ import annotations

import os

import pytest

import corpus
from drafting import export
from tests.golden.make import HERE, Case, cases, drafted


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.name)
def test_the_draft_is_the_golden_one(case: Case) -> None:
    draft = drafted(case)
    text, document = HERE / f"{case.name}.txt", HERE / f"{case.name}.docx"
    if os.environ.get("GOLDEN"):
        text.write_text(draft.text + "\n", encoding="utf-8")
        export.to_docx(draft, document)
    assert draft.text + "\n" == text.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.name)
def test_the_document_reads_back(case: Case) -> None:
    report = corpus.read_file(HERE / f"{case.name}.docx")
    assert report.meta.kind == case.kind
    assert report.text.count("./.") == 1
