"""A count told out of a whole in words: `11.208 trên 12.956 hộ đạt gia đình văn hóa`, `15 thôn trong tổng số 20 thôn`.

The first number is the part, whatever is counted being said behind the whole; the second is the whole, no bound.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.numbers.types import Reading

_JOINT = re.compile(r"\s+(?:(?:trên|trong|/)\s+)(?:tổng\s+|tổng số\s+|số\s+|toàn bộ\s+)?", re.I)


def pairs(text: str, readings: Sequence[Reading]) -> dict[int, Reading]:
    """By the place of each part in `readings` its whole, as the text means it.

    Args:
        text: the text that the readings are of.
        readings: figures of a sentence, in order.
    """
    found: dict[int, Reading] = {}
    for at in range(len(readings) - 1):
        part, whole = readings[at], readings[at + 1]
        if (
            _counts(part)
            and _counts(whole)
            and (part.value or 0) <= (whole.value or 0)
            and _joined(text, part, whole)
        ):
            found[at] = replace(whole, qualifier=None)
    return found


def as_part(part: Reading, whole: Reading) -> Reading:
    """The part, which counts what the whole counts where it says nothing itself."""
    return part if part.unit else replace(part, unit=whole.unit, noun=whole.noun)


def _counts(reading: Reading) -> bool:
    return reading.kind == "quantity" and reading.value is not None and not reading.decimals


def _joined(text: str, part: Reading, whole: Reading) -> bool:
    """True where only `trên`, `trong tổng số`, … stands between, the part's own noun at most beside it."""
    between = text[part.end : whole.start]
    noun = part.noun if part.noun and between.lstrip().startswith(part.noun) else ""
    rest = between.lstrip()[len(noun) :] if noun else between
    same = not part.unit or part.unit == whole.unit
    return same and _JOINT.fullmatch(rest if rest[:1].isspace() else f" {rest}") is not None
