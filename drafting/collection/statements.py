"""The numbers of a past report as statements: what each says, of which place, in which role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus import periods
from corpus.types import Report
from drafting import numbers
from drafting.alignment import mentions, units
from drafting.alignment.catalogue import catalogue
from drafting.alignment.pool import catalogue_index
from drafting.numbers.types import Reading
from drafting.types.alignment import Mention
from drafting.types.figures import Role

# Roles that code works out from others: nobody has to be asked for them.
_COMPUTED: frozenset[Role] = frozenset({"growth", "of-plan", "remaining", "share"})
# Words so near an indicator of the catalogue are called by its name there.
_SAME = 0.93
# Longer labels are prose around a number; what is counted in them begins the name.
_LONG, _LONGEST = 12, 16
_RATE = re.compile(
    r"tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tốc độ|cơ cấu|công suất|độ che phủ|chỉ số|tỷ suất|mức độ|tăng|giảm",
    re.IGNORECASE,
)
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


def as_written(statement: ReportStatement) -> tuple[str, Decimal | str]:
    """Unit and number as the text has them: `9.317 tỷ đồng` is 9317 in `tỷ đồng`; words for a ratio."""
    reading = statement.reading
    unit = " ".join(part for part in (reading.scale_word, statement.unit) if part)
    if reading.value is None or reading.of is not None:
        return unit, reading.quote
    known = numbers.base_unit(unit) if unit else None
    if known is None or known.factor != reading.scale:
        return statement.unit, reading.value
    return unit, reading.value / reading.scale


def label_of(mention: Mention) -> str:
    """The indicator's name for a person: the catalogue's, where the words are nearly those, else the words.

    A name of the catalogue is taken only where it is measured in the number's kind of unit.
    """
    words = _tidy(mention.subject)
    if mention.table is not None or not words:
        return words
    reading = mention.reading
    family = "percent" if reading.kind == "percent" else units.family(reading.unit)
    for number, _ in catalogue_index().search(words, least=_SAME, keep=4):
        if _measured_so(catalogue().indicators[number].family, family):
            return catalogue().indicators[number].label
    return _readable(words, mention)


def _measured_so(known: str, said: str) -> bool:
    """True where an indicator of one unit family may be stated in the other."""
    if not said or known == said:
        return True
    counts = {"count", "livestock", "point", ""}
    return known in counts and said in counts


def _readable(words: str, mention: Mention) -> str:
    """The words as a name: a percentage is a rate, a long count begins with what is counted."""
    reading = mention.reading
    if reading.kind == "percent" and mention.role in {"actual", "plan", "same-period", "target"}:
        *parents, last = words.split(": ")
        known = _RATE.search(words) or units.family(reading.unit) not in {"percent", ""}
        return words if known else ": ".join([*parents, f"Tỷ lệ {last[:1].lower()}{last[1:]}"])
    counted = reading.unit or ""
    if len(words.split()) > _LONG and counted and units.family(counted) == "count":
        pattern = rf"(?<!\w){re.escape(counted)}(?=(?:\s+[^\s:]+){{3,}}\s*$)"
        found = list(re.finditer(pattern, words[1:], re.IGNORECASE))
        if found:
            name = " ".join(words[1 + found[-1].start() :].split()[:_LONGEST])
            return f"Số {name[:1].lower()}{name[1:]}"
    return words


def _tidy(subject: str) -> str:
    parts = [_part(p) for p in subject.split(": ")]
    return ": ".join(dict.fromkeys(p for p in parts if p))


def _part(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;:.-–")
    if words.count("(") != words.count(")"):
        words = words.split("(")[0].strip() if "(" in words else words.replace(")", " ").strip()
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
