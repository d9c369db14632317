"""Runs of numbering: which labels go on with which, and which runs stand within another.

The conventional order of kinds (Roman above Arabic above letters) is what is assumed, and given up where
a document shows otherwise: in `1. I. II. 2.` the Roman numbers stand within the Arabic ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.structure.labels import NAMED, Label

_MOST_OPEN = 40  # a document that opens more numberings within each other has none


@dataclass(slots=True)
class _Run:
    group: int
    label: Label
    at: int
    fresh: bool  # it began with its first number

    @property
    def style(self) -> tuple[str, int]:
        return self.label.kind, len(self.label.path)


@dataclass(slots=True)
class Runs:
    """Labels grouped by the numbering they belong to.

    Attributes:
        groups: indexes of the pieces of each run, in order.
        lists: runs that stand within a run of the same kind: items under its headings.
        within: for a run, the runs further down by convention that it stands within.
    """

    groups: list[list[int]] = field(default_factory=list)
    lists: set[int] = field(default_factory=set)
    within: dict[int, set[int]] = field(default_factory=dict)
    _open: list[_Run] = field(default_factory=list)

    def place(self, at: int, label: Label) -> None:
        """Put the next label, that of piece `at`, into its run."""
        if label.kind in NAMED:
            self._open = [run for run in self._open if run.label.rank <= label.rank]
        found = self._exact(label)
        if found is None:
            found = self._roughly(label)
        if found is None:
            self._begin(at, label)
        else:
            self._go_on(found, at, label)

    def _exact(self, label: Label) -> int | None:
        """The innermost open run whose next number this is."""
        for index in range(len(self._open) - 1, -1, -1):
            run = self._open[index]
            if run.style == (label.kind, len(label.path)) and label.follows(run.label.path):
                inner = self._open[index + 1 :]
                if all(r.fresh or r.label.rank > run.label.rank for r in inner):
                    return index
        return None

    def _roughly(self, label: Label) -> int | None:
        """The run a label goes on with though a number was left out or printed twice."""
        for index in range(len(self._open) - 1, -1, -1):
            run = self._open[index]
            if run.label.rank < label.rank:
                return None
            if run.style != (label.kind, len(label.path)):
                continue
            if label.path == run.label.path:
                return index if label.path[-1] != 1 else None
            if label.path[-1] == 1 and len(label.path) == 1:
                return None
            return index if run.label.path < label.path else None
        return None

    def _go_on(self, index: int, at: int, label: Label) -> None:
        run = self._open[index]
        for inner in self._open[index + 1 :]:
            if inner.style == run.style:
                self.lists.add(inner.group)
            elif inner.label.rank <= run.label.rank:
                self.within.setdefault(inner.group, set()).add(run.group)
        del self._open[index + 1 :]
        run.label, run.at = label, at
        self.groups[run.group].append(at)

    def _begin(self, at: int, label: Label) -> None:
        group = len(self.groups)
        fresh = label.path[-1] == 1
        if fresh and self._open and self._open[-1].at == at - 1:
            self._begun_under(self._open[-1], group, label)
        self.groups.append([at])
        self._open.append(_Run(group, label, at, fresh))
        if len(self._open) > _MOST_OPEN:
            del self._open[1 : _MOST_OPEN // 2]

    def _begun_under(self, above: _Run, group: int, label: Label) -> None:
        """A run that begins right under a label, no text between: it stands within that label's run."""
        if above.label.rank < label.rank or above.label.kind in NAMED:
            return
        if above.style == (label.kind, len(label.path)):
            self.lists.add(group)
        else:
            self.within.setdefault(group, set()).add(above.group)

    def is_above(self, one: tuple[int, Label], other: tuple[int, Label]) -> bool:
        """Whether a label of run `one` may be the parent of a later one of run `other`."""
        if other[0] in self.within.get(one[0], ()):
            return False
        return one[1].rank < other[1].rank or one[0] in self.within.get(other[0], ())


def find_runs(labels: Mapping[int, Label]) -> Runs:
    """The runs of numbering among labels by their pieces' indexes."""
    runs = Runs()
    for at, label in labels.items():
        runs.place(at, label)
    return runs
