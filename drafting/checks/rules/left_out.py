"""A total broken down by members, of which the list names all but one: the one left out has a value in the figures.

Source: numbers.md (Rounding: a list that names every member must add up), contract code `sum-of-parts`. Only where
the figures confirm the total and every part of the list, and the members' figures make up the total. An error where
nothing says that the list is partial, a warning behind `trong đó`; a list of the best (`tiêu biểu`) leaves out whom it will.
"""

from __future__ import annotations

import re
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
# members picked out by what they did are not all
_CHOSEN = re.compile(
    r"(?<!\w)(?:tieu bieu|dien hinh|nhu(?! sau)|trong do|trong so|cao|thap|nhieu|it|kha|tang|giam|vuot|tren|duoi|rieng"
    r"|(?<!thu )nhat|toc do|dan dau|chu yeu|nhung|mot so|cac (?:xa|huyen|don vi) (?:co|dat))(?!\w)"
)
_LED_IN = re.compile(r":[^:.;\d]{0,45}$")
Members = Mapping[str, Figure]


def check(document: Document) -> Iterable[Finding]:
    """A finding at the total of each such list."""
    if not document.by_key:
        return
    done: set[int] = set()
    found: list[tuple[Severity, Reading, Figure, Sequence[Reading]]] = []
    for breakdown in document.view(breakdowns):
        severity = _severity(breakdown)
        listed = [p.reading for p in breakdown.parts]
        if severity:
            found += [(severity, head, missing, listed) for head, missing in _left_out(document, breakdown)]
    found += [("warning", *one) for one in _grouped(document)]
    for severity, head, missing, parts in found:
        if head.start not in done:
            done.add(head.start)
            subject = "Danh sách này" if head in parts else f"Các phần của {head.quote}"
            message = f"{subject} không có {missing.scope} ({missing.written} {missing.written_unit})."
            evidence: list[FigureRef | Place] = [figure_ref(document, missing.key), *map(place, parts)]
            yield about(document, CODE, severity, head, message, evidence=evidence)


def _grouped(document: Document) -> Iterator[tuple[Reading, Figure, Sequence[Reading]]]:
    """Members told one after another in a sentence, whatever leads them in, below their total told before in the line.

    Where a colon leads them in the total may stand anywhere; then the first of them is pointed at.
    """
    for run in _runs(document):
        figures = [f for r in run if (f := _stated(document, r)) is not None]
        members = document.shared(_members)[_of(figures[0])]
        missing = [f for scope, f in members.items() if scope not in {f.scope for f in figures}]
        low = document.text.rfind("\n", 0, run[0].start) + 1
        lead = document.plain[max(low, document.sentence(run[0].start)[0]) : run[0].start]
        if len(missing) != 1 or not missing[0].value or len(run) < _LEAST or _CHOSEN.search(lead):
            continue
        whole = tuple(members.values())
        above = next(
            (r for r in reversed(document.within(low, run[0].start)) if _is_whole(document, r, whole)), None
        )
        if above is not None:
            yield above, missing[0], run
        elif (
            len(run) > _LEAST
            and _LED_IN.search(lead)
            and any(_is_whole(document, r, whole) for r in document.prose)
        ):
            yield run[0], missing[0], run


def _runs(document: Document) -> Iterator[Sequence[Reading]]:
    """Numbers that follow each other in a sentence and state one indicator of several members, each once."""
    run: list[Reading] = []
    told: set[str | None] = set()
    label: tuple[str, str] | None = None
    end = 0
    for reading in document.prose:
        figure = _stated(document, reading)
        if figure is None or not figure.scope:
            continue
        if _of(figure) != label or figure.scope in told or reading.start > end:
            if run:
                yield run
            run, told, label, end = [], set(), _of(figure), document.sentence(reading.start)[1]
        run.append(reading)
        told.add(figure.scope)
    if run:
        yield run


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
    members = document.shared(_members)[labels.pop()]
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
