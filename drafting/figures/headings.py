"""What a column head's words say: the vocabulary of `data/headings.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import get_args

from corpus.units import fold
from drafting.types import Role

ROLES: frozenset[str] = frozenset(get_args(Role))
COMPUTED: frozenset[str] = frozenset({"growth", "of-plan", "remaining", "share"})

# `số` and `so` (compared with) differ by an accent only: `Số cùng kỳ`, `So cùng kỳ`.
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
# How every line of the vocabulary for totals begins: rows' labels are many, and few of them are totals.
_TOTALS = ("tong", "cong", "toan", "ca ", "cum", "chung")
_COUNT_WORD = re.compile(r"\b[sS][ốỐ]\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the vocabulary."""

    means: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def vocabulary() -> tuple[Heading, ...]:
    """All lines, in order of precedence."""
    text = files("drafting.figures").joinpath("data/headings.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Heading(means, re.compile(pattern), tuple(yes.split("|")), tuple(no.split("|")))
        for means, pattern, yes, no in lines
    )


@lru_cache(maxsize=4096)
def meaning(head: str) -> str | None:
    """What a head means (a role, `label`, `unit`, `scope`, `total`, …), or None."""
    words = fold(_COUNT_WORD.sub("sos", head)).strip(" .:;-")
    for heading in vocabulary():
        if words and len(words) <= 120 and heading.pattern.fullmatch(words):
            return heading.means
    return None


@lru_cache(maxsize=4096)
def is_total(name: str) -> bool:
    """True for `Tổng số`, `Toàn cụm` and the like."""
    return fold(name[:6]).startswith(_TOTALS) and meaning(name) == "total"


def head_meaning(text: str) -> str | None:
    """What a head means, with or without the bracket at its end."""
    return meaning(text) or meaning(_BRACKET.sub("", text))
