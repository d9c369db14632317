"""Plants wrong digits in the precedent writer's own drafts and measures what the checker finds.

Run `python -m tests.bench.mutated_drafts [N]` (N: only every N-th number). The drafts are made from the
bundled library and its figure tables; every bound number is changed once in its last digit and once by
swapping two digits, in the text only.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import corpus
from corpus import samples
from corpus.types import StoredReport
from drafting import checks, figures, writers
from drafting.types import Binding, CheckResult, Draft, FigureTable, Place, Profile

TARGETS = (("dong-van", "UBND xã Đồng Vân"), ("cum", "Cụm thi đua số 3"))
PERIOD = "2025-H1"


def drafts() -> Iterator[tuple[str, Draft, FigureTable]]:
    """A draft for each figure table of the library."""
    pool = [StoredReport(p.stem, p.name, "", corpus.read_file(p)) for p in samples.sample_paths()]
    for name, unit in TARGETS:
        paths = [p for p in samples.figure_tables() if name in p.name and "loi" not in p.name]
        table = figures.read_tables(paths, PERIOD)
        plan = writers.make_plan(unit, PERIOD, "so-ket", Profile(unit=unit), table, pool)
        yield unit, writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan), table


def wrong(quote: str) -> Iterator[tuple[str, str]]:
    """The number with an error in it."""
    digits = [i for i, c in enumerate(quote) if c.isdigit()]
    last = digits[-1]
    changed = str((int(quote[last]) + 3) % 10)
    yield "last digit", quote[:last] + changed + quote[last + 1 :]
    for a, b in pairwise(digits):
        if b == a + 1 and quote[a] != quote[b] and quote[b] != "0":
            yield "swapped digits", quote[:a] + quote[b] + quote[a] + quote[b + 1 :]
            return


def found(result: CheckResult, start: int, end: int, severities: tuple[str, ...]) -> bool:
    """True where a finding points at the span."""
    for finding in result.findings:
        if finding.severity in severities and finding.start is not None and finding.end is not None:
            spots = [(finding.start, finding.end)]
            spots += [(e.start, e.end) for e in finding.evidence if isinstance(e, Place)]
            if any(s < end and e > start for s, e in spots):
                return True
    return False


def mutants(draft: Draft, every: int) -> Iterator[tuple[str, Binding, str]]:
    """Wrong versions of the bound numbers of the prose."""
    tables = [(t.start, t.end) for t in draft.tables]
    bound = [b for b in draft.numbers if any(c.isdigit() for c in b.quote)]
    prose = [b for b in bound if not any(s <= b.start < e for s, e in tables)]
    for binding in prose[::every]:
        for kind, quote in wrong(binding.quote):
            yield kind, binding, quote


def main() -> int:
    """Prints recall by kind and false alarms."""
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1)
    planted: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for unit, draft, table in drafts():
        clean = checks.check(corpus.parse_text(draft.text), table, period=PERIOD, unit=unit)
        tally = Counter(f.severity for f in clean.findings)
        statuses = Counter(n.status for n in clean.numbers)
        print(f"{unit}: {len(draft.text.split())} words, clean: {dict(tally)}, numbers: {dict(statuses)}")
        for finding in clean.findings:
            if finding.severity != "info":
                print("  ", finding.severity, finding.code, finding.quote, finding.message)
        for kind, binding, quote in mutants(draft, every):
            text = draft.text[: binding.start] + quote + draft.text[binding.end :]
            report = corpus.parse_text(text)
            shift = report.text.find(text[binding.start - 20 : binding.start + len(quote)])
            if shift < 0:
                continue
            start = shift + 20 if binding.start >= 20 else shift
            result = checks.check(report, table, period=PERIOD, unit=unit)
            planted[kind] += 1
            told[kind] += (hit := found(result, start, start + len(quote), ("error", "warning")))
            if not hit:
                print(
                    "   missed:", kind, repr(draft.text[binding.start - 60 : binding.end + 15]), "->", quote
                )
    for kind, count in planted.items():
        print(f"{kind}: {told[kind]}/{count} {told[kind] / count:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
