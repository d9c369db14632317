"""One section by the model: asked, reviewed, sent back, and at last whatever is sound of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import prompts
from corpus.sentences import sentence_spans
from drafting.types import Suggestion
from drafting.writers.base import SectionText, TextBuilder, shift
from drafting.writers.model_answer import Answer, Sentence, read_answer
from drafting.writers.model_client import ChatModel
from drafting.writers.model_faults import ModelFaultError
from drafting.writers.model_places import torn
from drafting.writers.model_references import REFERENCE
from drafting.writers.model_review import review
from drafting.writers.model_task import Task, asked
from drafting.writers.model_types import Exchange, Message, Reply

T = TypeVar("T")

FELL_BACK = "mô hình không viết được ({why}); dùng lời của báo cáo trước"
PARTLY = "bỏ {n} câu của mô hình vì không đạt kiểm tra"
MOST_TIMES, ROOM = 2, 60
"""A section may have so many times its draft's words, and so many more, before it is sent back as too long."""
_OWN_NOTES = re.compile(
    r"(?:; )?(?:mô hình không viết được \([^()]*(?:\([^()]*\)[^()]*)*\); dùng lời của báo cáo trước|bỏ \d+ câu [^;]*)"
)
PROMPTS = ("section_rules", "section", "section_repair", "answer_json", "answer_text")


def compose(task: Task, model: ChatModel, corrections: int) -> tuple[SectionText, Exchange]:
    """The section's text: the model's where it is sound, else the base text with a note.

    Args:
        task: what is to be written.
        model: who is asked.
        corrections: how often an answer goes back with what is wrong in it.

    Raises:
        StoppedError: the writing was stopped.
    """
    used = tuple((p.name, p.version, p.hash) for p in map(prompts.load, PROMPTS))
    exchange = Exchange(task.number, used, model=model.settings.model, wish=task.wish)
    try:
        answer, pieces = _converse(task, model, corrections, exchange)
    except ModelFaultError as fault:
        exchange.fault = fault.kind
        return replace(task.base, note=FELL_BACK.format(why=_clause(fault.vi))), exchange
    return _sound(task, answer, pieces), exchange


def without_own_notes(note: str) -> str:
    """A section's note without what an earlier writing by a model noted."""
    return _OWN_NOTES.sub("", note).strip("; ")


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _converse(
    task: Task, model: ChatModel, corrections: int, exchange: Exchange
) -> tuple[Answer, list[list[SectionText]]]:
    """Ask, and ask again with what was wrong; the best answer and its filled sentences."""
    best: tuple[Answer, list[list[SectionText]]] | None = None
    history: list[Message] = []
    for attempt in range(corrections + 1):
        try:
            reply = asked(task, model, exchange, history)
        except ModelFaultError:
            if best is None:
                raise
            break
        answer, pieces = _examined(task, reply)
        problems = answer.all_problems()
        exchange.rounds[-1] = replace(exchange.rounds[-1], problems=tuple(problems))
        if best is None or len(problems) < len(best[0].all_problems()):
            best = answer, pieces
        if not problems or attempt == corrections:
            break
        findings = "\n".join(f"- {p}" for p in problems[:12])
        again = prompts.load("section_repair").render(findings=findings)
        history[:] = [("assistant", reply.text[:6000]), ("user", again)]
    assert best is not None
    return best


def _examined(task: Task, reply: Reply) -> tuple[Answer, list[list[SectionText]]]:
    """An answer read, its sentences filled in, with everything found wrong noted on it."""
    answer = read_answer(
        reply.text, task.briefing.known, cut=reply.cut, heading=task.path[-1], numbered=_numbered(task)
    )
    own = _base_sentences(task)
    pieces = [[_piece(task, s, own) for s in p] for p in answer.paragraphs]
    _examine(task, answer, pieces)
    return answer, pieces


_ITEM = re.compile(r"^(?:\d{1,2}[.)]|[a-hđ]\))\s", re.MULTILINE)


def _numbered(task: Task) -> bool:
    """True where the section's own items are numbered: such a label is no heading."""
    return _ITEM.search(task.briefing.text) is not None


def _base_sentences(task: Task) -> dict[str, tuple[int, int]]:
    """Sentences of the base text as they stand with references, and where they are in the base text."""
    briefing = task.briefing
    spans = sentence_spans(briefing.text, 0, len(briefing.text))
    places = _base_pieces(task)
    if len(spans) != len(places):
        return {}
    pairs = zip(spans, places, strict=True)
    return {
        " ".join(briefing.text[s:e].split()): (a, b)
        for (s, e), (a, b, _) in pairs
        if "{{TABLE" not in briefing.text[s:e]
    }


def _piece(task: Task, sentence: Sentence, own: dict[str, tuple[int, int]]) -> SectionText:
    """A sentence filled in and reviewed; one that is the base text's own, and a table's name, needs no review."""
    span = own.get(" ".join(sentence.text.split()))
    if span is not None:
        return part(task.base, *span)
    table = _table_of(sentence.text, task)
    if table is not None:
        return table
    piece = review(sentence, task.briefing, task.permitted)
    praise = task.praise(piece)
    sentence.problems += [praise] if praise else []
    return piece


def _examine(task: Task, answer: Answer, pieces: list[list[SectionText]]) -> None:
    """What concerns the answer as a whole: references left out, and what the checks say."""
    present = {n for s in answer.sentences() for n in REFERENCE.findall(s.text)}
    missing = [n for n in dict.fromkeys(task.briefing.needed) if n not in present]
    if missing:
        answer.problems.append("thiếu mã " + ", ".join(f"{{{{{n}}}}}" for n in missing))
    if not answer.sentences():
        answer.problems.append("không có nội dung")
    said, base = (
        len(text.split()) for text in (" ".join(s.text for s in answer.sentences()), task.briefing.text)
    )
    if said > MOST_TIMES * base + ROOM:
        answer.problems.append(f"dài quá: {said} tiếng, bản nháp chỉ có {base}")
    if any(s.problems for s in answer.sentences()):
        return  # the checks read what would be kept; that comes when the sentences themselves are sound
    text, spans = _joined(task, answer, pieces)
    sentences = answer.sentences()
    for start, end, message in task.judge(text):
        for (a, b), sentence in zip(spans, sentences, strict=True):
            if a < end and start < b:
                sentence.problems.append(message)


def _joined(
    task: Task, answer: Answer, pieces: list[list[SectionText]]
) -> tuple[SectionText, list[tuple[int, int]]]:
    """The answer's sound sentences as one text, with the span of every sentence (empty for those left out)."""
    out = TextBuilder()
    spans: list[tuple[int, int]] = []
    for paragraph, filled in zip(answer.paragraphs, pieces, strict=True):
        fresh = True
        for sentence, piece in zip(paragraph, filled, strict=True):
            if sentence.problems:
                spans.append((out.length, out.length))
                continue
            out.add(("\n" if out.length else "") if fresh else " ")
            start = out.length
            table = _table_of(sentence.text, task)
            out.append(table if table is not None else piece)
            spans.append((start, out.length))
            fresh = table is not None
    return out.done(), spans


def _table_of(text: str, task: Task) -> SectionText | None:
    """The base text's table where the sentence is its name alone."""
    match = re.fullmatch(r"\W*\{\{(TABLE\d+)\}\}\W*", text)
    return (
        part(task.base, *task.briefing.tables[match[1]])
        if match and match[1] in task.briefing.tables
        else None
    )


def _sound(task: Task, answer: Answer, pieces: list[list[SectionText]]) -> SectionText:
    """What is sound of the answer, and the base text's sentences for whatever that leaves unsaid."""
    for _ in range(3):
        _drop_halves(answer)
        text, spans = _joined(task, answer, pieces)
        wrong = task.judge(text)
        hit = [
            s
            for (a, b), s in zip(spans, answer.sentences(), strict=True)
            if any(a < e and st < b for st, e, _ in wrong)
        ]
        if not hit:
            break
        for sentence in hit:
            sentence.problems.append("không đạt kiểm tra")
    else:
        return replace(task.base, note=FELL_BACK.format(why="không đạt kiểm tra"))
    dropped = sum(bool(s.problems) for s in answer.sentences())
    if dropped * 2 > len(answer.sentences()) or not text.text:
        return replace(task.base, note=FELL_BACK.format(why="bài viết không đạt kiểm tra"))
    whole = _completed(task, text, answer)
    if torn(whole.text, task.base.text):
        return replace(task.base, note=FELL_BACK.format(why="câu bị cắt rời"))
    if task.judge(whole):
        return replace(task.base, note=FELL_BACK.format(why="không đạt kiểm tra"))
    return replace(whole, writer="llm", note=PARTLY.format(n=dropped) if dropped else "")


def _drop_halves(answer: Answer) -> None:
    """What a semicolon joins goes together: a half left alone would say `trong đó` of something else."""
    for paragraph in answer.paragraphs:
        for run in _runs([(s, s.text) for s in paragraph]):
            if any(s.problems for s in run):
                for half in run:
                    half.problems[:] = half.problems or ["câu bị cắt rời"]


def _runs(items: Iterable[tuple[T, str]]) -> list[list[T]]:
    """Items whose text goes on in the next one, together."""
    runs: list[list[T]] = []
    onward = False
    for item, text in items:
        if onward:
            runs[-1].append(item)
        else:
            runs.append([item])
        onward = text.rstrip(" ").endswith((";", ",", ":"))
    return runs


def _completed(task: Task, text: SectionText, answer: Answer) -> SectionText:
    """Sentences of the base text whose numbers, gaps or tables the answer doesn't have; all its offers."""
    said = {n for s in answer.sentences() if not s.problems for n in REFERENCE.findall(s.text)}
    out = TextBuilder().append(text)
    pieces = _base_pieces(task)
    ends = [*(p[0] for p in pieces[1:]), len(task.base.text)]
    for run in _runs((p, task.base.text[p[0] : at]) for p, at in zip(pieces, ends, strict=True)):
        names = set[str]().union(*(names for _, _, names in run))
        if names and not names <= said:
            out.paragraph(part(task.base, run[0][0], run[-1][1]))
            said |= names
    done = out.done()
    offered = tuple(_placed(s, task.base, done) for s in task.base.suggestions)
    return replace(done, suggestions=offered, figures=task.base.figures)


def _base_pieces(task: Task) -> list[tuple[int, int, set[str]]]:
    """Sentences and tables of the base text with the names of what they hold."""
    tables = [(a, b, {name}) for name, (a, b) in task.briefing.tables.items()]
    pieces = list(tables)
    for start, end in sentence_spans(task.base.text, 0, len(task.base.text)):
        if not any(a <= start < b for a, b, _ in tables):
            pieces.append((start, end, _names_in(task, start, end)))
    return sorted(pieces, key=lambda p: p[0])


def _names_in(task: Task, start: int, end: int) -> set[str]:
    names = [n for n in task.briefing.needed if not n.startswith("TABLE")]
    spots = sorted(
        [b.start for b in task.base.bindings if not _in_table(b.start, task)]
        + [g.start for g in task.base.gaps if not _in_table(g.start, task)]
    )
    return {name for name, at in zip(names, spots, strict=True) if start <= at < end}


def _in_table(at: int, task: Task) -> bool:
    return any(a <= at < b for a, b in task.briefing.tables.values())


def part(piece: SectionText, start: int, end: int) -> SectionText:
    """`start:end` of a text with what hangs on it; offers are left out."""
    inside = SectionText(
        piece.text[start:end],
        tuple(b for b in piece.bindings if start <= b.start and b.end <= end),
        tuple(g for g in piece.gaps if start <= g.start and g.end <= end),
        (),
        tuple(t for t in piece.tables if start <= t.start and t.end <= end),
    )
    return shift(inside, -start)


def _placed(offer: Suggestion, base: SectionText, text: SectionText) -> Suggestion:
    """An offer at the end of the paragraph that has its paragraph's place."""
    paragraph = base.text.count("\n", 0, offer.at)
    ends = [m.start() for m in re.finditer(r"\n|\Z", text.text)]
    return replace(offer, at=ends[min(paragraph, len(ends) - 1)])
