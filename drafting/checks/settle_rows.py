"""Which rows of the figures a number may be about, by the numbers around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.types import Report
from drafting.alignment.dated import Moments
from drafting.checks.brackets import Brackets
from drafting.checks.names import bare
from drafting.checks.plain import plain
from drafting.checks.settle_table import SettleTable
from drafting.types import Alignment, Figure, Mention

_STOP = re.compile(r"\n|[^.\d]\.\s")
_TOWARDS = re.compile(r"[^,;.()\d]{0,15}(?:moi|de|thi)\s+(?:dat|du|bang|hoan thanh|ve dich)(?!\w)")
_COMPARES = re.compile(r"\W*(?:tu|so voi)(?!\w)[^;.]{0,30}$")
FAR = 1500
# A sentence that goes on about the one before it.
GOES_BACK = re.compile(
    r"\W*(?:(?:kết quả|con số|số|mức|tổng số) (?:này|trên)|như vậy|so với|so cùng kỳ|nếu so|riêng)(?!\w)",
    re.IGNORECASE,
)


@dataclass
class Context:
    """What is known of the document while its alignments are settled, one after the other."""

    report: Report
    mentions: Sequence[Mention]
    by_mention: dict[int, Alignment]
    table: SettleTable
    brackets: Brackets
    year: int | None
    moments: Moments


def rows_before(context: Context, mention: Mention) -> Iterator[dict[str, Figure]]:
    """The rows that the sentence's earlier numbers state, outside deeper brackets, the nearest first.

    A sentence that goes on about the one before it (`Kết quả này tăng …`) means that one's rows too.
    """
    start = mention.reading.start
    back = GOES_BACK.match(context.report.text, mention.sentence[0])
    for earlier in reversed(context.mentions[max(0, mention.index - (40 if back else 12)) : mention.index]):
        if _STOP.search(context.report.text, earlier.reading.end, start):
            if not back or start - earlier.reading.end > FAR:
                return
            if bare(earlier.scope or "") != bare(mention.scope or ""):
                continue
        alignment = context.by_mention.get(earlier.index)
        deeper = context.brackets.depth(earlier.reading.start) > context.brackets.depth(start)
        if alignment is None or alignment.chosen is None or deeper:
            continue
        known = (context.table.by_key[k] for k in alignment.chosen.keys if k in context.table.by_key)
        actual = next((f for f in known if f.role in ("actual", "other")), None)
        if actual is not None:
            yield context.table.rows[actual.indicator, actual.scope]


def rows_behind(context: Context, mention: Mention) -> Iterator[dict[str, Figure]]:
    """The row that the next number is of, where the sentence begins with what it compares with or still lacks.

    `còn phải thu 943,2 tỷ đồng mới đạt 2.180 tỷ đồng`, `Từ 60,2 tỷ đồng năm 2024, thu ngân sách tăng lên …`.
    """
    later = context.by_mention.get(mention.index + 1)
    if later is None or not later.agrees or context.mentions[later.mention].sentence != mention.sentence:
        return
    text, reading = context.report.text, mention.reading
    behind = plain(text[reading.end : reading.end + 50])
    if _TOWARDS.match(behind) or _COMPARES.match(plain(text[mention.sentence[0] : reading.start])):
        for key in sorted(rows_of(context, later), key=str):
            yield context.table.rows[key]


def rows_of(context: Context, alignment: Alignment) -> set[tuple[str, str | None]]:
    """The rows of the figures that an alignment is made of."""
    keys = alignment.chosen.keys if alignment.chosen else ()
    found = (context.table.by_key[k] for k in keys if k in context.table.by_key)
    return {(f.indicator, f.scope) for f in found}
