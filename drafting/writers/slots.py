"""One number of a precedent said with this period's figure: value, sign, qualifier, the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting import numbers
from drafting.numbers.types import Reading, Style
from drafting.types import Candidate, Figure, Mention
from drafting.writers.edits import Edit

# Words of change with their opposite; the first of a pair goes with a rise.
PAIRS = (
    ("tăng", "giảm"),
    ("cao hơn", "thấp hơn"),
    ("nhiều hơn", "ít hơn"),
    ("lớn hơn", "nhỏ hơn"),
    ("vượt", "chưa đạt, còn thiếu"),
)
_CHANGE = re.compile(
    r"(?P<word>tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|lớn hơn|nhỏ hơn|vượt)"
    r"(?P<mid>(?:\s+(?:thêm|được|tới|lên|đi|so với [^,;.\d]{3,30}))?\s+)$",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?<!cấp )(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )"
    r"(?:\b(?:trên|hơn|gần|khoảng|dưới|ước khoảng|xấp xỉ|ít nhất|tối thiểu|không dưới)\s+)+$",
    re.IGNORECASE,
)
# A number of then inside the formula (`F021/8*100`): no figure of now.
LITERAL = re.compile(r"(?<![A-Za-z0-9])\d+")
_FROM = re.compile(r"\b(?:từ|trên)\s+$", re.IGNORECASE)
_ONWARD = re.compile(r"\s+trở (?:lên|xuống)")
# A rate of growth is what `tăng 9,2%` states: no level that was reached.
_RATE = re.compile(r"\b(?:tốc độ tăng|mức tăng|tăng trưởng|tăng bình quân)\b", re.IGNORECASE)
_OF_RATE = re.compile(r"\bt[ỷỉ] lệ\s[^.;]*$", re.IGNORECASE)
_FELL_TO = re.compile(
    r"\b(?P<word>(?:giảm|tăng)(?:\s+(?:xuống|lên))?(?:\s+còn)?|giảm xuống)\s+$", re.IGNORECASE
)
_DIFFERENCE = re.compile(r"\((\w+)-(\w+)\)/\w+\*100|(\w+)-(\w+)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A number said anew: its edits (number, change word, qualifier) in the precedent's text."""

    mention: Mention
    candidate: Candidate
    edits: tuple[Edit, ...]


def slot(text: str, mention: Mention, candidate: Candidate, figures: Mapping[str, Figure]) -> Slot | None:
    """Edits that say `mention` with `candidate`; None where the precedent's words can't hold the value."""
    reading = mention.reading
    if LITERAL.search(candidate.expression.replace("*100", "").replace("-100", "")):
        return None
    if reading.kind in ("range", "rank", "fraction", "multiple") or not _fits(text, reading, candidate):
        return None
    candidate = _forward(candidate, figures)
    changed = _changed(text, reading, candidate)
    if changed is None:
        return None
    candidate, edits = changed
    edits += _level_words(text, reading, candidate, figures)
    start = reading.start
    onward = _ONWARD.match(text, reading.end)
    pattern = _FROM if onward else _QUALIFIER
    qualifier = pattern.search(text, max(0, start - 24), start)
    if qualifier and not any(e.start < qualifier.end() and qualifier.start() < e.end for e in edits):
        edits.append(Edit(qualifier.start(), qualifier.end()))
    if onward:
        edits.append(Edit(onward.start(), onward.end()))
    edits.append(number_edit(reading, candidate, figures))
    return Slot(mention, candidate, tuple(edits))


def number_edit(reading: Reading, candidate: Candidate, figures: Mapping[str, Figure]) -> Edit:
    """The number itself in the precedent's style, bound."""
    quote = written(reading, candidate, figures)
    single = candidate.expression in figures
    return Edit(
        reading.start,
        reading.end,
        quote,
        figure=candidate.expression if single else None,
        expression=None if single else candidate.expression,
    )


def written(reading: Reading, candidate: Candidate, figures: Mapping[str, Figure]) -> str:
    """The value as the precedent would write it: scale word, decimals, padding, `a/b`."""
    # Thousands run together (`2150`) are a slip that nobody signs again.
    style = replace(numbers.style_of(reading), grouped=True)
    value = abs(candidate.value)
    figure = figures.get(candidate.expression)
    if reading.kind == "ratio":
        style = replace(style, kind="quantity")
        if figure is not None and figure.of is not None:
            return f"{numbers.write(value, style)}/{numbers.write(figure.of, style)}"
        return numbers.write(value, style)
    style = _precise(style, value, figure)
    return numbers.write(value, style)


def _precise(style: Style, value: Decimal, figure: Figure | None) -> Style:
    """An exact figure is never rounded away: it keeps its decimals where the precedent had fewer.

    Percentages that were computed keep the precedent's decimals, one at least where rounding would
    turn them into a whole hundred or into nothing.
    """
    if style.decimals is None:
        return style
    if figure is not None:
        scaled = (value / style.scale).normalize()
        exponent = scaled.as_tuple().exponent
        own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return replace(style, decimals=max(style.decimals, min(own, 3)))
    rounded = round(value / style.scale, style.decimals)
    if style.decimals == 0 and rounded != value / style.scale:
        return replace(style, decimals=1)
    return style


def _fits(text: str, reading: Reading, candidate: Candidate) -> bool:
    """A percentage is said with a percentage, money with money; of a rate the sign may be left out."""
    percent = reading.kind == "percent" or reading.unit == "%"
    bare = reading.kind == "quantity" and not reading.unit and not reading.noun
    percent = percent or (
        bare and _OF_RATE.search(text, max(0, reading.start - 60), reading.start) is not None
    )
    if percent != (candidate.unit == "%"):
        return False
    if reading.scale != 1 and candidate.value != 0 and abs(candidate.value) < reading.scale / 1000:
        return False
    return not (reading.unit == "đồng") ^ (candidate.unit == "đồng")


def _changed(text: str, reading: Reading, candidate: Candidate) -> tuple[Candidate, list[Edit]] | None:
    """Sign and change word made to agree: the value is written without sign, the word says its way."""
    match = _CHANGE.search(text, max(0, reading.start - 50), reading.start)
    if candidate.role not in ("growth", "of-plan", "remaining") and match is None:
        return candidate, []
    if candidate.role == "of-plan" and match and match["word"].casefold() == "vượt":
        return _exceeded(text, candidate, match)
    if candidate.role != "growth":
        return candidate, []
    if candidate.value == 0:
        return None
    edits = []
    if match:
        word = _directed(match["word"], candidate.value > 0)
        if word is None:
            return None
        if word != match["word"]:
            edits.append(Edit(match.start("word"), match.end("word"), word))
    elif (reading.change == "up") != (candidate.value > 0) and reading.change in ("up", "down"):
        return None
    if candidate.value < 0:
        candidate = replace(candidate, expression=negated(candidate.expression), value=-candidate.value)
    return candidate, edits


def _exceeded(text: str, candidate: Candidate, match: re.Match[str]) -> tuple[Candidate, list[Edit]] | None:
    """`vượt 12% kế hoạch`: by how much it is exceeded; `bằng 97%` of it where it isn't."""
    both = _DIFFERENCE.fullmatch(candidate.expression)
    now, plan = (both[1], both[2]) if both else ("", "")
    ratio = f"{now}/{plan}*100" if now else candidate.expression
    excess = candidate.value if now else candidate.value - 100
    if excess > 0:
        expression = candidate.expression if now else f"{candidate.expression}-100"
        return replace(candidate, expression=expression, value=excess, role="growth"), []
    if text[: match.start()].endswith("và ") or match["mid"].strip():
        return None
    word = "Bằng" if match["word"][0].isupper() else "bằng"
    return replace(candidate, expression=ratio, value=excess + 100), [Edit(*match.span("word"), word)]


def _forward(candidate: Candidate, figures: Mapping[str, Figure]) -> Candidate:
    """A change counted from then to now: a fall comes aligned as `(then-now)/then*100`."""
    match = _DIFFERENCE.fullmatch(candidate.expression)
    if match is None or candidate.role != "growth":
        return candidate
    first, second = (figures.get(match[n] or match[n + 2]) for n in (1, 2))
    if first is None or second is None or first.role != "same-period" or second.role != "actual":
        return candidate
    return replace(candidate, expression=negated(candidate.expression), value=-candidate.value)


def _directed(word: str, rises: bool) -> str | None:
    for up, down in PAIRS:
        if word.casefold() in (up, down):
            if up == "vượt" and not rises:
                return None
            now = up if rises else down
            return now.capitalize() if word[0].isupper() else now
    return None


def negated(expression: str) -> str:
    """The expression with its sign turned, simple where it can be: `(F1-F2)/F2*100` to `(F2-F1)/F2*100`."""
    match = re.fullmatch(r"\((\w+)-(\w+)\)(/\w+\*100)?", expression)
    if match:
        return f"({match[2]}-{match[1]}){match[3] or ''}"
    plain = re.fullmatch(r"(\w+)-(\w+)", expression)
    return f"{plain[2]}-{plain[1]}" if plain else f"-({expression})"


def _level_words(
    text: str, reading: Reading, candidate: Candidate, figures: Mapping[str, Figure]
) -> list[Edit]:
    """`giảm còn 1,5%`: the word before a level follows what the level did since the same period."""
    match = _FELL_TO.search(text, max(0, reading.start - 24), reading.start)
    if candidate.role != "actual" or match is None:
        return []
    figure = figures.get(candidate.expression)
    if figure is not None and _RATE.search(figure.label) and candidate.value > 0:
        return []
    before = None
    if figure is not None:
        same = (
            f
            for f in figures.values()
            if f.indicator == figure.indicator and f.scope == figure.scope and f.role == "same-period"
        )
        before = next((f.value for f in same if f.value is not None), None)
    word = "còn" if before is None or before == candidate.value else None
    if word is None and before is not None:
        word = "tăng lên" if candidate.value > before else "giảm còn"
    return [Edit(match.start("word"), match.end("word"), word or "còn")]
