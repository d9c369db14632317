"""A sentence of the precedent, clause by clause: what of it stands, what is only offered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.sentences import sentence_spans
from corpus.units import fold
from drafting import numbers
from drafting.types import Candidate
from drafting.writers.base import SectionText, WriteContext
from drafting.writers.edits import capital
from drafting.writers.listings import DIVIDES, OPENS, before_list, without_list
from drafting.writers.sentences import Outcome, Sayer
from drafting.writers.structure import Line

# A clause that only leads to another: it can't stand alone.
_LEADS = re.compile(r"(?:Căn cứ|Thực hiện|Trên cơ sở|Nhằm|Để|Nhận thức|Xác định|Theo)\b")
# Words with which a clause can begin on its own.
_STARTS = re.compile(
    r"(?:đồng thời|tiếp tục|thực hiện|tăng cường|đẩy mạnh|nâng cao|chủ động|quan tâm|tập trung|phát huy|xây dựng|"
    r"các|công tác|chất lượng|tỷ lệ|tỉ lệ|tổng|kiện toàn|phong trào|chính sách|nhiều|đảm bảo|bảo đảm|triển khai|"
    r"tổ chức|chỉ đạo|kịp thời|từng bước|việc|đội ngũ)\b"
)
_TOLD = re.compile(r"\b(?:được|đã|còn|tiếp tục|từng bước)\b")
# `đàn gia cầm có 306 nghìn con`: what is counted, a verb, the number.
_STATES = re.compile(
    r"[^\W\d_][^\d,;:()]{5,60}\b(?:có|đạt|là|ước|còn|tăng|giảm|lên)\s(?:[^\d,;:()]{0,20}\s)?\d"
)
_LINKED = re.compile(
    r"(?:nên|do|vì|nhờ|mà|trong đó|nhất là|ngoài ra|riêng|để|và|với|của|từ|song|nhưng|tuy|đặc biệt|cụ thể|kết quả|qua đó)\b"
)
_WORSE = re.compile(r"\b(?:giảm|chậm|khó khăn|gián đoạn|ngừng|dừng|đình trệ)\b", re.IGNORECASE)


# `Đảng bộ huyện Bình Khê 154;`: a clause of so few words is an item of the list before it.
_ITEM = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause as said; `first` if nothing before it in its line went with it."""

    text: SectionText
    notes: tuple[str, ...]
    first: bool


def chains(text: str, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Sentences, each as its clauses between semicolons."""
    found: list[list[tuple[int, int]]] = []
    for span in spans:
        if found and text[found[-1][-1][1] - 1] == ";":
            found[-1].append(span)
        else:
            found.append([span])
    return found


def said(
    sayer: Sayer, chain: list[tuple[int, int]], context: WriteContext
) -> tuple[list[Piece], list[tuple[tuple[int, int], str]]]:
    """What stands of one sentence, and what of it is offered."""
    text = sayer.seen.report.text
    outcomes = [checked(sayer.say(*span)) for span in chain]
    offered = _trimmed(sayer, chain, outcomes)
    gone = [o.kind == "offered" for o in outcomes]
    head = text[slice(*chain[0])]
    opened = OPENS.search(head if gone[0] else outcomes[0].piece.text)
    listing = opened is not None
    for index, span in enumerate(chain):
        words = text[slice(*span)]
        stated = outcomes[index].kind == "said" or sayer.future(span[0])
        loose = index > 0 and gone[0] and (listing or not _alone(words, stated=stated))
        loose = loose or (index > 0 and gone[index - 1] and DIVIDES.match(words) is not None)
        leads = len(chain) > 1 and all(gone[index + 1 :]) and index + 1 < len(chain) and _LEADS.match(words)
        # Of what stands only as an example (`như: A; B`) some may go.
        whole = opened is not None and not opened[0].casefold().startswith("như")
        whole = whole or DIVIDES.match(head) is not None
        broken_list = (whole or (listing and all(gone[1:]))) and any(gone[1:])
        # `Mặc dù đại dịch …; các hoạt động mua sắm giảm, …`: what it led to was of its time too.
        loose = loose or (
            index > 0 and "chuyện của kỳ trước" in outcomes[0].reason and bool(_WORSE.search(words))
        )
        if not gone[index] and (loose or leads or broken_list or words.startswith(("...", "…"))):
            outcomes[index] = Outcome("offered", reason="đi liền với phần đã để riêng của câu")
    gone = [o.kind == "offered" for o in outcomes]
    kept: list[Piece] = []
    for index, outcome in enumerate(outcomes):
        if gone[index]:
            continue
        own = outcome.piece
        if _repeated(own, context):
            own = _otherwise(own, context) if len(chain) == 1 else SectionText()
            if not own.text:
                continue
        piece = capital(own) if not kept else own
        kept.append(Piece(piece, tuple(outcome.notes), first=not kept))
    if kept and (gone[-1] or kept[-1].text.text.endswith(";")) and text[chain[-1][1] - 1] != ";":
        kept[-1] = replace(kept[-1], text=ended(kept[-1].text))
    offered += [(s, o.reason) for s, o in zip(chain, outcomes, strict=True) if o.kind == "offered"]
    offered.sort(key=lambda one: one[0])
    return kept, offered


def _trimmed(
    sayer: Sayer, chain: list[tuple[int, int]], outcomes: list[Outcome]
) -> list[tuple[tuple[int, int], str]]:
    """Clauses that open a partial list whose things went stand without it; returned is what they lost."""
    text = sayer.seen.report.text
    lost = []
    for index, span in enumerate(chain):
        outcome = outcomes[index]
        later = range(index + 1, len(chain))
        stay = [n for n in later if outcomes[n].kind != "offered"]
        if any(outcome.kind != "offered" or _alone(text[slice(*chain[n])]) for n in stay):
            continue
        if outcome.kind != "offered":
            trimmed = without_list(outcome.piece) if later else None
        else:
            stop = before_list(text, *span)
            again = checked(sayer.say(span[0], stop)) if stop is not None else None
            kept = again is not None and again.kind == "genre"
            trimmed = _stopped(again.piece) if again is not None and kept else None
        if trimmed is not None:
            reason = outcome.reason or "kể các việc cụ thể của kỳ trước"
            outcomes[index] = Outcome("genre", trimmed, notes=outcome.notes)
            for n in stay:
                outcomes[n] = Outcome("offered", reason="đi liền với phần đã để riêng của câu")
            lost.append((span, reason))
    return lost


def _stopped(piece: SectionText) -> SectionText:
    return replace(piece, text=piece.text.rstrip(" ,") + ".")


def _alone(words: str, *, stated: bool = False) -> bool:
    """A clause that can stand as a sentence: it begins with a capital or with a verb of doing."""
    long = len(words.split()) >= _ITEM
    own = not _LINKED.match(words)
    told = _STARTS.match(words) is not None or (_TOLD.search(words) is not None and own)
    return words[:1].isupper() or (long and told) or (own and stated and _STATES.match(words) is not None)


def spans_of(sayer: Sayer, line: Line) -> list[tuple[int, int]]:
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
    words = len(sayer.seen.report.text[slice(*other)].split())
    item = len(right) == 1 and words <= _ITEM and last.reading.unit == first.reading.unit
    return (same_list or same_label or item) and last.scope != first.scope and last.role == first.role


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


def _otherwise(piece: SectionText, context: WriteContext) -> SectionText:
    """What another precedent says in this section on the matter of a sentence that the draft has already."""
    other = context.vary(piece.text) if context.vary is not None else None
    return other or SectionText()


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


def ended(piece: SectionText) -> SectionText:
    """A semicolon or comma at the end becomes a full stop."""
    text = piece.text.rstrip()
    if text.endswith((";", ",")):
        return replace(piece, text=text[:-1] + ".")
    if text.endswith("..") and not text.endswith("..."):
        return replace(piece, text=text[:-1])
    return piece
