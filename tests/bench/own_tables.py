"""Plants errors in the tables of documents, and in what the text says of them, and measures what the checker finds.

Run `python -m tests.bench.own_tables [-v] [-c] [-b NAMES]` (`-c`: the clean documents only; `-b`: only those whose names
begin so, comma between). Each file of `own_tables/` is a document with tables: its first line says how they stand in it
(`markdown`, `tabs` between the cells of a line, `word`: a real DOCX with merged heads), its second whose it is.
`{g:109,2}` is a number that is tied to others, `g` being what it is; `{rank:3>4}` names the wrong values itself. `<<` is
a cell merged with the one before it, `^^` with the one above. No figures are supplied: the document is held against itself.

Prints what is found by kind and by document, as an error and at all; what else is accused; what is said of the clean ones.
`own_tables/ROUNDS.md` keeps what the first runs gave, before anything was mended for them.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import docx

import corpus
from corpus.types import Report
from drafting import checks
from drafting.types import CheckResult, Finding, Place

FOLDER = Path(__file__).parent / "own_tables"
_MARK = re.compile(r"\{(\w+):([^{}]*)\}")
_KINDS = {
    "t": "total of a column", "tc": "total of a row", "sub": "subtotal", "i": "input", "g": "growth", "k": "of plan",
    "r": "remaining", "d": "difference", "p": "share", "x": "product, ratio", "avg": "average", "rank": "rank",
    "trank": "rank in the text", "stt": "row number", "txt": "text", "ow": "part of a part", "n": "count of rows", "unit": "unit",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A document with its marks taken out.

    Attributes:
        marks: kind, offset into `text`, what stands there, and the wrong values (none: to be made).
    """

    name: str
    shape: str
    unit: str
    text: str
    marks: tuple[tuple[str, int, str, tuple[str, ...]], ...]


def cases(begins: Sequence[str] = ("",)) -> Iterator[Case]:
    """The documents, in order of name."""
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem.startswith(tuple(begins)):
            shape, unit, body = path.read_text("utf-8").split("\n", 2)
            yield _case(path.stem, shape, unit, body)


def _case(name: str, shape: str, unit: str, body: str) -> Case:
    text, marks, last = "", [], 0
    for found in _MARK.finditer(body):
        text += body[last : found.start()]
        right, *wrong = found[2].split(">")
        marks.append((found[1], len(text), right, tuple(wrong)))
        text += right
        last = found.end()
    return Case(name, shape, unit, text + body[last:], tuple(marks))


def wrong_values(kind: str, right: str, told: Sequence[str]) -> tuple[str, ...]:
    """Two digits swapped, and one another: the last of a computed number, one that matters of an input."""
    if told:
        return tuple(told)
    digits = [i for i, c in enumerate(right) if c.isdigit()]
    swaps = [(a, b) for a, b in pairwise(digits) if right[a] != right[b] and "0" not in right[a] + right[b]]
    at = digits[min(1, len(digits) - 1)] if kind == "i" else digits[-1]
    made = [right[:at] + str((int(right[at]) + 3) % 10) + right[at + 1 :]]
    if swaps:
        a, b = swaps[0] if kind == "i" else swaps[-1]
        made.append(right[:a] + right[b] + right[a + 1 : b] + right[a] + right[b + 1 :])
    return tuple(dict.fromkeys(m for m in made if m != right))


def mutants(case: Case) -> Iterator[tuple[str, str, str, int]]:
    """Kind, the wrong text, the wrong value and its place among the marks."""
    for at, (kind, start, right, told) in enumerate(case.marks):
        for wrong in wrong_values(kind, right, told):
            yield kind, case.text[:start] + wrong + case.text[start + len(right) :], wrong, at


def report(case: Case, text: str) -> Report:
    """The document as it would be read from a file."""
    if case.shape == "word":
        return corpus.read_bytes(word(text), f"{case.name}.docx")
    lines = []
    for line in text.split("\n"):
        cells = _cells(line)
        if not cells:
            lines.append(line)
            continue
        cells = ["" if c in ("<<", "^^") else c for c in cells]
        first = not lines or not lines[-1].startswith("|")
        lines.append(f"| {' | '.join(cells)} |" if case.shape == "markdown" else "\t".join(cells))
        if case.shape == "markdown" and first:
            lines.append("|---" * len(cells) + "|")
    return corpus.parse_text("\n".join(lines), f"{case.name}.md")


def _cells(line: str) -> list[str]:
    return [c.strip() for c in line[1:-1].split("|")] if line.startswith("|") else []


def word(text: str) -> bytes:
    """The document in Word, its merged cells merged."""
    made = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if cells := _cells(line):
            rows.append(cells)
            continue
        if rows:
            _add(made, rows)
            rows = []
        if line:
            made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words == "<<":
                table.cell(r, c - 1).merge(table.cell(r, c))
            elif words == "^^":
                table.cell(r - 1, c).merge(table.cell(r, c))
            else:
                table.cell(r, c).text = words


def check(case: Case, text: str) -> CheckResult:
    """What is said of the document, against itself alone."""
    return checks.check(report(case, text), unit=case.unit)


def located(case: Case, result: CheckResult, text: str, at: int, wrong: str) -> tuple[int, int]:
    """Where a mark stands in the text as read: its cells and words are the same, in the same order."""
    _, start, _, _ = case.marks[at]
    # What stands before it, without blanks and the signs that draw a table, is the same in both.
    count = len(_bare(text[:start]))
    for offset, char in enumerate(result.text):
        if not char.isspace() and char != "|":
            if count == 0:
                return offset, offset + len(wrong)
            count -= 1
    return len(result.text), len(result.text)


def _bare(text: str) -> str:
    text = re.sub(r"(?<=\| )(?:<<|\^\^)(?= \|)", "", text)
    return re.sub(r"[\s|]", "", text)


def fresh(result: CheckResult, clean: CheckResult) -> list[Finding]:
    """What is told of the wrong document and not of the right one."""
    known = Counter((f.code, f.quote, f.message) for f in clean.findings)
    found = []
    for finding in result.findings:
        known[finding.code, finding.quote, finding.message] -= 1
        if known[finding.code, finding.quote, finding.message] < 0 and finding.severity != "info":
            found.append(finding)
    return found


def points_at(finding: Finding, span: tuple[int, int]) -> bool:
    """True where a finding stands at a place or cites it."""
    spots = [
        (finding.start or 0, finding.end or 0),
        *((e.start, e.end) for e in finding.evidence if isinstance(e, Place)),
    ]
    return any(s < span[1] and span[0] < e for s, e in spots)


@dataclass
class Tally:
    """What is counted."""

    planted: Counter[str]
    found: Counter[str]
    sure: Counter[str]
    beside: int = 0


def judge(case: Case, tally: Tally, verbose: bool) -> None:
    """Plants each error of a document and counts what is said."""
    clean = check(case, case.text)
    for finding in clean.findings:
        if finding.severity != "info":
            print("clean:", case.name, finding.severity, finding.code, repr(finding.quote), finding.message)
    for kind, text, wrong, at in mutants(case):
        result = check(case, text)
        place = located(case, result, text, at, wrong)
        told = fresh(result, clean)
        here = [f for f in told if points_at(f, place)]
        for key in (kind, case.name):
            tally.planted[key] += 1
            tally.found[key] += bool(here)
            tally.sure[key] += any(f.severity == "error" for f in here)
        beside = [f for f in told if f not in here]
        tally.beside += len(beside)
        if verbose and not any(f.severity == "error" for f in here):
            _, start, right, _ = case.marks[at]
            said = "; ".join(f"{f.severity} {f.code} {f.quote}: {f.message}" for f in here)
            line = case.text[case.text.rfind("\n", 0, start) + 1 :].split("\n")[0]
            print("warned" if here else "MISSED", case.name, kind, f"{right}->{wrong}", said, "|", line[:90])
        if verbose:
            for f in beside:
                print("beside:", case.name, kind, wrong, f.severity, f.code, f.quote, f.message)


def main(args: Sequence[str]) -> None:
    """Runs the bench and prints."""
    begins = next((args[i + 1].split(",") for i, a in enumerate(args) if a == "-b"), [""])
    tally = Tally(Counter(), Counter(), Counter())
    names = []
    for case in cases(begins):
        names.append(case.name)
        if "-c" in args:
            for f in check(case, case.text).findings:
                print(case.name, f.severity, f.code, repr(f.quote), f.message)
        else:
            judge(case, tally, "-v" in args)
    for key in [*sorted(tally.planted.keys() - set(names)), *names]:
        planted = tally.planted[key]
        print(
            f"{_KINDS.get(key, key):20} {tally.found[key]:4} of {planted:4} found, {tally.sure[key]:4} as errors"
        )
    total, found, sure = (sum(c[n] for n in names) for c in (tally.planted, tally.found, tally.sure))
    if total:
        print(f"all: {found} of {total} ({found / total:.1%}), as errors {sure} ({sure / total:.1%})")
        print(f"told of elsewhere: {tally.beside}")


if __name__ == "__main__":
    main(sys.argv[1:])
