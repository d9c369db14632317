"""The rules that run, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drafting.checks.document import Document
from drafting.checks.rules import (
    anniversary,
    change_arithmetic,
    document_dates,
    legal_basis,
    member_count,
    number_format,
    ratio_percent,
    share_total,
    sum_of_parts,
)
from drafting.types import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name; its examples are `examples/<name>.toml`."""

    name: str
    check: Callable[[Document], Iterable[Finding]]


RULES: tuple[Rule, ...] = (
    Rule("anniversary", anniversary.check),
    Rule("change_arithmetic", change_arithmetic.check),
    Rule("document_dates", document_dates.check),
    Rule("legal_basis", legal_basis.check),
    Rule("member_count", member_count.check),
    Rule("number_format", number_format.check),
    Rule("ratio_percent", ratio_percent.check),
    Rule("share_total", share_total.check),
    Rule("sum_of_parts", sum_of_parts.check),
)
