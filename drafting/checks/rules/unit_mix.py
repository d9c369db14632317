"""One thing counted in two scales in one paragraph: `306,27 nghìn con` and `120.000 con`.

Source: flaws of real reports (`unit_mix`); contract code `unit-scale`. Both may be right, so an info.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafting.alignment import similarity
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import counted
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "unit-scale"
_LARGE = 10000
# The subjects are so alike that one thing is counted.
_ALIKE = 0.6
# Amounts told beside each other of one thing are mostly no farther apart.
_NEAR = 3


def check(document: Document) -> Iterable[Finding]:
    """An info at the scaled number, a warning at one whose scale word is lost."""
    yield from _lost(document)
    for line in document.lines:
        counts = [
            r for r in document.within(line.start, line.end) if r.kind == "quantity" and counted(r) and r.unit
        ]
        for scaled in (r for r in counts if r.scale_word):
            plainly = next((r for r in counts if not r.scale_word and _same(document, r, scaled)), None)
            if plainly is not None:
                message = (
                    f"{scaled.quote} và {plainly.quote} {scaled.unit}: một đoạn dùng hai cách viết đơn vị."
                )
                yield about(document, CODE, "info", scaled, message, evidence=[place(plainly)])
                break


def _lost(document: Document) -> Iterator[Finding]:
    """`59 ngàn đồng/người, năm trước là 34 đồng/người`: the scale word of the second is lost."""
    for bare in document.prose:
        if (
            not (bare.unit or "").startswith("đồng")
            or bare.scale_word
            or bare.grouped
            or bare.kind != "quantity"
        ):
            continue
        for other in document.within(*document.sentence(bare.start)):
            if other.unit == bare.unit and other.scale_word and _alike(bare, other):
                message = f"{bare.quote} {bare.unit} bên {other.quote}: có lẽ thiếu “{other.scale_word}”."
                yield about(document, CODE, "warning", bare, message, evidence=[place(other)])
                break


def _alike(bare: Reading, other: Reading) -> bool:
    """True where the other's scale brings the number near it."""
    if not bare.value or not other.value:
        return False
    scaled = bare.value * other.scale
    return max(scaled, other.value) <= _NEAR * min(scaled, other.value)


def _same(document: Document, one: Reading, other: Reading) -> bool:
    """True for a large number of the same thing."""
    if one.unit != other.unit or one.value is None or one.value < _LARGE:
        return False
    a, b = document.mention_at.get(one.start), document.mention_at.get(other.start)
    return a is not None and b is not None and similarity(a.subject, b.subject) >= _ALIKE
