"""Figures as the contract's JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast, get_args

from corpus.errors import InputError
from drafting.types import CellSource, ConfirmedSource, FactSource, Figure, Role, SentenceSource, Source


def plain(value: Decimal | None) -> str | None:
    """Plain decimal notation without trailing zeros, or None."""
    if value is None:
        return None
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def to_json(figure: Figure) -> dict[str, Any]:
    """A figure as the contract's object; `of`, `text`, `low`, `high`, `group` only where there are any."""
    answer: dict[str, Any] = {
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
        "source": source_to_json(figure.source),
    }
    optional = {
        "of": plain(figure.of),
        "text": figure.text,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "group": figure.group,
    }
    return answer | {name: value for name, value in optional.items() if value not in (None, "")}


def source_to_json(source: Source) -> dict[str, Any]:
    """A source as the contract's object."""
    match source:
        case CellSource(file, sheet, cell):
            return {"file": file, "sheet": sheet, "cell": cell}
        case SentenceSource(report, sentence, start, end):
            return {"report": report, "sentence": sentence, "start": start, "end": end}
        case ConfirmedSource(confirmed_by, at):
            return {"confirmed_by": confirmed_by, "at": at}
        case FactSource(facts, line):
            return {"facts": facts, "line": line}


def from_json(data: Mapping[str, Any]) -> Figure:
    """A figure from the contract's object.

    Raises:
        InputError: where a part is missing or of another kind.
    """
    try:
        role = data.get("role", "actual")
        if role not in get_args(Role):
            raise ValueError(role)
        return Figure(
            key=str(data["key"]),
            indicator=str(data["indicator"]),
            label=str(data["label"]),
            scope=_text(data.get("scope")),
            role=cast("Role", role),
            value=_decimal(data.get("value")),
            unit=str(data.get("unit") or ""),
            written=str(data.get("written") or ""),
            written_unit=str(data.get("written_unit") or ""),
            source=source_from_json(data["source"]),
            period=_text(data.get("period")),
            of=_decimal(data.get("of")),
            text=_text(data.get("text")),
            low=_decimal(data.get("low")),
            high=_decimal(data.get("high")),
            group=str(data.get("group") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise InputError(
            f"Số liệu trong tệp JSON bị thiếu hoặc sai ở phần «{error}».",
            f"A figure of the JSON file lacks or misstates “{error}”.",
        ) from error


def source_from_json(data: Mapping[str, Any]) -> Source:
    """A source from the contract's object."""
    if "cell" in data:
        return CellSource(str(data["file"]), _text(data.get("sheet")), str(data["cell"]))
    if "report" in data:
        return SentenceSource(
            str(data["report"]), str(data["sentence"]), int(data["start"]), int(data["end"])
        )
    if "confirmed_by" in data:
        return ConfirmedSource(str(data["confirmed_by"]), str(data["at"]))
    return FactSource(str(data["facts"]), int(data["line"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _decimal(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, float):
        raise ValueError(f"{value}")
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value}")
    return number
