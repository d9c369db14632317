"""What a clerk would supply for a report: `tables/*.tsv` (`clerk_shapes` lays it out as tables).

A file of `tables/` names a report of the folder `shared` (which isn't part of the project), and holds its figures with
the value of the same period and of the plan (invented where the report has none), each under the report's name for it
and under a clerk's. Its last column says where the report states them: `a:4.235,04` the actual, `s` same period, `p`
plan, `g` growth, `k` percent of plan, `d` the difference, `lo`, `hi` a bound, `x` the number in another form; `#3`: the
third time that this number stands in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Row:
    """One figure with its names, its values as the report would write them, and where it is stated."""

    group: str
    label: str
    clerk: str
    unit: str
    place: str
    actual: str
    same: str
    plan: str
    spots: tuple[str, ...]


@dataclass(frozen=True)
class Spec:
    """The figures of a report."""

    name: str
    file: str
    period: str
    unit: str
    member: str
    rows: tuple[Row, ...]

    @property
    def year(self) -> int:
        """The year reported on."""
        return int(self.period[:4])

    def when(self, year: int) -> str:
        """The period's words in a year."""
        return f"năm {year}" if self.period[4:] == "" else f"6 tháng đầu năm {year}"

    @property
    def members(self) -> list[str]:
        """The members that have figures, in order."""
        return list(dict.fromkeys(r.place for r in self.rows if r.place))

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """The rows by field."""
        for name in dict.fromkeys(r.group for r in self.rows):
            yield name, [r for r in self.rows if r.group == name]


def load(path: Path) -> Spec:
    """Reads a file of `tables/`."""
    meta, rows = {"member": ""}, []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# ") and ": " in line and "\t" not in line:
            key, value = line[2:].split(": ", 1)
            meta[key] = value
        elif line and not line.startswith("#"):
            cells = (line.split("\t") + [""] * 9)[:9]
            rows.append(Row(*cells[:8], spots=tuple(cells[8].split())))
    return Spec(path.stem, meta["file"], meta["period"], meta["unit"], meta["member"], tuple(rows))


def specs() -> list[Spec]:
    """All of `tables/`."""
    return [load(p) for p in sorted(HERE.glob("*.tsv"))]


def spots(spec: Spec, text: str) -> Iterator[tuple[int, Row, str, int, int]]:
    """Where a report states the figures: index of the row, the row, how, start and end."""
    for index, row in enumerate(spec.rows):
        for spot in row.spots:
            kind, _, rest = spot.partition(":")
            quote, _, nth = rest.partition("#")
            places = list(re.finditer(rf"(?<![\d.,/:-]){re.escape(quote)}(?![\d/]|[.,]\d)", text))
            start = places[int(nth or 1) - 1].start()
            yield index, row, kind, start, start + len(quote.split("/")[0])
