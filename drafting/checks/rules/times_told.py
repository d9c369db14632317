"""How many times as much: `347 trường hợp, gấp 1,4 lần cùng kỳ (248 trường hợp)`, `từ 386 tỷ đồng lên 1.072, gấp 2,8 lần`.

Source: numbers.md (Change and level); contract code `change-arithmetic`. Only where what is compared stands right beside
it: in the bracket behind it, or as the two ends before it. A last place cut off instead of rounded is let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.changes import alike
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "change-arithmetic"
_GAP = re.compile(r"(?<!\w)(?:gap|tang gap|bang)(?: hon)?\s*$")
_BASE = re.compile(
    r"\s*(?:lan)?\s*(?:so voi |cua )?(?:[^;,.()\d]|\d+ thang|nam \d{4}){3,50}\(\s*(?:[^\W\d]+ ){0,3}"
)
_FROM = re.compile(r"(?<!\w)tu\s*$")
_TO = re.compile(r"(?:[^;.\d]|nam \d{4}){0,50}?(?<!\w)(?:len|len den|den)\s*$")


def check(document: Document) -> Iterable[Finding]:
    """Findings on multiples that what stands beside them doesn't give."""
    for at, reading in enumerate(document.prose):
        if reading.kind != "multiple" or reading.qualifier or not reading.value:
            continue
        low = document.sentence(reading.start)[0]
        if not _GAP.search(document.plain, max(low, reading.start - 14), reading.start):
            continue
        pair = _beside(document, at, low) or _ends(document, at, low)
        if pair is not None:
            yield from _judge(document, reading, *pair)


def _beside(document: Document, at: int, low: int) -> tuple[Reading, Reading] | None:
    """The value now before it, and the one compared with in the bracket behind it."""
    prose = document.prose
    base = prose[at + 1] if at + 1 < len(prose) else None
    if (
        base is None
        or base.kind != "quantity"
        or not _BASE.fullmatch(document.plain, prose[at].end, base.start)
    ):
        return None
    depth = document.brackets.depth(prose[at].start)
    before = [r for r in document.within(low, prose[at].start) if document.brackets.depth(r.start) <= depth]
    now = before[-1] if before else None
    plain_one = now is not None and now.kind == "quantity" and now.change not in ("up", "down")
    near = now is not None and not re.search(r"[;:]", document.text[now.end : prose[at].start])
    return (now, base) if now is not None and plain_one and near and alike(now, base) else None


def _ends(document: Document, at: int, low: int) -> tuple[Reading, Reading] | None:
    """`từ 386 tỷ đồng (năm 2020) lên 1.072 tỷ đồng (năm 2024), gấp 2,8 lần`."""
    base, now = document.prose[max(0, at - 2) : at] if at > 1 else (None, None)
    if base is None or now is None or base.start < low or not alike(now, base):
        return None
    told = _FROM.search(document.plain, max(low, base.start - 6), base.start)
    return (now, base) if told and _TO.fullmatch(document.plain, base.end, now.start) else None


def _judge(document: Document, reading: Reading, now: Reading, base: Reading) -> Iterable[Finding]:
    (least, most), (low, high), (said, to) = (interval(r) for r in (now, base, reading))
    if low <= 0 or now.qualifier or base.qualifier:
        return
    if least / high > to + reading.step or said - reading.step > most / low:
        right = reading.as_fine(now.amount / base.amount)
        message = f"Nêu gấp {reading.quote} lần, nhưng {now.quote} chia cho {base.quote} là {written(right, reading)}."
        evidence = [place(now), place(base)]
        yield about(document, CODE, "error", reading, message, expected=right, evidence=evidence)
