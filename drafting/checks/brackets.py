"""Round brackets of a text: matched pairs within a line, and how deep an offset lies."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_SIGN = re.compile(r"[()\n]")


@dataclass(frozen=True, slots=True)
class Brackets:
    """Matched brackets.

    Attributes:
        pairs: offsets of `(` and of its `)`, in order of the opening one.
        depths: for every offset, how many brackets are open there.
    """

    pairs: tuple[tuple[int, int], ...]
    depths: bytes

    @classmethod
    def of(cls, text: str) -> Brackets:
        """The brackets of `text`; one that its line does not close is no bracket (`a)` neither)."""
        open_at: list[int] = []
        pairs: list[tuple[int, int]] = []
        for sign in _SIGN.finditer(text):
            if sign[0] == "(":
                open_at.append(sign.start())
            elif sign[0] == "\n":
                open_at.clear()
            elif open_at:
                pairs.append((open_at.pop(), sign.start()))
        depths = bytearray(len(text) + 1)
        for start, end in pairs:
            depths[start : end + 1] = bytes(d + 1 for d in depths[start : end + 1])
        return cls(tuple(sorted(pairs)), bytes(depths))

    def after(self, start: int, end: int) -> tuple[int, int] | None:
        """The first pair that opens in `start:end`."""
        at = bisect_left(self.pairs, (start, 0))
        return self.pairs[at] if at < len(self.pairs) and self.pairs[at][0] < end else None

    def depth(self, offset: int) -> int:
        """How many brackets are open at `offset` (an opening or closing sign lies within its own)."""
        return self.depths[offset]
