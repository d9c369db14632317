"""A bound told of what the text has stated already: `quỹ đạt hơn 477 triệu đồng` after a fund of 478 million.

A summary says few of an indicator's words. A number with a bound (`hơn`, `dưới`, `gần`, …) that holds closely of one
figure of its place, whose words are that figure's, states it. This takes doubt away and never accuses: a bound that
does not hold finds no figure here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafting.alignment import formulas, units
from drafting.alignment.alone import SCORE, figures_told, same_place, scopes_of
from drafting.alignment.judging import agrees
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import digits_of
from drafting.alignment.standing import Standing, standing
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure

# How much of the words before the number a label must have, for a number of so many digits and for shorter ones.
TELLING, SHARE, SHARE_SHORT = 3, 0.3, 0.99
_SAID = re.compile(
    r"(?<!\w)(?:không quá|chưa (?:đến|tới)|ít nhất|tối (?:đa|thiểu)|xấp xỉ|vượt(?: mốc)?|đến nay|xuống|lên)(?!\w)", re.I
)


def settle_bounds(
    text: str, mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, with the bounds that closely hold of a figure stating it."""
    asking = [a for a in alignments if _asks(mentions[a.mention], a)]
    if not asking:
        return tuple(alignments)
    told, figures, scoped = figures_told(alignments, mentions), standing(by_key), scopes_of(by_key)
    found = {a.mention: _meant(text, mentions[a.mention], figures, scoped, told) for a in asking}
    return tuple(_stating(a, found.get(a.mention)) for a in alignments)


def _stating(alignment: Alignment, meant: Candidate | None) -> Alignment:
    if meant is None:
        return alignment
    return replace(alignment, chosen=meant, agrees=True, clear=False, status="rounded")


def _asks(mention: Mention, alignment: Alignment) -> bool:
    """True for a bound in the prose that no figure explains and none is held against."""
    reading = mention.reading
    plain = mention.table is None and reading.kind in {"quantity", "percent"} and reading.change is None
    level = mention.role in {"actual", "other"} and reading.basis is None
    return plain and level and reading.qualifier is not None and alignment.chosen is None


def _meant(
    text: str, mention: Mention, figures: Standing, scoped: set[str], told: set[str]
) -> Candidate | None:
    """The one figure whose label the words before the number are of."""
    own = _own_words(text, mention)
    if not own:
        return None
    short = len(digits_of(mention.reading.quote).lstrip("0")) < TELLING
    found: list[tuple[float, int, Candidate]] = []
    for at, figure in enumerate(figures.near(mention, scoped, units.OTHER_NOUN)):
        made = formulas.cell(figure, "actual", SCORE)
        if made is None or (short and figure.key not in told) or not same_place(mention, figure, scoped):
            continue
        share = len(own & _words(figure.label)) / len(own)
        if share >= (SHARE_SHORT if short else SHARE) and agrees(mention.reading, made):
            found.append((share, -at, made))
    found.sort(key=lambda f: f[:2], reverse=True)
    one = len(found) == 1 or (len(found) > 1 and found[0][0] > found[1][0])
    return found[0][2] if one else None


def _own_words(text: str, mention: Mention) -> frozenset[str]:
    said = text[min(mention.clause[0], mention.reading.start) : mention.reading.start]
    return _words(_SAID.sub(" ", said))


def _words(text: str) -> frozenset[str]:
    return frozenset(s.bare for s in telling_syllables(text))
