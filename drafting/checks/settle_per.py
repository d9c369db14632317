"""One figure for each of what another counts, and how many times another it is.

`bình quân 861 nghìn đồng/lượt`, `mỗi lớp có 35,4 học sinh`, `số cá nhân gấp 3,4 lần số tập thể`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.alignment import units
from drafting.checks.around import Around
from drafting.checks.names import bare
from drafting.checks.plain import plain_words
from drafting.checks.settle_pairs import alike, cells_of, hits, quotient
from drafting.checks.settle_table import Row
from drafting.types import Candidate, Figure, Role

_EACH = re.compile(
    r"(?<!\w)(?:binh quan|trung binh)(?: cho)? (?:moi|mot|tung|cua moi) ([^\W\d]+(?: [^\W\d]+)?)"
)
_SLASH = re.compile(r"\s*[^\W\d]+(?: [^\W\d]+)?\s?/\s?([^\W\d]+(?: [^\W\d]+)?)")


def times(one: Around, rows: Sequence[Row], letter: str) -> Iterator[Candidate]:
    """How many times one figure is another (`số cá nhân gấp 3,4 lần số tập thể`), or a member's another member's."""
    cells = cells_of(rows, letter)
    behind = _members(one, cells)
    own = [f for f in cells if behind and bare(f.scope or "") == bare(one.mention.scope or "")] or cells
    for large in own if behind else cells:
        for small in behind or cells:
            more = (large.value or Decimal(0)) > (small.value or Decimal(0))
            if more and alike(large, small):
                many = quotient(large, small, "growth", "lần")
                yield from [many] if hits(one, many.value, "lần") else []


def _members(one: Around, cells: Sequence[Figure]) -> list[Figure]:
    """The members' cells that the sentence names behind the number, of the indicators told."""
    labels = {f.label for f in cells}
    behind = one.behind
    found = []
    for many in one.table.scoped.values():
        for scope, figure in many:
            if (
                figure.label in labels
                and figure.role == "actual"
                and re.search(rf"(?<!\w){re.escape(scope)}(?!\w)", behind)
            ):
                found.append(figure)
    return found


def _of_what(one: Around) -> list[frozenset[str]]:
    """The words of what an average is for each of (`bình quân mỗi lớp`, `519 giờ/nhà giáo`), and its first word."""
    _, slash, behind = (one.mention.reading.unit or "").rpartition("/")
    if not slash:
        found = _SLASH.match(one.behind) or _EACH.search(one.clause)
        behind = found[1] if found else ""
    return [w for w in dict.fromkeys((plain_words(behind), plain_words(behind.split(" ")[0]))) if w]


def _counting(one: Around, said: Sequence[frozenset[str]], letter: str) -> list[Figure]:
    """The whole's counts of such things: by their unit, else by their name."""
    rows = [row for (_, scope), row in one.table.rows.items() if not scope]
    cells = [f for f in cells_of(rows, letter) if units.family(f.unit) == "count"]
    for words in said:
        of_unit = [
            f for f in cells if words & plain_words(f.unit) and words <= plain_words(f"{f.unit} {f.label}")
        ]
        found = of_unit or [f for f in cells if words <= plain_words(f.label)]
        if found:
            return found
    return []


def averages(one: Around, rows: Sequence[Row], letter: str) -> Iterator[Candidate]:
    """One figure for each of what another counts."""
    role: Role = "same-period" if letter == "S" else "actual"
    cells, reading = cells_of(rows, letter), one.mention.reading
    of_what = _of_what(one)
    counts = [f for f in (_counting(one, of_what, letter) if of_what else cells) if (f.value or 0) > 1]
    for whole in cells:
        for count in counts:
            if units.family(count.unit) != "count" or whole.unit == count.unit or whole.key == count.key:
                continue
            value = (whole.value or Decimal(0)) / (count.value or Decimal(1))
            if hits(one, value, whole.unit):
                # an average is rounded, to whole things too
                half = reading.step / 2
                keys, text = (whole.key, count.key), f"{whole.key}/{count.key}"
                yield Candidate(text, keys, value, value - half, value + half, whole.unit, role, None, 0.5)
