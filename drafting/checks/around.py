"""A number that nothing explains yet, with what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Report
from drafting.checks.plain import plain
from drafting.checks.settle_table import SettleTable
from drafting.types import Alignment, Mention


@dataclass(frozen=True, slots=True)
class Around:
    """A number with what stands around it: `before` and `behind` are plain words between it and its neighbours.

    `moment` is the quarter or year that its words say, where the figures have a column of it.
    """

    table: SettleTable
    mentions: Sequence[Mention]
    by_mention: Mapping[int, Alignment]
    mention: Mention
    before: str
    behind: str
    report: Report
    moment: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return self.report.text

    @property
    def year(self) -> int:
        """The report's year, 0 where it isn't known."""
        period = self.report.meta.period
        return int(period[:4]) if period else 0

    @property
    def said(self) -> str:
        """The words before it with accents, in small letters: `công` is no `cộng`."""
        start = self.mention.reading.start
        return self.text[max(0, start - len(self.before)) : start].lower()

    @property
    def clause(self) -> str:
        """Plain words of its sentence up to it, from the last semicolon on."""
        return plain(self.written)

    @property
    def written(self) -> str:
        """The same with accents, in small letters: `mỗi` is no `mới`."""
        low = max(self.mention.sentence[0], self.text.rfind(";", 0, self.mention.reading.start) + 1)
        return self.text[low : self.mention.reading.start].lower()
