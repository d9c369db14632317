"""What is left over on both sides: figures that no number states, and numbers that no figure explains.

A figure is stated once, where its words fit best. So a number whose words name it less well, and whose value is
another, states something else (an indicator that the table lacks); and where a figure is stated nowhere, the one
unexplained number whose words come near it states it, wrongly. A value one slip of the pen away, or the same row's
of another role, tells the more the longer it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from drafting.alignment import units
from drafting.alignment.clarity import has_rival
from drafting.alignment.judging import exact, states
from drafting.alignment.members import Members
from drafting.alignment.rows import Row, cells_by_row, figures_by_row
from drafting.alignment.sentence_rows import like, of_row, row_before, rows_of_sentences, said_of
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import digits_of, slip
from drafting.alignment.words import syllables
from drafting.numbers.records import record
from drafting.numbers.types import Reading
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, Status

# How well words must fit a figure that is stated nowhere; with a telling slip, by its number of digits.
NEAR, MARGIN = 0.62, 0.10
SLIPPED = {1: 0.62, 2: 0.48}
SLIPPED_LONG = 0.28
# What words may lack where the sentence states the row before or behind in the table.
BESIDE = 0.10
# A figure stated rightly elsewhere in words that fit so much better is not what this number states.
BETTER = 0.08
# How far words may fit a figure of the very value worse than another one, and from where on they name that one.
UNSTATED, EXACT, TELLING = 0.20, 0.90, 4


def settle_leftovers(
    mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, some accusations taken back and some made."""
    stated, rows = _stated(mentions, alignments, by_key), figures_by_row(by_key)
    doubted = [_doubted(mentions, a, stated, by_key, rows) for a in alignments]
    prose = [a for a in doubted if a.chosen is not None and mentions[a.mention].table is None]
    told = {a.chosen.expression for a in prose if a.chosen is not None and (a.agrees or a.clear)}
    claims = _claims(mentions, doubted, by_key, told)
    return tuple(
        _meant(mentions[a.mention], a, claims[a.mention]) if a.mention in claims else a for a in doubted
    )


@record
class _Stated:
    """Where a figure is stated rightly: how well the words fit at best, and in which sentences and lists."""

    score: float
    sentences: frozenset[tuple[int, int]]
    heads: frozenset[int]


def _stated(
    mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> dict[tuple[str, bool], _Stated]:
    """Where each figure is stated rightly, in prose and in tables."""
    found: dict[tuple[str, bool], list[tuple[float, Mention]]] = {}
    for alignment in alignments:
        chosen = alignment.chosen
        if alignment.agrees and chosen is not None and chosen.expression in by_key:
            mention = mentions[alignment.mention]
            found.setdefault((chosen.expression, mention.table is None), []).append((chosen.score, mention))
    return {
        name: _Stated(
            max(score for score, _ in many),
            frozenset(m.sentence for _, m in many),
            frozenset(m.head for _, m in many if m.head is not None),
        )
        for name, many in found.items()
    }


def _doubted(
    mentions: Sequence[Mention],
    alignment: Alignment,
    stated: Mapping[tuple[str, bool], _Stated],
    by_key: Mapping[str, Figure],
    rows: Mapping[Row, Sequence[Figure]],
) -> Alignment:
    """No accusation by a figure that other words state better, unless a slip tells that it is meant."""
    chosen, mention = alignment.chosen, mentions[alignment.mention]
    if chosen is None or alignment.agrees or not alignment.clear:
        return alignment
    own = _unstated(mention, alignment, chosen, stated, by_key)
    if own is not None:
        return replace(alignment, chosen=own, clear=False, agrees=True, status="matched")
    places = (True,) if mention.table is None else (True, False)
    # What is said of the number before it (a remainder, a growth) is worked out from that number's own figure.
    keys = () if mention.companion_of is not None and len(chosen.keys) > 1 else chosen.keys
    rivals = [r for p in places for k in keys if (r := stated.get((k, p))) is not None]
    apart = _of_another_topic(mention, chosen, by_key)
    better = any(
        r.score >= chosen.score + BETTER or (mention.sentence in r.sentences and r.score >= chosen.score)
        or mention.index in r.heads or (apart and r.score >= chosen.score - BETTER)
        for r in rivals
    )  # fmt: skip
    # A cell whose row states the figure in another cell is of a column that was not understood.
    cell = mention.table is not None and any(mention.sentence in r.sentences for r in rivals)
    if not cell and (not better or (not apart and evidence(mention.reading, chosen, by_key, rows) > 1)):
        return alignment
    return replace(alignment, chosen=None, clear=False, status="unsupported")


def _of_another_topic(mention: Mention, chosen: Candidate, by_key: Mapping[str, Figure]) -> bool:
    """True where the words before the line's colon are none of the figure's (`Thương mại điện tử: kiểm tra 64 vụ`)."""
    figure = by_key.get(chosen.expression)
    topic, colon, _ = mention.subject.partition(":")
    if figure is None or not colon or mention.table is not None or mention.list_id is not None:
        return False
    said = {s.bare for s in telling_syllables(topic)}
    return bool(said) and not said & {s.bare for s in syllables(f"{figure.group} {figure.label}")}


def _unstated(
    mention: Mention, alignment: Alignment, chosen: Candidate,
    stated: Mapping[tuple[str, bool], _Stated], by_key: Mapping[str, Figure],
) -> Candidate | None:  # fmt: skip
    """The figure of the place and role with the very value, in many digits, that words fit and nothing else states.

    `Tổng quà đã trao là 640 suất, trị giá 258.500.000 đồng` is the total, however well the words fit a part of it.
    """
    value = mention.reading.value
    if value is None or chosen.score >= EXACT or len(value.normalize().as_tuple().digits) < TELLING:
        return None
    for candidate in alignment.candidates:
        figure = by_key.get(candidate.expression)
        fits = candidate.score >= max(chosen.score - UNSTATED, NEAR) and candidate.scope == chosen.scope
        if figure is not None and fits and figure.value == value and candidate.role == chosen.role:
            known = any((candidate.expression, prose) in stated for prose in (True, False))
            return None if known else candidate
    return None


def _claims(
    mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure], told: set[str]
) -> dict[int, Candidate]:
    """For unexplained numbers the figure that they state: each figure for the one that fits it best."""
    rows = rows_of_sentences(mentions, alignments, by_key)
    by_row = figures_by_row(by_key)
    order = {row: n for n, row in enumerate(by_row)}
    cells = cells_by_row(by_key)
    by_place = {a.mention: a for a in alignments}
    members = Members(by_key)
    found: list[tuple[float, int, Candidate]] = []
    for alignment in alignments:
        mention = mentions[alignment.mention]
        if alignment.agrees or alignment.clear or mention.table is not None:
            continue
        near = {order[row] for row in rows.get(mention.sentence, ())}
        before = row_before(mentions, mention, by_place, by_key)
        meant = of_row(mention, alignment, by_key, rows) or said_of(mention, before, cells)
        if meant is None and mention.scope and mention.role in {"growth", "of-plan"}:
            meant = said_of(mention, members.told(mentions, mention, by_place), cells)
        meant = meant or _left(mention, alignment, by_key, told, by_row, partial(_beside, order, near))
        if meant is not None:
            found.append((meant.score, mention.index, meant))
    claims: dict[int, Candidate] = {}
    taken: set[str] = set()
    for _, index, candidate in sorted(found, key=lambda f: (-f[0], f[1])):
        if candidate.expression not in taken:
            taken.add(candidate.expression)
            claims[index] = candidate
    return claims


def _beside(order: Mapping[tuple[str, str | None], int], near: set[int], figure: Figure) -> bool:
    """True for a figure of the row before or behind one that the sentence states."""
    at = order[figure.indicator, figure.scope]
    return bool(near & {at - 1, at, at + 1})


def _left(
    mention: Mention, alignment: Alignment, by_key: Mapping[str, Figure], told: set[str],
    of_row: Mapping[Row, Sequence[Figure]], beside: Callable[[Figure], bool],
) -> Candidate | None:  # fmt: skip
    """A figure that nothing states, which the number's words come near to."""
    left = [c for c in alignment.candidates if _open(mention, c, by_key) and c.expression not in told]
    if not left:
        return None
    first = left[0]
    others = [c.score for c in left[1:] if by_key[c.expression].label != by_key[first.expression].label]
    for candidate in left:
        digits = 0 if mention.reading.qualifier else evidence(mention.reading, candidate, by_key, of_row)
        least = SLIPPED.get(digits, SLIPPED_LONG)
        if beside(by_key[candidate.expression]):
            least -= BESIDE
        if digits and candidate.score >= least and _unit(mention, candidate) >= units.OTHER_NOUN:
            return candidate
    apart = first.score - max(others, default=0.0) >= MARGIN
    near = first.score >= NEAR and apart and _unit(mention, first) >= units.SAME
    return first if near and not has_rival(mention, by_key[first.expression].label, first.score) else None


def _open(mention: Mention, candidate: Candidate, by_key: Mapping[str, Figure]) -> bool:
    figure = by_key.get(candidate.expression)
    same = figure is not None and figure.role == candidate.role == mention.role == "actual"
    return same and _unit(mention, candidate) > units.OTHER


def _unit(mention: Mention, candidate: Candidate) -> float:
    return units.fit("%" if mention.reading.kind == "percent" else mention.reading.unit, candidate.unit)


def _meant(mention: Mention, alignment: Alignment, meant: Candidate) -> Alignment:
    """The alignment with what the number states, rightly or wrongly."""
    if states(mention.reading, meant):
        status: Status = "matched" if exact(mention.reading, meant) else "rounded"
        return replace(alignment, chosen=meant, agrees=True, status=status)
    return replace(alignment, chosen=meant, clear=True, agrees=False, status="mismatched")


def evidence(
    reading: Reading, candidate: Candidate, by_key: Mapping[str, Figure], rows: Mapping[Row, Sequence[Figure]]
) -> int:
    """Of how many digits the number is the figure's, a slip away from it, or the same row's of another role; else 0."""
    digits = digits_of(reading.quote)
    figure = by_key.get(candidate.expression)
    if figure is None or reading.value is None:
        return 0
    row = rows[figure.indicator, figure.scope]
    if any(f.value == reading.value and f.role != figure.role for f in row):
        return len(digits.lstrip("0"))
    if figure.value == reading.value:
        return len(digits.lstrip("0"))
    right = like(candidate, reading)
    return len(digits) if slip(digits.zfill(len(right)), right.zfill(len(digits))) else 0
