"""Real and bundled reports with a table made of their own statements: right as it is, wrong with one value changed.

Run `python -m tests.bench.gold_tables [FOLDER]`; FOLDER holds `reports/`, by default the folder `shared` beside the
project. Prints, for each report, how many statements the table has, errors where nothing is wrong, and in how many of
the tables with one value changed an error is told at the statement.
"""

from __future__ import annotations

import sys
from pathlib import Path

import corpus
from corpus import samples
from corpus.types import Report
from drafting import alignment, checks, figures
from drafting.types import Finding, Mention
from tests.bench.gold import SHARED

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


def main() -> int:
    """Prints the figures of the real reports, where they are, and of the bundled ones."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    folder = shared / "reports"
    for path in [*(sorted(folder.iterdir()) if folder.is_dir() else []), *samples.sample_paths()]:
        measure(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
