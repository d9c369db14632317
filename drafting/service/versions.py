"""Earlier versions of a section, whoever wrote them, and bringing one back without touching the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import InputError
from drafting.types import Draft, PlannedSection
from drafting.types.json import draft_from
from drafting.workspace.store import Workspace
from drafting.writers.base import SectionText
from drafting.writers.model_document import Body, bodies, with_bodies

MOST = 200
"""Revisions looked through, the newest first."""


@dataclass(frozen=True, slots=True)
class Version:
    """A section as it stood from one revision on until the next that changed it.

    Attributes:
        revision: the first that has it like this.
        at: when that was saved (ISO time); `reason` as saved with it.
        writer: `precedent`, `llm` or empty.
    """

    revision: int
    at: str
    reason: str
    writer: str
    text: str


def versions(workspace: Workspace, draft_id: str, number: str) -> list[Version]:
    """The different texts that a section of the draft has had, the present one first."""
    found: list[Version] = []
    for revision, at, _, reason in workspace.history(draft_id)[:MOST]:
        content = workspace.load(draft_id, revision)
        section = next((s for s in content["sections"] if s["number"] == number), None)
        if section is None:
            continue
        text = _own_text(content, section)
        version = Version(revision, at, reason, str(section.get("writer", "")), text)
        if found and found[-1].text == text:
            found[-1] = version  # the same text stood there earlier already
        else:
            found.append(version)
    return found


def _own_text(content: Mapping[str, Any], section: Mapping[str, Any]) -> str:
    """The section's own lines: after its heading, before its first child."""
    text = str(content["text"])
    start, end = int(section["start"]), int(section["end"])
    later = [int(s["start"]) for s in content["sections"] if start < int(s["start"]) < end]
    lines = text[start : min([*later, end])].strip()
    _, _, rest = lines.partition(str(section["heading"]))
    return rest.lstrip(" :.\n") if section["heading"] and rest else lines


def brought_back(workspace: Workspace, draft_id: str, current: Draft, number: str, revision: int) -> Draft:
    """The draft with one section as it was in a revision, its bound numbers and gaps with it.

    Raises:
        InputError: the section isn't in both.
    """
    old = draft_from(workspace.load(draft_id, revision))
    before, parts = _body(old, number), _parts(current)
    now = next((b for b in parts if current.sections[b.index].number == number), None)
    if before is None or now is None:
        raise InputError(
            "Không đưa lại được bản cũ của mục này: đề mục đã thay đổi.",
            "This version can't be brought back: the heading has changed.",
        )
    section = old.sections[before.index]
    text: SectionText = replace(before.text, writer=section.writer, note=section.note)
    held = {f.key for f in current.figures}
    figures = (*current.figures, *(f for f in text.figures if f.key not in held))
    return with_bodies(replace(current, figures=figures), {now.index: text}, parts)


def _body(draft: Draft, number: str) -> Body | None:
    return next((b for b in _parts(draft) if draft.sections[b.index].number == number), None)


def _parts(draft: Draft) -> list[Body]:
    planned = [PlannedSection(s.number, s.label, s.heading, s.level) for s in draft.sections]
    return bodies(draft, planned)
