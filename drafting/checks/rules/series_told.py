"""What is told behind values given year by year is what these give: their sum, their average, one year over another.

`năm 2022 đạt 88,2%, năm 2023 90,1%, năm 2024 92,7%; bình quân mỗi năm 90,3%, năm cuối so với năm đầu tăng 4,5%`; `riêng
năm 2024 gấp 2,76 lần năm 2022`; `Năm 2024 nhiều hơn năm 2023 26 giải`. Source: numbers.md (Change and level); contract
codes `sum-of-parts`, `ratio-percent`, `change-arithmetic`. The words name the years or all of them, so it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafting.checks.changes import same_measure
from drafting.checks.document import Document, Span
from drafting.checks.findings import about, finding, place, written
from drafting.checks.kinds import additive, counted, interval
from drafting.checks.plain import plain
from drafting.checks.series import Series, series
from drafting.numbers.types import Reading
from drafting.types import Finding, Place

_ALL = r"(?: (?:ca|trong|toan|chung|giai doan|thoi ky|\d+ nam|(?:ba|bon|nam) nam|qua|lai))*"
_SUM = re.compile(
    rf"(?<!\w)(?:tong(?: cong| so)?|cong){_ALL}(?: [^\W\d]+){{0,3}}(?: la| dat| duoc| co)?[\s:(]*$"
)
_MEAN = re.compile(
    rf"(?<!\w)(?:binh quan|trung binh)(?: (?:moi|hang|mot|1|tung) nam|{_ALL})(?: [^\W\d]+){{0,2}}(?: la| dat| duoc| co)?[\s:(]*$"
)
# `Mỗi nhà được hỗ trợ bình quân 38 triệu đồng`: no average of the years
_FOR_EACH = re.compile(r"(?<!\w)moi (?!nam(?!\w))[^\W\d]+[^;.\d]{0,30}(?<!\w)(?:binh quan|trung binh)(?!\w)")
_ENDS = re.compile(
    r"(?<!\w)(?:nam cuoi(?: giai doan)? so voi nam dau(?: giai doan)?|sau \d+ nam|qua \d+ nam)[^\d;.]{0,20}?"
    r"(?:tang|giam)(?: them| duoc| la)*\s*$"
)
# `bình quân mỗi năm trong 4 năm (2022-2025) giảm 2,40 điểm phần trăm`
_YEARLY = re.compile(
    r"(?<!\w)(?:binh quan|trung binh)(?: giam| tang)? (?:moi|hang|mot|1) nam(?: trong (\d{1,2}) nam)?(?: \([\d\s–-]+\))?"
    r"(?: [^\W\d]+){0,3} (?:tang|giam)(?: them| duoc| la)*\s*$"
)
_BASED = re.compile(
    r"(?<!\w)so voi [^;.]*\d[^;.\n]*$"
)  # `So với cuối năm 2019 (24 xã), sau 5 năm tăng 37 xã`
_TIMES = re.compile(r"(?<!\w)nam (\d{4}) (?:bang|gap|tang gap)\s*$")
_OF_YEAR = re.compile(r"\s*(?:lan )?(?:so voi |cua )?nam (\d{4})(?!\w)")
_THAN = re.compile(
    r"(?<!\w)nam (\d{4})[^\d;.]{0,30}? (?:hon|so voi) (?:nam )?(\d{4})(?: (?:la|tang|giam|them))*\s*$"
)
Bounds = tuple[Decimal, Decimal]


def check(document: Document) -> Iterable[Finding]:
    """Findings on what is told behind a series in its line."""
    for one in document.view(series):
        end = document.text.find("\n", one.span[1] - 1)
        since = one.values[-1].end
        for reading in document.within(since, end if end >= 0 else len(document.text)):
            if not (reading.qualifier or reading.value is None):
                yield from _judge(document, one, reading, since)
            since = reading.end


def _judge(document: Document, one: Series, reading: Reading, since: int) -> Iterator[Finding]:
    lead = document.plain[since : reading.start]
    values = [interval(r) for r in one.values]
    low, high = (sum((v[i] for v in values), Decimal(0)) for i in (0, 1))
    alike = reading.kind == one.values[0].kind and _measured(reading, one.values[0])
    if (alike or _ENDS.search(lead)) and not one.whole:
        return
    if (yearly := _YEARLY.search(lead)) is not None:
        yield from _yearly(document, one, reading, int(yearly[1] or 0))
    elif alike and _SUM.search(lead) and additive(one.values[0]):
        yield from _told(document, "sum-of-parts", reading, (low, high), one.values, "cộng các năm")
    elif alike and _MEAN.search(lead) and not _FOR_EACH.search(lead):
        count = len(values)
        low, high = _by_head(document, one, (low, high))
        yield from _told(
            document,
            "ratio-percent",
            reading,
            (low / count, high / count),
            one.values,
            f"bình quân {count} năm",
        )
    elif _ENDS.search(lead) and not _BASED.search(document.plain, document.sentence(reading.start)[0], since):
        yield from _change(document, reading, one.values[0], one.values[-1])
    elif (years := _THAN.search(lead)) is not None:
        named = [(since + years.start(g), since + years.end(g)) for g in (1, 2)]
        yield from _change(document, reading, one.of(int(years[2])), one.of(int(years[1])), named)
    elif (first := _TIMES.search(lead)) is not None and reading.kind == "multiple":
        yield from _multiple(document, one, reading, (since + first.start(1), since + first.end(1)))


def _multiple(document: Document, one: Series, reading: Reading, year: Span) -> Iterator[Finding]:
    """`riêng năm 2024 gấp 2,76 lần năm 2022`."""
    other = _OF_YEAR.match(document.plain, reading.end)
    if other is None:
        return
    base, now = one.of(int(other[1])), one.of(int(document.text[slice(*year)]))
    if one.whole and (base is None) != (now is None):
        yield from _outside(document, one, reading, year, other.span(1))
    if base is not None and now is not None and base.amount:
        formula = f"{now.quote} chia cho {base.quote}"
        named = [year, other.span(1)]
        yield from _told(
            document, "change-arithmetic", reading, _times(now, base), (now, base), formula, named
        )


def _outside(document: Document, one: Series, reading: Reading, now: Span, base: Span) -> Iterator[Finding]:
    """`gấp 2,76 lần năm 2019` of years since 2020, of which another gives the number."""
    years = [int(document.text[slice(*span)]) for span in (now, base)]
    wrong, known = (now, years[1]) if years[1] in one.years else (base, years[0])
    for year, value in zip(one.years, one.values, strict=True):
        pair = (value, one.of(known)) if wrong is now else (one.of(known), value)
        if pair[0] and pair[1] and year != known and pair[1].amount and _meets(reading, _times(*pair)):
            said = document.text[slice(*wrong)]
            message = f"“{said}” không có trong dãy năm nêu trên; {reading.quote} lần là so với năm {year}."
            message = message if wrong is base else f"“{said}” không có trong dãy năm nêu trên (năm {year}?)."
            yield finding(document, "period-leak", "warning", wrong, message, evidence=[place(value)])
            return


def _times(now: Reading, base: Reading) -> Bounds:
    return interval(now)[0] / interval(base)[1], interval(now)[1] / interval(base)[0]


def _by_head(document: Document, one: Series, bounds: Bounds) -> Bounds:
    """What the years give together, no wider than a total told before them that they make up."""
    for head in document.within(one.span[0], one.values[0].start):
        low, high = interval(head)
        near = _measured(head, one.values[0]) and head.kind == one.values[0].kind and head.plain
        if near and low <= bounds[1] and bounds[0] <= high:
            return max(low, bounds[0]), min(high, bounds[1])
    return bounds


def _yearly(document: Document, one: Series, reading: Reading, told: int) -> Iterator[Finding]:
    """The change from the first year to the last over the years between, or over as many as are told."""
    first, last = one.values[0], one.values[-1]
    points = (reading.unit or "").startswith("điểm") and first.kind == "percent"
    if not (points or (reading.kind == "quantity" and same_measure(reading, first))):
        return
    (a, b), (c, d) = interval(first), interval(last)
    low, high = sorted((abs(d - a), abs(c - b)))
    steps = len(one.values) - 1
    if told not in (0, steps) or _meets(reading, (low / (steps + 1), high / (steps + 1))):
        return
    formula = f"{last.quote} và {first.quote} qua {steps} năm"
    yield from _told(
        document, "change-arithmetic", reading, (low / steps, high / steps), (first, last), formula
    )


def _measured(one: Reading, other: Reading) -> bool:
    """True where both are measured or counted alike, `/năm` of an average left out."""
    if counted(one) and counted(other):
        return plain(one.noun or "").split()[:1] == plain(other.noun or "").split()[:1]
    return same_measure(one, other) or (one.unit or "").startswith(f"{other.unit}/")


def _change(
    document: Document,
    reading: Reading,
    base: Reading | None,
    now: Reading | None,
    years: Sequence[Span] = (),
) -> Iterator[Finding]:
    """The change between two of the years, in amount or in percent."""
    if base is None or now is None or reading.kind not in ("quantity", "percent") or not base.amount:
        return
    (a, b), (c, d) = interval(now), interval(base)
    gaps = sorted((abs(a - d), abs(b - c)))
    amount: Bounds | None = (gaps[0], gaps[1]) if same_measure(reading, base) else None
    growth = (gaps[0] / d * 100, gaps[1] / c * 100) if reading.kind == "percent" and c > 0 else None
    if any(_meets(reading, bounds) for bounds in (amount, growth) if bounds):
        return
    bounds = amount or growth
    if bounds:
        formula = f"{now.quote} và {base.quote}"
        yield from _told(document, "change-arithmetic", reading, bounds, (now, base), formula, years)


def _meets(reading: Reading, bounds: Bounds) -> bool:
    low, high = interval(reading)
    return low <= bounds[1] and bounds[0] <= high


def _told(
    document: Document,
    code: str,
    reading: Reading,
    bounds: Bounds,
    values: Iterable[Reading],
    formula: str,
    years: Sequence[Span] = (),
) -> Iterator[Finding]:
    step = reading.step  # a last place cut off instead of rounded
    if not _meets(reading, (bounds[0] - step, bounds[1])):
        right = reading.as_fine((bounds[0] + bounds[1]) / 2)
        message = f"Nêu {reading.quote}, nhưng theo {formula} là {written(right, reading)}."
        named = [Place(document.text[s:e], s, e) for s, e in years]  # one of them may be what is wrong
        evidence = [*(place(r) for r in values), *named]
        yield about(document, code, "error", reading, message, expected=right, evidence=evidence)
