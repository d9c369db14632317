"""Turning numbers in their lines into mentions: topics, lists and companions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.types import Report
from drafting.alignment import units
from drafting.alignment.cues import Surroundings, is_future, role_of
from drafting.alignment.scopes import scope_key
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.spots import LIST_MARK, Line, Spot, list_mark, partial_mark
from drafting.alignment.subjects import content, tidy
from drafting.alignment.words import bare_key, syllables
from drafting.numbers.types import Change, Reading
from drafting.types.alignment import Mention

_GENERIC = re.compile(
    r"\b(?:mức|kết quả|phân theo|chia theo|của|từng|các|mỗi|xã|huyện|đơn vị|thôn|tăng|giảm|cao|thấp|lớn|khá|nhiều|có)\b",
    re.I,
)
_HEAD_CHANGE = re.compile(r"\b(tăng|giảm)\b[^:;]{0,30}(?::|là|gồm|như)\s*[^:;]*$", re.I)
# A measure alone leaves out what it measures, said just before.
_MEASURE = re.compile(
    r"(?:tổng )?(?:sản lượng|năng suất|diện tích|giá trị|trị giá|số tiền|kinh phí|số vốn)", re.I
)
_LEADS_LIST = re.compile(r"\W*(?:trong đó|bao gồm|gồm|cụ thể|chia ra)\b", re.I)
_FROM = re.compile(r"\btừ\s*$", re.I)
_TO = re.compile(
    r"^\W*(?:(?:của |ở |vào |trong )?(?:cuối |đầu )?\(?năm \d{4}\)?\W*)?(?:giảm|tăng|xuống|lên|còn)", re.I
)
# Longer stretches before or behind a colon are prose, no head and no item of a list.
LONGEST_HEAD, LONGEST_ITEM = 22, 12


@dataclass
class _List:
    """A list being read: `heads` are the totals before it, `topic` the words of its head."""

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
    change: Change | None = None
    said: str = ""
    earlier: str = ""


@dataclass
class Builder:
    """Makes mentions line by line; a list may run over several lines."""

    report: Report
    year: int | None
    launching: bool
    mentions: list[Mention] = field(default_factory=list)
    _lists: int = 0
    _open: _List | None = None
    _block_list: _List | None = None
    _tasks: bool = False
    _topic: str = ""
    _scope: str | None = None
    _before: str = ""
    _line: list[Mention] = field(default_factory=list)
    _labelled: bool = False

    def add(self, line: Line) -> None:
        """Take the numbers of one line."""
        self._begin(line)
        last: Spot | None = None
        for spot in line.spots:
            if last is None or last.sentence != spot.sentence:
                self._new_sentence(spot)
            self._take(spot, line, last if last is not None and last.sentence == spot.sentence else None)
            last = spot
        self._end(line)

    def _begin(self, line: Line) -> None:
        text = self.report.text[line.block.start : line.block.end]
        if self.launching and re.match(r"\W*Thứ (?:nhất|hai|ba|tư|năm)\b", text):
            self._tasks = True
        heads = [m for m in self._line if m.companion_of is None and m.list_id is None]
        if heads and self._block_list is None and _LEADS_LIST.match(text):
            self._lists += 1
            self._block_list = _List(
                self._lists, heads[0].subject, heads, partial_mark(text[:20]), section=line.block.section
            )
        if line.spots:
            self._line = []
        self._scope, self._topic = None, ""
        if self._block_list is not None and self._list_ended(line, text):
            self._block_list = None

    def _list_ended(self, line: Line, text: str) -> bool:
        """A list over lines ends with its section, its bullet, or a full stop after semicolons."""
        open_list = self._block_list
        if open_list is None or _LEADS_LIST.match(text):
            return False
        bullet = _bullet(text)
        first = not open_list.bullet
        if line.block.kind == "heading" or line.block.section != open_list.section or not bullet:
            return True
        ended = open_list.ending == "." and open_list.earlier == ";"
        if not first and (bullet != open_list.bullet or ended):
            return True
        open_list.bullet = bullet
        open_list.earlier, open_list.ending = open_list.ending, text.rstrip()[-1:]
        return False

    def _new_sentence(self, spot: Spot) -> None:
        self._open, self._topic, self._before = None, "", ""
        self._scope = spot.label_scope

    def _end(self, line: Line) -> None:
        own = self._line if line.spots else []
        heads = [m for m in own if m.list_id is None and m.companion_of is None]
        if line.ends_open and heads:
            self._lists += 1
            self._block_list = _List(
                self._lists, heads[0].subject, heads, line.partial, section=line.block.section
            )

    def _take(self, spot: Spot, line: Line, last: Spot | None) -> None:
        previous = self.mentions[-1] if last is not None else None
        self._close_list(spot)
        self._open_list(spot, previous)
        own, noun = self._own(spot)
        companion = self._companion(spot, previous, own, noun)
        scope = self._scope_of(spot, previous, companion)
        current = self._open or (self._block_list if companion is None else None)
        subject = self._subject(spot, own, noun, previous, companion, current)
        mention = self._mention(line, spot, subject, scope, companion, last)
        if current is not None and companion is None and self._is_item(mention, current):
            mention = self._listed(mention, current)
        elif companion is None and own:
            self._topic = subject
        if spot.scope and companion is None and mention.list_id is None:
            mention = self._implicit_list(mention, own, noun)
        self._scope = scope
        self._before = own or self._before
        self.mentions.append(mention)
        self._line.append(mention)

    # words

    def _own(self, spot: Spot) -> tuple[str, str]:
        own, noun = spot.words.own, spot.words.noun
        if not content(own) and not _measure_word(own):
            own = ""
        return own, noun

    def _subject(
        self, spot: Spot, own: str, noun: str, previous: Mention | None, companion: Mention | None,
        current: _List | None,
    ) -> str:  # fmt: skip
        label = spot.label if content(spot.label) else ""
        if companion is not None:
            return companion.subject
        words = _join(own, noun)
        topic = current.topic if current is not None else ""
        if current is not None and own and current.said and _covered(own, current.said):
            own, words = "", noun
        if current is not None and current.heads:
            same = [h for h in current.heads if units.fit(h.reading.unit, spot.reading.unit) >= units.SAME]
            topic = same[-1].subject if same else topic
        if current is not None and self._within(spot, current):
            words = (
                ""
                if (spot.scope or spot.label_scope) and not content(own) and _covered(noun, topic)
                else words
            )
            return _path(topic, label if current is self._block_list else "", words)
        if not own and noun and previous is not None and _coordinated(spot.left):
            return _path(label, self._before, words)
        counted = spot.reading.noun or spot.reading.unit or ""
        if (
            previous is not None
            and not words
            and units.fit(previous.reading.unit, counted) == units.OTHER_NOUN
        ):
            return _path(label, self._before, counted)
        if previous is not None and (not words or _MEASURE.fullmatch(own)):
            return _path(previous.subject, words)
        if not words:
            return label or self._topic
        if content(words) < 2 and self._topic and previous is not None and not content(own):
            return _path(self._topic, words)
        return _path(label, words)

    def _within(self, spot: Spot, current: _List) -> bool:
        return current is self._block_list or current is self._open

    # scope

    def _scope_of(self, spot: Spot, previous: Mention | None, companion: Mention | None) -> str | None:
        if spot.scope is not None:
            return spot.scope
        if companion is not None:
            return companion.scope
        if spot.label_scope is not None and not spot.whole:
            return spot.label_scope
        if spot.whole or re.search(r"\btổng\b|\bcộng\b", spot.near, re.I):
            return None
        carried = (
            previous is not None and ";" not in spot.left and "(" not in spot.left and ")" not in spot.left
        )
        return self._scope if carried else None

    # companions

    def _companion(self, spot: Spot, previous: Mention | None, own: str, noun: str) -> Mention | None:
        """The mention that this one says more about: a percentage in brackets, a growth after an amount."""
        if previous is None or spot.scope is not None:
            return None
        earlier = self._same_counted(spot) if _change(spot.reading) and not content(own) else None
        if earlier is not None and content(noun) < 2:
            return earlier
        again = bool(re.match(r"\W*còn(?: lại| phải)?\b", spot.near, re.I)) and content(noun) < 2
        if re.search(r"[;]|\btrong đó\b|\bgồm\b", spot.left, re.I) and not again:
            return None
        root = previous if previous.companion_of is None else self.mentions[previous.companion_of]
        if (again or "chiếm" in spot.near.lower()) and not content(own):
            return root
        same_unit = units.fit(root.reading.unit, spot.reading.unit) >= units.SAME
        if _change(spot.reading) and not content(own) and same_unit:
            return root
        if content(own) or (content(noun) and spot.reading.kind not in {"percent", "multiple"}):
            return None
        if content(noun) >= 2 and not _change(spot.reading):
            return None
        if (
            spot.reading.kind in {"percent", "multiple", "rank"}
            or _change(spot.reading)
            or self._stated_again(spot)
        ):
            return root
        return None

    def _same_counted(self, spot: Spot) -> Mention | None:
        """The last number of the sentence that counts the same thing (`12 vụ, 4 người chết; giảm 3 vụ`)."""
        unit = spot.reading.unit
        if not unit or unit == "%":
            return None
        near = [m for m in self._line if m.sentence == spot.sentence and m.reading.unit == unit]
        return near[-1] if near and near[-1].companion_of is None else None

    def _stated_again(self, spot: Spot) -> bool:
        """A plan, same period or remainder said beside the amount."""
        return bool(
            re.search(r"kế hoạch|\bKH\b|cùng kỳ|năm trước|còn phải|còn lại|chỉ tiêu|còn", spot.left, re.I)
        )

    # lists

    def _open_list(self, spot: Spot, previous: Mention | None) -> None:
        marked = bool(LIST_MARK.search(spot.left))
        if not list_mark(spot.left) or (self._open is not None and not marked):
            return
        head = _head_words(spot)
        said = _before_mark(spot.left)
        heads = self._heads(spot, previous)
        if content(said) >= 2 and previous is not None and spot.scope is not None:
            heads, topic = self._totals(said, spot), said
        elif head and (content(head) >= 2 or not heads or spot.scope is not None):
            heads, topic = self._totals(head, spot), head
        elif (
            heads
            and not spot.scope
            and all(units.fit(h.reading.unit, spot.reading.unit) < units.UNKNOWN for h in heads)
        ):
            return
        elif heads and (
            marked or spot.scope is not None or _colon_first(spot.left) or partial_mark(spot.left)
        ):
            topic = heads[-1].subject
        elif spot.scope is not None and (content(said) >= 2 or ":" in spot.left):
            heads, topic = self._totals(said, spot), said
        else:
            return
        spoken = said or head
        totals = self._last_totals(topic)
        if totals:
            topic = totals[-1].subject
            fitting = any(units.fit(m.reading.unit, spot.reading.unit) >= units.SAME for m in totals)
            heads = heads or (totals if fitting else [])
        if not topic:
            return
        self._lists += 1
        self._open = _List(
            self._lists,
            topic,
            heads,
            partial_mark(spot.left),
            depth=spot.depth,
            change=_head_change(spot),
            said=spoken,
        )

    def _last_totals(self, topic: str) -> list[Mention]:
        """The totals in the line that a head without words of its own goes on with (`Phân theo xã: …`)."""
        totals = [m for m in self._line if m.scope is None and m.companion_of is None and m.head is None]
        if not totals or not _covered(_GENERIC.sub(" ", topic), totals[-1].subject):
            return []
        return [m for m in totals if m.sentence == totals[-1].sentence]

    def _heads(self, spot: Spot, previous: Mention | None) -> list[Mention]:
        """The totals that a list may be of: the last mentions before it in its sentence."""
        if previous is None:
            return []
        near = [m for m in self._line[-3:] if m.companion_of is None and m.sentence == spot.sentence]
        free = [m for m in near if m.list_id is None]
        fitting = [m for m in near if units.fit(m.reading.unit, spot.reading.unit) >= units.SAME]
        if free and fitting and not any(m in free for m in fitting):
            return fitting[-1:]
        return free or near[-1:]

    def _totals(self, topic: str, spot: Spot) -> list[Mention]:
        """Totals said earlier in the line of what a later list is about."""
        return [
            m
            for m in self._line
            if m.scope is None
            and m.list_id is None
            and units.fit(m.reading.unit, spot.reading.unit) >= units.SAME
            and _covered(m.subject.split(":")[-1], topic)
        ]

    def _close_list(self, spot: Spot) -> None:
        """A list ends behind its bracket, or where another topic is named without a scope."""
        if self._open is None or not self._open.items:
            return
        own = spot.words.own
        named = content(own) >= 2 and not _MEASURE.fullmatch(own)
        behind = spot.depth < self._open.depth and (spot.scope is None or named)
        other = named and ";" in spot.left and not _covered(own, self._open.topic)
        if behind or (self._open.scoped and named and (spot.scope is None or other)):
            self._open = None

    def _is_item(self, mention: Mention, current: _List) -> bool:
        if mention.role in {"growth", "of-plan"} and mention.reading.change is None:
            return False
        if not current.heads:
            return mention.scope is not None or current is self._open or content(mention.subject) > 0
        fits = [
            h for h in current.heads if units.fit(h.reading.unit, mention.reading.unit) >= units.OTHER_NOUN
        ]
        return bool(fits) or mention.scope is not None or mention.reading.kind == "percent"

    def _listed(self, mention: Mention, current: _List) -> Mention:
        heads = [
            h
            for h in current.heads
            if units.fit(h.reading.unit, mention.reading.unit) >= units.SAME
            and _percent(h) == _percent(mention)
        ]
        current.items += 1
        current.scoped = current.scoped or mention.scope is not None
        head = heads[-1].index if heads else None
        mention = _changed(mention, current.change)
        first = next(
            (m for m in self._line if m.list_id is not None and m.list_id // 10 == current.number), None
        )
        if first is not None:
            mention = _like(mention, first)
        number = current.number * 10 + (current.heads.index(heads[-1]) if heads else 9)
        return replace(mention, list_id=number, head=head, partial=current.partial)

    def _implicit_list(self, mention: Mention, own: str, noun: str) -> Mention:
        """`… là A 30%; B 22%`: scopes alone go on with the topic of the first."""
        first = next((m for m in reversed(self._line) if m.companion_of is None), None)
        if first is None or first.scope is None or content(own) or first.sentence != mention.sentence:
            return mention
        if units.fit(first.reading.unit, mention.reading.unit) < units.SAME or first.scope == mention.scope:
            return mention
        if first.list_id is None:
            self._lists += 1
            number = self._lists * 10
            self.mentions[first.index] = replace(first, list_id=number)
            self._line = [self.mentions[m.index] for m in self._line]
        else:
            number = first.list_id
        mention = _like(mention, first)
        subject = mention.subject if content(noun) and not _covered(noun, first.subject) else first.subject
        return replace(mention, list_id=number, head=first.head, subject=subject, partial=first.partial)

    # the mention

    def _mention(
        self,
        line: Line,
        spot: Spot,
        subject: str,
        scope: str | None,
        companion: Mention | None,
        last: Spot | None,
    ) -> Mention:
        text = self.report.text
        section = line.block.section
        path = self.report.heading_path(section) if section else ()
        future = is_future(path) or self._tasks
        around = Surroundings(
            spot.left,
            text[spot.tail : spot.right],
            text[spot.sentence[0] : spot.reading.start],
            future,
            self.year,
        )
        role = role_of(spot.reading, around)
        if last is not None and _FROM.search(last.left) and _TO.search(text[last.tail : spot.reading.start]):
            before = self.mentions[-1]
            if before.role in {"actual", "growth"}:
                self.mentions[-1] = replace(before, role="same-period")
        return Mention(
            index=len(self.mentions),
            reading=spot.reading,
            sentence=spot.sentence,
            clause=(min(spot.local[0], spot.reading.start), max(spot.right, spot.reading.end)),
            subject=subject,
            scope=scope,
            role=role,
            path=path,
            section=section,
            companion_of=companion.index if companion is not None else None,
        )


def build(report: Report, lines: Iterable[Line], year: int | None) -> list[Mention]:
    """Mentions of the running text."""
    builder = Builder(report, year, report.meta.kind == "phat-dong")
    for line in lines:
        builder.add(line)
    return builder.mentions


def _head_words(spot: Spot) -> str:
    """The words before a list's colon (`Năng suất lúa bình quân: xã A …`), empty where there are none."""
    parts = re.split(r":(?!\d)", spot.left)
    if len(parts) < 2 or not (spot.scope or content(parts[-1])) or len(parts[-1].split()) > LONGEST_ITEM:
        return ""
    head = re.split(r"[;()]|\.\s", parts[0])[-1]
    if len(head.split()) > LONGEST_HEAD:
        return ""
    if spot.scope is not None and bare_key(head).endswith(scope_key(spot.scope)):
        return ""
    return tidy(head)


def _bullet(text: str) -> str:
    """The kind of bullet a line begins with (`-`, `+`, `a`, `1`), empty for none."""
    match = re.match(r"\s*(?:([-+*•–])|([a-zđ])\)|(\d+)[.)])", text)
    if match is None:
        return ""
    return match.group(1) or ("a" if match.group(2) else "1")


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


def _change(reading: Reading) -> bool:
    return reading.change in {"up", "down"}


def _coordinated(left: str) -> bool:
    """True between two counts of one sentence part (`2150 tập thể, 3525 cá nhân`)."""
    return bool(
        re.fullmatch(r"[^;.:()]*?(?:\)\s*)?(?:,|và|\+)\s*(?:có\s+|cho\s+)?(?:hơn|trên|gần)?\s*", left)
    )


def _measure_word(words: str) -> bool:
    """Words that name what is measured, though they name no indicator alone (`trị giá`)."""
    return bool(re.search(r"trị giá|kinh phí|số tiền|tổng vốn", words, re.I))


def _covered(words: str, topic: str) -> bool:
    """True where all telling syllables of `words` stand in the topic already."""
    known = {s.bare for s in syllables(topic)}
    return all(s.bare in known for s in telling_syllables(words))


def _head_change(spot: Spot) -> Change | None:
    """The change that a list's head says for all its items (`Các xã có sản lượng tăng: …`)."""
    match = _HEAD_CHANGE.search(spot.left)
    if match is None:
        return None
    return "up" if match.group(1).lower() == "tăng" else "down"


def _colon_first(left: str) -> bool:
    """True where a colon follows the total at once (`58 đơn vị: A 7`)."""
    before, colon, _ = left.partition(":")
    return bool(colon) and not re.search(r"[;,()]", before) and content(tidy(before)) < 2


def _before_mark(left: str) -> str:
    """The words before a list's mark (`đàn gia cầm cao, điển hình như xã A`)."""
    match = LIST_MARK.search(left)
    if match is None:
        return ""
    return tidy(re.split(r"[;()]|\.\s", left[: match.start()])[-1])


def _join(own: str, noun: str) -> str:
    return f"{own} {noun}".strip() if noun and noun.lower() not in own.lower() else own


def _path(*parts: str) -> str:
    kept = [p for p in parts if p]
    return ": ".join(dict.fromkeys(p.strip() for part in kept for p in part.split(": ")))
