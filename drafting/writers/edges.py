"""Opening (grounds, `… báo cáo như sau:`) and closing (`Trên đây là …`) of a report."""

from __future__ import annotations

from corpus import periods
from corpus.types import Report
from drafting.types import Plan
from drafting.writers.assembly import binding_keys
from drafting.writers.base import SectionText, TextBuilder, WriteContext, piece_between, shift
from drafting.writers.body import body
from drafting.writers.indicator import indicators
from drafting.writers.plainly import plain_paragraphs
from drafting.writers.sentences import Sayer
from drafting.writers.standard import letter_opening, tasks_time
from drafting.writers.structure import CLOSING, OPENING, Part, parts

_WORK, _AWARDS = "kết quả công tác thi đua, khen thưởng", "kết quả công tác khen thưởng"


def _work(plan: Plan) -> str:
    """What is reported on; a report on commendations alone says so in its title."""
    title = plan.title.casefold()
    return _AWARDS if "công tác khen thưởng" in title and "thi đua" not in title else _WORK


def opening_text(plan: Plan, sayer: Sayer | None) -> SectionText:
    """The address and the sentence that opens the report."""
    out = TextBuilder()
    _address(plan, sayer, out)
    first = out.length
    part = _edge(sayer, OPENING)
    if part is not None and sayer is not None:
        piece = body(sayer, part, WriteContext({}))
        if piece.text or piece.suggestions:
            out.paragraph(piece)
    if plan.kind == "phat-dong" and out.length == first:
        out.paragraph(SectionText(letter_opening(plan.unit, plan.period)))
    if plan.kind == "phat-dong":
        stated = {key for b in out.done().bindings for key in binding_keys(b)}
        left = [f.key for f in plan.figures.figures if f.role == "actual" and f.key not in stated]
        out = _with_results(out.done(), plain_paragraphs(indicators(plan.figures, left)), first)
    if plan.kind != "phat-dong" and "báo cáo" not in out.done().text.casefold():
        words = f"{subject(plan)} báo cáo {_work(plan)} "
        words += f"{periods.period_words(plan.period)} như sau:"
        out.paragraph(SectionText(words))
    return out.done()


def _with_results(piece: SectionText, results: list[SectionText], start: int) -> TextBuilder:
    """A letter tells last year's results after its first paragraph, before what they fell short of."""
    end = piece.text.find("\n", start + 1)
    end = len(piece.text) if end < 0 else end
    out = TextBuilder().append(piece_between(piece, 0, end))
    for paragraph in results:
        out.paragraph(paragraph)
    return out.append(shift(piece_between(piece, end, len(piece.text) + 1), -end))


def closing_text(plan: Plan, sayer: Sayer | None) -> SectionText:
    """The sentence that closes the report, without `./.`."""
    part = _edge(sayer, CLOSING)
    if part is not None and sayer is not None:
        piece = body(sayer, part, WriteContext({}))
        if piece.text:
            return piece
    if plan.kind == "phat-dong":
        return SectionText()
    words = f"Trên đây là báo cáo {_work(plan)} {periods.period_words(plan.period)}"
    words += f", phương hướng, nhiệm vụ {tasks_time(plan.period)} của {subject(plan)}"
    return SectionText(words)


def subject(plan: Plan) -> str:
    """The unit as a sentence begins with it."""
    return plan.unit[:1].upper() + plan.unit[1:]


def _edge(sayer: Sayer | None, which: str) -> Part | None:
    if sayer is None or _letter(sayer.seen.report.meta.kind) != _letter(sayer.plan.kind):
        return None
    found = next((p for p in parts(sayer.seen.report) if p.number == which), None)
    return found if found is not None and found.lines else None


def _letter(kind: str) -> bool:
    return kind == "phat-dong"


def _address(plan: Plan, sayer: Sayer | None, out: TextBuilder) -> None:
    """`Kính gửi:` where the report followed has one, or the kind asks for one."""
    had = sayer is not None and _had_address(sayer.seen.report)
    if plan.profile.report_to and (had or plan.kind == "phat-dong"):
        out.add(f"Kính gửi: {plan.profile.report_to}.")
    elif had or plan.kind == "phat-dong":
        out.add("Kính gửi: ").gap("nơi nhận báo cáo")


def _had_address(report: Report) -> bool:
    lines = (report.text[b.start : b.end] for b in report.blocks if b.kind == "front")
    return any(line.casefold().startswith("kính gửi") for line in lines)
