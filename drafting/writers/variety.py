"""Another precedent's sentence in place of one that would stand in the draft a second time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from corpus.sentences import sentence_spans
from corpus.units import fold
from drafting.writers.base import SectionText, WriteContext
from drafting.writers.clauses import checked, ended
from drafting.writers.connectives import hangs, unjoined
from drafting.writers.sentences import Sayer
from drafting.writers.structure import Part

# How like the sentence it stands in for: of the same matter, in other words.
_SAME_MATTER, _SAME_WORDS = 0.25, 90.0
_SHORT = 6


def in_place_of(
    repeated: str, others: Iterable[tuple[Sayer, Part]], context: WriteContext
) -> SectionText | None:
    """The sentence of the same matter in another precedent's section, none where there is none.

    Only a sentence of the genre stands in: it states no figure and nothing particular. Of equally
    good ones the first counts, so that the same inputs give the same draft.

    Args:
        repeated: the sentence that stands in the draft already.
        others: the section's other precedents, best first.
        context: of the draft: what it says already is not said again.
    """
    words = fold(repeated)
    best: tuple[float, SectionText] | None = None
    for sayer, part in others:
        for start, end in _sentences(sayer, part):
            outcome = checked(sayer.say(start, end))
            piece = ended(outcome.piece)
            key = fold(piece.text).strip(" .;,")
            score = _in_common(words, key)
            alike = score >= _SAME_MATTER and fuzz.ratio(words, key) < _SAME_WORDS
            if (
                outcome.kind == "genre"
                and key not in context.said
                and alike
                and (best is None or score > best[0])
            ):
                best = (score, piece)
        if best is not None:
            break
    if best is not None:
        context.said.add(fold(best[1].text).strip(" .;,"))
    return best[1] if best else None


def _sentences(sayer: Sayer, part: Part) -> Iterator[tuple[int, int]]:
    """Whole sentences of a section that need nothing before them and lead to nothing behind them."""
    text = sayer.seen.report.text
    for line in part.lines:
        spans = sentence_spans(text, line.start, line.end)
        for index, (start, end) in enumerate(spans):
            words = text[start:end]
            clause = words.endswith((";", ":")) or (index > 0 and text[spans[index - 1][1] - 1] == ";")
            joined = hangs(words) or unjoined(SectionText(words)).text != words
            if not clause and not joined and words[0].isupper() and len(words.split()) >= _SHORT:
                yield start, end


def _in_common(one: str, other: str) -> float:
    """Share of the shorter's pairs of syllables that both have."""
    a, b = (set(pairwise(words.split())) for words in (one, other))
    return len(a & b) / max(1, min(len(a), len(b)))
