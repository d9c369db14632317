"""The parts of a breakdown add up to the stated total; a partial list never exceeds it.

Source: numbers.md (Rounding), hard-cases.md (Lists): a list opened by `gồm` or `cụ thể`, one that
names every member, and a bare bracket of named parts are full; `trong đó`, `tiêu biểu` and
`điển hình như` leave parts out. Parts that may overlap (`nữ`, `đảng viên`) are not added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.kinds import additive, counted, interval, same_kind
from drafting.checks.lists import Breakdown, Part, breakdowns
from drafting.checks.names import bare, is_name
from drafting.checks.plain import plain
from drafting.checks.typos import one_slip
from drafting.numbers.types import Reading
from drafting.types import Finding, Severity

CODE = "sum-of-parts"


@dataclass(frozen=True, slots=True)
class _Sum:
    head: Reading
    parts: tuple[Part, ...]
    low: Decimal
    high: Decimal
    loose: bool

    @property
    def value(self) -> Decimal:
        return sum((p.reading.value or Decimal(0) for p in self.parts), Decimal(0))

    @property
    def fits(self) -> bool:
        low, high = _stated(self.head)
        return self.low <= high and self.high >= low

    @property
    def slightly_off(self) -> bool:
        """Within rounding, but numbers written alike and without a scale word mostly add up."""
        readings = [self.head, *(p.reading for p in self.parts)]
        alike = len({r.decimals for r in readings}) == 1 and not any(
            r.scale_word or r.qualifier for r in readings
        )
        return self.fits and alike and len(self.parts) > 1 and self.value != self.head.value

    @property
    def exceeds(self) -> bool:
        return self.low > _stated(self.head)[1]


def check(document: Document) -> Iterable[Finding]:
    """Findings on the stated totals of the document's breakdowns."""
    seen: set[tuple[int, int]] = set()
    for breakdown in document.view(breakdowns):
        sums = [s for s in _sums(document, breakdown) if s.parts]
        exact = any(s.fits and not s.slightly_off and len(s.parts) > 2 for s in sums)
        fitting = {p.reading.start for s in sums if s.fits and not s.slightly_off for p in s.parts}
        for one in sums:
            key = (one.head.start, len(one.parts))
            fits = one.fits and not one.slightly_off
            if (
                fits
                or key in seen
                or _ends_sooner(document, breakdown, one)
                or fitting.intersection(p.reading.start for p in one.parts)
            ):
                continue
            severity = _severity(document, breakdown, one, exact)
            if severity and one.slightly_off:
                severity = "warning"
            if severity:
                seen.add(key)
                yield _finding(document, one, severity)


def _ends_sooner(document: Document, breakdown: Breakdown, one: _Sum) -> bool:
    """True where the list may well end at its first semicolon, and adds up (or leaves room) there."""
    first = tuple(p for p in one.parts if p.item == one.parts[0].item)
    each = {p.item for p in one.parts}
    whole = all(is_name(p.label) for p in one.parts) or (len(first) == 1 and len(each) == len(one.parts) > 2)
    lines = "\n" in document.text[one.parts[0].reading.start : one.parts[-1].reading.end]
    if whole or lines or len(first) == len(one.parts):
        return False
    bounds = [interval(p.reading) for p in first]
    low, high = sum((b[0] for b in bounds), Decimal(0)), sum((b[1] for b in bounds), Decimal(0))
    sooner = _Sum(one.head, first, low, high, one.loose)
    return sooner.fits or (one.exceeds and breakdown.partial and not sooner.exceeds)


def _sums(document: Document, breakdown: Breakdown) -> Iterable[_Sum]:
    """One sum a kind of thing that is counted: the parts of that kind with the total nearest to them."""
    used: set[int] = set()
    possible = [s for h in breakdown.heads if (s := _sum(document, h, breakdown.parts)) is not None]
    for one in sorted(possible, key=lambda s: s.loose):
        starts = {p.reading.start for p in one.parts}
        if starts & used:
            continue
        used |= starts
        rivals = [s for s in possible if s.loose == one.loose and starts & {p.reading.start for p in s.parts}]
        yield min(rivals, key=lambda s: (not s.fits, abs(s.value - (s.head.value or Decimal(0)))))


def _sum(document: Document, head: Reading, candidates: Sequence[Part]) -> _Sum | None:
    """The parts that this total may have, added up."""
    if not additive(head) or _rate(document, head):
        return None
    parts = [p for p in candidates if _addable(document, head, p)]
    if head.change in ("up", "down") and not any(p.reading.change == head.change for p in parts):
        return None
    mine = [p for p in parts if same_kind(head, p.reading)]
    loose = not mine
    mine = mine or _of_one_other_kind(head, parts)
    if not mine:
        return None
    bounds = [interval(p.reading) for p in mine]
    low, high = (sum((b[i] for b in bounds), Decimal(0)) for i in (0, 1))
    return _Sum(head, tuple(mine), low, high, loose)


def _of_one_other_kind(head: Reading, parts: Sequence[Part]) -> list[Part]:
    """Parts counted in another word than the total (`58 cơ quan … (A: 7 đơn vị; …)`), counts only."""
    counts = [p for p in parts if counted(p.reading)]
    return counts if counted(head) and len(counts) > 1 and len(counts) == len(parts) else []


def _general(one: _Sum) -> bool:
    """True where the parts are counted in a word that stands for anything (`đơn vị`)."""
    words = load.pattern("list_words.txt", "general")
    return all(not p.reading.noun or words.match(plain(p.reading.noun)) for p in one.parts)


def _addable(document: Document, head: Reading, part: Part) -> bool:
    reading = part.reading
    if not additive(reading) or (reading.kind != head.kind and reading.kind == "ratio"):
        return False
    named = is_name(part.label)  # `thôn Hạ 1.240 m2`: the name is no word for a fall
    if reading.change in ("up", "down") and head.change != reading.change and not named:
        return False
    label = document.plain[reading.start - min(reading.start, 25) : reading.start]
    return not load.pattern("list_words.txt", "compare").search(label.split(";")[-1].split(",")[-1])


def _rate(document: Document, head: Reading) -> bool:
    """True where the words before the total name a rate or an average."""
    low = max(document.sentence(head.start)[0], head.start - 60)
    words = document.plain[low : head.start].split(";")[-1].split(",")[-1]
    return bool(load.pattern("list_words.txt", "rate").search(words))


def _stated(head: Reading) -> tuple[Decimal, Decimal]:
    """What the stated total allows, its qualifier included."""
    low, high = interval(head)
    if head.qualifier in ("more-than", "at-least"):
        return low, high * 2
    if head.qualifier in ("about", "nearly"):
        return low * Decimal("0.9"), high * Decimal("1.1")
    if head.qualifier in ("less-than", "at-most"):
        return Decimal(0), high
    return low, high


def _severity(document: Document, breakdown: Breakdown, one: _Sum, exact: bool) -> Severity | None:
    if _overlapping(document, one):
        return None
    names = [p.label for p in one.parts if is_name(p.label)]
    named = len(names) == len(one.parts) and len(names) > 1
    if one.exceeds:
        return "error" if not one.loose or (named and _general(one)) else "warning"
    if len(one.parts) < 2:
        return None
    if breakdown.full or (exact and not breakdown.more) or (named and _all_members(document, names)):
        return "warning" if one.loose and not (named and _general(one)) else "error"
    if breakdown.partial:
        return "warning" if _near(one, named) else None
    if named and one.value * 2 >= _stated(one.head)[0]:
        return "error"
    return "warning" if one.value * 10 >= _stated(one.head)[0] * 7 else None


def _overlapping(document: Document, one: _Sum) -> bool:
    words = load.pattern("list_words.txt", "overlap")
    texts = (f"{p.label} {p.reading.noun}" for p in one.parts)
    return len(one.parts) > 1 and any(words.search(plain(t)) for t in texts)


def _near(one: _Sum, named: bool) -> bool:
    """A list that leaves parts out, but looks as if it were whole: one slip of the pen away."""
    value, total = one.value, one.head.value or Decimal(0)
    close = len(one.parts) > 2 and value * 100 >= total * 95
    return close or (len(one.parts) > 2 and named and value * 10 >= total * 6) or one_slip(value, total)


def _all_members(document: Document, names: Sequence[str]) -> bool:
    members = {bare(m) for m in document.members}
    return len(members) > 2 and members <= {bare(n) for n in names}


def _to_blame(document: Document, one: _Sum) -> Reading | None:
    """The one part that the figures don't confirm, where they confirm the total and all the others."""
    confirmed = {r.start for r in (one.head, *(p.reading for p in one.parts)) if _confirmed(document, r)}
    doubtful = [p.reading for p in one.parts if p.reading.start not in confirmed]
    return doubtful[0] if one.head.start in confirmed and len(doubtful) == 1 else None


def _confirmed(document: Document, reading: Reading) -> bool:
    aligned = document.aligned.get(reading.start)
    return aligned is not None and aligned.agrees


def _part_finding(document: Document, one: _Sum, part: Reading, severity: Severity) -> Finding:
    """The total and the other parts stand, so this part is the wrong one."""
    right = (one.head.value or Decimal(0)) - one.value + (part.value or Decimal(0))
    shown = written(right, part)
    message = f"Phần này nêu {part.quote}, nhưng tổng {one.head.quote} trừ các phần còn lại là {shown}."
    evidence = [place(r) for r in (one.head, *(p.reading for p in one.parts)) if r is not part]
    expected = right if severity == "error" and right >= 0 else None
    return about(document, CODE, severity, part, message, expected=expected, evidence=evidence)


def _finding(document: Document, one: _Sum, severity: Severity) -> Finding:
    blamed = _to_blame(document, one)
    if blamed is not None:
        return _part_finding(document, one, blamed, severity)
    head, parts = one.head, [p.reading for p in one.parts]
    formula = " + ".join(r.quote for r in parts)
    total = written(one.value, head)
    noun = head.noun or head.unit or ""
    way = "vượt quá" if one.exceeds else "không bằng" if not one.fits else "lệch (có thể do làm tròn)"
    message = (
        f"Tổng nêu là {head.quote} {noun}".rstrip() + f", nhưng các phần {formula} = {total} {way} tổng đó."
    )
    return about(
        document,
        CODE,
        severity,
        head,
        message,
        expected=one.value if severity == "error" else None,
        evidence=[place(r) for r in parts],
    )
