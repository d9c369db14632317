"""The demo: the main job on the bundled library, from nothing to a checked document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafting.service import draft as drafting
from drafting.service import index, library, output, summaries
from drafting.service.check import check_file, check_json
from drafting.service.edit import edited
from drafting.service.settings import Settings
from drafting.types import Draft


@dataclass(frozen=True)
class Planted:
    """An error put into the draft on purpose."""

    start: int
    end: int
    text: str
    what: str


def run(settings: Settings, out: Path, progress: library.Progress) -> dict[str, Any]:
    """Ingest, draft, check, export; then check a copy with planted errors; last the vectors of the library.

    Words and headings are enough to draft by, and vectors take longest, so they come when the documents are there.

    Args:
        settings: the model's settings; the demo's library lies in `out`.
        out: folder to write to; made where it isn't there.
        progress: called at every step.

    Raises:
        InputError: the folder can't be written to.
    """
    from corpus.samples import demo

    here = settings.model_copy(update={"library": out / "library", "database_url": "", "chroma_url": ""})
    job = demo()
    added = index.ingest_words(here, job.reports, progress)
    request = drafting.request_from_files(
        list(job.figures), job.unit, job.period, profile=job.profile, facts=job.facts, writer="precedent"
    )
    made, checked = drafting.draft(here, request, lambda i, n, h: progress(h, i, n))
    document, data = out / "bao-cao.docx", out / "bao-cao.json"
    output.write_output(made, checked, document)
    output.write_output(made, checked, data)
    figures = [str(f) for f in job.figures]
    clean = check_file(str(document), figures, period=job.period, unit=job.unit)

    planted = tuple(plant(made))
    faulty = out / "bao-cao-co-loi.docx"
    output.write_output(with_planted(made, planted), checked, faulty)
    found = check_file(str(faulty), figures, period=job.period, unit=job.unit)
    from drafting import figures as tables

    wrong_table = tables.read_tables([job.faulty], job.period)
    progress(f"đã có dự thảo {document}", 1, 1)
    vectors = index.finish(here, progress)
    return {
        "library": str(here.library),
        "reports": len(added["reports"]),
        "figures": figures,
        "document": str(document),
        "draft": str(data),
        "answer": drafting.draft_answer(made, checked),
        "check": check_json(clean)["findings"],
        "faulty": str(faulty),
        "planted": [p.what for p in planted],
        "found": [f for f in check_json(found)["findings"] if f["severity"] == "error"],
        "faulty_table": str(job.faulty),
        "table_findings": check_json_findings(wrong_table.findings),
        "index": vectors,
    }


def check_json_findings(findings: Any) -> list[dict[str, Any]]:
    """Findings of a table as JSON."""
    from drafting.types.json import finding_json

    return [finding_json(f) for f in findings]


def plant(made: Draft) -> Iterator[Planted]:
    """Three errors that clerks make: a last digit, two swapped numbers, a changed direction word."""
    whole = [b for b in made.numbers if b.figure and b.quote.isdigit() and len(b.quote) >= 2]
    first = whole[0] if whole else None
    if first:
        wrong = first.quote[:-1] + str((int(first.quote[-1]) + 1) % 10)
        yield Planted(first.start, first.end, wrong, f"“{first.quote}” → “{wrong}”")
    actual = {f.key for f in made.figures if f.role == "actual"}
    for one in made.numbers:
        swapped = _swapped(one.quote)
        if one.figure in actual and "," in one.quote and swapped and not _in_table(made, one.start):
            yield Planted(one.start, one.end, swapped, f"“{one.quote}” → “{swapped}”")
            break
    at = _direction(made)
    if at is not None:
        yield Planted(at, at + len("tăng"), "giảm", "“tăng” → “giảm”")


def _swapped(quote: str) -> str:
    """The first two digits the other way round, or nothing where they are alike."""
    first, second = quote[:1], quote[1:2]
    return f"{second}{first}{quote[2:]}" if quote[:2].isdigit() and first != second and second != "0" else ""


def _direction(made: Draft) -> int | None:
    for binding in made.numbers:
        at = binding.start - len("tăng ")
        if binding.expression and at > 0 and made.text[at : binding.start] == "tăng ":
            return at
    return None


def _in_table(made: Draft, at: int) -> bool:
    return any(t.start <= at < t.end for t in made.tables)


def with_planted(made: Draft, planted: tuple[Planted, ...]) -> Draft:
    """The draft with the errors in it."""
    text = made.text
    for error in sorted(planted, key=lambda p: -p.start):
        text = text[: error.start] + error.text + text[error.end :]
    return edited(made, text)


def _said_of_index(done: dict[str, Any]) -> str:
    """What the library can be searched by now."""
    if done["vectors"]["count"]:
        return f"Kho véc-tơ: {done['vectors']['count']} đoạn ({done['vectors']['engine']})."
    return str(done["notice"])


def summary(answer: dict[str, Any]) -> str:
    """Where each file lies and what was found."""
    errors = [f for f in answer["check"] if f["severity"] == "error"]
    return "\n".join(
        [
            f"Thư viện mẫu ({answer['reports']} báo cáo cấp xã): {answer['library']}",
            f"Bảng số liệu: {', '.join(answer['figures'])}",
            f"Dự thảo: {answer['document']} (dữ liệu: {answer['draft']})",
            summaries.draft(answer["answer"]),
            f"Kiểm tra tệp Word với số liệu: {len(errors)} lỗi.",
            f"Bản có lỗi cài sẵn ({'; '.join(answer['planted'])}): {answer['faulty']}",
            f"Tìm thấy {len(answer['found'])} lỗi:",
            summaries.findings(answer["found"]),
            f"Bảng số liệu có lỗi cài sẵn: {answer['faulty_table']}",
            summaries.findings(answer["table_findings"]),
            _said_of_index(answer["index"]),
        ]
    )
