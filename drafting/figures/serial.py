"""Figures as the contract's JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import InvalidOperation
from typing import Any

from corpus.errors import InputError
from drafting.types import Figure
from drafting.types.json import figure_from, figure_json


def to_json(figure: Figure) -> dict[str, Any]:
    """A figure as the contract's object."""
    return figure_json(figure)


def from_json(data: Mapping[str, Any]) -> Figure:
    """A figure from the contract's object.

    Raises:
        InputError: where a part is missing or of another kind.
    """
    try:
        return figure_from(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise InputError(
            f"Số liệu trong tệp JSON bị thiếu hoặc sai ở phần «{error}».",
            f"A figure of the JSON file lacks or misstates “{error}”.",
        ) from error
