"""Second thoughts on alignments: before a number is accused, what else its sentence may mean by it.

A growth after a bracketed list is the total's, not the last member's; a level under a head that says
`giảm` is no fall; words far before the number may name its indicator. Each is taken only where its
value is the one stated: this step takes accusations back, and never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from corpus.types import Report
from drafting.alignment.cues import is_future
from drafting.alignment.dated import Moments, column_of
from drafting.alignment.judging import agrees, states, touches
from drafting.checks.around import Around
from drafting.checks.brackets import Brackets
from drafting.checks.plain import plain
from drafting.checks.settle_around import around
from drafting.checks.settle_groups import settle_groups
from drafting.checks.settle_left import undone
from drafting.checks.settle_lists import settle_lists, taken
from drafting.checks.settle_rows import Context, rows_before, rows_behind, rows_of
from drafting.checks.settle_shapes import TO_PLAN, of_earlier_year
from drafting.checks.settle_table import SettleTable, made, settle_table, without_unit
from drafting.checks.settle_words import (
    PLANNED,
    SHAPES,
    Window,
    change_of_change,
    named_in,
    others,
    surpassed,
)
from drafting.types import Alignment, Candidate, Figure, FigureTable, Mention

LIST = 12  # items of one list stand so near each other
_BREAK = re.compile(r"[\n;]|\.\s")


def settle(
    report: Report,
    mentions: Sequence[Mention],
    alignments: Sequence[Alignment],
    table: FigureTable,
    before: Sequence[Alignment] = (),
) -> tuple[Alignment, ...]:
    """The alignments, those that another reading of the sentence explains made to agree.

    `before` are those of the numbers before them, settled already: what these state others may go on about.
    """
    indexed = settle_table(table)
    own = {a.mention: _strict(mentions[a.mention], a, indexed.by_key) for a in alignments}
    year = int(report.meta.period[:4]) if report.meta.period else None
    settle_lists(mentions, own, table)
    by_mention = {a.mention: a for a in before} | own
    known = frozenset(f.period or "" for many in indexed.moments.values() for f in many)
    moments = Moments(report.text, year, mentions, known)
    context = Context(report, mentions, by_mention, indexed, Brackets.of(report.text), year, moments)
    for mention in (mentions[a.mention] for a in alignments):
        alignment = by_mention[mention.index] = _own_role(context, mention)
        if mention.table is not None:
            chosen = alignment.chosen
            if chosen is not None and not alignment.agrees and without_unit(mention.reading, chosen):
                by_mention[mention.index] = taken(alignment, chosen)
        elif not alignment.agrees and not _bound(context, mention):
            other = _other(context, mention)
            if other is not None:
                by_mention[mention.index] = taken(alignment, other)
            elif alignment.clear and _of_another(context, mention, alignment):
                by_mention[mention.index] = replace(alignment, clear=False, status="unsupported")
    settle_groups(report.text, mentions, by_mention, indexed, own)
    return tuple(by_mention[a.mention] for a in alignments)


def _bound(context: Context, mention: Mention) -> bool:
    """True for a list's item whose total, or two of whose fellows, state rightly what its own words name."""
    alignment = context.by_mention[mention.index]
    if mention.list_id is None or alignment.chosen is None or not alignment.clear:
        return False
    label = _label(context, alignment)
    if mention.head is not None and _states(context, mention.head, label):
        return True
    near = range(max(0, mention.index - LIST), min(len(context.mentions), mention.index + LIST))
    fellows = [n for n in near if n != mention.index and context.mentions[n].list_id == mention.list_id]
    return sum(_states(context, n, label) for n in fellows) > 1


def _states(context: Context, index: int, label: str | None) -> bool:
    alignment = context.by_mention.get(index)
    return (
        alignment is not None
        and alignment.agrees
        and label is not None
        and _label(context, alignment) == label
    )


def _label(context: Context, alignment: Alignment) -> str | None:
    figure = context.table.by_key.get(alignment.chosen.expression) if alignment.chosen else None
    return figure.label if figure else None


def _of_another(context: Context, mention: Mention, alignment: Alignment) -> bool:
    """True for a value of an earlier year than the figure's, and for what was not done where the figure is what was."""
    if of_earlier_year(context.report, mention, _period(context, alignment)):
        return True
    start = mention.reading.start
    before = context.mentions[mention.index - 1].reading.end if mention.index else 0
    said = context.report.text[max(min(before, start), mention.sentence[0]) : start].lower()
    return undone(said) and "chưa" not in (_label(context, alignment) or "chưa").lower()


def _period(context: Context, alignment: Alignment) -> str | None:
    figure = context.table.by_key.get(alignment.chosen.expression) if alignment.chosen else None
    return figure.period if figure else None


def _strict(mention: Mention, alignment: Alignment, keys: Container[str]) -> Alignment:
    """No agreement where two roundings only touch: 4.481 is not what 4.480 was rounded from."""
    chosen = alignment.chosen
    if chosen is None or not alignment.agrees or chosen.expression not in keys:
        return alignment
    if touches(mention.reading, chosen):
        return replace(alignment, agrees=False, status="mismatched")
    return alignment


def _own_role(context: Context, mention: Mention) -> Alignment:
    """No agreement with a plan where no word speaks of one: then the number is said of what was done."""
    alignment = context.by_mention[mention.index]
    figure = context.table.by_key.get(alignment.chosen.expression) if alignment.chosen else None
    if figure is None or figure.role != "plan" or mention.table is not None:
        return alignment
    if mention.role == "of-plan" and mention.reading.change in ("up", "down"):
        return _beyond(context, mention, alignment)
    if mention.role != "actual":
        return alignment
    row = context.table.rows[figure.indicator, figure.scope]
    actual = next(iter(made(context.table, row, "A", "actual")), None)
    same = row.get("actual") is not None and row["actual"].value == figure.value
    if actual is None or same or not alignment.agrees or is_future(mention.path):
        return alignment
    window = _window(context, mention)
    if PLANNED.search(window.before) or PLANNED.search(window.after):
        return alignment
    return replace(alignment, chosen=actual, agrees=False, status="mismatched")


def _beyond(context: Context, mention: Mention, alignment: Alignment) -> Alignment:
    """`vượt 25 mô hình so với kế hoạch` of 31 is by how many, not the plan, as `vượt kế hoạch 25 mô hình` may be."""
    window = _window(context, mention)
    by = next((c for c in alignment.candidates if "-" in c.expression and c.unit != "%"), None)
    if by is None or not TO_PLAN.match(window.after) or PLANNED.search(window.before):
        return alignment
    return replace(alignment, chosen=by, agrees=agrees(mention.reading, by), status="mismatched")


def _fits(context: Context, mention: Mention, candidate: Candidate) -> bool:
    reading, figure = mention.reading, context.table.by_key.get(candidate.expression)
    if figure is not None and (figure.indicator, figure.scope) in context.table.moments:
        moment = context.moments.of(mention)
        columns = [f.period or "" for f in context.table.moments[figure.indicator, figure.scope]]
        if moment and figure.period not in column_of(moment, columns):  # its words say which column it is of
            return False
    return states(reading, candidate) if figure is not None else agrees(reading, candidate)


def _other(context: Context, mention: Mention) -> Candidate | None:
    last = _told_before(context, mention)
    offered = (c for c in _others(context, mention) if c.expression != last)
    found = next((c for c in offered if _fits(context, mention, c)), None)
    if found is not None:
        return found
    window, rows = _window(context, mention), _rows_meant(context, mention)
    at = mention.index
    earlier = context.mentions[at - 1] if at else None
    start = earlier.reading.end if earlier else 0
    gap = plain(context.report.text[max(start, mention.reading.start - 60) : mention.reading.start])
    beside = others(context.table, mention, window, rows, earlier, gap)
    offered = (c for c in beside if c.expression != last)
    found = next((c for c in offered if _fits(context, mention, c)), None)
    found = found or surpassed(mention, window, rows, context.table)
    if found is not None:
        return found
    told = context.table, context.mentions, context.by_mention
    one = Around(*told, mention, window.before, window.after, context.report, context.moments.of(mention))
    return next((c for c in around(one) if _fits(context, mention, c)), None)


def _told_before(context: Context, mention: Mention) -> str | None:
    """The figure of the number right before: `06 chi bộ nông thôn, 3 chi bộ trường học` says it once."""
    told = context.by_mention.get(mention.index - 1)
    same = told is not None and context.mentions[told.mention].sentence == mention.sentence
    return told.chosen.expression if told and same and told.agrees and told.chosen else None


def _window(context: Context, mention: Mention) -> Window:
    """The words between the number before and the number behind, within the line."""
    text, reading, at = context.report.text, mention.reading, mention.index
    before = context.mentions[at - 1].reading.end if at else 0
    after = context.mentions[at + 1].reading.start if at + 1 < len(context.mentions) else len(text)
    low = max(text.rfind("\n", 0, reading.start) + 1, min(before, reading.start), mention.sentence[0])
    stop = _BREAK.search(text, reading.end, max(after, reading.end))
    high = stop.start() if stop else max(after, reading.end)
    return Window.of(text, mention, low, high, context.year)


def _rows_meant(context: Context, mention: Mention) -> list[dict[str, Figure]]:
    """The rows the number may be about; where its own words are clear, only the one they name."""
    alignment = context.by_mention[mention.index]
    own = rows_of(context, alignment)
    rows = [context.table.rows[key] for key in sorted(own, key=str)]
    if rows and alignment.clear:
        return rows
    rows += [row for row in rows_behind(context, mention) if row not in rows]
    return [*rows, *(row for row in rows_before(context, mention) if row not in rows)]


def _others(context: Context, mention: Mention) -> Iterator[Candidate]:
    chosen = context.by_mention[mention.index].chosen
    if chosen and "change" in mention.reading.inherited:
        yield from _level(context.table, chosen)
    yield from _of_neighbours(context, mention)
    yield from _named_before(context, mention)


def _level(index: SettleTable, chosen: Candidate) -> Iterator[Candidate]:
    """The actual value itself, where only the list's head says `giảm`."""
    for key in chosen.keys:
        figure = index.by_key.get(key)
        if figure is not None and figure.role == "actual":
            yield from made(index, {"actual": figure}, "A", "actual")


def _of_neighbours(context: Context, mention: Mention) -> Iterator[Candidate]:
    """The same kind of change for what the sentence's earlier numbers are about."""
    reading = mention.reading
    if _has_own_root(context, mention):
        return
    of_plan = reading.basis == "plan" or mention.role == "of-plan"
    if reading.qualifier or not (reading.change or reading.basis or of_plan or reading.kind == "multiple"):
        return
    shapes = SHAPES.get((reading.kind, reading.change in ("up", "down")), ())
    alignment = context.by_mention[mention.index]
    whole = alignment.clear and {scope for _, scope in rows_of(context, alignment)} == {None}
    told = context.table.of_place(list(rows_before(context, mention)), mention, whole)
    # `gấp 1,4 lần` is some row's change by chance: only the nearest is meant
    for row in told[:1] if reading.kind == "multiple" else told:
        if change_of_change(mention, row):
            continue
        for shape, role in shapes:
            planned = of_plan or (reading.basis is None and "same-period" not in row)
            if ("P" in shape) == planned and _right_way(shape, mention, row):
                yield from made(context.table, row, shape, role)


def _has_own_root(context: Context, mention: Mention) -> bool:
    """True where the number it accompanies stands right beside it, in no list and no bracket."""
    if mention.companion_of is None:
        return False
    root = context.mentions[mention.companion_of]
    depths = {context.brackets.depth(m.reading.start) for m in (root, mention)}
    own, its = context.by_mention[mention.index], context.by_mention[root.index]
    together = bool(rows_of(context, own) & rows_of(context, its))
    return together and root.list_id is None and len(depths) == 1 and own.clear


def _right_way(shape: str, mention: Mention, row: dict[str, Figure]) -> bool:
    """False where the text says up and the figures went down, or the reverse."""
    actual, same = row.get("actual"), row.get("same-period")
    if mention.reading.change not in ("up", "down") or "P" in shape:
        return True
    if actual is None or same is None or actual.value is None or same.value is None:
        return False
    return actual.value >= same.value if mention.reading.change == "up" else actual.value <= same.value


def _named_before(context: Context, mention: Mention) -> Sequence[Candidate]:
    """A figure all of whose label stands between the number before and this one."""
    text, start = context.report.text, mention.reading.start
    before = context.mentions[mention.index - 1].reading.end if mention.index else 0
    low = min(max(text.rfind("\n", 0, start), before), start)
    if mention.scope:  # `đàn gia cầm lớn là xã A (128 nghìn con), xã B (96 nghìn con)`: the clause names it
        low = max(text.rfind("\n", 0, start), mention.sentence[0], text.rfind(";", 0, start))
    low = max([low, *(m.end() for m in _BREAK.finditer(text, low, start))])
    if mention.reading.change in ("up", "down"):
        return ()
    words, future = text[low:start], is_future(mention.path)
    key = "named before", words, mention.scope, future
    return context.table.remembered(key, lambda: named_in(context.table, words, mention.scope, future))
