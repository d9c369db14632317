"""A number is one figure's value, which the text tells elsewhere, and its words name another, which is told nowhere.

`vụ đông xuân …, năng suất 60,8 tạ/ha` where 60,8 is the whole year's yield, told as such in the next sentence, and the
winter crop's own, 67,2, stands nowhere. Source: issue text (a neighbour's value), contract code `figure-misplaced`. A
warning: a summary may tell a figure again in words that come nearer to another's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref, place
from drafting.checks.kinds import interval
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.checks.wording import cell, name
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, Figure, FigureRef, Finding, Place

CODE = "figure-misplaced"
# How well words name the other figure, and how much better than the one that has the value: more where they are clear.
NAMED, BETTER, MUCH_BETTER = 0.6, 0.02, 0.1
_CLAUSE = re.compile(r"[^,;.:()\d\n]{0,50}(?=[,;.:()\n]|$)")
Told = Mapping[str, Sequence[Alignment]]


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such number."""
    if not document.by_key:
        return
    told = document.view(_told)
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        reading = mention.reading
        stated = _level(document, alignment)
        if stated is None or mention.table is not None or reading.change:
            continue
        others = (a for a in told[stated.key] if a.mention != alignment.mention and _surer(a, alignment))
        again = next(others, None)
        if again is None:
            continue
        meant = _meant(document, alignment, stated, told)
        meant = meant or _member_behind(document, reading, stated, told)
        if meant is not None:
            where = f"{name(meant)} ({cell(meant)})" if cell(meant) else name(meant)
            message = f"Nêu {reading.quote} là số của {name(stated)}; {where} là {meant.written}."
            other = document.mentions[again.mention].reading
            evidence: list[FigureRef | Place] = [figure_ref(document, meant.key), place(other)]
            yield about(document, CODE, "warning", reading, message, evidence=evidence)


def _told(document: Document) -> Told:
    """What states each figure rightly."""
    found: dict[str, list[Alignment]] = defaultdict(list)
    for alignment in document.alignments:
        figure = _level(document, alignment)
        if figure is not None:
            found[figure.key].append(alignment)
    return found


def _level(document: Document, alignment: Alignment) -> Figure | None:
    """The result that a number states rightly, itself and no formula."""
    chosen = alignment.chosen if alignment.agrees else None
    figure = document.by_key.get(chosen.expression) if chosen is not None else None
    return figure if figure is not None and figure.role == "actual" else None


def _surer(other: Alignment, alignment: Alignment) -> bool:
    return other.clear or _score(other) > _score(alignment)


def _score(alignment: Alignment) -> float:
    """How well its own words name the figure that a number states."""
    chosen = alignment.chosen
    own = (c.score for c in alignment.candidates if chosen and c.expression == chosen.expression)
    return max(own, default=0.0)


def _meant(document: Document, alignment: Alignment, stated: Figure, told: Told) -> Figure | None:
    """The one figure that its words name better, which no number states."""
    reading = document.mentions[alignment.mention].reading
    least = max(NAMED, _score(alignment) + (MUCH_BETTER if alignment.clear else BETTER))
    better = [c for c in alignment.candidates if c.score >= least]
    named = [(c, f) for c in better if (f := _other(document, c, stated, reading)) is not None]
    best = max((c.score for c, _ in named), default=0.0)
    first = {f.key: f for c, f in named if c.score >= best}
    left = [f for key, f in first.items() if key not in told]
    return left[0] if len(left) == 1 else None


def _member_behind(document: Document, reading: Reading, stated: Figure, told: Told) -> Figure | None:
    """The member named right behind what the whole's number counts: `6.318 hộ cấp Trung ương`, where that is all of them."""
    if stated.scope or reading.kind != "quantity":
        return None
    behind = _CLAUSE.match(document.plain, reading.end)
    words = behind[0] if behind else ""
    members = document.shared(_members).get((stated.label, stated.unit), [])
    named = [f for f in members if f.key not in told and f.value != stated.value and _ends(words, f)]
    return named[0] if len(named) == 1 else None


def _ends(words: str, member: Figure) -> bool:
    scope = plain(member.scope or "").strip()
    return bool(scope) and re.fullmatch(rf"\W*(?:[^\W\d]+ ){{0,2}}{re.escape(scope)}\W*", words) is not None


def _members(document: Document) -> dict[tuple[str, str], list[Figure]]:
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in document.by_key.values():
        if figure.scope and figure.role == "actual" and figure.value is not None:
            found[figure.label, figure.unit].append(figure)
    return dict(found)


def _other(document: Document, candidate: Candidate, stated: Figure, reading: Reading) -> Figure | None:
    figure = document.by_key.get(candidate.expression)
    if figure is None or figure.role != "actual" or figure.value is None or figure.unit != stated.unit:
        return None
    low, high = interval(reading)
    apart = figure.key != stated.key and not low <= figure.value <= high
    return figure if apart and bare(figure.scope or "") == bare(stated.scope or "") else None
