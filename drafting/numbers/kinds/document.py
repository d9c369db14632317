"""Numbers of documents, in any spacing, and of their articles and annexes."""

from __future__ import annotations

import re

from drafting.numbers import lexicon
from drafting.numbers.build import plain
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

# 118/2021/NĐ-CP, 34- CT/TW, 1465/UBND-NV, 15/2003/QH11, 41 /KH-HĐTĐKT, 12/BC
_SYMBOL = re.compile(
    r"[0-9]{1,6}[a-zA-Z]?(?:\s?/\s?(?:19|20)[0-9]{2})?\s?[-–/]\s?[A-ZĐƯ]{2,8}[a-z]{0,3}[0-9]{0,2}(?:\s?[-–/.]\s?[A-ZĐƯa-z]{1,10}[0-9]{0,2}){0,3}"
)
_YEARED = re.compile(
    r"[0-9]{1,6}\s?/\s?(?:19|20)[0-9]{2}\s?/\s?[A-ZĐƯ]{1,8}[0-9]{0,2}(?:\s?[-–/.]\s?[A-ZĐƯa-z]{1,10}[0-9]{0,2}){0,3}"
)
_MARKED = re.compile(r"\s?[^\W\d_]?\s?[-–/]")
_MORE = re.compile(r"(?:\s?[-–/]\s?[0-9A-ZĐƯ]{1,8}){0,3}")
_NUMBER_OF = re.compile(r"(?:^|\s)([^\W\d_]+(?:\s[^\W\d_]+){0,2})\ssố\s?:?$")


def read(spot: Spot) -> Reading | None:
    """Read a symbol with letters, or a number after a document's name."""
    if spot.right.isalpha() or (spot.right in "-–/ " and _MARKED.match(spot.low, spot.end)):
        m = _YEARED.match(spot.text, spot.start, spot.limit) or _SYMBOL.match(
            spot.text, spot.start, spot.limit
        )
        if m and not _is_quantity(spot, m.group()):
            return plain(spot, "document", m.end())
    if spot.last in ("số", "số:") and _after_number_word(spot):
        m2 = _MORE.match(spot.text, spot.end, spot.limit)
        return plain(spot, "document", m2.end() if m2 else None)
    if spot.right != "%" and _named_document(spot):
        return plain(spot, "document")
    if spot.literal.decimals == 0 and spot.lookup_before("before.tsv") == "document":
        return None if _counts_after(spot) else plain(spot, "document")
    return _series(spot)


def _named_document(spot: Spot) -> bool:
    """True for `Kế hoạch 118`: a document's kind with a capital, and nothing counted after the number."""
    if (
        not spot.digits.isdigit()
        or spot.right in "/\n\t"
        or spot.last not in ("hoạch", "cáo", "dẫn", "trình", "lược", "định", "chế", "tri", "luận")
    ):
        return False
    m = _KIND.search(spot.text, max(0, spot.start - 16), spot.start)
    if m is None or spot.after.startswith((" năm", " tháng", " ngày", " tuần", " quý")):
        return False
    return noun_at(spot, spot.end)[0] == "" and unit_at(spot, spot.end) is None


_KIND = re.compile(
    r"(?:Kế hoạch|Báo cáo|Hướng dẫn|Chương trình|Tờ trình|Quy định|Quy chế|Thông tri|Kết luận|Quyết định|Nghị định)\s$"
)


def _is_quantity(spot: Spot, symbol: str) -> bool:
    """True for `12 - HTX`-like text that only looks like a symbol."""
    return "/" not in symbol and spot.last not in ("số", "số:") and len(symbol.split("-")[-1].strip()) < 2


def _after_number_word(spot: Spot) -> bool:
    m = _NUMBER_OF.search(spot.before)
    if m is None:
        return spot.before.endswith(("số:", "số")) and spot.line_start
    words = m.group(1).split()
    known = lexicon.words("doctypes.txt")
    return any(" ".join(words[-n:]) in known for n in range(len(words), 0, -1))


def _counts_after(spot: Spot) -> bool:
    """True where the number counts what follows (`chương trình 12 tiết mục`)."""
    if spot.literal.grouped or scale_at(spot, spot.end)[0] != 1:
        return True  # `ngân sách trung ương 2.735 triệu đồng`
    if spot.last in ("điều", "khoản", "tw") or noun_at(spot, spot.end)[0] in ("khóa", "khoá"):
        return False
    return (
        spot.right == "%"
        or (noun_at(spot, spot.end)[2] and not spot.literal.padded)
        or (noun_at(spot, spot.end)[2] and spot.last in ("chương trình", "trình", "bảng", "mục"))
    )


_SERIES = re.compile(
    r"(?:trung ương|khóa|khoá|điều|khoản|nghị quyết|chỉ thị|nghị định)\s(?:số\s)?[0-9]{1,3}(?:\s?,\s?[0-9]{1,3}){0,4}\s?(?:,|và)$"
)


def _series(spot: Spot) -> Reading | None:
    """Read the later numbers of `Trung ương 4, 5`."""
    joined = spot.last[-1:] == "," or spot.last == "và"
    return (
        plain(spot, "document")
        if joined and _SERIES.search(spot.before) and not _counts_after(spot)
        else None
    )
