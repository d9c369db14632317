"""`cả 6 xã`, `Đảng bộ 6 xã`: the count of all is how many there are, as the figures or the named members tell.

Source: issue text (counts of named members). Said of some just counted (`có 3 thôn đăng ký, cả 3 thôn …`) it is another
count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref
from drafting.checks.kinds import noun_of
from drafting.checks.names import split
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import FigureRef, Finding

CODE = "sum-of-parts"
_ALL = re.compile(r"(?<!\w)(?<!ke )(?<!trong )(?:ca|toan bo|tat ca|du|dang bo)\s*$")
_ENDS = re.compile(r"^\s*(?:[;.,]|$|deu|da|co|hoan thanh|dat|trong cum|trong huyen|trong xa)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on counts of all."""
    for reading in document.prose:
        noun = noun_of(reading)[:1]
        if (
            reading.kind != "quantity"
            or not noun
            or reading.value is None
            or reading.change
            or reading.qualifier
        ):
            continue
        whole = _ALL.search(document.plain, max(0, reading.start - 16), reading.start)
        after = document.plain[reading.end : reading.end + 40].removeprefix(f" {noun[0]}")
        if not whole or not _ENDS.match(after) or _counted_before(document, reading, noun[0]):
            continue
        known = _known(document, noun[0])
        if known is not None and known[0] != reading.value:
            message = f"Nêu cả {reading.quote} {reading.noun.split()[0]}, nhưng có {known[0]:f}."
            yield about(document, CODE, "error", reading, message, expected=known[0], evidence=known[1])


def _counted_before(document: Document, reading: Reading, noun: str) -> bool:
    """True where so many were counted in the same line before."""
    low = document.text.rfind("\n", 0, reading.start) + 1
    return any(
        r.value == reading.value and noun_of(r)[:1] == (noun,) for r in document.within(low, reading.start)
    )


def _known(document: Document, noun: str) -> tuple[Decimal, list[FigureRef]] | None:
    """How many there are: a figure that counts them, or the members that the figures or the report name."""
    for figure in document.by_key.values():
        label = plain(figure.label)
        if label in (f"so {noun}", f"tong so {noun}") and figure.role == "actual" and not figure.scope:
            return (figure.value, [figure_ref(document, figure.key)]) if figure.value is not None else None
    members = document.table.members() if document.table else document.members
    kinds = {split(m)[0] for m in members}
    if len(members) > 2 and kinds == {noun}:
        return Decimal(len(members)), []
    return None
