"""A precedent's section said again: line by line, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.sentences import sentence_spans
from drafting.types import PrecedentRef, Suggestion
from drafting.writers.base import SectionText, TextBuilder, WriteContext
from drafting.writers.clauses import Piece, chains, ended, said, spans_of
from drafting.writers.connectives import unjoined
from drafting.writers.edits import capital
from drafting.writers.labels import closed_labels
from drafting.writers.leading import Written, drop_bare_heads, drop_items_of_lost_heads, drop_table_title
from drafting.writers.sentences import Sayer
from drafting.writers.structure import Line, Part, is_indicator_table

# A document named without its number: the one that the sentence before cited.
_THAT_DOCUMENT = re.compile(
    r"\b(?:nội dung|tinh thần|yêu cầu|mục tiêu|theo|của|thực hiện)\s+(?:của\s+)?"
    r"(?:Kế hoạch|Nghị quyết|Chỉ thị|Công văn|Hướng dẫn|Quyết định|Đề án|Chương trình)\b(?!\s+(?:số|[“\"]|của))(?! [A-ZĐ])"
)
# What only says more of the sentence before.
_ADDS = re.compile(r"(?:Trong đó|Cụ thể|Nhất là|Đặc biệt,|Theo đó|Kết quả đó)")


def body(sayer: Sayer, part: Part, context: WriteContext, table: SectionText | None = None) -> SectionText:
    """The text of one section after its precedent; empty where nothing of it can stand.

    This period's `table` stands where the precedent has its own, else first.
    """
    at = _table_line(part) if table is not None else -1
    lines: list[Written] = []
    for line in part.lines:
        lines.append(_following(sayer, part, line, lines, context))
    drop_items_of_lost_heads(lines, part, sayer)
    drop_bare_heads(lines, part, sayer)
    if table is not None and not table.text:
        drop_table_title(lines, part, at)
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
    for chain in chains(text, spans_of(sayer, line)):
        kept, offered = said(sayer, chain, context)
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
    written.piece = whole if line.label else ended(whole)
    return written
