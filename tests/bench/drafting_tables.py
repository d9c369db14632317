"""Drafts from odd tables: few figures, this period alone, all falling, all rising, nothing, noughts alone, huge amounts.

Each report of the bundled library that has earlier ones is drafted from those with its own figures changed.
What must be zero is printed for each table: numbers unbound, errors of the check, broken sentences.
Run: `python -m tests.bench.drafting_tables [REPORT ...]`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import corpus
from corpus.types import Report, StoredReport
from drafting import checks, figures, numbers, writers
from drafting.types import FigureTable, Profile
from tests.bench.broken import broken
from tests.bench.drafting import earlier, library, own_before, unbound
from tests.tools.build_samples import BUILD, SAMPLES
from tests.tools.build_tables import plain_rows

Row = list[str]
NOW, THEN, PLAN = 3, 4, 5


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def _times(cell: str, factor: str) -> str:
    """A cell's number times a factor, whole numbers staying whole; other cells as they are."""
    value = _number(cell)
    if value is None:
        return cell
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return numbers.write((value * Decimal(factor)).quantize(Decimal(1).scaleb(-places)))


def _now(change: Callable[[Row], str]) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [[*row[:NOW], change(row), *row[NOW + 1 :]] for row in rows]


def _before(row: Row, factor: str) -> str:
    """Shares that make a hundred stay."""
    return _times(row[NOW], factor) if row[THEN] and not row[0].startswith("Cơ cấu") else row[THEN]


def _then(factor: str) -> Callable[[list[Row]], list[Row]]:
    """The same period as a multiple of this one: sums of this one stay right."""
    return lambda rows: [[*row[:THEN], _before(row, factor), *row[PLAN:]] for row in rows]


TABLES: dict[str, Callable[[list[Row]], list[Row]]] = {
    "ten": lambda rows: rows[:: max(1, len(rows) // 10)],
    "now alone": lambda rows: [[*row[:THEN], "", "", *row[PLAN + 1 :]] for row in rows],
    "no same period": lambda rows: [[*row[:THEN], "", *row[PLAN:]] for row in rows],
    "every other missing": lambda rows: [
        [*row[:NOW], "" if index % 2 else row[NOW], *row[THEN:]] for index, row in enumerate(rows)
    ],
    "all falling": _then("1.15"),
    "all rising": _then("0.86"),
    "nothing": _now(lambda row: "0" if row[1] != "%" and "/" not in row[NOW] and row[NOW] else row[NOW]),
    "all noughts": lambda rows: [
        [*row[:NOW], *("0" if cell else "" for cell in row[NOW : PLAN + 1]), *row[PLAN + 1 :]] for row in rows
    ],
    "huge": lambda rows: [
        [
            *row[:NOW],
            *(_times(c, "10000") if row[1] != "%" else c for c in row[NOW : PLAN + 1]),
            *row[PLAN + 1 :],
        ]
        for row in rows
    ],
}


@dataclass(frozen=True)
class Tried:
    """What came of one table."""

    target: str
    table: str
    figures: int
    unbound: list[str]
    errors: list[str]
    broken: list[str]
    gaps: int


def tried(target: Report, name: str, rows: list[Row], pool: list[StoredReport]) -> Tried:
    """Draft `target` from a changed table and look at the draft."""
    meta = target.meta
    period = meta.period or ""
    table = figures.read_grid([rows[0], *TABLES[name](rows[1:])], "so-lieu.csv", period)
    plan = writers.make_plan(meta.unit, period, meta.kind, Profile(unit=meta.unit), table, pool)
    draft = writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan)
    made = corpus.parse_text(draft.text, "draft.txt")
    found = checks.check(made, FigureTable(draft.figures), period=period, unit=meta.unit)
    errors = [f"{f.code}: {f.quote} {f.message}" for f in found.findings if f.severity == "error"]
    actual = [f for f in table.figures if f.role == "actual"]
    return Tried(target.name, name, len(actual), unbound(draft), errors, broken(draft), len(draft.gaps))


def main(wanted: list[str]) -> int:
    """Try all, print what isn't zero and the counts of each table."""
    pool = library()
    bad: dict[str, int] = dict.fromkeys(TABLES, 0)
    drafts = 0
    for stored in pool:
        named = [
            (f, p) for f, p, n in SAMPLES if n == stored.report.name and (BUILD / f / "figures.tsv").exists()
        ]
        if not named or not own_before(pool, stored.report) or (wanted and stored.id not in wanted):
            continue
        rows = [[str(c) for c in row] for row in plain_rows(*named[0])]
        for name in TABLES:
            result = tried(stored.report, name, rows, earlier(pool, stored.report))
            drafts += 1
            bad[name] += len(result.unbound) + len(result.errors) + len(result.broken)
            for what in ("unbound", "errors", "broken"):
                for one in getattr(result, what):
                    print(f"{result.target} | {name} | {what} | {one}")
    print(
        json.dumps({"drafts": drafts, "unbound, wrong or broken": bad}, ensure_ascii=False), file=sys.stderr
    )
    return 1 if any(bad.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
