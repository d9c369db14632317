"""The statements that a mention's words may make, best first: no value plays a part here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Report
from drafting.alignment import formulas, moments, wide
from drafting.alignment.cues import is_future, plans_ahead
from drafting.alignment.dated import Moments
from drafting.alignment.expressions import Asked, asked, expressions, scored
from drafting.alignment.pool import Pool
from drafting.numbers.records import record
from drafting.types.alignment import Candidate, Mention

# Measured on tests/alignment/cases.txt: a paraphrase of the right label scores 0.7 and more, a neighbour
# that shares half its telling words under 0.55.
GOOD = 0.62
# Below this the words say nothing about an indicator; a telling value can't make up for it.
WEAK = 0.42
# What the headings, a list's other items and the companion's own indicator add.
PATH, LIST, ROOT = 0.04, 0.06, 0.12
# What is left of the total's own score for one of its parts.
PART = 0.5
# What is left for a number of another moment: not enough to accuse; the year before may be what it is.
ELSEWHEN, YEAR_BEFORE = 0.4, 1.7
_NAMED_TOTAL = re.compile(r"\s*(?:trong |trên |của |so với )?((?:tổng|toàn bộ)[^,;.()]{2,60})")
_YEAR = re.compile(r"\b(?:năm(?: học)?|vụ(?: [^\W\d]+){1,2})\s+(?:20\d\d\s*[-–]\s*)?(20\d\d)", re.I)
_REST = re.compile(r"(?:\w+ tháng|quý \w+|những tháng) cuối năm(?: \d{4})?", re.I)
_CHANGE_WORDS = re.compile(r"tốc độ|tăng trưởng|mức (?:tăng|giảm)|tỷ lệ (?:tăng|giảm)|chỉ số", re.I)


@record
class Ranked:
    """A candidate with the number of its indicator in the pool."""

    candidate: Candidate
    entry: int


class Ranker:
    """Ranks the statements of one table for the mentions of one report.

    Attributes:
        chosen: the indicator that each mention aligned so far states.
    """

    def __init__(self, report: Report, found: Sequence[Mention], pool: Pool) -> None:
        """Take the report, its mentions and the table's pool."""
        self.report = report
        self.found = found
        self.pool = pool
        self.chosen: dict[int, int] = {}
        period = report.meta.period
        self._moments = Moments(report.text, int(period[:4]) if period else None, found, pool.moments)
        self._favoured: dict[int, int] = {}
        self._named: dict[tuple[int, int | None], dict[int, float]] = {}

    def rank(self, mention: Mention) -> list[Ranked]:
        """Candidates of a mention, the best first."""
        beside = self.found[mention.companion_of] if mention.companion_of is not None else None
        change_words = bool(_CHANGE_WORDS.search(mention.subject))
        ask = asked(mention, beside, self._future(mention), change_words, self._moments.of(mention))
        root = self.chosen.get(mention.companion_of) if mention.companion_of is not None else None
        # A change, a plan or a remainder beside a number is that number's; a percentage may be another's.
        only = root if ask.role not in {"actual", "share", "other"} else None
        hits = self._named.get((mention.index, only))  # items of lists are ranked twice
        if hits is None:
            hits = self._named[mention.index, only] = self._hits(mention, ask, only)
        if root is not None:
            near = min(1.0, max(hits.get(root, 0.0), GOOD) + ROOT)
            own = dict.fromkeys((root, *self.pool.twins(root, mention.scope)), near)
            hits = {**(hits if only is None else self._speeds(mention, ask, root)), **own}
        shares = self._shares(mention, root)
        aside = self._aside(mention)
        made = self.pool.made.setdefault((mention.scope or "", ask), {})
        ranked = []
        for number, words in hits.items():
            bonus = self._bonus(mention, number)
            penalty = self._penalty(mention, number)
            elsewhen = aside and not moments.names_moment(self.pool.entries[number].label)
            for candidate in [*self._candidates(made, number, mention.scope, ask), *shares.get(number, ())]:
                fit = candidate.score * (_moment(candidate) if elsewhen else 1.0)
                score = round(min(1.0, fit * min(1.0, words + bonus) * penalty), 4)
                ranked.append(Ranked(scored(candidate, score), number))
        # Of rows that the words fit alike, the one that counts what the number counts (`tổ chức 0 lớp`: no `văn bản`).
        said = f"{mention.reading.unit or ''} "
        return sorted(
            ranked,
            key=lambda r: (
                -r.candidate.score, not said.startswith(f"{r.candidate.unit or ''} "), r.entry, len(r.candidate.keys),
            ),
        )  # fmt: skip

    def moment(self, mention: Mention) -> str:
        """The quarter or year that the words say, where the table has a column of it."""
        return self._moments.of(mention)

    def _hits(self, mention: Mention, ask: Asked, only: int | None) -> dict[int, float]:
        """Indicators that the words may name; `X tăng` names the speed of X's growth as well.

        Where `only` one of them matters, others needn't be looked for further.
        """
        hits = dict(self.pool.index.search(mention.subject))
        said = wide.measured(mention)
        for number, score in self.pool.index.search(said) if said else ():
            hits[number] = max(score * wide.MEASURED, hits.get(number, 0.0))
        for number, score in self._by_clause(mention, max(hits.values(), default=0.0)):
            hits[number] = max(score, hits.get(number, 0.0))
        changes = self.pool.any_changes if only is None else self.pool.entries[only].change
        if ask.role == "growth" and ask.change is not None and changes:
            for number, score in self.pool.index.search(f"tốc độ tăng {mention.subject}"):
                if self.pool.entries[number].change:
                    hits[number] = max(score, hits.get(number, 0.0))
        return hits

    def _speeds(self, mention: Mention, ask: Asked, root: int) -> dict[int, float]:
        """Rows of their own for the growth of what the number before states (`Tăng trưởng khu vực dịch vụ`)."""
        if ask.role != "growth" or mention.reading.kind != "percent" or not self.pool.any_changes:
            return {}
        label = self.pool.entries[root].label
        hits = self.pool.index.search(f"tốc độ tăng {label}")
        return {
            n: min(1.0, score + ROOT) for n, score in hits if self.pool.entries[n].change and score >= WEAK
        }

    def _by_clause(self, mention: Mention, best: float) -> list[tuple[int, float]]:
        """Indicators that only the whole clause names, where the words beside the number name none."""
        if best >= GOOD or mention.companion_of is not None or mention.table is not None:
            return []
        item = (
            mention.list_id is not None and mention.scope is not None
        )  # `trong đó có 25 nông dân` names itself
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

    def _aside(self, mention: Mention) -> bool:
        """True for a number of another moment than the period's end, or a change told from there."""
        if mention.table is not None:
            return False
        text, part = self.report.text, "-" in (self.report.meta.period or "")
        before = text[mention.sentence[0] : mention.reading.start]
        if mention.role == "growth":
            return part and moments.since_another_moment(
                before, text[mention.reading.end : mention.clause[1]]
            )
        return mention.role == "actual" and moments.at_another_moment(before, part_of_year=part)

    def _future(self, mention: Mention) -> bool:
        """True where the words speak of a later period than the report's."""
        return self._ahead(mention) and not self._this_year(mention)

    def _ahead(self, mention: Mention) -> bool:
        if (
            mention.companion_of is not None and mention.role == "growth"
        ):  # the growth of a later year's target
            root = self.found[mention.companion_of]
            return root.role == "target" and self._future(root)
        period = self.report.meta.period
        if plans_ahead(mention.path, int(period[:4]) if period else None):
            return True
        if is_future(mention.path) or (mention.role == "target" and self.report.meta.kind == "phat-dong"):
            return True
        if mention.role != "target" or period is None:
            return False
        said = self.report.text[mention.sentence[0] : mention.clause[1]]
        years = [int(y) for y in _YEAR.findall(said)]
        return "năm tới" in said.lower() or (bool(years) and max(years) > int(period[:4]))

    def _this_year(self, mention: Mention) -> bool:
        """True for tasks of the rest of the year that say what the whole year's plan is."""
        period = self.report.meta.period
        if period is None or "-" not in period:
            return False
        said = _REST.sub(" ", self.report.text[mention.sentence[0] : mention.reading.start])
        return bool(
            re.search(rf"(?:đến hết|cả|kế hoạch|trong|của) năm\b(?! 20)|năm {period[:4]}\b", said, re.I)
        )

    def _candidates(
        self, made: dict[int, list[Candidate]], number: int, scope: str | None, ask: Asked
    ) -> list[Candidate]:
        """The statements of an indicator, out of those `made` of its scope and what is asked."""
        found = made.get(number)
        if found is None:
            entry = self.pool.entries[number]
            cells = self.pool.cells(number, scope)
            usable = cells is not None or scope is None
            found = expressions(self.pool, entry, cells, ask) if usable else []
            made[number] = found
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
        same = mention.scope == head.scope and self.chosen.get(mention.head) == number
        return PART if same and mention.subject != head.subject else 1.0

    def favour_lists(self) -> None:
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
                for ranked in self.rank(item):
                    best[ranked.entry] = max(best.get(ranked.entry, 0.0), ranked.candidate.score)
                for entry, score in best.items():
                    sums[entry] = sums.get(entry, 0.0) + score
            if sums:
                self._favoured[number] = min(sums, key=lambda e: (-sums[e], e))


def _moment(candidate: Candidate) -> float:
    """What is left of a candidate's fit to a number of another moment."""
    return YEAR_BEFORE if candidate.role == "same-period" else ELSEWHEN
