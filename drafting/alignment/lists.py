"""Lists of a text: their heads and totals, their items, and where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafting.alignment import units
from drafting.alignment.phrases import (
    GENERIC,
    LEADS_LIST,
    LONGEST_HEAD,
    MEASURE,
    before_mark,
    bullet,
    colon_first,
    covered,
    head_change,
    head_words,
)
from drafting.alignment.spots import LIST_MARK, Line, Spot, list_mark, partial_mark
from drafting.alignment.subjects import content, tidy
from drafting.numbers.types import Change
from drafting.types.alignment import Mention

_MARKED = re.compile(r"\W*(?:từ |đạt |nhóm )?(?:trên|dưới|từ|đạt)\s+\d", re.I)


@dataclass
class OpenList:
    """A list being read.

    Attributes:
        topic: the words of its head; `said` as printed before its mark.
        heads: the totals before it, one a unit.
        depth: brackets open where it began.
        bullet, ending, earlier: bullet of its lines, last characters of the last two.
        change: what its head says of all items (`Các xã tăng: …`).
    """

    number: int
    topic: str
    heads: list[Mention]
    partial: bool
    items: int = 0
    scoped: bool = False
    depth: int = 0
    section: str = ""
    bullet: str = ""
    ending: str = ""
    earlier: str = ""
    change: Change | None = None
    said: str = ""

    def topic_for(self, unit: str | None) -> str:
        """The subject of the total that counts in this unit, else the head's words."""
        same = [h for h in self.heads if units.fit(h.reading.unit, unit) >= units.SAME]
        return same[-1].subject if same else self.topic

    def first(self, line: list[Mention]) -> Mention | None:
        """Its first item in a line."""
        return next((m for m in line if m.list_id is not None and m.list_id // 10 == self.number), None)


class Lists:
    """The lists that are open: one in the sentence, one over lines."""

    def __init__(self) -> None:
        """Nothing is open."""
        self.inner: OpenList | None = None
        self.outer: OpenList | None = None
        self.title = ""
        self.count = 0

    def begin_line(self, line: Line, text: str, above: list[Mention]) -> None:
        """A line may begin a list of the totals `above` (`Trong đó: …`), or end the one over lines."""
        heads = [m for m in above if m.companion_of is None and m.list_id is None]
        if heads and self.outer is None and LEADS_LIST.match(text):
            self._open_outer(heads, partial_mark(text[:20]), line)
        if self.title and self.outer is None and bullet(text) and _groups(line, text):
            self.count += 1
            self.outer = OpenList(self.count, self.title, [], False, section=line.block.section)
        self.title = ""
        if self.outer is not None and self._ended(self.outer, line, text):
            self.outer = None

    def end_line(self, line: Line, own: list[Mention], text: str) -> None:
        """A line that ends in a colon opens a list over the lines behind it."""
        heads = [m for m in own if m.list_id is None and m.companion_of is None]
        if line.ends_open and heads:
            self._open_outer(heads, line.partial, line)
        elif line.ends_open and not line.spots and line.block.kind != "heading":
            self.title = _title(text)

    def _open_outer(self, heads: list[Mention], partial: bool, line: Line) -> None:
        self.count += 1
        self.outer = OpenList(self.count, heads[0].subject, heads, partial, section=line.block.section)

    def _ended(self, outer: OpenList, line: Line, text: str) -> bool:
        """A list over lines ends with its section, its bullet, or a full stop after semicolons."""
        if LEADS_LIST.match(text):
            return False
        mark = bullet(text)
        if line.block.kind == "heading" or line.block.section != outer.section or not mark:
            return True
        if outer.bullet and (mark != outer.bullet or (outer.ending == "." and outer.earlier == ";")):
            return True
        outer.bullet = mark
        outer.earlier, outer.ending = outer.ending, text.rstrip()[-1:]
        return False

    def close(self, spot: Spot) -> None:
        """The sentence's list ends behind its bracket, or where another topic is named without a scope."""
        inner = self.inner
        if inner is None or not inner.items:
            return
        own = spot.words.own
        named = content(own) >= 2 and not MEASURE.fullmatch(own)
        behind = spot.depth < inner.depth and (spot.scope is None or named)
        other = named and ";" in spot.left and not covered(own, inner.topic)
        if behind or (inner.scoped and named and (spot.scope is None or other)):
            self.inner = None

    def open(self, spot: Spot, line: list[Mention], follows: bool) -> None:
        """Open a list where the words before a number say so."""
        marked = bool(LIST_MARK.search(spot.left))
        if not list_mark(spot.left) or (self.inner is not None and not marked):
            return
        found = _head(spot, line, follows, marked)
        if found is None:
            return
        heads, topic = found
        totals = _last_totals(topic, line)
        if totals:
            topic = totals[-1].subject
            heads = heads or (totals if _any_fits(totals, spot, units.SAME) else [])
        untold = self.outer is not None and not self.outer.heads
        if self.outer is not None and untold and (not content(topic) or topic.startswith(self.outer.topic)):
            topic = self.outer.topic  # `Tỷ lệ hộ dùng nước sạch:`, below it `- Trên 90%: 3 xã (A 98,3%; …)`
        if topic:
            self.count += 1
            self.inner = OpenList(
                self.count,
                topic,
                heads,
                partial_mark(spot.left),
                depth=spot.depth,
                change=head_change(spot),
                said=before_mark(spot.left) or head_words(spot),
            )

    def is_item(self, mention: Mention, current: OpenList) -> bool:
        """True where a mention is one of the list's items, not a remark between them."""
        if mention.role in {"growth", "of-plan"} and mention.reading.change is None:
            return False
        if not current.heads:
            return mention.scope is not None or current is self.inner or content(mention.subject) > 0
        fits = any(units.fit(h.reading.unit, mention.reading.unit) >= units.OTHER_NOUN for h in current.heads)
        return fits or mention.scope is not None or mention.reading.kind == "percent"

    def listed(self, mention: Mention, current: OpenList, line: list[Mention]) -> Mention:
        """The mention as an item of the list, with its total."""
        heads = [h for h in current.heads if _same_measure(h, mention)]
        current.items += 1
        current.scoped = current.scoped or mention.scope is not None
        mention = _changed(mention, current.change)
        first = current.first(line)
        if first is not None:
            mention = _like(mention, first)
        number = current.number * 10 + (current.heads.index(heads[-1]) if heads else 9)
        head = heads[-1].index if heads else None
        return replace(mention, list_id=number, head=head, partial=current.partial)

    def implied(
        self, mention: Mention, own: str, noun: str, line: list[Mention]
    ) -> tuple[Mention, Mention | None]:
        """`… là A 30%; B 22%`: scopes alone go on with the topic of the first, which is given too."""
        first = next((m for m in reversed(line) if m.companion_of is None), None)
        if first is None or first.scope is None or content(own) or first.sentence != mention.sentence:
            return mention, None
        if units.fit(first.reading.unit, mention.reading.unit) < units.SAME or first.scope == mention.scope:
            return mention, None
        if first.list_id is None:
            self.count += 1
            first = replace(first, list_id=self.count * 10)
        mention = _like(mention, first)
        subject = mention.subject if content(noun) and not covered(noun, first.subject) else first.subject
        item = replace(
            mention, list_id=first.list_id, head=first.head, subject=subject, partial=first.partial
        )
        return item, first


def _title(text: str) -> str:
    """The indicator that a line without numbers names for the lines below it, empty for mere prose."""
    words = tidy(GENERIC.sub(" ", text.strip().rstrip(":")))
    return words if content(words) >= 2 and len(words.split()) <= LONGEST_HEAD else ""


def _groups(line: Line, text: str) -> bool:
    """True for a line of members grouped by a mark, or of one member (`- Trên 90%: 3 xã`, `- Xã A: 98,3%`)."""
    first = line.spots[0] if line.spots else None
    return bool(first and (first.label_scope or _MARKED.match(text)))


def _head(spot: Spot, line: list[Mention], follows: bool, marked: bool) -> tuple[list[Mention], str] | None:
    """Totals and topic of a list that begins at this number, None where none does."""
    head, said = head_words(spot), before_mark(spot.left)
    near = _near(spot, line) if follows else []
    if content(said) >= 2 and follows and spot.scope is not None:
        return _totals(said, spot, line), said
    if head and (content(head) >= 2 or not near or spot.scope is not None):
        return _totals(head, spot, line), head
    if near and not spot.scope and not _any_fits(near, spot, units.UNKNOWN):
        return None
    if near and (marked or spot.scope is not None or colon_first(spot.left) or partial_mark(spot.left)):
        return near, near[-1].subject
    if spot.scope is not None and (content(said) >= 2 or ":" in spot.left):
        return _totals(said, spot, line), said
    return None


def _near(spot: Spot, line: list[Mention]) -> list[Mention]:
    """The totals that a list may be of: the last mentions before it in its sentence."""
    near = [m for m in line[-3:] if m.companion_of is None and m.sentence == spot.sentence]
    free = [m for m in near if m.list_id is None]
    fitting = [m for m in near if units.fit(m.reading.unit, spot.reading.unit) >= units.SAME]
    if free and fitting and not any(m in free for m in fitting):
        return fitting[-1:]
    return free or near[-1:]


def _totals(topic: str, spot: Spot, line: list[Mention]) -> list[Mention]:
    """Totals said earlier in the line of what a later list is about."""
    return [
        m
        for m in line
        if m.scope is None
        and m.list_id is None
        and units.fit(m.reading.unit, spot.reading.unit) >= units.SAME
        and covered(m.subject.split(":")[-1], topic)
    ]


def _last_totals(topic: str, line: list[Mention]) -> list[Mention]:
    """The totals in the line that a head without words of its own goes on with (`Phân theo xã: …`)."""
    totals = [m for m in line if m.scope is None and m.companion_of is None and m.head is None]
    if not totals or not covered(GENERIC.sub(" ", topic), totals[-1].subject):
        return []
    return [m for m in totals if m.sentence == totals[-1].sentence]


def _any_fits(found: list[Mention], spot: Spot, least: float) -> bool:
    return any(units.fit(m.reading.unit, spot.reading.unit) >= least for m in found)


def _same_measure(head: Mention, item: Mention) -> bool:
    fits = units.fit(head.reading.unit, item.reading.unit) >= units.SAME
    return fits and _percent(head) == _percent(item)


def _changed(mention: Mention, change: Change | None) -> Mention:
    """A percentage under a head that says `tăng` is a growth."""
    if change is None or mention.role != "actual" or not _percent(mention) or mention.reading.change:
        return mention
    reading = replace(mention.reading, change=change, inherited=mention.reading.inherited | {"change"})
    return replace(mention, reading=reading, role="growth")


def _like(mention: Mention, first: Mention) -> Mention:
    """An item that leaves out the change that the list's first item says."""
    if mention.role != "actual" or first.role not in {"growth", "of-plan", "share"}:
        return mention
    if not (_percent(mention) and _percent(first)):
        return mention
    reading = replace(
        mention.reading,
        change=first.reading.change,
        basis=first.reading.basis,
        inherited=mention.reading.inherited | {"change", "basis"},
    )
    return replace(mention, reading=reading, role=first.role)


def _percent(mention: Mention) -> bool:
    return mention.reading.kind == "percent"
