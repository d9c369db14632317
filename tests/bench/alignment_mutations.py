"""Wrong versions of a draft's numbers, each with what makes it wrong, for `tests.bench.alignment`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting import figures, numbers
from drafting.numbers.types import Reading
from drafting.types import Binding, Draft, Figure, FigureTable

# Mutants planted at once stand so many lines apart, so that none sees another.
APART = 5


@dataclass(frozen=True)
class Mutant:
    """Edits that make one thing wrong: spans of the draft with what is put there."""

    kind: str
    edits: tuple[tuple[int, int, str], ...]


def mutants(draft: Draft, table: FigureTable, prose: Sequence[Binding]) -> Iterator[Mutant]:
    """All wrong versions of the bound numbers of the prose."""
    by_key = table.by_key()
    for at, binding in enumerate(prose):
        reading = read_one(draft, binding)
        if reading is None or reading.value is None:
            continue
        right = figures.evaluate(binding.expression or binding.figure or "0", by_key)
        yield from _checked("last digit", binding, reading, _last_digit(binding.quote), right.low, right.high)
        figure = by_key.get(binding.figure or "")
        if figure is None or figure.value is None or reading.kind not in {"quantity", "percent"}:
            continue
        for kind, other in _others(figure, table, prose, at):
            quote = _written(reading, other)
            yield from _checked(kind, binding, reading, quote, right.low, right.high)
    yield from _swapped(draft, by_key, prose)


def _last_digit(quote: str) -> str:
    at = max(i for i, c in enumerate(quote) if c.isdigit())
    return quote[:at] + str((int(quote[at]) + 3) % 10) + quote[at + 1 :]


def _others(
    figure: Figure, table: FigureTable, prose: Sequence[Binding], at: int
) -> Iterator[tuple[str, Figure]]:
    rows = [f for f in table.figures if f.indicator == figure.indicator and f.scope == figure.scope]
    if figure.role == "actual":
        for kind, role in (("plan for actual", "plan"), ("same period for actual", "same-period")):
            yield from ((kind, f) for f in rows[:8] if f.role == role)
    keys = table.by_key()
    near = [
        keys[b.figure]
        for b in (*prose[at + 1 : at + 3], *reversed(prose[max(0, at - 2) : at]))
        if b.figure in keys
    ]  # type: ignore[index]
    yield from (("neighbour's value", f) for f in near[:] if _like(f, figure, prose=True))
    alike = [f for f in table.figures if _like(f, figure) and f.scope == figure.scope]
    if alike:
        yield "other indicator's value", alike[at * 7 % len(alike)]


def _like(other: Figure, figure: Figure, prose: bool = False) -> bool:
    same = other.unit == figure.unit and other.indicator != figure.indicator
    return same and other.value is not None and (prose or other.role == figure.role)


def _written(reading: Reading, figure: Figure) -> str:
    if figure.value is None:
        return ""
    style = numbers.style_of(reading)
    return numbers.write(figure.value, style)


def _checked(
    kind: str, binding: Binding, reading: Reading, quote: str, low: Decimal, high: Decimal
) -> Iterator[Mutant]:
    """The mutant, where what it says really is another value."""
    after = _value_of(quote, reading)
    if after is None or quote == binding.quote or not quote:
        return
    if after[0] <= high and low <= after[1]:
        return
    yield Mutant(kind, ((binding.start, binding.end, quote),))


def _value_of(quote: str, like: Reading) -> tuple[Decimal, Decimal] | None:
    found = [r for r in numbers.read(f"đạt {quote} {like.unit or ''}") if r.start == 4]
    if not found or found[0].low is None or found[0].high is None:
        return None
    return found[0].low, found[0].high


def read_one(draft: Draft, binding: Binding) -> Reading | None:
    """The number of a binding as it is read in its line."""
    start = draft.text.rfind("\n", 0, binding.start) + 1
    end = draft.text.find("\n", binding.end)
    readings = numbers.read(draft.text, start, end if end >= 0 else len(draft.text))
    return next((r for r in readings if r.start < binding.end and binding.start < r.end), None)


def _swapped(draft: Draft, by_key: dict[str, Figure], prose: Sequence[Binding]) -> Iterator[Mutant]:
    """Values of two members of one list exchanged."""
    for one, two in itertools.pairwise(prose):
        a, b = by_key.get(one.figure or ""), by_key.get(two.figure or "")
        if a is None or b is None or a.scope == b.scope or one.quote == two.quote:
            continue
        if (a.label, a.role, a.unit) == (b.label, b.role, b.unit) and a.value != b.value:
            yield Mutant(
                "members swapped", ((one.start, one.end, two.quote), (two.start, two.end, one.quote))
            )


def batches(draft: Draft, found: Sequence[Mutant]) -> Iterator[list[Mutant]]:
    """Mutants that may be planted together."""
    left = list(found)
    while left:
        taken: list[Mutant] = []
        last, rest = -APART, []
        for mutant in sorted(left, key=lambda m: m.edits[0][0]):
            line = draft.text.count("\n", 0, mutant.edits[0][0])
            if line - last >= APART:
                taken.append(mutant)
                last = line
            else:
                rest.append(mutant)
        yield taken
        left = rest


def planted(
    draft: Draft, batch: Sequence[Mutant]
) -> tuple[Draft, list[tuple[Mutant, list[tuple[int, int]]]]]:
    """The draft with the mutants in it, and where each now stands."""
    edits = sorted(e for m in batch for e in m.edits)
    text, out, at = draft.text, [], 0
    for start, end, new in edits:
        out += [text[at:start], new]
        at = end
    out.append(text[at:])

    def moved(offset: int) -> int:
        return offset + sum(len(new) - (end - start) for start, end, new in edits if end <= offset)

    sections = tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in draft.sections)
    tables = tuple(replace(t, start=moved(t.start), end=moved(t.end)) for t in draft.tables)
    where = [(m, [(moved(s), moved(s) + len(new)) for s, _, new in m.edits]) for m in batch]
    return replace(draft, text="".join(out), sections=sections, tables=tables), where
