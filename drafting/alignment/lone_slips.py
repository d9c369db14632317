"""A figure that nothing states, and an unexplained number a slip away from it: it is what the number should be.

Where words alone would not be enough to accuse (the label is worded otherwise), the label's words beside a number that
is of the figure's digits but for one slip, another power of ten, or another unit of measure, say what went wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from drafting import numbers
from drafting.alignment import formulas, units
from drafting.alignment.alone import Surroundings, figures_told, label_share, same_place, scopes_of
from drafting.alignment.cues import is_future
from drafting.alignment.dated import moments_of
from drafting.alignment.remembered import ByTable
from drafting.alignment.slips import digits_of, near_forms, slip
from drafting.numbers.types import Reading
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure

# How much of the label must stand beside a number, and how many digits tell it from any other.
SHARE, DIGITS, SCORE = 0.6, 3, 0.5
# So many numbers are remembered with the figures near them.
_MOST = 4096
_MEASURES = frozenset({"area", "mass", "volume", "length", "money", "yield"})


def settle_lone_slips(
    text: str, mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, with the numbers that slipped away from a lone figure held against it."""
    around = Surroundings(text, mentions, moments_of(text, mentions, ()))
    told = figures_told(alignments, mentions)
    scoped = scopes_of(by_key)
    forms = _FORMS.get(tuple(by_key.values()), lambda: _Forms(by_key.values()))
    claims: dict[str, list[tuple[int, Candidate, bool]]] = {}
    for alignment in alignments:
        mention = mentions[alignment.mention]
        if _open(mention, alignment):
            for candidate, same_value in _meant(around, mention, forms, told, scoped):
                claims.setdefault(candidate.expression, []).append((alignment.mention, candidate, same_value))
    found = {many[0][0]: many[0] for many in claims.values() if len(many) == 1}
    return tuple(
        replace(a, chosen=found[a.mention][1], agrees=found[a.mention][2], clear=True, status="mismatched")
        if a.mention in found
        else a
        for a in alignments
    )


class _Forms:
    """Levels, found by what their values are when written as a number is."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = [f for f in figures if f.role == "actual" and f.value]
        self._by_value: dict[Decimal | None, list[int]] = {}
        for at, figure in enumerate(self._figures):
            self._by_value.setdefault(figure.value, []).append(at)
        self._by_form: dict[numbers.Style, dict[str, list[int]]] = {}
        self._near: dict[tuple[str, numbers.Style, Decimal | None], list[Figure]] = {}

    def near(self, reading: Reading) -> list[Figure]:
        """The figures with a number's value, or with its digits but for a slip, in the table's order."""
        name = digits_of(reading.quote), numbers.style_of(reading), reading.value
        found = self._near.get(name)
        if found is None:
            if len(self._near) > _MOST:
                self._near.clear()
            forms = self._forms(name[1])
            places = {at for form in near_forms(name[0]) for at in forms.get(form, ())}
            places.update(self._by_value.get(reading.value, ()))
            found = self._near[name] = [self._figures[at] for at in sorted(places)]
        return found

    def _forms(self, style: numbers.Style) -> dict[str, list[int]]:
        """The figures by the forms of their digits, written in a style; a text has few styles."""
        found = self._by_form.get(style)
        if found is None:
            found = self._by_form[style] = {}
            for at, figure in enumerate(self._figures):
                for form in near_forms(_written(abs(figure.value or Decimal(0)), style)):
                    found.setdefault(form, []).append(at)
        return found


_FORMS: ByTable[_Forms] = ByTable()


@lru_cache(maxsize=20000)
def _written(value: Decimal, style: numbers.Style) -> str:
    """The digits of a value as a style writes it."""
    return digits_of(numbers.write(value, style))


def _open(mention: Mention, alignment: Alignment) -> bool:
    """True for a plain number of the prose that nothing explains and nothing accuses."""
    if alignment.chosen is not None or alignment.clear or mention.table is not None:
        return False
    reading = mention.reading
    plain = mention.role in {"actual", "growth", "share"} and not is_future(mention.path)
    telling = len(digits_of(reading.quote).lstrip("0")) >= DIGITS and reading.qualifier is None
    return plain and telling and reading.kind in {"quantity", "percent"} and not reading.basis


def _meant(
    around: Surroundings, mention: Mention, forms: _Forms, told: set[str], scoped: set[str]
) -> Iterator[tuple[Candidate, bool]]:
    """The one lone figure that the number slipped away from, and whether its value is right all the same."""
    found = []
    near = [f for f in forms.near(mention.reading) if f.key not in told]
    words = around.words(mention) if near else frozenset()
    for figure in near:
        if label_share(figure, words) < SHARE or not same_place(mention, figure, scoped):
            continue
        way = _slipped(mention, figure)
        if way is not None:
            found.append((figure, way))
    if len(found) == 1:
        made = formulas.cell(found[0][0], "actual", SCORE)
        if made is not None:
            yield made, found[0][1]


def _slipped(mention: Mention, figure: Figure) -> bool | None:
    """False for a slip of the pen or of the scale, True for the right digits in another unit; else None."""
    reading, value = mention.reading, figure.value or Decimal(0)
    unit = "%" if reading.kind == "percent" else reading.unit or ""
    if units.fit(unit, figure.unit) >= units.SAME:
        right = _written(abs(value), numbers.style_of(reading))
        said = digits_of(reading.quote)
        scaled = right.strip("0") == said.strip("0")
        return False if scaled or (len(right) == len(said) and slip(said, right)) else None
    families = {units.family(unit), units.family(figure.unit)}
    return True if len(families) == 2 and families <= _MEASURES and value == reading.value else None
