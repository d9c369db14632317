"""A total broken down by members, of which the list names all but one: the one left out has a value in the figures.

Source: numbers.md (Rounding: a list that names every member must add up), contract code `sum-of-parts`. Only where
the figures confirm the total and every part of the list, and the members' figures make up the total. An error where
nothing says that the list is partial, a warning behind `trong đó`; a list of the best (`tiêu biểu`) leaves out whom it will.
Where no total is told, a warning: a list whose head promises all (`Kết quả theo khoa:`, `của các huyện:`) names all but
one of the members that the table has for what it lists, or many of them but two.
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
_BULLETS = ("-", "+", "*", "•", "–")
# members picked out by what they did are not all
_CHOSEN = re.compile(
    r"(?<!\w)(?:tieu bieu|dien hinh|nhu(?! sau)|trong do|trong so|cao|thap|nhieu|it|kha|tang|giam|vuot|tren|duoi|rieng"
    r"|(?<!thu )nhat|toc do|dan dau|chu yeu|nhung|mot so|cac (?:xa|huyen|don vi) (?:co|dat))(?!\w)"
)
_LED_IN = re.compile(r":[^:.;\d]{0,45}$")
_BEHIND = re.compile(r":[^:.;]{0,70}$")
_ALL = re.compile(
    r"(?<!\w)(?:theo(?! quy dinh| ke hoach| nghi quyet)|chia ra|phan (?:bo|ra)|(?:cua|tai|o) (?:cac|tung|moi|\d+|hai|ba|bon|nam)"
    r"|tung|cu the|nhu sau|lan luot|(?:ket qua|so lieu|tinh hinh|thanh tich) (?:cac|o cac)"
    r"|(?:gom|bao gom)(?! \w+ \w+ \w+ \w+ \w+ \w+))(?!\w)"
)
# Named members that make a list of all but one, and of all but two.
_BUT_ONE, _BUT_TWO = 2, 6
Members = Mapping[str, Figure]


def check(document: Document) -> Iterable[Finding]:
    """A finding at the total of each such list."""
    if not document.by_key:
        return
    done: set[int] = set()
    listed_in: set[int] = set()
    found: list[tuple[Severity, Reading, Figure, Sequence[Reading]]] = []
    for breakdown in document.view(breakdowns):
        severity = _severity(breakdown)
        listed = [p.reading for p in breakdown.parts]
        if severity:
            found += [(severity, head, missing, listed) for head, missing in _left_out(document, breakdown)]
    found += [("warning", *one) for one in (*_grouped(document), *_promised(document))]
    for severity, head, missing, parts in found:
        if head.start not in done and not (head in parts and head.start in listed_in):
            done.add(head.start)
            listed_in |= {p.start for p in parts}
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


def _promised(document: Document) -> Iterator[tuple[Reading, Figure, Sequence[Reading]]]:
    """Members told behind a colon whose head promises them all, whether or not a total is told."""
    for run in _runs(document):
        figures = [f for r in run if (f := _stated(document, r)) is not None]
        members = document.shared(_members)[_of(figures[0])]
        told = {f.scope for f in figures}
        missing = [f for scope, f in members.items() if scope not in told and f.value]
        most = 2 if len(run) >= _BUT_TWO else 1 if len(run) >= _BUT_ONE else 0
        if not missing or len(missing) > most or not _promises(document, run[0]):
            continue
        low = document.text.rfind("\n", 0, run[0].start) + 1
        high = document.text.find("\n", run[-1].start)
        high = len(document.text) if high < 0 else high
        stated = {f.key for r in document.within(low, high) if (f := _stated(document, r)) is not None}
        if not any(f.key in stated for f in missing):
            yield run[0], missing[0], run


def _promises(document: Document, first: Reading) -> bool:
    """True where the head of a list, in its sentence or the line above its items, tells of all members."""
    low = document.text.rfind("\n", 0, first.start) + 1
    lead = document.plain[max(low, document.sentence(first.start)[0]) : first.start]
    above = document.plain[document.text.rfind("\n", 0, max(low - 1, 0)) + 1 : low].rstrip()
    if document.text[low : low + 1] in _BULLETS and above.endswith(":"):
        lead = above
    head = lead[: lead.rfind(":")].split(". ")[-1] if _BEHIND.search(lead) else ""
    return _ALL.search(head) is not None and not _CHOSEN.search(head)


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
        own = document.sentence(reading.start)[1]
        if run and end < reading.start and _next_item(document, end, reading):
            end = own
        if _of(figure) != label or figure.scope in told or reading.start > end:
            if run:
                yield run
            run, told, label, end = [], set(), _of(figure), own
        run.append(reading)
        told.add(figure.scope)
    if run:
        yield run


def _next_item(document: Document, end: int, reading: Reading) -> bool:
    """True for a number in the item right below the line that ends at an offset, itself an item."""
    low = document.text.rfind("\n", 0, reading.start) + 1
    above = document.text.rfind("\n", 0, max(low - 1, 0)) + 1
    heads = document.text[above : above + 1], document.text[low : low + 1]
    return above <= end <= low and all(h in _BULLETS and h for h in heads)


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
