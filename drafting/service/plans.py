"""Plans on the desk: made, looked at, changed by hand, kept, and drafted from again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from drafting.service.draft import DraftRequest, make_plan
from drafting.service.library import Library
from drafting.service.shelf import Shelf
from drafting.types import Draft, Plan, PlannedSection, PrecedentRef
from drafting.writers.plan_json import plan_from, plan_json

if TYPE_CHECKING:
    from drafting.writers.uses import Use

OUTLINES = ("own", "report", "guidance", "standard")


@dataclass(frozen=True)
class OutlineChoice:
    """Whose structure a plan follows.

    Attributes:
        source: `own` (the unit's last report, or what is nearest to it), `report`, `guidance`, `standard`.
        report: id of the report chosen.
        name, data: the guidance document as it was uploaded, or its text.
    """

    source: str = "own"
    report: str = ""
    name: str = ""
    data: bytes = b""


class PlanDesk:
    """The plan being worked at, and the plans that drafts were written from.

    Args:
        library: the open library.
        owner: whose desk it is.
    """

    def __init__(self, library: Library, owner: str) -> None:
        self._library, self._owner = library, owner

    # ------------------------------------------------------------------ the plan

    def current(self) -> Plan | None:
        """The plan being worked at."""
        return self._kept("plan")

    def written(self, draft_id: str | None) -> Plan | None:
        """The plan that a draft was written from."""
        if draft_id is None:
            return None
        kept = self._kept(f"plan:{draft_id}")
        row = None if kept else self._library.writings.of_draft(draft_id)
        return plan_from(row.plan) if row else kept

    def keep(self, plan: Plan) -> None:
        """Remember the plan being worked at."""
        self._keep("plan", plan)

    def keep_written(self, draft_id: str, plan: Plan) -> None:
        """Remember what a draft was written from; it is the plan being worked at from now on."""
        self._keep(f"plan:{draft_id}", plan)
        self.keep(plan)

    def make(self, request: DraftRequest, choice: OutlineChoice = OutlineChoice()) -> Plan:
        """A new plan with the outline chosen; it becomes the one being worked at.

        Raises:
            InputError: the guidance document can't be read, or the report chosen isn't there.
        """
        if choice.source == "guidance":
            request = replace(request, like=None, outline=_guidance(choice))
        elif choice.source == "report":
            request = replace(request, like=choice.report or None, outline=None)
        else:
            request = replace(request, like=None, outline=None, standard=choice.source == "standard")
        plan = make_plan(self._library, Shelf(self._library, request.like), request)
        self.keep(plan)
        return plan

    def move_figures(self, keys: Sequence[str], to: str) -> None:
        """Put figures, with all cells of their rows, into another section."""
        from drafting.writers.plan_edits import move_figure

        plan = self.plan()
        for key in keys:
            plan = move_figure(plan, key, to)
        self.keep(plan)

    def drop(self, number: str) -> None:
        """Take a section out; its figures are left to no section."""
        from drafting.writers.plan_edits import drop_section

        self.keep(drop_section(self.plan(), number))

    def add(self, after: str, heading: str) -> None:
        """A new section behind another, on its level."""
        from drafting.writers.plan_edits import add_section

        if not heading.strip():
            raise InputError(
                "Mục mới chưa có tên: ghi tên mục.", "The new section has no heading: write one."
            )
        self.keep(add_section(self.plan(), after, heading.strip()))

    def rename(self, number: str, heading: str) -> None:
        """Another heading for a section."""
        from drafting.writers.plan_edits import rename_section

        self.keep(rename_section(self.plan(), number, heading.strip()))

    def choose(self, number: str, report: str, section: str) -> None:
        """A section follows another past section first."""
        from drafting.writers.plan_edits import choose_precedent

        self.keep(choose_precedent(self.plan(), number, PrecedentRef(report, section)))

    def undo(self, draft_id: str | None) -> None:
        """Back to the plan that the draft was written from."""
        written = self.written(draft_id)
        if written is not None:
            self.keep(written)

    def uses(self, section: PlannedSection) -> list[Use]:
        """What each precedent of a section is good for."""
        from drafting.writers.uses import uses

        return uses(self.plan(), section, Shelf(self._library))

    def sections_of(self, report_id: str) -> list[tuple[str, str]]:
        """Number and heading of the sections of a report: what may be chosen as precedent."""
        report = self._library.store.get(report_id).report
        return [(s.number, f"{s.label} {s.heading}".strip()) for s in report.sections]

    # ------------------------------------------------------------------ drafts

    def changed(self, draft_id: str | None) -> tuple[str, ...]:
        """Numbers of the sections that the present plan would have written otherwise than the draft's."""
        from drafting.writers.plan_edits import touched

        old, new = self.written(draft_id), self.current()
        return touched(old, new) if old is not None and new is not None else ()

    def redraft(self, draft_id: str, draft: Draft) -> tuple[Draft, Plan]:
        """The draft after the present plan: only what the change touches is written again. Nothing is saved.

        Raises:
            InputError: the plan that the draft was written from isn't kept.
        """
        from drafting import writers
        from drafting.writers.reuse import redraft

        old = self.written(draft_id)
        if old is None:
            raise InputError(
                "Dự thảo này không có đề cương đi kèm: soạn dự thảo mới từ đề cương.",
                "No plan is kept for this draft: write a new one from the plan.",
            )
        new = self.plan()
        made = redraft(writers.PrecedentWriter(Shelf(self._library)), old, draft, new)
        return made, new

    # ------------------------------------------------------------------ inside

    def plan(self) -> Plan:
        """The plan being worked at.

        Raises:
            InputError: there is none.
        """
        plan = self.current()
        if plan is None:
            raise InputError("Chưa có đề cương: lập đề cương trước.", "There is no plan yet: make one first.")
        return plan

    def _kept(self, name: str) -> Plan | None:
        data = self._library.workspace.kept(self._owner, name)
        return plan_from(data) if data else None

    def _keep(self, name: str, plan: Plan) -> None:
        self._library.workspace.keep(self._owner, name, plan_json(plan))


def _guidance(choice: OutlineChoice) -> Any:
    import corpus

    if not choice.data.strip():
        raise InputError(
            "Chưa có văn bản hướng dẫn: tải tệp đề cương lên hoặc dán vào ô.",
            "The guidance document is missing: upload it or paste it.",
        )
    return corpus.read_bytes(choice.data, choice.name or "de-cuong.txt")


def plan_file(plan: Plan) -> bytes:
    """The plan as a JSON file."""
    return f"{json.dumps(plan_json(plan), ensure_ascii=False, indent=1)}\n".encode()
