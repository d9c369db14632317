"""The clerk's lines of this period: they stand as given, their numbers bound to what the line itself says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting import alignment, numbers
from drafting.numbers.types import Reading
from drafting.types import Fact, FactSource, Figure, Plan
from drafting.writers.base import SectionText, TextBuilder, WriteContext

SOURCE = "facts"
_FITS = 0.45


def fact_text(plan: Plan, fact: Fact, context: WriteContext) -> SectionText:
    """A fact as a sentence: a capital, a full stop, every figure in it bound."""
    words = " ".join(fact.text.split()).lstrip("-+*• ").rstrip(" ;,")
    words = words[:1].upper() + words[1:]
    if words[-1:] not in ".!?…:":
        words += "."
    return bound_words(plan, fact, words, context)


def bound_words(plan: Plan, fact: Fact, words: str, context: WriteContext) -> SectionText:
    """Words of a fact as they are, every figure in them bound."""
    out = TextBuilder()
    at = 0
    for reading in numbers.read(words):
        if not reading.figure or _in_name(words, reading):
            continue
        out.add(words[at : reading.start])
        figure = _supplied(plan, words, reading)
        if figure is None:
            figure = _given(plan, fact, words, reading, context)
            out.figure(figure)
            context.extra.append(figure)
        out.bind(reading.quote, figure=figure.key)
        at = reading.end
    return out.add(words[at:]).done()


# `cầu Lam Trà 2`, `cụm công nghiệp số 3`: a small number right behind a name, nothing counted after it.
_NAMED = re.compile(r"(?:[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][^\W\d_]+\s+|\bsố\s+)$")


def _in_name(words: str, reading: Reading) -> bool:
    bare = reading.quote.isdigit() and len(reading.quote) < 3 and not reading.unit and not reading.noun
    goes_on = re.match(
        r"\s*(?:$|[,.;:)]|(?:đã|được|đi|nối|vào|đến|là|và|tại|ở|của|cho|thuộc|mới)\b)", words[reading.end :]
    )
    return bare and goes_on is not None and _NAMED.search(words[: reading.start]) is not None


def _supplied(plan: Plan, words: str, reading: Reading) -> Figure | None:
    """A supplied figure of the same value whose label the words around the number name."""
    around = words[max(0, reading.start - 80) : reading.end + 30]
    best: tuple[float, Figure] | None = None
    for figure in plan.figures.figures:
        if figure.value is None or figure.value != reading.value or figure.of != reading.of:
            continue
        if (figure.unit == "%") != (reading.kind == "percent"):
            continue
        score = alignment.similarity(figure.label, around)
        if score >= _FITS and (best is None or score > best[0]):
            best = (score, figure)
    return best[1] if best else None


def _given(plan: Plan, fact: Fact, words: str, reading: Reading, context: WriteContext) -> Figure:
    """A figure whose source is the line itself."""
    number = next_number([*plan.figures.figures, *context.extra])
    label = re.sub(r"\s+", " ", words[max(0, reading.start - 60) : reading.start]).strip(" ,;:(")
    return Figure(
        key=f"F{number:03d}",
        indicator=f"S{number:03d}",
        label=(reading.noun or label or fact.heading)[:80],
        scope=None,
        role="other",
        value=reading.value,
        unit="%" if reading.kind == "percent" else (reading.unit or ""),
        written=reading.quote,
        written_unit="%" if reading.kind == "percent" else (reading.unit or ""),
        source=FactSource(fact.file or SOURCE, fact.line),
        period=plan.period,
        of=reading.of,
        low=reading.low,
        high=reading.high,
    )


def next_number(figures: Sequence[Figure]) -> int:
    """A number that no key has yet."""
    used = [int(m[1]) for f in figures if (m := re.fullmatch(r"F(\d+)", f.key))]
    return max(used, default=0) + 1
