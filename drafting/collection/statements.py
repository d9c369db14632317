"""The numbers of a past report as statements: what each says, of which place, in which role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus import periods
from corpus.types import Report
from drafting.alignment import mentions
from drafting.alignment.catalogue import catalogue
from drafting.alignment.similarity import Index, Lexicon
from drafting.numbers.types import Reading
from drafting.types.alignment import Mention
from drafting.types.figures import Role

# Roles that code works out from others: nobody has to be asked for them.
_COMPUTED: frozenset[Role] = frozenset({"growth", "of-plan", "remaining", "share"})
# Words so near an indicator of the catalogue are called by its name there.
_SAME = 0.93
_LEADING = re.compile(
    r"^(?:đến nay|hiện nay|hiện|toàn (?:xã|cụm|huyện|tỉnh)|các (?:xã|huyện|đơn vị)(?: trong cụm)?|trong (?:kỳ|năm)|đã|có|được"
    r"|số|với|và|trên địa bàn(?: (?:xã|huyện|cụm))?|công tác|về)\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReportStatement:
    """A number of a report and what it states.

    Attributes:
        mention: its index among the report's mentions.
        label: the indicator, as a person would write it in a form (`Tổng đàn gia súc`).
        scope: member unit or locality, None for the whole.
        role: what the words say of it; `computed` is True where other figures give it (growth, of plan …).
        reading: the number as read; `unit`: its unit, empty where none is written.
        sentence: the sentence it stands in; `start`, `end` its span in the report's text.
        period: which period it speaks of, None where nothing tells.
        section: number of its section; `path`: the headings above it.
        in_table: True for a cell of the report's own table.
    """

    mention: int
    label: str
    scope: str | None
    role: Role
    reading: Reading
    unit: str
    sentence: str
    start: int
    end: int
    period: str | None
    section: str = ""
    path: tuple[str, ...] = ()
    computed: bool = False
    in_table: bool = False


def statements(report: Report) -> list[ReportStatement]:
    """Every number of the report that states something, in order of the text."""
    return [_statement(report, m) for m in mentions(report) if m.subject]


def _statement(report: Report, mention: Mention) -> ReportStatement:
    start, end = mention.sentence
    reading = mention.reading
    return ReportStatement(
        mention=mention.index,
        label=label_of(mention),
        scope=mention.scope,
        role=mention.role,
        reading=reading,
        unit="%" if reading.kind == "percent" else reading.unit or "",
        sentence=" ".join(report.text[start:end].split()),
        start=start,
        end=end,
        period=_period(report, mention),
        section=mention.section,
        path=mention.path,
        computed=mention.role in _COMPUTED,
        in_table=mention.table is not None,
    )


def label_of(mention: Mention) -> str:
    """The indicator's name for a person: the catalogue's, where the words are nearly those, else the words."""
    words = _tidy(mention.subject)
    if mention.table is not None or not words:
        return words
    found = _index().search(words, least=_SAME, keep=1)
    return catalogue().indicators[found[0][0]].label if found else words


def _tidy(subject: str) -> str:
    parts = [_part(p) for p in subject.split(": ")]
    return ": ".join(dict.fromkeys(p for p in parts if p))


def _part(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;:.-–")
    while (shorter := _LEADING.sub("", words)) != words:
        words = shorter
    return words[:1].upper() + words[1:]


def _period(report: Report, mention: Mention) -> str | None:
    period = report.meta.period
    if period is None:
        return None
    if mention.role == "same-period":
        return periods.previous_year(period)
    if mention.role == "target":
        return None
    return period


@cache
def _index() -> Index:
    wordings = [(n, w, 1.0) for n, i in enumerate(catalogue().indicators) for w in i.wordings]
    return Index(Lexicon(), wordings)
