"""The command line's JSON: plain functions from our types to the contract's dictionaries."""

from __future__ import annotations

from typing import Any

from corpus.types import Report
from drafting.numbers.types import Reading
from drafting.types import CellSource, ConfirmedSource, FactSource, SentenceSource, Source
from drafting.types.json import plain

Json = dict[str, Any]


def reading_json(reading: Reading) -> Json:
    """One number of the `numbers` answer."""
    return {
        "quote": reading.quote,
        "start": reading.start,
        "end": reading.end,
        "kind": reading.kind,
        "figure": reading.figure,
        "value": plain(reading.value),
        "low": plain(reading.low),
        "high": plain(reading.high),
        "unit": reading.unit,
        "of": plain(reading.of),
        "qualifier": reading.qualifier,
        "change": reading.change,
        "basis": reading.basis,
        "note": reading.note,
    }


def outline_json(report: Report) -> Json:
    """The `outline` answer."""
    meta = report.meta
    signer = meta.signer
    return {
        "title": meta.title,
        "kind": meta.kind,
        "unit": meta.unit,
        "level": meta.level,
        "period": meta.period,
        "symbol": meta.symbol,
        "place": meta.place,
        "date": meta.date,
        "signer": {"authority": signer.authority, "position": signer.position, "name": signer.name},
        "recipients": list(meta.recipients),
        "text": report.text,
        "sections": [
            {
                "number": s.number,
                "label": s.label,
                "heading": s.heading,
                "level": s.level,
                "start": s.start,
                "end": s.end,
                "tables": s.tables,
            }
            for s in report.sections
        ],
    }


def where(source: Source | None) -> str:
    """Where a figure comes from, in words a clerk reads."""
    if isinstance(source, CellSource):
        sheet = f" · {source.sheet}" if source.sheet else ""
        return f"{source.file}{sheet} · ô {source.cell}"
    if isinstance(source, SentenceSource):
        return f"{source.report}: “{source.sentence}”"
    if isinstance(source, ConfirmedSource):
        return f"{source.confirmed_by} xác nhận, {source.at[:10]}"
    if isinstance(source, FactSource):
        return f"{source.facts}, dòng {source.line}"
    return ""
