"""Which figure or expression each mention states: words rank, values confirm or accuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.types import Report
from drafting.alignment import formulas, judging, rescue, wide
from drafting.alignment.catalogue import Indicator
from drafting.alignment.clarity import SURE, Clarity
from drafting.alignment.cues import is_future
from drafting.alignment.expressions import Asked, asked, expressions, scored
from drafting.alignment.pool import pool_of
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, FigureTable, Status

# Measured on tests/alignment/cases.txt: a paraphrase of the right label scores 0.7 and more, a neighbour
# that shares half its telling words under 0.55.
GOOD = 0.62
# Without the value, words choose from here (a wrong figure in a draft is worse than a gap) …
BIND, BIND_MARGIN = 0.68, 0.06
# Below this the words say nothing about an indicator; a telling value can't make up for it.
WEAK = 0.42
# By meaning alone (a small whole number proves nothing).
SMALL_NEEDS = 0.56
SMALL = 30
# Others that are so near the best are left to the value.
TIE = 0.12
# What the headings, a list's other items and the companion's own indicator add.
PATH, LIST, ROOT = 0.04, 0.06, 0.12
# What is left of the total's own score for one of its parts.
PART = 0.5
KEEP = 12
_NAMED_TOTAL = re.compile(r"\s*(?:trong |trên |của |so với )?((?:tổng|toàn bộ)[^,;.()]{2,60})")
_YEAR = re.compile(r"\bnăm\s+(20\d\d)")
_REST = re.compile(r"(?:\w+ tháng|quý \w+|những tháng) cuối năm(?: \d{4})?", re.I)
_CHANGE_WORDS = re.compile(r"tốc độ|tăng trưởng|mức (?:tăng|giảm)|tỷ lệ (?:tăng|giảm)|chỉ số", re.I)


@dataclass(frozen=True, slots=True)
class _Ranked:
    candidate: Candidate
    entry: int


class Aligner:
    """Aligns the mentions of one report with one table."""

    def __init__(
        self, report: Report, found: Sequence[Mention], table: FigureTable, values: bool,
        learnt: Sequence[Indicator] = (),
    ) -> None:  # fmt: skip
        """Group the table and keep what is known of the report."""
        self.report = report
        self.found = found
        self._by_key = table.by_key()
        self.values = values
        own = (report.meta.unit, report.meta.superior) if table.members() else ()
        self.pool = pool_of(table, own, tuple(learnt))
        self.clarity = Clarity(self.pool)
        self._favoured: dict[int, int] = {}
        self._chosen: dict[int, int] = {}
        self._keys: dict[int, str] = {}

    def run(self) -> tuple[Alignment, ...]:
        """One alignment a mention."""
        self._favour_lists()
        aligned = [self._align(m) for m in self.found]
        self._one_each(aligned)
        return tuple(aligned)

    def _one_each(self, aligned: list[Alignment]) -> None:
        """Two items of a list don't state the same figure: the one whose words fit it less gives way."""
        taken: dict[tuple[int, str], int] = {}
        order = sorted(
            (m for m in self.found if m.list_id is not None and aligned[m.index].chosen is not None),
            key=lambda m: (not aligned[m.index].agrees, -_score(aligned[m.index]), m.index),
        )
        for mention in order:
            chosen = aligned[mention.index].chosen
            if chosen is None or mention.list_id is None:
                continue
            name = (mention.list_id, chosen.expression)
            if taken.setdefault(name, mention.index) != mention.index:
                was = aligned[mention.index]
                aligned[mention.index] = Alignment(mention.index, was.candidates, None, was.margin)

    # candidates

    def _rank(self, mention: Mention) -> list[_Ranked]:
        beside = self.found[mention.companion_of] if mention.companion_of is not None else None
        ask = asked(mention, beside, self._future(mention), bool(_CHANGE_WORDS.search(mention.subject)))
        root = self._chosen.get(mention.companion_of) if mention.companion_of is not None else None
        hits = self._hits(mention, ask)
        if root is not None:
            near = min(1.0, max(hits.get(root, 0.0), GOOD) + ROOT)
            # A change, a plan or a remainder beside a number is that number's; a percentage may be another's.
            hits = {root: near} if ask.role not in {"actual", "share", "other"} else {**hits, root: near}
        shares = self._shares(mention, root)
        ranked = []
        for number, words in hits.items():
            bonus = self._bonus(mention, number)
            penalty = self._penalty(mention, number)
            for candidate in [*self._candidates(number, mention.scope, ask), *shares.get(number, ())]:
                score = round(min(1.0, candidate.score * min(1.0, words + bonus) * penalty), 4)
                ranked.append(_Ranked(scored(candidate, score), number))
        return sorted(ranked, key=lambda r: (-r.candidate.score, r.entry, len(r.candidate.keys)))

    def _hits(self, mention: Mention, ask: Asked) -> dict[int, float]:
        """Indicators that the words may name; `X tăng` names the speed of X's growth as well."""
        hits = dict(self.pool.index.search(mention.subject))
        said = wide.measured(mention)
        for number, score in self.pool.index.search(said) if said else ():
            hits[number] = max(score * wide.MEASURED, hits.get(number, 0.0))
        for number, score in self._by_clause(mention, max(hits.values(), default=0.0)):
            hits[number] = max(score, hits.get(number, 0.0))
        if ask.role == "growth" and ask.change is not None:
            for number, score in self.pool.index.search(f"tốc độ tăng {mention.subject}"):
                if self.pool.entries[number].change:
                    hits[number] = max(score, hits.get(number, 0.0))
        return hits

    def _by_clause(self, mention: Mention, best: float) -> list[tuple[int, float]]:
        """Indicators that only the whole clause names, where the words beside the number name none."""
        if best >= GOOD or mention.companion_of is not None or mention.table is not None:
            return []
        item = mention.list_id is not None
        named = self._first_of_list(mention) if item else mention
        before = self.found[named.index - 1].reading.end if named.index else 0
        clause = wide.clause_of(self.report.text, named, before)
        return wide.named_by(self.pool, clause) if wide.worth(clause) else []

    def _first_of_list(self, mention: Mention) -> Mention:
        """The total of a list's item, or the list's first item."""
        if mention.head is not None:
            return self.found[mention.head]
        at = mention.index
        while at and self.found[at - 1].list_id == mention.list_id:
            at -= 1
        return self.found[at]

    def _shares(self, mention: Mention, root: int | None) -> dict[int, list[Candidate]]:
        """`chiếm 12% tổng số hộ`: the share of what went before in the total named behind the number."""
        if mention.role != "share" or root is None:
            return {}
        text = self.report.text[mention.reading.end : mention.clause[1]]
        words = _NAMED_TOTAL.match(text)
        part = self.pool.cells(root, mention.scope)
        if words is None or part is None:
            return {}
        found = []
        for number, score in self.pool.index.search(words.group(1), keep=4):
            whole = self.pool.cells(number, mention.scope)
            if whole is not None and score >= WEAK and number != root:
                made = formulas.ratio(part.get("actual"), whole.get("actual"), "share", round(score, 4))
                found += [made] if made is not None else []
        return {root: found[:1]}

    def _future(self, mention: Mention) -> bool:
        """True where the words speak of a later period than the report's."""
        if self._this_year(mention):
            return False
        if is_future(mention.path) or (mention.role == "target" and self.report.meta.kind == "phat-dong"):
            return True
        if mention.role != "target" or self.report.meta.period is None:
            return False
        said = self.report.text[mention.sentence[0] : mention.clause[1]]
        years = [int(y) for y in _YEAR.findall(said)]
        return "năm tới" in said.lower() or (bool(years) and max(years) > int(self.report.meta.period[:4]))

    def _this_year(self, mention: Mention) -> bool:
        """True for tasks of the rest of the year that say what the whole year's plan is."""
        period = self.report.meta.period
        if period is None or "-" not in period:
            return False
        said = _REST.sub(" ", self.report.text[mention.sentence[0] : mention.reading.start])
        return bool(
            re.search(rf"(?:đến hết|cả|kế hoạch|trong|của) năm\b(?! 20)|năm {period[:4]}\b", said, re.I)
        )

    def _candidates(self, number: int, scope: str | None, ask: Asked) -> list[Candidate]:
        name = (number, scope or "", ask)
        found = self.pool.made.get(name)
        if found is None:
            entry = self.pool.entries[number]
            cells = self.pool.cells(number, scope)
            usable = cells is not None or scope is None
            found = expressions(self.pool, entry, cells, ask) if usable else []
            self.pool.made[name] = found
        return found

    def _bonus(self, mention: Mention, number: int) -> float:
        entry = self.pool.entries[number]
        bonus = LIST if mention.list_id is not None and self._favoured.get(mention.list_id) == number else 0.0
        if entry.group and mention.path:
            bonus += PATH * max(self.pool.lexicon.score(h, entry.group) for h in mention.path[-2:])
        return bonus

    def _penalty(self, mention: Mention, number: int) -> float:
        """A part of a total, named by words of its own, is not that total."""
        if mention.head is None or mention.companion_of is not None:
            return 1.0
        head = self.found[mention.head]
        same = mention.scope == head.scope and self._chosen.get(mention.head) == number
        return PART if same and mention.subject != head.subject else 1.0

    def _favour_lists(self) -> None:
        """A list by members speaks of one indicator: the one that fits all its items best."""
        lists: dict[int, list[Mention]] = {}
        for mention in self.found:
            if mention.list_id is not None and mention.scope is not None:
                lists.setdefault(mention.list_id, []).append(mention)
        for number, items in lists.items():
            if len(items) < 2:
                continue
            sums: dict[int, float] = {}
            for item in items:
                best: dict[int, float] = {}
                for ranked in self._rank(item):
                    best[ranked.entry] = max(best.get(ranked.entry, 0.0), ranked.candidate.score)
                for entry, score in best.items():
                    sums[entry] = sums.get(entry, 0.0) + score
            if sums:
                self._favoured[number] = min(sums, key=lambda e: (-sums[e], e))

    # choice

    def _align(self, mention: Mention) -> Alignment:
        ranked = self._rank(mention)
        if not ranked:
            return self._unnamed(mention)
        first = ranked[0]
        others = [r.candidate.score for r in ranked if r.entry != first.entry]
        margin = round(first.candidate.score - (others[0] if others else 0.0), 4)
        clear = self.clarity.sure(mention, first.entry, first.candidate.score, margin)
        choice, agrees = (
            self._choose(mention, ranked, clear) if self.values else self._by_words(ranked, margin)
        )
        if self.values and not agrees:
            rescued = self._rescued(mention, ranked)
            choice, agrees = (rescued, True) if rescued is not None else (choice, agrees)
        if choice is None and self.values and self._none_agrees(mention, ranked):
            choice, clear = first, True
        if choice is not None:
            self._keep(mention, choice)
        top = self._top(ranked, choice)
        if choice is None:
            return Alignment(mention.index, top, None, margin, clear)
        status = self._status(mention, choice.candidate, agrees)
        return Alignment(mention.index, top, choice.candidate, margin, clear, agrees, status)

    def _keep(self, mention: Mention, choice: _Ranked) -> None:
        """Remember what a number states, for those that say more about it."""
        if choice.entry >= 0:
            self._chosen[mention.index] = choice.entry
        if choice.candidate.expression in self._by_key:
            self._keys[mention.index] = choice.candidate.expression

    def _unnamed(self, mention: Mention) -> Alignment:
        """A number whose words name nothing of the table."""
        rescued = self._rescued(mention, []) if self.values else None
        if rescued is None:
            return Alignment(mention.index)
        found = rescued.candidate
        return Alignment(mention.index, (found,), found, 0.0, False, True, "derived")

    def _top(self, ranked: list[_Ranked], choice: _Ranked | None) -> tuple[Candidate, ...]:
        top = tuple(r.candidate for r in ranked[:KEEP])
        return top if choice is None or choice.candidate in top else (*top, choice.candidate)

    def _choose(self, mention: Mention, ranked: list[_Ranked], clear: bool) -> tuple[_Ranked | None, bool]:
        """With values: the best that agrees among those that the words leave open."""
        best = ranked[0].candidate.score
        least = max(WEAK, best - TIE)
        if _small(mention):
            least = max(least, min(best, SMALL_NEEDS)) if best >= SMALL_NEEDS else 2.0
        for item in ranked:
            if item.candidate.score < least:
                break
            if best >= SURE and self.clarity.dominates(mention, ranked[0].entry, item.entry):
                continue
            if judging.agrees(mention.reading, item.candidate, self._whole(item.candidate)):
                if not judging.coarser(
                    mention.reading, item.candidate, [r.candidate for r in ranked if r.entry == item.entry]
                ):
                    return item, True
        return (ranked[0], False) if clear else (None, False)

    def _rescued(self, mention: Mention, ranked: list[_Ranked]) -> _Ranked | None:
        """Another statement that the number may make, where its value is the one stated."""
        entries = list(dict.fromkeys(r.entry for r in ranked))
        behind = self.report.text[mention.reading.end : mention.clause[1]]
        named = bool(ranked) and ranked[0].candidate.score >= WEAK
        for candidate in rescue.others(self.pool, mention, entries, self._before(mention), behind, named):
            if judging.agrees(mention.reading, candidate):
                return _Ranked(candidate, ranked[0].entry if ranked else -1)
        return None

    def _before(self, mention: Mention) -> list[Figure]:
        """Figures that the earlier numbers of the sentence state, the nearest first."""
        found = []
        for earlier in reversed(self.found[max(0, mention.index - 6) : mention.index]):
            if earlier.sentence != mention.sentence:
                break
            key = self._keys.get(earlier.index)
            if key is not None:
                found.append(self._by_key[key])
        return found

    def _none_agrees(self, mention: Mention, ranked: list[_Ranked]) -> bool:
        """True where words name one of several indicators, and none of them has the value stated."""
        first = ranked[0]
        if not self.clarity.sure_of_some(mention, first.entry, first.candidate.score):
            return False
        return not any(
            judging.agrees(mention.reading, r.candidate, self._whole(r.candidate))
            for r in ranked
            if r.candidate.score >= WEAK and not self.clarity.dominates(mention, first.entry, r.entry)
        )

    def _whole(self, candidate: Candidate) -> Decimal | None:
        """The second part of a ratio cell."""
        return self._by_key[candidate.expression].of if candidate.expression in self._by_key else None

    def _by_words(self, ranked: list[_Ranked], margin: float) -> tuple[_Ranked | None, bool]:
        """Without values: only words that are good enough."""
        if ranked[0].candidate.score < BIND or margin < BIND_MARGIN:
            return None, False
        return ranked[0], False

    def _status(self, mention: Mention, chosen: Candidate, agrees: bool) -> Status:
        if self.values and not agrees:
            return "mismatched"
        if len(chosen.keys) > 1 or chosen.expression != chosen.keys[0]:
            return "derived"
        if not self.values or judging.exact(mention.reading, chosen):
            return "matched"
        return "rounded"


def _score(alignment: Alignment) -> float:
    return alignment.chosen.score if alignment.chosen is not None else 0.0


def _small(mention: Mention) -> bool:
    """A whole number so small that anything may have its value."""
    reading = mention.reading
    if reading.value is None or reading.decimals or reading.scale_word:
        return False
    return abs(reading.value) <= SMALL or (reading.kind == "percent" and reading.value == 100)


def align(
    report: Report,
    mentions: Sequence[Mention],
    table: FigureTable,
    *,
    values: bool = True,
    learnt: Sequence[Indicator] = (),
) -> tuple[Alignment, ...]:
    """What each mention states over the table's figures.

    Args:
        report: the report that the mentions are from.
        mentions: all of them, as `mentions` gives them.
        table: this period's figures.
        values: with them (the checker) the value confirms, breaks ties and accuses; without (the
            precedent writer) words alone choose, and the expression gives this period's number.
        learnt: a user's own indicators, beside the catalogue's.

    Returns:
        One alignment a mention, in their order; `status` is `unsupported` where words are too weak.
    """
    return Aligner(report, mentions, table, values, learnt).run()
