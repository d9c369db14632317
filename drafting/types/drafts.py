"""Drafts and plans. Offsets are into the draft's whole text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drafting.types.figures import Figure, FigureTable


@dataclass(frozen=True, slots=True)
class Binding:
    """Ties a span of the draft's text to a figure or to an expression over figures."""

    quote: str
    start: int
    end: int
    figure: str | None = None
    expression: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A visible place that says what is missing; `proposal` is last period's value where it may hold."""

    start: int
    end: int
    message: str
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class PrecedentRef:
    """A section of a past report, with the score it was found with."""

    report: str
    section: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A precedent's sentence particular to the past, offered at its place, not in the text."""

    at: int
    text: str
    reason: str
    precedent: PrecedentRef


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of a draft; spans are offsets into the whole draft's text."""

    number: str
    label: str
    heading: str
    level: int
    start: int
    end: int
    numbers: tuple[Binding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    precedents: tuple[PrecedentRef, ...] = ()
    writer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table of the draft: its span in the text (rows as lines, cells by tabs)."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The unit as the title block and the signature need it; what isn't known is empty (a gap).

    Attributes:
        superior: body printed above (`UBND HUYỆN …`), empty for a people's committee or council.
        issuer: issuing body as printed (`ỦY BAN NHÂN DÂN` newline `XÃ X`), empty to derive from `unit`.
        report_to: the body reported to in the prose (`UBND huyện Y`).
        own_places: villages and places of the unit, no leak in its own report.
    """

    unit: str
    superior: str = ""
    issuer: str = ""
    place: str = ""
    symbol: str = ""
    date: str = ""
    authority: str = ""
    position: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    report_to: str = ""
    province: str = ""
    members: tuple[str, ...] = ()
    own_places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the clerk's facts, under the heading of the section it is for.

    Attributes:
        file: the table whose line it is, where it is a row of a list of names; empty for the clerk's own words.
    """

    heading: str
    text: str
    line: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft report, complete: with what it was made from it can be checked and exported alone.

    `numbers` and `gaps` hold all, title block and signature included. `exchanges` are what was said with a
    language model for it, as JSON; the drafts of the database keep theirs beside them.
    """

    title: str
    unit: str
    period: str
    kind: str
    writer: str
    outline_from: str
    text: str
    sections: tuple[DraftSection, ...] = ()
    numbers: tuple[Binding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    tables: tuple[DraftTable, ...] = ()
    figures: tuple[Figure, ...] = ()
    profile: Profile = Profile(unit="")
    facts: tuple[Fact, ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    exchanges: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section to be written: its heading for this period, its figures, the precedents to follow.

    Attributes:
        figures: keys of the figures that belong here.
        inline: heading and text share a line (`8. Công tác khác: Không có.`).
        table: the indicator table stands here.
        targets: this year's plan is told here as a task.
        hint: what the section has to tell, as the guidance document or the built-in outline says.
        words: sentences that may stand here where no precedent gives any; no fact of a period in them.
    """

    number: str
    label: str
    heading: str
    level: int
    figures: tuple[str, ...] = ()
    precedents: tuple[PrecedentRef, ...] = ()
    facts: tuple[Fact, ...] = ()
    inline: bool = False
    table: bool = False
    targets: bool = False
    hint: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be written, the same for every writer.

    Attributes:
        follows: id of the report whose structure and wording come first, or empty.
        notes: what a person should know of how the plan was made.
    """

    unit: str
    period: str
    kind: str
    title: str
    profile: Profile
    outline_from: str
    sections: tuple[PlannedSection, ...]
    figures: FigureTable = field(default_factory=FigureTable)
    follows: str = ""
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
