"""A section to be written by a model, and the question put to it, cut to what the model can take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import prompts
from drafting.writers.base import SectionText
from drafting.writers.model_client import ChatModel
from drafting.writers.model_faults import ModelFaultError
from drafting.writers.model_form import so_far
from drafting.writers.model_references import Briefing, listing
from drafting.writers.model_review import Allowed
from drafting.writers.model_types import Exchange, Message, Reply, Round, Usage

OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A section to be written.

    Attributes:
        path: its headings from the top.
        base: the precedent writer's text.
        precedents: masked past sections, the most useful first.
        judge: errors that the checks find in a text of this section, as (start, end, message).
        praise: what in a sentence praises a figure that got worse, or empty.
        wish: what the clerk wants of it, in words.
        on_text: called with the answer so far.
    """

    number: str
    path: tuple[str, ...]
    unit: str
    period: str
    base: SectionText
    briefing: Briefing
    permitted: Allowed
    precedents: tuple[str, ...]
    judge: Callable[[SectionText], Sequence[tuple[int, int, str]]]
    praise: Callable[[SectionText], str]
    wish: str = ""
    on_text: OnText | None = None


def asked(task: Task, model: ChatModel, exchange: Exchange, history: list[Message]) -> Reply:
    """Ask; what is too long for the model is cut: the least useful precedents first, then what was said before.

    Raises:
        ModelFaultError: no answer came.
        StoppedError: the writing was stopped.
    """
    kept = _fitting(task, model, history, len(task.precedents))
    while True:
        messages = _messages(task, model, kept, history)
        try:
            reply = model.ask(messages, _shown(task))
        except ModelFaultError as fault:
            exchange.rounds.append(
                Round(tuple(messages), fault=fault.kind, usage=Usage(requests=fault.requests))
            )
            if fault.kind != "context" or (not kept and not history):
                raise
            model.meter.too_long(fault.said, _tokens(model, messages))
            if kept:
                kept = _fitting(task, model, history, kept - 1)
            else:
                history.clear()
            continue
        exchange.rounds.append(Round(tuple(messages), reply.text, usage=reply.usage))
        return reply


def _fitting(task: Task, model: ChatModel, history: Sequence[Message], most: int) -> int:
    """How many precedents fit, `most` at most; all where the model's limit isn't known."""
    room = model.meter.room()
    if not room:
        return most
    kept = most
    while kept and _tokens(model, _messages(task, model, kept, history)) > room:
        kept -= 1
    return kept


def _tokens(model: ChatModel, messages: Sequence[Message]) -> int:
    # Roles and separators take a few tokens a message.
    return model.meter.count("\n".join(text for _, text in messages)) + 8 * len(messages)


def _shown(task: Task) -> OnText | None:
    """What the model has said so far, with the numbers in their places, for a person who watches."""
    on_text = task.on_text
    if on_text is None:
        return None
    return lambda raw: on_text(preview(so_far(raw.lstrip()), task.briefing))


def preview(text: str, briefing: Briefing) -> str:
    """Words that are still coming, with what their references stand for."""
    for name, reference in briefing.references.items():
        whole = f"{reference.before}{reference.quote}{reference.after}"
        text = text.replace(f"{{{{{name}}}}}", whole)
    return text.replace("{{", "[").replace("}}", "]")


def _messages(task: Task, model: ChatModel, kept: int, history: Sequence[Message]) -> list[Message]:
    form = prompts.load("answer_json" if model.schema else "answer_text").render().strip()
    rules = prompts.load("section_rules").render(form=form)
    return [("system", rules), ("user", _question(task, kept)), *history]


def _question(task: Task, kept: int) -> str:
    text = task.briefing.text.replace("<<<", "").replace(">>>", "").strip()
    return prompts.load("section").render(
        unit=task.unit,
        period=task.period,
        headings=" > ".join(task.path),
        figures=listing(list(task.briefing.references.values())) or "(không có)",
        draft=text or "(chưa có)",
        precedents="\n---\n".join(task.precedents[:kept]) or "(không có)",
        wish=f"\nYêu cầu riêng của người soạn: {' '.join(task.wish.split())}\n" if task.wish else "",
    )
