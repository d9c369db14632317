"""A plan, how far it was passed or missed, what was done and its percentage agree: `đăng ký 12, làm 14, vượt 2, bằng 116,7%`.

Source: numbers.md (Change and level: plan); contract code `change-arithmetic`. Told in one sentence: `theo kế hoạch phải tổ chức
15 buổi, đã vượt 3 buổi (đạt 120% kế hoạch)`, `thu được 164 đơn vị, kế hoạch 150 đơn vị, vượt 14 đơn vị (đạt 109,3%)`.
Counts of one noun only. The number at fault is the one without which the others agree; where none is, the excess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.change_words import moved_starts, word_of
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import interval, noun_of, unit_of
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "change-arithmetic"
_PLANNED = re.compile(
    r"(?<!\w)(?:dang ky|ke hoach|chi tieu|duoc giao|giao|muc tieu)(?: (?:nam|quy|de ra|duoc giao|giao|la|dat|phai|co|thuc hien"
    r"|to chuc|xay dung|trong|lam|mo|phat trien|ket nap)){0,4}\s*[(:]?\s*$"
)
_OF_PLAN = re.compile(r"\s*(?:so voi )?(?:ke hoach|chi tieu|muc tieu)(?!\w)")
_SAID = re.compile(r"(?<!\w)(?:dat|bang)(?: ty le)?\s*$")
_DOWN = frozenset({"hụt", "thiếu"})
_PASSED = frozenset({"vượt", *_DOWN})


@dataclass(frozen=True, slots=True)
class Passed:
    """A plan and by how much it was passed (or missed), with what was done and the percentage, where they are told."""

    plan: Reading
    excess: Reading
    sign: int
    done: Reading | None
    percent: Reading | None

    @property
    def right(self) -> Decimal:
        """What was done, by the plan and the excess."""
        return self.plan.amount + self.sign * self.excess.amount

    @property
    def adds_up(self) -> bool:
        """True where plan and excess make what was done."""
        return self.done is None or self.done.amount == self.right

    def is_share(self, done: Decimal, plan: Decimal) -> bool:
        """True where the percentage is that of these two."""
        share = Share.of(done, plan) if plan else None
        percent = self.percent
        return percent is None or share is None or share.fits(percent) or share.truncated(percent)


def check(document: Document) -> Iterable[Finding]:
    """Findings on plans passed."""
    for excess in document.prose:
        found = _passed(document, excess)
        if found is not None:
            yield from _judge(document, found)


def _passed(document: Document, excess: Reading) -> Passed | None:
    low, high = document.sentence(excess.start)
    word = word_of(document, excess, low)
    if excess.kind != "quantity" or excess.qualifier or excess.start not in document.view(moved_starts):
        return None
    if word is None or word[1].lower() not in _PASSED or not noun_of(excess):
        return None
    alike = [r for r in document.within(low, high) if r is not excess and _alike(r, excess)]
    plans = [r for r in alike if _PLANNED.search(_lead(document, r, low)) and not r.change]
    others = [
        r
        for r in alike
        if r not in plans and r.start not in document.view(moved_starts) and r.start < excess.start
    ]
    if len(plans) != 1 or len(others) > 1 or not plans[0].value:
        return None
    sign = -1 if word[1].lower() in _DOWN else 1
    done = others[0] if others else None
    return Passed(plans[0], excess, sign, done, _percent(document, excess, (low, high)))


def _alike(one: Reading, excess: Reading) -> bool:
    counts = one.kind == "quantity" and not one.qualifier and interval(one)[0] == interval(one)[1]
    return counts and unit_of(one) == unit_of(excess) and noun_of(one)[:2] == noun_of(excess)[:2]


def _lead(document: Document, reading: Reading, low: int) -> str:
    before = document.within(low, reading.start)
    return document.plain[max(low, before[-1].end if before else low) : reading.start]


def _percent(document: Document, excess: Reading, span: tuple[int, int]) -> Reading | None:
    """The percentage of the plan beside the excess."""
    inside = document.within(*span)
    at = inside.index(excess)
    for reading in (*inside[at + 1 : at + 2], *inside[max(0, at - 1) : at]):
        plain = reading.kind == "percent" and reading.change is None and not reading.qualifier
        said = _SAID.search(document.plain, span[0], reading.start)
        of_plan = reading.basis == "plan" or _OF_PLAN.match(document.plain, reading.end)
        beside = reading.start > excess.end and "(" in document.text[excess.end : reading.start]
        if plain and said and (of_plan or beside):
            return reading
    return None


def _judge(document: Document, found: Passed) -> Iterator[Finding]:
    plan, done = found.plan.amount, found.done
    if found.done is None and found.percent is None:
        return
    if found.adds_up and found.is_share(found.right, plan):
        return
    wrong, right = _wrong(found)
    if wrong is None:
        return
    formula = f"kế hoạch {found.plan.quote}, {'vượt' if found.sign > 0 else 'thiếu'} {found.excess.quote}"
    formula += f", thực hiện {done.quote}" if done is not None and wrong is not done else ""
    message = f"Nêu {wrong.quote}, nhưng theo {formula} là {written(right, wrong)}."
    others = (r for r in (found.plan, found.excess, done, found.percent) if r is not None and r is not wrong)
    evidence = [place(r) for r in others]
    yield about(document, CODE, "error", wrong, message, expected=right, evidence=evidence)


def _wrong(found: Passed) -> tuple[Reading | None, Decimal]:
    """The number at fault, and what it should be."""
    plan, excess, done, percent = found.plan.amount, found.excess.amount, found.done, found.percent
    if found.adds_up or done is None:
        return percent, Share.of(found.right, plan).rounded(percent) if percent is not None else Decimal(0)
    told = (done.amount - plan) * found.sign
    if percent is not None and found.is_share(found.right, plan):
        return done, found.right
    before = done.amount - found.sign * excess
    if percent is not None and before > 0 and found.is_share(done.amount, before):
        return found.plan, before
    return (found.excess, told) if told >= 0 else (None, told)
