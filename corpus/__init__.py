"""Past reports: reading, structure, what they are about, the store, the sample library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.reading import parse_text, read_bytes, read_file
    from corpus.serial import from_json, to_json

__all__ = ["from_json", "parse_text", "read_bytes", "read_file", "to_json"]

_HOMES = {
    "read_file": "corpus.reading",
    "read_bytes": "corpus.reading",
    "parse_text": "corpus.reading",
    "to_json": "corpus.serial",
    "from_json": "corpus.serial",
}


def __getattr__(name: str) -> object:
    """Load a public function when it is first asked for, so that `import corpus` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
