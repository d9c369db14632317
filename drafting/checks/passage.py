"""What a number's own passage tells around it: the figures that the numbers of its paragraph and the one before state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.checks.names import bare
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_lists import direct
from drafting.checks.settle_table import Row, SettleTable
from drafting.checks.settle_words import LIGHT
from drafting.types import Alignment, Candidate, Mention

# Numbers before and behind that a number may go on about.
BEFORE, BEHIND = 12, 6


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the passage that states its figures rightly."""

    mention: Mention
    chosen: Candidate


@dataclass(frozen=True, slots=True)
class Passage:
    """A number that nothing explains, with what its paragraph tells around it, the nearest first.

    Attributes:
        lead, tail: plain words of its sentence up to it, and behind it.
        written: its sentence up to it with accents, in small letters.
    """

    table: SettleTable
    mention: Mention
    before: list[Told]
    behind: list[Told]
    lead: str
    tail: str
    written: str

    @property
    def told(self) -> list[Told]:
        """What stands before it, then behind."""
        return [*self.before, *self.behind]

    def of_sentence(self) -> Passage:
        """The same with what its own sentence tells alone."""
        own = self.mention.sentence
        before = [one for one in self.before if one.mention.sentence == own]
        behind = [one for one in self.behind if one.mention.sentence == own]
        return replace(self, before=before, behind=behind)

    def rows(self, told: Sequence[Told]) -> list[Row]:
        """The rows of what is told, once each."""
        found: dict[tuple[str, str | None], Row] = {}
        for one in told:
            for key in one.chosen.keys:
                figure = self.table.by_key.get(key)
                if figure is not None:
                    name = figure.indicator, figure.scope
                    found.setdefault(name, self.table.rows[name])
        return list(found.values())


def passage_of(
    text: str, mentions: Sequence[Mention], now: Mapping[int, Alignment], table: SettleTable, mention: Mention
) -> Passage:
    """The passage of a number: its paragraph and the one before; of a member's number what is told of that member."""
    start, end = mention.reading.start, mention.reading.end
    line = text.rfind("\n", 0, start) + 1
    line = text.rfind("\n", 0, max(line - 1, 0)) + 1  # the paragraph before too
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    at = mention.index
    place = bare(mention.scope or "")
    place = place if place in table.places else ""
    before = _stated(reversed(mentions[max(0, at - BEFORE) : at]), now, (line, stop), place)
    behind = _stated(mentions[at + 1 : at + 1 + BEHIND], now, (line, min(stop, mention.sentence[1])), place)
    lead, tail = text[mention.sentence[0] : start], text[end : mention.sentence[1]]
    passage = Passage(table, mention, before, behind, plain(lead), plain(tail), lead.lower())
    twins = [twin for one in before if (twin := _twin(passage, one)) is not None]
    return replace(passage, before=[*before, *twins]) if twins else passage


def _stated(
    mentions: Iterable[Mention],
    now: Mapping[int, Alignment],
    span: tuple[int, int],
    place: str,
) -> list[Told]:
    """What numbers of a span state rightly; of a member's number only what is told of that member."""
    found = []
    for one in mentions:
        alignment = now.get(one.index)
        chosen = alignment.chosen if alignment is not None and alignment.agrees else None
        inside = span[0] <= one.reading.start < span[1] and one.table is None
        if inside and chosen is not None and (not place or bare(chosen.scope or "") == place):
            found.append(Told(one, chosen))
    return found


def _twin(passage: Passage, one: Told) -> Told | None:
    """The rate's own row, where a rate told before was worked out of its parts: 76% of the applications."""
    if one.mention.reading.kind != "percent" or one.chosen.role != "share":
        return None
    said = plain_words(passage.lead)
    for row in passage.table.rows.values():
        figure = row.get("actual")
        same = figure is not None and figure.unit == "%" and figure.value == one.mention.reading.value
        if same and figure is not None and plain_words(figure.label) - LIGHT <= said:
            return Told(one.mention, direct(figure))
    return None
