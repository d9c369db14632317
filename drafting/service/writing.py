"""A draft written by a model: each section is in the database as soon as it is there, and isn't asked for again."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import prompts
from drafting.types import Draft, Plan
from drafting.types.json import draft_json
from drafting.workspace.writings import WritingRow, Writings
from drafting.writers.base import SectionText
from drafting.writers.model import Fallback, ModelSettings, ModelWriter, Watcher
from drafting.writers.model_document import bodies
from drafting.writers.model_settle import settled
from drafting.writers.model_types import Exchange
from drafting.writers.model_watch import Counter
from drafting.writers.plan_json import plan_json
from drafting.writers.section_json import section_from, section_json

OnSection = Callable[[int, int, str], None]
State = Literal["waiting", "asked", "model", "precedent", "fault"]


def key_of(plan: Plan, settings: ModelSettings) -> str:
    """The hash of all that decides the answers: the plan, the model with its settings, the prompts."""
    words = {p.name: p.hash for p in map(prompts.load, prompts.names())}
    whole = json.dumps([plan_json(plan), settings.record(), words], sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()


def done_sections(writings: Writings, writing: str) -> dict[str, SectionText]:
    """The sections that the model has written, as last written; those that it failed at are to be asked again."""
    found: dict[str, SectionText] = {}
    for row in writings.sections(writing):
        if not row.exchange.get("fault"):
            found[row.section] = section_from(row.content)
    return found


class Keeper(Watcher):
    """Stores each section as soon as it is written.

    Args:
        writings: where.
        writing: the writing's id.
        on_text: called with what an answer says so far.
    """

    def __init__(
        self, writings: Writings, writing: str, on_text: Callable[[str], None] | None = None
    ) -> None:
        self._writings = writings
        self._writing = writing
        self._on_text = on_text

    def said(self, number: str, text: str) -> None:
        """Pass it on."""
        if self._on_text is not None:
            self._on_text(text)

    def written(self, number: str, text: SectionText, exchange: Exchange) -> None:
        """Store it, with what was said for it."""
        self._writings.add(self._writing, number, section_json(text), exchange.record(), exchange.wish)


def write_resumed(
    writings: Writings,
    settings: ModelSettings,
    fallback: Fallback,
    plan: Plan,
    on_section: OnSection | None = None,
) -> Draft:
    """A draft for the command line: one that was killed goes on where it was when it is asked for again."""
    base = fallback.write(plan)
    key = key_of(plan, settings)
    row = writings.of_key(key)
    writing = row.id if row else writings.begin(key, plan_json(plan), draft_json(base), settings.record())
    writer = ModelWriter(settings, fallback)
    watcher = _Both(Keeper(writings, writing), Counter(base, on_section))
    new = writer.sections(plan, base, done_sections(writings, writing), watcher)
    order = {s.number: n for n, s in enumerate(base.sections)}
    kept = sorted(writings.sections(writing), key=lambda row: order[row.section])
    exchanges = tuple(row.exchange for row in kept)
    made = replace(settled(base, new, plan), writer="llm", exchanges=exchanges)
    writings.remove(writing)
    return made


class _Both(Watcher):
    def __init__(self, *watchers: Watcher) -> None:
        self._watchers = watchers

    def planned(self, numbers: Sequence[str], done: Sequence[str]) -> None:
        for watcher in self._watchers:
            watcher.planned(numbers, done)

    def written(self, number: str, text: SectionText, exchange: Exchange) -> None:
        for watcher in self._watchers:
            watcher.written(number, text, exchange)


@dataclass
class SectionProgress:
    """How far a section is; `text` is what stands there so far."""

    number: str
    title: str
    level: int
    state: State = "waiting"
    text: str = ""
    note: str = ""


@dataclass
class Progress:
    """How far a writing is: its sections in the outline's order."""

    sections: list[SectionProgress] = field(default_factory=list)
    finished: bool = False
    error: str = ""

    @property
    def done(self) -> int:
        """Sections that need no more asking."""
        return sum(s.state in ("model", "precedent") for s in self.sections)


class Job(Watcher):
    """A writing under way, in a thread of its own.

    Args:
        row: what is written.
        plan, base: as in the row.
        writer: asks the model.
        writings: where each section is stored.
        finish: called with the sections that are there, and whether that is all, when no more will come.
    """

    def __init__(
        self,
        row: WritingRow,
        plan: Plan,
        base: Draft,
        writer: ModelWriter,
        writings: Writings,
        finish: Callable[[Mapping[str, SectionText], bool], None],
    ) -> None:
        self._row, self._plan, self._base, self._writer = row, plan, base, writer
        self._writings, self._finish = writings, finish
        self._keeper = Keeper(writings, row.id)
        self._lock = threading.Lock()
        self._sections: dict[str, SectionProgress] = {}
        self._error = ""
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"writing-{row.id}")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End early: what is written stays."""
        self._writer.stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; False where it hasn't by then."""
        return self._finished.wait(seconds)

    def progress(self) -> Progress:
        """How far it is."""
        with self._lock:
            sections = [replace(s) for s in self._sections.values()]
            return Progress(sections, self._finished.is_set(), self._error)

    def _run(self) -> None:
        try:
            done = done_sections(self._writings, self._row.id)
            new = self._writer.sections(self._plan, self._base, done, self)
            self._finish(new, set(self._sections) <= set(new) and not self._failed())
        except Exception as error:  # noqa: BLE001 - a thread's crash must be seen on the screen
            self._error = f"{type(error).__name__}: {error}"
            self._writings.set_status(self._row.id, "stopped")
        finally:
            self._finished.set()

    def _failed(self) -> bool:
        with self._lock:
            return any(s.state == "fault" for s in self._sections.values())

    # ------------------------------------------------------------------ what the writer tells

    def planned(self, numbers: Sequence[str], done: Sequence[str]) -> None:
        """Note the sections in order."""
        by_number = {s.number: s for s in self._base.sections}
        texts = {
            self._base.sections[b.index].number: b.text.text for b in bodies(self._base, self._plan.sections)
        }
        with self._lock:
            for number in numbers:
                section = by_number[number]
                title = f"{section.label} {section.heading}".strip()
                state: State = "model" if number in done else "waiting"
                self._sections[number] = SectionProgress(
                    number, title, section.level, state, texts.get(number, "")
                )

    def begun(self, number: str) -> None:
        """Note that it is asked for."""
        with self._lock:
            self._sections[number].state = "asked"
            self._sections[number].text = ""

    def said(self, number: str, text: str) -> None:
        """Note what came so far."""
        with self._lock:
            self._sections[number].text = text

    def written(self, number: str, text: SectionText, exchange: Exchange) -> None:
        """Store the section and note who wrote it."""
        self._keeper.written(number, text, exchange)
        with self._lock:
            section = self._sections[number]
            section.text, section.note = text.text, text.note
            section.state = "fault" if exchange.fault else "model" if text.writer == "llm" else "precedent"


def merged(plan: Plan, base: Draft, current: Draft, new: Mapping[str, SectionText]) -> Draft:
    """The draft as it is now with the model's sections, save those that somebody changed since `base`."""
    was = {base.sections[b.index].number: b.text.text for b in bodies(base, plan.sections)}
    now: dict[str, Any] = {
        current.sections[b.index].number: b.text.text for b in bodies(current, plan.sections)
    }
    untouched = {n: text for n, text in new.items() if n in now and now[n] == was.get(n)}
    return replace(settled(current, untouched, plan), writer="llm") if untouched else current
