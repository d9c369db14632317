"""Findings kept as JSON, and how one is recognised again after edits around it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from drafting.types import FigureRef, Finding, Fix, Place
from drafting.types.json import source_from


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


def finding_id(finding: Finding) -> str:
    """Names a finding by what it says and the words right before it, so that edits around it change nothing."""
    place = _lead(finding) or finding.message
    words = "\x1f".join((finding.code, finding.quote, place, finding.expected or ""))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _lead(finding: Finding) -> str:
    """The last words of the sentence before the quote, empty where it has no place."""
    if not finding.quote:
        return ""
    before, quote, _ = finding.sentence.partition(finding.quote)
    return " ".join(re.findall(r"[^\W\d_]+", before)[-_WORDS:]).lower() if quote else finding.sentence
