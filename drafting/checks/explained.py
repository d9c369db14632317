"""The simplest formula over what a number's own passage states: tried last, where nothing explains a number yet.

`Dư nợ đạt 68,5 tỷ đồng cho 1.536 hộ vay, tăng 11,8%` is the debt's growth, whatever stands nearer; `58 tập thể và
243 cá nhân (tổng cộng 301 trường hợp)` adds up what it has just told; `vượt 6 sáng kiến, tương đương 3,2%` says its
own excess again. Only formulas over rows that the passage states rightly are tried, only those that nothing else
in the passage states, and only a number that tells enough takes an accusation back: a count of few digits
that fits by chance merely makes the accusation a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from corpus.types import Report
from drafting.alignment import Read, units
from drafting.alignment.judging import stated
from drafting.alignment.remembered import ByTable
from drafting.alignment.slips import digits_of
from drafting.checks.passage import Passage, Told, passage_of
from drafting.checks.passage_formulas import named_in, offered
from drafting.checks.settle_lists import taken
from drafting.checks.settle_table import SettleTable, settle_table
from drafting.numbers.types import Reading
from drafting.types import Alignment, Candidate, FigureTable, Mention

# Digits by which a number tells that a formula fits it not by chance: with decimals, and without.
DIGITS_FINE, DIGITS = 2, 3
# How far, in points, a share may be off a fraction told in words: with `gần`, `hơn`, and without.
_FRACTION_ABOUT, _FRACTION = Decimal(5), Decimal(1)
# `giảm nhiều nhất là xã A (21 lượt)`: how much, of the one named
_MOST_CHANGED = re.compile(r"(?<!\w)(?:tang|giam)(?: [a-z]+)? nhat(?!\w)[^;.\d]{0,40}$")
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ỹ][^\W\d_]*")
_KINDS = frozenset({"quantity", "percent", "multiple", "fraction", "rank"})


# So many lines are remembered of a table; the same words may stand in a text more than once, told otherwise each time.
_MOST, _SAME_WORDS = 4096, 16


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line: what it was made of, and which of its alignments came out otherwise, by the first number looked at."""

    own: tuple[object, ...]
    changed: tuple[tuple[int, Alignment], ...]


_KEPT: ByTable[dict[str, tuple[_Line, ...]]] = ByTable()


def settle_explained(
    report: Report, found: Read, alignments: Sequence[Alignment], table: FigureTable
) -> tuple[Alignment, ...]:
    """The alignments, those that a formula over their passage explains made to agree or to accuse no more."""
    lines = _Lines(report, found, alignments, table)
    done = -1
    for alignment in alignments:
        mention = found.mentions[alignment.mention]
        if mention.reading.start >= done and _open(mention, alignment):
            done = lines.settle(mention.reading.start)
    return tuple(lines.now[a.mention] for a in alignments)


class _Lines:
    """Settles the lines of one report over one table, one after the other; a number is told of by its line and the one before."""

    def __init__(
        self, report: Report, found: Read, alignments: Sequence[Alignment], table: FigureTable
    ) -> None:
        self.now = {a.mention: a for a in alignments}
        self._text = report.text
        self._mentions = found.mentions
        self._numbers = [m.reading.start for m in found.mentions]
        self._passages = {
            at: passage for passage, own in zip(found.passages, found.places, strict=True) for at in own
        }
        self._table = settle_table(table)
        self._kept: dict[str, tuple[_Line, ...]] = _KEPT.get(table.figures, dict)

    def settle(self, offset: int) -> int:
        """Settle the numbers of the line at an offset, as they were settled before; its end."""
        line = self._text.rfind("\n", 0, offset) + 1
        low = self._text.rfind("\n", 0, max(line - 1, 0)) + 1
        end = self._text.find("\n", offset)
        end = len(self._text) if end < 0 else end
        first, own, last = (bisect_left(self._numbers, at) for at in (low, line, end))
        words, made_of = self._text[low:end], self._made_of(low, first, last)
        kept = self._kept.pop(words, ())
        found = next((k for k in kept if k.own == made_of), None)
        if found is None:
            found = _Line(made_of, tuple((at - first, a) for at, a in self._changed(own, last)))
        else:
            for at, alignment in found.changed:
                self.now[at + first] = replace(alignment, mention=at + first)
        self._kept[words] = (found, *(k for k in kept if k is not found))[:_SAME_WORDS]
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return end

    def _made_of(self, low: int, first: int, last: int) -> tuple[object, ...]:
        """All that becomes of the numbers of two lines hangs on, their words apart."""
        stated = (self.now.get(at) for at in range(first, last))
        return (
            last - first,
            tuple(
                None if a is None else (a.candidates, a.chosen, a.margin, a.clear, a.agrees, a.status)
                for a in stated
            ),
            tuple(
                dict.fromkeys(
                    (p.known, p.start - low) for p in map(self._passages.__getitem__, range(first, last))
                )
            ),
        )

    def _changed(self, first: int, last: int) -> list[tuple[int, Alignment]]:
        found = []
        for at in range(first, last):
            alignment = self.now.get(at)
            if alignment is not None and _open(self._mentions[at], alignment):
                settled = _settled(self._text, self._mentions, self.now, self._table, alignment)
                if settled is not alignment:
                    self.now[at] = settled
                    found.append((at, settled))
        return found


def _open(mention: Mention, alignment: Alignment) -> bool:
    """True for a number of the prose that nothing explains yet."""
    return not alignment.agrees and mention.table is None and _asks(mention.reading)


def _settled(
    text: str,
    mentions: Sequence[Mention],
    now: Mapping[int, Alignment],
    table: SettleTable,
    alignment: Alignment,
) -> Alignment:
    """The alignment; another where a formula over the number's passage explains it."""
    mention = mentions[alignment.mention]
    found = _found(passage_of(text, mentions, now, table, mention), alignment)
    if found is None and mention.scope and not _names_place(text, mentions, mention):
        # `ấp A 154, ấp B 126 người; tăng 45 người`: of the whole, not of the member told last
        found = _found(passage_of(text, mentions, now, table, replace(mention, scope=None)), alignment)
    return alignment if found is None else _explained(mention.reading, alignment, found)


def _names_place(text: str, mentions: Sequence[Mention], mention: Mention) -> bool:
    """True where a name stands between the number before and this one."""
    start = mention.reading.start
    since = mentions[mention.index - 1].reading.end if mention.index else 0
    return _NAME.search(text, max(since, mention.sentence[0]), start) is not None


def _found(passage: Passage, alignment: Alignment) -> Candidate | None:
    """The first formula over a passage that gives the number."""
    mention = passage.mention
    if _MOST_CHANGED.search(passage.lead) and alignment.chosen is not None:
        passage = replace(passage, behind=[*passage.behind, Told(mention, alignment.chosen)])
    known = {_statement(one.chosen) for one in passage.told if one.mention is not mention}
    # What clear words name is only in their own sentence another thing, and few digits fit too much beyond it.
    narrow = alignment.clear or not _telling(mention.reading)
    near = passage.of_sentence() if narrow else passage
    fresh = (c for c in (*named_in(passage), *offered(near)) if _statement(c) not in known)
    return next((c for c in fresh if _gives(mention.reading, c)), None)


def _statement(candidate: Candidate) -> tuple[frozenset[str], bool]:
    """What a formula says, however it is written: its figures, and whether it is a percentage."""
    return frozenset(candidate.keys), candidate.unit == "%"


def _asks(reading: Reading) -> bool:
    return reading.kind in _KINDS and reading.value is not None


def _explained(reading: Reading, alignment: Alignment, found: Candidate) -> Alignment:
    several = len(found.keys) > 2  # a formula over all the parts of a total fits few numbers by chance
    if alignment.clear and not several and not _telling(reading):
        return replace(alignment, clear=False, status="unsupported")
    return taken(alignment, found)


def _telling(reading: Reading) -> bool:
    digits = len(digits_of(reading.quote).lstrip("0"))
    return digits >= (DIGITS_FINE if reading.decimals else DIGITS)


def _gives(reading: Reading, candidate: Candidate) -> bool:
    """True where the formula's value, rounded as the number is written, is the one stated."""
    if reading.kind == "rank":
        return reading.value == candidate.value
    if reading.kind == "multiple":
        return _meets(reading, candidate)
    if reading.kind == "fraction":
        return _near_fraction(reading, candidate)
    unit = "%" if reading.kind == "percent" else (reading.unit or "").split("/")[0] or None
    if (unit == "%") != (candidate.unit in ("%", "điểm %")) and unit != "điểm %":
        return False
    least = units.OTHER_NOUN if _telling(reading) else units.UNKNOWN
    if units.fit(unit, candidate.unit) < least and "+" not in candidate.expression:
        return False
    return _meets(reading, candidate) or _rounded(reading, candidate)


def _meets(reading: Reading, candidate: Candidate) -> bool:
    """True where the value itself is what is written, rounded or bounded: two roundings that only touch explain nothing."""
    span = stated(reading, candidate.unit)
    return span is not None and span[0] <= candidate.value <= span[1]


def _near_fraction(reading: Reading, candidate: Candidate) -> bool:
    """`gần một nửa (9.310 hồ sơ)` of 18.642: the share is so much, or a little off where words say so."""
    if candidate.unit != "%" or not reading.of or reading.value is None:
        return False
    off = abs(candidate.value - reading.value / reading.of * 100)
    return off <= (_FRACTION_ABOUT if reading.qualifier else _FRACTION)


def _rounded(reading: Reading, candidate: Candidate) -> bool:
    """True for an average told as a whole number: `bình quân mỗi buổi 76 lượt người`."""
    if "/" not in candidate.expression or reading.value is None:
        return False
    whole = (candidate.value / reading.step).quantize(Decimal(1), ROUND_HALF_UP) * reading.step
    return whole == reading.value
