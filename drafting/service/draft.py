"""Drafting: figures, precedents and a plan in; a checked draft out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.types import Report
from drafting.figures import NO_MEMORY, Memory
from drafting.service.check import check_draft, check_json
from drafting.service.inputs import listed, of_period, period_code, read_facts, read_profile, unit_name
from drafting.service.library import Library, open_library
from drafting.service.settings import Settings
from drafting.service.shelf import Shelf
from drafting.types import CheckResult, Draft, Fact, FigureTable, Plan, Profile

OnSection = Callable[[int, int, str], None]
"""How many sections are written, of how many, and the heading of the last."""


@dataclass(frozen=True)
class DraftRequest:
    """What a draft is asked for with; `standard` asks for the built-in outline."""

    figures: FigureTable
    unit: str
    period: str
    kind: str | None = None
    outline: Report | None = None
    standard: bool = False
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
    import corpus

    code = period_code(period)
    table, names = tables_and_lists(figures, code, memory)
    return DraftRequest(
        figures=of_period(table, code),
        unit=unit_name(unit),
        period=code,
        kind=kind,
        outline=corpus.read_file(outline) if outline else None,
        like=like,
        writer=writer,
        profile=read_profile(profile, unit),
        facts=(*read_facts(facts), *names),
    )


def tables_and_lists(paths: list[Path], period: str, memory: Memory) -> tuple[FigureTable, tuple[Fact, ...]]:
    """The figures of table files, and the lines of the lists of names among them; either may be missing, not both."""
    from drafting.figures import file_grids, read_grids, read_tables

    read = read_grids([grid for path in paths for grid in file_grids(path)], period, memory)
    # A file without either is refused in the words of who reads tables alone.
    table = read.table if read.rosters or read.table.figures else read_tables(paths, period, memory)
    return table, listed(read.rosters)


def make_plan(library: Library, shelf: Shelf, request: DraftRequest) -> Plan:
    """The plan of a request over the library's reports."""
    from drafting import writers
    from drafting.service.collecting import old_units_of

    merged = old_units_of(library.workspace, request.unit, request.period)
    return writers.make_plan(
        request.unit,
        request.period,
        request.kind or "",
        request.profile or Profile(unit=request.unit),
        request.figures,
        shelf.nearest(request.unit, request.period, request.kind or "", merged),
        old_units=merged,
        library=library.index,
        outline=request.outline,
        standard=request.standard,
        like=shelf.like,
        facts=request.facts,
        shelf=shelf,
    )


def write_plan(
    library: Library,
    shelf: Shelf,
    settings: Settings,
    plan: Plan,
    writer: str = "auto",
    on_section: OnSection | None = None,
) -> Draft:
    """Turn a plan into a draft.

    Raises:
        InputError: the model writer is asked for and no model is configured.
    """
    from drafting import writers
    from drafting.service import model_choice

    precedent = writers.PrecedentWriter(shelf)
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

    return write_resumed(library.writings, choice, precedent, plan, on_section)


def draft(
    settings: Settings, request: DraftRequest, on_section: OnSection | None = None
) -> tuple[Draft, CheckResult]:
    """Plan, write and check a draft; a merged unit's missing `cùng kỳ` comes from its old units."""
    from drafting.collection import with_inherited
    from drafting.service.inheriting import inherited_in

    with open_library(settings) as library:
        shelf = Shelf(library, request.like)
        same = inherited_in(library, request.unit, request.period)
        if same is not None:
            request = replace(request, figures=with_inherited(request.figures, same))
        plan = make_plan(library, shelf, request)
        made = write_plan(library, shelf, settings, plan, request.writer, on_section)
    return made, check_draft(made, library=settings.library)


def draft_answer(made: Draft, checked: CheckResult) -> dict[str, Any]:
    """The contract's `draft` answer."""
    from drafting.types.json import draft_json

    return draft_json(made, check_json(checked)["findings"])
