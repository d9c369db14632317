"""Measures the alignment on ground truth that costs nothing: drafts know what each of their numbers states.

Run `python -m tests.bench.alignment [drafts|mutations|absent|wordings|reports|speed] [-v]`.

- drafts: the precedent writer's drafts over the bundled figure tables, and over past reports' own tables;
- mutations: the same drafts with one number made wrong in the text;
- wordings: hand-written paragraphs in loose wordings (tests/alignment/wordings_*.txt);
- reports: the bundled reports against their own tables, where nothing may be accused;
- speed: mentions and align at once, four and sixteen times the length.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import corpus
from corpus import samples
from corpus.types import Report, StoredReport
from drafting import figures, writers
from drafting.alignment import align, mentions
from drafting.alignment.judging import agrees
from drafting.service.check import report_of
from drafting.types import Alignment, Binding, Candidate, Draft, FigureTable, Mention, Profile
from tests.alignment import test_cases as handmade
from tests.bench.alignment_mutations import batches, mutants, planted

VERBOSE = "-v" in sys.argv


@dataclass(frozen=True)
class Case:
    """A draft with its figures and the numbers of its prose."""

    name: str
    draft: Draft
    table: FigureTable
    report: Report

    def prose(self) -> list[Binding]:
        """Bound numbers outside the tables."""
        spans = [(t.start, t.end) for t in self.draft.tables]
        return [
            b
            for b in self.draft.numbers
            if not any(s <= b.start < e for s, e in spans) and any(c.isdigit() for c in b.quote)
        ]


@cache
def cases() -> tuple[Case, ...]:
    """Drafts of the bundled units, this period's and past ones."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    pool = [StoredReport(p.stem, p.name, "", corpus.read_file(p)) for p in samples.sample_paths()]
    paths = samples.figure_tables()
    for name, unit, period in (
        ("dong-van", "UBND xã Đồng Vân", "2025-H1"),
        ("cum", "Cụm thi đua số 3", "2025-H1"),
    ):
        chosen = [p for p in paths if name in p.name and "loi" not in p.name]
        yield _case(unit, period, figures.read_tables(chosen, period), pool)
    for stored in pool:
        meta = stored.report.meta
        table = figures.from_report_tables(stored.report)
        if table.figures and meta.period:
            others = [p for p in pool if p.id != stored.id]
            yield _case(meta.unit, meta.period, table, others)


def _case(unit: str, period: str, table: FigureTable, pool: list[StoredReport]) -> Case:
    plan = writers.make_plan(
        unit, period, "so-ket" if "H" in period else "tong-ket", Profile(unit=unit), table, pool
    )
    draft = writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan)
    return Case(f"{unit} {period}", draft, table, report_of(draft))


def _at(found: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    return next((m for m in found if m.reading.start < end and start < m.reading.end), None)


def _right(candidate: Candidate | None, binding: Binding, table: FigureTable) -> bool:
    """True where a candidate is the binding, or says the same figures or the same value."""
    if candidate is None:
        return False
    said = binding.figure or binding.expression or ""
    if candidate.expression == said:
        return True
    value = figures.evaluate(said, table.by_key())
    return candidate.low <= value.high and value.low <= candidate.high


def drafts() -> None:
    """How many bound numbers of the prose find an agreeing candidate that is their binding, or equal to it."""
    print("== drafts: bound numbers of the prose")
    total: Counter[str] = Counter()
    for case in cases():
        found = mentions(case.report, case.table.members())
        aligned = align(case.report, found, case.table)
        count: Counter[str] = Counter()
        for binding in case.prose():
            mention = _at(found, binding.start, binding.end)
            if (
                mention is not None
                and mention.reading.start < binding.start
                and mention.reading.of is not None
            ):
                continue  # the second part of a ratio: the mention states the first
            verdict = _verdict(mention, aligned, binding, case.table)
            count[verdict] += 1
            if verdict not in {"the binding", "equal"}:
                _show(verdict, case.report, mention, aligned, binding)
        _print_counts(case.name, count)
        total += count
    _print_counts("all", total)


def _verdict(
    mention: Mention | None, aligned: tuple[Alignment, ...], binding: Binding, table: FigureTable
) -> str:
    if mention is None:
        return "no mention"
    alignment = aligned[mention.index]
    if alignment.chosen is None:
        agree = [c for c in alignment.candidates if agrees(mention.reading, c)]
        return "unsupported" if any(_right(c, binding, table) for c in agree) else "unsupported, no candidate"
    if not alignment.agrees:
        return "accused"
    if alignment.chosen.expression == (binding.figure or binding.expression):
        return "the binding"
    return "equal" if _right(alignment.chosen, binding, table) else "another"


def _print_counts(name: str, count: Counter[str]) -> None:
    whole = sum(count.values()) or 1
    good = count["the binding"] + count["equal"]
    print(f"{name}: {good}/{whole} {good / whole:.1%} {dict(count)}")


def _show(
    verdict: str,
    report: Report,
    mention: Mention | None,
    aligned: tuple[Alignment, ...],
    binding: Binding | None,
) -> None:
    if not VERBOSE:
        return
    if mention is None:
        print(f"   {verdict}: {binding}")
        return
    text, reading = report.text, mention.reading
    line = (
        text[max(0, reading.start - 110) : reading.start]
        + "⟦"
        + reading.quote
        + "⟧"
        + text[reading.end : reading.end + 40]
    )
    alignment = aligned[mention.index]
    print(f"   {verdict}: {line!r} bound {(binding.figure or binding.expression) if binding else None}")
    print(
        f"      {mention.subject!r} scope {mention.scope} role {mention.role} margin {alignment.margin}",
        end=" ",
    )
    print([(c.expression, c.score, str(c.value)) for c in alignment.candidates[:3]])


def mutations() -> None:
    """How many wrong numbers are accused, by what makes them wrong."""
    print("== mutations: accused of those planted")
    planted_: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for case in cases():
        every = list(mutants(case.draft, case.table, case.prose()))
        for batch in batches(case.draft, every):
            draft, where = planted(case.draft, batch)
            report = report_of(draft)
            found = mentions(report, case.table.members())
            aligned = align(report, found, case.table)
            for mutant, spans in where:
                hits = [_at(found, s, e) for s, e in spans]
                good = [m for m in hits if m is not None and _accused(aligned[m.index])]
                planted_[mutant.kind] += 1
                told[mutant.kind] += len(good) == len(spans)
                if len(good) < len(spans):
                    missed = next(m for m in [*hits, None] if m is None or not _accused(aligned[m.index]))
                    status = aligned[missed.index].status if missed else ""
                    _show(f"{mutant.kind} {mutant.edits[0][2]} {status}", report, missed, aligned, None)
    for kind, count in planted_.items():
        print(f"{kind}: {told[kind]}/{count} {told[kind] / count:.1%}")
    print(
        f"all: {sum(told.values())}/{sum(planted_.values())} {sum(told.values()) / sum(planted_.values()):.1%}"
    )


def _accused(alignment: Alignment) -> bool:
    return alignment.status == "mismatched" and alignment.clear


def wordings() -> None:
    """Precision and recall on the hand-written wordings, accusations apart."""
    for file in ("wordings_1.txt", "wordings_2.txt"):
        if not Path(handmade.__file__).with_name(file).exists():
            continue
        count: Counter[str] = Counter()
        for group in handmade.groups(file):
            outcomes = handmade.outcomes(group, True, strict=False)
            count["missed"] += len(group.expected) - len(outcomes)
            for mention, wanted, came, alignment in outcomes:
                if wanted == "?":
                    continue
                count[verdict := _worded(wanted.lstrip("~"), _sums(came))] += 1
                if verdict not in {"right", "rightly accused", "rightly nothing"} and VERBOSE:
                    text, reading = group.report.text, mention.reading
                    line = text[max(0, reading.start - 70) : reading.start] + "⟦" + reading.quote + "⟧"
                    best = [(c.expression, c.score) for c in alignment.candidates[:3]]
                    print(
                        f"   {verdict}: {line!r} want {wanted} came {came} margin {alignment.margin} {best}"
                    )
                    print(f"      {mention.subject!r} scope {mention.scope} role {mention.role}")
        stated = sum(n for v, n in count.items() if v not in {"rightly nothing", "from nowhere"})
        good = count["right"] + count["rightly accused"]
        said = sum(n for v, n in count.items() if v not in {"rightly nothing", "missed", "wrong unseen"})
        wrong = (
            count["rightly accused"]
            + count["wrong unseen"]
            + count["accused of another"]
            + count["wrong taken"]
        )
        print(
            f"== {file}: precision {good / said:.1%} recall {good / stated:.1%}; wrong numbers accused"
            f" {count['rightly accused']}/{wrong}, right ones accused {count['falsely accused']} {dict(count)}"
        )


def _sums(came: str) -> str:
    """`sum(1a,2a)` as `1a+2a`."""
    return came[4:-1].replace(",", "+") if came.startswith("sum(") else came


def _worded(wanted: str, came: str) -> str:
    if wanted == came:
        return {"-": "rightly nothing", "!": "rightly accused"}.get(came[0], "right")
    if wanted.startswith("!"):
        return "wrong unseen" if came == "-" else "accused of another" if came[0] == "!" else "wrong taken"
    if came[0] == "!":
        return "falsely accused"
    return "from nowhere" if wanted == "-" else "missed" if came == "-" else "another"


def absent() -> None:
    """Indicators taken out of the table: what the text says of them may not be held against a neighbour."""
    print("== absent: numbers whose indicator the table lacks")
    count: Counter[str] = Counter()
    for case in cases():
        found = mentions(case.report, case.table.members())
        labels = list(dict.fromkeys(f.label for f in case.table.figures))
        for turn in range(12):
            gone = set(labels[turn::12])
            left = FigureTable(tuple(f for f in case.table.figures if f.label not in gone))
            keys = {f.key for f in left.figures}
            aligned = align(case.report, found, left)
            for binding in case.prose():
                said = set(re.findall(r"F\d+", binding.figure or binding.expression or ""))
                mention = _at(found, binding.start, binding.end)
                if mention is None or not said or said & keys:
                    continue
                status = aligned[mention.index].status
                verdict = (
                    "accused" if status == "mismatched" else "taken" if status != "unsupported" else "left"
                )
                count[verdict] += 1
                if verdict == "accused":
                    _show(verdict, case.report, mention, aligned, binding)
    print(dict(count))


def reports() -> None:
    """Reports against their own tables: they are consistent, so nothing may be accused."""
    real = Path(__file__).resolve().parents[2].parent / "shared" / "reports"
    print("== reports against their own tables")
    for path in [*samples.sample_paths(), *(sorted(real.glob("*")) if real.exists() else [])]:
        report = corpus.read_file(path)
        table = figures.from_report_tables(report)
        if table.figures:
            found = mentions(report, table.members())
            count = Counter(a.status for a in align(report, found, table))
            print(f"{path.name}: {len(found)} numbers, accused {count['mismatched']} {dict(count)}")


def speed() -> None:
    """CPU time of a draft's text once, four and sixteen times over, and of a table as often repeated."""
    print("== speed, ms of CPU")
    case = cases()[1]
    lines = case.draft.text
    for times in (1, 4, 16):
        report = corpus.parse_text("\n".join([lines] * times))
        rows = [
            replace(f, key=f"F{n:05}{f.key}", label=f"{f.label} {n}" if n else f.label)
            for n in range(times)
            for f in case.table.figures
        ]
        table = FigureTable(tuple(rows))
        mentions(report)
        start = time.process_time()
        found = mentions(report, case.table.members())
        middle = time.process_time()
        align(report, found, case.table)
        after = time.process_time()
        align(report, found[: len(found) // times], table)
        end = time.process_time()
        print(
            f"{times}x: {len(found)} numbers, mentions {(middle - start) * 1000:.0f}, align {(after - middle) * 1000:.0f};"
            f" once the text, {len(rows)} figures: align {(end - after) * 1000:.0f}"
        )


def main() -> int:
    """Prints the parts asked for."""
    parts: dict[str, Callable[[], None]] = {
        "drafts": drafts, "mutations": mutations, "absent": absent, "wordings": wordings,
        "reports": reports, "speed": speed,
    }  # fmt: skip
    wanted = [a for a in sys.argv[1:] if a in parts] or list(parts)
    for name in wanted:
        parts[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
