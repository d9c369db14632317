"""Drafts and figures to and from the JSON of the command line's contract, without loss.

Values are strings in plain decimal notation; a span is `start`, `end` into the draft's `text`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from corpus.errors import InputError
from drafting.types.drafts import (
    Binding,
    Draft,
    DraftSection,
    DraftTable,
    Fact,
    Gap,
    PrecedentRef,
    Profile,
    Suggestion,
)
from drafting.types.figures import (
    CellSource,
    ConfirmedSource,
    FactSource,
    Figure,
    Finding,
    Role,
    SentenceSource,
    Source,
)

Json = dict[str, Any]


def plain(value: Decimal | None) -> str | None:
    """A value in plain decimal notation, never with an exponent."""
    return None if value is None else format(value, "f")


def figure_json(figure: Figure) -> Json:
    """A figure as the contract prints it, with what else it takes to restore it."""
    return {
        "key": figure.key,
        "indicator": figure.indicator,
        "label": figure.label,
        "scope": figure.scope,
        "role": figure.role,
        "value": plain(figure.value),
        "unit": figure.unit,
        "written": figure.written,
        "written_unit": figure.written_unit,
        "period": figure.period,
        "source": asdict(figure.source),
        "of": plain(figure.of),
        "text": figure.text,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "group": figure.group,
        "known": figure.known,
        **({"giver": figure.giver} if figure.giver else {}),
    }


def figure_from(data: Mapping[str, Any]) -> Figure:
    """A figure from its JSON."""
    if data["role"] not in get_args(Role):
        raise KeyError(data["role"])
    return Figure(
        key=str(data["key"]),
        indicator=str(data["indicator"]),
        label=str(data["label"]),
        scope=data.get("scope"),
        role=data["role"],
        value=_decimal(data.get("value")),
        unit=str(data.get("unit", "")),
        written=str(data.get("written", "")),
        written_unit=str(data.get("written_unit", "")),
        source=source_from(data.get("source", {})),
        period=data.get("period"),
        of=_decimal(data.get("of")),
        text=data.get("text"),
        low=_decimal(data.get("low")),
        high=_decimal(data.get("high")),
        group=str(data.get("group", "")),
        known=data.get("known"),
        giver=str(data.get("giver", "")),
    )


def source_from(data: Mapping[str, Any]) -> Source:
    """A source from its JSON, told by its fields."""
    if "facts" in data:
        return FactSource(str(data["facts"]), int(data["line"]))
    if "confirmed_by" in data:
        return ConfirmedSource(str(data["confirmed_by"]), str(data["at"]))
    if "report" in data:
        start, end = int(data["start"]), int(data["end"])
        return SentenceSource(str(data["report"]), str(data["sentence"]), start, end)
    return CellSource(str(data.get("file", "")), data.get("sheet"), str(data.get("cell", "")))


def draft_json(draft: Draft, findings: Sequence[Json] = ()) -> Json:
    """A draft as the contract prints it; `findings` are those of its own check."""
    return {
        "title": draft.title,
        "unit": draft.unit,
        "period": draft.period,
        "kind": draft.kind,
        "writer": draft.writer,
        "outline_from": draft.outline_from,
        "text": draft.text,
        "sections": [_section_json(s) for s in draft.sections],
        "numbers": [asdict(b) for b in draft.numbers],
        "gaps": [asdict(g) for g in draft.gaps],
        "tables": [_table_json(t) for t in draft.tables],
        "figures": [figure_json(f) for f in draft.figures],
        "profile": _profile_json(draft.profile),
        "facts": [asdict(f) for f in draft.facts],
        "unused": list(draft.unused),
        "notes": list(draft.notes),
        **({"exchanges": list(draft.exchanges)} if draft.exchanges else {}),
        "check": {"findings": list(findings)},
    }


def draft_from(data: Mapping[str, Any]) -> Draft:
    """A draft from its JSON.

    Raises:
        InputError: something is missing or of the wrong kind.
    """
    try:
        return _draft_from(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise InputError(
            f"Tệp không phải bản dự thảo hợp lệ (thiếu hoặc sai mục {error}); hãy tạo lại bằng lệnh draft.",
            f"The file is no valid draft (missing or wrong: {error}); make it again with the draft command.",
        ) from error


def finding_json(finding: Finding) -> Json:
    """A finding as the contract prints it."""
    data = asdict(finding)
    data["evidence"] = [_without_none(asdict(e)) for e in finding.evidence]
    return data


def _without_none(data: Json) -> Json:
    return {k: v for k, v in data.items() if not (k == "source" and v is None)}


def _section_json(section: DraftSection) -> Json:
    data = asdict(section)
    for name in ("numbers", "gaps", "suggestions", "precedents"):
        data[name] = list(data[name])
    return data


def _table_json(table: DraftTable) -> Json:
    return {**asdict(table), "rows": [list(row) for row in table.rows]}


def _profile_json(profile: Profile) -> Json:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(profile).items()}


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _draft_from(data: Mapping[str, Any]) -> Draft:
    return Draft(
        title=str(data["title"]),
        unit=str(data["unit"]),
        period=str(data["period"]),
        kind=str(data["kind"]),
        writer=str(data["writer"]),
        outline_from=str(data["outline_from"]),
        text=str(data["text"]),
        sections=tuple(_section_from(s) for s in data["sections"]),
        numbers=tuple(Binding(**b) for b in data["numbers"]),
        gaps=tuple(Gap(**g) for g in data["gaps"]),
        tables=tuple(_table_from(t) for t in data["tables"]),
        figures=tuple(figure_from(f) for f in data["figures"]),
        profile=_profile_from(data["profile"]),
        facts=tuple(Fact(**f) for f in data["facts"]),
        unused=tuple(data["unused"]),
        notes=tuple(data.get("notes", ())),
        exchanges=tuple(data.get("exchanges", ())),
    )


def _section_from(data: Mapping[str, Any]) -> DraftSection:
    return DraftSection(
        number=data["number"],
        label=data["label"],
        heading=data["heading"],
        level=data["level"],
        start=data["start"],
        end=data["end"],
        numbers=tuple(Binding(**b) for b in data.get("numbers", ())),
        gaps=tuple(Gap(**g) for g in data.get("gaps", ())),
        suggestions=tuple(_suggestion_from(s) for s in data.get("suggestions", ())),
        precedents=tuple(PrecedentRef(**p) for p in data.get("precedents", ())),
        writer=data.get("writer", ""),
        note=data.get("note", ""),
    )


def _suggestion_from(data: Mapping[str, Any]) -> Suggestion:
    return Suggestion(data["at"], data["text"], data["reason"], PrecedentRef(**data["precedent"]))


def _table_from(data: Mapping[str, Any]) -> DraftTable:
    rows = tuple(tuple(str(c) for c in row) for row in data["rows"])
    return DraftTable(data["start"], data["end"], rows, data.get("header_rows", 1), data.get("title", ""))


def _profile_from(data: Mapping[str, Any]) -> Profile:
    known: Json = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    known.setdefault("unit", "")
    return Profile(**known)
