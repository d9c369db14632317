"""Numbers that say more about the one before them: a percentage in brackets, a growth, a remainder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.alignment import units
from drafting.alignment.spots import Spot
from drafting.alignment.subjects import content
from drafting.alignment.words import key
from drafting.numbers.types import Reading
from drafting.types.alignment import Mention

_AGAIN = re.compile(r"kế hoạch|\bKH\b|cùng kỳ|năm trước|còn phải|còn lại|chỉ tiêu|còn", re.I)
_REMAINS = re.compile(r"\W*còn(?: lại| phải)?\b", re.I)
_APART = re.compile(r"[;]|\btrong đó\b|\bgồm\b", re.I)
# what leads to a rank names nothing: `tăng 6,9%, xếp vị trí thứ 12/34`
_RANKED = re.compile(r"\b(?:xếp|đứng|hạng|vị trí|vị thứ|thứ|thứ hạng)\b", re.I)
_BESIDE = frozenset({"percent", "multiple", "rank"})


def companion(
    spot: Spot, own: str, noun: str, line: Sequence[Mention], root: Mention | None
) -> Mention | None:
    """The mention that a number says more about, None where it speaks of something of its own.

    `own` and `noun` are the number's words, `line` the mentions of its line so far, and `root` the last
    of them (or what that one is a companion of).
    """
    if root is None or spot.scope is not None:
        return None
    if spot.reading.kind == "rank":
        own = _RANKED.sub(" ", own)
    change = _change(spot.reading)
    earlier = _same_counted(spot, line) if change and not content(own) else None
    if earlier is not None and _another(spot, noun, earlier):
        return None
    if earlier is not None and content(noun) < 2:
        return earlier
    again = bool(_REMAINS.match(spot.near)) and content(noun) < 2
    if _APART.search(spot.left) and not again:
        return None
    if content(own):
        return None
    same_unit = units.fit(root.reading.unit, spot.reading.unit) >= units.SAME
    if again or "chiếm" in spot.near.lower() or (change and same_unit):
        return root
    return root if _beside(spot, noun, change) else None


def _beside(spot: Spot, noun: str, change: bool) -> bool:
    """True where a number without words of its own stands beside another."""
    if content(noun) and spot.reading.kind not in {"percent", "multiple"}:
        return False
    if content(noun) >= 2 and not change:
        return False
    return spot.reading.kind in _BESIDE or change or bool(_AGAIN.search(spot.left))


def _same_counted(spot: Spot, line: Sequence[Mention]) -> Mention | None:
    """The last number of the sentence that counts the same thing (`12 vụ, 4 người chết; giảm 3 vụ`)."""
    unit = spot.reading.unit
    if not unit or unit == "%":
        return None
    near = [m for m in line if m.sentence == spot.sentence and m.reading.unit == unit]
    return near[-1] if near and near[-1].companion_of is None else None


def _another(spot: Spot, noun: str, earlier: Mention) -> bool:
    """`tăng 42 người chết (6,4%), tăng 101 người bị thương`: people counted for something else."""
    unit = key(spot.reading.unit or "")
    rest = key(noun).removeprefix(unit).strip()
    same = key(earlier.subject).removeprefix(unit).strip()
    return bool(rest and same and content(rest)) and rest not in same and same not in rest


def _change(reading: Reading) -> bool:
    return reading.change in {"up", "down"}
