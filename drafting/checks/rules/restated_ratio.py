"""The part of a ratio is the count stated for it just before: `số người có việc làm là 2.685 … 3.222/3.353`.

Source: the real commune report; contract code `restated`. Only where the ratio's own words (`tỷ lệ X
trên …`) name what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding, place
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "restated"
_RATE = re.compile(r"(?<!\w)t[yi] le ([\w ]{5,60}?) (?:tren|so voi|trong tong|/)(?!\w)")
_REACH = 500


def check(document: Document) -> Iterable[Finding]:
    """Findings on ratios whose part was counted otherwise."""
    for ratio in document.prose:
        if ratio.kind != "ratio" or ratio.of is None:
            continue
        low = document.sentence(ratio.start)[0]
        named = list(_RATE.finditer(document.plain, low, ratio.start))
        if not named or len(document.within(named[-1].end(), ratio.start)):
            continue
        counted = _counted(document, named[-1][1].strip(), named[-1].start())
        if counted and counted.value not in (ratio.value, ratio.of):
            message = f"Nêu {counted.quote} ở trên, nhưng tỷ lệ này lấy {ratio.value:f} trên {ratio.of:f}."
            span = ratio.start, ratio.end
            yield finding(document, CODE, "error", span, message, evidence=[place(counted)])


def _counted(document: Document, words: str, before: int) -> Reading | None:
    """The count of the same words, stated a little earlier in the same line."""
    start = max(document.text.rfind("\n", 0, before) + 1, before - _REACH)
    for reading in reversed(document.within(start, before)):
        low = max(document.text.rfind(c, start, reading.start) for c in ";.,\n") + 1
        clause = document.plain[max(low, start) : reading.start]
        if reading.kind == "quantity" and re.search(rf"(?<!\w)so {re.escape(words)}(?!\w)", clause):
            return reading
    return None
