"""The plan and the writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.writers.assembly import assemble
    from drafting.writers.plan import make_plan
    from drafting.writers.precedent import PrecedentWriter

__all__ = ["PrecedentWriter", "assemble", "make_plan"]

_HOMES = {
    "assemble": "drafting.writers.assembly",
    "make_plan": "drafting.writers.plan",
    "PrecedentWriter": "drafting.writers.precedent",
    "ModelWriter": "drafting.writers.model",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drafting.writers' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
