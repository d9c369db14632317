"""Which figure or expression each mention states: words rank, values confirm or accuse."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.types import Report
from drafting.alignment import consensus, judging, rescue
from drafting.alignment.catalogue import Indicator
from drafting.alignment.clarity import SURE, Clarity
from drafting.alignment.faults import Faults
from drafting.alignment.pool import Pool, pool_of
from drafting.alignment.ranking import WEAK, Ranked, Ranker
from drafting.alignment.reading import Read
from drafting.alignment.scopes import own_names
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.words import syllables
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, FigureTable, Status

# Without the value, words choose from here (a wrong figure in a draft is worse than a gap) …
BIND, BIND_MARGIN = 0.68, 0.06
# By meaning alone (a small whole number proves nothing).
SMALL_NEEDS = 0.56
SMALL = 30
# Others that are so near the best are left to the value.
TIE = 0.12
KEEP = 12


class Aligner:
    """Aligns the mentions of one report with one table."""

    def __init__(self, report: Report, found: Sequence[Mention], pool: Pool, values: bool) -> None:
        """Take the report, its mentions (or those of a passage) and the table's pool."""
        self.report = report
        self.found = found
        self._by_key = pool.by_key
        self.values = values
        self.pool = pool
        self.clarity = Clarity(pool)
        self.ranker = Ranker(report, found, self.pool)
        self._keys: dict[int, str] = {}
        self._heads = {m.head for m in found}

    def run(self) -> tuple[Alignment, ...]:
        """One alignment a mention."""
        self.ranker.favour_lists()
        aligned = [self._align(m) for m in self.found]
        self._one_each(aligned)
        if self.values:
            consensus.solve(self.pool, self.found, aligned)
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

    def _align(self, mention: Mention) -> Alignment:
        ranked = self.ranker.rank(mention)
        if self.values and mention.reading.kind == "ratio":
            ranked = self._without_whole(mention, ranked)
        if not ranked:
            return self._unnamed(mention)
        first = ranked[0]
        others = [r.candidate.score for r in ranked if r.entry != first.entry]
        margin = round(first.candidate.score - (others[0] if others else 0.0), 4)
        clear = self.clarity.sure(mention, first.entry, first.candidate.score, margin)
        clear = clear and self._not_a_part(mention, first) and _asked_for(mention, first)
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

    def _not_a_part(self, mention: Mention, first: Ranked) -> bool:
        """False for a list's total that the words name no better than a part of the list."""
        return mention.index not in self._heads or self.clarity.names_total(mention, first.entry)

    def _keep(self, mention: Mention, choice: Ranked) -> None:
        """Remember what a number states, for those that say more about it."""
        if choice.entry >= 0:
            self.ranker.chosen[mention.index] = choice.entry
        if choice.candidate.expression in self._by_key:
            self._keys[mention.index] = choice.candidate.expression

    def _unnamed(self, mention: Mention) -> Alignment:
        """A number whose words name nothing of the table."""
        rescued = self._rescued(mention, []) if self.values else None
        if rescued is None:
            return Alignment(mention.index)
        found = rescued.candidate
        return Alignment(mention.index, (found,), found, 0.0, False, True, "derived")

    def _top(self, ranked: list[Ranked], choice: Ranked | None) -> tuple[Candidate, ...]:
        top = tuple(r.candidate for r in ranked[:KEEP])
        return top if choice is None or choice.candidate in top else (*top, choice.candidate)

    def _choose(self, mention: Mention, ranked: list[Ranked], clear: bool) -> tuple[Ranked | None, bool]:
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
                same = [r.candidate for r in ranked if r.entry == item.entry]
                if not judging.coarser(mention.reading, item.candidate, same):
                    return item, True
        return (ranked[0], False) if clear else (None, False)

    def _rescued(self, mention: Mention, ranked: list[Ranked]) -> Ranked | None:
        """Another statement that the number may make, where its value is the one stated."""
        if self.ranker.moment(mention):  # its words say the quarter or year that it is of
            return None
        entries = list(dict.fromkeys(r.entry for r in ranked))
        behind = self.report.text[mention.reading.end : mention.clause[1]]
        named = bool(ranked) and ranked[0].candidate.score >= WEAK
        for candidate in rescue.others(self.pool, mention, entries, self._before(mention), behind, named):
            if judging.agrees(mention.reading, candidate):
                return Ranked(candidate, ranked[0].entry if ranked else -1)
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

    def _none_agrees(self, mention: Mention, ranked: list[Ranked]) -> bool:
        """True where words name one of several indicators, and none of them has the value stated."""
        first = ranked[0]
        sure = self.clarity.sure_of_some(mention, first.entry, first.candidate.score)
        if not sure or not self._not_a_part(mention, first):
            return False
        return not any(
            judging.agrees(mention.reading, r.candidate, self._whole(r.candidate))
            for r in ranked
            if r.candidate.score >= WEAK and not self.clarity.dominates(mention, first.entry, r.entry)
        )

    def _whole(self, candidate: Candidate) -> Decimal | None:
        """The second part of a ratio cell."""
        return self._by_key[candidate.expression].of if candidate.expression in self._by_key else None

    def _without_whole(self, mention: Mention, ranked: list[Ranked]) -> list[Ranked]:
        """A ratio's candidates without the whole: of `27/31 thôn văn hóa` the 31 of all thôn is not what 27 states."""
        whole, part = mention.reading.of, mention.reading.value
        stated = any(r.candidate.value == part and r.candidate.role == "actual" for r in ranked)
        counted = {s.bare for s in syllables(mention.reading.noun or mention.reading.unit or "")}
        left = [
            r for r in ranked
            if r.candidate.value != whole or whole == part or self._whole(r.candidate) is not None
            or not (stated or self._counts_all(r, counted))
        ]  # fmt: skip
        return left or ranked

    def _counts_all(self, item: Ranked, counted: set[str]) -> bool:
        """True where a label says nothing but what is counted: `Tổng số thôn`."""
        label = {s.bare for s in telling_syllables(self.pool.entries[item.entry].label)}
        return label <= counted

    def _by_words(self, ranked: list[Ranked], margin: float) -> tuple[Ranked | None, bool]:
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


def _asked_for(mention: Mention, first: Ranked) -> bool:
    """False for a bare percentage held against a growth or a plan that no word speaks of: `tốt 486 em (38,3%)`."""
    return mention.role != "actual" or first.candidate.role not in {"growth", "of-plan"}


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
    return Aligner(report, mentions, _pool(report, table, learnt), values).run()


def _pool(report: Report, table: FigureTable, learnt: Sequence[Indicator] = ()) -> Pool:
    own = own_names(report.meta.unit, report.meta.superior) if table.members() else ()
    return pool_of(table, own, tuple(learnt))


_MOST = 6000


def align_read(
    report: Report, found: Read, table: FigureTable, *, values: bool = True, faults: Faults | None = None
) -> tuple[Alignment, ...]:
    """The same for a report as `read` gives it, passage by passage: only those not seen lately are worked out.

    With `faults`, a passage that can't be aligned states nothing, and is told there.
    """
    pool = _pool(report, table)
    aligned: list[Alignment | None] = [None] * len(found.mentions)
    for passage, places in zip(found.passages, found.places, strict=True):
        key = (*passage.key, values)
        stated = pool.stated.get(key)
        if stated is None:
            if len(pool.stated) > _MOST:
                pool.stated.clear()
            stated = _stated(report, passage.mentions, pool, values, faults)
            if faults is None:  # else some may have crashed, and shall be told of again
                pool.stated[key] = stated
        for place, alignment in zip(places, stated, strict=True):
            aligned[place] = _of_mention(alignment, place)
    return tuple(a for a in aligned if a is not None)


def _stated(
    report: Report, mentions: tuple[Mention, ...], pool: Pool, values: bool, faults: Faults | None
) -> tuple[Alignment, ...]:
    if faults is None:
        return Aligner(report, mentions, pool, values).run()
    nothing = tuple(Alignment(m.index) for m in mentions)
    return faults.attempt("alignment", lambda: Aligner(report, mentions, pool, values).run(), nothing)


def _of_mention(a: Alignment, mention: int) -> Alignment:
    """The alignment for another index: field by field, for a check makes as many as there are numbers."""
    return Alignment(mention, a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)
