"""What the words tell of the whole that a percentage is of: one with a share of its own is none, one named by a deed is it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.checks.document import Document
from drafting.numbers.types import Reading

OF_WHICH = re.compile(
    r"(?<!\w)(?:trong do|trong so do|so nay)(?!\w)|,\s*(?:co )?(?:nu|dang vien)(?: la| co)?\s*$"
)
_SHARE = re.compile(r"(?:chiem|t[iy] le|tuong duong)[\s:(]*$")
_DEED = re.compile(r"\s*(?:trong |tren |cua )?(?:tong )?so (?:\w+ ){1,2}?(da \w+(?: \w+)?)(?=\s?[),.;])")


def has_own_share(document: Document, whole: Reading, part: Reading) -> bool:
    """True for `9.604 hộ nghèo, chiếm 3,14%; 6.943 hộ cận nghèo, chiếm 2,27%`: the first is beside the second, not its whole."""
    behind = document.within(whole.end, part.start)
    own = behind[0] if behind else None
    if own is None or own.kind != "percent" or own.change in ("up", "down") or own.basis:
        return False
    said = _SHARE.search(document.plain, whole.end, own.start) is not None
    return said and not OF_WHICH.search(document.plain[own.end : part.start])


def by_deed(document: Document, percent: Reading, wholes: Sequence[Reading]) -> Reading | None:
    """`đã xử lý 970 đơn, có 880 đơn … (chiếm 90,7% tổng số đơn đã xử lý)`: the whole told by what was done with it."""
    deed = _DEED.match(document.plain, percent.end)
    done = {w.start: w for w in wholes if deed and document.plain[: w.start].rstrip().endswith(deed[1])}
    return next(iter(done.values())) if len(done) == 1 else None
