"""Indicators named by the whole clause, not by the words next to the number."""

from __future__ import annotations

import re

from drafting.alignment import contrasts, units
from drafting.alignment.clarity import share
from drafting.alignment.pool import Pool
from drafting.alignment.similarity import ORDER, PRECISION, RECALL, Wording, telling
from drafting.types.alignment import Mention

# A label all of whose words stand in the clause is named by it, a little less surely than by the words
# beside the number; short labels stand in every other clause.
WIDE, LEAST_WORDS, WHOLE = 0.86, 3, 0.97
# What part of a label one word may be so that it may be lacking all the same (a little more, for rounding).
LIGHT = 1 - WHOLE + 0.01
# So many clauses are remembered at most.
_MOST = 6000
# What a unit says of what is measured, where the words leave it out (`gieo cấy 412 ha lúa`).
_MEASURES = {"area": "diện tích", "yield": "năng suất", "mass": "sản lượng"}
MEASURED = 0.97
_LONGEST = 400
# A comma goes on where it only joins nouns (`25 nông dân, công nhân, người lao động trực tiếp`).
_BEHIND = re.compile(
    r"[;:(]|,(?=\s*(?:\d|(?:tăng|giảm|đạt|bằng|chiếm|vượt|còn|trong đó|trị giá|với|góp|để|và|có|là|ước|đã|cụ thể|gồm)\b))"
)
_STOP = re.compile(r"[;\n]|\.\s")


def measured(mention: Mention) -> str | None:
    """The subject with the measure that its unit says, None where it names one itself."""
    measure = _MEASURES.get(units.family(mention.reading.unit))
    words = mention.subject.lower()
    if measure is None or mention.reading.kind != "quantity" or not words:
        return None
    if any(word in words for word in ("diện tích", "năng suất", "sản lượng", "tổng số")):
        return None
    *parents, last = mention.subject.split(": ")
    return ": ".join([*parents, f"{measure} {last}"])


def clause_of(text: str, mention: Mention, before: int) -> str:
    """The words of the number's clause: from `before` (or the last stop) to behind the number."""
    start = max(before, mention.sentence[0], mention.reading.start - _LONGEST)
    stops = [m.end() for m in _STOP.finditer(text, start, mention.reading.start)]
    behind = _BEHIND.search(text, mention.reading.end, mention.clause[1])
    end = behind.start() if behind else mention.clause[1]
    return " ".join(text[stops[-1] if stops else start : end].split())


def named_by(pool: Pool, clause: str) -> list[tuple[int, float]]:
    """Indicators all of whose words stand in the clause, with how well they fit."""
    known = pool.clauses.get(clause)
    if known is None:
        if len(pool.clauses) > _MOST:
            pool.clauses.clear()
        known = pool.clauses[clause] = _named_by(pool, clause)
    return known


def _named_by(pool: Pool, clause: str) -> list[tuple[int, float]]:
    words = pool.lexicon.wording(clause)
    found = []
    for number, score in pool.index.search(clause, least=0.2):
        best = score * WIDE
        for wording in pool.index.wordings_of(number):
            if len(wording.bare) < LEAST_WORDS or _lacks(wording, words) or share(wording, words) < WHOLE:
                continue
            order = len(wording.pairs & words.pairs) / len(wording.pairs) if wording.pairs else 1.0
            fit = (RECALL + PRECISION + ORDER * order) * contrasts.factor(words.features, wording.features)
            best = max(best, WIDE * fit)
        found.append((number, best))
    return found


def _lacks(wording: Wording, words: Wording) -> bool:
    """True where so telling a word of the label is none of the clause that no others make up for it."""
    own, total = (wording.last, wording.own) if wording.last else (wording.by_bare, wording.total)
    lacking = own.keys() - words.bare.keys()
    return any(map((LIGHT * total).__lt__, map(own.__getitem__, lacking)))


def worth(clause: str) -> bool:
    """True where a clause has words enough to name something."""
    return telling(clause) >= LEAST_WORDS
