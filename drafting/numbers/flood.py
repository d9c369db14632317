"""Numbers on and on: hundreds in a row with no words between them, or always the same ones.

No report holds such a thing; a broken file or a hostile one does. They are passed over as one unclear
reading, so that the time of reading does not depend on them.
"""

from __future__ import annotations

import re

STREAK = 256
LONGEST = 4096
_NO_LETTERS = re.compile(r"[\W\d_]*+")
_NUMBER = r"[0-9]++(?:[.,][0-9]++)*+"


class Flood:
    """What stood between the numbers so far."""

    __slots__ = ("_end", "_gap", "_low", "_streak")

    def __init__(self, low: str) -> None:
        self._low, self._end, self._gap, self._streak = low, 0, "", 0

    def rises(self, start: int, end: int) -> bool:
        """Count one more number; True where there were too many of a kind."""
        gap = self._low[self._end : start]
        if gap == self._gap or not gap.islower():
            self._streak += 1
        else:
            self._streak = 0
        self._end, self._gap = end, gap
        return self._streak >= STREAK

    def ebbs(self, start: int, limit: int) -> int | None:
        """Where the run of numbers that goes on at `start` ends; None where it is soon over."""
        self._streak = 0
        bare = _NO_LETTERS.match(self._low, start, limit)
        same = re.compile(rf"(?:{_NUMBER}{re.escape(self._gap)})*+").match(self._low, start, limit)
        end = max(m.end() for m in (bare, same) if m)
        return end if end - start >= LONGEST else None
