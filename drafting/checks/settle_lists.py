"""Lists solved as wholes: which indicator gives the values of all the members of a list.

Where most items of a list disagree with the indicator that its words seemed to name, and another
indicator of the table gives them all, member by member, the words were misunderstood, not the numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from drafting import numbers
from drafting.checks.kinds import interval
from drafting.checks.names import bare
from drafting.types import Alignment, Candidate, Figure, FigureTable, Mention, Status

MANY = 3
NEAR = 3  # items of one list follow each other; a growth in brackets or a rank may stand between
MOST = 0.7


def settle_lists(mentions: Sequence[Mention], by_mention: dict[int, Alignment], table: FigureTable) -> None:
    """Makes the items of misunderstood lists agree, in `by_mention`."""
    pending: list[list[Mention]] = []
    for index, alignment in by_mention.items():
        mention = mentions[index]
        if not mention.scope or alignment.agrees or mention.table is not None:
            continue
        if not pending or index - pending[-1][-1].index > NEAR:
            pending.append([])
        pending[-1].append(mention)
    if not any(len(items) >= MANY for items in pending):
        return
    indicators = _indicators(table)
    for items in pending:
        if len(items) >= MANY:
            _settle(items, by_mention, indicators)


def _indicators(table: FigureTable) -> list[dict[str, Figure]]:
    """Each indicator's actual figures by member."""
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in table.figures:
        if figure.role == "actual" and figure.scope and figure.value is not None:
            found[figure.label].setdefault(bare(figure.scope), figure)
    return [members for members in found.values() if len(members) >= MANY]


def _settle(
    items: Sequence[Mention], by_mention: dict[int, Alignment], indicators: Sequence[dict[str, Figure]]
) -> None:
    best: list[tuple[Mention, Figure]] = []
    for members in indicators:
        named = [(m, bare(m.scope or "")) for m in items]
        pairs = [(m, members[name]) for m, name in named if name in members]
        fitting = [(m, f) for m, f in pairs if _gives(m, f)]
        best = max(best, fitting, key=len)
    if len(best) >= MANY and len(best) >= len(items) * MOST:
        for mention, figure in best:
            by_mention[mention.index] = taken(by_mention[mention.index], direct(figure))


def _gives(mention: Mention, figure: Figure) -> bool:
    low, high = interval(mention.reading)
    if mention.reading.unit and mention.reading.kind == "quantity" and mention.reading.unit != figure.unit:
        ends = [numbers.convert(e, mention.reading.unit, figure.unit) for e in (low, high)]
        low, high = (e if e is not None else was for e, was in zip(ends, (low, high), strict=True))
    return figure.value is not None and low <= figure.value <= high


def direct(figure: Figure) -> Candidate:
    """The statement of a single figure."""
    value = figure.value if figure.value is not None else figure.low
    assert value is not None, figure.key
    low, high = figure.low or value, figure.high or value
    return Candidate(figure.key, (figure.key,), value, low, high, figure.unit, figure.role, figure.scope, 0.5)


def taken(alignment: Alignment, other: Candidate) -> Alignment:
    """The alignment with another candidate chosen, which agrees."""
    status: Status = "matched" if other.keys == (other.expression,) else "derived"
    candidates = (other, *alignment.candidates)
    return replace(alignment, candidates=candidates, chosen=other, agrees=True, clear=False, status=status)
