"""The model writer: a model makes the prose, the numbers are the figures' whatever it answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

from corpus import periods
from corpus.types import Report
from drafting import checks
from drafting.types import Draft, DraftSection, Finding, Plan
from drafting.writers.base import SectionText, WriteContext
from drafting.writers.model_client import ChatModel, ModelFaultError, ModelSettings, test_endpoint
from drafting.writers.model_compose import FELL_BACK, Exchange, Task, compose
from drafting.writers.model_document import Body, bodies, report_of, with_bodies
from drafting.writers.model_masking import precedents
from drafting.writers.model_references import brief
from drafting.writers.model_review import allowed

__all__ = ["ModelFaultError", "ModelSettings", "ModelWriter", "test_endpoint"]

OnSection = Callable[[int, int, str], None]
"""How many sections are written, of how many, and the heading of the last."""


class Fallback(Protocol):
    """The writer that works alone; its draft is what the model starts from and falls back to."""

    def context(self) -> WriteContext:
        """What it writes from: past reports by their id."""
        ...

    def write(self, plan: Plan) -> Draft:
        """The whole draft."""
        ...


class ModelWriter:
    """Writes a plan with a language model.

    Args:
        settings: which model, where.
        fallback: makes the base draft, and takes every section that the model fails at.
        model: another chat model than the settings name.
    """

    def __init__(self, settings: ModelSettings, fallback: Fallback, model: ChatModel | None = None) -> None:
        self._settings = settings
        self._fallback = fallback
        self._model = model or ChatModel(settings)
        self._broken = threading.Event()
        self.exchanges: list[Exchange] = []

    def write(self, plan: Plan, on_section: OnSection | None = None) -> Draft:
        """The draft: every section the model's where that is sound, else the precedent writer's with a note."""
        base = self._fallback.write(plan)
        self._broken.clear()
        parts = [b for b in bodies(base, plan.sections) if _prose(b)]
        known = _errors(base, plan)
        new: dict[int, SectionText] = {}
        with ThreadPoolExecutor(self._settings.workers) as pool:
            jobs = [pool.submit(self._section, plan, base, body) for body in parts]
            for done, (body, job) in enumerate(zip(parts, jobs, strict=True), 1):
                new[body.index], exchange = job.result()
                self.exchanges.append(exchange)
                if on_section is not None:
                    on_section(done, len(parts), body.planned.heading)
        return replace(_settled(base, new, parts, plan, known), writer="llm")

    def rewrite(self, plan: Plan, draft: Draft, number: str, wish: str = "") -> Draft:
        """One section anew, with a wish in words (`ngắn hơn`); the others stay as they are in `draft`."""
        self._broken.clear()
        parts = bodies(draft, plan.sections)
        body = next(b for b in parts if draft.sections[b.index].number == number)
        text, exchange = self._section(plan, draft, body, wish)
        self.exchanges.append(exchange)
        return _settled(draft, {body.index: text}, parts, plan, _errors(draft, plan))

    def _section(self, plan: Plan, base: Draft, body: Body, wish: str = "") -> tuple[SectionText, Exchange]:
        section = base.sections[body.index]
        if self._broken.is_set():
            note = FELL_BACK.format(why="mô hình không dùng được")
            return replace(body.text, note=note), Exchange(section.number, (), fault="skipped")
        task = _task(plan, base, body, self._fallback.context().precedents, wish)
        text, exchange = compose(task, self._model, self._settings.corrections)
        if exchange.fault in ("key", "model", "address"):
            self._broken.set()
        note = "; ".join(n for n in (section.note, text.note) if n)
        return replace(text, note=note), exchange


def _prose(body: Body) -> bool:
    """True where there is prose to make better: more than a table, a gap or a word."""
    covered = sum(t.end - t.start for t in body.text.tables)
    return len(body.text.text) - covered > 60


def _task(plan: Plan, base: Draft, body: Body, reports: Mapping[str, Report], wish: str) -> Task:
    section = base.sections[body.index]
    path = _path(base.sections, body.index)
    briefing = brief(plan, body.planned, body.text)
    period = periods.period_words(plan.period)
    given = [
        plan.unit,
        period,
        plan.title,
        *path,
        *plan.profile.members,
        plan.profile.report_to,
        plan.profile.province,
    ]
    known = _judge(base, body, plan)(body.text)
    quotes = {(m, body.text.text[a:b]) for a, b, m in known}

    def judge(text: SectionText) -> list[tuple[int, int, str]]:
        found = _judge(base, body, plan)(text)
        return [(a, b, m) for a, b, m in found if (m, text.text[a:b]) not in quotes]

    permitted = allowed(body.text, given, plan.figures.members())
    masked = precedents(body.planned, reports)
    return Task(section.number, path, plan.unit, period, body.text, briefing, permitted, masked, judge, wish)


def _path(sections: Sequence[DraftSection], index: int) -> tuple[str, ...]:
    path = [sections[index]]
    for section in reversed(sections[:index]):
        if section.level < path[-1].level:
            path.append(section)
    return tuple(s.heading for s in reversed(path))


def _judge(base: Draft, body: Body, plan: Plan) -> Callable[[SectionText], list[tuple[int, int, str]]]:
    """Errors that the checks find in a text put in the section's place, read under its heading alone."""
    section = base.sections[body.index]
    heading = f"{section.label} {section.heading}".strip()

    def judge(text: SectionText) -> list[tuple[int, int, str]]:
        whole = f"{heading}\n{text.text}"
        lead = len(heading) + 1
        alone = replace(
            base, text=whole, figures=(*base.figures,), numbers=(), gaps=(),
            sections=(replace(section, start=0, end=len(whole)),),
            tables=tuple(replace(t, start=t.start + lead, end=t.end + lead) for t in text.tables),
        )  # fmt: skip
        return [
            (f.start - lead, f.end - lead, f.message)
            for f in _findings(alone, plan)
            if f.start is not None and f.end is not None and f.start >= lead
        ]

    return judge


def _findings(draft: Draft, plan: Plan) -> list[Finding]:
    table = replace(plan.figures, figures=draft.figures)
    result = checks.check(
        report_of(draft), table, period=plan.period, unit=plan.unit, own_places=plan.profile.own_places
    )
    return [f for f in result.findings if f.severity == "error"]


def _errors(draft: Draft, plan: Plan) -> set[tuple[str, str]]:
    return {(f.code, f.quote) for f in _findings(draft, plan)}


def _settled(
    base: Draft, new: dict[int, SectionText], parts: Sequence[Body], plan: Plan, known: set[tuple[str, str]]
) -> Draft:
    """The draft with its new bodies; those that bring in an error, read all together, go back to the base's."""
    new = _once(base, new, parts)
    for _ in range(len(new) + 1):
        draft = with_bodies(base, new, parts)
        wrong = [f for f in _findings(draft, plan) if (f.code, f.quote) not in known and f.start is not None]
        hit = {i for i in new if new[i].writer == "llm" and any(_holds(draft, i, f) for f in wrong)}
        if not hit:
            break
        for index in hit:
            old = next(b for b in parts if b.index == index).text
            new[index] = replace(old, note=FELL_BACK.format(why="không đạt kiểm tra"))
    notes = [f"{s.heading}: {s.note}" for s in draft.sections if s.note]
    return replace(draft, notes=tuple(dict.fromkeys((*base.notes, *notes))))


def _holds(draft: Draft, index: int, finding: Finding) -> bool:
    section = draft.sections[index]
    return finding.start is not None and section.start <= finding.start < section.end


def _once(base: Draft, new: Mapping[int, SectionText], parts: Sequence[Body]) -> dict[int, SectionText]:
    """A section that only says again what an earlier one says goes back to the base's words."""
    said: set[str] = set()
    kept: dict[int, SectionText] = {}
    for body in parts:
        text = new.get(body.index)
        if text is None:
            continue
        lines = {" ".join(line.casefold().split()) for line in text.text.split("\n") if len(line.split()) > 7}
        repeats = text.writer == "llm" and bool(lines & said)
        kept[body.index] = (
            replace(body.text, note=FELL_BACK.format(why="lặp lại mục khác")) if repeats else text
        )
        said |= lines
    return kept
