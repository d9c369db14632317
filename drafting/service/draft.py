"""Drafting: figures, precedents and a plan in; a checked draft out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from drafting.figures import NO_MEMORY, Memory
from drafting.service.check import check_draft, check_json
from drafting.service.inputs import period_code, read_facts, read_profile
from drafting.service.library import Library, find_report, open_library
from drafting.service.settings import Settings
from drafting.types import CheckResult, Draft, Fact, FigureTable, Plan, Profile

WRITERS = ("auto", "precedent", "llm")
OnSection = Callable[[int, int, str], None]
"""How many sections are written, of how many, and the heading of the last."""


@dataclass(frozen=True)
class DraftRequest:
    """What a draft is asked for with. Files are those of the command line."""

    figures: FigureTable
    unit: str
    period: str
    kind: str | None = None
    outline: Path | None = None
    like: str | None = None
    writer: str = "auto"
    profile: Profile | None = None
    facts: tuple[Fact, ...] = ()


def request_from_files(
    figures: list[Path],
    unit: str,
    period: str,
    *,
    kind: str | None = None,
    outline: Path | None = None,
    like: str | None = None,
    writer: str = "auto",
    profile: Path | None = None,
    facts: Path | None = None,
    memory: Memory = NO_MEMORY,
) -> DraftRequest:
    """Read everything the command line names.

    Raises:
        InputError: a file or a word can't be understood.
    """
    from drafting.figures import read_tables

    code = period_code(period)
    return DraftRequest(
        figures=read_tables(figures, code, memory),
        unit=unit,
        period=code,
        kind=kind,
        outline=outline,
        like=like,
        writer=writer,
        profile=read_profile(profile, unit),
        facts=read_facts(facts),
    )


def make_plan(library: Library, request: DraftRequest) -> Plan:
    """The plan of a request over the library's reports."""
    import corpus
    from drafting import writers

    stored = library.store.list()
    like = find_report(library, request.like) if request.like else None
    if like is not None and like.id not in {s.id for s in stored}:
        stored = [*stored, like]
    return writers.make_plan(
        request.unit,
        request.period,
        request.kind or "",
        request.profile or Profile(unit=request.unit),
        request.figures,
        stored,
        library=library.index,
        outline=corpus.read_file(request.outline) if request.outline else None,
        like=like,
        facts=request.facts,
    )


def write_plan(
    library: Library,
    settings: Settings,
    plan: Plan,
    writer: str = "auto",
    like: str | None = None,
    on_section: OnSection | None = None,
) -> Draft:
    """Turn a plan into a draft.

    Raises:
        InputError: the model writer is asked for and no model is configured.
    """
    from drafting import writers

    reports = {s.id: s.report for s in library.store.list()}
    if like:
        found = find_report(library, like)
        reports.setdefault(found.id, found.report)
    precedent = writers.PrecedentWriter(reports)
    from drafting.service import model_choice

    choice = model_choice.chosen(settings) if writer != "precedent" else None
    if choice is None and writer != "llm":
        return precedent.write(plan, on_section)
    if choice is None:
        raise InputError(
            "Chưa cấu hình mô hình ngôn ngữ: đặt SOANTHAO_MODEL và OPENAI_API_KEY hoặc OPENAI_BASE_URL, "
            "hoặc dùng --writer precedent.",
            "No language model is configured: set SOANTHAO_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, "
            "or use --writer precedent.",
        )
    from drafting.service.writing import write_resumed

    return write_resumed(library.writings, model_choice.model_settings(choice), precedent, plan, on_section)


def draft(
    settings: Settings, request: DraftRequest, on_section: OnSection | None = None
) -> tuple[Draft, CheckResult]:
    """Plan, write and check a draft."""
    with open_library(settings) as library:
        plan = make_plan(library, request)
        made = write_plan(library, settings, plan, request.writer, request.like, on_section)
    return made, check_draft(made)


def draft_answer(made: Draft, checked: CheckResult) -> dict[str, Any]:
    """The contract's `draft` answer."""
    from drafting.types.json import draft_json

    return draft_json(made, check_json(checked)["findings"])


def write_output(made: Draft, checked: CheckResult, out: Path, *, proof: bool = False) -> None:
    """Write a draft as .docx, .md or .json, whole or not at all.

    Raises:
        InputError: the ending is another, or the file can't be written.
    """
    import json

    from drafting import export
    from drafting.export.files import write_whole

    ending = out.suffix.lower()
    if ending == ".docx":
        export.to_docx(made, out, proof=proof)
    elif ending == ".md":
        write_whole(out, export.to_markdown(made).encode())
    elif ending == ".json":
        text = json.dumps(draft_answer(made, checked), ensure_ascii=False, indent=1)
        write_whole(out, f"{text}\n".encode())
    else:
        raise output_error(out)


def output_error(out: Path) -> InputError:
    """The sentence for an output whose kind isn't known."""
    return InputError(
        f"Không ghi được ra “{out.name}”: tên tệp phải kết thúc bằng .docx, .md hoặc .json.",
        f"“{out.name}” can't be written: its name must end in .docx, .md or .json.",
    )
