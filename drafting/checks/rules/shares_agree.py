"""Percentages told of several parts are all of one whole: the one that does not fit is wrong, whatever the words.

Source: issue text (shares); contract code `ratio-percent`. In a sentence or in the items under a line, three and more
parts with a percentage behind each: where all but one are of the same number near them (or of their sum), that one is
wrong for certain. Of fewer, only their sum or a number that both say they are of would do, and they are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, sum_of
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "ratio-percent"
Pair = tuple[Reading, Reading]
_BEHIND = re.compile(
    r"(?:[^\d;.()]{0,60}\(|[^\d;.()]{0,60},)?\s*(?:[^\d;.(),]{0,40} )?(?:chiem|bang|dat|ty le|tuong ung)?(?: ty le)?[\s:]*$"
)
_OF_OTHER = re.compile(r"(?<!\w)(?:ke hoach|du toan|chi tieu|cung ky|tang|giam|vuot)(?!\w)")
_ABOVE = 3
_LEAST = 3


def check(document: Document) -> Iterable[Finding]:
    """Findings on the one percentage of a list that is of no whole of the others."""
    done: set[int] = set()
    for pairs, near in _groups(document):
        if len(pairs) < _LEAST or done.intersection(p.start for _, p in pairs):
            continue
        whole, wrong = _whole(pairs, near)
        if whole is not None and len(wrong) == 1:
            done.update(p.start for _, p in pairs)
            part, percent = wrong[0]
            right = Share.of(part.amount, whole).rounded(percent)
            message = f"{part.quote} trên {written(whole, part)} là {written(right, percent)}, không phải {percent.quote}."
            yield about(document, CODE, "error", percent, message, expected=right, evidence=[place(part)])


def _groups(document: Document) -> Iterator[tuple[list[Pair], list[Reading]]]:
    """The pairs of each sentence, of each bracket-free run, and of the items under a line; with the numbers near."""
    lines = document.lines
    for at, line in enumerate(lines):
        above = [r for b in lines[max(0, at - _ABOVE) : at] for r in document.within(b.start, b.end)]
        own = list(document.within(line.start, line.end))
        for span in document.sentences(line):
            yield _pairs(document, span), [*above, *own]
        items: list[Pair] = []
        for block in lines[at + 1 :]:
            found = _pairs(document, (block.start, block.end)) if block.label else []
            if len(found) != 1:
                break
            items += found
        yield items, [*above, *own]


def _pairs(document: Document, span: tuple[int, int]) -> list[Pair]:
    """Amounts each with its percentage right behind it."""
    inside = document.within(*span)
    found = []
    for part, percent in pairwise(inside):
        if part.kind != "quantity" or percent.kind != "percent" or not part.value:
            continue
        plainly = not (part.change in ("up", "down") or percent.change in ("up", "down") or percent.basis)
        between = document.plain[part.end : percent.start]
        behind = document.plain[percent.end : percent.end + 25]
        if (
            plainly
            and not percent.qualifier
            and _BEHIND.fullmatch(between)
            and not _OF_OTHER.search(between + behind)
        ):
            found.append((part, percent))
    return found


def _whole(pairs: Sequence[Pair], near: Sequence[Reading]) -> tuple[Decimal | None, list[Pair]]:
    """The number that most percentages are of, where all but one are; and the pairs that are not."""
    parts = {p.start for p, _ in pairs}
    wholes = {r.value for r in near if r.kind == "quantity" and r.start not in parts and r.value}
    wholes |= {sum_of(p for p, _ in pairs), *(r.of for r in near if r.of)}
    best: tuple[Decimal | None, list[Pair]] = (None, list(pairs))
    for whole in sorted(w for w in wholes if w is not None):
        wrong = [pair for pair in pairs if not _fits(pair, whole)]
        if not wrong:
            return whole, []
        if len(wrong) < len(best[1]):
            best = whole, wrong
    return best if len(pairs) - len(best[1]) >= _LEAST - 1 else (None, [])


def _fits(pair: Pair, whole: Decimal) -> bool:
    part, percent = pair
    share = Share.of(part.amount, whole, interval(part))
    return share.fits(percent) or share.truncated(percent)
