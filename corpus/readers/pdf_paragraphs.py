"""Which lines of a PDF begin a paragraph: told by margins, indents and distances, as the eye does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.pdf_lines import Line

_EDGE = 3.0  # points within which lines are flush
_INDENT = 6.0
_LONG = 0.45  # of the widest line: shorter ones say nothing of the margins
_BLANK = 0.2  # of the height of a line: the least blank between two words


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the page it is on."""

    line: Line
    page: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a column of text is set.

    Attributes:
        left, right: its margins.
        pitch: from one line to the next inside a paragraph.
        indents: where the first lines of paragraphs begin.
        spaced: whether paragraphs stand further apart than lines.
    """

    left: float
    right: float
    pitch: float
    indents: frozenset[int]
    spaced: bool


def openings(lines: Sequence[Placed]) -> list[bool | None]:
    """For each line, whether it begins a paragraph; None where the page doesn't tell."""
    settings = {flow: _setting(lines, flow) for flow in {p.line.flow for p in lines}}
    found: list[bool | None] = [None] * len(lines)
    for at in range(1, len(lines)):
        above, below = lines[at - 1], lines[at]
        if above.line.flow != below.line.flow or not below.line.flow:
            continue
        if below.line.flow not in ("left", "right"):
            found[at] = _opens(above, below, settings[below.line.flow])
    _recipients(lines, found)
    return found


def _setting(lines: Sequence[Placed], flow: str) -> _Setting | None:
    own = [p for p in lines if p.line.flow == flow]
    widest = max(p.line.x1 - p.line.x0 for p in own)
    long = [p.line for p in own if p.line.x1 - p.line.x0 > _LONG * widest]
    if len(long) < 4:
        return None
    begins = Counter(round(x.x0) for x in long)
    usual = [x for x, times in begins.items() if times >= 0.1 * len(long) or times > 3]
    left = min(usual or begins)
    right = sorted(x.x1 for x in long)[int(0.9 * (len(long) - 1))]
    pairs = [(a, b) for a, b in pairwise(own) if a.page == b.page and a.line.x1 > right - 2 * _INDENT]
    steps = [b.line.top - a.line.top for a, b in pairs if 0 < b.line.top - a.line.top < 60]
    pitch = sorted(steps)[len(steps) // 4] if steps else 0.0
    indents = _indents(pairs, left, pitch)
    spaced = sum(step > 1.2 * pitch for step in steps) >= max(2, 0.05 * len(steps))
    return _Setting(left, right, pitch, indents, spaced)


def _indents(pairs: Sequence[tuple[Placed, Placed]], left: float, pitch: float) -> frozenset[int]:
    """Places where first lines begin: a full line there is followed by one at the margin, rather than under it."""
    away: Counter[int] = Counter()
    for above, below in pairs:
        if above.line.x0 > left + _INDENT and below.line.top - above.line.top < 1.2 * pitch:
            place = round(above.line.x0)
            away[place] += 1 if abs(below.line.x0 - left) < _EDGE else -1
    return frozenset(place for place, count in away.items() if count > 0)


def _opens(above: Placed, below: Placed, setting: _Setting | None) -> bool | None:
    if setting is None:
        return None
    a, b = above.line, below.line
    if _is_centred(a, setting) or _is_centred(b, setting):
        return _centred(a, b, setting)
    if not _is_full(a, b, setting):
        return True
    same_page = above.page == below.page
    if same_page and setting.pitch and b.top - a.top > 1.2 * setting.pitch:
        return True
    if b.x0 > setting.left + _INDENT:
        return _indented(a, b, setting)
    if setting.indents or (setting.spaced and same_page):
        return False
    return None


def _indented(a: Line, b: Line, setting: _Setting) -> bool | None:
    if abs(b.x0 - a.hang) < _EDGE and a.x0 < b.x0 - _EDGE:
        return False  # under the text of an item, not under its bullet
    if any(abs(b.x0 - place) < _EDGE for place in setting.indents):
        return True
    return False if abs(a.x0 - b.x0) < _EDGE and setting.indents else None


def _is_full(a: Line, b: Line, setting: _Setting) -> bool:
    """Whether what the next line begins with had no room at the end of this one."""
    blank = _BLANK * (a.bottom - a.top)
    return a.x1 > setting.right - _EDGE or a.x1 + blank + b.first > setting.right - _EDGE


def _centred(a: Line, b: Line, setting: _Setting) -> bool | None:
    """A title or an address of several lines: the next begins only where this one is as wide as can be."""
    both = abs((a.x0 + a.x1) - (b.x0 + b.x1)) < 4 * _EDGE
    wide = a.x1 - a.x0 + _BLANK * (a.bottom - a.top) + b.first > setting.right - setting.left - _EDGE
    return False if both and wide else None


def _is_centred(line: Line, setting: _Setting) -> bool:
    if any(abs(line.x0 - place) < _EDGE for place in setting.indents):
        return False
    before, after = line.x0 - setting.left, setting.right - line.x1
    return before > 4 * _INDENT and abs(before - after) < 2 * _EDGE


def _recipients(lines: Sequence[Placed], found: list[bool | None]) -> None:
    """In the list of recipients: what is the rest of one that is longer than its column."""
    for at, placed in enumerate(lines):
        if placed.line.flow != "left" or not placed.line.text.lower().startswith("nơi nhận"):
            continue
        end = at + 1
        while end < len(lines) and lines[end].line.flow == "left" and lines[end].page == placed.page:
            end += 1
        own = [p.line for p in lines[at + 1 : end]]
        right = max((line.x1 for line in own), default=0.0)
        for number, (a, b) in enumerate(pairwise(own), at + 2):
            blank = _BLANK * (a.bottom - a.top)
            if not b.text.startswith(("-", "–")) and a.x1 + blank + b.first > right - _EDGE:
                found[number] = False
