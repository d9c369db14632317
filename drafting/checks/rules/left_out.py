"""A total broken down by members, of which the list names all but one: the one left out has a value in the figures.

Source: numbers.md (Rounding: a list that names every member must add up), contract code `sum-of-parts`. Only where
the figures confirm the total and every part of the list, and the members' figures make up the total. An error where
nothing says that the list is partial, a warning behind `trong đó`; a list of the best (`tiêu biểu`) leaves out whom it will.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref, place
from drafting.checks.lists import Breakdown, breakdowns
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Figure, FigureRef, Finding, Place, Severity

CODE = "sum-of-parts"
_LEAST = 2
Members = Mapping[str, Figure]


def check(document: Document) -> Iterable[Finding]:
    """A finding at the total of each such list."""
    if not document.by_key:
        return
    done: set[int] = set()
    for breakdown in document.view(breakdowns):
        severity = _severity(breakdown)
        for head, missing in _left_out(document, breakdown) if severity else ():
            if severity and head.start not in done:
                done.add(head.start)
                message = f"Các phần của {head.quote} không có {missing.scope} ({missing.written} {missing.written_unit})."
                parts = [place(p.reading) for p in breakdown.parts]
                evidence: list[FigureRef | Place] = [figure_ref(document, missing.key), *parts]
                yield about(document, CODE, severity, head, message, evidence=evidence)


def _severity(breakdown: Breakdown) -> Severity | None:
    if breakdown.partial:
        return "warning" if breakdown.opener.startswith("trong") and not breakdown.more else None
    return None if breakdown.far else "error"


def _left_out(document: Document, breakdown: Breakdown) -> Iterator[tuple[Reading, Figure]]:
    """The list's total and the one member that it leaves out."""
    parts = [f for p in breakdown.parts if (f := _stated(document, p.reading)) is not None and f.scope]
    labels = {_of(f) for f in parts}
    if len(parts) < max(_LEAST, len(breakdown.parts)) or len(labels) != 1:
        return
    members = document.view(_members)[labels.pop()]
    missing = [f for scope, f in members.items() if scope not in {f.scope for f in parts}]
    if len(missing) != 1 or not missing[0].value or len(parts) != len(members) - 1:
        # Who has none of it may go unnamed: the parts make the total without it.
        return
    for head in breakdown.heads:
        if _is_whole(document, head, tuple(members.values())):
            yield head, missing[0]


def _stated(document: Document, reading: Reading) -> Figure | None:
    """The one figure that a number rightly states."""
    aligned = document.aligned.get(reading.start)
    chosen = aligned.chosen if aligned is not None and aligned.agrees else None
    figure = document.by_key.get(chosen.expression) if chosen is not None else None
    return figure if figure is not None and figure.role == "actual" else None


def _is_whole(document: Document, head: Reading, members: Sequence[Figure]) -> bool:
    """True where a number states what the members' figures make up together."""
    figure = _stated(document, head)
    whole = figure.value if figure is not None and not figure.scope else None
    total = sum((f.value or Decimal(0) for f in members), Decimal(0))
    return whole is not None and whole == total and figure is not None and figure.unit == members[0].unit


def _of(figure: Figure) -> tuple[str, str]:
    return plain(figure.label), figure.unit


def _members(document: Document) -> Mapping[tuple[str, str], Members]:
    """The actual figures of each indicator by member."""
    found: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in document.by_key.values():
        if figure.scope and figure.role == "actual" and figure.value is not None:
            found.setdefault(_of(figure), {}).setdefault(figure.scope, figure)
    return found
