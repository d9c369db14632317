"""What is still to be done for a plan is the plan less what was done: `thêm 126,4 tỷ đồng để hoàn thành dự toán 245 tỷ đồng`.

Source: numbers.md (remaining); contract code `sum-of-parts`. What was done stands elsewhere in the text, before a stroke with
the plan behind it (`118,6 tỷ đồng/245 tỷ đồng`). One slip of the pen must set it right; of one unit and value of the plan only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, unit_of
from drafting.numbers.types import Reading
from drafting.numbers.typos import one_slip
from drafting.types import Finding

CODE = "sum-of-parts"
_MORE = re.compile(r"(?<!\w)(?:them|con phai [^\W\d]+|con thieu|can)\s*$")
_FOR = re.compile(
    r"(?: [^\W\d]+){0,3} (?:nua )?(?:de |moi )(?:hoan thanh|dat|du|bang)(?: du| duoc)?"
    r"(?: (?:muc|chi tieu|ke hoach|du toan|nam|giao|ca)){1,4}\s+\(?$"
)
_STROKE = re.compile(r"(?: [^\W\d]+){0,3}\s?/\s?")


def check(document: Document) -> Iterable[Finding]:
    """Findings on what is said to be still to do."""
    for more, plan in pairwise(document.prose):
        if more.kind != "quantity" or plan.kind != "quantity" or unit_of(more) != unit_of(plan):
            continue
        between = document.plain[more.end : plan.start]
        if _FOR.fullmatch(between) and _MORE.search(document.plain, max(0, more.start - 24), more.start):
            yield from _judge(document, more, plan)


def _judge(document: Document, more: Reading, plan: Reading) -> Iterator[Finding]:
    done = [one for one in _done_of(document, plan) if one.amount < plan.amount]
    if len({one.value for one in done}) != 1:
        return
    right = plan.amount - done[0].amount
    width = sum(high - low for low, high in (interval(r) for r in (more, done[0]))) / 2
    if abs(right - more.amount) > width and one_slip(more.amount, more.as_fine(right)):
        message = f"Nêu thêm {more.quote}, nhưng {plan.quote} trừ {done[0].quote} là {written(right, more)}."
        yield about(
            document, CODE, "error", more, message, expected=right, evidence=[place(done[0]), place(plan)]
        )


def _done_of(document: Document, plan: Reading) -> Iterator[Reading]:
    """What stands before a stroke with the same plan behind it."""
    for one, other in pairwise(document.prose):
        alike = other.value == plan.value and unit_of(one) == unit_of(other) == unit_of(plan)
        if alike and other.start != plan.start and _STROKE.fullmatch(document.plain, one.end, other.start):
            yield one
