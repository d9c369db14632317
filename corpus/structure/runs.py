"""The runs of one kind of numbering that are open at a place: which of them a label goes on with."""

from __future__ import annotations

from corpus.structure.labels import Label

_Path = tuple[int, ...]


class OpenRuns:
    """Open runs by the label they reached last, the innermost at the end.

    Each step takes the same time however many runs are open, so that a document whose every paragraph
    is numbered `1.` takes no longer than any other.

    Args:
        rank: the depth of the numbering.
    """

    def __init__(self, rank: int) -> None:
        self.rank = rank
        self._runs: list[tuple[int, _Path]] = []
        self._reached: dict[_Path, list[int]] = {}

    def place(self, label: Label, fresh: int) -> tuple[int, list[int]]:
        """The group a label belongs to (`fresh` where it begins one), and those that end inside it."""
        found = self._goes_on(label)
        if found is None:
            self._push(fresh, label.path)
            return fresh, []
        closed = []
        while len(self._runs) > found + 1:
            closed.append(self._pop())
        group = self._pop()
        self._push(group, label.path)
        return group, closed

    def _goes_on(self, label: Label) -> int | None:
        if not self._runs:
            return None
        innermost = len(self._runs) - 1
        last = self._runs[innermost][1]
        if label.path[-1] == 1:
            return innermost if last < label.path else None
        before = (*label.path[:-1], label.path[-1] - 1)
        if self._reached.get(before):
            return self._reached[before][-1]
        return innermost if last < label.path else None

    def _push(self, group: int, path: _Path) -> None:
        self._reached.setdefault(path, []).append(len(self._runs))
        self._runs.append((group, path))

    def _pop(self) -> int:
        group, path = self._runs.pop()
        self._reached[path].pop()
        return group
