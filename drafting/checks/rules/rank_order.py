"""The ranks told of members go with their values: `thứ hai B (97,2), thứ ba C (97,9)`, `A 946,5 điểm … A xếp thứ 3`.

Source: issue text (ranks against values). Points fall with the rank; of other values either order may be meant, so a
rank is accused by the others of its list only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafting.checks.document import Document, Span
from drafting.checks.findings import about, finding, place
from drafting.checks.ranked import Held, Rank, held, led, ranks
from drafting.types import Finding, Place, Severity

CODE = "restated"
_FOLLOWS = re.compile(
    r"\W*(?:theo đó|xếp theo|như vậy|theo kết quả|từ kết quả|căn cứ kết quả)(?!\w)", re.IGNORECASE
)
_HIGH = re.compile(r"(?<!\w)(?:cao|nhiều|lớn) nhất(?:\s+(?:là|thuộc về|ở))?\s*:?\s*$")
_LOW = re.compile(r"^\)?[,;]?\s*(?:và|còn)?\s*(?:thấp|ít|nhỏ) nhất(?:\s+(?:là|thuộc về|ở))?\s*:?\s*$")
_MOVED = re.compile(
    r"(?<!\w)(?:thứ|hạng)\s+(\d{1,2})(?:/\d{1,2})?(?:\s[^\W\d][^\d.;()]{0,40}?)?,?\s+(tăng|lên|vươn lên|giảm|tụt|xuống)\s+"
    r"(\d{1,2}) (?:bậc|hạng)\s+so với [^\d.;()]{3,40}(?:20\d\d)?[^\d.;()]{0,10}"
    r"\((?:năm 20\d\d )?(?:(?:xếp|đứng|ở) )?(?:vị trí )?(?:thứ|hạng) (\d{1,2})(?:/\d{1,2})?\)"
)
# `năm 2024 xếp thứ 8/9, năm nay xếp thứ 5/9, tăng 3 bậc`; `từ thứ 8 lên thứ 5, tăng 3 bậc`
_FROM_TO = re.compile(
    r"(?<!\w)(?:năm (?:trước|ngoái|20\d\d)|kỳ trước|từ)(?: (?:xếp|đứng|ở|vị trí))* (?:thứ|hạng) (\d{1,2})(?:/\d{1,2})?,? "
    r"(?:(?:lên|xuống|năm nay|năm 20\d\d|nay|kỳ này)[ ,]*)+(?:(?:xếp|đứng|ở|vị trí) )*(?:thứ|hạng) (\d{1,2})(?:/\d{1,2})?"
    r",? \(?(tăng|lên|giảm|tụt|xuống) (\d{1,2}) (?:bậc|hạng)"
)
_LED = re.compile(
    r"(?<!\w)(?:dẫn đầu|đứng đầu|(?:cao|nhiều|lớn) nhất|(?<!thứ )(?<!hạng )(?<!thấp )(?<!ít )(?<!nhỏ )nhất)"
    r"(?:\s+(?:là|thuộc về|ở|:))*\s*$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?<!\w)(?:kế đến|tiếp đến|tiếp theo|kế tiếp|rồi đến|sau đó|lần lượt|nhì|thứ hai)(?!\w)", re.IGNORECASE
)
_LAST = re.compile(r"(?<!\w)(?:riêng|còn|trong khi|năm trước|cùng kỳ)(?!\w)", re.IGNORECASE)
_UP = frozenset({"tăng", "lên", "vươn lên"})
_LIST = 3
_CERTAIN = 2  # ranks of the list that fit


def check(document: Document) -> Iterable[Finding]:
    """Findings on ranks and values that contradict each other."""
    for line in document.lines:
        members: list[Held] = []
        for span in document.sentences(line):
            own = held(document, span)
            yield from _moved(document, span)
            yield from _extremes(document, span, own)
            yield from _one_behind_another(document, span, own)
            yield from _falling(document, list(led(document, span, own)))
            follows = bool(_FOLLOWS.match(document.text, *span))
            if not follows or len({m.name for m in own}) >= _LIST:
                members = own
            told = list(ranks(document, span, own))
            if told and len(members) >= _LIST and len({m.name for m in members}) == len(members):
                yield from _told(document, members, told)


def _moved(document: Document, span: Span) -> Iterator[Finding]:
    """`xếp thứ 24/63, tăng 7 bậc so với năm 2022 (xếp thứ 31)`: a better rank is a smaller number."""
    told = [(m, (1, 2, 3, 4)) for m in _MOVED.finditer(document.text, *span)]
    told += [(m, (2, 3, 4, 1)) for m in _FROM_TO.finditer(document.text, *span)]
    for found, groups in told:
        now, steps, before = (int(found[groups[n]]) for n in (0, 2, 3))
        up = before - now if found[groups[1]] in _UP else now - before
        if up != steps:
            really = f"{'tăng' if before > now else 'giảm'} {abs(before - now)} bậc"
            message = f"Nêu {found[groups[1]]} {steps} bậc, nhưng từ thứ {before} đến thứ {now} là {really}."
            low, high = found.span(groups[0]), found.span(groups[3])
            evidence = [Place(document.text[slice(*s)], *s) for s in (low, high)]
            yield finding(document, CODE, "error", found.span(groups[2]), message, evidence=evidence)


def _one_behind_another(document: Document, span: Span, members: list[Held]) -> Iterator[Finding]:
    """`dẫn đầu là A 86,25 điểm; kế đến là B 84,9 điểm, C 85,4 điểm`: each no more than the one before."""
    at = next((n for n, m in enumerate(members) if _LED.search(document.text[span[0] : m.start])), None)
    if at is None:
        return
    said = False
    for one, other in pairwise(members[at:]):
        between = document.text[one.reading.end : other.start]
        said = said or _THEN.search(between) is not None
        if not said or _LAST.search(between):
            return
        if other.value > one.value:
            message = f"Kể {other.reading.quote} sau {one.reading.quote}, nhưng lại lớn hơn."
            yield about(document, CODE, "error", other.reading, message, evidence=[place(one.reading)])


def _extremes(document: Document, span: Span, members: list[Held]) -> Iterator[Finding]:
    """`cao nhất là A 92%, thấp nhất là B 95%`."""
    for top, low in pairwise(members):
        between = document.text[top.reading.end : low.start]
        if _HIGH.search(document.text[span[0] : top.start]) and _LOW.match(between) and low.value > top.value:
            message = f"Nói cao nhất là {top.reading.quote}, nhưng thấp nhất lại là {low.reading.quote}."
            yield about(document, CODE, "error", low.reading, message, evidence=[place(top.reading)])


def _falling(document: Document, order: list[tuple[int, Held]]) -> Iterator[Finding]:
    """`thứ nhất A (98,5), thứ hai B (97,2), thứ ba C (97,9)`: one that breaks the order of the others."""
    if len(order) < _LIST or [r for r, _ in order] != sorted(r for r, _ in order):
        return
    rising = not _points(order[0][1]) and order[-1][1].value > order[0][1].value
    for (_, first), (rank, second) in pairwise(order):
        if (second.value < first.value) if rising else (second.value > first.value):
            message = (
                f"Nêu xếp thứ {rank} với {second.reading.quote}, nhưng xếp trên là {first.reading.quote}."
            )
            yield about(document, CODE, "error", second.reading, message, evidence=[place(first.reading)])


def _points(one: Held) -> bool:
    return one.reading.unit == "điểm" or one.reading.noun.startswith("điểm")


def _told(document: Document, members: list[Held], told: list[Rank]) -> Iterator[Finding]:
    """Ranks told of a list's members, of which others fit the values as they fall."""
    places = {m.name: _places(m, members) for m in members}
    known = [r for r in told if r.name in places]
    fitting = [r for r in known if r.rank in places[r.name]]
    rising = {r.name for r in known if r.rank in _places(_of(members, r), members, rising=True)}
    listed_so = all(a.value >= b.value for a, b in pairwise(members)) and len(fitting) == len(rising)
    sure = _points(members[0]) or len(fitting) > len(rising) or listed_so
    for one in known if sure and fitting else ():
        right, mine = places[one.name], _of(members, one).reading
        hidden = one.rank >= right.stop and not any(
            r.rank > one.rank for r in fitting
        )  # behind one not listed
        ahead = any(r.rank < one.rank and _of(members, r).value < mine.amount for r in fitting)
        if one in fitting or (hidden and one.rank > len(members) and not ahead):
            continue
        doubted = hidden and len(fitting) < _CERTAIN and not ahead
        severity: Severity = "warning" if doubted else "error"
        message = f"Nêu xếp thứ {one.rank}, nhưng theo giá trị đã nêu ({mine.quote}) là thứ {right.start}."
        yield finding(document, CODE, severity, one.span, message, evidence=[place(mine)])


def _of(members: list[Held], rank: Rank) -> Held:
    return next(m for m in members if m.name == rank.name)


def _places(one: Held, members: list[Held], rising: bool = False) -> range:
    """The ranks a value may have: shared ones count as one or as many."""
    values = [-m.value if rising else m.value for m in members]
    mine = -one.value if rising else one.value
    above = [v for v in values if v > mine]
    return range(len(set(above)) + 1, len(above) + values.count(mine) + 1)
