"""Each number of a finished draft judged by its sentence, whatever the writer bound it to.

The checker reads the draft as anyone's report: no binding is shown to it. What it confirms by the words is right; what
it accuses is wrong; the rest is undecided, to be read by hand. Besides, every number's figure (its indicator, role,
unit and way) is compared with the words around it, and gaps and turned words with the base draft. Sentences that are
the base draft's own are not this bench's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.sentences import sentence_spans
from drafting import alignment, checks, numbers
from drafting.types import Binding, CheckedNumber, Draft, Figure, Mention, Plan
from drafting.writers.model_document import report_of
from drafting.writers.model_references import keys_of

UNDECIDED = "undecided"
_UNIT = r"(?:%|nghìn tỷ|tỷ|triệu|nghìn|đồng|tấn|ha|tạ|km|m2|m³)"
_UNITS_TWICE = re.compile(rf"(?:{_UNIT}\s+)?({_UNIT})\s+({_UNIT})(?![\w/])", re.IGNORECASE)
_MONEY = re.compile(r"(?:nghìn tỷ|tỷ|triệu|nghìn)\s+đồng", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:chiếm|tỷ lệ)\s+$", re.IGNORECASE)
_WAYS = re.compile(r"\b(tăng|giảm)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A number that is not right by its words.

    Attributes:
        kind: what is wrong, or `undecided`.
        quote, said: the number, and what it is bound to.
        sentence: where it stands.
    """

    kind: str
    quote: str
    said: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The numbers and gaps looked at, and those of them that aren't right."""

    looked: int
    verdicts: tuple[Verdict, ...]


def judged(draft: Draft, base: Draft, plan: Plan) -> Judged:
    """All numbers, gaps and turned words of the sentences that the base draft doesn't have."""
    table = replace(plan.figures, figures=draft.figures)
    report = report_of(draft)
    result = checks.check(
        report, table, period=plan.period, unit=plan.unit, own_places=plan.profile.own_places
    )
    read = {m.reading.start: m for m in alignment.mentions(report, table.members())}
    known = {draft_sentence for draft_sentence, _, _ in _sentences(base)}
    looked, found = 0, []
    for sentence, start, end in _sentences(draft):
        if sentence in known:
            continue
        found += _turned(sentence, known) + _torn(draft, base, sentence, start)
        for binding in (b for b in draft.numbers if start <= b.start < end):
            looked += 1
            near = next((n for n in result.numbers if n.start < binding.end and binding.start < n.end), None)
            wrong = _number(draft, base, binding, (start, end), near, read)
            found += [Verdict(k, binding.quote, _said(binding, draft), sentence) for k in wrong]
        for gap in (g for g in draft.gaps if start <= g.start < end):
            looked += 1
            if wrong_gap := _gap(draft, base, gap.message, gap.start, gap.end, start):
                found.append(Verdict(wrong_gap, gap.message, "gap", sentence))
    return Judged(looked, tuple(found))


def _sentences(draft: Draft) -> Iterator[tuple[str, int, int]]:
    """Sentences outside of tables."""
    for start, end in sentence_spans(draft.text, 0, len(draft.text)):
        if not any(t.start <= start < t.end for t in draft.tables):
            yield draft.text[start:end].strip(), start, end


def _said(binding: Binding, draft: Draft) -> str:
    figure = _figure(binding, draft)
    return f"{binding.figure or binding.expression} {figure.label}, {figure.role}" if figure else "?"


def _figure(binding: Binding, draft: Draft) -> Figure | None:
    key = next(iter(keys_of(binding)), "")
    return next((f for f in draft.figures if f.key == key), None)


def _number(
    draft: Draft, base: Draft, binding: Binding, sentence: tuple[int, int], near: CheckedNumber | None,
    read: dict[int, Mention],
) -> list[str]:  # fmt: skip
    """The kinds of wrong of one number; `undecided` where nothing is wrong and the words don't settle it."""
    figure = _figure(binding, draft)
    if figure is None:
        return ["no figure"]
    found = []
    if near is not None and near.status == "mismatched":
        found.append("the checker accuses")
    mention = read.get(near.start) if near else None
    if binding.figure and mention is not None and _role(mention, figure):
        found.append("another role")
    if _unit(draft, base, binding, figure):
        found.append("another unit")
    before = draft.text[sentence[0] : binding.start]
    if binding.figure and figure.unit != "%" and _SHARE.search(before):
        found.append("a count for a share")
    if _basis(draft, binding):
        found.append("another basis")
    if _anothers(draft, base, binding):
        found.append("another's place")
    elif _label(draft, binding, sentence, figure):
        found.append("another indicator")
    settled = near is not None and near.status in ("matched", "rounded", "derived")
    if (
        found
        or settled
        or _place(draft, binding) in _places(base)[binding.figure or binding.expression or ""]
    ):
        return found
    return [UNDECIDED]


def _role(mention: Mention, figure: Figure) -> bool:
    """The words say plan or same period and the figure is neither, or the reverse."""
    roles = {"actual", "plan", "same-period"}
    return {mention.role, figure.role} <= roles and mention.role != figure.role


def _unit(draft: Draft, base: Draft, binding: Binding, figure: Figure) -> bool:
    """The unit after the number is another's, or stands there twice."""
    tail = binding.quote + re.split(r"[,;.()\n]", draft.text[binding.end : binding.end + 25])[0]
    twice = _UNITS_TWICE.search(_MONEY.sub("đồng", tail))
    reading = next((r for r in numbers.read(tail) if r.start == 0), None)
    if twice is not None:
        return True
    percent = binding.quote.endswith("%")
    if reading is None or percent or not binding.figure or not reading.unit:
        return False
    said, own = numbers.base_unit(reading.unit), numbers.base_unit(figure.unit)
    return said.family != "count" and said.base != own.base


def _basis(draft: Draft, binding: Binding) -> bool:
    """A comparison with the plan said to be with the same period, or the reverse."""
    roles = {f.role for f in draft.figures if f.key in keys_of(binding)}
    if not binding.expression or len(roles) < 2:
        return False
    said = re.match(r"(?:[^\W\d]+ ?|\s){0,6}?\b(kế hoạch|cùng kỳ)", draft.text[binding.end :])
    other = {"kế hoạch": "same-period", "cùng kỳ": "plan"}
    return said is not None and other[said[1]] in roles and other[said[1]] == next(iter(roles - {"actual"}))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|%", text.casefold())


def _place(draft: Draft, binding: Binding) -> tuple[str, str]:
    """The words right before a number in its clause (at most four), and the one right after it."""
    line = draft.text.rfind("\n", 0, binding.start) + 1
    others = [b.end for b in draft.numbers if line <= b.end <= binding.start]
    before = re.split(r"[;.]", draft.text[max([line, *others]) : binding.start])[-1]
    before = re.sub(r"(?:tăng|giảm)\s+$", "", before)  # code writes these before a change
    return " ".join(_words(before)[-4:]), " ".join(
        _words(draft.text[binding.end : binding.end + 20].split("\n")[0])[:1]
    )


class _Places(dict[str, set[tuple[str, str]]]):
    def __missing__(self, key: str) -> set[tuple[str, str]]:
        return set()


@cache
def _places(base: Draft) -> _Places:
    """For every figure and expression the words around it in the base draft."""
    found = _Places()
    for binding in base.numbers:
        if not any(t.start <= binding.start < t.end for t in base.tables):
            found.setdefault(binding.figure or binding.expression or "", set()).add(_place(base, binding))
    return found


def _anothers(draft: Draft, base: Draft, binding: Binding) -> bool:
    """The words around the number are those around another figure in the base draft, and never around its own."""
    place, own = _place(draft, binding), binding.figure or binding.expression or ""
    if len(place[0].split()) < 2 or place in _places(base)[own]:
        return False
    return any(place in places for key, places in _places(base).items() if key != own)


def _label(draft: Draft, binding: Binding, sentence: tuple[int, int], figure: Figure) -> bool:
    """The clause is much more like another label of the table than like the figure's own."""
    cut = max(
        [sentence[0], *(draft.text.rfind(c, sentence[0], binding.start) + 1 for c in ";:")]
        + [b.end for b in draft.numbers if sentence[0] <= b.end <= binding.start]
    )
    after = re.split(r"[,;.(\d\n]", draft.text[binding.end : binding.end + 50])[0]
    clause = f"{draft.text[cut : binding.start]} {after}"
    labels = {f.label for k in keys_of(binding) for f in draft.figures if f.key == k}
    own = max(alignment.similarity(clause, label) for label in labels)
    others = {f.label for f in draft.figures} - labels
    best = max((alignment.similarity(clause, label) for label in others), default=0.0)
    return best > 0.6 and best - own > 0.2


def _gap(draft: Draft, base: Draft, message: str, start: int, end: int, sentence: int) -> str:
    """Another gap's words around a gap, or a unit after it that the base draft has not."""
    before, after = _words(draft.text[sentence:start])[-3:], _words(draft.text[end : end + 30])[:2]
    same = [
        (_words(base.text[max(0, g.start - 60) : g.start])[-3:], _words(base.text[g.end : g.end + 30])[:2])
        for g in base.gaps
        if g.message == message
    ]
    if any(a == after and b[-2:] == before[-2:] for b, a in same):
        return ""
    if re.match(rf"\s*{_UNIT}(?![\w/])", draft.text[end:]) and all(a != after for _, a in same):
        return "a unit after a gap"
    clause = re.split(r"[;.]", draft.text[sentence:start])[-1]
    fits = alignment.similarity(clause, message) >= 0.5 or any(b and b == before for b, _ in same)
    return "" if fits else "a gap in the wrong sentence"


def _turned(sentence: str, known: set[str]) -> list[Verdict]:
    """`tăng` where the base draft's same words have `giảm`."""
    found = []
    for part in re.split(r"[;,]", sentence):
        ways = [m.casefold() for m in _WAYS.findall(part)]
        if not ways:
            continue
        words = " ".join(_words(_WAYS.sub("~", part)))
        same = [
            [m.casefold() for m in _WAYS.findall(p)]
            for s in known
            for p in re.split(r"[;,]", s) if " ".join(_words(_WAYS.sub("~", p))) == words
        ]  # fmt: skip
        if same and ways not in same:
            found.append(Verdict("turned", part.strip(), "words", sentence))
    return found


def _torn(draft: Draft, base: Draft, sentence: str, start: int) -> list[Verdict]:
    """A sentence that begins as the second half of another, which isn't before it."""
    before = draft.text[:start].rstrip()[-1:]
    torn = (
        sentence[:1].islower()
        and before not in (";", ",", ":")
        and f"{before} {sentence[:15]}" not in base.text
    )
    return [Verdict("torn", sentence[:20], "words", sentence)] if torn else []
