"""Another unit of the report's own kind stands where the report's own should: text copied from a neighbour.

Source: domain.md (clerks: copied from another unit), hard-cases.md (neighbours' names are a leak); contract code
`name-leak`. `Đảng ủy, UBND xã Tân Kỳ đã chỉ đạo …` in a report of xã Hòa Lộc. What is done with a neighbour (`giao lưu
với`, `giáp`, `từ xã … đi xã …`), lists of units and units that were merged are right. A warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.units import fold, parse_unit
from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.names import bare
from drafting.checks.past import UPPER
from drafting.types import Finding

CODE = "name-leak"
_PLACE_WORDS = 2  # a commune's name has hardly more, a person's mostly
_KINDS = ("xã", "phường", "thị trấn", "đặc khu")
_BODY = (
    r"(?:UBND|HĐND|ĐẢNG ỦY|Đảng ủy|Đảng bộ|MTTQ|[Nn]hân dân|[Tt]rên địa bàn|[Tt]oàn|Đoàn Thanh niên|Hội Phụ nữ|Hội Nông dân"
    r"|Hội Cựu chiến binh|Hội LHPN|[Cc]hính quyền|Ủy ban nhân dân|Hội đồng nhân dân)"
)
_OTHER = re.compile(
    rf"(?<!\w){_BODY}\s+(?:xã|phường|thị trấn|đặc khu)\s+([{UPPER}]\w*(?:[ ]+[{UPPER}]\w*){{0,3}})"
)
_OFFICE = re.compile(r"(?<!\w)(?:chu tich|bi thu|truong ban|chu nhiem|doi truong)\s+$")
_LISTED = re.compile(
    r"\s*(?:,|và|;)\s*(?:(?:UBND|Đảng ủy|nhân dân)\s+)?(?:xã|phường|thị trấn)\s|\s*\(?(?:cũ|trước)(?!\w)",
    re.I,
)


def _holds(document: Document, found: Hit, before: str) -> bool:
    """True for a person's name behind an office of the unit (`Chủ tịch UBND phường Hứa Thế Vinh`)."""
    name = found[1]
    return bool(_OFFICE.search(before)) and (
        fold(name) == fold(document.report.meta.signer.name) or len(name.split()) > _PLACE_WORDS
    )


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such name."""
    own = parse_unit(document.unit) if document.unit else None
    uncertain = "unit" in document.report.meta.uncertain and document.unit == document.report.meta.unit
    if own is None or own.kind_word not in _KINDS or not own.name or uncertain:
        return
    names = {fold(own.name), *(bare(n) for n in (*document.members, *document.own_places))}
    if document.table:
        names |= {bare(n) for n in document.table.members()}
    for found in document.text_hits(_OTHER):
        if fold(found[1]) in names or bare(found[1]) in names or not document.in_prose(found.start()):
            continue
        low, _ = document.sentence(found.start())
        before = document.plain[max(low, found.start() - 45) : found.start()]
        others = load.pattern("leak_words.txt", "with_others").search(before)
        if others or _LISTED.match(document.text, found.end()) or _holds(document, found, before):
            continue
        message = f"“{found[1]}” không phải là đơn vị của báo cáo này ({document.unit})."
        yield finding(document, CODE, "warning", found.span(1), message)
