"""Figures of commendations: an item for each form (`- Bằng khen …: 23 tập thể; 39 cá nhân.`), the highest first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.types import Figure
from drafting.writers.amounts import amount, unit_words
from drafting.writers.award_lists import rank_of
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.comparing import compared
from drafting.writers.fields import field_of
from drafting.writers.indicator import Indicator
from drafting.writers.plain_words import name

_WHO = r"(?P<who>tập thể|cá nhân|hộ gia đình|doanh nghiệp|doanh nhân|đơn vị)"
_GIVEN = r"(?:được )?(?:tặng thưởng|tặng|trao tặng|trao|công nhận|nhận|đạt|khen)"
# `Tập thể được tặng Giấy khen …`; `Giấy khen … tặng tập thể`, `… (cá nhân)`, `…: Cá nhân`.
_FIRST = re.compile(rf"(?:số |tổng số )?{_WHO} {_GIVEN}(?: danh hiệu)? (?P<form>.+)", re.IGNORECASE)
_LAST = re.compile(
    rf"(?P<form>.+?)(?:\s*[:,(-]\s*|\s+(?:tặng|trao|cho|đối với)(?: cho)?(?: các)?\s+)(?:số )?{_WHO}\)?",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"(?:tổng )?số (?:lượng )?(?=\S)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng (?:số|cộng)|số lượt)\b", re.IGNORECASE)


def is_award(indicator: Indicator) -> bool:
    """A form of commendation that is counted of all, not by member."""
    actual = indicator.get("actual")
    found = field_of(indicator.label, indicator.group)
    if actual is None or indicator.members or found is None or not found.key.startswith("khen-"):
        return False
    whole = (
        actual.value is not None and actual.value == actual.value.to_integral_value() and actual.of is None
    )
    return whole and actual.unit not in ("%", "đồng") and rank_of(_form(indicator, actual)[0]) is not None


def is_total(indicator: Indicator) -> bool:
    """`Tổng số khen thưởng`: told before its forms."""
    return _TOTAL.match(indicator.label) is not None


def award_items(found: Sequence[Indicator]) -> list[SectionText]:
    """An item a form, the highest first, with all whom it went to; none of a single number."""
    forms: dict[str, list[Indicator]] = {}
    for indicator in found:
        if is_award(indicator) and (actual := indicator.get("actual")) is not None:
            forms.setdefault(_form(indicator, actual)[0], []).append(indicator)
    if sum(map(len, forms.values())) < 2:
        return []
    order = sorted(forms, key=lambda form: rank_of(form) or 0)
    return [_item(form, forms[form]) for form in order]


def _item(form: str, family: Sequence[Indicator]) -> SectionText:
    out = TextBuilder().add(f"- {name(form)}: ")
    for index, indicator in enumerate(family):
        actual = indicator.get("actual")
        if actual is not None:
            out.add("; " if index else "").bind(amount(actual), figure=actual.key)
            out.add(f" {_form(indicator, actual)[1]}".rstrip())
            compared(out, actual, indicator.get("same-period"), indicator.goal)
    return out.add(".").done()


def _form(indicator: Indicator, actual: Figure) -> tuple[str, str]:
    """The form of commendation in an indicator's words, and who is counted."""
    label = _NUMBER_OF.sub("", " ".join(indicator.label.split()).rstrip(" .:;"), count=1)
    match = _FIRST.fullmatch(label) or _LAST.fullmatch(label)
    if match is None:
        return name(label), unit_words(actual)
    return name(match["form"].strip()), match["who"].lower()
