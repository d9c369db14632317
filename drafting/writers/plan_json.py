"""A plan as JSON, so that it can be shown, kept, changed and drafted from again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from drafting.types import Fact, FigureTable, Plan, PlannedSection, PrecedentRef, Profile
from drafting.types.json import figure_from, figure_json


def plan_json(plan: Plan) -> dict[str, Any]:
    """The plan with all that is needed to draft from it, but the precedents' texts."""
    data = {f.name: getattr(plan, f.name) for f in fields(plan)}
    data["profile"] = asdict(plan.profile)
    data["sections"] = [asdict(s) for s in plan.sections]
    data["figures"] = [figure_json(f) for f in plan.figures.figures]
    data["facts"] = [asdict(f) for f in plan.facts]
    data["notes"] = list(plan.notes)
    return data


def plan_from(data: Mapping[str, Any]) -> Plan:
    """A plan from its JSON.

    Raises:
        InputError: something is missing or of the wrong kind.
    """
    try:
        return Plan(
            unit=str(data["unit"]),
            period=str(data["period"]),
            kind=str(data["kind"]),
            title=str(data["title"]),
            profile=_profile(data["profile"]),
            outline_from=str(data["outline_from"]),
            sections=tuple(_section(s) for s in data["sections"]),
            figures=FigureTable(tuple(figure_from(f) for f in data["figures"])),
            follows=str(data.get("follows", "")),
            facts=tuple(Fact(**f) for f in data.get("facts", [])),
            notes=tuple(str(n) for n in data.get("notes", [])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise InputError(
            f"Tệp không phải đề cương dự thảo hợp lệ (thiếu hoặc sai mục {error}); hãy lập lại đề cương.",
            f"The file is no valid plan (missing or wrong: {error}); make the plan again.",
        ) from error


def save(plan: Plan, path: Path) -> None:
    """Write the plan to a file."""
    path.write_text(json.dumps(plan_json(plan), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Plan:
    """Read a plan from a file.

    Raises:
        InputError: the file can't be read or holds no plan.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"Không đọc được tệp đề cương “{path.name}”.", f"The plan “{path.name}” can't be read."
        ) from error
    return plan_from(data)


def _profile(data: Mapping[str, Any]) -> Profile:
    known = {k: tuple(v) if isinstance(v, list | tuple) else str(v) for k, v in data.items()}
    return Profile(**known)  # type: ignore[arg-type]


def _section(data: Mapping[str, Any]) -> PlannedSection:
    return PlannedSection(
        number=str(data["number"]),
        label=str(data["label"]),
        heading=str(data["heading"]),
        level=int(data["level"]),
        figures=tuple(str(k) for k in data.get("figures", [])),
        precedents=tuple(PrecedentRef(**r) for r in data.get("precedents", [])),
        facts=tuple(Fact(**f) for f in data.get("facts", [])),
        inline=bool(data.get("inline", False)),
        table=bool(data.get("table", False)),
        targets=bool(data.get("targets", False)),
        hint=str(data.get("hint", "")),
        words=tuple(str(w) for w in data.get("words", [])),
    )
