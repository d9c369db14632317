"""A count of named members is how many are named: `02 huyện … (A và B)`, `2/5 xã … là xã A và xã B`.

Source: numbers.md; contract code `sum-of-parts`. Only lists of proper names of the counted kind are
counted; a list that leaves some out may name fewer, never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval, noun_of, same_kind, sum_of
from drafting.checks.lists import Breakdown, breakdowns
from drafting.checks.names import bare, is_name, split
from drafting.numbers.types import Reading
from drafting.types import Finding, Place

CODE = "sum-of-parts"
_SPLIT = re.compile(r"[,;]|(?<!\w)và(?!\w)")
_IS = re.compile(r"(?<!\w)(?:là|gồm|bao gồm|gồm có|cụ thể là|đó là)(?!\w)\s*:?|(?<=\w):(?=\s)")
_COLON = re.compile(r"\s[^\W\d]+(?:\s[^\W\d]+)?:\s*")
_TIME = re.compile(r"\s(?:trong|vào|đến|cuối|đầu)\s(?:năm|tháng|quý|ngày)(?!\w)")
_OF = re.compile(r"(?<!\w)(?:cua|tai|o|thuoc)\s+$")
_NEAR = 30
_MORE = re.compile(r"\.\.\.|…|(?<!\w)v\.?v(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on counts whose members are named."""
    for reading in document.prose:
        if not _countable(reading):
            continue
        span = _names_span(document, reading)
        if span:
            yield from _judge(document, reading, span)
    for breakdown in document.view(breakdowns):
        yield from _with_values(document, breakdown)


def _with_values(document: Document, breakdown: Breakdown) -> Iterator[Finding]:
    """`645 học sinh của 03 trường: A 272 học sinh, B 208, C 165`: a list that adds up names all of them."""
    count, *totals = breakdown.heads or (None,)
    parts = [p.reading for p in breakdown.parts]
    if (
        count is None
        or len(parts) < 2
        or breakdown.more
        or not all(is_name(p.label) for p in breakdown.parts)
    ):
        return
    before = document.plain[max(0, count.start - 8) : count.start]
    plainly = count.kind == "quantity" and not count.change and not count.qualifier and bool(count.noun)
    if (
        not plainly
        or not _OF.search(before)
        or same_kind(count, parts[0])
        or breakdown.span[0] - count.end > _NEAR
    ):
        return
    names = {bare(p.label) for p in breakdown.parts}
    whole = any(h.value == sum_of(parts) and same_kind(h, parts[0]) for h in totals)
    if whole and len(names) == len(parts) and count.value != len(parts):
        message = f"Nêu {count.quote} {count.noun.split()[0]}, nhưng danh sách có {len(parts)}."
        evidence = [place(r) for r in parts]
        yield about(document, CODE, "error", count, message, expected=Decimal(len(parts)), evidence=evidence)


def _countable(reading: Reading) -> bool:
    noun = noun_of(reading)
    kinds = load.words("list_words.txt")["member"]
    whole = reading.value is not None and reading.value == int(reading.value) and not reading.change
    return whole and reading.kind in ("quantity", "ratio") and bool(noun) and _kind(noun) in kinds


def _kind(noun: tuple[str, ...]) -> str:
    two = " ".join(noun)
    return two if two in load.words("list_words.txt")["member"] else noun[0]


def _names_span(document: Document, reading: Reading) -> Span | None:
    """Where the members are named: the next bracket, or after `là`, `gồm`, before another number."""
    _, end = document.sentence(reading.start)
    colon = _COLON.match(document.text, reading.end, end)
    time = _TIME.search(document.text, colon.end(), end) if colon else None
    if colon and time and not document.within(colon.end(), time.start()):
        return colon.end(), time.start()  # `3 xã: A, B, C trong năm 2015`
    bracket = document.brackets.after(reading.end, end)
    following = document.within(reading.end, end)
    stop = following[0].start if following else end
    if bracket and bracket[0] < stop and ";" not in document.text[reading.end : bracket[0]]:
        return (bracket[0] + 1, bracket[1]) if not document.within(*bracket) else None
    stops = [i for i in (document.text.find(c, reading.end, stop) for c in ";(") if i >= 0]
    stop = min([*stops, stop])
    opener = _IS.search(document.text, reading.end, stop)
    return (opener.end(), stop) if opener and (not following or stops) else None


def _judge(document: Document, reading: Reading, span: Span) -> Iterator[Finding]:
    text = document.text[slice(*span)].strip(" .*:")
    partial = bool(_MORE.search(document.text, span[0], span[1] + 3)) or _partial(document, reading, span)
    items = [i.strip(" .*:") for i in _SPLIT.split(text)]
    if not all(is_name(i) for i in items) or not _of_kind(document, reading, items):
        return
    names = list(dict.fromkeys(bare(i) for i in items))
    low, high = interval(reading)
    count = len(names)
    if low <= count <= high or (partial and count < low) or (count < 2 and low > 1) or reading.qualifier:
        return
    message = f"Nêu {reading.quote} {reading.noun.split()[0]}, nhưng kể tên {count}: {', '.join(items)}."
    evidence = [Place(document.text[slice(*span)], *span)]
    expected = (
        None
        if reading.kind == "ratio" or partial
        else count + reading.low * 0
        if reading.low is not None
        else None
    )
    yield about(document, CODE, "error", reading, message, expected=expected, evidence=evidence)


def _beside(document: Document, reading: Reading) -> tuple[str, ...]:
    """Other kinds counted together: `06 huyện, thành phố`."""
    kinds = "|".join(sorted(load.words("list_words.txt")["member"], key=len, reverse=True))
    found = re.compile(rf"\s*(?:{kinds})((?:(?:, | va )(?:{kinds})(?!\w))+)").match(
        document.plain, reading.end
    )
    return tuple(k.strip() for k in re.split(r", | va ", found[1])[1:]) if found else ()


def _partial(document: Document, reading: Reading, span: Span) -> bool:
    between = document.plain[reading.end : span[0] + 20]
    return bool(load.pattern("list_words.txt", "partial").search(between))


def _of_kind(document: Document, reading: Reading, items: list[str]) -> bool:
    """True where the names are of the kind counted: by their own word, or members of the cluster."""
    kind = _kind(noun_of(reading))
    said = {split(i)[0] for i in items} - {""}
    if said:
        return said <= {kind, *_beside(document, reading)} or (
            kind in ("don vi", "dia phuong") and len(said) == 1
        )
    members = {bare(m) for m in document.members}
    known = {bare(i) for i in items} & members
    return bool(known) == bool(members) or kind in ("thon", "ban", "lang", "khu pho", "to dan pho")
