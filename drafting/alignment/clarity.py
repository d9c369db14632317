"""Whether words alone name an indicator of the table: what an accusation may rest on.

A text names many indicators that the table lacks, and the nearest one that it has is then a neighbour. Two
things tell: the words that text and label don't share, and the catalogue, where the indicator that the text
names stands with its own label.
"""

from __future__ import annotations

from functools import lru_cache

from drafting.alignment import units
from drafting.alignment.catalogue import Indicator, catalogue
from drafting.alignment.pool import SAME_INDICATOR, Pool, catalogue_index
from drafting.alignment.similarity import Wording
from drafting.types.alignment import Mention

# Measured on drafts with indicators taken out of their tables (tests/bench/alignment.py, `absent`): words that
# name what the table has fit it so well (SURE, with a neighbour MARGIN behind), or a little less where
# hardly anything else fits (FAIR, FAR_BEHIND).
SURE, MARGIN = 0.74, 0.10
FAIR, FAR_BEHIND = 0.58, 0.20
# What part of the text's own words the label has, and of the label's own words the text.
IN_LABEL, FAIR_IN_LABEL, IN_TEXT = 0.40, 0.60, 0.40
# Among several that fit as well, all of the label's words are asked for: a total may be lacking beside its parts.
WHOLE_LABEL = 0.85
# The total of a list is easily taken for a part that the table has.
TOTAL = 0.85
# What one indicator's share may fall behind another's, and by how much another share must be ahead.
SLACK, MORE = 0.02, 0.1
# An indicator of the catalogue that fits so much better is the one named.
RIVAL = 0.02


class Clarity:
    """Tells for one table whether its best candidate is what the words name."""

    def __init__(self, pool: Pool) -> None:
        """Take the table's pool."""
        self._pool = pool
        self._known = pool.shares

    def sure(self, mention: Mention, entry: int, score: float, margin: float) -> bool:
        """True where the words name this indicator and no other one, of the table or of the field."""
        if score >= SURE and margin >= MARGIN:
            return self._covered(mention, entry, IN_LABEL) and not self._rival(mention, entry, score)
        if score >= FAIR and margin >= FAR_BEHIND:
            return self._covered(mention, entry, FAIR_IN_LABEL) and not self._rival(mention, entry, score)
        return False

    def names_total(self, mention: Mention, entry: int) -> bool:
        """True where the words have so much of the label that a list's total is not taken for one of its parts."""
        said = self._pool.lexicon.wording(mention.subject)
        return any(_whole(wording, said) >= TOTAL for wording in self._pool.index.wordings_of(entry))

    def sure_of_some(self, mention: Mention, entry: int, score: float) -> bool:
        """The same where several indicators of the table fit as well: one of them is named."""
        return (
            score >= SURE
            and self._covered(mention, entry, FAIR_IN_LABEL, WHOLE_LABEL)
            and not self._rival(mention, entry, score)
        )

    def dominates(self, mention: Mention, best: int, other: int) -> bool:
        """True where the words fit one indicator in all that they fit another, and in more."""
        mine, theirs = self._shares(mention.subject, best), self._shares(mention.subject, other)
        at_least = all(a >= b - SLACK for a, b in zip(mine, theirs, strict=True))
        return best != other and at_least and any(a > b + MORE for a, b in zip(mine, theirs, strict=True))

    def _covered(self, mention: Mention, entry: int, least: float, in_text: float = IN_TEXT) -> bool:
        in_label, found = self._shares(mention.subject, entry)
        return in_label >= least and found >= in_text

    def _shares(self, words: str, entry: int) -> tuple[float, float]:
        """What part of the words the indicator's labels have, and of its labels the words."""
        known = self._known.get((words, entry))
        if known is None:
            subject = self._pool.lexicon.wording(words)
            wordings = self._pool.index.wordings_of(entry)
            in_label = max((share(subject, w) for w in wordings), default=0.0)
            in_text = max((share(w, subject) for w in wordings), default=0.0)
            known = self._known[words, entry] = (in_label, in_text)
        return known

    def _rival(self, mention: Mention, entry: int, score: float) -> bool:
        return has_rival(mention, self._pool.entries[entry].label, score)


def has_rival(mention: Mention, label: str, score: float) -> bool:
    """True where the catalogue has another indicator that the words name better than they name `label`."""
    unit = "%" if mention.reading.kind == "percent" else mention.reading.unit
    level = mention.role not in {"growth", "of-plan", "share"}
    family = units.family(unit) if level else ""
    if score + RIVAL >= 1.0:
        return False  # nothing can fit better
    least = int(score * 20) / 20  # in steps, so that most of what is asked again was asked before
    own, rival = _named(mention.subject, label, family, least)
    return rival > max(own, score) + RIVAL


@lru_cache(maxsize=20000)
def _named(subject: str, label: str, family: str, least: float) -> tuple[float, float]:
    """How well the words name the catalogue's indicator of this label, and the best other one; none under `least`."""
    index = catalogue_index()
    mine = index.search(label, least=SAME_INDICATOR, keep=1) or index.search(label, least=0.5, keep=1)
    number = mine[0][0] if mine else None
    own = rival = 0.0
    for found, score in index.search(subject, least=least, keep=6):
        if found == number:
            own = score
        elif _fits(catalogue().indicators[found], family):
            rival = max(rival, score)
    return own, rival


def forget() -> None:
    """Forget what was compared with the catalogue."""
    _named.cache_clear()


def _fits(indicator: Indicator, family: str) -> bool:
    """True where the indicator may be measured in units of the family."""
    mine, theirs = indicator.family == "percent", family == "percent"
    return not family or (mine == theirs and ((indicator.family == "money") == (family == "money")))


def share(one: Wording, other: Wording) -> float:
    """What part of a wording's own words (its last part's) the other has, by weight."""
    own, forms = one.last or one.by_bare, other.bare
    total = sum(own.values())
    return sum([w for bare, w in own.items() if bare in forms]) / total if total else 0.0


def _whole(one: Wording, other: Wording) -> float:
    """What part of all a wording's words, its parents' too, the other has."""
    found = sum(weight for word, weight in one.weights.items() if one.marked[word] in other.bare)
    return found / one.total
