"""Numbers that this period's figures don't give: the clause goes where grammar allows, else a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting import numbers
from drafting.numbers.types import Reading
from drafting.types import Mention
from drafting.writers.edits import Edit
from drafting.writers.gap_labels import label_of
from drafting.writers.particulars import stands

_TRAIL = re.compile(
    r"\s*,?\s*(?:và\s+)?\b(?:đạt|bằng|tăng|giảm|chiếm|vượt|tương ứng|cao hơn|thấp hơn|so với)\b[^,;.()\d]{0,30}$"
)
_TRIFLE = re.compile(
    r"\s*,?\s*(?:với\s+)?(?:tổng\s+)?(?:trị giá|số tiền|giá trị|kinh phí)(?:\s+(?:là|bằng|trên|hơn|gần|khoảng))*\s+$"
)
_REST = re.compile(
    r"\s*(?:so với[^,;.()]{0,40}|(?:so )?(?:với )?(?:kế hoạch|KH|cùng kỳ|dự toán)[^,;.()]{0,30})?(?=[,;.()]|\s+và\s|$)"
)
_CHANGE_LEAD = re.compile(r"\b(?:tăng|giảm|vượt|cao hơn|thấp hơn)(?:\s+\w+)?\s+$")
_QUALIFIER = re.compile(r"(?:\b(?:trên|hơn|gần|khoảng|dưới|từ|ít nhất)\s+)+$", re.IGNORECASE)
# Roles of a number that says something more of the number before it.
COMPANIONS = ("growth", "of-plan", "same-period", "remaining", "share", "plan")
_BREAKDOWN = re.compile(r"(?:\s*[,;:]\s*|\s*\(\s*|\s+)(?:trong đó|bao gồm|gồm|cụ thể)\b", re.IGNORECASE)
_EVERY = re.compile(r"\bcả\s+$", re.IGNORECASE)
_EVERY_WORD = re.compile(
    r"\b(?P<all>[Cc]ả)\s+(?P<n>(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)\s+"
    r"(?=(?:xã|phường|huyện|quận|tỉnh|thôn|đơn vị|địa phương|thành phố)\b)"
)
_MEMBER = re.compile(r"(?:xã|phường|huyện|quận|tỉnh|thôn|bản|đơn vị|địa phương|thành phố)\b")
_ONWARD = re.compile(r"\s+trở (?:lên|xuống)")


def missing_edit(
    text: str,
    mention: Mention,
    start: int,
    end: int,
    known: list[tuple[int, int]],
    *,
    propose: bool,
    target: bool = False,
) -> Edit:
    """How a number without a figure leaves the sentence `start:end`.

    What is cut holds none of `known`, the spans of the numbers that are said anew. With `propose` the old
    value may be proposed (the unit's own report).
    """
    reading = mention.reading
    trailing = _trailing(text, reading, start, end, known) if says_more(mention) else None
    trailing = trailing or _worth(text, mention, start, known)
    for span in (_bracket(text, reading, start, end), trailing):
        if span is not None and all(e <= span[0] or s >= span[1] for s, e in known):
            return Edit(*span)
    if known:
        segment = _segment(text, reading, start, end)
        more = says_more(mention)
        cuttable = more or (segment is not None and not text[segment[1] : end].strip(" .;"))
        if (
            segment is not None
            and cuttable
            and (more or not _led(text, segment[1], end))
            and all(e <= segment[0] or s >= segment[1] for s, e in known)
        ):
            return Edit(*segment)
    return gap_edit(text, mention, start, propose=propose, target=target)


def says_more(mention: Mention) -> bool:
    """The number only says more of one before it: a growth, a share of what was just told."""
    share = mention.companion_of is not None and mention.reading.kind == "percent"
    return mention.role in COMPANIONS or share


def _led(text: str, at: int, end: int) -> bool:
    """A breakdown follows: what it breaks down can't go without it."""
    return _BREAKDOWN.match(text, at, min(len(text), end + 30)) is not None


def list_cut(text: str, lost: Sequence[Mention], start: int, end: int) -> tuple[int, int] | None:
    """The span of a breakdown none of whose numbers is known: from its `trong đó` to the end of its last item."""
    opens = list(_BREAKDOWN.finditer(text, start, lost[0].reading.start))
    if not opens or re.search(r"[;.](?=\s)", text[opens[-1].end() : lost[0].reading.start]):
        return None
    at = opens[-1].start()
    stop = re.compile(r"[;.](?=\s|$)|\)|$").search(text, lost[-1].reading.end, end)
    to = stop.start() if stop else end
    inner = text.count("(", at, to) - text.count(")", at, to)
    if inner > 0 and text[to : to + 1] == ")":
        to += 1
    return at, to


def gap_edit(text: str, mention: Mention, start: int, *, propose: bool, target: bool = False) -> Edit:
    """A gap in the number's place, with its qualifier and change word, that says what is missing."""
    reading = mention.reading
    at, to = reading.start, reading.end
    every = all_of(text, mention, start)
    if every:
        # `Cả sáu xã hoàn thành …`: all of them, however many they are now.
        return Edit(every.start(), to, "Các" if every[0][0].isupper() else "các")
    # A target keeps its `từ … trở lên`: only the number is asked for.
    for pattern in () if target else (_QUALIFIER, _CHANGE_LEAD):
        match = pattern.search(text, max(start, at - 30), at)
        at = match.start() if match else at
    onward = None if target else _ONWARD.match(text, to)
    to = onward.end() if onward else max(to, _unit_end(text, mention))
    around = text[max(start, at - 80) : min(len(text), to + 30)]
    holds = propose and (target or stands(around) or reading.quote.strip() == "100%")
    return Edit(at, to, gap=label_of(text, mention, at), proposal=proposal(text, mention) if holds else None)


def all_of(text: str, mention: Mention, start: int) -> re.Match[str] | None:
    """The `cả` of `cả sáu xã`: it counts all the members there are."""
    reading = mention.reading
    if not _MEMBER.match((reading.noun or reading.unit or "").casefold()):
        return None
    return _EVERY.search(text, max(start, reading.start - 8), reading.start)


def all_in_words(text: str, start: int, end: int, members: int) -> list[Edit]:
    """`Cả sáu xã` where the members are as many no more: `các xã`."""
    edits = []
    for match in _EVERY_WORD.finditer(text, start, end):
        count = next((r.value for r in numbers.read(f"{match['n']} thôn")), None)
        if count != members:
            edits.append(Edit(*match.span(), "Các " if match["all"][0].isupper() else "các "))
    return edits


def proposal(text: str, mention: Mention) -> str:
    """The old value; with its unit where the gap stands in place of that too."""
    reading = mention.reading
    unit = text[reading.end : _unit_end(text, mention)]
    return reading.quote + unit


def _unit_end(text: str, mention: Mention) -> int:
    """Where the printed unit of a measure ends; a counted noun stays in the sentence."""
    reading = mention.reading
    unit = reading.unit or ""
    if not unit or unit == "%" or reading.noun:
        return reading.end
    after = re.compile(rf"\s?{re.escape(unit)}(?![\w/])", re.IGNORECASE).match(text, reading.end)
    return after.end() if after else reading.end


def _bracket(text: str, reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    opened = text.rfind("(", start, reading.start)
    if opened < 0 or text.find(")", opened, reading.start) >= 0:
        return None
    closed = text.find(")", reading.end, end)
    return (opened, closed + 1) if closed >= 0 else None


def _trailing(
    text: str, reading: Reading, start: int, end: int, known: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """`… 95.562 ha đạt 69% KH`: what is said of the number before it, with its own basis."""
    if not any(e <= reading.start for _, e in known):
        return None
    last = max(e for _, e in known if e <= reading.start)
    if re.search(r"[,;:.]", text[last : reading.start].rstrip(" ,")):
        return None
    before = _TRAIL.search(text, max(start, reading.start - 60), reading.start)
    after = _REST.match(text, reading.end, end)
    return (before.start(), after.end()) if before and after else None


def _worth(
    text: str, mention: Mention, start: int, known: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """`112 suất quà trị giá 44.500.000 đồng`: the worth of what is counted right before it."""
    reading = mention.reading
    match = _TRIFLE.search(text, max(start, reading.start - 40), reading.start)
    if match is None or not any(0 <= match.start() - e < 40 for _, e in known):
        return None
    return match.start(), _unit_end(text, mention)


def _segment(text: str, reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """From the comma before the number to the next comma or the end; None for the first segment."""
    comma = max(text.rfind(",", start, reading.start), text.rfind(";", start, reading.start))
    if comma < 0 or not text[comma + 1 : comma + 2].isspace():
        return None
    while True:
        earlier = max(text.rfind(",", start, comma), text.rfind(";", start, comma))
        between = text[earlier + 1 : comma]
        if earlier < 0 or len(between.split()) > 3 or re.search(r"\d", between):
            break
        comma = earlier
    stops = [m.start() for m in re.compile(r"[,;](?=\s)|\.(?=\s|$)").finditer(text, reading.end, end)]
    return comma, (stops[0] if stops else len(text[:end].rstrip(" .;")))
