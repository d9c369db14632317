"""Making mentions of the numbers of the running text, line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.types import Report
from drafting.alignment import units
from drafting.alignment.companions import companion
from drafting.alignment.cues import Surroundings, compared, is_future, plans_ahead, role_of, without_name
from drafting.alignment.lists import Lists, OpenList
from drafting.alignment.phrases import MEASURE, coordinated, covered, join, measure_word, path
from drafting.alignment.spots import Line, Spot
from drafting.alignment.subjects import content, own_words
from drafting.types.alignment import Mention
from drafting.types.figures import Role

_FROM = re.compile(r"\btừ\s*$", re.I)
_TO = re.compile(
    r"^\W*(?:(?:của |ở |vào |trong )?(?:cuối |đầu )?\(?năm \d{4}\)?\W*)?(?:giảm|tăng|xuống|lên|còn)", re.I
)
_TASK = re.compile(r"\W*Thứ (?:nhất|hai|ba|tư|năm)\b")
# So many numbers of its line a number is seen beside; where page ends are lost, lines have thousands.
_RECENT = 100
_OPENED = re.compile(r"\s*\((?:đạt|được|với|có)?\s*", re.I)
_SUM = re.compile(r"\btổng\b|\bcộng\b", re.I)


def tasks_begin(report: Report, line: str) -> bool:
    """A letter that launches a campaign tells tasks from its "Thứ nhất" on."""
    return report.meta.kind == "phat-dong" and bool(_TASK.match(line))


class Builder:
    """Makes mentions line by line; what a line leaves open goes on in the next."""

    def __init__(self, report: Report, paths: Mapping[str, tuple[str, ...]], tasks: bool) -> None:
        """Begin before a line; `paths` are the headings above each section, `tasks` as `tasks_begin` told."""
        self.mentions: list[Mention] = []
        self._report = report
        self._paths = paths
        self._year = int(report.meta.period[:4]) if report.meta.period else None
        self._lists = Lists()
        self._line: list[Mention] = []
        self._tasks = tasks
        self._topic = self._before = ""
        self._scope: str | None = None

    @property
    def open(self) -> bool:
        """True where a list goes on, or may begin, over the next line."""
        return self._lists.outer is not None or bool(self._lists.title)

    @property
    def lists(self) -> int:
        """How many lists were numbered."""
        return self._lists.count

    def add(self, line: Line) -> None:
        """Take the numbers of one line."""
        text = self._report.text[line.block.start : line.block.end]
        self._lists.begin_line(line, text, self._line)
        if line.spots:
            self._line = []
        last: Spot | None = None
        for spot in line.spots:
            if last is None or last.sentence != spot.sentence:
                self._new_sentence(spot)
                last = None
            self._take(spot, line, last)
            last = spot
        self._lists.end_line(line, self._line if line.spots else [], text)

    def _new_sentence(self, spot: Spot) -> None:
        self._lists.inner = None
        self._topic = self._before = ""
        self._scope = spot.label_scope

    def _take(self, spot: Spot, line: Line, last: Spot | None) -> None:
        behind = self._report.text[spot.tail : spot.right]
        said = compared(without_name(spot.reading, spot.near, spot.scope), spot.near, behind)
        spot = replace(spot, reading=said) if said is not spot.reading else spot
        previous = self.mentions[-1] if last is not None else None
        self._lists.close(spot)
        self._lists.open(spot, self._line, previous is not None)
        own, noun = _own(spot), spot.words.noun
        if "/" not in (spot.reading.unit or ""):
            noun = noun.partition("/")[0]  # `519 giờ/nhà giáo` tells of hours
        outside = [m for m in self._line[-_RECENT:] if not self._closed(m, spot)]
        root = self._root(self._before_bracket(previous, spot, outside))
        beside = companion(spot, own, noun, outside or self._line, root)
        current = self._lists.inner or (self._lists.outer if beside is None else None)
        subject = beside.subject if beside is not None else self._subject(spot, own, noun, previous, current)
        scope = self._scope_of(spot, previous, beside)
        if last is not None:
            self._before_and_after(spot, last)
        mention = self._mention(line, spot, subject, scope, beside)
        self._append(spot, mention, current if beside is None else None, own, noun)
        self._scope = scope
        self._before = own or self._before

    def _append(self, spot: Spot, mention: Mention, current: OpenList | None, own: str, noun: str) -> None:
        """Put the mention into its list, if it is in one, and keep it."""
        if current is not None and self._lists.is_item(mention, current):
            mention = self._lists.listed(mention, current, self._line)
        elif mention.companion_of is None and own:
            self._topic = mention.subject
        if spot.scope and mention.companion_of is None and mention.list_id is None:
            mention, first = self._lists.implied(mention, own, noun, self._line)
            if first is not None:
                self.mentions[first.index] = first
                self._line = [self.mentions[m.index] for m in self._line]
        self.mentions.append(mention)
        self._line.append(mention)

    def _closed(self, mention: Mention, spot: Spot) -> bool:
        """True for a number in a bracket that ended before this one."""
        between = self._report.text[mention.reading.end : spot.reading.start]
        return ")" in between and between.count(")") > between.count("(")

    def _before_bracket(self, previous: Mention | None, spot: Spot, outside: list[Mention]) -> Mention | None:
        """The number that a change behind a bracket tells of: `29 huân chương (hạng Nhì 8, hạng Ba 18), tăng 5`."""
        moved = spot.reading.change in {"up", "down"} or spot.reading.kind == "percent"
        if previous is None or not moved or not self._closed(previous, spot):
            return previous
        before = [m for m in outside if m.sentence == spot.sentence]
        return before[-1] if before else previous

    def _root(self, previous: Mention | None) -> Mention | None:
        if previous is None or previous.companion_of is None:
            return previous
        return self.mentions[previous.companion_of]

    def _subject(
        self, spot: Spot, own: str, noun: str, previous: Mention | None, current: OpenList | None
    ) -> str:
        label = spot.label if content(spot.label) else ""
        if current is not None:
            if previous is not None and _goes_on(spot, own, noun, previous, current):
                return previous.subject
            return path(*self._item_words(spot, own, noun, current, label))
        words = join(own, noun)
        if previous is None:
            return path(label, words) if words else label or self._topic or self._before_opening(spot)
        if not own and noun and coordinated(spot.left):
            return path(label, self._before, words)
        counted = spot.reading.noun or spot.reading.unit or ""
        if _population(counted, own, previous):
            return path(label, "dân số")
        if not words and units.fit(previous.reading.unit, counted) == units.OTHER_NOUN:
            return path(label, self._before, counted)
        if not words or MEASURE.fullmatch(own):
            return path(previous.subject, words)
        if content(words) < 2 and self._topic and not content(own):
            return path(self._topic, words)
        return path(label, words)

    def _before_opening(self, spot: Spot) -> str:
        """What a bracket of members breaks down: `Thu ngân sách đều tăng (Bình Lâm tăng 4,1%; Đông Hà tăng 6%)`."""
        text, start = self._report.text, spot.sentence[0]
        at = text.rfind("(", start, spot.reading.start)
        if spot.scope is None or at < 0 or ")" in text[at : spot.reading.start]:
            return ""
        words = own_words(text[start:at])
        return words if content(words) > 1 else ""

    def _item_words(self, spot: Spot, own: str, noun: str, current: OpenList, label: str) -> tuple[str, ...]:
        """Head, label and own words of a list's item; a member's item needs no words of its own."""
        if own and current.said and covered(own, current.said):
            own = ""
        topic = current.topic_for(spot.reading.unit)
        member = bool(spot.scope or spot.label_scope)
        words = "" if member and not content(own) and covered(noun, topic) else join(own, noun)
        return topic, label if current is self._lists.outer else "", words

    def _scope_of(self, spot: Spot, previous: Mention | None, beside: Mention | None) -> str | None:
        if spot.scope is not None:
            return spot.scope
        if beside is not None:
            return beside.scope
        if spot.label_scope is not None and not spot.whole:
            return spot.label_scope
        if previous is None or spot.whole or _SUM.search(spot.near):
            return None
        inside = _OPENED.fullmatch(spot.left) is not None  # `xã A xếp thứ hai (961 điểm)`
        return self._scope if inside or not any(c in spot.left for c in ";()") else None

    def _before_and_after(self, spot: Spot, last: Spot) -> None:
        """`từ A giảm còn B`: A was the level before."""
        between = self._report.text[last.tail : spot.reading.start]
        if _FROM.search(last.left) and _TO.search(between):
            before = self.mentions[-1]
            if before.role in {"actual", "growth"}:
                self.mentions[-1] = replace(before, role="same-period")
                self._line[-1] = self.mentions[-1]

    def _mention(
        self, line: Line, spot: Spot, subject: str, scope: str | None, beside: Mention | None
    ) -> Mention:
        section = line.block.section
        headings = self._paths.get(section, ())
        return Mention(
            index=len(self.mentions),
            reading=spot.reading,
            sentence=spot.sentence,
            clause=(min(spot.local[0], spot.reading.start), max(spot.right, spot.reading.end)),
            subject=subject,
            scope=scope,
            role=self._role(spot, headings),
            path=headings,
            section=section,
            companion_of=beside.index if beside is not None else None,
        )

    def _role(self, spot: Spot, headings: tuple[str, ...]) -> Role:
        text = self._report.text
        around = Surroundings(
            left=spot.left,
            right=text[spot.tail : spot.right],
            sentence_left=text[spot.sentence[0] : spot.reading.start],
            future=is_future(headings) or plans_ahead(headings, self._year) or self._tasks,
            year=self._year,
        )
        return role_of(spot.reading, around)


def _population(counted: str, own: str, previous: Mention) -> bool:
    """`2.230 hộ với 8.561 người`: those who live in all the households."""
    people = counted.lower() in {"người", "nhân khẩu", "khẩu"} and not content(own)
    return people and previous.subject.lower() in {"hộ", "số hộ", "tổng số hộ", "hộ dân"}


def _own(spot: Spot) -> str:
    own = spot.words.own
    return own if content(own) or measure_word(own) else ""


def _goes_on(spot: Spot, own: str, noun: str, previous: Mention, current: OpenList) -> bool:
    """True for an item that goes on with what the last one named (`đàn gia cầm lớn là A 128, B 96`)."""
    same = previous.list_id is not None and previous.list_id // 10 == current.number
    named = previous.scope is not None and previous.subject.startswith(f"{current.topic}: ")
    bare = spot.scope is not None and not content(own) and not content(noun) and ";" not in spot.left
    return same and named and bare and previous.reading.unit == spot.reading.unit
