"""The clerk's desk: what the screens call. Everything a person did is in the database at once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.types import ListedReport, StoredReport
from drafting.service import desk_figures, desk_model
from drafting.service.desk_search import SearchDesk
from drafting.service.draft import DraftRequest, OnSection, make_plan, write_plan
from drafting.service.findings import names_kept
from drafting.service.inputs import parse_facts, period_code
from drafting.service.library import Library, Progress, add_reports, correct, open_library
from drafting.service.plans import PlanDesk
from drafting.service.settings import Settings
from drafting.service.shelf import Shelf
from drafting.types import Draft, FigureTable, Finding, Plan, Profile
from drafting.types.json import draft_from, draft_json
from drafting.workspace.store import DraftRow, Review, Verdict

OWNER = "local"


@dataclass(frozen=True)
class Form:
    """What the clerk chose for the draft: the words of the form, as typed."""

    unit: str = ""
    period: str = ""
    kind: str = ""
    like: str = ""
    superior: str = ""
    place: str = ""
    symbol: str = ""
    signer: str = ""
    report_to: str = ""
    recipients: str = ""
    facts: str = ""
    writer: str = "auto"

    def profile(self) -> Profile:
        """The unit's profile; a recipient a line."""
        lines = tuple(line.strip(" -;.") for line in self.recipients.splitlines() if line.strip(" -;."))
        return Profile(
            unit=self.unit,
            superior=self.superior,
            place=self.place,
            symbol=self.symbol,
            signer=self.signer,
            report_to=self.report_to,
            recipients=lines,
        )


class Desk:
    """One open library with the work in progress on it.

    Args:
        settings: where the library is, which model.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._stack = ExitStack()
        self.library: Library = self._stack.enter_context(open_library(settings))
        self.figures = desk_figures.FigureDesk(self.library.workspace, OWNER)
        self.plans = PlanDesk(self.library, OWNER)
        self.search = SearchDesk(self.library)
        self._saving = threading.RLock()
        self.model = desk_model.ModelDesk(self.library, settings, OWNER, self._saving)
        self.search.begin()

    def close(self) -> None:
        """Close the library; a model's writing can be gone on with later."""
        self.model.close()
        self._stack.close()

    # ------------------------------------------------------------------ library

    def reports(self) -> list[StoredReport]:
        """Past reports, as the store lists them."""
        return list(self.library.store.list())

    def listed(self) -> list[ListedReport]:
        """What the past reports are about, without reading any."""
        return list(self.library.store.listed())

    def report(self, report_id: str) -> StoredReport:
        """One past report.

        Raises:
            InputError: there is no such report.
        """
        return self.library.store.get(report_id)

    def versions(self, report_id: str) -> Sequence[tuple[str, str]]:
        """File and time of the versions of a report that were replaced, oldest first."""
        return self.library.store.versions(report_id)

    def add_files(
        self, files: Sequence[tuple[str, bytes]], progress: Progress | None = None
    ) -> list[dict[str, Any]]:
        """Add uploaded reports; an answer a file."""
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, data in files:
                path = Path(folder) / Path(name).name
                path.write_bytes(data)
                paths.append(path)
            return list(add_reports(self.library, paths, progress)["reports"])

    def add_samples(self, progress: Progress | None = None) -> list[dict[str, Any]]:
        """Add the bundled sample library."""
        from corpus.samples import sample_paths

        return list(add_reports(self.library, sample_paths(), progress)["reports"])

    def remove_report(self, report_id: str) -> None:
        """Take a report out of the library."""
        self.library.index.remove(report_id)
        self.library.store.remove(report_id)

    def correct(self, report_id: str, fields: Mapping[str, str]) -> None:
        """Correct what a report is about; it stays through re-ingest.

        Raises:
            InputError: a field can't have that value.
        """
        correct(self.library, report_id, fields)

    # ------------------------------------------------------------------ the form

    def form(self) -> Form:
        """The form as last left."""
        kept = self.library.workspace.kept(OWNER, "form") or {}
        return Form(**{k: v for k, v in kept.items() if k in Form.__dataclass_fields__})

    def keep_form(self, form: Form) -> None:
        """Remember the form."""
        self.library.workspace.keep(OWNER, "form", asdict(form))

    # ------------------------------------------------------------------ drafts

    def drafts(self) -> list[DraftRow]:
        """All drafts, the last changed first."""
        return self.library.workspace.drafts()

    def open_draft(self, draft_id: str) -> None:
        """Make a draft the current one."""
        self.library.workspace.keep(OWNER, "draft", draft_id)

    def current_id(self) -> str | None:
        """The current draft's id."""
        draft_id = self.library.workspace.kept(OWNER, "draft")
        return draft_id if draft_id in {d.id for d in self.drafts()} else None

    def draft(self) -> Draft | None:
        """The current draft in its last revision."""
        draft_id = self.current_id()
        return draft_from(self.library.workspace.load(draft_id)) if draft_id else None

    def save(self, draft: Draft, reason: str, *, amend: bool = False) -> None:
        """Store the current draft's new state as a revision; `amend`: as part of the last one."""
        draft_id = self.current_id()
        if draft_id is None:
            raise InputError("Chưa có bản dự thảo nào đang mở.", "No draft is open.")
        with self._saving:
            self.library.workspace.save(draft_id, draft_json(draft), OWNER, reason, amend=amend)

    def write(self, form: Form, on_section: OnSection | None = None) -> Draft:
        """Make a new draft from the form and the figures, and make it the current one.

        Where a model is to write, the precedent writer's draft is there at once, and the model begins.

        Raises:
            InputError: the unit or the period is missing or can't be understood.
        """
        request = self.request(form)
        shelf = Shelf(self.library, request.like)
        plan = make_plan(self.library, shelf, request)
        return self._written(shelf, plan, form.writer, on_section)

    def write_planned(self, writer: str = "auto", on_section: OnSection | None = None) -> Draft:
        """A new draft from the plan being worked at.

        Raises:
            InputError: there is no plan.
        """
        return self._written(Shelf(self.library), self.plans.plan(), writer, on_section)

    def redraft(self) -> Draft:
        """The current draft after the plan being worked at: only what the change touches is written again.

        Raises:
            InputError: no draft is open, or its plan isn't kept.
        """
        with self._saving:
            draft_id, draft = self.current_id(), self.draft()
            if draft_id is None or draft is None:
                raise InputError("Chưa có bản dự thảo nào đang mở.", "No draft is open.")
            made, plan = self.plans.redraft(draft_id, draft)
            self.save(made, "redraft")
        self.model.keep(draft_id, plan, made, by_model=False)
        self.plans.keep_written(draft_id, plan)
        return made

    def _written(self, shelf: Shelf, plan: Plan, writer: str, on_section: OnSection | None) -> Draft:
        by_model = writer == "llm" or (writer == "auto" and self.model.choice() is not None)
        made = write_plan(self.library, shelf, self.settings, plan, "precedent", on_section)
        draft_id = self.library.workspace.create(draft_json(made), OWNER)
        self.model.keep(draft_id, plan, made, by_model=by_model)
        self.plans.keep_written(draft_id, plan)
        self.open_draft(draft_id)
        if by_model:
            self.model.start(draft_id)
        return made

    def request(self, form: Form) -> DraftRequest:
        """What the form asks for, with the figures on the desk; the form is kept.

        Raises:
            InputError: the unit or the period is missing or can't be understood.
        """
        if not form.unit.strip():
            raise InputError("Chưa ghi tên đơn vị: điền vào ô “Đơn vị”.", "The unit is missing: fill it in.")
        self.keep_form(form)
        period = period_code(form.period)
        table = self.figures.table()
        return DraftRequest(
            figures=FigureTable(table.figures, table.findings),
            unit=form.unit.strip(),
            period=period,
            kind=form.kind or None,
            like=form.like or None,
            profile=form.profile(),
            facts=(*parse_facts(form.facts), *self.figures.lists()),
        )

    # ------------------------------------------------------------------ reviews

    def review(
        self, findings: Iterable[Finding], verdict: Verdict, reason: str, among: Sequence[Finding] = ()
    ) -> None:
        """Remember what the reviewer says of findings, out of all those `among` which they stand.

        Raises:
            InputError: a finding is accepted without a reason.
        """
        if verdict == "accepted" and not reason.strip():
            raise InputError(
                "Chấp nhận một phát hiện thì cần ghi lý do: điền vào ô “Lý do”.",
                "A finding is accepted with a reason: fill in “Reason”.",
            )
        draft_id = self.current_id()
        names = {n: None for f in findings for n in names_kept(f, among)} if draft_id else {}
        for name in names:
            self.library.workspace.review(str(draft_id), name, verdict, reason.strip(), OWNER)

    def reviews(self) -> dict[str, Review]:
        """What was said of the current draft's findings, by the names it was kept under (see `review_list`)."""
        draft_id = self.current_id()
        return self.library.workspace.reviews(draft_id) if draft_id else {}
