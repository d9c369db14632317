"""The model on the desk: drafts being written, sections written anew, what was said with the model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.errors import InputError
from drafting.service import model_choice
from drafting.service.library import Library
from drafting.service.settings import Settings
from drafting.service.shelf import Shelf
from drafting.types import Draft, Plan
from drafting.types.json import draft_from, draft_json
from drafting.workspace.writings import WritingRow

if TYPE_CHECKING:
    from drafting.service.writing import Job
    from drafting.writers.base import SectionText
    from drafting.writers.model import ModelSettings, ModelWriter
    from drafting.writers.model_types import Exchange, Usage

WRITTEN = "model"
"""The reason of a revision that a model's writing made."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was said with a model for one section, once."""

    section: str
    at: str
    writer: str
    exchange: Exchange
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A writing that stopped, was killed, or lost sections to faults."""

    done: int
    of: int


class ModelDesk:
    """Drafts and the model.

    Args:
        library: where all is kept.
        settings: of the environment.
        owner: in whose name revisions are saved.
        saving: held while a draft is saved, so that nobody's edit is lost.
    """

    def __init__(self, library: Library, settings: Settings, owner: str, saving: threading.RLock) -> None:
        self._library = library
        self._settings = settings
        self._owner = owner
        self._saving = saving
        self._jobs: dict[str, Job] = {}

    def choice(self) -> ModelSettings | None:
        """The model that is used, or None.

        Raises:
            InputError: what was chosen can't be read.
        """
        return model_choice.chosen(self._settings)

    def saved(self) -> ModelSettings | None:
        """The model chosen in the app, whether it is used or not.

        Raises:
            InputError: what was chosen can't be read.
        """
        return model_choice.saved(self._settings.library)

    def by_environment(self) -> bool:
        """True where the environment names the model: then nothing chosen in the app counts."""
        return model_choice.by_environment(self._settings)

    def choose(self, choice: ModelSettings | None) -> None:
        """Use this model from now on, or none."""
        if choice is None:
            model_choice.forget(self._settings.library)
        else:
            model_choice.save(self._settings.library, choice)

    def keep(self, draft_id: str, plan: Plan, made: Draft, *, by_model: bool) -> None:
        """Note what a draft was made from; with `by_model` its sections are the model's to write."""
        from drafting.service.writing import key_of
        from drafting.writers.plan_json import plan_json

        settings = self._model() if by_model else None
        self._library.writings.begin(
            key_of(plan, settings) if settings else "",
            plan_json(plan),
            draft_json(made),
            settings.record() if settings else {},
            draft_id,
            "writing" if by_model else "done",
        )

    def _model(self) -> ModelSettings:
        choice = self.choice()
        if choice is None:
            raise InputError(
                "Chưa chọn mô hình ngôn ngữ: vào màn hình “Mô hình ngôn ngữ”.",
                "No language model is chosen: see the screen “Language model”.",
            )
        return choice

    def _writer(self, settings: ModelSettings) -> ModelWriter:
        from drafting.writers import PrecedentWriter
        from drafting.writers.model import ModelWriter

        return ModelWriter(settings, PrecedentWriter(Shelf(self._library)))

    # ------------------------------------------------------------------ a whole draft

    def job(self, draft_id: str) -> Job | None:
        """The draft's writing under way in this process, or the last that ended."""
        return self._jobs.get(draft_id)

    def writing(self, draft_id: str) -> bool:
        """True while the model is at the draft."""
        job = self.job(draft_id)
        return job is not None and not job.progress().finished

    def start(self, draft_id: str) -> Job:
        """Let the model write what of the draft it hasn't written yet.

        Raises:
            InputError: no model is chosen, or nothing is known of how the draft was made.
        """
        from drafting.service.writing import Job, merged
        from drafting.writers.plan_json import plan_from

        if self.writing(draft_id):
            return self._jobs[draft_id]
        row, settings = self._row(draft_id), self._model()
        plan, base = plan_from(row.plan), draft_from(row.base)
        self._library.writings.set_status(row.id, "writing", settings.record())

        def finish(new: Mapping[str, SectionText], whole: bool) -> None:
            with self._saving:
                workspace = self._library.workspace
                now = draft_from(workspace.load(draft_id))
                made = merged(plan, base, now, new)
                if made != now:
                    workspace.save(draft_id, draft_json(made), self._owner, WRITTEN)
            self._library.writings.set_status(row.id, "done" if whole else "stopped")

        job = Job(row, plan, base, self._writer(settings), self._library.writings, finish)
        self._jobs[draft_id] = job
        job.start()
        return job

    def stop(self, draft_id: str) -> None:
        """End the writing early: what is written stays."""
        job = self.job(draft_id)
        if job is not None:
            job.stop()

    def close(self) -> None:
        """End all writings; each is gone on with when it is asked for."""
        for job in self._jobs.values():
            job.stop()
        for job in self._jobs.values():
            job.wait(5)

    def leave(self, draft_id: str) -> None:
        """Be content with what is written."""
        self._library.writings.set_status(self._row(draft_id).id, "done")
        self._jobs.pop(draft_id, None)

    def unfinished(self, draft_id: str) -> Unfinished | None:
        """How far a writing is that nobody is at, None where there is none."""
        from drafting.service.writing import done_sections
        from drafting.writers.model import writable
        from drafting.writers.plan_json import plan_from

        row = self._library.writings.of_draft(draft_id)
        if row is None or row.status == "done" or self.writing(draft_id):
            return None
        numbers = writable(plan_from(row.plan), draft_from(row.base))
        done = done_sections(self._library.writings, row.id)
        return Unfinished(sum(n in done for n in numbers), len(numbers))

    # ------------------------------------------------------------------ one section

    def rewrite(
        self, draft_id: str, number: str, wish: str, on_text: Callable[[str], None] | None = None
    ) -> tuple[Draft, str]:
        """The draft with one section anew, and what went wrong (empty where nothing did); nothing is saved.

        Raises:
            InputError: no model is chosen, or nothing is known of how the draft was made.
        """
        from drafting.service.writing import Keeper
        from drafting.writers.plan_json import plan_from

        row, settings = self._row(draft_id), self._model()
        plan = plan_from(row.plan)
        self._library.writings.set_status(row.id, row.status, settings.record())
        writer = self._writer(settings)
        current = draft_from(self._library.workspace.load(draft_id))
        keeper = Keeper(self._library.writings, row.id, on_text)
        made = writer.rewrite(plan, current, number, wish, keeper)
        section = next(s for s in made.sections if s.number == number)
        return made, "" if section.writer == "llm" and not writer.exchanges[-1].fault else section.note

    # ------------------------------------------------------------------ where it comes from

    def made(self, draft_id: str, section: str | None = None) -> list[Made]:
        """What was said with the model for a draft (or one section of it), oldest first."""
        from drafting.writers.model_types import exchange_from

        found = []
        for row in self._library.writings.all_of_draft(draft_id):
            prices = _prices(row)
            for kept in self._library.writings.sections(row.id):
                if section is None or kept.section == section:
                    exchange = exchange_from(kept.exchange)
                    cost = exchange.usage.cost(*prices)
                    found.append(Made(kept.section, kept.at, str(kept.content["writer"]), exchange, cost))
        return found

    def spent(self, draft_id: str) -> tuple[Usage, Decimal | None, str, str] | None:
        """Tokens, requests and seconds of a draft, what they cost, in which currency, by which model."""
        from drafting.writers.model_types import Usage

        found = self.made(draft_id)
        if not found:
            return None
        total = Usage()
        for made in found:
            total = total.plus(made.exchange.usage)
        costs = [made.cost for made in found]
        cost = sum((c for c in costs if c is not None), Decimal(0)) if None not in costs else None
        models = ", ".join(dict.fromkeys(made.exchange.model for made in found if made.exchange.model))
        return total, cost, str(self.settings_of(draft_id).get("currency", "")), models

    def settings_of(self, draft_id: str) -> dict[str, object]:
        """The settings that the model was last asked with; the key is in none."""
        rows = [r for r in self._library.writings.all_of_draft(draft_id) if r.settings]
        return dict(rows[-1].settings) if rows else {}

    def with_exchanges(self, draft_id: str, draft: Draft) -> Draft:
        """The draft with all that was said for it, to hand out."""
        return replace(draft, exchanges=tuple(m.exchange.record() for m in self.made(draft_id)))

    def _row(self, draft_id: str) -> WritingRow:
        row = self._library.writings.of_draft(draft_id)
        if row is None:
            raise InputError(
                "Dự thảo này được tạo từ bản cũ của phần mềm, không còn đề cương để viết lại: hãy soạn dự thảo mới.",
                "This draft was made by an older version, its plan isn't kept: write a new draft.",
            )
        return row


def _prices(row: WritingRow) -> tuple[Decimal | None, Decimal | None]:
    first, second = (row.settings.get(n) for n in ("price_in", "price_out"))
    return (Decimal(first) if first else None, Decimal(second) if second else None)
