"""Percentages told of several parts are all of one whole: the one that does not fit is wrong, whatever the words.

Source: issue text (shares); contract code `ratio-percent`. In a sentence or in the items under a line, three and more
parts with a percentage behind each: where all but one are of the same number near them (or of their sum), that one is
wrong for certain. So are parts whose shares follow in turn (`lần lượt chiếm 45,5%, 28% và 26,5%`). Of two parts only a told
total that they make would do; other pairs are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, same_kind, sum_of, unit_of
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "ratio-percent"
Pair = tuple[Reading, Reading]
_BEHIND = re.compile(
    r"(?:[^\d;.()]{0,60}\(|[^\d;.()]{0,60},)?\s*(?:[^\d;.(),]{0,40} )?(?:chiem|bang|dat|ty le|tuong ung)?(?: ty le)?[\s:]*$"
)
_OF_OTHER = re.compile(r"(?<!\w)(?:ke hoach|du toan|chi tieu|cung ky|tang|giam|vuot)(?!\w)")
_TURN = re.compile(
    r"(?<!\w)(?:lan luot|tuong ung)(?: (?:la|chiem|bang|dat|voi|ty le|ty trong|co cau))*[^\d;.]{0,20}$"
)
_NEXT = re.compile(r"\s*(?:[,;]|va|[,;] va)\s*")
_REACHED = re.compile(r"(?<!\w)(?:dat|hoan thanh)(?!\w)")
_ABOVE = 3
_LEAST = 3


def check(document: Document) -> Iterable[Finding]:
    """Findings on the one percentage of a list that is of no whole of the others."""
    done: set[int] = set()
    for pairs, near in _groups(document):
        if not (len(pairs) >= _LEAST or _both(document, pairs, near)) or done.intersection(
            p.start for _, p in pairs
        ):
            continue
        whole, wrong = _whole(pairs, near, min(_LEAST, len(pairs)) - 1)
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
            yield _in_turn(document, span), [*above, *own]
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


def _both(document: Document, pairs: Sequence[Pair], near: Sequence[Reading]) -> bool:
    """True for two parts that make a total told near them: `391 lượt (30,4%), cá nhân 895 lượt (69,6%)` of 1.286."""
    parts = [p for p, _ in pairs]
    if any(_REACHED.search(document.plain, p.end, share.start) for p, share in pairs):
        return False
    return len(parts) == 2 and any(
        r.kind == "quantity" and r.value == sum_of(parts) and same_kind(r, parts[0]) for r in near
    )


def _in_turn(document: Document, span: tuple[int, int]) -> list[Pair]:
    """Shares told in the order of their parts: `A 1.486 tỷ, B 912 tỷ, C 865 tỷ; lần lượt chiếm 45,5%, 28% và 26,5%`."""
    shares = [r for r in document.within(*span) if r.kind == "percent"]
    if not shares or not _TURN.search(document.plain, span[0], shares[0].start):
        return []
    shares = list(takewhile(lambda r: r is shares[0] or _beside(document, shares, r), shares))
    low = document.text.rfind("\n", 0, span[0]) + 1
    before = [
        r for r in document.within(low, shares[0].start) if r.kind == "quantity" and r.value and r.plain
    ]
    if before and before[-1].start >= span[0] and before[-1].value == len(shares):
        before.pop()  # `Ba khu vực lần lượt chiếm …`
    unit = unit_of(before[-1]) if before else ""
    parts = [r for r in before if unit_of(r) == unit][-len(shares) :]
    told = len(shares) == len(parts) >= _LEAST and all(s.plain for s in shares)
    near = told and document.sentence(parts[0].start)[0] == document.sentence(parts[-1].start)[0]
    return list(zip(parts, shares, strict=True)) if near else []


def _beside(document: Document, shares: Sequence[Reading], share: Reading) -> bool:
    """True where only `,` or `và` stands between a share and the one before it."""
    last = shares[shares.index(share) - 1]
    return _NEXT.fullmatch(document.plain, last.end, share.start) is not None


def _whole(pairs: Sequence[Pair], near: Sequence[Reading], least: int) -> tuple[Decimal | None, list[Pair]]:
    """The number that `least` percentages and more are of, where all but one are; and the pairs that are not."""
    parts = {p.start for p, _ in pairs}
    exact = {sum_of(p for p, _ in pairs), *(r.of for r in near if r.of)}
    wholes = {w: (w, w) for w in exact}
    others = (r for r in near if r.kind == "quantity" and r.start not in parts and r.value)
    wholes |= {r.amount: interval(r) for r in others}
    best: tuple[Decimal | None, list[Pair]] = (None, list(pairs))
    for whole, bounds in sorted(wholes.items()):
        wrong = [pair for pair in pairs if not _fits(pair, whole, bounds)]
        if not wrong:
            return whole, []
        if len(wrong) < len(best[1]):
            best = whole, wrong
    return best if len(pairs) - len(best[1]) >= least else (None, [])


def _fits(pair: Pair, whole: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    part, percent = pair
    share = Share.of(part.amount, whole, interval(part), bounds)
    return share.fits(percent) or share.truncated(percent)
