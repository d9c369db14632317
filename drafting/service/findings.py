"""Findings kept as JSON, and how one is recognised again after edits around it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from drafting.types import FigureRef, Finding, Fix, Place
from drafting.types.json import source_from

Mark = TypeVar("Mark")


def finding_from(data: Mapping[str, Any]) -> Finding:
    """A finding from the contract's JSON."""
    fix = data.get("fix")
    return Finding(
        code=data["code"],
        severity=data["severity"],
        quote=data["quote"],
        start=data["start"],
        end=data["end"],
        sentence=data["sentence"],
        message=data["message"],
        expected=data.get("expected"),
        evidence=tuple(_evidence(e) for e in data.get("evidence", ())),
        fix=Fix(**fix) if fix else None,
    )


def _evidence(data: Mapping[str, Any]) -> FigureRef | Place:
    if "quote" in data:
        return Place(data["quote"], data["start"], data["end"])
    source = data.get("source")
    return FigureRef(data["figure"], source_from(source) if source else None)


# So many words before it say which number of its sentence a finding is about.
_WORDS = 5
# A number of so many digits says by itself which finding it is, where no other one has it.
_TELLING = 3
_ANY = "*"


def finding_id(finding: Finding) -> str:
    """Names a finding by what it is about and the words right before it, so that edits around it change nothing.

    What another version of the rules may word otherwise (the message, which of the codes of a contradicted figure,
    how the right value is written) is left out.
    """
    return _name(finding, _place(finding), _value(finding.expected))


def names_kept(finding: Finding) -> tuple[str, ...]:
    """The names under which a reviewer's mark of a finding is kept."""
    values = (_value(finding.expected), _ANY)
    return tuple(_name(finding, place, value) for place in _places(finding) for value in values)


def marks(findings: Sequence[Finding], kept: Mapping[str, Mark]) -> tuple[Mark | None, ...]:
    """What was said of each finding, found again by its words, else by its number where no other one has it."""
    shared = Counter(name for f in findings for name in set(_sought(f)[1]))
    found = []
    for finding in findings:
        sure, likely = _sought(finding)
        names = [*sure, *(n for n in likely if shared[n] == 1)]
        found.append(next((kept[n] for n in names if n in kept), None))
    return tuple(found)


def _sought(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that a mark may have been kept under: by the words beside it, and by the number alone.

    A mark of a discrepancy with one right value is none of that with another; it is where none was offered.
    """
    value = _value(finding.expected)
    values = (value, "") if value else ("", _ANY)
    first, *others = _places(finding)
    sure = tuple(_name(finding, first, v) for v in values)
    return (*sure, _named_once(finding)), tuple(_name(finding, p, v) for p in others for v in values)


def _name(finding: Finding, place: str, value: str) -> str:
    words = "\x1f".join((_family(finding.code), finding.quote, place, value))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _family(code: str) -> str:
    """One name for the codes that say in which way a number contradicts its figure."""
    from drafting.checks.arbitrate import FIGURE_CODES

    return "figure" if code in FIGURE_CODES else code


def _value(written: str | None) -> str:
    """A right value without what may be written otherwise: its unit, noughts behind the comma."""
    digits = re.sub(r"[^\d,]", "", written or "")
    return (digits.rstrip("0").rstrip(",") if "," in digits else digits) or (written or "")


def _places(finding: Finding) -> tuple[str, ...]:
    """What says which finding of its kind it is: the words beside it, then its own number alone."""
    if sum(c.isdigit() for c in finding.quote) >= _TELLING:
        return _place(finding), ""
    return (_place(finding),)


def _place(finding: Finding) -> str:
    """The words before the quote, or behind it where it begins its sentence; without a place, the cells it cites."""
    if not finding.quote:
        cells = [repr(e.source) for e in finding.evidence if isinstance(e, FigureRef)]
        return " ".join([*cells, *re.findall(r"\d+", finding.message)]) if cells else finding.message
    before, quote, behind = finding.sentence.partition(finding.quote)
    said = re.findall(r"[^\W\d_]+", before)[-_WORDS:] or re.findall(r"[^\W\d_]+", behind)[:_WORDS]
    return " ".join(said).lower() if quote else finding.sentence


def _named_once(finding: Finding) -> str:
    """The name that marks were kept under before this version."""
    lead = ""
    if finding.quote:
        before, quote, _ = finding.sentence.partition(finding.quote)
        lead = " ".join(re.findall(r"[^\W\d_]+", before)[-_WORDS:]).lower() if quote else finding.sentence
    place = lead or finding.message
    words = "\x1f".join((finding.code, finding.quote, place, finding.expected or ""))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
