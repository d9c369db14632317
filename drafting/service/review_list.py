"""The findings as a reviewer goes through them: errors first, numbers that no table has gathered by sentence.

A report tells many things that the tables don't hold, each a warning by itself; a list of them hides the errors. So
they stand together, the numbers of one sentence as one item that is settled in one go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from drafting.service.findings import marks
from drafting.types import Finding, Place
from drafting.workspace.store import Review
from drafting.workspace.store import Verdict as Verdict

Kind = Literal["error", "warning", "unsupported", "info"]
KINDS: tuple[Kind, ...] = ("error", "warning", "unsupported", "info")
# A finding that the reviewer finds right is still to be mended.
SETTLING = frozenset({"wrong", "accepted"})


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, or the numbers of one sentence that no table has, with what was said of it (of all of them)."""

    findings: tuple[Finding, ...]
    said: Review | None

    @property
    def first(self) -> Finding:
        """The finding that stands for the item."""
        return self.findings[0]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The numbers it is about, those that a finding speaks for too."""
        return tuple(dict.fromkeys(q for f in self.findings for q in (f.quote, *_others(f)) if q))

    @property
    def settled(self) -> bool:
        """True where nothing is left to do about it."""
        return self.said is not None and self.said.verdict in SETTLING


def review_list(findings: Sequence[Finding], kept: Mapping[str, Review]) -> dict[Kind, tuple[Item, ...]]:
    """Items by kind, each in order of the text, what is left to do before what is settled."""
    said = dict(zip(map(id, findings), marks(findings, kept), strict=True))
    by_kind: dict[Kind, tuple[Item, ...]] = {}
    for kind in KINDS:
        mine = sorted(
            (f for f in findings if kind_of(f) == kind), key=lambda f: (f.start is None, f.start or 0)
        )
        groups = _by_sentence(mine) if kind == "unsupported" else [(f,) for f in mine]
        items = (Item(group, _of_all([said[id(f)] for f in group])) for group in groups)
        by_kind[kind] = tuple(sorted(items, key=lambda i: i.settled))
    return by_kind


def kind_of(finding: Finding) -> Kind:
    """Which list a finding stands in."""
    return "unsupported" if finding.code == "figure-unsupported" else finding.severity


def unsettled_errors(findings: Sequence[Finding], kept: Mapping[str, Review]) -> int:
    """How many errors are neither mended nor found to be none."""
    return sum(not item.settled for item in review_list(findings, kept)["error"])


def _by_sentence(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    return [tuple(group) for _, group in groupby(findings, key=lambda f: f.sentence)]


def _of_all(said: Sequence[Review | None]) -> Review | None:
    """The mark of all of them: the first one's where each has one that settles as much."""
    first = said[0]
    same = first is not None and all(s is not None and s.verdict == first.verdict for s in said)
    return first if same else None


def _others(finding: Finding) -> list[str]:
    if finding.code != "figure-unsupported":
        return []
    return [e.quote for e in finding.evidence if isinstance(e, Place)]
