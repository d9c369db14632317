"""Runs the rules over a document and puts their findings in order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from corpus import collector
from corpus.confusables import Usage
from corpus.types import Report
from drafting.alignment import Faults
from drafting.checks import build, by_part
from drafting.checks.arbitrate import arbitrate
from drafting.checks.document import Document
from drafting.checks.misread import misread
from drafting.checks.otherwise import told_otherwise
from drafting.checks.parts import Part, whole
from drafting.checks.parts import parts as parts_of
from drafting.checks.proved import proved
from drafting.checks.registry import RULES, Rule
from drafting.checks.unused import unused
from drafting.checks.within_text import accounts, stands_apart
from drafting.numbers.types import Reading
from drafting.types import Alignment, CheckedNumber, CheckResult, FigureTable, Finding


@collector.paused()  # a sixth of a check's time
def check(
    report: Report,
    table: FigureTable | None = None,
    *,
    precedent: Report | None = None,
    period: str | None = None,
    unit: str | None = None,
    own_places: Sequence[str] = (),
    today: datetime.date | None = None,
    usage: Usage | None = None,
    legal: Sequence[Mapping[str, str]] = (),
) -> CheckResult:
    """Checks a report against figures, its precedent and itself.

    Args:
        report: the draft or any report.
        table: this period's figures; None to check the report against itself only.
        precedent: the past report it follows, for stale numbers and leaks.
        period: what period it is about, where the report doesn't say.
        unit: whose report it is, where the report doesn't say.
        own_places: places of the unit itself, never a leak.
        today: the date to judge by where the report bears none.
        usage: which words the library's reports use, so that a rare form beside a usual one is doubted.
        legal: a user's own lines of the legal base (the columns of data/legal.tsv), which come first.

    Returns:
        Findings in order of place, the status of every number, and faults of rules that crashed.
    """

    def document(of: Report, faults: Faults) -> Document:
        return build.document(
            of,
            table,
            precedent=precedent,
            period=period,
            unit=unit,
            own_places=own_places,
            today=today,
            usage=usage,
            faults=faults,
            legal=legal,
        )

    def again(edited: Report) -> Sequence[Finding]:
        changed = document(edited, unheard := Faults())
        return _findings(changed, _parts(changed, unheard), unheard)

    faults = Faults()
    checked = document(report, faults)
    parts = _parts(checked, faults)
    findings = _findings(checked, parts, faults)
    findings = faults.attempt(
        "proved", lambda: tuple(proved(checked, parts, findings, again)), tuple(findings)
    )
    no_keys: tuple[str, ...] = ()
    numbers = tuple(by_part.numbers(parts, _number, faults))
    not_used = faults.attempt("unused", lambda: checked.view(unused), no_keys)
    return CheckResult(report.text, numbers, tuple(findings), not_used, tuple(faults.lines))


def _parts(document: Document, faults: Faults) -> Sequence[Part]:
    return faults.attempt("parts", lambda: document.view(parts_of), whole(document))


def _findings(document: Document, parts: Sequence[Part], faults: Faults) -> Sequence[Finding]:
    found = [f for rule in RULES for f in _run(rule, document, parts, faults)]
    doubted = faults.attempt("misread", lambda: [f for f in found if not misread(document, f)], found)
    doubted = faults.attempt(
        "otherwise", lambda: [f for f in doubted if not told_otherwise(document, f)], doubted
    )
    return faults.attempt("arbitrate", lambda: arbitrate(doubted), tuple(doubted))


def _run(rule: Rule, document: Document, parts: Sequence[Part], faults: Faults) -> Sequence[Finding]:
    if rule.name in by_part.BY_PART:
        return list(by_part.findings(parts, rule, faults))
    nothing: Sequence[Finding] = ()
    return faults.attempt(rule.name, lambda: list(rule.check(document)), nothing)


def _number(document: Document, reading: Reading) -> CheckedNumber:
    figure = reading.figure and _counts(document, reading.start)
    one = _checked(reading.quote, reading.start, reading.end, document.aligned.get(reading.start), figure)
    if not document.table:
        return one
    if one.status == "mismatched" and stands_apart(document, reading.start):
        return CheckedNumber(one.quote, one.start, one.end, "unsupported")
    known = document.view(accounts)
    within = known.expressions.get(reading.start)
    if within and (one.status == "unsupported" or reading.start in known.rests):
        return CheckedNumber(one.quote, one.start, one.end, "derived", None, within)
    return one


def _counts(document: Document, start: int) -> bool:
    """False for a number that is no statement: where figures are at hand, one without a mention."""
    return not document.any_mentions or start in document.mention_at


def _checked(quote: str, start: int, end: int, aligned: Alignment | None, figure: bool) -> CheckedNumber:
    if not figure:
        return CheckedNumber(quote, start, end, "ignored")
    if aligned is None or aligned.chosen is None:
        return CheckedNumber(quote, start, end, "unsupported")
    expression = aligned.chosen.expression
    key = expression if aligned.chosen.keys == (expression,) else None
    return CheckedNumber(quote, start, end, aligned.status, key, None if key else expression)
