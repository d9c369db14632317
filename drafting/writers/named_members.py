"""Names that a precedent lists behind a count without numbers of their own (`2/5 xã đạt chuẩn là xã A và xã B`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.types import Candidate, Figure, FigureTable, Mention
from drafting.writers.edits import Edit
from drafting.writers.member_runs import bare

_NAME = (
    r"(?:(?:các\s+)?(?i:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản|khu phố)\s+)?"
    r"[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹ]+)*"
)
_NAMES = rf"{_NAME}(?:\s*(?:[,;]|\bvà\b|,\s*và\b)\s*{_NAME})*"
_BRACKET = re.compile(rf"\s*\((?:gồm|là|đó là)?:?\s*(?P<names>{_NAMES})\s*\)")
_AFTER_LINK = re.compile(rf"\s*,?\s*\b(?:là|gồm|đó là|bao gồm)\s*:?\s+(?P<names>{_NAMES})(?=\s*(?:[,;.)]|$))")
_KIND = re.compile(
    r"^(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản|khu phố|đơn vị|địa phương)\b"
)
# How far behind the count its names may begin.
_FAR = 110


def named_edits(
    text: str, known: Sequence[tuple[Mention, Candidate]], table: FigureTable, end: int
) -> tuple[list[Edit], list[str]]:
    """Edits that put the members of now, where the figures tell them, in the place of those of then.

    Where they don't, or where all have reached it, the names go. The notes are for a person.

    Args:
        text: the precedent's text.
        known: counts that are said anew, with what they state now.
        table: this period's figures.
        end: where the sentence ends.
    """
    edits: list[Edit] = []
    notes = []
    by_key = table.by_key()
    for index, (mention, candidate) in enumerate(known):
        if not _KIND.match((mention.reading.noun or mention.reading.unit or "").casefold()) or mention.scope:
            continue
        later = known[index + 1][0].reading.start if index + 1 < len(known) else end
        found = _names(text, mention.reading.end, min(end, later))
        if found is None:
            continue
        now = _reaching(by_key.get(candidate.expression), table)
        if now:
            edits.append(Edit(found.start("names"), found.end("names"), _joined(now, found["names"])))
            continue
        edits.append(Edit(found.start(), found.end()))
        figure = by_key.get(candidate.expression)
        if figure is None or figure.of is None or figure.value != figure.of:
            notes.append(f"chưa rõ tên của {mention.reading.noun or 'đơn vị'} được đếm ở “{candidate.value}”")
    return edits, notes


def _names(text: str, start: int, end: int) -> re.Match[str] | None:
    """The names right behind a count, before anything else is said."""
    stop = min(end, start + _FAR)
    for pattern in (_BRACKET, _AFTER_LINK):
        match = pattern.search(text, start, end)
        if match and match.start() <= stop and not re.search(r"[,;.(]", text[start : match.start()]):
            return match
    return None


def _reaching(figure: Figure | None, table: FigureTable) -> list[str]:
    """Members that have some of the indicator, where they are as many as the count says."""
    if figure is None or figure.value is None:
        return []
    cells = [f for f in table.figures if f.indicator == figure.indicator and f.role == "actual" and f.scope]
    names = [bare(f.scope or "") for f in cells if f.value]
    return names if len(names) == figure.value else []


def _joined(names: Sequence[str], then: str) -> str:
    """The names as the precedent joined its own: a kind word before the first, `;` or a comma, `và` last."""
    kind = re.match(r"(?:các\s+)?(?i:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản)\s+", then)
    lead = kind[0] if kind else ""
    separator = "; " if ";" in then else ", "
    head = separator.join(names[:-1])
    return lead + (f"{head} và {names[-1]}" if head else names[-1])
