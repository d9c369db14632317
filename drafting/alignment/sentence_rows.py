"""What a sentence goes on to say of the rows that it states rightly: their growth, their percentage of plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafting import numbers
from drafting.alignment.rows import Row, changes_of
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import digits_of, slip
from drafting.numbers.types import Reading
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, Role

# Words of the same row's other number in the sentence, and how much they must fit better than all else.
ROW, ROW_MARGIN = 0.70, 0.20
_CHANGES = frozenset({"percent", "quantity"})


def rows_of_sentences(
    mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> dict[tuple[int, int], set[tuple[str, str | None]]]:
    """The rows that the rightly stated numbers of a sentence are of."""
    rows: dict[tuple[int, int], set[tuple[str, str | None]]] = {}
    for alignment in alignments:
        if alignment.agrees and alignment.chosen is not None:
            found = rows.setdefault(mentions[alignment.mention].sentence, set())
            found |= {(by_key[k].indicator, by_key[k].scope) for k in alignment.chosen.keys if k in by_key}
    return rows


def of_row(
    mention: Mention,
    alignment: Alignment,
    by_key: Mapping[str, Figure],
    rows: Mapping[tuple[int, int], set[tuple[str, str | None]]],
) -> Candidate | None:
    """What else the sentence says of a row that it states rightly: its growth, its percentage of plan."""
    first = alignment.candidates[0] if alignment.candidates else None
    if first is None or mention.role not in {"growth", "of-plan"} or first.role != mention.role:
        return None
    own = {(by_key[k].indicator, by_key[k].scope) for k in first.keys if k in by_key}
    known = rows.get(mention.sentence, set())
    sure = first.score >= ROW and alignment.margin >= ROW_MARGIN
    return first if sure and len(own) == 1 and own <= known else None


def row_before(
    mentions: Sequence[Mention],
    mention: Mention,
    by_place: Mapping[int, Alignment],
    by_key: Mapping[str, Figure],
) -> set[Row]:
    """The row that the number right before it in the sentence states rightly."""
    before = by_place.get(mention.index - 1)
    if before is None or not before.agrees or before.chosen is None:
        return set()
    if mentions[before.mention].sentence != mention.sentence:
        return set()
    return {(by_key[k].indicator, by_key[k].scope) for k in before.chosen.keys if k in by_key}


def said_of(mention: Mention, rows: set[Row], cells: Mapping[Row, Mapping[Role, Figure]]) -> Candidate | None:
    """A growth or a percentage of plan a slip away from that of the row which the number before it states."""
    reading = mention.reading
    if (
        not rows
        or reading.qualifier
        or mention.role not in {"growth", "of-plan"}
        or reading.kind not in _CHANGES
    ):
        return None
    own = {s.bare for s in telling_syllables(mention.subject)} if mention.companion_of is None else set()
    for row in sorted(rows, key=str):
        if own and not own & _named(cells[row]):
            continue  # `đạt 103,4% kế hoạch, còn giải ngân mới được 97%`: words of its own name another thing
        for made in changes_of(mention, cells[row]):
            digits, right = digits_of(reading.quote), like(made, reading)
            same = slip(digits.zfill(len(right)), right.zfill(len(digits))) or digits == right
            if len(digits) > 1 + (digits != right) * (len(rows) > 1) and same:
                return made
    return None


def like(candidate: Candidate, reading: Reading) -> str:
    """The digits of a value written as a number is, to as many decimals."""
    right = numbers.write(abs(candidate.value), numbers.style_of(reading))
    return digits_of(right) + "0" * (reading.decimals - len(right.partition(",")[2]))


def _named(row: Mapping[Role, Figure]) -> set[str]:
    return {s.bare for figure in row.values() for s in telling_syllables(figure.label)}
