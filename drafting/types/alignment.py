"""Mentions in a text and what they state over figures. Offsets are into the document's text."""

from __future__ import annotations

from decimal import Decimal

from drafting.numbers.records import record
from drafting.numbers.types import Reading
from drafting.types.figures import Role, Status


@record
class Mention:
    """A number in a text with the statement that its words make.

    Attributes:
        index: its place among the document's mentions.
        reading: the number; offsets into the document's text.
        sentence, clause: spans around it.
        subject: the words that name the indicator (the head of its list included).
        scope: the member unit or locality named for it, or None.
        role: what the words say of it (`actual`, `plan`, `growth`, …).
        path: headings above it, from the top.
        section: number of its section.
        list_id: shared by the items of one list, else None; `head` is the mention of the stated total.
        partial: True where the list's words say that it is partial (`tiêu biểu`, `điển hình`, `trong đó`).
        companion_of: the mention whose indicator it shares in another role (`(đạt 94,57%)`).
        table: (table, row, column) where it stands in a table.
    """

    index: int
    reading: Reading
    sentence: tuple[int, int]
    clause: tuple[int, int]
    subject: str
    scope: str | None
    role: Role
    path: tuple[str, ...] = ()
    section: str = ""
    list_id: int | None = None
    head: int | None = None
    partial: bool = False
    companion_of: int | None = None
    table: tuple[int, int, int] | None = None


@record
class Candidate:
    """A statement over figures that a mention may make.

    Attributes:
        expression: a key (`F012`) or a formula over keys (`(F012-F014)/F014*100`).
        keys: the figures in it.
        value, low, high: what it gives now.
        score: how well the words fit, 0 to 1; the value plays no part in it.
    """

    expression: str
    keys: tuple[str, ...]
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    role: Role
    scope: str | None
    score: float


@record
class Alignment:
    """What a mention states: its candidates, best first, and the one chosen.

    Attributes:
        margin: score of the best minus that of the best other indicator.
        clear: the words alone decide (an accusation may rest on it).
        agrees: the chosen candidate's interval meets the mention's.
    """

    mention: int
    candidates: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    margin: float = 0.0
    clear: bool = False
    agrees: bool = False
    status: Status = "unsupported"
