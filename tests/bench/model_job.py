"""The bundled library's plan and its precedent draft, for the benches of the model writer."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import samples
from corpus.reading import read_file
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.service.inputs import read_facts, read_profile
from drafting.types import Draft, Plan
from drafting.writers.base import WriteContext
from drafting.writers.model import Fallback
from tests.model.server import Messages


class Kept:
    """The precedent writer with its draft made once."""

    def __init__(self, writer: writers.PrecedentWriter, draft: Draft) -> None:
        self._writer = writer
        self._draft = draft

    def context(self) -> WriteContext:
        return self._writer.context()

    def write(self, plan: Plan) -> Draft:
        return self._draft


@dataclass(frozen=True)
class Job:
    plan: Plan
    base: Draft
    fallback: Fallback


def demo_job() -> Job:
    demo = samples.demo()
    stored = [StoredReport(p.stem, p.name, "", read_file(p)) for p in demo.reports]
    table = figures.read_tables(demo.figures, demo.period)
    plan = writers.make_plan(
        demo.unit, demo.period, "so-ket", read_profile(demo.profile, demo.unit), table, stored,
        library=None, outline=None, like=None, facts=read_facts(demo.facts),
    )  # fmt: skip
    writer = writers.PrecedentWriter({s.id: s.report for s in stored})
    base = writer.write(plan)
    return Job(plan, base, Kept(writer, base))


def base_text(messages: Messages) -> str:
    """The section's own draft, as the question has it."""
    question = next(m["content"] for m in messages if m["role"] == "user")
    return question.split("<<<\n")[1].split("\n>>>")[0]


def reworded(text: str) -> str:
    """Another wording of a section that says the same: each line begins with words of its own."""
    lines = text.split("\n")
    return "\n".join(
        line if line.startswith("{{TABLE") or not line else f"Trong kỳ, {line}" for line in lines
    )
