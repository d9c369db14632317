"""The body of a section to and from JSON, so that it can be kept as soon as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from drafting.types import Binding, DraftTable, Gap, PrecedentRef, Suggestion
from drafting.types.json import figure_from, figure_json
from drafting.writers.base import SectionText


def section_json(piece: SectionText) -> dict[str, Any]:
    """The body as JSON, without loss."""
    return {
        "text": piece.text,
        "bindings": [asdict(b) for b in piece.bindings],
        "gaps": [asdict(g) for g in piece.gaps],
        "suggestions": [asdict(s) for s in piece.suggestions],
        "tables": [{**asdict(t), "rows": [list(r) for r in t.rows]} for t in piece.tables],
        "figures": [figure_json(f) for f in piece.figures],
        "note": piece.note,
        "writer": piece.writer,
    }


def section_from(data: Mapping[str, Any]) -> SectionText:
    """The body from its JSON."""
    return SectionText(
        text=str(data["text"]),
        bindings=tuple(Binding(**b) for b in data["bindings"]),
        gaps=tuple(Gap(**g) for g in data["gaps"]),
        suggestions=tuple(
            Suggestion(**{**s, "precedent": PrecedentRef(**s["precedent"])}) for s in data["suggestions"]
        ),
        tables=tuple(DraftTable(**{**t, "rows": tuple(map(tuple, t["rows"]))}) for t in data["tables"]),
        figures=tuple(figure_from(f) for f in data["figures"]),
        note=str(data["note"]),
        writer=str(data["writer"]),
    )
