"""Lists of ratios by member (`xã A 5/6 thôn, xã B 4/5 thôn`): the whole of each member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from corpus.units import fold
from drafting import numbers
from drafting.types import Candidate, Figure, FigureTable, Mention
from drafting.writers.base import TextBuilder


def wholes(
    mentions: Sequence[Mention], table: FigureTable, bare: Callable[[str], str], part: str
) -> dict[str, Figure]:
    """The figure of each member's whole now, by the member's name; empty where none is known for certain.

    Told by the `Cùng kỳ` of an indicator that was the whole then, for most of the members.

    Args:
        mentions: the ratios of the list.
        table: this period's figures.
        bare: a member's name without its kind word.
        part: the indicator of the parts, no whole of itself.
    """
    votes: Counter[str] = Counter()
    for mention in mentions:
        noun = fold(mention.reading.noun or mention.reading.unit or "").split()[:1]
        votes.update(
            {
                f.indicator
                for f in table.figures
                if f.role == "same-period"
                and f.scope
                and f.value == mention.reading.of
                and f.indicator != part
                if bare(f.scope) == bare(mention.scope or "")
                if noun and noun[0] in fold(f.label).split()
            }
        )
    best = votes.most_common(1)
    if not best or best[0][1] * 2 <= len(mentions):
        return {}
    now = (f for f in table.figures if f.indicator == best[0][0] and f.role == "actual" and f.scope)
    return {bare(f.scope): f for f in now if f.scope and f.value is not None}


def put_ratio(out: TextBuilder, mention: Mention, part: Candidate, whole: Figure) -> None:
    """`5/6` with both of its parts bound, as wide as the precedent wrote it."""
    width = len(mention.reading.quote.split("/")[0].strip()) if mention.reading.quote.startswith("0") else 0
    out.bind(numbers.write(part.value).zfill(width), figure=part.expression).add("/")
    out.bind(numbers.write(whole.value or part.value), figure=whole.key)
