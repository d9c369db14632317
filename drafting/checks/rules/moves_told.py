"""A change is what its sentence's own numbers give: `ít hơn năm trước 15 trường hợp (năm 2023: 103 trường hợp)`.

Source: issue text (before, after and change). For the changes that `changes` reads no shape of: the value after is the
likeliest number before the change, the value before is told by its words. An error only where each is the only one
that it can be; else one slip of the pen must set the numbers apart, and it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.changes import alike
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.moves import Move, moves
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip
from drafting.types import Finding, Severity

CODE = "change-arithmetic"


def check(document: Document) -> Iterable[Finding]:
    """Findings on changes that no two numbers of their sentence give."""
    told = document.view(moves)
    for move in told:
        if not move.explained and move.sign and move.before and not _balance(document, move, told):
            before = move.before[0]
            after = [r for r in move.after if r.kind == before.kind and alike(r, before)]
            if after and before.value and after[0].value and not _rough(document, move, after[0], before):
                alone = len({r.value for r in after}) == 1 == len({r.value for r in move.before})
                yield from _judge(document, move, after[0], before, alone)


def _rough(document: Document, move: Move, after: Reading, before: Reading) -> bool:
    """True where one end is told roughly (`hơn 1.200 tỷ`), or a rate of growth is of another clause's amount."""
    apart = ";" in document.text[min(after.end, move.delta.end) : max(after.start, move.delta.start)]
    return bool(before.qualifier or after.qualifier) or (apart and _relative(move, before))


def _balance(document: Document, move: Move, told: Sequence[Move]) -> bool:
    """True for one of several changes of one start (`Đầu năm có 12 tổ, thêm 3 tổ, giảm 2 tổ`)."""
    low, high = document.sentence(move.delta.start)
    others = [m for m in told if low <= m.delta.start < high and m.before[:1] == move.before[:1]]
    return len({m.sign for m in others}) > 1


def _judge(document: Document, move: Move, after: Reading, before: Reading, alone: bool) -> Iterator[Finding]:
    delta, slipped = move.delta, _slipped(move, after, before)
    if not alone and not slipped:
        return
    gap = after.amount - before.amount
    evidence = [place(after), place(before)]
    if gap * move.sign < 0:
        word = "tăng" if move.sign > 0 else "giảm"
        message = f"Nói {word} {delta.quote} nhưng {after.quote} so với {before.quote} thì ngược lại."
        severity: Severity = "error" if alone else "warning"
        yield about(document, CODE, severity, delta, message, evidence=evidence)
        return
    right, formula = abs(gap), f"{after.quote} và {before.quote}"
    if _relative(move, before):
        right = delta.as_fine(abs(gap) / (before.value or Decimal(1)) * 100)
        formula = f"({after.quote} - {before.quote})/{before.quote}"
    message = f"Nêu {delta.quote}, nhưng theo {formula} là {written(right, delta)}."
    expected = right if alone else None
    severity = "error" if alone else "warning"
    yield about(document, CODE, severity, delta, message, expected=expected, evidence=evidence)


def _relative(move: Move, before: Reading) -> bool:
    """True for a change in percent of what is no percentage itself."""
    return move.delta.kind == "percent" and before.kind != "percent"


def _slipped(move: Move, after: Reading, before: Reading) -> bool:
    """True where one slip of the pen in one of the three numbers is all that is amiss."""
    a, b, d = (r.amount for r in (after, before, move.delta))
    if _relative(move, before):
        return one_slip(d, move.delta.as_fine(abs(a - b) / b * 100))
    step = d * move.sign
    return one_slip(d, abs(a - b)) or one_slip(a, b + step) or one_slip(b, a - step)
