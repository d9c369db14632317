"""Findings kept as JSON, and how one is recognised again after edits around it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
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


# So many words before it say which number of its sentence a finding is about; so few do where no other one has them.
_WORDS, _BEFORE, _BEHIND = 5, 3, 2
_SEVERAL = 2
# A number of so many digits says by itself which finding it is, where no other one has it.
_TELLING = 3
_ANY = "*"


def finding_id(finding: Finding) -> str:
    """Names a finding by what it is about and the words right before it, so that edits around it change nothing.

    What another version of the rules may word otherwise (the message, which of the codes of a contradicted figure,
    how the right value is written) is left out.
    """
    return _name(finding, _place(finding), _value(finding.expected))


def names_kept(finding: Finding, among: Sequence[Finding] = ()) -> tuple[str, ...]:
    """The names under which a reviewer's mark of a finding is kept.

    Args:
        finding: the finding that is marked.
        among: all findings of the text: by a number that others of them have too it is not named.
    """
    values = (_value(finding.expected), _ANY)
    first, *others = _places(finding)
    twin = _twins(among).get(id(finding), "")
    shared = _shared(among)
    likely = (_name(finding, p, v) for p in others for v in values)
    return (*(_name(finding, first, v) + twin for v in values), *(n for n in likely if shared[n] < _SEVERAL))


def marks(findings: Sequence[Finding], kept: Mapping[str, Mark]) -> tuple[Mark | None, ...]:
    """What was said last of each finding, found again by its words, or by its number where no other one has it."""
    twins, shared = _twins(findings), _shared(findings)
    found = []
    for finding in findings:
        sure, likely = _sought(finding)
        twin = twins.get(id(finding))
        names = (
            [f"{n}{twin}" for n in sure] if twin else [*sure, *(n for n in likely if shared[n] < _SEVERAL)]
        )
        said = [kept[n] for n in names if n in kept]
        found.append(max(said, key=lambda mark: getattr(mark, "at", ""), default=None))
    return tuple(found)


def _shared(findings: Sequence[Finding]) -> Counter[str]:
    """How many findings have a name that is not of their own words."""
    return Counter(
        name for f in findings for p in _places(f)[1:] for name in {_name(f, p, v) for v in _values(f)}
    )


def _twins(findings: Sequence[Finding]) -> dict[int, str]:
    """For findings told in the same words of the same number in several places: which of how many each is.

    Where another one joins them, or one goes, none is known for certain any more, and all are to be looked at again.
    """
    same: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        same[finding_id(finding)].append(finding)
    twins: dict[int, str] = {}
    for many in (m for m in same.values() if len(m) > 1):
        ordered = sorted(many, key=lambda f: f.start or 0)
        twins.update((id(f), f"#{at}/{len(many)}") for at, f in enumerate(ordered, 1))
    return twins


def _sought(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that a mark may have been kept under: by the words beside it, and by its number or fewer words.

    A mark of a discrepancy with one right value is none of that with another; it is where none was offered.
    """
    values = _values(finding)
    first, *others = _places(finding)
    sure = tuple(_name(finding, first, v) for v in values)
    return (*sure, _named_once(finding)), tuple(_name(finding, p, v) for p in others for v in values)


def _values(finding: Finding) -> tuple[str, str]:
    value = _value(finding.expected)
    return (value, "") if value else ("", _ANY)


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
    """What says which finding of its kind it is: the words beside it, then its own number alone.

    A number of few digits says nothing alone; with a right value the last words before it or the first behind it do.
    """
    if sum(c.isdigit() for c in finding.quote) >= _TELLING:
        return _place(finding), ""
    if not finding.quote or not finding.expected:
        return (_place(finding),)
    before, _, behind = finding.sentence.partition(finding.quote)
    near = (re.findall(r"[^\W\d_]+", before)[-_BEFORE:], re.findall(r"[^\W\d_]+", behind)[:_BEHIND])
    around = (f"{side} {' '.join(words).lower()}" for side, words in zip("<>", near, strict=True) if words)
    return (_place(finding), *around)


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
