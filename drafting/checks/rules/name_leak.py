"""A unit, place or person of the precedent is left in the draft.

Source: domain.md, contract.md, `name-leak`. The draft's own unit, its places and members, and the
bodies above it are no leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.units import parse_unit, same_unit
from drafting.checks import past
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.names import CAPITALISED, bare
from drafting.checks.past import UPPER
from drafting.checks.plain import plain
from drafting.types import Finding, Severity

CODE = "name-leak"
_KIND = (
    r"(?:[Tt]hôn|[Bb]ản|[Ll]àng nghề|[Ll]àng|[Xx]óm|[Ấấ]p|[Kk]hu phố|[Tt]ổ dân phố|[Xx]ã|[Pp]hường|[Tt]hị trấn|XÃ|PHƯỜNG|HUYỆN"
    r"|[Hh]uyện|[Cc]hợ|[Đđ]ình|[Cc]hùa|[Đđ]ền|[Cc]ụm công nghiệp|[Kk]hu công nghiệp|[Kk]hu di tích|[Hh]ợp tác xã|HTX"
    r"|[Tt]rạm bơm)"
)
# `CỘNG HÒA XÃ HỘI CHỦ NGHĨA`, `KINH TẾ - XÃ HỘI NĂM 2024`: society, no commune
_PLACE = re.compile(rf"(?<!\w){_KIND}[ ]+(?!HỘI(?!\w))([{UPPER}]\w*(?:[ ]+[{UPPER}]\w*){{0,3}})")

# kinds of place of which a name may have one word (`thôn Hạ`); of others that is the beginning of something else
_SMALL = re.compile(r"(?:thôn|bản|làng|xóm|ấp|khu phố|tổ dân phố)[ ]", re.IGNORECASE)
_MERGED = re.compile(r"(?<!\w)(?:sap nhap|hop nhat|nhap tu|sap xep|tien than)(?!\w)")
_FORMER = re.compile(r"\W*(?:cu|truoc day|truoc (?:khi|sap xep|sap nhap))(?!\w)")
_NEAR, _BEHIND = 60, 20
# the proper name that a unit's full name ends in: `Lâm Tiến` of `Bệnh viện đa khoa Lâm Tiến`
_PROPER = re.compile(rf"(?<=\w ){CAPITALISED}(?: {CAPITALISED}){{1,3}}$")
_ABOVE = re.compile(r"^(?:[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Qq]uận)\s+")


def check(document: Document) -> Iterable[Finding]:
    """Findings on names that only the precedent has a right to."""
    precedent = document.precedent
    if precedent is None:
        return
    own = _own(document)
    for name, severity, what in _foreign(document, own):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text, re.IGNORECASE):
            if found[0][:1].isupper() and not _as_it_was(document, found.span()):
                message = f"“{found[0]}” là {what} của báo cáo cũ."
                yield finding(document, CODE, severity, found.span(), message)


def _as_it_was(document: Document, span: Span) -> bool:
    """True for a unit told of as one that is no more: `sáp nhập với phường Bến Thông`, `phường Bến Thông cũ`."""
    low, high = document.sentence(span[0])
    before = document.plain[max(low, span[0] - _NEAR) : span[0]]
    behind = document.plain[span[1] : min(high, span[1] + _BEHIND)]
    return bool(_MERGED.search(before) or _FORMER.match(behind))


def _own(document: Document) -> set[str]:
    """Names that are the draft's own, plain and without the word for their kind."""
    scopes = document.table.members() if document.table else ()
    names = (document.unit, *document.own_places, *document.members, *scopes, document.report.meta.superior)
    own = {bare(_strip(n)) for n in names if n}
    if document.precedent and _same_unit(document):
        own |= {plain(m[1]) for m in _PLACE.finditer(document.precedent.report.text)}
    return own


def _same_unit(document: Document) -> bool:
    precedent = document.precedent
    if precedent is None:
        return False
    if not precedent.report.meta.unit or "unit" in precedent.report.meta.uncertain:
        return True  # whose it is isn't known for certain: then nothing is foreign
    return same_unit(precedent.report.meta.unit, document.unit)


def _foreign(document: Document, own: set[str]) -> Iterator[tuple[str, Severity, str]]:
    """Names of the precedent that aren't the draft's: its unit, its places, who signed it."""
    precedent = document.precedent
    if precedent is None:
        return
    meta = precedent.report.meta
    unit = _strip(meta.unit)
    if unit and not _same_unit(document):
        # another province may well be named: a neighbour, a guest
        yield _name(unit), "warning" if _ABOVE.match(unit) else "error", "đơn vị"
        proper = _PROPER.search(_name(unit))
        if proper and plain(proper[0]) not in own:
            yield proper[0], "warning", "đơn vị"
    signer = meta.signer.name
    now = document.report.meta.signer.name
    if signer and (not _same_unit(document) or (now and now != signer)):
        yield signer, "error" if not _same_unit(document) else "warning", "người ký"
    if not _same_unit(document):
        for person in sorted(document.view(past.persons) - {signer}):
            yield person, "warning", "người được nêu"
    done = {plain(_name(unit))}
    for found in _PLACE.finditer(precedent.report.text):
        name = found[1].strip()
        whole = " " in name or _SMALL.match(found[0])
        if whole and plain(name) not in own | done and not _above(document, found[0], name):
            done.add(plain(name))
            yield name, "warning", "địa danh"


def _above(document: Document, phrase: str, name: str) -> bool:
    """A district or province above both is not the precedent's alone where the superior is unknown."""
    upper = phrase.lower().startswith("huyện") and parse_unit(document.unit).level != "tinh"
    return upper and (
        not document.report.meta.superior or plain(name) in plain(document.report.meta.superior)
    )


def _strip(unit: str) -> str:
    return re.sub(r"^(?:UBND|Ủy ban nhân dân|Đảng ủy|HĐND)\s+", "", unit.strip())


def _name(unit: str) -> str:
    return _ABOVE.sub("", re.sub(rf"^{_KIND}\s+", "", unit))
