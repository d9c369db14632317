"""What is wrong with a model's sentence: numbers of its own, names, register, statements that don't fit."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafting import alignment, numbers
from drafting.numbers.types import Reading
from drafting.writers.base import SectionText
from drafting.writers.model_answer import Sentence
from drafting.writers.model_claims import false_claims
from drafting.writers.model_figures import Reference
from drafting.writers.model_fill import fill
from drafting.writers.model_places import misplaced, strayed_gaps
from drafting.writers.model_references import REFERENCE, Briefing
from drafting.writers.names import proper_names

LONGEST = 130
"""Words of a sentence."""
FITS = 0.5
"""Likeness of words and label from which a number typed by the model may be taken for the figure."""
SHORTEST = 6
"""Words from which a sentence may have some that are new; of a shorter one not all may be."""
FOREIGN = 0.7
"""Share of its words that nothing shown to the model has, from which it has."""
_SHARE = re.compile(r"\b(?:chiếm|bằng|tỷ lệ|tỉ lệ)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*/|\s*%?\s+(?!(?:so|kế|cùng|dự|tổng|số|trong|của|và|ở|tại|với|theo|trở|năm|mục|nhu|trên|là|được|đã|có|đạt|thì|mức|đối|cho|hơn|"
    r"tăng|giảm|còn|do|nhưng|riêng|vượt|chỉ)\b)[^\W\d]+",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[{}<>|#*\\~^]|__")
_MARKED = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
_HARMLESS = {"ordinal", "numbering", "name", "group"}


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that an answer must not have, with examples that a test tries."""

    pattern: re.Pattern[str]
    reason: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the data file."""
    data = tomllib.loads((files("drafting.writers.data") / "model_forbidden.toml").read_text("utf-8"))
    return tuple(
        Rule(re.compile(r["pattern"], re.IGNORECASE), r["reason"], tuple(r["bad"]), tuple(r["good"]))
        for r in data["rule"]
    )


@dataclass(frozen=True, slots=True)
class Allowed:
    """What needs no reference: dates, documents, periods and names that stand in the base text or the plan.

    Attributes:
        quotes: of readings, folded.
        text: everything that may be repeated.
        members: names of member units, none of which may be given another's figure.
        words: of all that the model was shown; a sentence of other words has a content of its own.
    """

    quotes: frozenset[str]
    text: str
    members: tuple[str, ...]
    words: frozenset[str] = frozenset()


def allowed(
    base: SectionText,
    given: Iterable[str],
    members: Iterable[str],
    wish: str = "",
    shown: Iterable[str] = (),
) -> Allowed:
    """What the base text says outside of its bindings, and what the plan gives (period, heading, unit).

    Of the clerk's wish the names, dates and documents; its figures come from no table and stay out. `shown` are
    texts that lend their words only.
    """
    extra = "\n".join(given)
    free = [r for r in numbers.read(base.text) if not _covered(r, base)]
    wished = [r for r in numbers.read(wish) if not r.figure]
    quotes = [r.quote for r in (*free, *numbers.read(extra), *wished)]
    text = f"{base.text}\n{extra}\n{wish}"
    words = frozenset(_words("\n".join((text, *shown))))
    return Allowed(frozenset(map(_folded, quotes)), text, tuple(members), words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())


def review(sentence: Sentence, briefing: Briefing, permitted: Allowed) -> SectionText:
    """Fill a sentence's references and note on it whatever keeps it out of a draft."""
    sentence.text = _bound(sentence.text, briefing, permitted)
    piece, problems = fill(sentence.text, briefing)
    problems += _own_numbers(piece, permitted)
    problems += _register(piece.text)
    problems += _names(piece, permitted)
    problems += _misstated(sentence.text, briefing, permitted)
    problems += false_claims(sentence.text, briefing)
    problems += _foreign(sentence.text, briefing, permitted)
    sentence.problems[:] = list(dict.fromkeys(problems))
    return piece


def _folded(quote: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", quote).casefold()).strip()


def _covered(reading: Reading, piece: SectionText) -> bool:
    """True where the reading's digits all stand in bindings, gaps or tables (a number in words: any part)."""
    spans = [*((b.start, b.end) for b in piece.bindings), *((g.start, g.end) for g in piece.gaps)]
    spans += [(t.start, t.end) for t in piece.tables]
    digits = [i for i in range(reading.start, reading.end) if _numeric(piece.text[i])]
    if digits:
        return all(any(s <= i < e for s, e in spans) for i in digits)
    return any(s < reading.end and reading.start < e for s, e in spans)


def _numeric(character: str) -> bool:
    return unicodedata.category(character) in ("Nd", "Nl", "No")


def _own_numbers(piece: SectionText, permitted: Allowed) -> list[str]:
    """Numbers that the model typed itself, in digits or in words."""
    found: list[str] = []
    fine: set[int] = set()
    for start, end in [*((b.start, b.end) for b in piece.bindings), *((g.start, g.end) for g in piece.gaps)]:
        fine.update(range(start, end))
    for reading in numbers.read(piece.text):
        inside = range(reading.start, reading.end)
        if _covered(reading, piece):
            continue
        harmless = reading.kind in _HARMLESS and not any(_numeric(piece.text[i]) for i in inside)
        if harmless or _folded(reading.quote) in permitted.quotes:
            fine.update(inside)
        else:
            found.append(f"tự viết số «{reading.quote}»; chỉ được dùng mã tham chiếu")
            fine.update(inside)
    found += [f"tự viết chữ số «{c}»" for i, c in enumerate(piece.text) if _numeric(c) and i not in fine]
    return found


def _register(text: str) -> list[str]:
    """Forbidden words, markup, another language, no end."""
    found = [f"có {r.reason}" for r in rules() if r.pattern.search(text)]
    if _MARKUP.search(text):
        found.append("có ký hiệu định dạng")
    words = _words(text)
    marked = sum(any(c in _MARKED for c in unicodedata.normalize("NFC", w)) for w in words)
    if len(words) >= 5 and marked < 0.3 * len(words):
        found.append("không phải tiếng Việt có dấu")
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "So") or "\u2e80" <= c <= "\u9fff" for c in text):
        found.append("có ký tự lạ")
    return [*found, "câu dài quá"] if len(words) > LONGEST else found


def _names(piece: SectionText, permitted: Allowed) -> list[str]:
    known = permitted.text.casefold()
    names = [n for n in proper_names(piece.text) if n.casefold() not in known]
    return [f"tên riêng «{name}» không có trong bản nháp" for name in dict.fromkeys(names)]


def _foreign(text: str, briefing: Briefing, permitted: Allowed) -> list[str]:
    """A sentence without a figure whose words are almost all unknown tells what the draft doesn't."""
    words = _words(text)
    if not words or REFERENCE.search(text):
        return []
    labels = {w for r in briefing.references.values() for w in _words(r.label)}
    new = sum(w not in permitted.words and w not in labels for w in words)
    most = FOREIGN * len(words) if len(words) >= SHORTEST else len(words) - 1
    return ["nội dung không có trong bản nháp"] if new > most else []


def _misstated(text: str, briefing: Briefing, permitted: Allowed) -> list[str]:
    """References whose words are another indicator's, or another member's."""
    found = []
    at = last_end = 0
    last: Reference | None = None
    for match in REFERENCE.finditer(text):
        reference = briefing.references.get(match[1])
        if reference is None:
            continue
        if last is not None and (last.label, last.scope) != (reference.label, reference.scope):
            at = last_end
        context = REFERENCE.sub(" ", text[at : match.start()])
        after = re.split(r"[,;.(]|\{\{", text[match.end() : match.end() + 60])[0]
        last, last_end = reference, match.end()
        if displaced := misplaced(text, match, reference, briefing):
            found.append(displaced)
        if displaced or _as_in_base(text, match, briefing):
            continue
        if wrong := _out_of_kind(text, match, reference, briefing):
            found.append(wrong)
        elif _other_member(context, reference, permitted):
            found.append(f"{{{{{reference.name}}}}} là của {reference.scope or 'toàn đơn vị'}")
        elif _other_label(f"{context} {after}", reference, briefing):
            found.append(f"{{{{{reference.name}}}}} là «{reference.label}», câu nói về chỉ tiêu khác")
    return found + strayed_gaps(text, briefing)


def _out_of_kind(text: str, match: re.Match[str], reference: Reference, briefing: Briefing) -> str:
    """A count where the words want a share (`chiếm 1.828`), or a share where they count (`với 97,36% người`)."""
    lead, after = _SHARE.search(text[: match.start()]), _COUNTED.match(text, match.end())
    share = reference.measure == "%"
    if lead and not share and f"{lead[0]}{match[0]}" not in briefing.text:
        return f"{match[0]} là «{reference.quote} {reference.unit}», không viết «{lead[0].strip()}» trước nó"
    if after and share and f"{match[0]}{after[0]}" not in briefing.text:
        return f"{match[0]} là tỷ lệ «{reference.quote}», không viết «{after[0].strip()}» ngay sau nó"
    return ""


def _as_in_base(text: str, match: re.Match[str], briefing: Briefing) -> bool:
    """True where the base text has the same words right before the reference."""
    before = " ".join(text[: match.start()].split()[-4:])
    return bool(before) and f"{before} {match[0]}" in " ".join(briefing.text.split())


def _other_member(context: str, reference: Reference, permitted: Allowed) -> bool:
    """The member named last before the number isn't the reference's."""
    said = context.casefold()
    last = max(((said.rfind(m.casefold()), m) for m in permitted.members), default=(-1, ""))
    return last[0] >= 0 and last[1] != reference.scope


def _other_label(context: str, reference: Reference, briefing: Briefing) -> bool:
    """The words around fit another label of the section far better than the reference's own."""
    if not reference.label:
        return False
    own = alignment.similarity(context, reference.label)
    others = {r.label for r in briefing.references.values()} - {reference.label, ""}
    best = max((alignment.similarity(context, label) for label in sorted(others)), default=0.0)
    return own < 0.25 or (best > 0.55 and best - own > 0.2)


def _bound(text: str, briefing: Briefing, permitted: Allowed) -> str:
    """A number typed by the model becomes a reference where exactly one figure of the section is meant."""
    plain = REFERENCE.sub(lambda m: "x" * len(m[0]), text)
    edits = []
    for reading in numbers.read(plain):
        if not reading.figure or reading.value is None or _folded(reading.quote) in permitted.quotes:
            continue
        fitting = [r for r in briefing.references.values() if _fits(reading, plain, r)]
        if len(fitting) == 1:
            edits.append((reading.start, reading.end, fitting[0].name))
    for start, end, name in reversed(edits):
        text = f"{text[:start]}{{{{{name}}}}}{text[end:]}"
    return text


def _fits(reading: Reading, text: str, reference: Reference) -> bool:
    """Same value, same kind of unit, and the words before are the label's."""
    if reference.value is None or reading.low is None or reading.high is None or not reference.label:
        return False
    percent = reading.kind == "percent" or reading.unit == "%"
    if percent != (reference.measure == "%") or not reading.low <= reference.value <= reading.high:
        return False
    clause = re.split(r"[,;.(]", text[: reading.start])[-1] + text[reading.end : reading.end + 30]
    return alignment.similarity(clause, reference.label) >= FITS
