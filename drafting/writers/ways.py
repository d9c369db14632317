"""The words that a list by member stands under: which way it goes, whether it names all; said otherwise where need be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.types import Mention
from drafting.writers.edits import Edit
from drafting.writers.member_runs import MemberList, bare
from drafting.writers.view import PrecedentView

_WAY = re.compile(r"\b(?:tăng|giảm)\b(?!\s+(?:cường|trưởng))", re.IGNORECASE)
# What promises that every part is named.
_WHOLE = re.compile(
    r"(?:cụ thể(?: như sau| là)?|chia ra|(?:bao )?gồm|như sau|(?:chia|phân)(?: đều)? theo(?: [^\W\d_]+){1,2}|kết quả)\s*:?\s*$",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:các|từng|mỗi|cả \w+)(?= (?:xã|phường|huyện|thôn|tỉnh|đơn vị|địa phương))", re.IGNORECASE
)
_FAR = 60


def told(seen: PrecedentView, found: MemberList) -> re.Match[str] | None:
    """The word of change that the items stand under: in the first of them, else right before the list."""
    text = seen.report.text
    first = found.items[0]
    inside = _WAY.search(text, first.name[1], first.mention.reading.start)
    if inside:
        return inside
    low = max(text.rfind(mark, 0, found.start) for mark in ";.\n(") + 1
    before = list(_WAY.finditer(text, max(low, found.start - _FAR), found.start))
    return before[-1] if before else None


def opposite(word: str) -> str:
    """`giảm` for `tăng` and back, in its own capitals."""
    now = "giảm" if word.casefold() == "tăng" else "tăng"
    return now.capitalize() if word[:1].isupper() else now


def turned(words: str) -> str:
    """The words with every change the other way."""
    return _WAY.sub(lambda m: opposite(m[0]), words)


def partial(text: str, at: int, *, adds: bool = True) -> list[Edit]:
    """Edits of the words before a list at `at`, so that they no longer promise every member.

    Of rates, which don't add up (`adds` false), only the words that name all are changed.
    """
    low = max(text.rfind(mark, 0, at) for mark in ";.\n(") + 1
    low += len(text[low:at]) - len(text[low:at].lstrip(" -+*"))
    head = text[low:at]
    some = [Edit(low + m.start(), low + m.end(), "một số") for m in _ALL.finditer(head) if m.start() > 0]
    if not adds:
        return some
    whole = _WHOLE.search(head)
    if whole:
        return [
            Edit(
                low + whole.start(),
                at,
                _capital("trong đó: ", at_start=whole.start() == 0 and head[:1].isupper()),
            )
        ]
    if text[:at].endswith("("):
        return [Edit(at, at, "trong đó: ")]
    if "trong đó" in head.casefold() or not head.rstrip().endswith(":"):
        return []
    if any(c.isdigit() for c in head):
        return [Edit(low + len(head.rstrip()) - 1, at, ", trong đó: ")]
    lead = _capital("trong đó, ", at_start=head[:1].isupper())
    first = head[:1] if head[:2].isupper() else head[:1].lower()
    every = _ALL.match(head)
    if every:
        return [Edit(low, low + every.end(), f"{lead}một số")]
    return [Edit(low, low + 1, lead + first), *some]


def _capital(words: str, *, at_start: bool) -> str:
    return words[:1].upper() + words[1:] if at_start else words


def adds(found: MemberList) -> bool:
    """Amounts make a total; rates (`tạ/ha`, per cent) don't."""
    first = found.items[0].mention.reading
    return first.kind != "percent" and "/" not in (first.unit or "")


def expected(found: MemberList, own_members: Sequence[str]) -> list[str]:
    """Members that the list named then; all of this unit's where it was a whole one."""
    named = [bare(i.mention.scope or "") for i in found.items]
    partial = any(i.mention.partial for i in found.items)
    return list(dict.fromkeys([*named, *(() if partial else map(bare, own_members))]))


def shortened(
    text: str, lost: Sequence[Mention], mentions: Sequence[Mention], edits: Sequence[Edit], start: int
) -> list[Edit]:
    """Where members went from a list that promised them all (`chia theo xã: …`), its words promise them no more."""
    gone = [(e.start, e.end) for e in edits if e.cuts]
    stay = {m.scope for m in mentions if m not in lost}
    cut = any(
        m.scope not in stay and not m.partial and any(s <= m.reading.start < e for s, e in gone)
        for m in lost
        if m.scope
    )
    first = next((m for m in mentions if m.scope), None)
    name = text.rfind(bare(first.scope or ""), start, first.reading.start) if cut and first else -1
    return partial(text, name) if name >= 0 else []
