"""A model's answer made plain: wrappings off, paragraphs and sentences, references in one spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.sentences import sentence_spans
from drafting.writers.model_form import from_json
from drafting.writers.model_references import NAME

_THINK = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^\s*```[\w-]*\s*\n(.*?)(?:\n\s*```.*|\Z)", re.DOTALL)
_LOOSE = re.compile(
    r"\{+[ \t]*(?P<a>"
    + NAME
    + r")[ \t]*\}+|\[+(?P<b>"
    + NAME
    + r")\]+|(?<![\w{:])(?P<c>"
    + NAME
    + r")(?![\w}:])",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]\s+|[a-hđ]\)\s+)")
_SPACES = re.compile(r"[ \t\u00a0]+")
_WHOLE = re.compile(r"[.;:!?…]$")


@dataclass(slots=True)
class Sentence:
    """A sentence of the answer, references in it; `problems` are what keeps it out of a draft."""

    text: str
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Answer:
    """Paragraphs of sentences."""

    paragraphs: list[list[Sentence]]
    problems: list[str] = field(default_factory=list)

    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        return [s for paragraph in self.paragraphs for s in paragraph]

    def all_problems(self) -> list[str]:
        """What is wrong with it, once each."""
        return list(dict.fromkeys([*self.problems, *(p for s in self.sentences() for p in s.problems)]))


def read_answer(
    raw: str, known: Callable[[str], bool], *, cut: bool = False, heading: str = "", numbered: bool = False
) -> Answer:
    """Read what the model wrote.

    Args:
        raw: its words.
        known: whether a name is a reference of the section.
        cut: the answer was cut off: its last sentence isn't whole.
        heading: of the section, which the model was told not to repeat.
        numbered: items of the section are numbered, so that a number before a sentence is no heading.
    """
    text = canonical(unwrap(raw), known)
    answer = Answer([])
    for line in text.split("\n"):
        line = _plain(line)
        if not line:
            continue
        if _HEADING.match(line) or line.casefold().strip(" .:") == heading.casefold().strip(" .:"):
            rest = _HEADING.sub("", line)
            if len(rest.split()) < 12 and not rest.rstrip().endswith((".", ";")):
                continue  # a heading of its own; the plan has the headings
            line = line if numbered else rest
        spans = sentence_spans(line, 0, len(line))
        answer.paragraphs.append([Sentence(line[a:b].strip()) for a, b in spans])
    if cut:
        _drop_torn(answer)
    _drop_repeated(answer)
    return answer


def unwrap(raw: str) -> str:
    """The text without thinking, code fences or a JSON object around it."""
    text = _THINK.sub("", raw).strip()
    fence = _FENCE.match(text)
    if fence:
        text = fence[1].strip()
    said = from_json(text)
    text = text if said is None else said
    return text.replace("\r\n", "\n").replace("\\n", "\n")


def canonical(text: str, known: Callable[[str], bool]) -> str:
    """References however they are bracketed, as `{{F012}}`; unknown ones too, so that they are seen."""

    def spelt(match: re.Match[str]) -> str:
        name = next(g for g in match.groups() if g)
        key, _, kind = name.partition(":")
        name = key.upper() + (f":{kind.lower()}" if kind else "")
        return f"{{{{{name}}}}}" if known(name) or match["a"] else match[0]

    return _LOOSE.sub(spelt, text)


def _plain(line: str) -> str:
    """A line without Markdown marks; a dash or plus before an item stays."""
    line = re.sub(r"\*\*|__|`|^\s*>+\s*|^#+\s+", "", line)
    line = re.sub(r"^\s*[*•●–]\s+", "- ", line)
    line = re.sub(r"(?<!\w)[*_]([^*_]+)[*_](?!\w)", r"\1", line)
    return _SPACES.sub(" ", line).strip()


def _drop_torn(answer: Answer) -> None:
    if answer.paragraphs and answer.paragraphs[-1] and not _WHOLE.search(answer.paragraphs[-1][-1].text):
        answer.paragraphs[-1].pop()


def _drop_repeated(answer: Answer) -> None:
    """What is said twice is said once: endless answers end here."""
    said: set[str] = set()
    for paragraph in answer.paragraphs:
        kept = []
        for sentence in paragraph:
            key = re.sub(r"\W+", " ", sentence.text.casefold()).strip()
            if key and key not in said:
                kept.append(sentence)
                said.add(key)
        paragraph[:] = kept
    answer.paragraphs[:] = [p for p in answer.paragraphs if p]
