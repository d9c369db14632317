"""Reports as JSON and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corpus.types import Block, Meta, Report, Section, Signer, Table


def to_json(report: Report) -> dict[str, Any]:
    """A report as plain JSON data."""
    data = asdict(report)
    data["meta"]["uncertain"] = sorted(report.meta.uncertain)
    return data


def from_json(data: dict[str, Any]) -> Report:
    """The report that `to_json` wrote."""
    return Report(
        name=data["name"],
        text=data["text"],
        meta=meta_from_json(data["meta"]),
        sections=tuple(Section(**section) for section in data["sections"]),
        tables=tuple(
            Table(**{**table, "rows": tuple(tuple(row) for row in table["rows"])}) for table in data["tables"]
        ),
        blocks=tuple(Block(**block) for block in data["blocks"]),
        original=tuple((int(at), int(offset)) for at, offset in data["original"]),
    )


def meta_from_json(data: dict[str, Any]) -> Meta:
    """What a report is about, from JSON data."""
    fields = {
        **data,
        "signer": Signer(**data["signer"]),
        "recipients": tuple(data["recipients"]),
        "members": tuple(data["members"]),
        "uncertain": frozenset(data["uncertain"]),
    }
    return Meta(**fields)
