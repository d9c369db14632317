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
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import corpus
from corpus import samples
from drafting import figures
from drafting.alignment import align, mentions
from drafting.alignment.judging import agrees
from drafting.service.check import report_of
from drafting.types import Alignment, Binding, FigureTable, Mention
from tests.bench.alignment_cases import at, cases, right, show
from tests.bench.alignment_mutations import batches, mutants, planted
from tests.bench.alignment_wordings import wordings


def drafts() -> None:
    """How many bound numbers of the prose find an agreeing candidate that is their binding, or equal to it."""
    print("== drafts: bound numbers of the prose")
    total: Counter[str] = Counter()
    for case in cases():
        found = mentions(case.report, case.table.members())
        aligned = align(case.report, found, case.table)
        count: Counter[str] = Counter()
        for binding in case.prose():
            mention = at(found, binding.start, binding.end)
            if (
                mention is not None
                and mention.reading.start < binding.start
                and mention.reading.of is not None
            ):
                continue  # the second part of a ratio: the mention states the first
            verdict = _verdict(mention, aligned, binding, case.table)
            count[verdict] += 1
            if verdict not in {"the binding", "equal"}:
                show(verdict, case.report, mention, aligned, binding)
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
        return "unsupported" if any(right(c, binding, table) for c in agree) else "unsupported, no candidate"
    if not alignment.agrees:
        return "accused"
    if alignment.chosen.expression == (binding.figure or binding.expression):
        return "the binding"
    return "equal" if right(alignment.chosen, binding, table) else "another"


def _print_counts(name: str, count: Counter[str]) -> None:
    whole = sum(count.values()) or 1
    good = count["the binding"] + count["equal"]
    print(f"{name}: {good}/{whole} {good / whole:.1%} {dict(count)}")


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
                hits = [at(found, s, e) for s, e in spans]
                good = [m for m in hits if m is not None and _accused(aligned[m.index])]
                planted_[mutant.kind] += 1
                told[mutant.kind] += len(good) == len(spans)
                if len(good) < len(spans):
                    missed = next(m for m in [*hits, None] if m is None or not _accused(aligned[m.index]))
                    status = aligned[missed.index].status if missed else ""
                    show(f"{mutant.kind} {mutant.edits[0][2]} {status}", report, missed, aligned, None)
    for kind, count in planted_.items():
        print(f"{kind}: {told[kind]}/{count} {told[kind] / count:.1%}")
    print(
        f"all: {sum(told.values())}/{sum(planted_.values())} {sum(told.values()) / sum(planted_.values()):.1%}"
    )


def _accused(alignment: Alignment) -> bool:
    return alignment.status == "mismatched" and alignment.clear


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
                mention = at(found, binding.start, binding.end)
                if mention is None or not said or said & keys:
                    continue
                status = aligned[mention.index].status
                verdict = (
                    "accused" if status == "mismatched" else "taken" if status != "unsupported" else "left"
                )
                count[verdict] += 1
                if verdict == "accused":
                    show(verdict, case.report, mention, aligned, binding)
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
