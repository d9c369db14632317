"""Fixes that hold: an edit is offered only where making it leaves no error behind.

A sum that isn't its parts' may be wrong in the sum or in a part, and the text often tells which: a growth or a share
counted from the right one. So each edit that rests on the text alone is tried, and offered only if its finding is
gone then and no other number is accused instead. What the figures say needs no such trial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpus.types import Report, Table
from drafting.checks.arbitrate import FIGURE_CODES
from drafting.types import Finding, Fix

# Characters read again at most: in a long text with many findings the later ones keep their words, and get no edit.
_MOST = 1_500_000
Told = Callable[[Report], Iterable[Finding]]


def proved(report: Report, findings: Iterable[Finding], told: Told) -> Iterator[Finding]:
    """The findings, their edits kept where they hold.

    Args:
        report: the text that the findings are about.
        findings: in any order.
        told: what is told of a text.
    """
    findings = tuple(findings)
    errors = {f.start for f in findings if f.severity == "error"}
    left = _MOST // max(1, len(report.text))
    for finding in findings:
        if finding.fix is None or finding.code in FIGURE_CODES:
            yield finding
        elif left > 0 and holds(report, finding.fix, errors, told):
            left -= 1
            yield finding
        else:
            left -= 1
            yield replace(finding, fix=None)


def holds(report: Report, fix: Fix, errors: Iterable[int | None], told: Told) -> bool:
    """True where the text with an edit made has no error that it hasn't now, and none at the edit."""
    after = edited(report, fix)
    if after is None:
        return True
    known = {_moved(e, fix) for e in errors if e is not None and e != fix.start}
    return all(f.start is None or f.start in known for f in told(after) if f.severity == "error")


def _moved(offset: int, fix: Fix) -> int:
    return offset if offset < fix.end else offset + len(fix.text) - (fix.end - fix.start)


def edited(report: Report, fix: Fix) -> Report | None:
    """A report with an edit made in one of its lines or cells, all offsets behind it moved; None for any other edit."""
    if "\n" in report.text[fix.start : fix.end] + fix.text or "\t" in report.text[fix.start : fix.end]:
        return None
    tables = [_table(t, report.text, fix) for t in report.tables]
    if any(t is None for t in tables):
        return None
    return replace(
        report,
        text=report.text[: fix.start] + fix.text + report.text[fix.end :],
        tables=tuple(t for t in tables if t is not None),
        blocks=tuple(replace(b, start=_moved(b.start, fix), end=_moved(b.end, fix)) for b in report.blocks),
        sections=tuple(
            replace(s, start=_moved(s.start, fix), body=_moved(s.body, fix), end=_moved(s.end, fix))
            for s in report.sections
        ),
    )


def _table(table: Table, text: str, fix: Fix) -> Table | None:
    """A table, its cell changed where the edit is in one; None where the text isn't just its cells."""
    rows = table.rows
    if table.start <= fix.start < table.end:
        cell = next(
            (
                (r, c)
                for r, row in enumerate(rows)
                for c in range(len(row))
                if table.cell_span(r, c)[0] <= fix.start and fix.end <= table.cell_span(r, c)[1]
            ),
            None,
        )
        if cell is None:
            return None
        at, end = table.cell_span(*cell)
        if text[at:end] != rows[cell[0]][cell[1]]:
            return None
        words = text[at : fix.start] + fix.text + text[fix.end : end]
        row = [words if c == cell[1] else w for c, w in enumerate(rows[cell[0]])]
        rows = (*rows[: cell[0]], tuple(row), *rows[cell[0] + 1 :])
    return replace(table, start=_moved(table.start, fix), end=_moved(table.end, fix), rows=rows)
