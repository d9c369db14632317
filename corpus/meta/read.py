"""Reads what a report is about."""

from __future__ import annotations

from corpus.types import Meta, Report


def read_meta(report: Report) -> Meta:
    """The report's title, unit, period and the rest, from its title block, signature and text."""
    return Meta()
