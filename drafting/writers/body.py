"""A precedent's section said again: line by line, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.sentences import sentence_spans
from corpus.units import fold
from drafting import numbers
from drafting.types import Candidate, PrecedentRef, Suggestion
from drafting.writers.base import SectionText, TextBuilder, WriteContext
from drafting.writers.connectives import unjoined
from drafting.writers.edits import capital
from drafting.writers.labels import closed_labels
from drafting.writers.sentences import Outcome, Sayer
from drafting.writers.structure import Line, Part, is_indicator_table

# A clause that only leads to another: it can't stand alone.
_LEADS = re.compile(r"(?:Căn cứ|Thực hiện|Trên cơ sở|Nhằm|Để|Nhận thức|Xác định|Theo)\b")

# What opens a list of particulars, and words with which a clause can begin on its own.
_LISTING = re.compile(r"\b(?:như|gồm|cụ thể|là|sau)\s*:", re.IGNORECASE)
_STARTS = re.compile(
    r"(?:đồng thời|tiếp tục|thực hiện|tăng cường|đẩy mạnh|nâng cao|chủ động|quan tâm|tập trung|phát huy|xây dựng|"
    r"các|công tác|chất lượng|tỷ lệ|tỉ lệ|tổng|kiện toàn|phong trào|chính sách|nhiều|đảm bảo|bảo đảm|triển khai|"
    r"tổ chức|chỉ đạo|kịp thời|từng bước|việc|đội ngũ)\b"
)


# A document named without its number: the one that the sentence before cited.
_THAT_DOCUMENT = re.compile(
    r"\b(?:nội dung|tinh thần|yêu cầu|mục tiêu|theo|của|thực hiện)\s+(?:của\s+)?"
    r"(?:Kế hoạch|Nghị quyết|Chỉ thị|Công văn|Hướng dẫn|Quyết định|Đề án|Chương trình)\b(?!\s+(?:số|[“\"]|của))(?! [A-ZĐ])"
)
# What only says more of the sentence before.
_ADDS = re.compile(r"(?:Trong đó|Cụ thể|Nhất là|Đặc biệt,|Theo đó|Kết quả đó)")
_WORSE = re.compile(r"\b(?:giảm|chậm|khó khăn|gián đoạn|ngừng|dừng|đình trệ)\b", re.IGNORECASE)


@dataclass(slots=True)
class Written:
    """A line as it will stand: its label, its text, and what is offered at its place."""

    label: str
    piece: SectionText
    offered: list[Suggestion] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Something of it stands in the text."""
        return bool(self.piece.text.strip())


def body(sayer: Sayer, part: Part, context: WriteContext, table: SectionText | None = None) -> SectionText:
    """The text of one section after its precedent; empty where nothing of it can stand.

    This period's `table` stands where the precedent has its own, else first.
    """
    at = _table_line(part) if table is not None else -1
    lines: list[Written] = []
    for line in part.lines:
        lines.append(_following(sayer, part, line, lines, context))
    _drop_items_of_lost_heads(lines, part, sayer)
    _drop_bare_heads(lines, part, sayer)
    if table is not None and not table.text:
        _drop_table_title(lines, part, at)
    labels = closed_labels([w.label for w in lines], [w.kept for w in lines])
    out = TextBuilder()
    notes: list[str] = []
    for index, (written, label) in enumerate(zip(lines, labels, strict=True)):
        if table is not None and index == at:
            out.paragraph(table)
        if written.kept:
            out.add("\n" if out.length else "")
            inline = part.inline and index == 0
            out.add(f"{label} " if label and not inline else "")
            out.append(written.piece)
        for suggestion in written.offered:
            out.suggest(suggestion)
        notes += written.notes
    if table is not None and at >= len(lines):
        out.paragraph(table)
    return out.done(note="; ".join(dict.fromkeys(notes)))


def _following(sayer: Sayer, part: Part, line: Line, before: list[Written], context: WriteContext) -> Written:
    """A line; where a converter broke the one before it in mid-sentence, its beginning goes with that."""
    text = sayer.seen.report.text
    last = part.lines[len(before) - 1] if before else None
    if last is None or line.label or not before[-1].offered or text[last.end - 1] in '.;:!?…”"':
        return _line(sayer, part, line, context)
    if not text[: last.end].endswith(before[-1].offered[-1].text):
        return _line(sayer, part, line, context)
    spans = sentence_spans(text, line.start, line.end)
    if not spans:
        return _line(sayer, part, line, context)
    rest = _line(sayer, part, Line(spans[0][1], line.end), context)
    ref = PrecedentRef(sayer.seen.id, part.number)
    rest.offered.insert(0, Suggestion(0, text[slice(*spans[0])], "đi liền với dòng trước", ref))
    return rest


def _drop_table_title(lines: list[Written], part: Part, at: int) -> None:
    """Without figures there is no table: its title would announce nothing."""
    title = lines[at - 1] if 0 < at <= len(lines) else None
    if title is not None and title.piece.text.casefold().startswith(("bảng ", "biểu ")):
        title.piece = SectionText()
        title.notes.append("chưa có số liệu cho bảng tổng hợp chỉ tiêu")


def _table_line(part: Part) -> int:
    """Before which line the precedent has its indicator table."""
    found = [t for t in part.tables if is_indicator_table(t)]
    if not found:
        return 0
    return sum(line.end <= found[0].start for line in part.lines)


def _line(sayer: Sayer, part: Part, line: Line, context: WriteContext) -> Written:
    text = sayer.seen.report.text
    written = Written(line.label, SectionText())
    pieces: list[Piece] = []
    for chain in _chains(text, _spans(sayer, line)):
        kept, offered = _chain(sayer, chain, context)
        words = text[chain[0][0] : chain[-1][1]]
        hangs = _THAT_DOCUMENT.search(words) or words[:1].islower() or _ADDS.match(words)
        if kept and written.offered and not offered and hangs and not pieces:
            kept, offered = [], [((chain[0][0], chain[-1][1]), "đi liền với câu đã để riêng")]
        ref = PrecedentRef(sayer.seen.id, part.number)
        written.offered += [Suggestion(0, text[slice(*span)], reason, ref) for span, reason in offered]
        if kept and offered and not pieces:
            kept[0] = replace(kept[0], text=capital(kept[0].text))
        if kept and written.offered and kept[0].first:
            kept[0] = replace(kept[0], text=unjoined(kept[0].text))
        for piece in kept:
            written.notes += piece.notes
        pieces += kept
    joined = TextBuilder()
    for piece in pieces:
        joined.add(" " if joined.length else "").append(piece.text)
    whole = capital(joined.done())
    written.piece = whole if line.label else _ended(whole)
    return written


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause as said; `first` if nothing before it in its line went with it."""

    text: SectionText
    notes: tuple[str, ...]
    first: bool


def _chains(text: str, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Sentences, each as its clauses between semicolons."""
    chains: list[list[tuple[int, int]]] = []
    for span in spans:
        if chains and text[chains[-1][-1][1] - 1] == ";":
            chains[-1].append(span)
        else:
            chains.append([span])
    return chains


def _chain(
    sayer: Sayer, chain: list[tuple[int, int]], context: WriteContext
) -> tuple[list[Piece], list[tuple[tuple[int, int], str]]]:
    """What stands of one sentence, and what of it is offered."""
    text = sayer.seen.report.text
    outcomes = [checked(sayer.say(*span)) for span in chain]
    gone = [o.kind == "offered" for o in outcomes]
    head = text[slice(*chain[0])]
    listing = _LISTING.search(head) is not None
    for index, span in enumerate(chain):
        words = text[slice(*span)]
        loose = index > 0 and gone[0] and (listing or not _alone(words))
        leads = len(chain) > 1 and all(gone[index + 1 :]) and index + 1 < len(chain) and _LEADS.match(words)
        broken_list = listing and any(gone[1:])
        # `Mặc dù đại dịch …; các hoạt động mua sắm giảm, …`: what it led to was of its time too.
        loose = loose or (
            index > 0 and "chuyện của kỳ trước" in outcomes[0].reason and bool(_WORSE.search(words))
        )
        if not gone[index] and (loose or leads or broken_list or words.startswith(("...", "…"))):
            outcomes[index] = Outcome("offered", reason="đi liền với phần đã để riêng của câu")
    gone = [o.kind == "offered" for o in outcomes]
    kept: list[Piece] = []
    for index, outcome in enumerate(outcomes):
        if gone[index] or _repeated(outcome.piece, context):
            continue
        piece = capital(outcome.piece) if not kept else outcome.piece
        kept.append(Piece(piece, tuple(outcome.notes), first=not kept))
    if kept and (gone[-1] or kept[-1].text.text.endswith(";")) and text[chain[-1][1] - 1] != ";":
        kept[-1] = replace(kept[-1], text=_ended(kept[-1].text))
    offered = [(s, o.reason) for s, o in zip(chain, outcomes, strict=True) if o.kind == "offered"]
    return kept, offered


def _alone(words: str) -> bool:
    """A clause that can stand as a sentence: it begins with a capital or with a verb of doing."""
    return words[:1].isupper() or (len(words.split()) >= 9 and _STARTS.match(words) is not None)


def _spans(sayer: Sayer, line: Line) -> list[tuple[int, int]]:
    """Sentences of a line; clauses that share a list by member are one."""
    text = sayer.seen.report.text
    merged: list[tuple[int, int]] = []
    for span in sentence_spans(text, line.start, line.end):
        if merged and text[merged[-1][1] - 1] == ";" and _share_list(sayer, merged[-1], span):
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged


def _share_list(sayer: Sayer, one: tuple[int, int], other: tuple[int, int]) -> bool:
    left = [m for m in sayer.seen.mentions_in(*one) if m.scope]
    right = [m for m in sayer.seen.mentions_in(*other) if m.scope]
    if not left or not right:
        return False
    last, first = left[-1], right[0]
    same_list = last.list_id is not None and last.list_id == first.list_id
    a, b = sayer.seen.candidate(last), sayer.seen.candidate(first)
    same_label = a is not None and b is not None and _indicator(sayer, a) == _indicator(sayer, b)
    return (same_list or same_label) and last.scope != first.scope and last.role == first.role


def _indicator(sayer: Sayer, candidate: Candidate) -> str:
    figure = sayer.plan.figures.by_key().get(candidate.keys[0]) if candidate.keys else None
    return figure.indicator if figure else ""


def _repeated(piece: SectionText, context: WriteContext) -> bool:
    """A sentence of some length that stands in the draft already."""
    key = fold(piece.text).strip(" .;,")
    if key in context.said and len(key.split()) > 5:
        return True
    context.said.add(key)
    return False


def checked(outcome: Outcome) -> Outcome:
    """No number unbound: a sentence in which one is left is offered, not said."""
    if outcome.kind == "offered" or not unbound(outcome.piece):
        return outcome
    return Outcome("offered", reason="có số liệu không gắn được với số liệu kỳ này")


def unbound(piece: SectionText) -> list[str]:
    """Figures in a text that are neither bound nor inside a gap."""
    held = [(b.start, b.end) for b in piece.bindings] + [(g.start, g.end) for g in piece.gaps]
    return [
        r.quote
        for r in numbers.read(piece.text)
        if r.figure and not any(s <= r.start < e or r.start <= s < r.end for s, e in held)
    ]


def _ended(piece: SectionText) -> SectionText:
    """A semicolon or comma at the end becomes a full stop."""
    text = piece.text.rstrip()
    if text.endswith((";", ",")):
        return replace(piece, text=text[:-1] + ".")
    return piece


def _drop_items_of_lost_heads(lines: list[Written], part: Part, sayer: Sayer) -> None:
    """Items go with the line that led them (`… trao quà, gồm:`)."""
    text = sayer.seen.report.text
    for index, written in enumerate(lines):
        line = part.lines[index]
        if written.kept or not text[line.start : line.end].rstrip().endswith(":"):
            continue
        for other, below in zip(lines[index + 1 :], part.lines[index + 1 :], strict=True):
            if not below.label or below.label == line.label:
                break
            if other.kept:
                ref = PrecedentRef(sayer.seen.id, part.number)
                whole = text[below.start : below.end]
                other.offered = [Suggestion(0, whole, "đi liền với câu dẫn đã để riêng", ref)]
                other.piece = SectionText()


def _drop_bare_heads(lines: list[Written], part: Part, sayer: Sayer) -> None:
    """A line that only introduces others goes when all of those went."""
    below = any(s.number.startswith(f"{part.number}.") for s in sayer.seen.report.sections)
    for index in reversed(range(len(lines))):
        written = lines[index]
        if not written.kept or not written.piece.text.rstrip().endswith(":"):
            continue
        if index + 1 == len(lines) and (below or not part.number):
            continue
        led = []
        for other in lines[index + 1 :]:
            if other.label == written.label or (written.label and not other.label):
                break
            led.append(other)
        if led and any(o.kept for o in led):
            continue
        if not led and index + 1 < len(lines) and lines[index + 1].kept:
            continue
        head = re.search(r"(?<=[.;])\s[^.;]*:\s*$", written.piece.text)
        keep = head.start() if head else 0
        if any(b.end > keep for b in written.piece.bindings) or any(g.end > keep for g in written.piece.gaps):
            continue
        line = part.lines[index]
        last = sentence_spans(sayer.seen.report.text, line.start, line.end)[-1]
        offered = sayer.seen.report.text[slice(*last)]
        if offered not in [o.text for o in written.offered]:
            ref = PrecedentRef(sayer.seen.id, part.number)
            written.offered.append(Suggestion(0, offered, "câu dẫn cho các việc cụ thể của kỳ trước", ref))
        written.piece = replace(written.piece, text=written.piece.text[:keep])
