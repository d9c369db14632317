"""Reads what a report is about."""

from __future__ import annotations

import re

from corpus.meta.back import read_recipients, read_signer
from corpus.meta.front import Front, kind_of, read_front
from corpus.meta.members import read_members
from corpus.meta.unit import province_of, read_issuer
from corpus.periods import find_periods, parse_period
from corpus.types import BlockKind, Level, Meta, Report, ReportKind, Signer
from corpus.units import fold, parse_unit

# Half a school year has no code of its own.
_TERM = re.compile(r"\bhoc ki\b")
# Before a year that lies ahead of what is told, or that it began from.
_NOT_OWN = re.compile(
    r"\btu (?:(?!\b(?:nam \d|len|xuong|con|den)\b)[^;])*$"
    r"|\b(?:phan dau|muc tieu|nhiem vu|phuong huong|giai phap|ke hoach|du kien|du toan|den nam|tiep theo|dinh huong|tam nhin"
    r"|giai doan|chuan bi|huong toi|tien toi|chao mung)\b[^.;]*$"
)


def read_meta(report: Report) -> Meta:
    """The report's title, unit, period and the rest, from its title block, signature and text."""
    front = read_front(_lines(report, "front"))
    back = _lines(report, "back")
    signer = read_signer(back)
    kind, kind_sure = kind_of(front.title, report.text[:12000], front.letter)
    period, period_sure = _period(front, kind, report.text)
    issuer = read_issuer(front, signer, report.text, back)
    province = province_of(report.text, issuer.superior)
    own = issuer.unit.split(" ", 2)[-1] if issuer.unit else ""
    above = (issuer.superior.split(" ", 1)[-1], province)
    uncertain = {
        name
        for name, weak in (
            ("title", not front.title),
            ("kind", not kind_sure),
            ("unit", not issuer.sure),
            ("level", issuer.level is None),
            ("period", not period_sure),
            ("date", not front.date),
            ("superior", not issuer.superior),
        )
        if weak
    }
    return Meta(
        title=front.title,
        kind=kind,
        unit=issuer.unit,
        level=issuer.level,
        superior=issuer.superior,
        province=province,
        period=period,
        symbol=front.symbol,
        place=front.place,
        date=front.date,
        signer=signer,
        recipients=read_recipients(back),
        members=_with_lead(read_members(report.text, issuer.level, own, above), issuer.level, signer),
        uncertain=frozenset(uncertain),
    )


def _with_lead(members: tuple[str, ...], level: Level | None, signer: Signer) -> tuple[str, ...]:
    """A cluster's lead is a member too, though its letter names only the others."""
    match = re.search(r"(?i)(?:UBND|ủy ban nhân dân|uỷ ban nhân dân)\s+(.+)", signer.position)
    if not match or not members or not (level or "").startswith("cum"):
        return members
    lead = parse_unit(match[1]).name
    known = {fold(name) for name in members}
    return members if not lead or fold(lead) in known else (lead, *members)


def _lines(report: Report, kind: BlockKind) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if b.kind == kind]


def _period(front: Front, kind: ReportKind, text: str) -> tuple[str | None, bool]:
    """The period of the title; where it lacks one, the first of the text, weakly."""
    code = parse_period(front.about) or parse_period(front.title)
    if code:
        return code, not _TERM.search(fold(front.about or front.title))
    year = int(front.date[:4]) if front.date else None
    for source in (front.about, front.title):
        mentions = [m for m in find_periods(source, year) if not m.compared]
        if mentions:
            return mentions[0].code, False
    return _told(text[:6000], year), False


def _told(text: str, year: int | None) -> str | None:
    """The first period that a text tells results of, none that it begins from or that lies ahead.

    `giảm từ 40 hộ năm 2020 còn 12 hộ năm 2024` is of 2024.
    """
    told = [m for m in find_periods(text, year) if not m.compared]
    own = (m for m in told if not _NOT_OWN.search(fold(text[max(0, m.start - 80) : m.start])))
    first = next(own, told[0] if told else None)
    return first.code if first else None
