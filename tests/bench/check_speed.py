"""Measures how fast the checker is: a whole check, a check again after an edit, and a cold process.

Run `python -m tests.bench.check_speed`. The demo's draft with its figures; then one, four and sixteen times its body
(each copy worded otherwise, so that nothing read of one serves another) with the same figures; then the draft with
four and sixteen times the figures; then the draft with wrong digits, and the real reports of the folder `shared`
beside the project, where there is one, alone (each edit offered is tried, which takes a check). `from nothing`: the
process has its data files and patterns, and has met no word of the text nor of the table; `table known`: a text was
checked against the table before, but not this one; `again`: after an edit (a digit, a typed word that moves all behind
it, a line removed, a paragraph pasted). CPU milliseconds, the least and the median. The
load of the machine is printed, since it slows processor time too.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import corpus
from corpus.types import Report
from drafting import checks
from drafting.checks import memory
from drafting.types import FigureTable
from tests.golden.make import cases, drafted, tables

PERIOD = "2025-H1"
TIMES = (1, 4, 16)
RUNS = 5
# What each copy's paragraphs end with.
TAILS = (
    "an", "bình", "cường", "dũng", "giang", "hà", "khánh", "lan", "minh", "nga", "oanh", "phú", "quang", "sơn", "tú", "vân",
)  # fmt: skip
LONG = 60
WRONG = 8
SHARED = Path(__file__).parents[2].parent / "shared"
EMPTY = "I. KẾT QUẢ\nKhông có số liệu."


def milliseconds(run: Callable[[], object]) -> float:
    """CPU milliseconds of a run."""
    start = time.process_time()
    run()
    return (time.process_time() - start) * 1000


def longer(text: str, times: int) -> str:
    """The text with its body again and again, each copy's paragraphs worded a little otherwise."""
    body = text[text.index("II. ") :].split("\n")
    copies = []
    for tail in TAILS[: times - 1]:
        copies += [
            f"{line} Nguồn: tổ {tail} theo dõi." if len(line) > LONG and "\t" not in line else line
            for line in body
        ]
    return "\n".join([text, *copies])


def more(table: FigureTable, times: int) -> FigureTable:
    """The table with its rows again and again, under labels of their own."""
    return FigureTable(
        tuple(
            replace(
                f,
                key=f"F{n:02}{f.key[1:]}",
                indicator=f"{f.indicator}-{n}",
                label=f"{f.label} {n}" if n else f.label,
            )
            for n in range(times)
            for f in table.figures
        )
    )


def edits(text: str) -> Iterator[str]:
    """The text after each of some edits, each of the text as it was."""
    for n, at in enumerate(m.start() for m in list(re.finditer(r"\d,\d%", text))[:3]):
        yield f"{text[:at]}{(int(text[at]) + n + 1) % 10}{text[at + 1 :]}"
    lines = text.split("\n")
    long = [n for n, line in enumerate(lines) if len(line) > LONG and "\t" not in line]
    first, last = long[len(long) // 8], long[-len(long) // 8]
    yield "\n".join([*lines[:first], f"{lines[first]} Tiếp tục duy trì.", *lines[first + 1 :]])
    yield "\n".join([*lines[:first], *lines[first + 1 :]])
    yield "\n".join([*lines[:first], lines[last], *lines[first:]])


def flawed(text: str) -> str:
    """The text with every eighth of its decimal percentages wrong."""
    for at in [m.start() for m in re.finditer(r"\d,\d%", text)][::WRONG]:
        text = f"{text[:at]}{(int(text[at]) + 3) % 10}{text[at + 1 :]}"
    return text


def real() -> Iterator[tuple[str, str]]:
    """Names and texts of the real reports."""
    for path in sorted(SHARED.glob("reports/*")):
        yield path.stem, corpus.read_file(path).text


def measure(name: str, text: str, table: FigureTable | None) -> None:
    """Prints a line of figures."""
    report = corpus.parse_text(text)
    changed = [corpus.parse_text(t) for t in edits(text)]
    first = [_from_nothing(report, table) for _ in range(RUNS)]
    known = [_with_table(report, table) for _ in range(RUNS)]
    again = [milliseconds(lambda r=r: _check(r, table)) for r in changed]  # type: ignore[misc]
    result = _check(report, table)
    stated = sum(n.status != "ignored" for n in result.numbers)
    offered = sum(f.fix is not None for f in result.findings)
    print(
        f"{name}: {len(text.split())} words, {stated} figures in the text, {len(table.figures if table else ())} in the "
        f"table, {len(result.findings)} findings, {offered} edits offered: "
        f"from nothing {_told(first)}, table known {_told(known)}, again {_told(again)}",
        flush=True,
    )


def _from_nothing(report: Report, table: FigureTable | None) -> float:
    memory.forget()
    return milliseconds(lambda: _check(report, table))


def _with_table(report: Report, table: FigureTable | None) -> float:
    memory.forget()
    _check(corpus.parse_text(EMPTY), table)
    return milliseconds(lambda: _check(report, table))


def _told(spent: list[float]) -> str:
    return f"{min(spent):.0f} ms (median {median(spent):.0f})"


def _check(report: Report, table: FigureTable | None) -> checks.engine.CheckResult:
    return checks.check(report, table, period=PERIOD)


def cold(text: str) -> None:
    """Prints what commands take in a process of their own, with byte code from a run before."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "du-thao.txt"
        path.write_text(text, encoding="utf-8")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        for command in ("check", "numbers", "outline"):
            spent = [_process([command, str(path), "--json"], environment) for _ in range(RUNS)]
            print(
                f"soanthao {command}, a process: {min(spent[1:]):.0f} ms of CPU (median {median(spent[1:]):.0f})"
            )


def _process(arguments: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "drafting", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main() -> int:
    """Prints the figures."""
    case = cases()[0]
    text, table = drafted(case).text, tables(case)
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for times in TIMES:
        measure(f"text {times}x", longer(text, times), table)
    for times in TIMES[1:]:
        measure(f"figures {times}x", text, more(table, times))
    measure("with wrong digits", flawed(text), table)
    measure("with wrong digits, alone", flawed(text), None)
    for name, found in real():
        measure(name, found, None)
    cold(text)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
