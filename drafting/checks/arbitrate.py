"""One cause, one error: of several findings about one number the most telling stays.

A number that is wrong against its figure is reported there, and not again in the sums, ratios and
restatements that it spoils. Of the findings about one number the first of `TELLING` wins.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.types import Finding, Place

# What the figures say of a number, what the text itself says of it, and the rest: each list the most telling first.
FIGURE_CODES = ("unit-scale", "figure-stale", "figure-misplaced", "direction", "bound", "figure-mismatch")
SELF_CODES = (
    "ratio-percent",
    "change-arithmetic",
    "sum-of-parts",
    "share-total",
    "restated",
    "text-table",
    "table-formula",
)
TELLING = (*FIGURE_CODES, *SELF_CODES, "figure-unsupported", "number-format")
_SEVERITIES = {"error": 0, "warning": 1, "info": 2}


def arbitrate(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings to show, in order of place; those without a place come last."""
    findings = list(dict.fromkeys(found))
    accused: set[int | None] = {
        f.start
        for f in findings
        if f.code in FIGURE_CODES
        and f.severity != "info"
        and any(c.isdigit() for c in f.quote)  # a unit's cell is none
    }
    blamed = _blamed(findings, accused)
    kept = _best(f for f in findings if f not in blamed)
    return tuple(sorted(kept, key=_order))


def _blamed(findings: list[Finding], accused: set[int | None]) -> set[Finding]:
    """Self-consistency findings whose cause is a number already accused, or accused elsewhere."""
    blamed = set()
    starts: set[int | None] = set(accused)
    for finding in sorted((f for f in findings if f.code in SELF_CODES), key=_telling):
        others = {e.start for e in finding.evidence if isinstance(e, Place)}
        if finding.start in accused or others & starts:
            blamed.add(finding)
        elif finding.severity == "error":
            starts.add(finding.start)
    return blamed


def _best(findings: Iterable[Finding]) -> list[Finding]:
    """For each number the most telling finding; findings without a place all stay."""
    best: dict[object, Finding] = {}
    for finding in sorted(findings, key=_telling):
        best.setdefault(_about(finding), finding)
    return list(best.values())


def _about(finding: Finding) -> object:
    """What it is that one finding is enough for: a number, a leak's words, else the very message."""
    if finding.start is not None and finding.code in TELLING:
        return finding.start
    leak = finding.start is not None and finding.code in ("period-leak", "name-leak")
    return (finding.code, finding.start) if leak else (finding.code, finding.start, finding.message)


def _telling(finding: Finding) -> tuple[int, int, int]:
    rank = TELLING.index(finding.code) if finding.code in TELLING else len(TELLING)
    return _SEVERITIES[finding.severity], rank, finding.start or 0


def _order(finding: Finding) -> tuple[bool, int, str]:
    return finding.start is None, finding.start or 0, finding.code
