"""Lists that no opening word announces, but the way they are led in does.

A colon right behind the total or behind words that announce the members (`Kết quả từng tỉnh: …`), a total taken up
again (`Trong 31 sáng kiến có 19 …, 8 … và 4 …`), what is done and what is left (`1.132 hồ sơ, đã thẩm định 1.074 hồ
sơ, đang thẩm định 58 hồ sơ`), a kind of breakdown named at the head of a sentence (`Tính theo hạng giải có …`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafting.checks.document import Document, Span
from drafting.checks.heads import (
    HEAD_KINDS,
    TRIM,
    far_heads,
    heads_before,
    heads_of_sentence_before,
)
from drafting.checks.kinds import same_kind
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

_ANNOUNCED = re.compile(r"(?<!\w)(?:nhu sau|tung|theo)(?!\w)|^(?:cac|nhung|ket qua|so lieu)(?!\w)")
# words that lead from a total to its members behind a comma: `giảm 4% so với năm trước, phân bố tại:`
_OPENS = re.compile(r"\s*(?:phan bo|phan ra|ket qua|so lieu|theo|tai|o)(?!\w)[^\d]{0,40}$")
_AGAIN = re.compile(r"(?:\A|\n|[.;,(]\s*)(?:nam \d{4} )?trong(?: so| tong so)?\s*$")
_TAKEN_UP = re.compile(r"\W*(?:(?:rieng|trong|tong so|so|voi)(?: (?:so|tong so))?)?\s*")
_HAVE = re.compile(r"^[^\d;:.]{1,60}?(?<!\w)(?:thi )?co\s*$")
_ITEM_LABEL = re.compile(r";\s*\d[^;:\n]{1,60}:\s")
_ITEM_BEFORE = re.compile(r"\d[^;:\n]{1,60}:\s[^;\n]+;\s*\d[^;:\n]{1,60}$")
_DONE = re.compile(r"^[^\d;.]{0,40}?,\s*(?:trong do |den nay )?da [^\d,;.]{2,40}$")
_LEFT = re.compile(
    r"^(?:[^\d;.]|\d+(?:,\d+)?%){0,60}?,\s*(?:hien )?(?:dang|chua|con|con lai)(?: [^\d,;.]{2,40})?\s*$"
)
_KINDS = re.compile(
    r"(?<!\w)ve (?:quy mo|co cau|trinh do|doi tuong|loai hinh|xep loai|do tuoi|gioi tinh|dan toc)(?!\w)[^\d;:.,]{0,30}?"
    r"(?<!\w)(?:co|gom)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Led:
    """A list and the totals it may have; `far` where only the kind of thing ties them."""

    heads: tuple[Reading, ...]
    span: Span
    opener: str
    far: bool = False


@cache
def by_kind() -> re.Pattern[str]:
    """Words that name a breakdown by some quality, in plain text (`phân theo đối tượng thì có`)."""
    return re.compile(
        r"(?<!\w)(?:phan|chia|tinh|xet|xep)(?: loai)? theo(?: (?!co\b|gom\b|thi\b)[a-z]+){1,5}?(?: thi)?(?= co | gom |\s?:)"
    )


def led(document: Document, openers: re.Pattern[str]) -> Iterator[Led]:
    """Such lists of the prose; `openers` are the words that announce lists by themselves."""
    yield from _after_colons(document, openers)
    yield from _taken_up(document)
    yield from _done_and_left(document)
    yield from _of_a_kind(document)


def _of_a_kind(document: Document) -> Iterator[Led]:
    for found in (*_KINDS.finditer(document.plain), *by_kind().finditer(document.plain)):
        if not document.in_prose(found.start()) or document.brackets.depth(found.start()):
            continue
        low, end = document.sentence(found.start())
        before = document.within(low, found.start())
        if not before:
            yield Led(far_heads(document, low), (found.end(), end), found[0], far=True)
            continue
        # `6.318 hộ đạt danh hiệu, vượt chỉ tiêu 1,9%; phân theo cấp có …`
        plain_ones = [r for r in before if r.kind in HEAD_KINDS and not r.change and not r.basis]
        heads = tuple(r for r in reversed(plain_ones) if not document.brackets.depth(r.start))
        # `Riêng 3.793 Bằng khen được phân theo loại hình: …`
        again = len(before) == 1 and _TAKEN_UP.fullmatch(document.plain, low, before[0].start)
        if heads and (
            again or document.plain[max(0, found.start() - 3) : found.start()].rstrip().endswith(";")
        ):
            yield Led(heads, (found.end(), end), found[0])


def _after_colons(document: Document, openers: re.Pattern[str]) -> Iterator[Led]:
    for found in re.compile(r"(?<!…):(?=[ \n])").finditer(document.text):
        at = found.start()
        if not document.in_prose(at) or document.brackets.depth(at):
            continue
        low, end = document.sentence(at)
        lead = document.plain[low:at].rstrip(TRIM)
        if len(document.within(at, end)) < 2 or any(m.end() == len(lead) for m in openers.finditer(lead)):
            continue
        heads = heads_before(document, at)
        if heads and _labels_items(document, low, at, end):
            continue
        if heads and _closes(document, at):
            yield Led(heads, (at + 1, end), ":")
        elif not heads and _ANNOUNCED.search(lead) and _of_many(document, low, at, end):
            near = tuple(h for h in heads_of_sentence_before(document, low) if not _is_part(document, h))
            yield Led(near or far_heads(document, low), (at + 1, end), ":", far=True)


def _labels_items(document: Document, low: int, colon: int, end: int) -> bool:
    """True where each item has such a colon of its own: `8 trại vịt: 21.400 con; 9 trại cút: 180.000 con`."""
    behind = _ITEM_LABEL.search(document.text, colon, end)
    return behind is not None or _ITEM_BEFORE.search(document.text[low:colon]) is not None


def _is_part(document: Document, head: Reading) -> bool:
    """True for a part of the breakdown before: `Theo cấp khen: A 17 lượt; B 318 lượt. Theo đối tượng: …`."""
    low, high = document.sentence(head.start)
    colon = document.text.find(": ", low, head.start)
    return colon >= 0 and not document.within(low, colon) and len(document.within(colon, high)) > 1


def _of_many(document: Document, low: int, colon: int, end: int) -> bool:
    """True where no number stands before the colon and three or more behind it."""
    return not document.within(low, colon) and len(document.within(colon, end)) > 2


def _closes(document: Document, colon: int) -> bool:
    """True where the clause of the last number ends in the colon; else it belongs to the label of an item."""
    last = document.within(document.sentence(colon)[0], colon)[-1]
    words = document.text[last.end : colon]
    tail = words.rpartition(",")[2]
    apart = re.search(r"[;\n.+•=]|\s[-–]\s", words) or ("," in words and not _OPENS.match(plain(tail)))
    return not apart and len(words) < 70


def _taken_up(document: Document) -> Iterator[Led]:
    for at, one in enumerate(document.prose[:-1]):
        if one.kind not in HEAD_KINDS or document.brackets.depth(one.start):
            continue
        low, end = document.sentence(one.start)
        if _AGAIN.search(document.plain[max(0, low - 1, one.start - 30) : one.start]) and _HAVE.match(
            document.plain[one.end : document.prose[at + 1].start]
        ):
            yield Led((one,), (one.end, end), "trong so")


def _done_and_left(document: Document) -> Iterator[Led]:
    prose = document.prose
    for at in range(len(prose) - 2):
        following = [r for r in prose[at + 1 : at + 4] if r.kind != "percent"]
        if len(following) < 2:
            continue
        whole, done, left = prose[at], following[0], following[1]
        if left.end > document.sentence(whole.start)[1] or {whole.kind, done.kind, left.kind} != {"quantity"}:
            continue
        if not (same_kind(whole, done) and same_kind(whole, left)) or whole.change or done.change:
            continue
        if _DONE.match(document.plain[whole.end : done.start]) and _LEFT.match(
            document.plain[done.end : left.start]
        ):
            yield Led((whole,), (whole.end, left.end + len(left.noun) + 1), "chia ra")
