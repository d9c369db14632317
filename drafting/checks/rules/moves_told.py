"""A change is what its sentence's own numbers give: `ít hơn năm trước 15 trường hợp (năm 2023: 103 trường hợp)`.

Source: issue text (before, after and change). For the changes that `changes` reads no shape of: the value after is the
likeliest number before the change, the value before is told by its words. An error only where each is the only one
that it can be; else one slip of the pen must set the numbers apart, and it is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.changes import alike
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import noun_of, unit_of
from drafting.checks.moves import Move, moves
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip
from drafting.types import Finding, Severity

CODE = "change-arithmetic"
_LEAD = 22
# `thu 14.826 triệu đồng, bằng 55,9% dự toán; so với cùng kỳ năm 2024 (12.940 triệu đồng) tăng 14,6%`: the subject goes on
_CARRIED = re.compile(r";\s*so voi (?:[^;\d()]|nam \d{4}){0,40}\(?\s*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on changes that no two numbers of their sentence give."""
    told = document.view(moves)
    for move in told:
        if not move.explained and move.sign and move.before and not _balance(document, move, told):
            before = move.before[0]
            bases = [r for r in move.before if r.kind == before.kind and _of_one(r, before)]
            after = _nows(document, move, before)
            if after and before.value and after[0].value and not _rough(document, move, after[0], before):
                alone = len({r.value for r in after}) == 1 == len({r.value for r in bases})
                yield from _judge(document, move, after[0], before, alone)


def _nows(document: Document, move: Move, before: Reading) -> list[Reading]:
    """What may be the value after the change, by the base's measure and by the words of the change."""
    delta = move.delta
    found = [r for r in move.after if r.kind == before.kind and alike(r, before)]
    if before.kind == delta.kind == "percent":
        found = [r for r in found if r.start < delta.start and not _other_clause(document, r, delta, before)]
    said = " ".join(noun_of(delta)[1:])
    for narrow in (
        [r for r in found if _of_one(r, before)],
        [r for r in found if said and said in document.plain[max(0, r.start - _LEAD) : r.end + _LEAD]],
        [r for r in found if said and said in document.plain[max(0, r.start - _LEAD) : r.start]],
    ):
        kept = [r for r in found if r in narrow]
        found = kept or found
    return found


def _of_one(one: Reading, other: Reading) -> bool:
    """True where both have one unit and, counts both, one noun."""
    return unit_of(one) == unit_of(other) and noun_of(one)[:1] == noun_of(other)[:1]


def _other_clause(document: Document, after: Reading, delta: Reading, before: Reading) -> bool:
    """True for a base in a bracket of another clause: `tăng 7,61% (cùng kỳ 7,28%); … chiếm 71,5%, tăng 10,9%`."""
    three = (after, delta, before)
    span = document.text[min(r.start for r in three) : max(r.end for r in three)]
    return ";" in span and document.brackets.depth(before.start) > document.brackets.depth(delta.start)


def _rough(document: Document, move: Move, after: Reading, before: Reading) -> bool:
    """True where one end is told roughly (`hơn 1.200 tỷ`), or a rate of growth is of another clause's amount."""
    delta = move.delta
    apart = ";" in document.text[min(after.end, delta.end) : max(after.start, delta.start)]
    between = document.text[min(before.end, delta.end) : max(before.start, delta.start)]
    named = bool(noun_of(before)) and noun_of(after)[:2] == noun_of(before)[:2] and ";" not in between
    carried = named or _CARRIED.search(document.plain, after.end, before.start)
    return bool(before.qualifier or after.qualifier) or (apart and not carried and _relative(move, before))


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
    if right == delta.value:
        return
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
