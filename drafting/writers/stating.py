"""What each number of a precedent states, by every means there is: words, last year's value, computation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import periods
from drafting import figures
from drafting.alignment import moments
from drafting.alignment.contrasts import features
from drafting.alignment.words import syllables
from drafting.types import Candidate, Figure, Mention, Plan
from drafting.writers.arithmetic import Told, computed, is_count, of_ratio, ratio_edit, told, whole_of_then
from drafting.writers.base import SectionText
from drafting.writers.edits import Edit
from drafting.writers.guess import guess, member_count, sibling, total_of
from drafting.writers.lastyear import by_last_year, compares, confirmed, contradicts
from drafting.writers.member_runs import bare
from drafting.writers.rename import Renamer
from drafting.writers.shares import by_name
from drafting.writers.slots import LITERAL
from drafting.writers.view import PrecedentView

_SCORE = 0.62
# So many words of a heading name one thing.
_NAME = 6
_TOTAL = re.compile(r"(?i)tổng\b")
# How far behind its number a change of it may stand.
_BESIDE = 60


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
        self._part = "-" in plan.period
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
        found = self._found(mention, known, rebuilt, future=future)
        if found is None or self._of_the_start(mention, found) or self._of_another_base(mention, found):
            return None
        return found

    def _of_another_base(self, mention: Mention, found: Candidate) -> bool:
        """`tăng 4% so với kịch bản` is no growth since the same period."""
        if mention.reading.basis != "scenario" or found.role not in ("growth", "of-plan"):
            return False
        roles = {self._by_key[k].role for k in re.findall(r"F\d+", found.expression) if k in self._by_key}
        return roles <= {"actual", "same-period", "plan"}

    def _of_the_start(self, mention: Mention, found: Candidate) -> bool:
        """`Đầu năm, toàn xã còn 62 hộ nghèo` is no value of this period, unless the figure's label says so too.

        Nor is `qua rà soát cuối năm` one of a part of the year.
        """
        text = self._seen.report.text[mention.sentence[0] : mention.reading.start]
        if not moments.at_another_moment(text, part_of_year=self._part):
            return False
        keys = re.findall(r"F\d+", found.expression)
        return not any(moments.names_moment(self._by_key[k].label) for k in keys if k in self._by_key)

    def _found(
        self,
        mention: Mention,
        known: Sequence[tuple[int, int]],
        rebuilt: Sequence[tuple[Mention, SectionText]],
        *,
        future: bool,
    ) -> Candidate | None:
        share = self._share(mention)
        if share is not None:
            return share
        found = self._unscoped(mention, self.by_words(mention, future=future))
        found = self._itself(mention, found) or found
        if found is None and not future:
            found = self._beside(mention) or self._second_look(mention)
        if found is None and future and self._year in self._rest:
            found = guess(self._seen.report.text, mention, self._table, "plan")
        return found or total_of(mention, rebuilt, self._table)

    def _unscoped(self, mention: Mention, found: Candidate | None) -> Candidate | None:
        """A number that names no member is no member's: the whole's figure, or none."""
        figure = self._by_key.get(found.expression) if found else None
        if found is None or figure is None or not figure.scope or self._of_member(mention, found):
            return found
        cells = (f for f in self._table.figures if f.indicator == figure.indicator and f.role == figure.role)
        whole = next((f for f in cells if not f.scope and f.value is not None), None)
        if whole is None or whole.value is None:
            return None
        return replace(
            found, expression=whole.key, keys=(whole.key,), value=whole.value, low=whole.value,
            high=whole.value, scope=None,
        )  # fmt: skip

    def _itself(self, mention: Mention, found: Candidate | None) -> Candidate | None:
        """`Giá trị sản xuất tăng 9,6%` where the figure itself is that rate: no change or share of it.

        Told by its value of then.
        """
        if found is None or mention.reading.kind != "percent" or found.role == "actual" or not self._own:
            return None
        keys = re.findall(r"F\d+", found.expression)
        figure = self._by_key.get(keys[0]) if keys else None
        if figure is None or figure.unit != "%":
            return None
        cells = [f for f in self._table.figures if (f.indicator, f.scope) == (figure.indicator, figure.scope)]
        then = next((f for f in cells if f.role == "same-period"), None)
        now = next((f for f in cells if f.role == "actual" and f.value is not None), None)
        if then is None or now is None or now.value is None or then.value != mention.reading.value:
            return None
        return Candidate(
            now.key, (now.key,), now.value, now.value, now.value, "%", "actual", now.scope, _SCORE
        )

    def _of_member(self, mention: Mention, found: Candidate) -> bool:
        """Its words name the member; a name only like it (`Lâm Hòa` for `Bản Lầm`) was no value of the member's then."""
        if not mention.scope:
            return False
        before = self._seen.report.text[mention.sentence[0] : mention.reading.start]
        return bare(mention.scope) in before or not self._own or not contradicts(found, mention, self._table)

    def _beside(self, mention: Mention) -> Candidate | None:
        """`74 lớp, tăng 6,8%`, `bằng 98% kế hoạch`: the change of the number right before, or its share of the plan."""
        if mention.reading.kind != "percent" or mention.role not in ("growth", "of-plan") or mention.scope:
            return None
        before = list(self._seen.mentions_in(mention.sentence[0], mention.reading.start))
        while before and before[-1].reading.kind == "percent" and before[-1].role in ("growth", "of-plan"):
            before.pop()
        if not before or mention.reading.start - before[-1].reading.end > _BESIDE or before[-1].scope:
            return None
        main = self._unscoped(before[-1], self.by_words(before[-1]))
        figure = self._by_key.get(main.expression) if main else None
        if figure is None or figure.role != "actual" or before[-1].role != "actual":
            return None
        for derived in figures.derived(self._table, figure.indicator, None):
            if derived.role == mention.role and derived.unit == "%":
                value = figures.evaluate(derived.expression, self._by_key).value
                return Candidate(
                    derived.expression, (), value, value, value, derived.unit, derived.role, None, _SCORE
                )
        return None

    def ratio(self, mention: Mention, candidate: Candidate) -> Edit | None:
        """`a/b` said with both of its parts now; None where only one is known, or it is no ratio."""
        figure = self._by_key.get(candidate.expression)
        if mention.reading.kind != "ratio" or figure is None or figure.of is not None:
            return None
        whole = self._whole(mention)
        return ratio_edit(mention, figure, whole) if whole is not None else None

    def _whole(self, mention: Mention) -> Figure | None:
        """The figure of the second part of a ratio: told near it, counted, or known by its value of then."""
        whole = of_ratio(mention, self._all(), self._table)
        return whole or (whole_of_then(mention, self._table) if self._own else None)

    def certain(self, mention: Mention, candidate: Candidate) -> bool:
        """This period's own `Cùng kỳ` of that figure is the very number."""
        return self._own and confirmed(candidate, mention, self._table)

    def is_other(self, mention: Mention, candidate: Candidate) -> bool:
        """The number is what is left over, or the whole of a ratio: no value of the indicator itself."""
        if self.certain(mention, candidate):
            return False
        other = _remainder(self._seen.report.text, mention, candidate) or self._is_whole(mention, candidate)
        return other or (mention.scope is None and self._narrower(mention, candidate))

    def _narrower(self, mention: Mention, candidate: Candidate) -> bool:
        """The figure is of another season or crop than the heading names, or of one kind where all are totalled."""
        if mention.companion_of is not None:
            return self._of_part(mention, candidate)
        figure = self._by_key.get(candidate.expression)
        if figure is None or mention.role != "actual":
            return False
        label, subject, heading = (
            features([tuple(s.marked for s in syllables(words))]).choices
            for words in (figure.label, mention.subject, "".join(mention.path[-1:]))
        )
        short = len("".join(mention.path[-1:]).split()) <= _NAME
        apart = short and any(
            group in heading and group not in subject and not chosen & heading[group]
            for group, chosen in label.items()
        )
        return apart or (
            bool(_TOTAL.match(mention.subject)) and bool(label.keys() - subject.keys() - heading.keys())
        )

    def _of_part(self, mention: Mention, candidate: Candidate) -> bool:
        """A change said of a total (`Tổng giá trị sản xuất …, tăng 3,25%`) is not one part's."""
        root = next((m for m in self._seen.mentions if m.index == mention.companion_of), None)
        now = self.by_words(root) if root is not None and root.role == "actual" else None
        if root is None or now is None or self.certain(root, now):
            return False
        return now.expression in re.findall(r"F\d+", candidate.expression) and self._narrower(root, now)

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
        if aligned is not None and LITERAL.search(aligned.expression.replace("*100", "")):
            # A share of a number of then is none of now.
            aligned = None
        if aligned is not None and not ("/" in close and "(" in close):
            return None
        mates = [m for m in self._seen.mentions if m.index == mention.companion_of]
        for mate in mates:
            share = self._of_ratio_share(mate, mention)
            if share is not None:
                return share
        if aligned is not None:
            return None
        return computed(mention, self._all(), self._by_key) or by_name(mention, self._table, own=self._own)

    def _of_ratio_share(self, ratio: Mention, mention: Mention) -> Candidate | None:
        """`87/92 xã (đạt 94,57%)`: a percentage of the ratio's two parts."""
        part = self._unscoped(ratio, self.by_words(ratio)) if ratio.reading.kind == "ratio" else None
        whole = self._whole(ratio)
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
        text, at = self._seen.report.text, mention.reading.start
        counted = member_count(text, mention, self._table, self._seen.report.meta.members)
        if counted is not None:
            return counted
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
