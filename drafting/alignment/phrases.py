"""Words of heads, items and parts of sentences: small questions that reading lists asks."""

from __future__ import annotations

import re

from drafting.alignment.scopes import scope_key
from drafting.alignment.similarity import telling_syllables
from drafting.alignment.spots import LIST_MARK, Spot
from drafting.alignment.subjects import content, tidy
from drafting.alignment.words import bare_key, syllables
from drafting.numbers.types import Change

GENERIC = re.compile(
    r"\b(?:mức|kết quả|phân theo|chia theo|của|từng|các|mỗi|xã|huyện|đơn vị|thôn|tăng|giảm|cao|thấp|lớn|khá|nhiều|có)\b",
    re.I,
)
_HEAD_CHANGE = re.compile(r"\b(tăng|giảm)\b[^:;]{0,30}(?::|là|gồm|như)\s*[^:;]*$", re.I)
# A measure alone leaves out what it measures, said just before.
MEASURE = re.compile(
    r"(?:tổng )?(?:sản lượng|năng suất|diện tích|giá trị|trị giá|số tiền|kinh phí|số vốn)", re.I
)
LEADS_LIST = re.compile(r"\W*(?:trong đó|bao gồm|gồm|cụ thể|chia ra|chia theo|phân theo|theo từng)\b", re.I)
# Longer stretches before or behind a colon are prose, no head and no item of a list.
LONGEST_HEAD, LONGEST_ITEM = 22, 12


def head_words(spot: Spot) -> str:
    """The words before a list's colon (`Năng suất lúa bình quân: xã A …`), empty where there are none."""
    parts = re.split(r":(?!\d)", spot.left)
    if len(parts) < 2 or not (spot.scope or content(parts[-1])) or len(parts[-1].split()) > LONGEST_ITEM:
        return ""
    head = re.split(r"[;()]|\.\s", parts[0])[-1]
    if len(head.split()) > LONGEST_HEAD:
        return ""
    if spot.scope is not None and bare_key(head).endswith(scope_key(spot.scope)):
        return ""
    return tidy(head)


def bullet(text: str) -> str:
    """The kind of bullet a line begins with (`-`, `+`, `a`, `1`), empty for none."""
    match = re.match(r"\s*(?:([-+*•–])|([a-zđ])\)|(\d+)[.)])", text)
    if match is None:
        return ""
    return match.group(1) or ("a" if match.group(2) else "1")


def coordinated(left: str) -> bool:
    """True between two counts of one sentence part (`2150 tập thể, 3525 cá nhân`)."""
    return bool(
        re.fullmatch(r"[^;.:()]*?(?:\)\s*)?(?:,|và|\+)\s*(?:có\s+|cho\s+)?(?:hơn|trên|gần)?\s*", left)
    )


def measure_word(words: str) -> bool:
    """Words that name what is measured, though they name no indicator alone (`trị giá`)."""
    return bool(re.search(r"trị giá|kinh phí|số tiền|tổng vốn", words, re.I))


def covered(words: str, topic: str) -> bool:
    """True where all telling syllables of `words` stand in the topic already."""
    known = {s.bare for s in syllables(topic)}
    return all(s.bare in known for s in telling_syllables(words))


def head_change(spot: Spot) -> Change | None:
    """The change that a list's head says for all its items (`Các xã có sản lượng tăng: …`)."""
    match = _HEAD_CHANGE.search(spot.left)
    if match is None:
        return None
    return "up" if match.group(1).lower() == "tăng" else "down"


def colon_first(left: str) -> bool:
    """True where a colon follows the total at once (`58 đơn vị: A 7`)."""
    before, colon, _ = left.partition(":")
    return bool(colon) and not re.search(r"[;,()]", before) and content(tidy(before)) < 2


def before_mark(left: str) -> str:
    """The words before a list's mark (`đàn gia cầm cao, điển hình như xã A`)."""
    match = LIST_MARK.search(left)
    if match is None:
        return ""
    return tidy(re.split(r"[;()]|\.\s", left[: match.start()])[-1])


def join(own: str, noun: str) -> str:
    """The own words with the counted noun behind them."""
    return f"{own} {noun}".strip() if noun and noun.lower() not in own.lower() else own


def path(*parts: str) -> str:
    """Heads and own words as one subject, parents first, nothing twice."""
    kept = [p for p in parts if p]
    return ": ".join(dict.fromkeys(p.strip() for part in kept for p in part.split(": ")))
