"""Plants errors in consistent texts and measures what the checker finds.

Run `python -m tests.bench.mutations [-v] [N]` (N: only every N-th error of a kind). Each file of `texts/` is a
table (number, label, unit, place, actual, same period, plan) and a text written by hand, whose numbers are
marks: `{1.a}` is row 1's actual, `s` same period, `p` plan, `g` growth in percent, `k` percent of plan, `d` the
difference, `t` the total of the list that follows, `lo`/`hi` a bound that holds, `{=5}` a number that the text
itself ties to others; `{[}`, `{;}` and `{]}` mark a list and its joints. The texts know nothing of how the
checker reads. Prints recall by class, false alarms on the clean texts, and time.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import corpus
from corpus.types import Report
from drafting import checks
from drafting.types import CheckResult, FigureTable, Place
from tests.bench.cases import Case, drafted, hand_written
from tests.bench.planting import PLANTERS, Mutant


@dataclass
class Tally:
    """What is counted over all cases."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    clean: Counter[str] = field(default_factory=Counter)
    pages: float = 0
    stated: int = 0
    supported: int = 0
    seconds: float = 0


def past_text(case: Case) -> str:
    """The precedent: the same text a year before, with that year's numbers."""
    text = case.text
    for token in reversed(case.tokens):
        if token.kind in ("a", "t", "s", "p") and case.rows[token.row][5]:
            text = text[: token.start] + case.rows[token.row][5] + text[token.end :]
    year = int(case.period[:4])
    return text.replace(str(year - 1), str(year - 2)).replace(str(year), str(year - 1))


def run(case: Case, text: str, table: FigureTable | None, past: Report | None) -> CheckResult:
    """Checks a text of a case."""
    return checks.check(corpus.parse_text(text), table, precedent=past, period=case.period, unit=case.unit)


def caught(result: CheckResult, mutant: Mutant, clean: Counter[str], severities: tuple[str, ...]) -> bool:
    """True where a finding that the clean text has not points at the planted error."""
    for finding in result.findings:
        if finding.severity not in severities or finding.start is None or finding.end is None:
            continue
        spots = [
            (finding.start, finding.end),
            *((e.start, e.end) for e in finding.evidence if isinstance(e, Place)),
        ]
        if (
            any(s < mutant.end and e > mutant.start for s, e in spots)
            and not clean[f"{finding.code} {finding.quote}"]
        ):
            return True
    return False


def _sample(mutants: list[Mutant], every: int) -> list[Mutant]:
    """Every so many-th mutant of each kind."""
    seen: Counter[str] = Counter()
    kept = []
    for mutant in mutants:
        if seen[mutant.kind] % every == 0:
            kept.append(mutant)
        seen[mutant.kind] += 1
    return kept


def judge_clean(case: Case, result: CheckResult, table: FigureTable | None, tally: Tally) -> None:
    """Counts what is said of a right text, and how many of its figures are accounted for."""
    tally.pages += len(case.text.split()) / 450
    for finding in result.findings:
        tally.clean[finding.severity] += 1
        if finding.severity != "info":
            print("clean:", case.name, finding.severity, finding.code, repr(finding.quote), finding.message)
    told = [n for n in result.numbers if n.status != "ignored"] if table else []
    tally.stated += len(told)
    tally.supported += sum(n.status in ("matched", "rounded", "derived") for n in told)


def measure(case: Case, every: int, tally: Tally) -> None:
    """Checks a case clean and with each planted error."""
    table, past = case.table(), corpus.parse_text(past_text(case)) if not case.made else None
    clean = run(case, case.text, table, past)
    assert clean.text == case.text, case.name
    assert not clean.faults, (case.name, clean.faults)
    judge_clean(case, clean, table, tally)
    known = Counter(f"{f.code} {f.quote}" for f in clean.findings)
    for mutant in _sample([m for planter in PLANTERS for m in planter(case) if m], every):
        began = time.perf_counter()
        result = run(case, mutant.text, table, past)
        tally.seconds += time.perf_counter() - began
        tally.planted[mutant.kind] += 1
        tally.sure[mutant.kind] += caught(result, mutant, known, ("error",))
        tally.found[mutant.kind] += (hit := caught(result, mutant, known, ("error", "warning")))
        if not caught(result, mutant, known, ("error",)):
            line = mutant.text[max(0, mutant.start - 70) : mutant.end + 30].replace("\n", " ")
            said = "only warned" if hit else "missed"
            tally.missed[mutant.kind].append(
                f"{said} {case.name}: …{line} [{mutant.text[mutant.start : mutant.end]}]"
            )


def show(tally: Tally, verbose: bool) -> None:
    """Prints the figures."""
    for kind, count in sorted(tally.planted.items()):
        share, certain = tally.found[kind] / count, tally.sure[kind] / count
        print(f"{kind:20} {tally.found[kind]:4}/{count:4} {share:7.1%}  errors {certain:7.1%}")
        for line in tally.missed[kind] if verbose else []:
            print("      ", line)
    total, told, certain = (sum(c.values()) for c in (tally.planted, tally.found, tally.sure))
    print(f"overall              {told}/{total} {told / total:.1%}  errors {certain / total:.1%}")
    errors, warnings = tally.clean["error"], tally.clean["warning"]
    print(f"clean: {errors} errors, {warnings} warnings on {tally.pages:.1f} pages:", end=" ")
    print(f"{errors / tally.pages * 10:.1f} and {warnings / tally.pages * 10:.1f} in 10 pages")
    print(f"clean: figures matched or derived {tally.supported / tally.stated:.1%} of {tally.stated}")
    print(f"{tally.seconds / total * 1000:.1f} ms a check")


def main() -> int:
    """Prints the figures: of the hand-written texts, and of the drafts unless `-t`."""
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1)
    tally = Tally()
    for case in hand_written():
        measure(case, every, tally)
    for case in drafted() if "-t" not in sys.argv else ():
        measure(case, every * 4, tally)
    show(tally, "-v" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
