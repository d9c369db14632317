"""What the text has stated already, told again in few words.

A summary says few of an indicator's words: `quỹ đạt hơn 477 triệu đồng` after a fund of 478 million. A number with a
bound (`hơn`, `dưới`, `gần`, …) that holds closely of one figure of its place, whose words are that figure's, states
it; so does a member's number that has the value and the noun of the one figure of that member stated before (`Trường
A dẫn đầu với 41 giải`). This takes doubt away and never accuses: what does not hold finds no figure here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.alignment import formulas, units
from drafting.alignment.alone import SCORE, figures_told, scopes_of
from drafting.alignment.judging import agrees, exact
from drafting.alignment.scopes import scope_key
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.slips import digits_of
from drafting.alignment.standing import Standing, standing
from drafting.numbers.types import Reading
from drafting.types.alignment import Alignment, Candidate, Mention
from drafting.types.figures import Figure, Status

# How much of the words before the number a label must have, for a number of so many digits and for shorter ones.
TELLING, SHARE, SHARE_SHORT = 3, 0.3, 0.99
_PASSED = re.compile(r"(?<!\w)vượt(?:\s+(?:mốc|ngưỡng|qua|mức|con số))*\s*$", re.I)
_CHANGES = re.compile(r"(?<!\w)(tăng|giảm)\s+(?:thêm\s+)?(?:\w+\s+){0,2}$", re.I)
_SAID = re.compile(
    r"(?<!\w)(?:không quá|chưa (?:đến|tới)|ít nhất|tối (?:đa|thiểu)|xấp xỉ|vượt(?: mốc)?|đến nay|xuống|lên)(?!\w)",
    re.I,
)


def settle_told_again(
    text: str, mentions: Sequence[Mention], alignments: Sequence[Alignment], by_key: Mapping[str, Figure]
) -> tuple[Alignment, ...]:
    """The alignments, with the numbers that tell a figure again stating it."""
    open_ones = [a for a in alignments if a.chosen is None]
    asking = [m for a in open_ones if _asks(m := _marked(text, mentions[a.mention]))]
    if not asking:
        return tuple(alignments)
    known = _Known(standing(by_key), scopes_of(by_key), figures_told(alignments, mentions))
    found = {m.index: _bounded(text, m, known) if m.reading.qualifier else _again(m, known) for m in asking}
    return tuple(_stating(mentions[a.mention].reading, a, found.get(a.mention)) for a in alignments)


@dataclass(frozen=True, slots=True)
class _Known:
    """The figures, the places they name, and the keys of those that the prose states rightly."""

    figures: Standing
    scoped: set[str]
    told: set[str]


def _marked(text: str, mention: Mention) -> Mention:
    """`đã vượt 68.741 triệu đồng` reads as a rise; it may as well be a mark that was passed.

    And in `số hộ nghèo giảm dưới 587 hộ` the fall may be in the indicator's own name.
    """
    reading = mention.reading
    if reading.qualifier and reading.change in ("up", "down") and not reading.basis:
        return replace(mention, reading=replace(reading, change=None), role="actual")
    if reading.change != "up" or reading.kind != "quantity" or reading.basis or reading.qualifier:
        return mention
    if not _PASSED.search(text[mention.clause[0] : reading.start]):
        return mention
    return replace(mention, reading=replace(reading, change=None, qualifier="more-than"), role="actual")


def _stating(reading: Reading, alignment: Alignment, meant: Candidate | None) -> Alignment:
    if meant is None:
        return alignment
    status: Status = "matched" if exact(reading, meant) else "rounded"
    return replace(alignment, chosen=meant, agrees=True, clear=False, status=status)


def _asks(mention: Mention) -> bool:
    """True for a level in the prose, with a bound or of a member."""
    reading = mention.reading
    plain = mention.table is None and reading.kind in {"quantity", "percent"} and reading.change is None
    level = mention.role in {"actual", "other"} and reading.basis is None
    return plain and level and (reading.qualifier is not None or mention.scope is not None)


def _again(mention: Mention, known: _Known) -> Candidate | None:
    """The one figure of a member stated before that has the number's value and counts the same."""
    unit = "%" if mention.reading.kind == "percent" else mention.reading.unit
    if not unit or scope_key(mention.scope) not in known.scoped:
        return None
    near = known.figures.near(mention, known.scoped)
    left = [f for f in near if f.key in known.told and f.unit and f.value == mention.reading.value]
    return formulas.cell(left[0], "actual", SCORE) if len(left) == 1 else None


def _bounded(text: str, mention: Mention, known: _Known) -> Candidate | None:
    """The one figure that the bound holds of whose label the words before the number are of."""
    own = _own_words(text, mention)
    change = _CHANGES.search(text[mention.clause[0] : mention.reading.start])
    short = len(digits_of(mention.reading.quote).lstrip("0")) < TELLING
    found: list[tuple[float, int, Candidate]] = []
    for at, figure in enumerate(known.figures.near(mention, known.scoped, units.OTHER_NOUN) if own else ()):
        made = formulas.cell(figure, "actual", SCORE)
        if made is None or (short and figure.key not in known.told):
            continue
        if change and change[1].lower() not in figure.label.lower():
            continue
        share = len(own & _words(figure.label)) / len(own)
        if share >= (SHARE_SHORT if short else SHARE) and agrees(mention.reading, made):
            found.append((share, -at, made))
    found.sort(key=lambda f: f[:2], reverse=True)
    one = len(found) == 1 or (len(found) > 1 and found[0][0] > found[1][0])
    return found[0][2] if one else None


def _own_words(text: str, mention: Mention) -> frozenset[str]:
    said = text[min(mention.clause[0], mention.reading.start) : mention.reading.start]
    return _words(_SAID.sub(" ", said))


def _words(text: str) -> frozenset[str]:
    return frozenset(s.bare for s in telling_syllables(text))
