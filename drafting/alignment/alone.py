"""A figure that nothing states yet, and a number that has its very value: they belong together.

Labels are worded in many ways, and words then name another row better, or none. A telling number that is the value of
one figure alone, of its unit, with words of its label beside it, states that figure. A number that clear words hold
against a figure is taken back only where that figure is stated rightly elsewhere: so two swapped values stay accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafting.alignment import formulas, units
from drafting.alignment.dated import Moments, moments_of
from drafting.alignment.judging import exact, states
from drafting.alignment.rows import Row, figures_by_row
from drafting.alignment.scopes import scope_key
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import digits_of
from drafting.alignment.standing import ACTUAL, PLANNED, Standing, planned, standing
from drafting.alignment.words import bare_key, syllables
from drafting.numbers.records import record
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, Role, Status

# How much of a label must stand beside a number of so many digits, and of fewer; how far off it is looked for.
TELLING, SHARE, SHARE_SHORT, SHARE_PLAN = 3, 0.15, 0.6, 0.1
BEFORE, BEHIND = 300, 60
SCORE = 0.5
_ROLES = frozenset({"actual", "growth", "share", "other", *PLANNED})


@record
class Surroundings:
    """The words around the numbers of a text."""

    text: str
    mentions: Sequence[Mention]
    moments: Moments

    def words(self, mention: Mention) -> frozenset[str]:
        """The syllables around a number: its clause's, and the headings' above it."""
        reading = mention.reading
        low = max(mention.sentence[0], reading.start - BEFORE)
        high = min(mention.sentence[1], reading.end + BEHIND)
        said = f"{self.text[low : reading.start]} {self.text[reading.end : high]} {mention.subject}"
        return _bare(" ".join([said, *mention.path[-1:]]))


# The same words are asked for by each second thought, and again after each edit elsewhere.
@lru_cache(maxsize=8192)
def _bare(text: str) -> frozenset[str]:
    return frozenset(s.bare for s in syllables(text))


@dataclass(frozen=True, slots=True)
class _Table:
    by_key: Mapping[str, Figure]
    rows: Mapping[Row, Sequence[Figure]]
    standing: Standing
    planned: Standing
    scoped: set[str]
    measures: frozenset[str]


def settle_alone(
    text: str, mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, with the numbers that have a lone figure's very value stating it."""
    source = Surroundings(text, mentions, moments_of(text, mentions, by_key.values()))
    table = _Table(
        by_key,
        figures_by_row(by_key),
        standing(by_key),
        planned(by_key),
        scopes_of(by_key),
        _measures(by_key),
    )
    now = {a.mention: a for a in alignments}
    for accused in (False, True):  # what nothing accuses first: it tells which figures are stated
        told = figures_told(now.values(), mentions)
        told = told | _twins(told, by_key) if accused else told
        claims = dict(_claims(source, [now[a.mention] for a in alignments], table, told, accused))
        for index, candidate in claims.items():
            status: Status = "matched" if exact(mentions[index].reading, candidate) else "rounded"
            now[index] = replace(now[index], chosen=candidate, agrees=True, clear=False, status=status)
    return tuple(now[a.mention] for a in alignments)


def _measures(by_key: Mapping[str, Figure]) -> frozenset[str]:
    """The units that only one indicator of the table has: `điểm` then names it."""
    labels: dict[str, set[str]] = {}
    for figure in by_key.values():
        labels.setdefault(figure.unit, set()).add(figure.label)
    return frozenset(
        u for u, many in labels.items() if len(many) == 1 and units.family(u) not in {"", "percent"}
    )


def scopes_of(by_key: Mapping[str, Figure]) -> set[str]:
    """The places that the figures name."""
    return {scope_key(f.scope) for f in by_key.values() if f.scope}


def same_place(mention: Mention, figure: Figure, scoped: set[str]) -> bool:
    """True where a number is told of a figure's place; a place the figures don't name is the whole."""
    place = scope_key(mention.scope)
    return scope_key(figure.scope) == (place if place in scoped else "")


def figures_told(alignments: Iterable[Alignment], mentions: Sequence[Mention]) -> set[str]:
    """The figures that the prose states rightly."""
    return {
        a.chosen.expression
        for a in alignments
        if a.agrees and a.chosen is not None and mentions[a.mention].table is None
    }


def _twins(told: set[str], by_key: Mapping[str, Figure]) -> set[str]:
    """Figures that stand in another table too, where they are told of as well."""

    def name(figure: Figure) -> tuple[object, ...]:
        return figure.role, scope_key(figure.scope), figure.unit, figure.value

    known = {name(by_key[key]) for key in told if key in by_key}
    return {f.key for f in by_key.values() if name(f) in known}


def _claims(
    source: Surroundings, alignments: Sequence[Alignment], table: _Table, told: set[str], accused: bool
) -> Iterator[tuple[int, Candidate]]:  # fmt: skip
    """For each number without its figure the one that it has the value of; a figure two numbers claim is nobody's."""
    found: dict[str, list[int]] = {}
    for alignment in alignments:
        mention = source.mentions[alignment.mention]
        if not _asks(mention, alignment) or alignment.clear != accused or source.moments.of(mention):
            continue
        chosen = alignment.chosen
        if accused and (chosen is None or not set(chosen.keys) <= told):
            continue
        figure = _lone(source, mention, table, told)
        if figure is not None:
            found.setdefault(figure.key, []).append(alignment.mention)
    for name, claimants in found.items():
        made = formulas.cell(table.by_key[name], _said(table.by_key[name]), SCORE)
        if made is not None and len(claimants) == 1:
            yield claimants[0], made


def _said(figure: Figure) -> Role:
    """What is said of a level: that it was reached, or is to be."""
    return figure.role if figure.role in PLANNED else "actual"


def _asks(mention: Mention, alignment: Alignment) -> bool:
    """True for a number of the prose that no figure explains."""
    if alignment.agrees or mention.table is not None:
        return False
    reading = mention.reading
    plain = reading.kind in {"quantity", "percent", "ratio"} and mention.role in _ROLES
    return plain and reading.value is not None and reading.basis != "plan"


def _lone(source: Surroundings, mention: Mention, table: _Table, told: set[str]) -> Figure | None:
    """The one figure not stated yet that has the number's value, unit and place, and words beside it."""
    to_come = mention.role in PLANNED
    near = (table.planned if to_come else table.standing).near(mention, table.scoped, units.ANY)
    left = [f for f in near if f.key not in told and _same(mention, f, table.scoped)]
    if mention.reading.kind == "ratio":
        left = [f for f in left if _of_plan(mention, table.rows[f.indicator, f.scope])]
    if not left:
        return None
    around = source.words(mention)
    digits = len(digits_of(mention.reading.quote).lstrip("0"))
    least = SHARE if digits >= TELLING else SHARE_SHORT
    if to_come:  # a plan's number is seldom told in its label's words; but none is told by a few digits
        least = SHARE_PLAN if digits >= TELLING and len(left) == 1 else 1.0
    shares = sorted(
        ((1.0 if f.unit in table.measures else label_share(f, around), n) for n, f in enumerate(left)),
        reverse=True,
    )
    apart = len(shares) == 1 or shares[0][0] > shares[1][0]
    return left[shares[0][1]] if apart and shares[0][0] >= least else None


def _same(mention: Mention, figure: Figure, scoped: set[str]) -> bool:
    """True where value, unit and place can be the figure's."""
    reading = mention.reading
    if figure.role not in (PLANNED if mention.role in PLANNED else ACTUAL) or figure.value is None:
        return False
    if not same_place(mention, figure, scoped):
        return False
    made = formulas.cell(figure, "actual", SCORE)
    unit = "%" if reading.kind == "percent" else reading.unit
    if made is None or units.fit(unit, figure.unit) < units.ANY or not unit:
        return False
    # The same digits in another measure (`58,3 tấn/ha` for 58,3 tạ/ha) are no equal values.
    measured = unit != figure.unit and units.family(unit) not in {"", "count", "percent"}
    alike = (figure.value == reading.value and not measured) or (
        (reading.qualifier or measured) and states(reading, made)
    )
    return bool(alike or (len(str(figure.value)) > TELLING + 1 and states(reading, made)))


def _of_plan(mention: Mention, row: Sequence[Figure]) -> bool:
    """True where a ratio's second part is the row's plan: `84/61 ha`."""
    return any(f.role in {"plan", "target"} and f.value == mention.reading.of for f in row)


def label_share(figure: Figure, around: frozenset[str]) -> float:
    """How much of what a label tells stands around the number, its unit left out."""
    words = _label_words(figure.label, figure.unit)
    return sum(w in around for w in words) / len(words) if words else 0.0


@lru_cache(maxsize=20000)
def _label_words(label: str, unit: str) -> tuple[str, ...]:
    """The syllables that tell what a label is of, its unit's left out."""
    counted = set(bare_key(unit).split())
    words = tuple(s.bare for s in telling_syllables(label.rsplit(": ", 1)[-1]) if s.bare not in counted)
    return words or tuple(s.bare for s in telling_syllables(label))
