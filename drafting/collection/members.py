"""What members sent: whose a file is, and its figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import corpus
from corpus import periods
from corpus.types import Report
from corpus.units import fold, parse_unit
from drafting import figures
from drafting.alignment import similarity
from drafting.alignment.similarity import telling
from drafting.collection.naming import catalogued
from drafting.collection.statements import as_written, statements
from drafting.figures import NO_MEMORY, Memory
from drafting.numbers.types import Reading
from drafting.types import Figure, FigureTable, Finding, SentenceSource

_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".md", ".txt", ".pdf")
_UNIT_LINE = re.compile(
    r"(?i)^\W*(?:(?:tên )?đơn vị(?: báo cáo)?\s*:\s*)?((?:ubnd |ủy ban nhân dân |uỷ ban nhân dân )?"
    r"(?:xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|thôn|trường)\s+\S.{0,50})$"
)
# With the same value, words so near tell of the same thing.
_NEAR = 0.5
# So many telling syllables name something.
_TELLING = 2
_ROLES = ("actual", "plan", "same-period", "target")


@dataclass(frozen=True, slots=True)
class Sent:
    """A member's file as read.

    Attributes:
        member: its name (`Xã An Bình`), None where the file holds several members' figures.
        guessed: the name is from the file's name only.
        period: what the file says it is about.
    """

    file: str
    member: str | None
    guessed: bool
    period: str | None
    table: FigureTable


def read_member(path: Path, memory: Memory = NO_MEMORY) -> Sent:
    """Read a filled table, or a report as Word, PDF or text.

    Raises:
        InputError: for a file that can't be read.
    """
    if path.suffix.lower() in _DOCUMENTS and not _is_table(path):
        report = corpus.read_file(path)
        name = member_name(report.meta.unit)
        return Sent(
            path.name, name or _of_file(path), not name, report.meta.period, figures_of_report(report)
        )
    read = figures.read_grids(figures.file_grids(path), None, memory)
    table, titles = read.table, read.titles
    scopes = table.members()
    if len(scopes) > 1:
        return Sent(path.name, None, False, _period(table), table)
    named = next((n for t in titles for line in t.split("\n") if (n := _in_line(line))), "")
    name = named or (scopes[0] if scopes else "")
    return Sent(path.name, name or _of_file(path), not name, _period(table), table)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() == ".txt" and b"\t" in path.read_bytes()[:2000]


def _in_line(line: str) -> str:
    match = _UNIT_LINE.match(line.strip())
    return member_name(match[1]) if match else ""


def member_name(unit: str) -> str:
    """`UBND xã An Bình` as a column's head: `Xã An Bình`."""
    if not unit:
        return ""
    read = parse_unit(unit)
    name = f"{read.kind_word} {read.name}".strip() if read.name else unit.strip()
    return name[:1].upper() + name[1:]


def member_key(name: str) -> str:
    """What tells members apart: `UBND xã An Bình`, `Xã An Bình` and `An Bình` are one."""
    return fold(parse_unit(name).name or name)


def _of_file(path: Path) -> str:
    words = re.sub(r"[-_.]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]


def _period(table: FigureTable) -> str | None:
    known = [f.period for f in table.figures if f.role == "actual" and f.period]
    return max(set(known), key=lambda p: (known.count(p), p)) if known else None


def figures_of_report(report: Report) -> FigureTable:
    """The figures of a report's tables, then what its text states of the whole unit."""
    found = figures.from_report_tables(report)
    known = {(fold(f.label), f.role) for f in found.figures}
    by_value: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in found.figures:
        by_value[figure.role, figure.unit].append(figure)
    stated = [
        f for f in _stated(report)
        if (fold(f.label), f.role) not in known and not any(_told(f, t) for t in by_value[f.role, f.unit])
    ]  # fmt: skip
    return FigureTable((*found.figures, *stated), found.findings)


def _told(stated: Figure, cell: Figure) -> bool:
    """The text tells again what a cell of the report's own table has: the value, under nearly its name."""
    if cell.value is None or cell.of != stated.of or (cell.scope is not None) != (stated.scope is not None):
        return False
    low, high = stated.low or stated.value, stated.high or stated.value
    near = low is not None and high is not None and low <= cell.value <= high
    return near and similarity(stated.label, cell.label) >= _NEAR


def _stated(report: Report) -> Iterator[Figure]:
    own = member_key(report.meta.unit) if report.meta.unit else ""
    for statement in statements(report):
        reading = statement.reading
        usable = statement.role in _ROLES and not statement.in_table and _names(statement.label)
        if not usable or reading.value is None or not _of_whole(statement.scope, own):
            continue
        unit, _ = as_written(statement)
        yield Figure(
            key=f"S{statement.mention}", indicator="", label=statement.label, scope=None, role=statement.role,
            value=reading.value, unit=statement.unit, written=_digits(reading, unit), written_unit=unit,
            source=SentenceSource(report.name, statement.sentence, statement.start, statement.end),
            period=statement.period, of=reading.of, low=reading.low, high=reading.high,
        )  # fmt: skip


def _names(label: str) -> bool:
    """True for words that tell an indicator from others: `Tỷ lệ`, `Hộ` alone don't."""
    return bool(label) and (telling(label) >= _TELLING or bool(catalogued(label)))


def _digits(reading: Reading, unit: str) -> str:
    """The number without the scale word that its unit has: `8,7` of `8,7 tỷ`, in `tỷ đồng`."""
    scaled = reading.scale_word and unit.startswith(reading.scale_word)
    return reading.quote.removesuffix(reading.scale_word).rstrip() if scaled else reading.quote


def _of_whole(scope: str | None, own: str) -> bool:
    return scope is None or figures.is_total(scope) or member_key(scope) == own


def of_period(sent: Sequence[Sent], wanted: str | None = None) -> tuple[list[Sent], list[Finding]]:
    """Leave out what is about another period than `wanted`, or than most: a past report is no member's figures now."""
    known = [s.period for s in sent if s.period]
    if not known:
        return list(sent), []
    wanted = wanted or max(set(known), key=lambda p: (known.count(p), p))
    kept = [s for s in sent if s.period in (None, wanted)]
    findings = [
        Finding(
            "figure-stale", "warning", s.period or "", None, None, s.file,
            f"«{s.file}» là số liệu {periods.period_words(s.period or '')}, không phải "
            f"{periods.period_words(wanted)}; không đưa vào bảng tổng hợp.",
        )
        for s in sent if s not in kept
    ]  # fmt: skip
    return kept, findings


def figures_of(sent: Sent) -> Iterator[tuple[str, Figure]]:
    """Member and figure of what can be consolidated: results, plans, last year's; no computed columns."""
    for figure in sent.table.figures:
        if figure.role not in _ROLES or (figure.value is None and figure.text is None):
            continue
        if sent.member is not None:
            # A place inside the member's unit isn't a member.
            if figure.scope is None or member_key(figure.scope) == member_key(sent.member):
                yield sent.member, replace(figure, scope=sent.member)
        elif figure.scope is not None:
            yield figure.scope, figure
