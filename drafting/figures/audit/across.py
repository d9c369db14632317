"""Columns that the rows themselves show to be worked out from others: percentages, sums, differences, averages, products.

No formula need be printed and no head be known: what all rows but one follow, that one should follow too. Words of the
head (`Tỷ lệ`, `Tổng`, `Bình quân`, `Chênh lệch`) only say which formulas to try and how many rows are enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product

from drafting.figures.audit.plain_cells import Head, Line, Number, Sheet
from drafting.figures.audit.ties import Tie, terms
from drafting.figures.intervals import total

Compute = Callable[[Sequence[Decimal]], Decimal]
_TOTAL = re.compile(r"\b(?:tong|cong|ca nam|toan|chung|luy ke|6 thang|9 thang)\b")
_MEAN = re.compile(r"\b(?:binh quan|trung binh|bq|tb)\b")
_LEFT = re.compile(
    r"\b(?:chenh lech|tang|giam|so sanh|so voi|con lai|con thieu|con phai|vuot|ton|hut|thieu)\b"
)
_PRODUCT = re.compile(r"\b(?:san luong|thanh tien|kinh phi|so tien|tong tien|gia tri|doanh thu)\b")
_QUOTIENT = re.compile(r"\b(?:nang suat|mat do|binh quan|trung binh|bq)\b|/")
_TAKEN = re.compile(r"\b(?:tru|bi phat|khau tru)\b")
_HUNDRED = Decimal(100)
_SCALES = tuple(Decimal(10) ** n for n in (0, -1, -2, -3, 1, 2, 3))
_ENOUGH, _ENOUGH_TOLD = (
    9,
    4,
)  # digits that rows must have in common with a formula: told by no words, told by the head's
_WIDEST = 14
_LETTERS = re.compile(r"[^\W\d_]+")
_COUNTING = frozenset({"so", "ti", "le", "tong", "luong", "dat", "trong", "duoc"})
_ALIKE = 2  # words that a rate's label has in common with what it is the rate of


@dataclass(frozen=True, slots=True)
class Form:
    """A formula over a row's columns; `words` says it with the heads' names.

    Attributes:
        told: the head's words say so.
        added: it is a sum.
        unsigned: a fall may stand without its sign.
    """

    columns: tuple[int, ...]
    compute: Compute
    words: str
    told: bool
    added: bool = False
    unsigned: bool = False


def check_across(sheet: Sheet, known: frozenset[int]) -> Iterator[Tie]:
    """The ties of every row; `known` are columns whose formula was worked out otherwise."""
    return _checked(sheet, known, lambda head, form: True)


def check_turned(sheet: Sheet) -> Iterator[Tie]:
    """The ties of a sheet whose rows were made columns: percentages of what they name (`Tỷ lệ hộ nghèo`, `Số hộ nghèo`)."""
    words = {h.index: frozenset(_LETTERS.findall(h.words)) - _COUNTING for h in sheet.heads}
    plain = frozenset(h.index for h in sheet.heads if not h.percent)
    return _checked(
        sheet, plain, lambda head, form: len(words[head.index] & words[form.columns[0]]) >= _ALIKE, _ENOUGH
    )


def _checked(
    sheet: Sheet, known: frozenset[int], may: Callable[[Head, Form], bool], least: int = 0
) -> Iterator[Tie]:
    lines = [line for line in sheet.lines if line.kind != "average"]
    for head in sheet.heads:
        if head.index in known:
            continue
        best: tuple[Form, list[Tie]] | None = None
        for form in _forms(sheet, head, known):
            ties = _tried(sheet, lines, head, form, least) if may(head, form) else None
            if ties is not None and (best is None or _fitting(ties) > _fitting(best[1])):
                best = form, ties
        if best is not None:
            yield from best[1]


def _fitting(ties: Sequence[Tie]) -> int:
    return sum(tie.fits for tie in ties)


def _tried(sheet: Sheet, lines: Sequence[Line], head: Head, form: Form, least: int) -> list[Tie] | None:
    """What each row makes of a formula; None where too few follow it to call it one."""
    ties: list[Tie] = []
    digits = misfits = 0
    values: set[tuple[Decimal, ...]] = set()
    most = 1 + len(lines) // 5
    for line in lines:
        if form.added and line.rate:
            continue
        found = sheet.row(line.at, (head.index, *form.columns))
        if found is None:
            continue
        target, *inputs = found
        tie = _tie(target, inputs, form)
        if tie is None:
            continue
        ties.append(tie)
        if not tie.fits:
            misfits += 1
            if misfits > most:
                return None
        elif target.value not in (0, _HUNDRED) and sum(bool(n.value) for n in inputs) > 1:
            digits += len(target.value.as_tuple().digits)
            values.add(tuple(n.value for n in found))
    fits = len(ties) - misfits
    enough = (
        len(values) > 1
        and digits >= max(least, _ENOUGH_TOLD if form.told else _ENOUGH)
        and fits >= 2 * misfits
    )
    return ties if enough and (form.told or fits > 2) else None


def _tie(target: Number, inputs: Sequence[Number], form: Form) -> Tie | None:
    values = [n.value for n in inputs]
    try:
        computed = form.compute(values)
    except (DivisionByZero, InvalidOperation):
        return None
    half = target.half if target.decimals or not form.added else Decimal(0)
    fits = (
        abs(computed - target.value) <= half or _truncated(computed, target) or _loose(target, inputs, form)
    )
    added = " (" + terms(inputs) + ")" if form.added else ""
    how = f"tính theo {form.words}{added}"
    return Tie(
        target,
        tuple(inputs),
        computed,
        how,
        fits,
        form.added,
        form.told,
        "sum-of-parts" if form.added else "table-formula",
    )


def _truncated(computed: Decimal, target: Number) -> bool:
    return bool(target.decimals) and 0 <= computed - target.value < 2 * target.half


def _loose(target: Number, inputs: Sequence[Number], form: Form) -> bool:
    """What the inputs were rounded from may give what is stated."""
    if not any(n.decimals for n in inputs):
        return False
    if form.added:
        return total(n.span for n in inputs).meets(target.span)
    try:
        ends = [form.compute(corner) for corner in product(*({n.span.low, n.span.high} for n in inputs))]
    except (DivisionByZero, InvalidOperation):
        return False
    return min(ends) <= target.value + target.half and target.value - target.half <= max(ends)


def _forms(sheet: Sheet, head: Head, known: frozenset[int]) -> Iterator[Form]:
    plain = [h for h in sheet.heads if h.index != head.index and not h.percent]
    if head.percent or _LEFT.search(head.words):
        yield from _ratios(sheet, head, plain)
    if head.percent:
        return
    if _LEFT.search(head.words):
        yield from _differences(head, plain)
    if _QUOTIENT.search(head.words):
        yield from _quotients(head, plain)
    if _PRODUCT.search(head.words):
        yield from _products(head, plain)
    # What is left of a plan makes the plan with what is done: no total, and nought where more was done.
    yield from _sums(head, [h for h in plain if h.index not in known and not _LEFT.search(h.words)])


def _ratios(sheet: Sheet, head: Head, plain: Sequence[Head]) -> Iterator[Form]:
    """A part of another column, or of the column's own total; growth; points."""
    near = sorted(plain, key=lambda h: (h.index > head.index, abs(h.index - head.index)))[:4]
    whole = next((line.at for line in sheet.lines if line.kind == "total"), None)
    for a in near:
        for b in plain:
            if b is not a:
                name = f"{_named(a)}/{_named(b)}"
                yield Form((a.index, b.index), lambda v: v[0] / v[1] * _HUNDRED, f"{name}×100", True)
                yield Form(
                    (a.index, b.index), lambda v: (v[0] - v[1]) / v[1] * _HUNDRED, f"tốc độ tăng {name}", True
                )
        base = sheet.numbers.get((whole, a.index)) if whole is not None else None
        if base is not None and base.value:
            share = _share_of(base.value)
            yield Form((a.index,) * 2, share, f"{_named(a)}/{base.written}×100", True)
    points = [h for h in sheet.heads if h.percent and h.index < head.index]
    if len(points) > 1 and _LEFT.search(head.words):
        yield from _differences(head, points)


def _share_of(whole: Decimal) -> Compute:
    return lambda values: values[0] / whole * _HUNDRED


def _differences(head: Head, plain: Sequence[Head]) -> Iterator[Form]:
    for a in plain:
        for b in plain:
            if a is not b and abs(a.index - head.index) <= _WIDEST:
                yield Form(
                    (a.index, b.index),
                    lambda v: v[0] - v[1],
                    f"{_named(a)} - {_named(b)}",
                    True,
                    unsigned=True,
                )


def _quotients(head: Head, plain: Sequence[Head]) -> Iterator[Form]:
    for run in _runs(head, plain):
        count = Decimal(len(run))
        columns = tuple(h.index for h in run)
        yield Form(columns, _mean_of(count), f"bình quân {_run_named(run)}", bool(_MEAN.search(head.words)))
    for a in plain:
        for b in plain:
            if a is not b:
                for scale in _SCALES:
                    words = f"{_named(a)}/{_named(b)}" + (f"×{scale:f}" if scale != 1 else "")
                    yield Form((a.index, b.index), _quotient_by(scale), words, True)
        for months in (2, 3, 4, 6, 9, 12):
            yield Form((a.index,) * 2, _part_of(Decimal(months)), f"{_named(a)}/{months}", True)


def _mean_of(count: Decimal) -> Compute:
    return lambda values: _sum(values) / count


def _quotient_by(scale: Decimal) -> Compute:
    return lambda values: values[0] / values[1] * scale


def _part_of(count: Decimal) -> Compute:
    return lambda values: values[0] / count


def _products(head: Head, plain: Sequence[Head]) -> Iterator[Form]:
    for at, a in enumerate(plain):
        for b in plain[at + 1 :]:
            for scale in _SCALES:
                words = f"{_named(a)}×{_named(b)}" + (f"×{scale:f}" if scale != 1 else "")
                yield Form((a.index, b.index), _product_by(scale), words, True)


def _product_by(scale: Decimal) -> Compute:
    return lambda values: values[0] * values[1] * scale


def _sums(head: Head, plain: Sequence[Head]) -> Iterator[Form]:
    told = bool(_TOTAL.search(head.words))
    if head.rate and not told:
        return
    for run in _runs(head, plain):
        columns = tuple(h.index for h in run)
        signs = tuple(-1 if at and _TAKEN.search(h.words) else 1 for at, h in enumerate(run))
        if min(signs) < 0:  # `Điểm trừ`, `Các khoản giảm trừ`
            words = f"{_run_named(run, ' + ')}, trừ các cột trừ"
            yield Form(columns, _signed(signs), words, told)
        yield Form(columns, _sum, _run_named(run, " + "), told, True)


def _signed(signs: Sequence[int]) -> Compute:
    return lambda values: _sum([sign * value for sign, value in zip(signs, values, strict=True)])


def _sum(values: Sequence[Decimal]) -> Decimal:
    return sum(values[1:], values[0])


def _runs(head: Head, plain: Sequence[Head]) -> Iterator[tuple[Head, ...]]:
    """Columns side by side, beginning right behind a column or ending right before it; those with the same last head first."""
    before = [h for h in plain if h.index < head.index]
    after = [h for h in plain if h.index > head.index]
    for size in range(2, min(_WIDEST, len(plain)) + 1):
        if size <= len(after):
            yield tuple(after[:size])
        if size <= len(before):
            yield tuple(before[-size:])


def _named(head: Head) -> str:
    return f"«{head.shown}»"


def _run_named(run: Sequence[Head], between: str = ", ") -> str:
    names = [_named(h) for h in run]
    return between.join(names) if len(names) <= 4 else f"{names[0]}{between}…{between}{names[-1]}"
