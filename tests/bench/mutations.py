"""Plants errors in consistent texts and measures what the checker finds.

Run `python -m tests.bench.mutations [-v] [-c] [-t] [-b NAMES] [N]` (N: only every N-th error of a kind; `-c`: the clean
texts only; `-t`: no drafts; `-b`: only the texts whose names begin so, comma between). Each file of `texts/` is a
table (number, label, unit, place, actual, same period, plan) and a text written by hand, whose numbers are marks:
`{1.a}` is row 1's actual, `s` same period, `p` plan, `g` growth in percent, `k` percent of plan, `d` the difference,
`t` the total of the list that follows, `lo`/`hi` a bound that holds, `{=5}` a number that the text itself ties to
others (`{sum=5}`, `{ratio=5}`: how), `{~5}` one that follows from the table otherwise (another scale, a remainder, a
share, members counted); `{[}`, `{;}` and `{]}` mark a list and its joints. A `!` before all that (`{!12}`, `{!sum=61}`)
declares a fact that the table lacks: neither a row nor what can be worked out from rows gives it, and a warning of it
is right (of a total and its parts all are declared, and one warning that points at the others is enough). After the
rows a line that begins with `#` heads a wide table, whose columns are members, quarters or years: `{21@Quý I.a}`. The
texts know nothing of how the checker reads.

Prints recall by class; how many errors and other findings one planted error gives, at its place and elsewhere; the
same without figures for what the text alone reveals; recall by text; warnings of declared numbers and false alarms
on the clean texts; time.
`texts/ROUNDS.md` keeps what each text's first run gave, before anything was mended for it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import corpus
from corpus.types import Report
from drafting import checks, numbers
from drafting.types import CheckResult, FigureTable, Finding, Place
from tests.bench.cases import Case, decimal, drafted, hand_written
from tests.bench.planting import PLANTERS, Mutant, revealed

_SUPPORTED = ("matched", "rounded", "derived")


@dataclass
class Tally:
    """What is counted over all cases."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    strays: list[str] = field(default_factory=list)
    texts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    pages: float = 0
    stated: int = 0
    supported: int = 0
    declared: Counter[str] = field(default_factory=Counter)
    seconds: float = 0


def past_text(case: Case) -> str:
    """The precedent: the same text a year before, with that year's numbers."""
    text = case.text
    for token in reversed(case.tokens):
        if token.kind in ("a", "t", "s", "p") and case.rows[token.row][5]:
            text = text[: token.start] + case.rows[token.row][5] + text[token.end :]
        elif token.kind in ("g", "k", "d"):  # last year's changes were others
            text = text[: token.start] + _other(text[token.start : token.end]) + text[token.end :]
    year = int(case.period[:4])
    for one in (year - 1, year, year + 1):
        text = text.replace(str(one), str(one - 1))
    return text


def _other(number: str) -> str:
    """A number of the same look about an eighth larger."""
    return numbers.write(round(decimal(number) * Decimal("1.13") + 1, len(number.partition(",")[2])))


def run(case: Case, text: str, table: FigureTable | None, past: Report | None) -> CheckResult:
    """Checks a text of a case."""
    return checks.check(corpus.parse_text(text), table, precedent=past, period=case.period, unit=case.unit)


def new_findings(result: CheckResult, clean: CheckResult) -> list[Finding]:
    """What is told of the text with the error and not of the clean one: the same of a number at the same place is known."""
    moved = len(result.text) - len(clean.text)  # what stands behind the error
    known = Counter((f.code, f.severity, f.quote, f.start) for f in clean.findings)
    fresh = []
    for finding in (f for f in result.findings if f.start is not None):
        at = finding.start or 0
        keys = [(finding.code, finding.severity, finding.quote, place) for place in (at, at - moved)]
        told = next((key for key in keys if known[key] > 0), None)
        if told is None:
            fresh.append(finding)
        else:
            known[told] -= 1
    return fresh


def touches(spots: Iterable[tuple[int, int]], mutant: Mutant) -> bool:
    """True where one of the spots lies in a planted one."""
    return _meets(spots, ((mutant.start, mutant.end), *mutant.also))


def _meets(spots: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> bool:
    others = tuple(others)
    return any(s < end and e > start for s, e in spots for start, end in others)


def spots_of(finding: Finding) -> list[tuple[int, int]]:
    """Where a finding points: its own place, then those of its evidence."""
    cited = [(e.start, e.end) for e in finding.evidence if isinstance(e, Place)]
    return [(finding.start or 0, finding.end or 0), *cited]


def about(finding: Finding, mutant: Mutant) -> bool:
    """True where a finding points at the planted error, itself or by its evidence."""
    return touches(spots_of(finding), mutant)


def sample(mutants: list[Mutant], every: int) -> list[Mutant]:
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
    declared = case.declared if table else ()
    for finding in result.findings:
        right = finding.code == "figure-unsupported" and _meets(declared, spots_of(finding)[:1])
        tally.clean["right" if right else finding.severity] += 1
        if finding.severity != "info" and not right:
            print("clean:", case.name, finding.severity, finding.code, repr(finding.quote), finding.message)
    warned = [s for f in result.findings if f.code == "figure-unsupported" for s in spots_of(f)]
    missed = [case.text[s:e] for s, e in declared if not _meets(warned, [(s, e)])]
    tally.declared += Counter(all=len(declared), missed=len(missed))
    if missed:
        print("clean:", case.name, "declared, not warned of:", ", ".join(missed))
    told = [n for n in result.numbers if n.status != "ignored"] if table else []
    tally.stated += len(told)
    tally.supported += sum(n.status in _SUPPORTED for n in told)
    plain = [n for n in told if not _meets(declared, [(n.start, n.end)])]
    tally.declared += Counter(others=len(plain), supported=sum(n.status in _SUPPORTED for n in plain))


def judge(case: Case, mutant: Mutant, fresh: list[Finding], tally: Tally) -> None:
    """Counts what is said of one planted error."""
    here = [f for f in fresh if about(f, mutant)]
    sure = any(f.severity == "error" for f in here)
    hit = any(f.severity != "info" for f in here)
    errors = [f for f in fresh if f.severity == "error"]
    stray = [f for f in errors if not about(f, mutant)]
    tally.planted[mutant.kind] += 1
    tally.found[mutant.kind] += hit
    tally.sure[mutant.kind] += sure
    tally.texts[case.name] += Counter(planted=1, found=int(hit), sure=int(sure))
    several = len(errors) > 1 + len(mutant.also)
    said = "elsewhere" if stray else "several" if several else "one" if errors else "none"
    tally.errors[said] += 1
    tally.errors["all"] += len(errors)
    if not sure:
        tally.missed[mutant.kind].append(_shown(case, mutant, "only warned" if hit else "missed"))
    if stray or several:
        told = " | ".join(f"{f.code} {f.quote}: {f.message[:90]}" for f in errors)
        tally.strays.append(_shown(case, mutant, f"{said} {mutant.kind}") + " ⇒ " + told)


def _shown(case: Case, mutant: Mutant, said: str) -> str:
    line = mutant.text[max(0, mutant.start - 70) : mutant.end + 30].replace("\n", " ")
    return f"{said} {case.name}: …{line} [{mutant.text[mutant.start : mutant.end]}]"


def judge_only_clean(
    case: Case, _every: int, tally: Tally, alone: Tally
) -> tuple[FigureTable | None, Report | None, CheckResult, CheckResult]:
    """Checks the clean text, with the figures and without; what it was checked with, and what came out."""
    table = case.table()
    # A text without a table has no last year's numbers: its precedent would be itself.
    past = corpus.parse_text(past_text(case)) if table and not case.made else None
    clean = run(case, case.text, table, past)
    assert clean.text == case.text, case.name
    assert not clean.faults, (case.name, clean.faults)
    judge_clean(case, clean, table, tally)
    clean_alone = run(case, case.text, None, None)
    judge_clean(case, clean_alone, None, alone)
    return table, past, clean, clean_alone


def measure(case: Case, every: int, tally: Tally, alone: Tally) -> None:
    """Checks a case clean and with each planted error, and without figures with each that the text reveals."""
    table, past, clean, clean_alone = judge_only_clean(case, every, tally, alone)
    for mutant in sample([m for planter in PLANTERS for m in planter(case) if m], every):
        began = time.process_time()
        result = run(case, mutant.text, table, past)
        tally.seconds += time.process_time() - began
        judge(case, mutant, new_findings(result, clean), tally)
    for mutant in sample([m for m in revealed(case) if m], every):
        judge(case, mutant, new_findings(run(case, mutant.text, None, None), clean_alone), alone)


def show(title: str, tally: Tally, verbose: bool) -> None:
    """Prints the figures."""
    print(f"== {title}")
    for kind, count in sorted(tally.planted.items()):
        share, certain = tally.found[kind] / count, tally.sure[kind] / count
        print(f"{kind:20} {tally.found[kind]:4}/{count:4} {share:7.1%}  errors {certain:7.1%}")
        for line in tally.missed[kind] if verbose else []:
            print("      ", line)
    for line in tally.strays if verbose else []:
        print("   ", line)
    total, told, certain = (sum(c.values()) for c in (tally.planted, tally.found, tally.sure))
    print(f"overall              {told}/{total} {told / total:.1%}  errors {certain / total:.1%}")
    said = ", ".join(f"{word} {tally.errors[word]}" for word in ("one", "several", "elsewhere", "none"))
    print(f"errors told of for one planted: {tally.errors['all'] / total:.2f}; texts by their errors: {said}")
    for name, counts in tally.texts.items():
        share, certain = counts["found"] / counts["planted"], counts["sure"] / counts["planted"]
        print(f"   {name:32} {counts['found']:4}/{counts['planted']:4} {share:6.1%}  errors {certain:6.1%}")
    show_clean(tally)
    if tally.stated:
        print(f"{tally.seconds / total * 1000:.1f} ms of processor time a check")


def show_clean(tally: Tally) -> None:
    """Prints what is said of the clean texts."""
    errors, warnings, right = (tally.clean[word] for word in ("error", "warning", "right"))
    print(f"clean: {errors} errors, {warnings} false warnings on {tally.pages:.1f} pages:", end=" ")
    print(f"{errors / tally.pages * 10:.1f} and {warnings / tally.pages * 10:.1f} in 10 pages")
    if tally.stated:
        declared = tally.declared
        print(f"clean: {right} warnings tell of {declared['all']} facts that no table has", end=" ")
        print(f"({right / tally.pages * 10:.1f} in 10 pages), {declared['missed']} of them not warned of")
        share = declared["supported"] / declared["others"]
        print(
            f"clean: figures matched or derived {tally.supported / tally.stated:.1%} of {tally.stated},",
            end=" ",
        )
        print(f"{share:.1%} of the {declared['others']} others than those facts")


def main() -> int:
    """Prints the figures: of the hand-written texts, and of the drafts unless `-t`; only of clean ones with `-c`."""
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1)
    only = sys.argv[sys.argv.index("-b") + 1] if "-b" in sys.argv else ""
    tally, alone = Tally(), Tally()
    judged = judge_only_clean if "-c" in sys.argv else measure
    for case in hand_written(only):
        judged(case, every, tally, alone)
    for case in drafted() if "-t" not in sys.argv and not only else ():
        judged(case, every, tally, alone)
    if "-c" in sys.argv:
        show_clean(tally)
        show_clean(alone)
        return 0
    show("with figures", tally, "-v" in sys.argv)
    show("without figures, what the text alone reveals", alone, "-v" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
