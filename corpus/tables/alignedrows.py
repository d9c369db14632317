"""Cells and rows of a table aligned by blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.labels import parse_label
from corpus.tables.columns import read_heads
from corpus.tables.segments import VALUE, Line, Segment, is_formulas, is_numbers
from corpus.text.pieces import Grid, grid_rows

_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H]|[a-zđ]|[-–+])[.)]?$")
_HEADER_LINES = 18


class Builder:
    """Cuts the lines of a table into cells and rows.

    Args:
        block: its lines, header included.
        columns: the spans of its columns.
    """

    def __init__(self, block: list[Line], columns: list[tuple[float, float]]) -> None:
        self.block, self.columns = block, columns
        widths = [end - start for start, end in columns]
        self.label = widths.index(max(widths[:3]))
        self.body = self._body_start()

    def build(self) -> tuple[Grid, int] | None:
        """The table, and the line after it."""
        head = self.block[: self.body]
        printed = [line for line in head if is_numbers(line) or is_formulas(line)]
        header = [line for line in head if line not in printed]
        again = {line.texts for line in head}
        lines = [line for line in self.block[self.body :] if line.texts not in again]
        heads = self._heads(header) if header else []
        if printed:
            heads.append(["".join(column) for column in zip(*map(self._word_cells, printed), strict=True)])
        rows = [self._joined(group) for group in self._groups(lines)]
        if len(rows) < 2:
            return None
        return Grid(grid_rows([*heads, *rows]), sum(map(any, heads))), self.block[-1].number + 1

    def _body_start(self) -> int:
        for at, line in enumerate(self.block[:_HEADER_LINES]):
            if is_numbers(line):
                below = self.block[at + 1] if at + 1 < len(self.block) else None
                return at + 1 + (below is not None and is_formulas(below))
        for at, line in enumerate(self.block):
            if line.is_body or (at and self._is_anchor(line)):
                return at - self._lead(at)
        return len(self.block)

    def _lead(self, at: int) -> int:
        """Lines right above the first row that belong to it: a label set around its figures' line."""
        count = 0
        while at - count - 1 > 0 and self.block[at - count - 1].number == self.block[at - count].number - 1:
            line = self.block[at - count - 1]
            if len(line.segments) != 1 or self._column(line.segments[0]) != self.label:
                break
            count += 1
        below = self.block[at + 1 : at + 2]
        centred = bool(below) and len(below[0].segments) == 1
        return count if centred and count <= 2 else 0

    def _touched(self, segment: Segment) -> list[int]:
        return [
            at for at, (a, b) in enumerate(self.columns) if min(b, segment.end) - max(a, segment.start) > 0
        ]

    def _column(self, segment: Segment) -> int:
        touched = self._touched(segment)
        if len(touched) > 1 and touched[0] == 0 and not _ORDINAL.match(segment.text):
            return touched[0] if self.label == 0 else touched[1]

        def fit(at: int) -> tuple[float, float]:
            start, end = self.columns[at]
            shared = min(end, segment.end) - max(start, segment.start)
            return max(0.0, shared), -abs((start + end) / 2 - segment.middle)

        return max(range(len(self.columns)), key=fit)

    def _cells(self, line: Line) -> list[str]:
        cells = [""] * len(self.columns)
        before = -1
        for segment in line.segments:
            at = self._column(segment)
            if at == before and at + 1 < len(self.columns) and VALUE.match(segment.text) and at > self.label:
                at += 1  # two figures never share a cell: one has drifted
            before = at
            label = parse_label(segment.text) if at <= 1 and self.label == 1 else None
            if label is not None and label.kind != "bullet" and segment.start < self.columns[0][1]:
                cells[0], cells[1] = label.printed, f"{cells[1]} {segment.text[label.end :]}".strip()
                continue
            cells[at] = f"{cells[at]} {segment.text}".strip()
        return cells

    def _word_cells(self, line: Line) -> list[str]:
        """Cells by word, for heads and numbers that stand closer than columns do."""
        cells = [""] * len(self.columns)
        for segment in line.segments:
            for word in re.finditer(r"\S+", segment.text):
                start = segment.start + word.start()
                at = self._column(Segment(word[0], start, start + len(word[0])))
                cells[at] = f"{cells[at]} {word[0]}".strip()
        return cells

    def _is_anchor(self, line: Line) -> bool:
        """A line that a row has once: with its ordinal, or with figures."""
        first = line.segments[0]
        if self.label == 1 and first.start < self.columns[0][1]:
            return bool(_ORDINAL.match(first.text) or parse_label(first.text) or len(line.segments) > 2)
        return any(VALUE.match(s.text) for s in line.segments if self._column(s) > self.label)

    def _heads(self, header: Sequence[Line]) -> list[list[str]]:
        """Header lines put together; heads over several columns make a row of their own."""
        group, leaf = [""] * len(self.columns), [""] * len(self.columns)
        for line in header:
            for segment in line.segments:
                under = self._touched(segment)
                wide = len(under) > 1 and under[0] > self.label
                if wide and any(head.role == "group" for head in read_heads(segment.text)):
                    group[under[0]] = f"{group[under[0]]} {segment.text}".strip()
                    continue
                words = self._word_cells(Line(0, (segment,))) if wide else self._cells(Line(0, (segment,)))
                leaf = [f"{have} {more}".strip() for have, more in zip(leaf, words, strict=True)]
        return [group, leaf] if any(group) else [leaf]

    def _groups(self, lines: Sequence[Line]) -> list[list[Line]]:
        """Lines of each row: cells may be set around the line of their figures, or below it."""
        groups: list[list[Line]] = []
        waiting: list[Line] = []
        above = 0
        for line in lines:
            if not self._is_anchor(line):
                waiting.append(line)
                continue
            cut = self._cut(waiting, above, line, groups[-1]) if groups else 0
            if groups:
                groups[-1] += waiting[:cut]
            above = len(waiting) - cut
            groups.append([*waiting[cut:], line])
            waiting = []
        if groups:
            groups[-1] += waiting
        return groups

    def _cut(self, waiting: Sequence[Line], above: int, anchor: Line, upper: Sequence[Line]) -> int:
        """How many of the lines between two rows are the upper one's: as many as stand above its figures."""
        if above:
            return min(above, len(waiting))
        cells = self._cells(anchor)
        label = cells[self.label]
        inner = label[:1].islower() and parse_label(label) is None
        over = self._joined(upper)
        for cut, line in enumerate(waiting):
            places = [self._column(s) for s in line.segments]
            if all(cells[at] and not over[at] for at in places):
                return cut
            if not any(cells[at] for at in places):
                return cut
            if inner and not line.texts[0][0].islower():
                return cut
        return len(waiting)

    def _joined(self, group: Sequence[Line]) -> list[str]:
        rows = [self._cells(line) for line in group]
        return [" ".join(filter(None, column)) for column in zip(*rows, strict=True)]
