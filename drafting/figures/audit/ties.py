"""Numbers of a table that are tied to each other, and which of them is wrong where a tie is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting.figures.assemble import Cells
from drafting.figures.audit.common import write
from drafting.figures.audit.plain_cells import Number
from drafting.types import FigureRef, Finding, Severity

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tie:
    """One number that others give.

    Attributes:
        computed: what they give.
        how: the formula in words.
        added: the inputs are added up, so that one of them follows from the rest.
        sure: what it must be is told by the heads or by many rows.
    """

    target: Number
    inputs: tuple[Number, ...]
    computed: Decimal
    how: str
    fits: bool
    added: bool = False
    sure: bool = True
    code: str = "table-formula"

    @property
    def all(self) -> tuple[Number, ...]:
        """Its numbers, the one that the others give first."""
        return (self.target, *self.inputs)


def broken(cells: Cells, ties: Sequence[Tie]) -> Iterator[Finding]:
    """A finding for each cause: the one number that several broken ties share, else the number that should follow."""
    fitting = Counter(_place(n) for tie in ties if tie.fits for n in tie.all)
    left = [tie for tie in ties if not tie.fits]
    while left:
        shared = Counter(_place(n) for tie in left for n in tie.all)
        suspect = max(
            (n for tie in left for n in tie.all),
            key=lambda n: (shared[_place(n)] - fitting[_place(n)], shared[_place(n)], _is_target(n, left)),
        )
        if shared[_place(suspect)] < 2 or shared[_place(suspect)] <= fitting[_place(suspect)]:
            suspect = left[0].target
        own = [tie for tie in left if any(_place(n) == _place(suspect) for n in tie.all)]
        yield _about(cells, suspect, own)
        left = [tie for tie in left if tie not in own]


def _place(number: Number) -> tuple[int, int]:
    return number.row, number.column


def _is_target(number: Number, ties: Iterable[Tie]) -> bool:
    return any(_place(tie.target) == _place(number) for tie in ties)


def _about(cells: Cells, number: Number, ties: Sequence[Tie]) -> Finding:
    own = next((tie for tie in ties if _place(tie.target) == _place(number)), None)
    first = own or next((tie for tie in ties if tie.added), ties[0])
    severity: Severity = "error" if first.sure or len(ties) > 1 else "warning"
    others = {_place(n): n for tie in ties for n in tie.all if _place(n) != _place(number)}
    name = cells.table.grid.address(number.row, number.column)
    label = _label(cells, number)
    right: str | None
    if own is not None:
        right = write(own.computed, max(number.decimals, _least(own)))
        words = f"ô {name} ghi {number.written}, {own.how} được {right}."
    else:
        right = _solved(number, first)
        shown = ", ".join(
            f"{t.target.written} (ô {cells.table.grid.address(*_place(t.target))})" for t in ties
        )
        words = f"ô {name} ghi {number.written} không khớp với {shown}" + (
            f"; đúng ra là {right}." if right else "."
        )
    evidence = (_ref(cells, number), *(_ref(cells, n) for n in others.values()))
    return Finding(
        first.code, severity, number.written, None, None, label, f"«{label}»: {words}", right, evidence
    )


def _least(tie: Tie) -> int:
    """Digits behind the comma that a sum needs."""
    return max(n.decimals for n in tie.inputs) if tie.added else 0


def _solved(number: Number, tie: Tie) -> str | None:
    """What one of the numbers added up must be."""
    if not tie.added:
        return None
    return write(number.value + tie.target.value - tie.computed, number.decimals)


def terms(numbers: Sequence[Number]) -> str:
    """The numbers that are added up, for a message."""
    return " + ".join(n.written for n in numbers[:_SHOWN]) + (" + …" if len(numbers) > _SHOWN else "")


def _ref(cells: Cells, number: Number) -> FigureRef:
    figure = cells.figures.get(_place(number))
    return FigureRef(figure.key if figure else None, cells.table.grid.source(*_place(number)))


def _label(cells: Cells, number: Number) -> str:
    figure = cells.figures.get(_place(number))
    if figure is not None:
        return figure.label
    row = cells.table.grid.rows[number.row]
    return next((text.strip() for text in row if text.strip() and not text.strip()[0].isdigit()), "")
