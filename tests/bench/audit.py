"""How many misspelt or misread words of real reports the audit finds, and how many false ones come with them.

    python -m tests.bench.audit FOLDER

FOLDER holds `reports/` and `gold/flags.jsonl` (words marked by hand in them: kinds `spelling`, `ocr`, `capital`);
they are no part of the project. Each report is audited alone and with a library of the other ones and the bundled
reports. The table of known confusions was written with these words in view, so the count without it is printed
too: what rarity, syllables and doubling find by themselves. A false one is a doubt that no mark speaks of; some
of these are true all the same, so they are printed in full.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus.audit import Doubt, doubts
from corpus.confusables import Usage, usage_of
from corpus.samples import sample_paths
from corpus.types import Report

KINDS = ("spelling", "ocr", "capital")


@dataclass(frozen=True)
class Scored:
    """Marks of one report that were found, those there are, and the doubts that no mark speaks of."""

    found: frozenset[str]
    marked: tuple[str, ...]
    false: tuple[Doubt, ...]
    told_by: tuple[str, ...]


def marks(folder: Path) -> dict[str, tuple[str, ...]]:
    """The quotes marked as misspelt, by file."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (folder / "gold" / "flags.jsonl").read_text(encoding="utf-8").splitlines():
        flag = json.loads(line)
        if flag["kind"] in KINDS:
            found[flag["file"]] = (*found.get(flag["file"], ()), flag["quote"])
    return found


def scored(report: Report, marked: tuple[str, ...], library: Usage | None, *, table: bool = True) -> Scored:
    """Compare the doubts about a report with its marks; without `table` known confusions don't count."""
    found: set[str] = set()
    false: list[Doubt] = []
    told: list[str] = []
    for doubt in doubts(report, library):
        if not table and doubt.why == "confusion":
            continue
        # A mark may quote the words after a doubled one, and begin a word later than the doubt.
        around = report.text[doubt.start : doubt.end + 20]
        tail = around[around.find(" ") + 1 :]
        hit = {q for q in marked if doubt.word in q or q in doubt.word or tail.startswith(q[:8])}
        found |= hit
        told += [doubt.why] * bool(hit)
        if not hit:
            false.append(doubt)
    return Scored(frozenset(found), marked, tuple(false), tuple(told))


def read(folder: Path) -> Mapping[str, Report]:
    """The reports of a folder by name."""
    return {path.name: corpus.read_file(path) for path in sorted((folder / "reports").iterdir())}


def others(reports: Mapping[str, Report], name: str) -> Usage:
    """What is usual in all reports but one, and in the bundled ones."""
    bundled = [corpus.read_file(path).text for path in sample_paths()]
    return usage_of([r.text for n, r in reports.items() if n != name] + bundled)


def main(arguments: Sequence[str]) -> None:
    """Print what is found on each report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.audit")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    marked, reports = marks(folder), read(folder)
    total = [0, 0, 0, 0, 0, 0]
    print(
        f"{'report':32} {'marked':>6}  alone: found false   with library: found false   without the table: found"
    )
    for name, report in reports.items():
        alone = scored(report, marked.get(name, ()), None)
        known = scored(report, marked.get(name, ()), others(reports, name))
        bare = scored(report, marked.get(name, ()), None, table=False)
        row = [
            len(alone.marked),
            *(n for s in (alone, known) for n in (len(s.found), len(s.false))),
            len(bare.found),
        ]
        total = [a + b for a, b in zip(total, row, strict=True)]
        print(f"{name:32} {row[0]:6} {row[1]:12} {row[2]:5} {row[3]:21} {row[4]:5} {row[5]:26}")
        for doubt in {*alone.false, *known.false}:
            print(f"    unmarked: “{doubt.word}” → “{doubt.suggestion}” ({doubt.why})")
        for quote in set(alone.marked) - alone.found:
            print(f"    missed: “{quote}”")
    print(f"{'all':32} {total[0]:6} {total[1]:12} {total[2]:5} {total[3]:21} {total[4]:5} {total[5]:26}")


if __name__ == "__main__":
    main(sys.argv[1:])
