"""Real reports with the tables that a clerk would supply for them, and bundled ones with tables of their own statements.

Run `python -m tests.bench.gold_tables [-v] [FOLDER] [N] [-r NAMES] [-s SHAPES]`; FOLDER holds `reports/`, by default the
folder `shared` beside the project.

The first part plants errors in the real reports of `tables/` (every N-th of them against each shape of
`clerk_shapes` and `clerk_shapes_more`, 3 by default) and checks them as the `check` command does: errors found by class,
by report and by shape, and what is told of the report as it is. `-r` and `-s` choose by the beginnings of names, comma between.

The second prints, for each report, how many statements the table has, errors where nothing is wrong, and in how many of
the tables with one value changed an error is told at the statement.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import corpus
from corpus import samples
from corpus.types import Report
from drafting import alignment, checks, figures
from drafting.types import CheckResult, FigureTable, Finding, Mention
from tests.bench import clerk_shapes, clerk_tables
from tests.bench.cases import Case, Token
from tests.bench.clerk_shapes_more import MORE_SHAPES
from tests.bench.clerk_tables import Spec
from tests.bench.gold import SHARED
from tests.bench.mutations import Tally, judge, new_findings, show
from tests.bench.planting import PLANTERS, Mutant

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này"]


def statements(report: Report) -> list[Mention]:
    """Plain values of the prose whose words say what they are of, each once."""
    found: dict[tuple[str, str], Mention] = {}
    twice: set[tuple[str, str]] = set()
    for mention in alignment.mentions(report):
        reading = mention.reading
        said = len(mention.subject.split()) > 2 and mention.role == "actual" and mention.table is None
        bare = reading.kind in ("quantity", "percent") and not (
            reading.change or reading.qualifier or reading.basis
        )
        if not said or not bare or mention.companion_of is not None:
            continue
        name = mention.subject.lower(), mention.scope or ""
        twice |= {name} if name in found else set()
        found.setdefault(name, mention)
    return [m for name, m in found.items() if name not in twice]


def row(mention: Mention, value: str) -> list[str]:
    """A statement as a row of a table."""
    reading = mention.reading
    unit = "%" if reading.kind == "percent" else f"{reading.scale_word} {reading.unit or ''}".strip()
    return [mention.subject, unit, mention.scope or "", value]


def digits(mention: Mention) -> str:
    """The number as a cell writes it."""
    return "".join(c for c in mention.reading.quote.split(" ")[0] if c.isdigit() or c in ".,")


def errors(report: Report, rows: list[list[str]]) -> list[Finding]:
    """The errors that the figures tell of."""
    period = report.meta.period or "2024"
    result = checks.check(report, figures.read_grid([HEAD, *rows], "bang.csv", period), period=period)
    alone = {(f.code, f.start) for f in checks.check(report, period=period).findings}
    return [f for f in result.findings if f.severity == "error" and (f.code, f.start) not in alone]


def measure(path: Path) -> None:
    """Prints the figures of one report."""
    report = corpus.read_file(path)
    stated = [m for m in statements(report) if digits(m)[:1].isdigit()]
    rows = [row(m, digits(m)) for m in stated]
    if not rows:
        print(f"{path.name}: no statements")
        return
    told = errors(report, rows)
    for finding in told:
        print("   accused:", finding.quote, finding.message[:140])
    found = tried = 0
    for at in range(0, len(rows), max(1, len(rows) // 12)):
        value = rows[at][3]
        wrong = value[:-1] + str((int(value[-1]) + 3) % 10)
        changed = [*rows[:at], [*rows[at][:3], wrong], *rows[at + 1 :]]
        hit = any(f.start == stated[at].reading.start for f in errors(report, changed))
        tried, found = tried + 1, found + hit
        if not hit:
            print(
                "   not told:", stated[at].reading.quote, "|", stated[at].subject[:80], "|", stated[at].scope
            )
    print(
        f"{path.name}: {len(rows)} statements, {len(told)} errors as it is, {found}/{tried} changed values told of"
    )


def case_of(spec: Spec, text: str) -> Case:
    """A report as a case to plant errors in: its figures, and where it states them."""
    rows = [[str(i), r.label, r.unit, r.place, r.actual, r.same, r.plan] for i, r in enumerate(spec.rows)]
    tokens = [
        Token(start, end, "=", tie="x") if kind == "x" else Token(start, end, kind, at, row.label, row.place)
        for at, row, kind, start, end in clerk_tables.spots(spec, text)
    ]
    tokens.sort(key=lambda t: t.start)
    return Case(spec.name, spec.period, "", spec.unit, rows, text, tuple(tokens), ())


def mutants(case: Case) -> Iterator[Mutant]:
    """The report with one planted error each; years only in the lines that state figures."""
    for mutant in (m for planter in PLANTERS for m in planter(case) if m):
        low, high = case.text.rfind("\n", 0, mutant.start) + 1, case.text.find("\n", mutant.start)
        if mutant.kind != "wrong period" or any(low <= t.start < high for t in case.tokens):
            yield mutant


def checked(spec: Spec, text: str, table: FigureTable) -> CheckResult:
    """The `check` command without options."""
    return checks.check(corpus.parse_text(text, spec.file), table)


def clean_report(
    spec: Spec, shape: str, case: Case, clean: CheckResult, alone: set[tuple[str, int | None]]
) -> None:
    """Prints what the figures say of the report as it is, beyond what is said without them."""
    status = {n.start: n.status for n in clean.numbers}
    held = sum(status.get(t.start) in ("matched", "rounded", "derived") for t in case.tokens)
    told = [f for f in clean.findings if f.start is not None and (f.code, f.start) not in alone]
    said = Counter(f.severity for f in told)
    print(
        f"{spec.name} {shape}: {said['error']} errors, {said['warning']} warnings as it is;"
        f" {held}/{len(case.tokens)} of the figures stated matched or derived"
    )
    if "-v" in sys.argv:
        for finding in (f for f in told if f.severity != "info"):
            print("     told:", finding.severity, finding.code, repr(finding.quote), finding.message[:160])
        for token in (t for t in case.tokens if status.get(t.start) not in ("matched", "rounded", "derived")):
            around = case.text[max(0, token.start - 60) : token.end + 20]
            print("     not matched:", status.get(token.start), repr(around))


def clerks(shared: Path, every: int, reports: tuple[str, ...], shapes: tuple[str, ...]) -> None:
    """Plants errors in the reports of `tables/` and prints what is told of them."""
    total = Tally()
    by_shape: dict[str, Counter[str]] = defaultdict(Counter)
    for spec in clerk_tables.specs():
        path = shared / "reports" / spec.file
        if not path.exists() or not spec.name.startswith(reports):
            continue
        report = corpus.read_file(path)
        case = case_of(spec, report.text)
        alone = {(f.code, f.start) for f in checks.check(report).findings}
        planted = list(mutants(case))
        with tempfile.TemporaryDirectory() as folder:
            for at, shape in enumerate((*clerk_shapes.SHAPES, *MORE_SHAPES)):
                if shape.__name__.startswith(shapes):
                    table = clerk_shapes.read(spec, shape, Path(folder))
                    clean = checked(spec, case.text, table)
                    clean_report(spec, shape.__name__, case, clean, alone)
                    chosen = planted[at % every :: every]
                    by_shape[shape.__name__] += _shape(spec, case, chosen, table, clean, total)
    for name, counts in by_shape.items():
        share = counts["found"] / max(1, counts["planted"])
        print(f"{name:20} {counts['found']}/{counts['planted']} {share:.1%}, {counts['sure']} as an error")
    if total.planted:
        total.pages = 1
        show("real reports with a clerk's tables", total, "-v" in sys.argv)


def _shape(
    spec: Spec, case: Case, chosen: list[Mutant], table: FigureTable, clean: CheckResult, total: Tally
) -> Counter[str]:
    """Judges the planted errors against one table."""
    before = _counted(total)
    for mutant in chosen:
        began = time.process_time()
        result = checked(spec, mutant.text, table)
        total.seconds += time.process_time() - began
        judge(case, mutant, new_findings(result, clean), total)
    after = _counted(total)
    after.subtract(before)
    return after


def _counted(tally: Tally) -> Counter[str]:
    return Counter({k: sum(getattr(tally, k).values()) for k in ("planted", "found", "sure")})


def _names(option: str) -> tuple[str, ...]:
    return tuple(sys.argv[sys.argv.index(option) + 1].split(",")) if option in sys.argv else ("",)


def main() -> int:
    """Prints the figures of the real reports, where they are, and of the bundled ones."""
    shared = next((Path(a) for a in sys.argv[1:] if Path(a).is_dir()), SHARED)
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 3)
    clerks(shared, every, _names("-r"), _names("-s"))
    if "-r" in sys.argv or "-s" in sys.argv:
        return 0
    folder = shared / "reports"
    for path in [*(sorted(folder.iterdir()) if folder.is_dir() else []), *samples.sample_paths()]:
        measure(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
