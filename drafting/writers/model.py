"""The model writer: a model makes the prose, the numbers are the figures' whatever it answers."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from corpus import periods
from drafting.types import Draft, DraftSection, Plan
from drafting.writers.base import SectionText, WriteContext
from drafting.writers.judgments import praise_of_falls
from drafting.writers.model_client import ChatModel
from drafting.writers.model_compose import FELL_BACK, compose, without_own_notes
from drafting.writers.model_document import Body, bodies
from drafting.writers.model_endpoint import test_endpoint
from drafting.writers.model_faults import ModelFaultError, StoppedError
from drafting.writers.model_masking import precedents
from drafting.writers.model_references import Briefing, brief
from drafting.writers.model_review import allowed
from drafting.writers.model_run import side_by_side
from drafting.writers.model_settle import judge_of, settled
from drafting.writers.model_task import Task
from drafting.writers.model_types import Exchange, ModelSettings
from drafting.writers.model_watch import Counter, OnSection, Watcher

__all__ = [
    "Fallback",
    "ModelFaultError",
    "ModelSettings",
    "ModelWriter",
    "Watcher",
    "test_endpoint",
    "writable",
]

GIVE_UP = 4
"""Sections in a row that the server may fail at before no more are asked for."""


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
        stop: set by whoever wants the writing to end early.
    """

    def __init__(
        self,
        settings: ModelSettings,
        fallback: Fallback,
        model: ChatModel | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self._settings = settings
        self._fallback = fallback
        self._model = model or ChatModel(settings, stop=stop)
        self._broken = threading.Event()
        self._failures = 0
        self._lock = threading.Lock()
        self.exchanges: list[Exchange] = []

    @property
    def stop(self) -> threading.Event:
        """Set it to end the writing early."""
        return self._model.stop

    def write(self, plan: Plan, on_section: OnSection | None = None) -> Draft:
        """The draft: every section the model's where that is sound, else the precedent writer's with a note."""
        base = self._fallback.write(plan)
        new = self.sections(plan, base, watcher=Counter(base, on_section))
        return replace(settled(base, new, plan), writer="llm")

    def sections(
        self,
        plan: Plan,
        base: Draft,
        done: Mapping[str, SectionText] | None = None,
        watcher: Watcher | None = None,
    ) -> dict[str, SectionText]:
        """The bodies of the draft's sections by their numbers, not yet put in; all that are done when stopped.

        Args:
            plan: what is to be written.
            base: the precedent writer's draft of it.
            done: sections written earlier, which aren't asked for again.
            watcher: told what happens.
        """
        watcher = watcher or Watcher()
        found = dict(done or {})
        parts = [b for b in bodies(base, plan.sections) if _prose(b)]
        left = [b for b in parts if base.sections[b.index].number not in found]
        watcher.planned([base.sections[b.index].number for b in parts], list(found))
        self._hope()

        def work(body: Body) -> tuple[str, SectionText, Exchange] | None:
            try:
                return self._section(plan, base, body, watcher)
            except StoppedError:
                return None

        results = side_by_side(left, work, self._settings.workers, self.stop)
        order = {base.sections[b.index].number: n for n, b in enumerate(parts)}
        for number, text, exchange in sorted((r for r in results if r), key=lambda r: order[r[0]]):
            found[number] = text
            self.exchanges.append(exchange)
        return found

    def rewrite(
        self, plan: Plan, draft: Draft, number: str, wish: str = "", watcher: Watcher | None = None
    ) -> Draft:
        """One section anew, with a wish in words (`ngắn hơn`); the others stay as they are in `draft`.

        Raises:
            StoppedError: the writing was stopped.
        """
        self._hope()
        parts = bodies(draft, plan.sections)
        body = next(b for b in parts if draft.sections[b.index].number == number)
        _, text, exchange = self._section(plan, draft, body, watcher or Watcher(), wish)
        self.exchanges.append(exchange)
        return settled(draft, {number: text}, plan)

    def _section(
        self, plan: Plan, base: Draft, body: Body, watcher: Watcher, wish: str = ""
    ) -> tuple[str, SectionText, Exchange]:
        section = base.sections[body.index]
        number = section.number
        if self._broken.is_set():
            note = FELL_BACK.format(why="mô hình không dùng được")
            text, exchange = replace(body.text, note=note), Exchange(number, fault="skipped")
        else:
            watcher.begun(number)
            task = replace(
                self._task(plan, base, body, wish), on_text=lambda said: watcher.said(number, said)
            )
            text, exchange = compose(task, self._model, self._settings.corrections)
            self._count(exchange)
        text = replace(text, note="; ".join(n for n in (without_own_notes(section.note), text.note) if n))
        watcher.written(number, text, exchange)
        return number, text, exchange

    def _hope(self) -> None:
        self._broken.clear()
        self._failures = 0
        self._model.hope()

    def _count(self, exchange: Exchange) -> None:
        """Where one section after the other failed, no more are asked for."""
        with self._lock:
            self._failures = self._failures + 1 if exchange.fault else 0
            if self._failures >= GIVE_UP:
                self._broken.set()

    def _task(self, plan: Plan, base: Draft, body: Body, wish: str) -> Task:
        section = base.sections[body.index]
        path = _path(base.sections, body.index)
        briefing = brief(plan, body.planned, body.text)
        period = periods.period_words(plan.period)
        profile = plan.profile
        given = [plan.unit, period, plan.title, *path, *profile.members, profile.report_to, profile.province]
        judge = judge_of(base, body, plan)
        quotes = {(m, body.text.text[a:b]) for a, b, m in judge(body.text)}

        def fresh(text: SectionText) -> list[tuple[int, int, str]]:
            return [(a, b, m) for a, b, m in judge(text) if (m, text.text[a:b]) not in quotes]

        masked = precedents(body.planned, self._fallback.context().precedents, plan.figures, _named(briefing))
        permitted = allowed(body.text, given, plan.figures.members(), wish, masked)
        return Task(
            section.number, path, plan.unit, period, body.text, briefing, permitted, masked, fresh,
            lambda piece: praise_of_falls(plan, piece), wish,
        )  # fmt: skip


def _named(briefing: Briefing) -> dict[str, str]:
    """The reference of each figure and expression."""
    found = {r.expression or r.figure or "": r.name for r in briefing.references.values() if not r.before}
    found.pop("", None)
    return found


def writable(plan: Plan, base: Draft) -> list[str]:
    """Numbers of the draft's sections that are a model's to write, in order."""
    return [base.sections[b.index].number for b in bodies(base, plan.sections) if _prose(b)]


def _prose(body: Body) -> bool:
    """True where there is prose to make better: more than a table, a gap or a word."""
    covered = sum(t.end - t.start for t in body.text.tables)
    return len(body.text.text) - covered > 60


def _path(sections: Sequence[DraftSection], index: int) -> tuple[str, ...]:
    path = [sections[index]]
    for section in reversed(sections[:index]):
        if section.level < path[-1].level:
            path.append(section)
    return tuple(s.heading for s in reversed(path))
