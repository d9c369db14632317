"""The part of a ratio is the count stated for it just before: `lao động có việc làm là 3.874 người … 4.118/4.305`.

Source: the real commune report; contract code `restated`. Only where the ratio's own words (`tỷ lệ X
trên …`) name what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import finding, place
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "restated"
_RATE = re.compile(r"(?<!\w)t[yi] le ([\w ]{5,60}?) (?:tren|so voi|trong tong|/)(?!\w)")
_REACH = 500
_WORD = re.compile(r"[^\W\d_]+")


def check(document: Document) -> Iterable[Finding]:
    """Findings on ratios whose part was counted otherwise."""
    for ratio in document.prose:
        if ratio.kind != "ratio" or ratio.of is None:
            continue
        low = document.sentence(ratio.start)[0]
        named = list(_RATE.finditer(document.plain, low, ratio.start))
        if not named or len(document.within(named[-1].end(), ratio.start)):
            continue
        yield from _whole(document, ratio, named[-1])
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
        rate = re.search(r"(?<!\w)(?:t[yi] (?:le|trong)|trong do(?! tuoi)|them|moi)(?!\w)", clause)
        if reading.kind == "quantity" and not rate and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", clause):
            return reading
    return None


def _whole(document: Document, ratio: Reading, named: re.Match[str]) -> Iterator[Finding]:
    """The whole of the ratio, counted before in nearly the same words (`số người trong độ tuổi …`)."""
    wanted = set(_WORD.findall(document.plain[named.end() : ratio.start]))
    start = max(document.text.rfind("\n", 0, named.start()) + 1, named.start() - _REACH)
    for reading in reversed(document.within(start, named.start())):
        low = max(document.text.rfind(c, start, reading.start) for c in ";.,\n") + 1
        words = set(_WORD.findall(document.plain[max(low, start) : reading.start]))
        near = len(wanted) > 5 and len(wanted & words) * 10 >= len(wanted) * 9
        if near and reading.kind == "quantity" and not reading.change and reading.value != ratio.of:
            message = f"Nêu {reading.quote} ở trên, nhưng tỷ lệ này tính trên {ratio.of:f}."
            yield finding(
                document, CODE, "error", (ratio.start, ratio.end), message, evidence=[place(reading)]
            )
            return
