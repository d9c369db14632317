"""Plants errors in short reports beside the plainest table (`tests/checks/plain/`) and measures what is found.

Run `python -m tests.bench.plain [FOLDER] [-v]`; another folder holds texts and tables (`NAME.txt`, `NAME.csv`) that the
checker hasn't seen. Every number of a text that its table gives is changed in turn: its last digit by one and by five,
two unlike digits swapped, `tăng` for `giảm` before it; a bound is left out, since another digit may hold as well. Prints,
by kind, how many were told of at their place or with their number among the evidence, and how many as errors; then what
is told of the right texts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import corpus
from drafting import checks, figures
from drafting.types import CheckedNumber, CheckResult, FigureTable, Finding, Place

TEXTS = Path(__file__).parents[1] / "checks" / "plain"
_BOUND = re.compile(r"(?:hơn|trên|gần|khoảng|dưới|ít nhất|không quá|xấp xỉ)\s*$")
_WAY = re.compile(r"(tăng|giảm)(?=[^.;,\d]{0,25}$)")


def planted(text: str, number: CheckedNumber) -> Iterator[tuple[str, int, str]]:
    """Kinds of errors with the place and the changed text."""
    quote, start, end = number.quote, number.start, number.end
    digits = [at for at, sign in enumerate(quote) if sign.isdigit()]
    if not digits or _BOUND.search(text[:start]):
        return
    last = digits[-1]
    for kind, by in (("last digit by one", 1), ("last digit by five", 5)):
        wrong = f"{quote[:last]}{(int(quote[last]) + by) % 10}{quote[last + 1 :]}"
        if any(c in "123456789" for c in wrong):
            yield kind, start, f"{text[:start]}{wrong}{text[end:]}"
    for first, second in pairwise(digits):
        if quote[first] != quote[second] and quote[second] != "0":
            signs = list(quote)
            signs[first], signs[second] = signs[second], signs[first]
            yield "swapped digits", start, f"{text[:start]}{''.join(signs)}{text[end:]}"
            break
    way = _WAY.search(text, max(0, start - 40), start)
    if way is not None:
        other = "giảm" if way[1] == "tăng" else "tăng"
        moved = start + len(other) - len(way[1])
        yield "tăng for giảm", moved, f"{text[: way.start()]}{other}{text[way.end() :]}"


def about(finding: Finding, start: int) -> bool:
    """True for a finding at a place, or one that points at it."""
    places = [finding.start, *(e.start for e in finding.evidence if isinstance(e, Place))]
    return finding.severity != "info" and start in places


def measure(folder: Path, verbose: bool) -> None:
    """Prints what is found."""
    all_, found, sure = Counter[str](), Counter[str](), Counter[str]()
    clean: list[str] = []
    stated = supported = 0
    for path in sorted(folder.glob("*.txt")):
        table, result = _checked(path)
        text = result.text
        numbers = [n for n in result.numbers if n.status != "ignored"]
        stated += len(numbers)
        supported += sum(n.status in ("matched", "rounded", "derived") for n in numbers)
        clean += [f"{path.stem} {f.severity} {f.code} {f.quote!r}: {f.message}" for f in _told(result)]
        for number in numbers:
            if number.status not in ("matched", "rounded", "derived"):
                continue
            for kind, start, wrong in planted(text, number):
                all_[kind] += 1
                told = [f for f in _told(_again(wrong, table)) if about(f, start)]
                found[kind] += bool(told)
                sure[kind] += any(f.severity == "error" for f in told)
                if verbose and not told:
                    print(f"   missed {kind} {path.stem}: …{wrong[max(0, start - 70) : start + 40]!r}")
    for kind in sorted(all_):
        print(
            f"{kind:20} {_share(found[kind], all_[kind])} found, {_share(sure[kind], all_[kind])} as an error"
        )
    print(
        f"{'overall':20} {_share(found.total(), all_.total())} found, {_share(sure.total(), all_.total())} as an error"
    )
    print(*clean, sep="\n")
    print(
        f"right texts: {len(clean)} findings; {_share(supported, stated)} of the figures matched or derived"
    )


def _checked(path: Path) -> tuple[FigureTable, CheckResult]:
    report = corpus.parse_text(path.read_text("utf-8"))
    table = figures.read_tables([path.with_suffix(".csv")], report.meta.period)
    return table, checks.check(report, table)


def _again(text: str, table: FigureTable) -> CheckResult:
    return checks.check(corpus.parse_text(text), table)


def _told(result: CheckResult) -> list[Finding]:
    return [f for f in result.findings if f.severity != "info"]


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.1f}%)" if whole else "0/0"


if __name__ == "__main__":
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    measure(Path(names[0]) if names else TEXTS, "-v" in sys.argv)
