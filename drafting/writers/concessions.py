"""Leading concessions about what passes (`Mặc dù ảnh hưởng của …, nhưng …`): found and cut off."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_LEAD = re.compile(
    r"^(?P<mark>[-+*•\s]*)(?P<lead>(?:Mặc dù|Tuy(?! nhiên)|Dù|Trước|Do|Trong điều kiện|Trong bối cảnh|Bên cạnh|"
    r"Cùng chung tay|Cùng với|Bị)\b[^.;]*?),\s*(?P<link>(?:nhưng|song|tuy nhiên|nên|vì vậy|thì|,)[\s,]*)*"
)
_INNER = re.compile(
    r"\s*,?\s*(?P<lead>\b(?:tuy|mặc dù|do ảnh hưởng|dưới tác động|trước (?:diễn biến|tình hình|tác động))\b[^.;]*?),\s*"
    r"(?P<link>(?:nhưng|song|tuy nhiên|nên|thì)[\s,]*)",
)
_TAIL = re.compile(
    r"\s*,?\s*(?P<lead>\b(?:do ảnh hưởng|do tác động|bị ảnh hưởng|trong thời gian (?:phòng|dịch))\b[^.;,]*"
    r"|\btrong (?:bối cảnh|điều kiện)\b[^.;]*)(?=[,.;]|$)"
)

# A sentence that only leads to what follows its circumstances: without them it says nothing.
_NO_MAIN = re.compile(
    r"[-+*•\s]*(?:Thực hiện|Trong|Triển khai|Căn cứ|Bước vào)\b[^,]*\btrong (?:bối cảnh|điều kiện)\b"
)
_OWN_SUBJECT = re.compile(r"(?:một số|nhiều|các|những|toàn|đa số|phần lớn)\b")


@cache
def _passing() -> re.Pattern[str]:
    text = files("drafting.writers.data").joinpath("passing.tsv").read_text(encoding="utf-8")
    words = [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return re.compile("|".join(re.escape(w) for w in words), re.IGNORECASE)


def passing(text: str) -> str | None:
    """The first word of an epidemic, storm or crisis in `text`, or None."""
    match = _passing().search(re.sub(r"[Cc]o-?vid", "covid", text))
    return match[0] if match else None


def concession(text: str) -> tuple[int, int] | None:
    """The span of a concession that holds every passing thing in the sentence, to be cut; None if there is none.

    What remains must be a sentence: a leading concession goes with its `nhưng`, a trailing one with its comma.
    """
    for pattern in (_LEAD, _INNER, _TAIL):
        for match in pattern.finditer(text):
            start = match.start("lead") if pattern is _LEAD else match.start()
            if pattern is _INNER and match["link"] and _OWN_SUBJECT.match(text, match.end()):
                # `X tuy …, song một số huyện vẫn …`: what follows has a subject of its own.
                start = 0
            rest = text[:start] + text[match.end() :]
            if pattern is _TAIL and _NO_MAIN.match(text):
                continue
            if passing(match[0]) and not passing(rest) and len(rest.split()) >= 6:
                return start, match.end()
    return None
