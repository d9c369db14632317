"""Which of several rows a number is of, as the percentages that go with it tell.

`Ước thu ngân sách cả năm đạt 321 tỷ đồng, giảm 42,64%`: words fit two rows alike, the value neither; but the fall is
one row's fall to the digit, so it is that row's value that the number should be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafting.alignment import formulas, units
from drafting.alignment.judging import agrees
from drafting.alignment.rows import Row, cells_by_row, changes_of
from drafting.alignment.slips import digits_of
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, Role

DIGITS = 3
# Words that fit a row so much less than the best one don't name it.
WITHIN = 0.25


def settle_votes(
    mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, numbers moved to the one row that their companions are of."""
    rows = cells_by_row(by_key)
    followers: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.companion_of is not None and _tells(mention):
            followers.setdefault(mention.companion_of, []).append(mention)
    now = {a.mention: a for a in alignments}
    for alignment in alignments:
        mention = mentions[alignment.mention]
        if alignment.agrees or mention.table is not None or mention.index not in followers:
            continue
        row = _voted(alignment, followers[mention.index], by_key, rows)
        if row is not None:
            _move(now, alignment, rows[row], followers[mention.index])
    return tuple(now[a.mention] for a in alignments)


def _tells(mention: Mention) -> bool:
    reading = mention.reading
    return (
        reading.kind == "percent"
        and mention.role in {"growth", "of-plan"}
        and len(digits_of(reading.quote)) >= DIGITS
    )


def _voted(
    alignment: Alignment,
    followers: Sequence[Mention],
    by_key: Mapping[str, Figure],
    rows: Mapping[Row, Mapping[Role, Figure]],
) -> Row | None:
    """The one row among those that the words name about as well, which a companion is of to the digit."""
    best = max((c.score for c in alignment.candidates), default=0.0)
    near = [
        c
        for c in alignment.candidates
        if c.expression in by_key and c.score >= best - WITHIN and c.role == "actual"
    ]
    named = list(dict.fromkeys((by_key[c.expression].indicator, by_key[c.expression].scope) for c in near))
    voted = [row for row in named if any(_of(f, rows[row]) for f in followers)]
    return voted[0] if len(voted) == 1 and len(named) > 1 else None


def _of(follower: Mention, row: Mapping[Role, Figure]) -> Candidate | None:
    return next((c for c in changes_of(follower, row) if agrees(follower.reading, c)), None)


def _move(
    now: dict[int, Alignment], alignment: Alignment, row: Mapping[Role, Figure], followers: Sequence[Mention]
) -> None:
    """Hold the number against the row's value, and let the companions that fit agree."""
    made = formulas.cell(row.get("actual"), "actual", 0.5)
    if made is None or (
        alignment.candidates and units.family(made.unit) != units.family(alignment.candidates[0].unit)
    ):
        return
    now[alignment.mention] = replace(alignment, chosen=made, agrees=False, clear=True, status="mismatched")
    for follower in followers:
        told, was = _of(follower, row), now.get(follower.index)
        if told is not None and was is not None:
            now[follower.index] = replace(was, chosen=told, agrees=True, clear=True, status="derived")
