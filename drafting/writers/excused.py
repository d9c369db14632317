"""What of a sentence needs no excuse: what is edited, and members named for numbers of this period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.writers.edits import Edit
from drafting.writers.member_runs import bare
from drafting.writers.view import PrecedentView

_LED = re.compile(r"\b(?:điển hình|tiêu biểu)\s+(?:như|là)\s*(?:các\s+)?$", re.IGNORECASE)


def scoped(seen: PrecedentView, start: int, end: int) -> list[Edit]:
    """Where the sentence names a member for a number that this period's figures give: no name of then."""
    text = seen.report.text
    found = []
    for mention in seen.mentions_in(start, end):
        candidate = seen.candidate(mention)
        if candidate is None or not mention.scope or not candidate.scope:
            continue
        name = bare(mention.scope)
        at = text.rfind(name, start, mention.reading.start)
        at = at if at >= 0 else text.find(name, mention.reading.end, end)
        if at >= 0 and bare(candidate.scope) == name:
            found.append(Edit(at, at + len(name)))
    return found


def masked(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """The sentence with what is edited blanked: names in it need no excuse, nor the words that led a list."""
    chars = list(text[start:end])
    for edit in edits:
        at = edit.start
        if edit.piece is not None:
            lead = _LED.search(text, max(start, at - 40), at)
            at = lead.start() if lead else at
        chars[at - start : edit.end - start] = " " * (edit.end - at)
    return "".join(chars)
