"""Plain sentences for figures that no precedent states: indicator, value, comparison, members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from drafting.types import Figure
from drafting.writers.amounts import amount
from drafting.writers.award_items import award_items, is_award, is_total
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.comparing import compared, put_unit, put_value
from drafting.writers.fields import field_of
from drafting.writers.indicator import Indicator
from drafting.writers.member_runs import bare
from drafting.writers.plain_words import (
    KINDS,
    NAMED_RATE,
    counted,
    is_rate,
    lower,
    lower_kind,
    name,
    verb,
)


def plain_paragraphs(found: Sequence[Indicator]) -> list[SectionText]:
    """A paragraph for each group of indicators, an item for each form of commendation.

    Sub-rows follow their parent's sentence.
    """
    items = award_items(found)
    if not items:
        return _paragraphs(found)
    rest = [i for i in found if not is_award(i)]
    total = [i for i in rest if is_total(i)]
    return [*_paragraphs(total), *items, *_paragraphs([i for i in rest if i not in total])]


def _paragraphs(found: Sequence[Indicator]) -> list[SectionText]:
    groups: dict[str, list[SectionText]] = {}
    done: set[str] = set()
    many = len(found) > _MANY
    for indicator in found:
        above = indicator.label.rpartition(": ")[0]
        parent = above or indicator.label
        if parent in done:
            continue
        family = [i for i in found if i.label.rpartition(": ")[0] == parent]
        head = next((i for i in found if i.label == parent), None)
        if head is None or family:
            done.add(parent)
        sentences = [_sentence(head)] if head is not None else []
        sentences = _led(sentences, _family(parent, family, led=bool(sentences and sentences[0].text)))
        groups.setdefault(_paragraph_of(indicator, many=many), []).extend(s for s in sentences if s.text)
    return [_paragraph(sentences) for sentences in groups.values() if any(s.text for s in sentences)]


# So many sentences of a table without groups aren't one paragraph.
_MANY = 6


def _paragraph_of(indicator: Indicator, *, many: bool) -> str:
    field = field_of(indicator.label) if many and not indicator.group else None
    return indicator.group or (field.key if field is not None else "")


def _led(head: list[SectionText], family: SectionText) -> list[SectionText]:
    """The sub-rows in the parent's own sentence: `…; trong đó: …`."""
    if not head or not family.text:
        return [*head, family]
    whole = TextBuilder().append(replace(head[0], text=head[0].text[:-1])).add("; trong đó: ").append(family)
    return [whole.done()]


def breakdowns(found: Sequence[Indicator], kind: str = "") -> list[SectionText]:
    """One paragraph that divides among the members what the text has told of all of them.

    Args:
        found: the indicators, with their members' figures.
        kind: what the members are (`huyện`), where their names don't say.
    """
    sentences = []
    for indicator in found:
        members = [m for m in indicator.members if m.value]
        if len(members) < 2 or len(indicator.members) < len({s for s, _ in indicator.cells if s}):
            # A part of them would look like all.
            continue
        kinds = {(m.scope or "").split(" ")[0].casefold() for m in members}
        own = next(iter(kinds)) if len(kinds) == 1 and kinds <= set(KINDS) else kind or "đơn vị"
        things = counted(indicator.label, members[0])
        what = f"Số {things}" if things else name(indicator.label)
        out = TextBuilder().add(f"{what} ở các {own}: ")
        sentences.append(_among(out, members, named=own in KINDS).add(".").done())
    return [_paragraph(sentences)] if sentences else []


def _among(out: TextBuilder, members: Sequence[Figure], *, named: bool = False) -> TextBuilder:
    """The members with their values; without their kind word where it was `named` before."""
    for index, figure in enumerate(members):
        scope = figure.scope or ""
        out.add("; " if index else "").add(f"{bare(scope) if named else lower_kind(scope)} ")
        put_value(out, figure)
    return out


def _paragraph(sentences: Sequence[SectionText]) -> SectionText:
    out = TextBuilder()
    for sentence in sentences:
        if sentence.text:
            out.add(" " if out.length else "").append(sentence)
    return out.done()


def _family(parent: str, family: Sequence[Indicator], *, led: bool) -> SectionText:
    out = TextBuilder()
    stated = [(i, figure) for i in family if (figure := i.get("actual")) is not None]
    for index, (indicator, figure) in enumerate(stated):
        out.add("; " if index else ("" if led else f"{name(parent)}: "))
        out.add(lower(indicator.label.rpartition(": ")[2]) + " ")
        put_value(out, figure)
    return out.add(".").done() if stated else SectionText()


def _sentence(indicator: Indicator) -> SectionText:
    actual = indicator.get("actual")
    members = indicator.members
    if actual is not None:
        members = [m for m in members if m.value]
    out = TextBuilder()
    things = counted(indicator.label, actual)
    if actual is not None and things:
        out.add("Có ").bind(amount(actual), figure=actual.key).add(f" {things}")
        compared(out, actual, indicator.get("same-period"), indicator.goal)
    elif actual is not None:
        named = not is_rate(actual) or NAMED_RATE.match(indicator.label)
        out.add(name(indicator.label) if named else f"Tỷ lệ {lower(name(indicator.label))}")
        out.add(verb(indicator.label, actual, indicator.get("same-period")))
        put_value(out, actual)
        compared(out, actual, indicator.get("same-period"), indicator.goal)
    else:
        out.add(name(indicator.label))
    whole = len(members) == len({scope for scope, _ in indicator.cells if scope})
    if (
        actual is None
        and whole
        and len(members) > 1
        and members[0].unit != "%"
        and all(m.of is None for m in members)
    ):
        out.add(verb(indicator.label, members[0], None))
        total = sum((m.value or Decimal(0) for m in members), Decimal(0))
        out.bind(amount(members[0], total), expression=f"sum({','.join(m.key for m in members)})")
        put_unit(out, members[0])
        members = members if total else []
    elif actual is None and not members:
        return SectionText()
    if members:
        out.add(", trong đó: " if out.length > len(name(indicator.label)) else ": ")
        _among(out, members)
    return out.add(".").done()
