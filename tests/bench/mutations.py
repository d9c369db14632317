"""Plants errors in consistent texts and measures what the checker finds.

Run `python -m tests.bench.mutations [-v] [N]` (N: only every N-th error of a kind). Each file of `texts/` is a
table (number, label, unit, place, actual, same period, plan) and a text written by hand, whose numbers are
marks: `{1.a}` is row 1's actual, `s` same period, `p` plan, `g` growth in percent, `k` percent of plan, `d` the
difference, `t` the total of the list that follows, `lo`/`hi` a bound that holds, `{=5}` a number that the text
itself ties to others; `{[}`, `{;}` and `{]}` mark a list and its joints. The texts know nothing of how the
checker reads. Prints recall by class, false alarms on the clean texts, and time.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import corpus
from corpus.types import Report
from drafting import checks, figures, numbers
from drafting.types import CheckResult, FigureTable, Place

TEXTS = Path(__file__).parent / "texts"
HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
_MARK = re.compile(r"\{([^}]*)\}")
_MEASURED = ("ha", "tấn", "tỷ đồng", "triệu đồng", "km", "%", "tạ/ha", "triệu USD", "triệu đồng/người")
_UNITS = (("tấn", "tạ"), ("triệu đồng", "tỷ đồng"), ("tỷ đồng", "triệu đồng"), ("km", "m"), ("ha", "m2"))


@dataclass(frozen=True)
class Token:
    """A number of a rendered text: where, what it is, of which row."""

    start: int
    end: int
    kind: str
    row: int = -1
    label: str = ""
    scope: str = ""


@dataclass(frozen=True)
class Case:
    """A consistent text with its table."""

    name: str
    period: str
    past: str
    unit: str
    rows: list[list[str]]
    text: str
    tokens: tuple[Token, ...]
    lists: tuple[tuple[int, ...], ...]

    def table(self) -> FigureTable | None:
        """Its figures."""
        return (
            figures.read_grid([HEAD, *(r[1:] for r in self.rows)], "bang.csv", self.period)
            if self.rows
            else None
        )


@dataclass(frozen=True)
class Mutant:
    """A text with one planted error, which lies in start..end of it."""

    kind: str
    text: str
    start: int
    end: int


def load(path: Path) -> Case:
    """Reads a case and puts the numbers in."""
    head, table, template = path.read_text("utf-8").split("===\n", 2)
    meta = dict(line.split(": ", 1) for line in head.strip().splitlines())
    rows = [line.split("\t") for line in table.strip().splitlines()]
    template = re.sub(r"\n+", "\n", template).strip()  # as the text is read, so that offsets agree
    text, tokens, joints = "", [], []
    at = 0
    for mark in _MARK.finditer(template):
        text += template[at : mark.start()]
        at = mark.end()
        if mark[1] in "[;],":
            joints.append((mark[1], len(text)))
            text += mark[1] if mark[1] in ";," else ""
            continue
        number, row, kind = _fill(mark[1], rows)
        tokens.append(
            Token(
                len(text),
                len(text) + len(number),
                kind,
                row,
                rows[row][1] if row >= 0 else "",
                rows[row][3] if row >= 0 else "",
            )
        )
        text += number
    text += template[at:]
    return Case(
        path.stem, meta["period"], meta["past"], meta["unit"], rows, text, tuple(tokens), _lists(joints)
    )


def _lists(joints: list[tuple[str, int]]) -> tuple[tuple[int, ...], ...]:
    lists, current = [], []
    for sign, offset in joints:
        current.append(offset)
        if sign == "]":
            lists.append(tuple(current))
            current = []
    return tuple(lists)


def _fill(mark: str, rows: list[list[str]]) -> tuple[str, int, str]:
    if mark.startswith("="):
        return mark[1:], -1, "="
    where, kind = mark.rsplit(".", 1)
    number, _, scope = where.partition("@")
    row = next(i for i, r in enumerate(rows) if r[0] == number and r[3] == scope)
    actual, same, plan = (_decimal(v) for v in rows[row][4:7])
    made = {
        "a": actual, "t": actual, "s": same, "p": plan,
        "g": round(abs(actual - same) / same * 100, 1), "k": round(actual / plan * 100, 1),
        "d": abs(actual - same), "lo": Decimal(int(actual)) - (actual == int(actual)),
        "hi": Decimal(int(actual)) + 1,
    }[kind]  # fmt: skip
    return numbers.write(made), row, kind


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


# planting


def _replaced(case: Case, kind: str, token: Token, number: str) -> Mutant | None:
    if _slack(case, token, number):
        return None
    text = case.text[: token.start] + number + case.text[token.end :]
    return Mutant(kind, text, token.start, token.start + len(number))


def digits(case: Case) -> Iterator[Mutant | None]:
    """Last digit, swapped digits, moved separator, wrong rounding."""
    for token in case.tokens:
        number = case.text[token.start : token.end]
        if token.kind in ("lo", "hi"):
            continue
        for step in (2, 5, 8):
            last = str((int(number[-1]) + step) % 10)
            if _decimal(number[:-1] + last):
                yield _replaced(case, "last digit", token, number[:-1] + last)
        yield from _swapped(case, token, number)
        if "," in number and len(number.replace(",", "")) > 2 and token.kind != "=":
            whole, part = number.split(",")
            yield _replaced(
                case, "moved separator", token, f"{whole}{part[0]}" + (f",{part[1:]}" if part[1:] else "")
            )
            if len(whole) > 1 and whole[-2].isdigit():
                yield _replaced(case, "moved separator", token, f"{whole[:-1]},{whole[-1]}{part}")
        if token.kind in ("g", "k"):
            up = str(_decimal(number) + Decimal("0.1")).replace(".", ",")
            yield _replaced(case, "wrong rounding", token, up)


def _slack(case: Case, token: Token, number: str) -> bool:
    """True where what is written could still be what the row's rounded values give."""
    if token.kind in ("a", "t"):
        actual = _decimal(case.rows[token.row][4])
        return abs(_decimal(number) - actual) <= _half(number, case.rows[token.row][2] not in _MEASURED)
    if token.kind not in ("g", "k", "d"):
        return False
    exact = case.rows[token.row][2] not in _MEASURED
    ends = [[_decimal(v) + s * _half(v, exact) for s in (-1, 1)] for v in case.rows[token.row][4:7]]
    made = []
    for actual in ends[0]:
        for same in ends[1]:
            made += [abs(actual - same) / same * 100] if token.kind == "g" else []
            made += [abs(actual - same)] if token.kind == "d" else []
        made += [actual / plan * 100 for plan in ends[2]] if token.kind == "k" else []
    half = _half(number, token.kind == "d" and exact)
    return _decimal(number) - half <= max(made) and _decimal(number) + half >= min(made)


def _half(written: str, exact: bool) -> Decimal:
    """Half a unit of the last digit written; a whole number of things is exact, a percentage never."""
    digits = len(written.split(",")[1]) if "," in written else 0
    return Decimal(0) if exact and not digits else Decimal(5).scaleb(-digits - 1)


def _swapped(case: Case, token: Token, number: str) -> Iterator[Mutant | None]:
    for at in range(len(number) - 1):
        a, b = number[at], number[at + 1]
        if a.isdigit() and b.isdigit() and a != b and not (at == 0 and b == "0"):
            yield _replaced(case, "swapped digits", token, number[:at] + b + a + number[at + 2 :])


def units(case: Case) -> Iterator[Mutant | None]:
    """Another scale word or unit after the number."""
    for token in case.tokens:
        after = case.text[token.end :]
        for unit, other in _UNITS:
            if token.kind not in ("=", "lo", "hi") and re.match(rf" {unit}(?!\w|/)", after):
                kind = "scale" if "đồng" in unit else "unit"
                text = case.text[: token.end] + " " + other + after[len(unit) + 1 :]
                yield Mutant(kind, text, token.start, token.end)


def places(case: Case) -> Iterator[Mutant | None]:
    """Two members swapped, a neighbour's value, the stale value, the plan for the actual."""
    actual = [t for t in case.tokens if t.kind in ("a", "t")]
    for at, token in enumerate(actual):
        number = case.text[token.start : token.end]
        for other in actual[at + 1 :]:
            value = case.text[other.start : other.end]
            if value == number or other.label != token.label or not token.scope:
                continue
            text = (
                case.text[: token.start]
                + value
                + case.text[token.end : other.start]
                + number
                + case.text[other.end :]
            )
            yield Mutant("members swapped", text, token.start, token.start + len(value))
        near = [r for i, r in enumerate(case.rows) if i != token.row and r[2] == case.rows[token.row][2]]
        for row in near[:2]:
            if row[4] != number:
                yield _replaced(case, "neighbour's value", token, row[4])
        if case.rows[token.row][6] != number:
            yield _replaced(case, "plan for actual", token, case.rows[token.row][6])
        if case.rows[token.row][5] != number:
            yield _replaced(case, "stale value", token, case.rows[token.row][5])


def words(case: Case) -> Iterator[Mutant | None]:
    """Tăng for giảm, a bound broken, the wrong period."""
    for token in case.tokens:
        before = case.text[: token.start]
        said = re.search(r"(tăng|giảm) $", before)
        if said and token.kind in ("g", "d"):
            other = "giảm" if said[1] == "tăng" else "tăng"
            text = before[: said.start()] + other + " " + case.text[token.start :]
            yield Mutant("tăng for giảm", text, said.start(), token.end)
        if token.kind in ("lo", "hi"):
            actual = _decimal(case.rows[token.row][4])
            for percent in (Decimal("1.02"), Decimal("1.07"), Decimal("1.2"), Decimal("1.5")):
                broken = int(actual * percent) + 1 if token.kind == "lo" else int(actual / percent) - 1
                if broken > 0:
                    yield _replaced(case, "bound broken", token, numbers.write(Decimal(broken)))
    for found in re.finditer(r"năm (20\d\d)", case.text):
        past = str(int(found[1]) - 1)
        yield Mutant(
            "wrong period", case.text[: found.start(1)] + past + case.text[found.end(1) :], *found.span()
        )


def lists(case: Case) -> Iterator[Mutant | None]:
    """A part dropped; a wrong total."""
    for joints in case.lists:
        for low, high in pairwise(joints):
            text = case.text[:low] + case.text[high:]
            if text[low : low + 1] in ";," and low == joints[0]:
                text = text[:low] + text[low + 1 :].lstrip()
            start = max(case.text.rfind("\n", 0, low), 0)
            yield Mutant("dropped part", text, start, high)
    for token in case.tokens:
        if token.kind == "t":
            number = case.text[token.start : token.end]
            for step in (1, 3, 7):
                wrong = numbers.write(_decimal(number) + step)
                yield _replaced(case, "wrong total", token, wrong)


PLANTERS: tuple[Callable[[Case], Iterator[Mutant | None]], ...] = (digits, units, places, words, lists)


# measuring


def past_text(case: Case) -> str:
    """The precedent: the same text a year before, with that year's numbers."""
    text = case.text
    for token in reversed(case.tokens):
        if token.kind in ("a", "t"):
            text = text[: token.start] + case.rows[token.row][5] + text[token.end :]
    year = int(case.period[:4])
    return text.replace(str(year), str(year - 1))


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


def main() -> int:
    """Prints the figures."""
    verbose = "-v" in sys.argv
    every = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1)
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    clean_errors = clean_warnings = pages = seconds = runs = supported = stated = 0.0
    for path in sorted(TEXTS.glob("*.txt")):
        case = load(path)
        table = case.table()
        past = corpus.parse_text(past_text(case))
        clean = run(case, case.text, table, past)
        assert clean.text == case.text, case.name
        assert not clean.faults, (case.name, clean.faults)
        pages += len(case.text.split()) / 450
        for finding in clean.findings:
            clean_errors += finding.severity == "error"
            clean_warnings += finding.severity == "warning"
            if finding.severity != "info":
                print(
                    "clean:", case.name, finding.severity, finding.code, repr(finding.quote), finding.message
                )
        if table:
            told = [n for n in clean.numbers if n.status != "ignored"]
            stated += len(told)
            supported += sum(n.status in ("matched", "rounded", "derived") for n in told)
        known = Counter(f"{f.code} {f.quote}" for f in clean.findings)
        for mutant in _sample([m for planter in PLANTERS for m in planter(case) if m], every):
            began = time.perf_counter()
            result = run(case, mutant.text, table, past)
            seconds += time.perf_counter() - began
            runs += 1
            planted[mutant.kind] += 1
            sure[mutant.kind] += caught(result, mutant, known, ("error",))
            if caught(result, mutant, known, ("error", "warning")):
                found[mutant.kind] += 1
            else:
                line = mutant.text[max(0, mutant.start - 70) : mutant.end + 30].replace("\n", " ")
                missed[mutant.kind].append(f"{case.name}: …{line} [{mutant.text[mutant.start : mutant.end]}]")
    for kind in sorted(planted):
        share, certain = found[kind] / planted[kind], sure[kind] / planted[kind]
        print(f"{kind:20} {found[kind]:4}/{planted[kind]:4} {share:7.1%}  errors {certain:7.1%}")
        for line in missed[kind] if verbose else []:
            print("      ", line)
    total, told, certain = (sum(c.values()) for c in (planted, found, sure))
    print(f"overall              {told}/{total} {told / total:.1%}  errors {certain / total:.1%}")
    print(f"clean: {clean_errors:.0f} errors, {clean_warnings:.0f} warnings on {pages:.1f} pages")
    print(f"clean: figures matched or derived {supported / stated:.1%}")
    print(f"{seconds / runs * 1000:.1f} ms a check")
    return 0


if __name__ == "__main__":
    sys.exit(main())
