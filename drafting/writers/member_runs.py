"""Where a precedent lists its members: each with its name and its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.units import fold_chars
from drafting.types import Candidate, Figure, Mention
from drafting.writers.view import PrecedentView

_KIND = re.compile(
    r"(?P<kind>(?:các\s+)?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn)\s+)$", re.IGNORECASE
)
_KIND_FIRST = re.compile(
    r"^(?:UBND\s+)?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn)\s+(?=[^\W\d_])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the member's name, what stands between, the number, what follows it (`ha`, `)`)."""

    mention: Mention
    start: int
    name: tuple[int, int]
    end: int


@dataclass(frozen=True, slots=True)
class MemberList:
    """The items of one list in the precedent."""

    items: tuple[Item, ...]

    @property
    def start(self) -> int:
        """Where the first item begins, its kind word (`xã`) included."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.items[-1].end

    def strays(self, look: Callable[[Mention], Candidate | None], by_key: Mapping[str, Figure]) -> list[int]:
        """Mentions of a list whose items would state several indicators, or noughts alone: no list to be said."""
        told = {
            i.mention.index: by_key.get(c.keys[0]) for i in self.items if (c := look(i.mention)) and c.keys
        }
        names = {f.indicator for f in told.values() if f is not None}
        none = bool(told) and not any(f is None or f.value for f in told.values())
        return list(told) if len(names) > 1 or none else []


def bare(scope: str) -> str:
    """A member's name without its kind word: tables say `Xã Minh Hải`, sentences often `Minh Hải`."""
    return _KIND_FIRST.sub("", scope).strip()


def member_lists(seen: PrecedentView, mentions: Sequence[Mention], start: int, end: int) -> list[MemberList]:
    """Runs of two or more mentions that each name a member right before their number."""
    text = seen.report.text
    runs: list[list[Item]] = []
    last: Mention | None = None
    for index, mention in enumerate(mentions):
        after = runs[-1][-1].end if runs and last else start
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        limit = _name_at(text, following, mention.reading.end) if following else None
        item = _item(text, mention, after, limit[0] if limit else end)
        if item is None:
            last = None if mention.scope is None else last
            continue
        joined = last is not None and runs and _same_list(last, mention)
        if joined and len(text[runs[-1][-1].end : item.start].strip(" ,;và")) < 3:
            runs[-1].append(item)
        else:
            runs.append([item])
        last = mention
    return [MemberList(tuple(run)) for run in runs if len(run) > 1]


def _same_list(one: Mention, other: Mention) -> bool:
    alike = one.reading.unit == other.reading.unit and one.reading.kind == other.reading.kind
    return one.role == other.role and (one.list_id == other.list_id or alike)


def _name_at(text: str, mention: Mention, after: int) -> tuple[int, int] | None:
    """Where the member is named before its number, accents aside; its kind word (`xã`) counts as part."""
    if not mention.scope:
        return None
    at = fold_chars(text[after : mention.reading.start]).rfind(fold_chars(bare(mention.scope)))
    if at < 0 or mention.reading.start - (after + at) > 60:
        return None
    kind = _KIND.search(text, max(after, after + at - 16), after + at)
    return (kind.start() if kind else after + at, after + at)


def _item(text: str, mention: Mention, after: int, end: int) -> Item | None:
    named = _name_at(text, mention, after)
    if named is None or mention.scope is None:
        return None
    at = named[1]
    tail = re.compile(r"[^,;:.()]{0,40}?(?=,|;|\)|\s+và\s|\.(?:\s|$)|\s*$)").match(
        text, mention.reading.end, end
    )
    stop = tail.end() if tail else mention.reading.end
    opened = text.rfind("(", at, mention.reading.start)
    if opened > at and text[stop : stop + 1] == ")":
        stop += 1
    return Item(mention, named[0], (at, at + len(bare(mention.scope))), stop)
