"""Measures how fast the checker is: a whole check, and a check again after an edit.

Run `python -m tests.bench.check_speed`. The demo's draft once, four and sixteen times over, with its figures; then its
text once with the figures as often repeated. `first` begins from nothing, `again` follows an edit of one number in the
prose. CPU time, the best of three.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import corpus
from corpus.types import Report
from drafting import checks
from drafting.checks import memory
from drafting.types import FigureTable
from tests.golden.make import cases, drafted, tables

PERIOD = "2025-H1"


def seconds(run: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """CPU seconds of the best of three runs."""
    best = float("inf")
    for _ in range(3):
        before()
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def measure(text: str, table: FigureTable) -> tuple[int, float, float]:
    """How many figures the text has, and milliseconds of a check from nothing and of one after an edit."""
    report = corpus.parse_text(text)
    at = [m.start() for m in re.finditer(r"\d,\d%", text)][1]
    edits = iter(
        [corpus.parse_text(text[:at] + str(n) + text[at + 1 :]) for n in range(10) if str(n) != text[at]]
    )
    first = seconds(lambda: _check(report, table), memory.forget)
    again = seconds(lambda: _check(next(edits), table), lambda: None)
    stated = sum(n.status != "ignored" for n in _check(report, table).numbers)
    return stated, first * 1000, again * 1000


def _check(report: Report, table: FigureTable) -> checks.engine.CheckResult:
    return checks.check(report, table, period=PERIOD)


def main() -> int:
    """Prints the figures."""
    case = cases()[0]
    text, table = drafted(case).text, tables(case)
    body = text[text.index("II. ") :]
    for times in (1, 4, 16):
        longer = text + f"\n{body}" * (times - 1)
        stated, first, again = measure(longer, table)
        words = len(longer.split())
        print(
            f"{times}x: {words} words, {stated} figures in the text: first {first:.0f} ms, again {again:.0f} ms"
        )
    for times in (1, 4, 16):
        figures = tuple(
            replace(
                f,
                key=f"F{n:02}{f.key[1:]}",
                indicator=f"{f.indicator}-{n}",
                label=f"{f.label} {n}" if n else f.label,
            )
            for n in range(times)
            for f in table.figures
        )
        _, first, again = measure(text, FigureTable(figures))
        print(f"{len(figures)} figures in the table: first {first:.0f} ms, again {again:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
