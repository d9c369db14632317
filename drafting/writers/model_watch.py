"""Watching a model write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from drafting.types import Draft
from drafting.writers.base import SectionText
from drafting.writers.model_types import Exchange

OnSection = Callable[[int, int, str], None]
"""How many sections are written, of how many, and the heading of the last."""


class Watcher:
    """Told what happens while sections are written, from several threads; this one takes no notice."""

    def planned(self, numbers: Sequence[str], done: Sequence[str]) -> None:
        """These sections of the draft are the model's to write, in order; these of them are written already."""

    def begun(self, number: str) -> None:
        """A section is being asked for."""

    def said(self, number: str, text: str) -> None:
        """The answer for a section so far."""

    def written(self, number: str, text: SectionText, exchange: Exchange) -> None:
        """A section is finished, by the model or by what takes its place."""


class Counter(Watcher):
    """Tells how many sections are finished, and which is the last, in the outline's order.

    Args:
        base: the draft whose sections are written.
        on_section: called for each.
    """

    def __init__(self, base: Draft, on_section: OnSection | None) -> None:
        self._headings = {s.number: s.heading for s in base.sections}
        self._on_section = on_section
        self._lock = threading.Lock()
        self._order: list[str] = []
        self._finished: set[str] = set()
        self._told = 0

    def planned(self, numbers: Sequence[str], done: Sequence[str]) -> None:
        """Take the order over."""
        self._order = list(numbers)
        with self._lock:
            self._finished |= set(done)
            self._tell()

    def written(self, number: str, text: SectionText, exchange: Exchange) -> None:
        """Tell of every section whose earlier ones are all finished."""
        with self._lock:
            self._finished.add(number)
            self._tell()

    def _tell(self) -> None:
        while self._told < len(self._order) and self._order[self._told] in self._finished:
            heading = self._headings[self._order[self._told]]
            self._told += 1
            if self._on_section is not None:
                self._on_section(self._told, len(self._order), heading)
