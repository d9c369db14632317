"""What each number of a precedent states, by every means there is: words, last year's value, computation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import periods
from drafting.types import Candidate, Mention, Plan
from drafting.writers.arithmetic import Told, computed, is_count, of_ratio, ratio_edit, told
from drafting.writers.base import SectionText
from drafting.writers.edits import Edit
from drafting.writers.guess import guess, member_count, sibling, total_of
from drafting.writers.lastyear import by_last_year, compares, confirmed, contradicts
from drafting.writers.rename import Renamer
from drafting.writers.view import PrecedentView


class Stating:
    """The statements of one precedent over the figures of one plan.

    Args:
        seen: the precedent, aligned.
        plan: whose figures are to be stated.
        names: whether the precedent is another unit's: its numbers are no same-period values of this one's.
    """

    def __init__(self, seen: PrecedentView, plan: Plan, names: Renamer) -> None:
        self._seen, self._table = seen, plan.figures
        self._year = str(periods.year_of(plan.period))
        self._rest = periods.rest_of_year(plan.period)
        self._own = not names.foreign and compares(seen.report.meta.period, plan.period)
        self._by_key = plan.figures.by_key()
        self._told: list[Told] | None = None

    def of(
        self,
        mention: Mention,
        known: Sequence[tuple[int, int]],
        rebuilt: Sequence[tuple[Mention, SectionText]],
        *,
        future: bool,
    ) -> Candidate | None:
        """What the mention states now; None where nothing tells."""
        share = self._share(mention)
        if share is not None:
            return share
        found = self.by_words(mention, future=future)
        if found is None and not future:
            found = self._second_look(mention)
        if found is None and future and self._year in self._rest:
            found = guess(self._seen.report.text, mention, self._table, "plan")
        return found or total_of(mention, rebuilt, self._table)

    def ratio(self, mention: Mention, candidate: Candidate) -> Edit | None:
        """`a/b` said with both of its parts now; None where only one is known, or it is no ratio."""
        figure = self._by_key.get(candidate.expression)
        if mention.reading.kind != "ratio" or figure is None or figure.of is not None:
            return None
        whole = of_ratio(mention, self._all(), self._table)
        return ratio_edit(mention, figure, whole) if whole is not None else None

    def certain(self, mention: Mention, candidate: Candidate) -> bool:
        """This period's own `Cùng kỳ` of that figure is the very number."""
        return self._own and confirmed(candidate, mention, self._table)

    def is_other(self, mention: Mention, candidate: Candidate) -> bool:
        """The number is what is left over, or the whole of a ratio: no value of the indicator itself."""
        if self.certain(mention, candidate):
            return False
        return _remainder(self._seen.report.text, mention, candidate) or self._is_whole(mention, candidate)

    def _is_whole(self, mention: Mention, candidate: Candidate) -> bool:
        """Of `4/8 thôn đạt chuẩn` the figures give only the 8: the part is missing."""
        figure = self._by_key.get(candidate.expression)
        noun = (mention.reading.noun or mention.reading.unit or "").casefold()
        more = len((mention.reading.noun or "").split()) > 1 or mention.reading.value != mention.reading.of
        return mention.reading.kind == "ratio" and figure is not None and more and is_count(figure, noun)

    def by_words(self, mention: Mention, *, future: bool = False) -> Candidate | None:
        """What its words state, or else this period's `Cùng kỳ` of the same value."""
        candidate = self._seen.candidate(mention)
        if not self._own or future or mention.role != "actual":
            return candidate
        if candidate is None or contradicts(candidate, mention, self._table):
            return by_last_year(self._seen.report.text, mention, self._table) or candidate
        return candidate

    def _share(self, mention: Mention) -> Candidate | None:
        """A percentage that the precedent itself computed; right after a ratio it is the ratio's."""
        if mention.reading.kind != "percent":
            return None
        text = self._seen.report.text
        close = text[max(0, mention.reading.start - 60) : mention.reading.start]
        aligned = self._seen.candidate(mention)
        if aligned is not None and not ("/" in close and "(" in close):
            return None
        mates = [m for m in self._seen.mentions if m.index == mention.companion_of]
        for mate in mates:
            share = self._of_ratio_share(mate, mention)
            if share is not None:
                return share
        return computed(mention, self._all(), self._by_key) if aligned is None else None

    def _of_ratio_share(self, ratio: Mention, mention: Mention) -> Candidate | None:
        """`87/92 xã (đạt 94,57%)`: a percentage of the ratio's two parts."""
        part = self.by_words(ratio, future=False) if ratio.reading.kind == "ratio" else None
        whole = of_ratio(ratio, self._all(), self._table)
        if part is None or whole is None or part.expression not in self._by_key:
            return None
        if ratio.reading.value is None or ratio.reading.of is None:
            return None
        both = [
            Told(ratio.reading.value, part.expression, "", ratio.reading.start),
            Told(ratio.reading.of, whole.key, "", ratio.reading.start + 1),
        ]
        return computed(mention, both, self._by_key)

    def _second_look(self, mention: Mention) -> Candidate | None:
        counted = member_count(mention, self._table, self._seen.report.meta.members)
        if counted is not None:
            return counted
        text, at = self._seen.report.text, mention.reading.start
        line = text.rfind("\n", 0, at) + 1, text.find("\n", at) % (len(text) + 1)
        mates = [c for m in self._seen.mentions_in(*line) if (c := self._seen.candidate(m)) is not None]
        found = sibling(mention, mates, self._table) or guess(text, mention, self._table)
        return found if found and not self._seen.states(found.expression) else None

    def _all(self) -> list[Told]:
        """Every number of the precedent that a figure gives now, in order."""
        if self._told is None:
            self._told = []
            for mention in self._seen.mentions:
                if mention.table is None and mention.scope is None:
                    candidate = self.by_words(mention, future=False)
                    self._told += told(mention, candidate, self._by_key) if candidate else []
        return self._told


def _remainder(text: str, mention: Mention, candidate: Candidate) -> bool:
    """`Còn 3 thôn …`: what is left over is no value of the indicator itself."""
    before = text[max(0, mention.reading.start - 12) : mention.reading.start]
    rest = re.search(r"(?:\bcòn lại|[(,;]\s*còn)\s+$", before, re.IGNORECASE) is not None
    return rest and mention.reading.kind == "quantity" and candidate.role == "actual"
