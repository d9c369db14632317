"""Changes one number at a time in the precedent writer's own drafts and measures what the checker says of it.

Run `python -m tests.bench.mutated_drafts [wrong|absent] [-v] [N]` (N: only every N-th number). The drafts are those of
`tests/golden`: the demo's, a cluster's and an annual one. Every bound number of the prose is changed once in its
last digit and once by swapping two digits, in the text only, and the text is checked with the figures as any
document. Prints how many get one error, at the number; errors elsewhere or several; only a warning; nothing.

`absent` measures the other side: each indicator is taken out of the table in turn, so that its right numbers have
only near ones left there, and what is accused then is accused wrongly.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import corpus
from drafting import checks
from drafting.types import Binding, CheckResult, Draft, FigureTable
from tests.golden.make import Case, cases, drafted, tables

VERBOSE = "-v" in sys.argv


def drafts() -> Iterator[tuple[Case, Draft, FigureTable]]:
    """The drafts that have figures."""
    for case in cases():
        table = tables(case)
        if table.figures:
            yield case, drafted(case), table


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


def verdict(result: CheckResult, start: int, end: int) -> str:
    """What the check says of a text with one wrong number."""
    told = [f for f in result.findings if f.start is not None and f.end is not None]
    errors = [f for f in told if f.severity == "error"]
    here = [f for f in errors if (f.start or 0) < end and start < (f.end or 0)]
    if errors:
        return "one error" if len(errors) == 1 and here else "several" if here else "elsewhere"
    warned = any(f.severity == "warning" and (f.start or 0) < end and start < (f.end or 0) for f in told)
    return "warning" if warned else "nothing"


def mutants(draft: Draft, every: int) -> Iterator[tuple[str, Binding, str]]:
    """Wrong versions of the bound numbers of the prose."""
    tables = [(t.start, t.end) for t in draft.tables]
    bound = [b for b in draft.numbers if any(c.isdigit() for c in b.quote)]
    prose = [b for b in bound if not any(s <= b.start < e for s, e in tables)]
    for binding in prose[::every]:
        for kind, quote in wrong(binding.quote):
            yield kind, binding, quote


def clean(case: Case, draft: Draft, table: FigureTable) -> None:
    """Prints what is said of the draft as it is."""
    result = checks.check(corpus.parse_text(draft.text), table, period=case.period, unit=case.unit)
    tally = Counter(f.severity for f in result.findings)
    statuses = Counter(n.status for n in result.numbers)
    print(f"{case.name}: {len(draft.text.split())} words, clean: {dict(tally)}, numbers: {dict(statuses)}")
    for finding in result.findings:
        if finding.severity != "info":
            print("  ", finding.severity, finding.code, finding.quote, finding.message)


def measure(case: Case, draft: Draft, table: FigureTable, every: int) -> Counter[tuple[str, str]]:
    """Checks the draft with each wrong number."""
    told: Counter[tuple[str, str]] = Counter()
    report = corpus.parse_text(draft.text)
    clean = report.text
    known = {
        (f.code, f.quote) for f in checks.check(report, table, period=case.period, unit=case.unit).findings
    }
    shift = len(draft.text) - len(clean)  # the blanks of `Số:      /BC-UBND`
    for kind, binding, quote in mutants(draft, every):
        start = binding.start - shift
        assert clean[start : start + len(binding.quote)] == binding.quote, (case.name, binding)
        text = clean[:start] + quote + clean[start + len(binding.quote) :]
        result = checks.check(corpus.parse_text(text), table, period=case.period, unit=case.unit)
        said = verdict(result, start, start + len(quote))
        told[kind, said] += 1
        if VERBOSE and said != "one error":
            around = text[max(0, start - 90) : start], text[start:][:50]
            print(f"   {said} ({kind}): …{around[0]}⟦{quote}⟧{around[1][len(quote) :]}".replace("\n", "⏎"))
            for f in result.findings:
                if f.severity != "info" and (f.code, f.quote) not in known:
                    print("        ", f.severity, f.code, f.quote, "|", f.message[:150])
    return told


def absent(case: Case, draft: Draft, table: FigureTable, every: int) -> tuple[int, int]:
    """How many right numbers lose their indicator, and how many errors the check then tells of."""
    report = corpus.parse_text(draft.text)
    lost = errors = 0
    spans = [(t.start, t.end) for t in draft.tables]
    prose = [b for b in draft.numbers if not any(s <= b.start < e for s, e in spans)]
    for indicator in list(dict.fromkeys(f.indicator for f in table.figures))[::every]:
        keys = {f.key for f in table.figures if f.indicator == indicator}
        numbers = sum(any(k in (b.expression or b.figure or "") for k in keys) for b in prose)
        if not numbers:
            continue
        rest = replace(table, figures=tuple(f for f in table.figures if f.key not in keys))
        result = checks.check(report, rest, period=case.period, unit=case.unit)
        told = [f for f in result.findings if f.severity == "error"]
        lost, errors = lost + numbers, errors + len(told)
        for f in told if VERBOSE else ():
            low = f.start or 0
            print(
                "   accused:",
                report.text[max(0, low - 90) : low + 30].replace("\n", "⏎"),
                "|",
                f.code,
                f.message[:150],
            )
    return lost, errors


def main() -> int:
    """Prints, for each draft and kind of error, how many of the wrong numbers got what."""
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1)
    for case, draft, table in drafts():
        clean(case, draft, table)
        if "wrong" not in sys.argv:
            lost, errors = absent(case, draft, table, every)
            print(f"{case.name}, an indicator absent: {errors} errors about {lost} right numbers")
        if "absent" in sys.argv:
            continue
        began = time.process_time()
        told = measure(case, draft, table, every)
        total = sum(told.values())
        for kind in ("last digit", "swapped digits"):
            said = {s: n for (k, s), n in sorted(told.items()) if k == kind}
            print(f"{case.name} {kind}: {said} of {sum(said.values())}")
        print(f"{case.name}: {(time.process_time() - began) / max(1, total) * 1000:.0f} ms a check")
    return 0


if __name__ == "__main__":
    sys.exit(main())
