"""What the checker's fixes do: each taken as offered, the finding must be gone and no error come up.

Run `python -m tests.bench.fixes [-v] [-b NAMES] [N]` (every N-th planted error of a kind, 5 by default; `-b` as in
`mutations`). Errors are planted in the texts of `texts/` as `mutations` does, with their tables and without; every fix
that the check offers is made alone, and the text checked again. Prints how many fixes are offered, how many leave their
finding standing, how many bring up an error, how many put back what the clean text says, and whether offsets, quotes and
cells of all findings are right.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field

import corpus
from corpus.types import Report
from drafting.types import CellSource, CheckResult, FigureRef, FigureTable, Finding, Fix, Place
from tests.bench.cases import Case, hand_written
from tests.bench.mutations import past_text, run, sample
from tests.bench.planting import PLANTERS, Mutant, revealed


@dataclass
class Tally:
    """What is counted, and lines to look at."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def made(text: str, fix: Fix) -> str:
    """The text with a fix made."""
    return text[: fix.start] + fix.text + text[fix.end :]


def misplaced(result: CheckResult, table: FigureTable | None) -> list[str]:
    """What is wrong with the places that findings and numbers name."""
    cells = (
        {(f.source.sheet, f.source.cell) for f in table.figures if isinstance(f.source, CellSource)}
        if table
        else set()
    )
    keys = {f.key for f in table.figures} if table else set()
    wrong = [f"number {n.quote}" for n in result.numbers if result.text[n.start : n.end] != n.quote]
    for finding in result.findings:
        spans = [(finding.start, finding.end, finding.quote)] if finding.start is not None else []
        spans += [(e.start, e.end, e.quote) for e in finding.evidence if isinstance(e, Place)]
        wrong += [f"{finding.code} {quote}" for start, end, quote in spans if result.text[start:end] != quote]
        refs = [e for e in finding.evidence if isinstance(e, FigureRef)]
        wrong += [
            f"{finding.code} key {e.figure}" for e in refs if e.figure is not None and e.figure not in keys
        ]
        for name in re.findall(r"\(ô ([A-Z]+\d+)", finding.message):
            wrong += [f"{finding.code} cell {name}"] if name not in {c for _, c in cells} else []
        if finding.fix is not None and not _in_place(finding, finding.fix, len(result.text)):
            wrong.append(f"{finding.code} fix of {finding.quote}")
    return wrong


def _in_place(finding: Finding, fix: Fix, length: int) -> bool:
    """A fix lies in the text and changes something."""
    return 0 <= fix.start <= fix.end <= length and not (
        fix.text == finding.quote and fix.start == finding.start
    )


def judge(case: Case, mutant: Mutant, table: FigureTable | None, past: Report | None, tally: Tally) -> None:
    """Makes every fix offered for a planted error, each alone."""
    result = run(case, mutant.text, table, past)
    tally.lines += [f"{case.name}: wrong place: {w}" for w in misplaced(result, table)]
    before = Counter((f.code, f.quote) for f in result.findings if f.severity == "error")
    for finding in result.findings:
        if finding.fix is None:
            continue
        text = made(mutant.text, finding.fix)
        after = run(case, text, table, past)
        errors = Counter((f.code, f.quote) for f in after.findings if f.severity == "error")
        stands = any(_at(f, finding) for f in after.findings)
        new = errors - before
        tally.counts += Counter(
            offered=1, stands=int(stands), brings=int(bool(new)), restores=int(text == case.text)
        )
        tally.counts[f"of {finding.severity}"] += 1
        if stands or new:
            what = "stands" if stands else f"brings {', '.join(' '.join(n) for n in new)}"
            line = mutant.text[max(0, finding.fix.start - 80) : finding.fix.end + 50].replace("\n", " ")
            tally.lines.append(
                f"{case.name} {what}: {finding.severity} {finding.code} {finding.quote!r} -> {finding.fix.text!r}"
                f" | {finding.message[:120]} | …{line}"
            )


def _at(found: Finding, fixed: Finding) -> bool:
    """The same thing told at the same place, as bad as before."""
    same = found.start == fixed.start and found.code == fixed.code
    return same and (found.severity == fixed.severity or found.severity == "error")


def show(title: str, tally: Tally) -> None:
    """Prints the figures."""
    c = tally.counts
    print(
        f"{title}: {c['offered']} fixes offered ({c['of error']} of errors); {c['stands']} leave the finding standing,"
        f" {c['brings']} bring up an error; {c['restores']} put back the clean text"
    )
    for line in tally.lines if "-v" in sys.argv else tally.lines[:5]:
        print("   ", line)


def main() -> int:
    """Prints the figures, with the tables and without."""
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 5)
    only = sys.argv[sys.argv.index("-b") + 1] if "-b" in sys.argv else ""
    tally, alone = Tally(), Tally()
    for case in hand_written(only):
        table, past = case.table(), corpus.parse_text(past_text(case)) if not case.made else None
        for mutant in sample([m for planter in PLANTERS for m in planter(case) if m], every):
            judge(case, mutant, table, past, tally)
        for mutant in sample([m for m in revealed(case) if m], every):
            judge(case, mutant, None, None, alone)
    show("with the tables", tally)
    show("without figures", alone)
    return 0


if __name__ == "__main__":
    sys.exit(main())
