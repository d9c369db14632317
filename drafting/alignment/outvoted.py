"""A level that is one row's value, where all that is said of it is of another row: the value is the neighbour's.

`kiểm tra 1.023 vụ, tăng 114 vụ (+8,3%), đạt 102,5% chỉ tiêu`: 1.023 is what was punished, but the growth, the
difference and the percentage of plan are all of what was inspected, 1.486. What is worked out from a row that was told
rightly before in the sentence may go on about that one, and says nothing of the level.

So is a list's item: `Kiến Nam (22 xã), Bình Khê (20 xã), Hải Bình (22 xã)`, where 22 is how many communes Hải Bình has,
but the others tell how many of theirs reached the standard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafting.alignment import formulas, units
from drafting.alignment.rows import Row, cells_by_row
from drafting.alignment.slips import digits_of
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure

# Numbers that go with a level, and the digits that they have together, so that they fit one row by no chance.
FOLLOWERS, DIGITS = 2, 5
# How many numbers before a level may tell the row in its sentence.
NEAR = 8


def settle_outvoted(
    mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, levels of one row held against the row that all their companions are of."""
    now = {a.mention: a for a in alignments}
    followers: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.companion_of is not None and mention.table is None:
            followers.setdefault(mention.companion_of, []).append(mention)
    for index, said in followers.items():
        root, alignment = mentions[index], now.get(index)
        if alignment is None or len(said) < FOLLOWERS or not _level(root, alignment, by_key):
            continue
        row = _row(root, said, now, by_key)
        if row is not None and not _told_before(mentions, root, row, now, by_key):
            now[index] = _held(root, alignment, row, by_key)
    for index, alignment in now.items():
        meant = _of_list(mentions, mentions[index], alignment, now, by_key)
        if meant is not None:
            now[index] = replace(alignment, chosen=meant, agrees=False, clear=True, status="mismatched")
    return tuple(now[a.mention] for a in alignments)


def _of_list(
    mentions: Sequence[Mention],
    item: Mention,
    alignment: Alignment,
    now: Mapping[int, Alignment],
    by_key: Mapping[str, Figure],
) -> Candidate | None:
    """What all other items of its list state of their members, for one that states another thing of its own."""
    if item.list_id is None or not item.scope or not _level(item, alignment, by_key):
        return None
    near = mentions[max(0, item.index - NEAR) : item.index + NEAR]
    fellows = [m for m in near if m.list_id == item.list_id and m is not item]
    stated = [_stated(now.get(m.index), by_key) for m in fellows]
    labels = {f.label if f is not None and f.scope else None for f in stated}
    own = _stated(alignment, by_key)
    label = labels.pop() if len(labels) == 1 else None
    if label is None or len(fellows) < FOLLOWERS or own is None or own.label == label:
        return None
    said = {c.expression: c.score for c in alignment.candidates}
    for key, score in said.items():
        figure = by_key.get(key)
        same = figure is not None and (figure.label, figure.scope, figure.role) == (
            label,
            own.scope,
            "actual",
        )
        if figure is not None and same and figure.value != own.value and score > said.get(own.key, 0.0):
            return formulas.cell(figure, "actual", score)
    return None


def _stated(alignment: Alignment | None, by_key: Mapping[str, Figure]) -> Figure | None:
    chosen = alignment.chosen if alignment is not None and alignment.agrees else None
    return by_key.get(chosen.expression) if chosen is not None else None


def _level(root: Mention, alignment: Alignment, by_key: Mapping[str, Figure]) -> bool:
    """True for a plain value that is one figure's, which its words don't name for certain."""
    chosen = alignment.chosen
    plain = root.reading.kind == "quantity" and not root.reading.change and not root.reading.qualifier
    single = chosen is not None and chosen.expression in by_key
    return plain and root.table is None and single and alignment.agrees and not alignment.clear


def _row(
    root: Mention, said: Sequence[Mention], now: Mapping[int, Alignment], by_key: Mapping[str, Figure]
) -> Row | None:
    """The one row that all companions which the figures explain are worked out from."""
    rows: list[Row] = []
    digits = 0
    for follower in said:
        alignment = now.get(follower.index)
        chosen = alignment.chosen if alignment is not None and alignment.agrees else None
        if chosen is None or follower.sentence != root.sentence:
            continue
        figures = [by_key[k] for k in chosen.keys if k in by_key]
        if len(chosen.keys) != 2 or len({(f.indicator, f.scope) for f in figures}) != 1:
            return None
        rows.append((figures[0].indicator, figures[0].scope))
        digits += len(digits_of(follower.reading.quote))
    return rows[0] if len(rows) >= FOLLOWERS and len(set(rows)) == 1 and digits >= DIGITS else None


def _told_before(
    mentions: Sequence[Mention],
    root: Mention,
    row: Row,
    now: Mapping[int, Alignment],
    by_key: Mapping[str, Figure],
) -> bool:
    """True where a number of its sentence, before it or amid its companions, states the row's own value."""
    for other in mentions[max(0, root.index - NEAR) : root.index + NEAR]:
        alignment = now.get(other.index)
        figure = _stated(alignment, by_key)
        if figure is not None and other.sentence == root.sentence and (figure.indicator, figure.scope) == row:
            return True
    return False


def _held(root: Mention, alignment: Alignment, row: Row, by_key: Mapping[str, Figure]) -> Alignment:
    """The level held against the row's value; as it was where that is of another unit or of another place."""
    figure = cells_by_row(by_key)[row].get("actual")
    meant = formulas.cell(figure, "actual", 0.5)
    chosen = alignment.chosen
    if figure is None or meant is None or chosen is None or meant.value == chosen.value:
        return alignment
    if meant.scope != chosen.scope or units.fit(root.reading.unit, meant.unit) < units.OTHER_NOUN:
        return alignment
    return replace(alignment, chosen=meant, agrees=False, clear=True, status="mismatched")
