"""The schema that a model's answer is asked in, and reading one that came whole or broken off."""

from __future__ import annotations

import json
from typing import Any

FORM: dict[str, Any] = {
    "type": "json_schema",
    "json_schema": {
        "name": "section",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"paragraphs": {"type": "array", "items": {"type": "string"}}},
            "required": ["paragraphs"],
            "additionalProperties": False,
        },
    },
}


def from_json(text: str) -> str | None:
    """The paragraphs of a JSON answer a line each; of a broken off one those that are whole; None for no JSON."""
    if text[:1] not in ('{["') or text.startswith("{{"):
        return None
    try:
        data: object = json.loads(text)
    except json.JSONDecodeError:
        return _broken_off(text)
    return "\n".join(_strings(data))


def so_far(text: str) -> str:
    """What an answer says while it still comes, its JSON taken off."""
    from pydantic_core import from_json as partial

    if text[:1] != "{" or text.startswith("{{"):
        return text
    try:
        return "\n".join(_strings(partial(text, allow_partial="trailing-strings")))
    except ValueError:
        return ""


def _broken_off(text: str) -> str | None:
    from pydantic_core import from_json as partial

    try:
        return "\n".join(_strings(partial(text, allow_partial=True)))
    except ValueError:
        return None


def _strings(data: object) -> list[str]:
    """The strings of the schema's list; where the model made up a form of its own, all its strings in order."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        chosen = [data["paragraphs"]] if "paragraphs" in data else list(data.values())
        return [s for value in chosen for s in _strings(value)]
    return [s for value in data for s in _strings(value)] if isinstance(data, list) else []
