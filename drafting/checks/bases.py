"""Changes told since one quarter or year, which are the changes since another: the base is misnamed.

`năm 2025 là 61 nhà, nhiều hơn năm 2021 15 nhà`, where 61 is 15 more than what the table's column of 2022 has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from drafting.alignment.dated import periods_in
from drafting.checks.document import Document, Span
from drafting.checks.kinds import interval
from drafting.checks.settle_moments import named_base
from drafting.numbers.types import Reading
from drafting.types import Alignment, Figure, Mention

RowName = tuple[str, str | None]
# Digits that a change needs to tell its base; numbers before it that may tell its row.
DIGITS, NEAR = 2, 8
_COMPARED = re.compile(
    r"(?<!\w)(?:tang|giam|them|bot|gap|bang|(?:cao|thap|nhieu|it|lon|nho) hon|hon|kem)(?!\w)"
)
_STOP = re.compile(r"[;\n]|\.\s")


def has_columns(document: Document) -> bool:
    """True where the figures have columns of several quarters or years."""
    return any(f.role == "other" and f.period for f in document.by_key.values())


def rows(document: Document) -> Mapping[RowName, Sequence[Figure]]:
    """The figures of each row that are of some period, levels only."""
    found: dict[RowName, list[Figure]] = {}
    for figure in document.by_key.values():
        if figure.role in ("actual", "same-period", "other") and figure.period:
            found.setdefault((figure.indicator, figure.scope), []).append(figure)
    return found


def misbased(document: Document) -> tuple[tuple[Mention, Figure, Span], ...]:
    """Such changes, with the figure that they are counted from and where the wrong base is named."""
    return tuple(_misbased(document)) if has_columns(document) else ()


def misbased_at(document: Document) -> frozenset[int]:
    """Where they stand."""
    return frozenset(mention.reading.start for mention, _, _ in document.view(misbased))


def _misbased(document: Document) -> Iterator[tuple[Mention, Figure, Span]]:
    known = document.view(rows)
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        if mention.table is not None or not _tells(mention.reading):
            continue
        span = _named(document, mention)
        if span is None:
            continue
        codes = {p.code for p in periods_in(document.text[slice(*span)], document.year())}
        if alignment.agrees:
            bases = list(_worked_out(document, alignment))
        else:
            told = _told(document, mention)
            bases = [old for name in told for old in _bases(document, mention, known.get(name, ()))]
        if not any(_is_of(b, codes) for b in bases) and len({b.period for b in bases}) == 1:
            yield mention, bases[0], span


def _is_of(figure: Figure, codes: Collection[str]) -> bool:
    """True for a column of a period named, or of a part of the year named (`so với năm 2023` in nine months' report)."""
    return figure.period in codes or (figure.period or "")[:4] in codes


def _worked_out(document: Document, alignment: Alignment) -> Iterator[Figure]:
    """The column that the formula of a change counts from, where the row has more than this one's and the last's."""
    chosen = alignment.chosen
    figures = [document.by_key[k] for k in chosen.keys if k in document.by_key] if chosen else []
    name = {(f.indicator, f.scope) for f in figures}
    if len(figures) != 2 or len(name) != 1 or not all(f.period for f in figures):
        return
    if len({f.period for f in document.view(rows).get(name.pop(), ())}) > len(figures):
        yield min(figures, key=lambda f: f.period or "")


def _tells(reading: Reading) -> bool:
    value = reading.value
    digits = len(value.normalize().as_tuple().digits) if value is not None else 0
    return digits >= DIGITS and reading.kind in ("quantity", "percent", "multiple")


def _named(document: Document, mention: Mention) -> Span | None:
    """Where a base is named right before the number or right behind it, and its words compare."""
    start, end, at = mention.reading.start, mention.reading.end, mention.index
    low, high = mention.sentence
    if at and document.mentions[at - 1].sentence == mention.sentence:
        low = max(low, document.mentions[at - 1].reading.end)
    if at + 1 < len(document.mentions):
        high = min(high, max(end, document.mentions[at + 1].reading.start))
    stop = _STOP.search(document.plain, end, high)
    high = stop.start() if stop else high
    multiple = mention.reading.kind == "multiple"
    compared = mention.reading.change or multiple or _COMPARED.search(document.plain, low, start)
    since = max(mention.sentence[0], document.plain.rfind(";", 0, start) + 1)
    words = {"before": (low, start), "behind": (end, high), "clause": (since, start)}
    before, behind, clause = (document.plain[slice(*span)] for span in words.values())
    found = named_base(before, behind, clause, multiple) if compared else None
    if found is None:
        return None
    by = words[found[0]][0]
    return by + found[1].start(1), by + found[1].end(1)


def _told(document: Document, mention: Mention) -> list[RowName]:
    """The rows that the numbers before it in its paragraph state rightly, the nearest first."""
    line = document.text.rfind("\n", 0, mention.reading.start)
    found: dict[RowName, None] = {}
    for other in reversed(document.mentions[max(0, mention.index - NEAR) : mention.index]):
        aligned = document.aligned.get(other.reading.start)
        if other.reading.start < line or aligned is None or not aligned.agrees or aligned.chosen is None:
            continue
        figures = [document.by_key[k] for k in aligned.chosen.keys if k in document.by_key]
        found |= {(f.indicator, f.scope): None for f in figures}
    return list(found)


def _bases(document: Document, mention: Mention, columns: Sequence[Figure]) -> Iterator[Figure]:
    """The columns from which what its sentence tells of the row, or the latest, has changed by so much."""
    ordered = sorted(columns, key=lambda f: f.role == "other")  # a year's own column before the whole term's
    by_period = {f.period: f for f in ordered if f.period and f.value}
    if len(by_period) <= DIGITS:
        return
    near = document.mentions[max(0, mention.index - NEAR) : mention.index]
    here = [m for m in near if m.sentence == mention.sentence]
    stated = {k for m in here for k in _keys(document.aligned.get(m.reading.start))}
    latest = by_period[max(p for p in by_period if p)]
    for new in [*(f for f in by_period.values() if f.key in stated and f is not latest), latest]:
        found = [old for old in by_period.values() if old is not new and _changed(mention.reading, new, old)]
        yield from found
        if found:
            return


def _keys(alignment: Alignment | None) -> tuple[str, ...]:
    return alignment.chosen.keys if alignment is not None and alignment.agrees and alignment.chosen else ()


def _changed(reading: Reading, new: Figure, old: Figure) -> bool:
    now, then = new.value or Decimal(0), old.value or Decimal(0)
    low, high = interval(reading)
    if reading.kind == "multiple":
        return low <= now / then <= high
    change = now - then if reading.kind == "quantity" or new.unit == "%" else (now - then) / then * 100
    change = -change if reading.change == "down" else change if reading.change == "up" else abs(change)
    return low <= change <= high
