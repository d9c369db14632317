"""Sets of parts that leave nothing out: `tập thể` and `cá nhân`, `nam` and `nữ`, the three sectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafting.checks import load
from drafting.checks.plain import plain


@cache
def _sets() -> tuple[tuple[re.Pattern[str], ...], ...]:
    lines = load.lines(load.read("complete.tsv"))
    return tuple(
        tuple(re.compile(rf"(?<!\w)(?:{part})(?!\w)") for part in line.split("\t")) for line in lines
    )


def complete(texts: Sequence[str]) -> bool:
    """True where the words of the parts name a whole set, each of them once."""
    words = [plain(t) for t in texts]
    return any(len(one) == len(words) and _matched(one, words) for one in _sets())


def _matched(one: Sequence[re.Pattern[str]], words: Sequence[str]) -> bool:
    return all(sum(bool(p.search(w)) for w in words) == 1 for p in one) and all(
        any(p.search(w) for p in one) for w in words
    )
