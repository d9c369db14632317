"""Where figures go that no precedent states: each bundled report's own outline, its statements hidden.

Every indicator is placed by fit alone into the report's sections; right is a section whose sentences state it.
Run: `python -m tests.bench.placing` (`-v` for each one placed elsewhere).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from corpus.types import Report
from drafting import writers
from drafting.types import FigureTable, Plan, Profile
from drafting.writers.placing import place_figures, stated_in
from drafting.writers.view import view
from tests.bench.drafting import figures_of, library


@dataclass(frozen=True)
class Placed:
    """An indicator, where the report states it, and where fit put it (headings)."""

    report: str
    label: str
    section: str
    true: tuple[str, ...]
    placed: str

    @property
    def right(self) -> bool:
        """The very section."""
        return self.placed in self.true

    @property
    def near(self) -> bool:
        """The section, or a sister under the same heading."""
        return any(self.placed.rpartition(".")[0] == t.rpartition(".")[0] for t in self.true)


def hidden(plan: Plan) -> Plan:
    """The plan without what precedents and tables tell of places."""
    return replace(
        plan,
        follows="",
        sections=tuple(replace(s, precedents=(), figures=(), table=False) for s in plan.sections),
    )


def placed(report: Report, table: FigureTable) -> list[Placed]:
    """Each indicator of the table that the report's sentences state."""
    meta = report.meta
    period = meta.period or ""
    plan = writers.make_plan(meta.unit, period, meta.kind, Profile(unit=meta.unit), table, [], outline=report)
    seen = view(report.name, report, plan.figures)
    by_key = plan.figures.by_key()
    true: dict[str, list[str]] = {}
    for section in plan.sections:
        for key in stated_in(seen, section.number, plan):
            true.setdefault(by_key[key].indicator, []).append(section.number)
    fit = place_figures(hidden(plan), {})
    homes = {by_key[k].indicator: s.number for s in fit.sections for k in s.figures}
    heads = {s.number: s.heading for s in plan.sections}
    found = []
    for indicator, sections in true.items():
        figure = next(f for f in table.figures if f.indicator == indicator)
        home = homes.get(indicator, "")
        found.append(Placed(report.name, figure.label, heads.get(home, ""), tuple(sections), home))
    return found


def measure() -> list[Placed]:
    """Over the library, letters left out: those tell results in their opening."""
    found = []
    for stored in library():
        table = figures_of(stored.report)
        if table.figures and stored.report.meta.kind != "phat-dong":
            found += placed(stored.report, table)
    return found


def line(found: list[Placed]) -> str:
    """The measure in one line."""
    right, near = sum(p.right for p in found), sum(p.right or p.near for p in found)
    return (
        f"placed by fit alone: {right}/{len(found)} = {right / len(found):.3f} in the very section, "
        f"{near / len(found):.3f} there or in a sister section"
    )


def main() -> int:
    """Print the measure, and with `-v` what went elsewhere."""
    found = measure()
    if "-v" in sys.argv:
        for one in found:
            if not one.right:
                print(one.report, one.label, one.placed, one.section, "not", one.true, sep=" | ")
    print(line(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
