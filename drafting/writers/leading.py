"""Lines that lead others: they go when what they lead went, and the other way round."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.sentences import sentence_spans
from drafting.types import PrecedentRef, Suggestion
from drafting.writers.base import SectionText
from drafting.writers.sentences import Sayer
from drafting.writers.structure import Part


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


def drop_table_title(lines: list[Written], part: Part, at: int) -> None:
    """Without figures there is no table: its title would announce nothing."""
    title = lines[at - 1] if 0 < at <= len(lines) else None
    if title is not None and title.piece.text.casefold().startswith(("bảng ", "biểu ")):
        title.piece = SectionText()
        title.notes.append("chưa có số liệu cho bảng tổng hợp chỉ tiêu")


def drop_items_of_lost_heads(lines: list[Written], part: Part, sayer: Sayer) -> None:
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


# `… trao 554 suất quà, gồm:` says something without the list it opens.
_OPENER = re.compile(
    r"\s*[,;.]?\s*(?:(?:bao )?gồm|trong đó(?: có)?|cụ thể(?: như sau| là)?|như sau|chia ra|đó là)?\s*(?:như sau\s*)?:\s*$",
    re.IGNORECASE,
)


def _without_opener(piece: SectionText) -> SectionText:
    match = _OPENER.search(piece.text)
    if match is None or any(
        end > match.start() for end in (*(b.end for b in piece.bindings), *(g.end for g in piece.gaps))
    ):
        return piece
    return replace(piece, text=piece.text[: match.start()] + ".")


def drop_bare_heads(lines: list[Written], part: Part, sayer: Sayer) -> None:
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
            written.piece = _without_opener(written.piece)
            continue
        line = part.lines[index]
        last = sentence_spans(sayer.seen.report.text, line.start, line.end)[-1]
        offered = sayer.seen.report.text[slice(*last)]
        if offered not in [o.text for o in written.offered]:
            ref = PrecedentRef(sayer.seen.id, part.number)
            written.offered.append(Suggestion(0, offered, "câu dẫn cho các việc cụ thể của kỳ trước", ref))
        written.piece = replace(written.piece, text=written.piece.text[:keep])
