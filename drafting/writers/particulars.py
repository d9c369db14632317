"""Is a sentence of the genre, or does it tell something particular to its time and place?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafting.writers.concessions import passing
from drafting.writers.names import proper_names

# Deeds that this period's figures tell too, where they give every number of the sentence.
_COUNTED = ("nêu giá trị", "kể việc", "kể thành tích")


@dataclass(frozen=True, slots=True)
class Deed:
    """Words that tell of a deed; the examples are tried by a test."""

    words: re.Pattern[str]
    reason: str
    told: str
    not_told: str


@cache
def deeds() -> tuple[Deed, ...]:
    """All rows of the data file."""
    text = files("drafting.writers.data").joinpath("deeds.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return tuple(Deed(re.compile(w), reason, yes, no) for w, reason, yes, no in rows)


@cache
def _standing() -> re.Pattern[str]:
    text = files("drafting.writers.data").joinpath("standing.tsv").read_text(encoding="utf-8")
    words = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return re.compile("|".join(words), re.IGNORECASE)


def stands(words: str) -> bool:
    """Whether a number amid these words usually holds from one period to the next."""
    return _standing().search(words) is not None


def particulars(text: str, own: Iterable[str], *, values_known: bool = False) -> list[str]:
    """Why a sentence can't be said of another period as it stands; empty for a sentence of the genre.

    Args:
        text: the sentence.
        own: names that may stand (this unit, its superior).
        values_known: this period's figures give every number of the sentence.
    """
    reasons = []
    names = proper_names(text, own)
    if names:
        reasons.append("nêu tên riêng “" + "”, “".join(names[:3]) + "”")
    word = passing(text)
    if word:
        reasons.append(f"nói về chuyện của kỳ trước “{word}”")
    for deed in deeds():
        if deed.words.search(text) and not (values_known and deed.reason.startswith(_COUNTED)):
            reasons.append(deed.reason)
            break
    return reasons
