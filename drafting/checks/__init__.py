"""Checks of a report: against figures, against its precedent, against itself."""

from __future__ import annotations

from drafting.checks.engine import check

__all__ = ["check"]
