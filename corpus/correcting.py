"""Which fields of what a report is about a person may set by hand, and to what."""

from __future__ import annotations

from corpus.errors import InputError
from corpus.periods import parse_period, period_words

CORRECTABLE = ("title", "kind", "unit", "level", "superior", "province", "period", "symbol", "place", "date")
_KINDS = ("so-ket", "tong-ket", "phat-dong", "other")
_LEVELS = ("thon", "xa", "huyen", "tinh", "trung-uong", "cum-xa", "cum-huyen", "cum-tinh", "cum")


def checked(field: str, value: str | None) -> str | None:
    """The value a field gets; a period in words becomes its code.

    Raises:
        InputError: no such field, or a value it can't have.
    """
    if field not in CORRECTABLE:
        raise InputError(f"Không sửa được mục “{field}”.", f"The field “{field}” can't be corrected.")
    value = (value or "").strip()
    if field == "period":
        code = parse_period(value) if value else None
        if value and code is None:
            period_words(value)  # raises the error that says how to write it
        return code
    allowed = {"kind": _KINDS, "level": _LEVELS}.get(field)
    if allowed and value not in allowed:
        raise InputError(
            f"“{value}” không dùng được: chọn một trong {', '.join(allowed)}.",
            f"“{value}” can't be used: choose one of {', '.join(allowed)}.",
        )
    return value
