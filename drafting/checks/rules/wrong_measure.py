"""A unit in which its indicator is never told: `sản lượng … tấn/ha`, `diện tích … tấn`, `tỷ lệ … người`.

Source: contract.md, `unit-scale`. The words decide where the indicator heads the clause and a verb of level stands right before
the number; a table where the number has the very digits of the row that the words name, and that row's unit is of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from drafting.alignment.units import family
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.few_words import clause_start, rows_named
from drafting.checks.findings import about, figure_ref
from drafting.checks.wording import cell, name, stated
from drafting.numbers.types import Reading
from drafting.numbers.typos import significant
from drafting.types import Figure, Finding, Mention, Severity

CODE = "unit-scale"
_LEVEL = re.compile(
    r"(?<!\w)(?:dat|la|uoc|uoc dat|con|dat duoc|len|:)(?: (?:khoang|hon|tren|gan|muc|toi|den|binh quan))*\s*$"
)
# Words between head and verb that make the number one of something else (`Sản lượng của các hộ là …`).
_OF_ELSE = re.compile(r"(?<!\w)(?:so|cua|tai|gom|cho|voi|trong|duoc|boi|do|tu|nho|thuoc|o)(?!\w)")
_AREA = ("ha", "m2", "m²", "km2", "sao", "mau", "hecta")
_TELLING = 3


def check(document: Document) -> Iterable[Finding]:
    """An error at each such number."""
    for mention in document.mentions:
        reading = mention.reading
        level = reading.kind in ("quantity", "percent") and reading.change not in ("up", "down")
        if level and reading.unit and reading.value and mention.table is None:
            told = _by_table(document, mention) or _by_words(document, mention)
            if told is not None:
                yield told


def _by_words(document: Document, mention: Mention) -> Finding | None:
    reading = mention.reading
    if reading.kind == "percent":
        return None
    clause = document.plain[clause_start(document, mention) : reading.start].strip()
    never = next((kinds for words, kinds in _measures() if clause.startswith(words)), None)
    if never is None or not _LEVEL.search(clause) or _OF_ELSE.search(clause):
        return None
    kinds = _kinds(reading.unit or "")
    if not kinds & never:
        return None
    # `năng suất đạt 62 tạ` leaves the hectare out, as one says it.
    severity: Severity = "warning" if "mass-alone" in kinds & never else "error"
    head = document.text[clause_start(document, mention) : reading.start].strip().split(" đạt")[0]
    message = (
        f"«{head.strip(' -:*')}» không đo bằng {reading.unit}: {reading.quote} {reading.unit} sai đơn vị."
    )
    return about(document, CODE, severity, reading, message)


def _by_table(document: Document, mention: Mention) -> Finding | None:
    reading = mention.reading
    if not document.by_key or significant(reading.value or 0) < _TELLING:  # type: ignore[arg-type]
        return None
    same = [f for f in rows_named(document, mention) if _same_digits(reading, f)]
    if len(same) != 1 or not _other_kind(reading.unit or "", same[0].written_unit):
        return None
    figure = same[0]
    where = f" ({cell(figure)})" if cell(figure) else ""
    message = (
        f"Nêu {stated(reading)} sai đơn vị; {name(figure)}{where} là {figure.written} {figure.written_unit}."
    )
    return about(document, CODE, "error", reading, message, evidence=[figure_ref(document, figure.key)])


def _same_digits(reading: Reading, figure: Figure) -> bool:
    said = re.match(r"[\d.,]+", reading.quote)
    return said is not None and said[0].rstrip(".,") == figure.written.rstrip("%").strip()


def _other_kind(said: str, meant: str) -> bool:
    """True where two units can't tell one thing: other families, or one of them for an area."""
    if not said or not meant:
        return False
    mine, theirs = family(said), family(meant)
    if {mine, theirs} & {"", "count"} and not (
        {mine, theirs} & {"area", "mass", "money", "length", "percent"}
    ):
        return False
    return mine != theirs or _per_area(said) != _per_area(meant)


def _kinds(unit: str) -> frozenset[str]:
    if _per_area(unit):
        return frozenset({"per-area", "yield"})
    if "/" in unit:
        return frozenset()
    found = family(unit)
    return frozenset({found, "mass-alone"} if found == "mass" else {found})


def _per_area(unit: str) -> bool:
    return unit.rpartition("/")[2] in _AREA and "/" in unit


@cache
def _measures() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row["words"], frozenset(row["never"].split(","))) for row in load.rows("measures.tsv"))
