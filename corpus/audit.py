"""Words of a report that look misspelt or misread.

Told by: words said twice, a table of usual confusions (`data/misspellings.tsv`), syllables that
Vietnamese doesn't have, names spelt once unlike all other times, digits run together with a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus import confusables
from corpus.confusables import Usage
from corpus.meta.names import NAME
from corpus.resources import listed, rows
from corpus.syllables import is_syllable, same_spelling
from corpus.telex import mistyped
from corpus.types import Report
from corpus.units import fold
from corpus.wordlist import is_word

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ ](\1)(?![\w-])", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w./-])[^\W\d_]{2,}(?![\w./-])")
_RUN_ON = re.compile(r"(?<![\w.,/])(\d[\d.,]*)(tỷ|tỉ|triệu|nghìn|ngàn|người|hộ|con|xã|thôn|cháu|suất)(?!\w)")
_UNCLE_HO = re.compile(r"\bHồ chí [Mm]inh|\bHồ Chí minh")
_NAME = re.compile(NAME)
_TOKEN = re.compile(r"\w+")
_PART = re.compile(r"\S+")
_LOST_LETTER = re.compile(r"[“\"]\s+([a-zà-ỹđ])(?=\s)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that looks wrong, where it stands, what it may be, and why it is doubted."""

    start: int
    end: int
    word: str
    suggestion: str
    why: str


def words(report: Report, library: Usage | None = None) -> list[tuple[int, int, str, str, str]]:
    """Start, end, word, suggestion (may be empty) and reason of every doubtful word, in order.

    Args:
        report: the report.
        library: `corpus.confusables.usage_of` other reports, which tells what is usual.
    """
    return [(d.start, d.end, d.word, d.suggestion, d.why) for d in doubts(report, library)]


def doubts(report: Report, library: Usage | None = None) -> list[Doubt]:
    """Every doubtful word of a report, in order, none within another."""
    names = (*report.meta.members, report.meta.province, report.meta.superior.split(" ", 1)[-1])
    text = report.text
    found = [*_by_line(text), *_names(text, names)]
    found += [Doubt(a, b, text[a:b], right, "rare") for a, b, right in confusables.confusables(text, library)]
    kept: list[Doubt] = []
    for doubt in sorted(found, key=lambda d: (d.start, -d.end)):
        if not kept or doubt.start >= kept[-1].end:
            kept.append(doubt)
    return kept


def _by_line(text: str) -> Iterator[Doubt]:
    """Doubts that a line alone tells."""
    at = 0
    for line in text.split("\n"):
        for d in _in_line(line):
            yield Doubt(at + d.start, at + d.end, d.word, d.suggestion, d.why)
        at += len(line) + 1


# A report is audited again and again while one types, and only one of its lines is another then.
@lru_cache(maxsize=8192)
def _in_line(line: str) -> tuple[Doubt, ...]:
    text = f"{line}\n"
    return (*_known(text), *_doubled(text), *_others(text))


def forget() -> None:
    """Forget the lines read, for measurements that want to begin from nothing."""
    _in_line.cache_clear()
    _parts_of_names.cache_clear()
    confusables.forget()


@dataclass(frozen=True, slots=True)
class _Confusion:
    right: str
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(' “"(')
    return not before or before[-1] in "\n.!?:;"


@cache
def _confusions() -> tuple[dict[str, re.Pattern[str]], dict[str, _Confusion]]:
    """A pattern for each word that begins a confusion, the longest ones first, and all of them."""
    table: dict[str, _Confusion] = {}
    for row in rows("misspellings.tsv"):
        wrong, right, after, before = (*row, "", "")[:4]
        table[wrong.lower()] = _Confusion(
            right,
            re.compile(rf"(?:{after})\s+$", re.IGNORECASE) if after else None,
            re.compile(rf"\s+(?:{before})\b", re.IGNORECASE) if before else None,
        )
    by_first: dict[str, list[str]] = {}
    for wrong in sorted(table, key=len, reverse=True):
        by_first.setdefault(wrong.split()[0], []).append(re.escape(wrong))
    patterns = {
        first: re.compile(rf"(?:{'|'.join(many)})(?!\w)", re.IGNORECASE) for first, many in by_first.items()
    }
    return patterns, table


def _confused(text: str) -> Iterator[re.Match[str]]:
    """What stands in the table, none within another."""
    patterns, _ = _confusions()
    end = 0
    for token in _TOKEN.finditer(text):
        pattern = patterns.get(token[0].lower())
        match = pattern.match(text, token.start()) if pattern and token.start() >= end else None
        if match is not None:
            end = match.end()
            yield match


def _known(text: str) -> Iterator[Doubt]:
    _, table = _confusions()
    for match in _confused(text):
        known = table[match[0].lower()]
        if known.not_after and known.not_after.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        if known.not_before and known.not_before.match(text, match.end()):
            continue
        if " " in match[0] and match[0].istitle():
            continue  # the name of a person or a place
        right = known.right
        if match[0][0].isupper():
            right = right[0].upper() + right[1:]
        if right != match[0]:
            yield Doubt(match.start(), match.end(), match[0], right, "confusion")


def _doubled(text: str) -> Iterator[Doubt]:
    for match in _DOUBLED.finditer(text):
        if match[1].isupper() or (match[2][0].isupper() and not match[1][0].isupper()):
            continue
        if _is_slip(text, match):
            yield Doubt(match.start(), match.end(), match[0], match[1], "doubled")


def _is_slip(text: str, match: re.Match[str]) -> bool:
    """Whether a syllable was written twice by mistake.

    Words are doubled on purpose in Vietnamese (`luôn luôn`, `lớp lớp`), and the end of one may meet the beginning
    of the next (`thiết thực | thực hiện`). A slip is a word of grammar, or half of a word whose other half follows
    (`văn văn hóa`) or stands before (`chồng chéo chéo`).
    """
    syllable = match[1].lower()
    if syllable in listed("reduplications.txt"):
        return False
    before = re.search(r"(\w+) $", text[max(0, match.start() - 12) : match.start()])
    after = re.match(r" (\w+)", text[match.end() : match.end() + 12])
    ends = before is not None and is_word(before[1], syllable)
    begins = after is not None and is_word(syllable, after[1])
    verb = before is not None and after is not None and after[1].isdigit()  # `trực tiếp tiếp 320 lượt`
    if ends and (begins or verb):
        return False
    return syllable in listed("function_words.txt") or ends or begins


def _names(text: str, names: Iterable[str]) -> Iterator[Doubt]:
    """A name of the report spelt otherwise in one place."""
    spelled: dict[str, Counter[str]] = {fold(name): Counter() for name in names if len(name.split()) > 1}
    places: list[tuple[str, str, int]] = []
    at = 0
    for line in text.split("\n") if spelled else ():
        for key, part, start in _parts_of_names(line):
            if key in spelled:
                spelled[key][part] += 1
                places.append((key, part, at + start))
        at += len(line) + 1
    for key, part, at in places:
        usual, times = spelled[key].most_common(1)[0]
        if (
            times >= 3
            and times >= 4 * spelled[key][part]
            and not same_spelling(part, usual)
            and not part.isupper()
        ):
            yield Doubt(at, at + len(part), part, usual, "name")


@lru_cache(maxsize=50000)
def _misspelt(word: str) -> tuple[str, str]:
    """Why a word can't be right, and what was meant; empty where it can, or may be a name."""
    if word.lower() in listed("loanwords.txt") or not (word.islower() or word.istitle()):
        return "", ""
    if not is_syllable(word):
        return "syllable", ""
    meant = mistyped(word) if word.islower() else ""
    return ("typing", meant) if meant else ("", "")


@lru_cache(maxsize=8192)
def _parts_of_names(line: str) -> tuple[tuple[str, str, int], ...]:
    """Two and three words of a name that stand together: folded, as written, and where."""
    found: list[tuple[str, str, int]] = []
    for match in _NAME.finditer(line):
        tokens = list(_PART.finditer(match[0]))
        for at in range(len(tokens)):
            for size in (2, 3):
                if at + size <= len(tokens):
                    part = match[0][tokens[at].start() : tokens[at + size - 1].end()]
                    found.append((fold(part), part, match.start() + tokens[at].start()))
    return tuple(found)


def _others(text: str) -> Iterator[Doubt]:
    if any(why for why, _ in map(_misspelt, _WORD.findall(text))):  # hardly ever
        yield from _wrong_words(text)
    for match in _RUN_ON.finditer(text):
        yield Doubt(match.start(), match.end(), match[0], f"{match[1]} {match[2]}", "run-on")
    for match in _LOST_LETTER.finditer(text):
        yield Doubt(match.start(), match.end(), match[0], "", "lost-letter")
    for match in _UNCLE_HO.finditer(text):
        yield Doubt(match.start(), match.end(), match[0], "Hồ Chí Minh", "capital")


def _wrong_words(text: str) -> Iterator[Doubt]:
    for match in _WORD.finditer(text):
        if match[0][-1] in "²³":  # `m³`: a unit
            continue
        why, meant = _misspelt(match[0])
        # A name inside a sentence may be of any language: `buôn Đắk Tuôr`.
        if why and (match[0].islower() or _begins_sentence(text, match.start())):
            yield Doubt(match.start(), match.end(), match[0], meant, why)
