"""Measures the checker on the relations found by hand in the real reports.

Run `python -m tests.bench.gold [-c] [FOLDER]`; FOLDER holds `gold/relations.jsonl`, `gold/flags.jsonl` and
`reports/`, by default the folder `shared` beside the project. Prints what was found, missed and
wrongly accused, and the flaws of `flags.jsonl` that a warning points at; with `-c` also what is told when a
number of a consistent relation is changed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from drafting import checks
from drafting.types import CheckResult, Finding, Place

SHARED = Path(__file__).parents[2].parent / "shared"
CODES = {
    "sum-of-parts",
    "ratio-percent",
    "change-arithmetic",
    "share-total",
    "restated",
    "table-formula",
    "text-table",
}
Span = tuple[int, int]


@dataclass
class Tally:
    """What came of the relations."""

    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    accused: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    unlocated: list[str] = field(default_factory=list)


def locate(text: str, quote: str) -> Span | None:
    """Where a quote of the file stands in the text as read: blanks, marks and `ƣ` forgiven."""
    words = re.sub(r"[*“”\"\s]+", " ", quote.replace("ƣ", "ư").replace("Ƣ", "Ư")).split()
    pattern = r"[\s*“”\"]*".join(re.escape(w) for w in words)
    found = re.search(pattern, text)
    return found.span() if found else None


def spans(text: str, relation: dict) -> list[Span]:
    """The places of a relation: its quote and its support."""
    quotes = [relation["quote"], *(s["text"] for s in relation["support"])]
    return [s for s in (locate(text, q) for q in quotes) if s]


def touched(finding: Finding, places: list[Span]) -> bool:
    """True where a finding's number lies in one of the places."""
    if finding.start is None or finding.end is None:
        return False
    return any(s <= finding.start < e for s, e in places)


def rests_on(finding: Finding, places: list[Span]) -> bool:
    """True where the finding, or what it cites, lies in the places."""
    cited = [e for e in finding.evidence if isinstance(e, Place)]
    return touched(finding, places) or any(s <= c.start < e for c in cited for s, e in places)


def measure(shared: Path) -> Tally:
    """Checks every report and compares with the relations."""
    relations = [
        json.loads(line) for line in (shared / "gold/relations.jsonl").read_text("utf-8").splitlines()
    ]
    tally = Tally()
    for file in sorted({r["file"] for r in relations}):
        result = checks.check(corpus.read_file(shared / "reports" / file))
        _compare(result, [r for r in relations if r["file"] == file], tally)
    return tally


def _compare(result: CheckResult, relations: list[dict], tally: Tally) -> None:
    told = [f for f in result.findings if f.code in CODES and f.severity in ("error", "warning")]
    wrong = [(r, spans(result.text, r)) for r in relations if not r["consistent"]]
    right = [(r, spans(result.text, r)) for r in relations if r["consistent"]]
    tally.unlocated += [r["id"] for r, places in [*wrong, *right] if not places]
    for relation, places in wrong:
        hit = any(rests_on(f, places) for f in told)
        (tally.found if hit else tally.missed).append(f"{relation['id']} {relation['quote'][:70]}")
    justified = [f for f in told if any(rests_on(f, places) for _, places in wrong)]
    for finding in told:
        if finding in justified:
            continue
        line = f"{finding.severity} {finding.code} {finding.quote!r}: {finding.message[:120]}"
        hits = [r["id"] for r, places in right if touched(finding, places)]
        (tally.accused if hits else tally.stray).append(f"{', '.join(hits)} {line}".strip())


def _points_at(finding: Finding, place: Span) -> bool:
    """True where a finding, or a place that it cites, lies in the span (a mark of quotation right before it too)."""
    cited = [(e.start, e.end) for e in finding.evidence if isinstance(e, Place)]
    if finding.start is not None and finding.end is not None:
        cited.append((finding.start, finding.end))
    return any(s < place[1] and e > place[0] - 1 for s, e in cited)


def flags(shared: Path) -> Iterator[tuple[str, bool]]:
    """Each flaw of flags.jsonl and whether any finding points at it."""
    entries = [json.loads(line) for line in (shared / "gold/flags.jsonl").read_text("utf-8").splitlines()]
    for file in sorted({e["file"] for e in entries}):
        result = checks.check(corpus.read_file(shared / "reports" / file))
        for entry in (e for e in entries if e["file"] == file):
            place = locate(result.text, entry["quote"])
            hit = place is not None and any(_points_at(f, place) for f in result.findings)
            yield f"{entry['kind']}: {entry['quote'][:60]}", hit


def changed(shared: Path) -> Iterator[tuple[str, bool]]:
    """Each number of a consistent relation with its last digit changed, and whether anything new is told of it."""
    lines = (shared / "gold/relations.jsonl").read_text("utf-8").splitlines()
    relations = [r for r in map(json.loads, lines) if r["consistent"]]
    for file in sorted({r["file"] for r in relations}):
        report = corpus.read_file(shared / "reports" / file)
        known = {(f.code, f.quote, f.sentence) for f in checks.check(report).findings}
        for relation in (r for r in relations if r["file"] == file):
            place = locate(report.text, relation["quote"])
            for number in re.finditer(r"\d[\d.,]*(?<=\d)", report.text[slice(*place)]) if place else ():
                at = place[0] + number.end() - 1  # type: ignore[index]
                wrong = report.text[:at] + str((int(report.text[at]) + 3) % 10) + report.text[at + 1 :]
                told = checks.check(corpus.parse_text(wrong, file)).findings
                new = [f for f in told if f.code in CODES and (f.code, f.quote, f.sentence) not in known]
                hit = any(rests_on(f, [(place[0] - 200, place[1] + 200)]) for f in new)  # type: ignore[index]
                yield (
                    f"{relation['id']} {relation['quote'][:90]!r}: {number[0]} -> {wrong[at - 3 : at + 1]}",
                    hit,
                )


def main() -> int:
    """Prints the figures; the exit status is 1 where something was missed or wrongly accused."""
    shared = next((Path(a) for a in sys.argv[1:] if not a.startswith("-")), SHARED)
    if not (shared / "gold/relations.jsonl").exists():
        sys.exit("No gold/relations.jsonl here: give the folder that holds gold/ and reports/.")
    tally = measure(shared)
    for name in ("found", "missed", "accused", "stray", "unlocated"):
        lines = getattr(tally, name)
        print(f"{name}: {len(lines)}")
        for line in lines:
            print("  ", line)
    told = list(flags(shared))
    print(f"flags pointed at: {sum(hit for _, hit in told)} of {len(told)}")
    for line, hit in told:
        if not hit:
            print("   not:", line)
    if "-c" in sys.argv:
        wrong = list(changed(shared))
        print(
            f"changed numbers of consistent relations told of: {sum(hit for _, hit in wrong)} of {len(wrong)}"
        )
        for line, hit in wrong:
            if not hit:
                print("   not:", line)
    return int(bool(tally.missed or tally.accused))


if __name__ == "__main__":
    sys.exit(main())
