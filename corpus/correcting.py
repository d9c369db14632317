"""Which fields of what a report is about a person may set by hand, and to what."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from corpus.errors import InputError
from corpus.periods import parse_period, period_words
from corpus.types import Meta

CORRECTABLE = (
    "title",
    "kind",
    "unit",
    "level",
    "superior",
    "province",
    "period",
    "symbol",
    "place",
    "date",
    "signer",
    "recipients",
)
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
KINDS = ("so-ket", "tong-ket", "phat-dong", "other")
LEVELS = ("thon", "xa", "huyen", "tinh", "trung-uong", "cum-xa", "cum-huyen", "cum-tinh", "cum")


def checked(field: str, value: str | None) -> str | None:
    """The value a field gets; a period in words becomes its code.

    Raises:
        InputError: no such field, or a value it can't have.
    """
    if field not in CORRECTABLE:
        raise InputError(
            f"Không sửa được mục “{field}”: chỉ sửa được {', '.join(CORRECTABLE)}.",
            f"The field “{field}” can't be corrected, only {', '.join(CORRECTABLE)}.",
        )
    value = (value or "").strip()
    if field == "period":
        code = parse_period(value) if value else None
        if value and code is None:
            period_words(value)  # raises the error that says how to write it
        return code
    if field == "date" and value and not _DATE.fullmatch(value):
        raise InputError(
            f"Không hiểu ngày “{value}”: ghi như 2024-06-25, không rõ ngày thì 2024-06.",
            f"Unknown date “{value}”: write it like 2024-06-25, or 2024-06 where the day is unknown.",
        )
    allowed = {"kind": KINDS, "level": LEVELS}.get(field)
    if allowed and value not in allowed:
        raise InputError(
            f"“{value}” không dùng được: chọn một trong {', '.join(allowed)}.",
            f"“{value}” can't be used: choose one of {', '.join(allowed)}.",
        )
    return value


def with_corrections(meta: Meta, changed: dict[str, Any]) -> Meta:
    """What a report is about, with the fields a person set; those are sure."""
    fields = dict(changed)
    if "signer" in fields:
        fields["signer"] = replace(meta.signer, name=fields["signer"] or "")
    if "recipients" in fields:
        fields["recipients"] = tuple(
            r.strip(" -.") for r in (fields["recipients"] or "").split(";") if r.strip(" -.")
        )
    return replace(meta, **fields, uncertain=meta.uncertain - changed.keys())
