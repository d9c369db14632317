"""An average of what is counted far above, or a year: `Quỹ hội có 95,2 triệu đồng, bình quân 200 nghìn đồng/hội viên`.

Source: contract code `ratio-percent`. Where the line has the amount and no count. `/năm` is over the years that the title
says (`Tổng kết 5 năm`, `giai đoạn 2020 - 2024`); of counts above one must be a slip of the pen away and none fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.averages import ELSE, averages, fits, judge, judge_list, slipped, told_before, told_in
from drafting.checks.document import Document
from drafting.checks.parts import parts
from drafting.numbers.types import Reading
from drafting.types import Finding

_PERIOD = re.compile(
    r"(?<!\w)(?:tong ket|ket qua|so ket) (\d{1,2}) nam(?!\w)|giai doan (\d{4}) ?[-–] ?(\d{4})"
)
_OTHER_YEARS = re.compile(r"(?<![\d.,])\d{1,2} nam(?!\w)|(?<!\w)nam \d{4}")
_TITLE = 400
_LINES = 8
_SUBJECT = re.compile(r"([^\W\d_]+ [^\W\d_]+)(?: (?:tin dung|cho vay|vay|cua|la))*\s*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on such averages."""
    for reading, amount, head in _averages(document):
        low = document.sentence(reading.start)[0]
        totals, counts = told_before(document, document.text.rfind("\n", 0, low) + 1, reading, amount, head)
        if len(totals) == 1 and not counts and not ELSE.search(document.plain, low, reading.start):
            found = list(_judge(document, reading, totals[0], amount, head))
            yield from found
            if found or any(
                fits(reading, totals[0], c) for c in told_before(document, 0, reading, amount, head)[1]
            ):
                continue
        if not counts:
            yield from _of_subject(document, reading, amount, head)


def _averages(document: Document) -> Iterator[tuple[Reading, str, str]]:
    for part in document.view(parts):
        for reading, amount, head in part.document.view(averages):
            yield reading.moved(part.start), amount, head


def _judge(document: Document, reading: Reading, total: Reading, amount: str, head: str) -> Iterator[Finding]:
    if head == "nam":
        years = _years(document)
        line = document.text.rfind("\n", 0, reading.start) + 1
        if years > 1 and not _OTHER_YEARS.search(document.plain, line, reading.start):
            yield from judge_list(document, reading, total, Decimal(years), ())
        return
    counts = [c for c in told_before(document, 0, reading, amount, head)[1] if c.amount > 0]
    off = [c for c in counts if slipped(reading, total, c)]
    if len({c.value for c in off}) == 1 and not any(fits(reading, total, c) for c in counts):
        yield from judge(document, reading, total, off[0])


def _of_subject(document: Document, reading: Reading, amount: str, head: str) -> Iterator[Finding]:
    """`Dư nợ bình quân một hộ 59,1 triệu đồng`: of the total dư nợ and its hộ, told in one sentence some lines above."""
    low = document.sentence(reading.start)[0]
    lead = document.plain[low : reading.start]
    subject = _SUBJECT.search(lead.rpartition("binh quan")[0] or lead.rpartition("trung binh")[0])
    if not subject or head.split()[:1] in ([], ["nam"]) or ELSE.search(lead):
        return
    pairs = list(_pairs_above(document, low, reading, amount, head, subject[1]))
    fit = any(fits(reading, t, c) for _, t, c in pairs)
    told = [(t, c) for whole, t, c in pairs if whole]
    if told and not fit:
        yield from judge(document, reading, *told[-1])


def _pairs_above(
    document: Document, low: int, reading: Reading, amount: str, head: str, subject: str
) -> Iterator[tuple[bool, Reading, Reading]]:
    """An amount and a count of one sentence of the lines above; True where the amount is the whole subject's."""
    at = next((i for i, b in enumerate(document.lines) if b.start <= low < b.end), 0)
    first = at
    while first and at - first < _LINES and document.lines[first - 1].kind != "heading":
        first -= 1
    for block in document.lines[first : at + 1]:
        for start, end in document.sentences(block):
            if start >= low:
                return
            totals, counts = told_in(document, (start, end), reading, amount, head)
            named = [
                t for t in totals if re.search(rf"(?<!\w){subject}(?!\w)", document.plain[start : t.start])
            ]
            whole = len(totals) == len(counts) == len(named) == 1
            yield from ((whole, t, c) for t in totals for c in counts if c.amount > 0)


def _years(document: Document) -> int:
    """How many years the report is of, by its title (`Tổng kết 5 năm`, `giai đoạn 2020 - 2024`)."""
    found = _PERIOD.search(document.plain, 0, _TITLE)
    if found is None:
        return 0
    return int(found[1]) if found[1] else int(found[3]) - int(found[2]) + 1
