"""A precedent's section said again: line by line, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.sentences import sentence_spans
from drafting.types import PrecedentRef, Suggestion
from drafting.writers.base import SectionText, TextBuilder, WriteContext
from drafting.writers.clauses import Piece, chains, ended, said, spans_of
from drafting.writers.connectives import hangs, unjoined
from drafting.writers.edits import capital
from drafting.writers.labels import closed_labels
from drafting.writers.leading import Written, drop_bare_heads, drop_items_of_lost_heads, drop_table_title
from drafting.writers.listings import DIVIDES
from drafting.writers.sentences import Sayer
from drafting.writers.structure import Line, Part, is_indicator_table

# What a line is about, before its first sentence: it stands for the rest of the line too.
_ABOUT = re.compile(
    r"(?P<about>(?:Về|Trong|Lĩnh vực|Công tác|Ngành|Sản xuất)\s[^.;:“”\"()\d]{4,70}):\s+(?=[A-ZĐ])"
)
# A single thing told on the next line: `… hiệu quả chưa cao như:`.
_LED = re.compile(r"\bnhư\s*:$")
_UNIT_FIRST = re.compile(r"(?:UBND|Xã|Phường|Thị trấn|Huyện|Tỉnh|Thôn|Cụm|Đảng|Hội|Ban|Đoàn)\b")


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
    last = next((w for w in reversed(lines) if w.kept), None)
    if last is not None:
        # Nothing of the row follows it any more.
        last.piece = ended(last.piece)
    labels = closed_labels([w.label for w in lines], [w.kept for w in lines])
    out = TextBuilder()
    notes: list[str] = []
    for index, (written, label) in enumerate(zip(lines, labels, strict=True)):
        if table is not None and index == at:
            out.paragraph(table)
        if written.kept:
            out.add(_between(sayer, part, lines, index) if out.length else "")
            inline = part.inline and index == 0
            out.add(f"{label} " if label and not inline else "")
            out.append(written.piece)
        for suggestion in written.offered:
            out.suggest(suggestion)
        notes += written.notes
    if table is not None and at >= len(lines):
        out.paragraph(table)
    return out.done(note="; ".join(dict.fromkeys(notes)))


def _between(sayer: Sayer, part: Part, lines: list[Written], index: int) -> str:
    """A new line; a blank where a converter broke the line before in mid-sentence and both parts stand."""
    line, before = part.lines[index], lines[index - 1] if index else None
    if before is None or line.label or not before.kept:
        return "\n"
    said = before.piece.text.rstrip()
    torn = said.endswith((";", ",")) or said.count("“") > said.count("”") or _LED.search(said) is not None
    alone = index + 1 == len(lines) or bool(part.lines[index + 1].label) or not said.endswith(":")
    return " " if torn and alone else "\n"


def _following(sayer: Sayer, part: Part, line: Line, before: list[Written], context: WriteContext) -> Written:
    """A line; where a converter broke the one before it in mid-sentence, its beginning goes with that."""
    text = sayer.seen.report.text
    last = part.lines[len(before) - 1] if before else None
    if last is None or line.label or not before[-1].offered or not _goes_on(text, last, line):
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


def _goes_on(text: str, last: Line, line: Line) -> bool:
    """The line before ends in mid-sentence: `… trên địa bàn tỉnh` before `Thanh Hóa; …`."""
    if text[last.end - 1] in '.;:!?…”")':
        return False
    words = text[line.start : line.end].split(maxsplit=2)[:2]
    names = all(w[:1].isupper() for w in words) and not _UNIT_FIRST.match(" ".join(words))
    return text[line.start : line.start + 1].islower() or names


def _table_line(part: Part) -> int:
    """Before which line the precedent has its indicator table."""
    found = [t for t in part.tables if is_indicator_table(t)]
    if not found:
        return 0
    return sum(line.end <= found[0].start for line in part.lines)


def _about(sayer: Sayer, line: Line, first: str) -> SectionText:
    """What the line is about (`Lĩnh vực xây dựng:`), where the sentence that began so went and others stay."""
    about = _ABOUT.match(sayer.seen.report.text, line.start, line.end)
    if about is None or first.startswith(about["about"][:12]):
        return SectionText()
    said_now = sayer.say(*about.span("about"))
    return (
        replace(said_now.piece, text=said_now.piece.text + ":") if said_now.kind == "genre" else SectionText()
    )


def _line(sayer: Sayer, part: Part, line: Line, context: WriteContext) -> Written:
    text = sayer.seen.report.text
    written = Written(line.label, SectionText())
    pieces: list[Piece] = []
    lost_to, before = 0, True
    for chain in chains(text, spans_of(sayer, line)):
        kept, offered = said(sayer, chain, context)
        words = text[chain[0][0] : chain[-1][1]]
        alone = text[: chain[0][0]].rstrip() == text[:lost_to].rstrip()
        torn = alone and (words[:1].islower() or (not before and DIVIDES.match(words) is not None))
        if kept and written.offered and not offered and (torn or (hangs(words) and not pieces)):
            kept, offered = [], [((chain[0][0], chain[-1][1]), "đi liền với câu đã để riêng")]
        ref = PrecedentRef(sayer.seen.id, part.number)
        written.offered += [Suggestion(0, text[slice(*span)], reason, ref) for span, reason in offered]
        before = bool(kept)
        lost_to = max([lost_to, *(span[1] for span, _ in offered)])
        if kept and offered and not pieces:
            kept[0] = replace(kept[0], text=capital(kept[0].text))
        if kept and (alone or offered) and kept[0].first:
            kept[0] = replace(kept[0], text=unjoined(kept[0].text))
        for piece in kept:
            written.notes += piece.notes
        pieces += kept
    joined = TextBuilder()
    if pieces and written.offered:
        joined.append(_about(sayer, line, pieces[0].text.text))
    for piece in pieces:
        joined.add(" " if joined.length else "").append(piece.text)
    whole = capital(joined.done())
    written.piece = whole if line.label else ended(whole)
    return written
