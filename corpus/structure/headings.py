"""Which numbered lines are headings and which are items (sentences without a title of their own).

No single sign decides: words, length, punctuation, capitals, looks, what follows, and what the
neighbours in the same numbering are, are added up. `data/heading_examples.tsv` holds what must come out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus.resources import lines
from corpus.structure.cues import letters_upper
from corpus.structure.labels import Label
from corpus.text.alphabet import UPPER
from corpus.units import fold

_SENTENCE_BREAK = re.compile(rf"[.;!?]\s+(?=[{UPPER}])")
_PERSON = re.compile(r"(?:Đ/c|đồng chí|Đồng chí|Ông|Bà|Nhân dân và|Tập thể\s+\w|Cán bộ và nhân dân)\b")
_RUN_IN_WORDS = 14
_LIST_HEAD_WORDS = 16


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered line: its label, its text after the label, its looks, and what comes next.

    Attributes:
        followed: `content` (a paragraph, bullets, a table, deeper numbering), `sibling`, or `end`.
    """

    label: Label
    text: str
    hint: bool = False
    followed: str = "content"


@dataclass(frozen=True, slots=True)
class Title:
    """The title part of a line: `end` is its length, `body` where the running text begins."""

    text: str
    body: int


@cache
def _beginnings(name: str) -> re.Pattern[str]:
    words = sorted((fold(word) for word in lines(name)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


def is_task(text: str) -> bool:
    """Whether a text begins like a task."""
    return _beginnings("task_verbs.txt").match(fold(text)) is not None


def is_nominal(text: str) -> bool:
    """Whether a text begins as titles do."""
    return _beginnings("heading_heads.txt").match(fold(text)) is not None


def is_list_head(text: str) -> bool:
    """Whether a title announces names, a line each: `Tập thể`, `Danh sách cá nhân được khen`."""
    title = title_of(text).text
    return (
        len(title.split()) <= _LIST_HEAD_WORDS
        and _beginnings("list_heads.txt").match(fold(title)) is not None
    )


def is_sentence(text: str) -> bool:
    """Whether a text holds the end of a sentence and the beginning of another."""
    return _SENTENCE_BREAK.search(text) is not None


def title_of(text: str) -> Title:
    """The title of a heading line; `body` is its length where no text runs on after it.

    >>> title_of("Ưu điểm: 6 tháng đầu năm đạt nhiều kết quả.").text
    'Ưu điểm'
    """
    colon = re.search(r":\s+(?=\S)", text)
    if colon and len(text[: colon.start()].split()) <= _RUN_IN_WORDS and "(" not in text[: colon.start()]:
        return Title(text[: colon.start()].strip(), colon.end())
    dot = _SENTENCE_BREAK.search(text)
    if dot and text[dot.start()] == "." and len(text[: dot.start()].split()) <= 10:
        return Title(text[: dot.start()].strip(), dot.end())
    return Title(text.rstrip(" :.;"), len(text))


def score(line: Numbered) -> float:
    """How much speaks for a heading; above 0 it is one."""
    title = title_of(line.text)
    if not re.search(r"[^\W\d_]", title.text):
        return -9.0
    run_in = title.body < len(line.text)
    words = len(title.text.split())
    total = _by_shape(line, title, run_in, words) + _by_words(line, title, run_in, words)
    if line.hint:
        total += 1.5
    if run_in:
        return total + (0.5 if line.followed != "sibling" else 0)
    return total + {"content": 2.0, "sibling": -1.5, "end": -0.5}[line.followed]


def _by_shape(line: Numbered, title: Title, run_in: bool, words: int) -> float:
    total = 0.0
    if letters_upper(title.text):
        total += 4
    if line.label.kind in ("roman", "upper"):
        total += 2.5
    if line.label.kind in ("phan", "phuluc"):
        total += 6
    total += 1.0 if words <= 14 else -1.0 if 20 < words <= 30 else -3.0 if words > 30 else 0.0
    ending = line.text.rstrip()[-1:]
    if not run_in and ending in ".;":
        total -= 1.0 if words <= 12 else 1.5
    if not run_in and ending == ":" and words <= 20:
        total += 1.0
    if not run_in and ending not in ".;:":
        total += 1.0
    if not run_in and re.search(r";\s|[.!?]\s+[^\W\d_]", title.text):
        total -= 1.0 if words <= 25 else 2.5
    return total


def _by_words(line: Numbered, title: Title, run_in: bool, words: int) -> float:
    total = 0.0
    if is_nominal(title.text):
        total += 1.5
    elif is_task(title.text):
        total -= 3.0 if run_in or words > 12 else 1.5
    if _PERSON.match(line.text):
        total -= 4
    if title.text[:1].islower() or title.text[:1].isdigit():
        total -= 1.5
    if run_in and words <= 6:
        total += 1
    if run_in and line.text[title.body :][:1].islower():
        total -= 2.5  # the sentence goes on after its colon; a text after a title begins anew
    if re.search(r"[“\"][^”\"]*$", title.text):
        total -= 3  # the colon stood inside quotes
    return total


def choose(group: list[Numbered]) -> list[bool]:
    """Which of the lines of one numbering are headings: each by itself, leaning to its neighbours."""
    if len(group) > 2 and all(line.followed == "sibling" for line in group[:-1]):
        group = [
            *group[:-1],
            replace(group[-1], followed="sibling"),
        ]  # what comes after a list is not its last item's
    scores = [score(line) for line in group]
    mean = sum(max(-4.0, min(4.0, s)) for s in scores) / len(scores)
    return [s + 0.6 * mean > 0 if len(scores) > 1 else s > 0 for s in scores]
