"""The corpora of example lines: a line of text and what must be read in it.

A file a rule module. The second field holds the figures, ` | ` between them: the value (`3..5` for a
range), then in any order the unit (`_` for a blank), `of=N`, the kind where value and unit don't tell it,
qualifier, change, basis, and `note` where there must be one. What isn't said must not be there. `-` stands
for no figure at all, with the kinds of the non-figures after it. `!` marks a value accepted as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from drafting.numbers.types import Reading

FOLDER = Path(__file__).parent / "corpus"
QUALIFIERS = {"more-than", "at-least", "less-than", "at-most", "about", "nearly"}
CHANGES = {"up", "down", "to"}
BASES = {"plan", "same-period", "previous", "scenario"}
KINDS = {"rank", "fraction", "multiple", "ratio", "percent", "quantity"}


@dataclass(frozen=True)
class Line:
    file: str
    number: int
    text: str
    expected: str

    @property
    def positive(self) -> bool:
        return not (self.expected == "-" or self.expected.startswith("- "))


def lines() -> list[Line]:
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        for n, row in enumerate(path.read_text("utf-8").splitlines(), 1):
            if row.strip() and not row.startswith("#"):
                text, _, expected = row.rpartition("\t")
                found.append(
                    Line(path.stem, n, text.replace("\\n", "\n").replace("\\t", "\t"), expected.strip())
                )
    return found


def faults(line: Line, readings: tuple[Reading, ...]) -> str:
    """What is wrong with the readings of a line, empty when all is right."""
    figures = [r for r in readings if r.figure]
    if not line.positive:
        kinds = ",".join(r.kind for r in readings)
        wanted = line.expected[1:].strip()
        return "" if kinds == wanted else f"{kinds!r} != {wanted!r}"
    wanted_figures = line.expected.split(" | ")
    if len(figures) != len(wanted_figures):
        return f"{len(figures)} figures, not {len(wanted_figures)}: {[r.quote for r in figures]}"
    wrong = [
        f"{r.quote}: {why}" for r, w in zip(figures, wanted_figures, strict=True) if (why := _fault(r, w))
    ]
    return "; ".join(wrong)


def _fault(reading: Reading, wanted: str) -> str:
    value, *rest = wanted.split()
    given = set(rest)
    checks = [
        ("qualifier", reading.qualifier, _one(given, QUALIFIERS)),
        ("change", reading.change, _one(given, CHANGES)),
        ("basis", reading.basis, _one(given, BASES)),
        ("note", bool(reading.note), "note" in given),
    ]
    if ".." in value:
        low, high = value.split("..")
        checks += [
            ("low", reading.low, Decimal(low)),
            ("high", reading.high, Decimal(high)),
            ("kind", reading.kind, "range"),
        ]
    else:
        checks.append(("value", reading.value, Decimal(value)))
        checks.append(("inside", _inside(reading), True))
    of = next((g[3:] for g in given if g.startswith("of=")), None)
    checks.append(("of", reading.of, Decimal(of) if of else None))
    kind = _one(given, KINDS) or ("ratio" if of else None)
    if kind:
        checks.append(("kind", reading.kind, kind))
    unit = given - QUALIFIERS - CHANGES - BASES - KINDS - {"note"} - {f"of={of}"}
    if unit:
        checks.append(("unit", reading.unit, unit.pop().replace("_", " ")))
    return ", ".join(f"{name} {got} not {want}" for name, got, want in checks if got != want)


def _inside(reading: Reading) -> bool:
    return (
        reading.low is not None and reading.high is not None and reading.low <= reading.value <= reading.high
    )  # type: ignore[operator]


def _one(given: set[str], known: set[str]) -> str | None:
    return next(iter(given & known), None)
