"""Checking a document against figures, a precedent, and itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import corpus
from corpus.types import Block, Meta, Report, Section, Table
from drafting.service.legal import own_entries
from drafting.types import CheckResult, Draft, DraftSection, FigureTable

if TYPE_CHECKING:
    from corpus.confusables import Usage
    from drafting.figures import Memory
    from drafting.service.settings import Settings

_LABEL = re.compile(r"\s*(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\)|Thứ \w+:)\s")


def report_of(draft: Draft) -> Report:
    """A draft as a report, its text taken verbatim so that offsets are the draft's."""
    tables = tuple(Table(t.start, t.end, t.rows, t.header_rows, title=t.title) for t in draft.tables)
    sections = tuple(_section(draft.text, s) for s in draft.sections)
    meta = Meta(
        title=draft.title,
        kind=draft.kind,  # type: ignore[arg-type]
        unit=draft.unit,
        period=draft.period,
        members=draft.profile.members,
    )
    bare = Report(name="draft", text=draft.text, meta=meta, sections=sections, tables=tables)
    blocks = [*_lines(bare), *(Block("table", t.start, t.end, "", _home(bare, t.start)) for t in tables)]
    return replace(bare, blocks=tuple(sorted(blocks, key=lambda b: b.start)))


def _lines(report: Report) -> Iterator[Block]:
    """Every line outside of tables, with its kind, label and section."""
    first = min((s.start for s in report.sections), default=0)
    last = max((s.end for s in report.sections), default=len(report.text))
    headings = {s.start for s in report.sections if s.heading}
    at = 0
    for line in report.text.split("\n"):
        end = at + len(line)
        if line and not any(t.start <= at < t.end for t in report.tables):
            label = _LABEL.match(line)
            if at < first or at >= last:
                yield Block("front" if at < first else "back", at, end)
            elif at in headings:
                yield Block("heading", at, end, "", _home(report, at))
            else:
                yield Block(
                    "item" if label else "paragraph",
                    at,
                    end,
                    label[0].strip() if label else "",
                    _home(report, at),
                )
        at = end + 1


def _home(report: Report, at: int) -> str:
    section = report.section_at(at)
    return section.number if section else ""


def _section(text: str, section: DraftSection) -> Section:
    at = text.find(section.heading, section.start, section.end)
    body = at + len(section.heading) if at >= 0 else section.start
    return Section(
        section.number, section.label, section.heading, section.level, section.start, body, section.end
    )


def check_draft(
    draft: Draft,
    table: FigureTable | None = None,
    precedent: Report | None = None,
    usage: Usage | None = None,
    library: Path | None = None,
) -> CheckResult:
    """Check a draft, with its own figures unless others are given.

    `usage` is the library's words; `library` the folder that may hold a legal base of the user's.
    """
    from drafting.checks import check
    from drafting.service.bound import settled

    result = check(
        report_of(draft),
        table or FigureTable(draft.figures),
        precedent=precedent,
        period=draft.period,
        unit=draft.unit,
        own_places=(*draft.profile.own_places, *draft.profile.members),
        usage=usage,
        legal=own_entries(library),
    )
    return result if table else settled(draft, result)


def make_ready() -> Thread:
    """Begin to make the checker ready beside other work, so that the first check is no slower than the next."""
    thread = Thread(target=_warm, daemon=True, name="checker")
    thread.start()
    return thread


def _warm() -> None:
    from drafting.checks.warming import warm

    warm()


def check_file(
    document: str,
    figures: Sequence[str] = (),
    precedent: Report | None = None,
    period: str | None = None,
    unit: str | None = None,
    memory: Memory | None = None,
    library: Path | None = None,
) -> CheckResult:
    """The `check` command: any report, or a draft's JSON.

    Raises:
        InputError: a file can't be read.
    """
    from drafting.service.documents import existing, is_draft, read_document, read_draft

    table: FigureTable | None = None
    if figures:
        from drafting.figures import NO_MEMORY, read_tables

        table = read_tables([existing(f) for f in figures], period, memory or NO_MEMORY)
        if period:
            from drafting.service.inputs import of_period

            of_period(table, period)
    if is_draft(document):
        return check_draft(read_draft(document), table, precedent, library=library)
    from drafting.checks import check

    legal = own_entries(library)
    return check(read_document(document), table, precedent=precedent, period=period, unit=unit, legal=legal)


def check_json(result: CheckResult) -> dict[str, Any]:
    """The contract's `check` answer."""
    from drafting.types.json import finding_json

    return {
        "text": result.text,
        "numbers": [
            {
                "quote": n.quote,
                "start": n.start,
                "end": n.end,
                "status": n.status,
                "figure": n.figure,
                "expression": n.expression,
            }
            for n in result.numbers
        ],
        "findings": [finding_json(f) for f in result.findings],
        "unused": list(result.unused),
        "faults": list(result.faults),
    }


def table_paths(names: Sequence[str]) -> list[Path]:
    """The paths of figure tables, each of which is there."""
    from drafting.service.documents import existing

    return [existing(n) for n in names]


def read_precedent(name: str, settings: Callable[[], Settings]) -> Report:
    """The precedent of a check: a file, or a report of the library (opened only then)."""
    if Path(name).is_file():
        return corpus.read_file(Path(name))
    from drafting.service.library import open_library

    with open_library(settings()) as library:
        return library.store.get(name).report
