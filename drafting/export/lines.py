"""The parts of a document by their official roles: title block, body, recipients and signature, appendices."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from drafting.export.source import Grid, Heading, Source

FrontRole = Literal["issuer", "number", "about", "country", "motto", "date", "kind", "title"]
BodyRole = Literal["heading", "paragraph", "ground", "addressee", "table", "appendix", "centred"]

_DATE = re.compile(r"(^|,\s*)ngày\b.{0,40}\btháng\b.{0,30}\bnăm\b.{0,12}$", re.IGNORECASE)
_NUMBER = re.compile(r"số\s*:", re.IGNORECASE)
_ABOUT = re.compile(r"v/v\b", re.IGNORECASE)
_KINDS = frozenset(
    {"BÁO CÁO", "KẾ HOẠCH", "TỜ TRÌNH", "THÔNG BÁO", "QUYẾT ĐỊNH", "HƯỚNG DẪN", "CÔNG VĂN", "THƯ KÊU GỌI"}
)
_BODY_START = re.compile(r"(kính gửi|thực hiện|căn cứ|phần thứ|[ivx]+\. |\d+\. )", re.IGNORECASE)
_RECIPIENTS = re.compile(r"nơi nhận\s*:?\s*$", re.IGNORECASE)
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\.\s*\S")
_APPENDIX = re.compile(
    r"(phụ lục(\s+(số\s+)?[ivx\d]{1,5})?|biểu (mẫu )?số\s*:?\s*\d\S{0,6})\s*[.:]?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its role."""

    start: int
    end: int
    role: BodyRole
    heading: Heading | None = None
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A line of the title block or the signature."""

    start: int
    end: int


@dataclass(slots=True)
class Parts:
    """The document's parts, in their order; `number_first` tells whether `Số` stands before the country."""

    front: dict[FrontRole, list[Span]] = field(default_factory=dict)
    number_first: bool = True
    body: list[Line] = field(default_factory=list)
    recipients: list[Span] = field(default_factory=list)
    signature: list[Span] = field(default_factory=list)
    recipients_first: bool = True
    appendices: list[Line] = field(default_factory=list)


def parts_of(source: Source) -> Parts:
    """Take the text apart; every line of it lands in exactly one part."""
    parts = Parts()
    spans = _spans(source)
    spans = spans[_read_front(source, spans, parts) :]
    back = _back_start(source, spans)
    parts.body = _body(source, spans[:back])
    rest = _read_back(source, spans[back:], parts)
    parts.appendices = _body(source, rest)
    return parts


def _spans(source: Source) -> list[Span]:
    """The lines that are not blank; a table is one."""
    out: list[Span] = []
    tables = {g.start: g.end for g in source.grids}
    at = 0
    while at <= len(source.text):
        end = tables.get(at)
        if end is None:
            end = source.text.find("\n", at)
            end = len(source.text) if end < 0 else end
        if source.text[at:end].strip():
            out.append(Span(at, end))
        at = end + 1
    return out


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def _front_role(text: str) -> FrontRole | None:
    folded = _folded(text)
    if folded.startswith(("cộng hòa xã hội", "cộng hoà xã hội")):
        return "country"
    if folded.startswith("độc lập"):
        return "motto"
    if _NUMBER.match(folded):
        return "number"
    if _ABOUT.match(folded):
        return "about"
    if _DATE.search(folded) and len(folded) < 90:
        return "date"
    return "kind" if text.strip().upper() in _KINDS else None


def _read_front(source: Source, spans: list[Span], parts: Parts) -> int:
    """Read the title block; returns how many lines it takes."""
    first_heading = min((h.start for h in source.headings), default=len(source.text))
    taken, seen_kind = 0, False
    for index, span in enumerate(spans[:24]):
        text = source.text[span.start : span.end]
        if span.start >= first_heading or _BODY_START.match(text.strip()):
            break
        role = _front_role(text)
        if role is None:
            role = _plain_role(source, span, parts, seen_kind=seen_kind)
        if role is None:
            break
        seen_kind = seen_kind or role == "kind"
        parts.front.setdefault(role, []).append(span)
        taken = index + 1
    number, country = parts.front.get("number"), parts.front.get("country")
    parts.number_first = not (number and country and number[0].start > country[0].start)
    return taken


def _plain_role(source: Source, span: Span, parts: Parts, *, seen_kind: bool) -> FrontRole | None:
    """A line without a mark of its own: part of the subject after `BÁO CÁO`, of `V/v`, or the issuing body."""
    text = source.text[span.start : span.end].strip()
    if seen_kind:
        done = _folded(" ".join(source.text[s.start : s.end] for s in parts.front.get("title", [])))
        title = _folded(source.title)
        if not done or (title.startswith(done) and len(done) < len(title)):
            return "title"
        goes_on = len(text) < 120 and text[-1] not in ".:;," and not title.startswith(done)
        return "title" if goes_on and len(parts.front["title"]) < 4 else None
    if "date" in parts.front and "country" in parts.front:
        return None
    if "about" in parts.front and "country" not in parts.front and not text.isupper():
        return "about"
    short = len(text) < 90
    return "issuer" if short and "country" not in parts.front and "number" not in parts.front else None


def _back_start(source: Source, spans: list[Span]) -> int:
    """The first line of recipients or signature."""
    for index, span in enumerate(spans):
        text = source.text[span.start : span.end].strip()
        if _RECIPIENTS.match(text):
            return index
        upper = text.isupper() and _AUTHORITY.match(text)
        if upper and any(_RECIPIENTS.match(source.text[s.start : s.end].strip()) for s in spans[index:]):
            return index
    return len(spans)


def _read_back(source: Source, spans: list[Span], parts: Parts) -> list[Span]:
    """Read recipients and signature; returns the lines after them (appendices)."""
    in_list = False
    for index, span in enumerate(spans):
        text = source.text[span.start : span.end].strip()
        if _APPENDIX.match(text) or "\t" in text:
            return spans[index:]
        if _RECIPIENTS.match(text):
            in_list = True
            parts.recipients_first = not parts.signature
        elif in_list and not text.startswith(("-", "–", "+", "*")):
            in_list = bool(parts.recipients) and not _signs(text) and _continues(source, parts.recipients[-1])
        (parts.recipients if in_list else parts.signature).append(span)
    return []


def _signs(text: str) -> bool:
    return text.isupper() or bool(_AUTHORITY.match(text)) or text.startswith("[")


def _continues(source: Source, last: Span) -> bool:
    """An item without its `;` or `.` goes on in the next line."""
    text = source.text[last.start : last.end].strip()
    return text.startswith("-") and text[-1] not in ".;"


def _body(source: Source, spans: list[Span]) -> list[Line]:
    headings = {h.start: h for h in source.headings}
    grids = {g.start: g for g in source.grids}
    out: list[Line] = []
    covering: Heading | None = None
    for span in spans:
        heading = headings.get(span.start)
        if heading is None and covering is not None and span.start < covering.end:
            heading = covering
        covering = heading
        if span.start in grids:
            out.append(Line(span.start, span.end, "table", grid=grids[span.start]))
        else:
            role = _role(source, span)
            if heading:
                role = "appendix" if role == "appendix" else "heading"
            out.append(Line(span.start, span.end, role, heading=heading))
    return out


def _role(source: Source, span: Span) -> BodyRole:
    text = source.text[span.start : span.end].strip()
    if _folded(text).startswith("kính gửi"):
        return "addressee"
    if (
        text.startswith("Căn cứ")
        and text[-1] in ";."
        and not any(h.start < span.start for h in source.headings)
    ):
        return "ground"
    if _APPENDIX.match(text):
        return "appendix"
    following = span.end + 1
    if any(g.start == following for g in source.grids) and len(text) < 150:
        return "centred"
    return "paragraph"
