"""What of a section's figures nothing states yet, and the plain sentences for it."""

from __future__ import annotations

from collections.abc import Container

from corpus.units import same_unit
from drafting import alignment
from drafting.types import Figure, Plan, PlannedSection
from drafting.writers.assembly import stated_keys
from drafting.writers.base import SectionText, TextBuilder, WriteContext
from drafting.writers.indicator import indicators
from drafting.writers.levels import MEMBERS
from drafting.writers.plainly import breakdowns, plain_paragraphs

# So alike are the names that one table has for a total and for its division among the members.
_SAME_THING = 0.8


def plain_rest(plan: Plan, section: PlannedSection, context: WriteContext, bullet: str) -> SectionText:
    """Plain sentences for the section's figures that nothing states.

    Of what the text has told as a total only the division among the members is said.

    Args:
        plan: whose figures they are.
        section: where they belong.
        context: of the draft.
        bullet: what the section's paragraphs begin with.
    """
    left = unstated(plan, section, context)
    by_key = plan.figures.by_key()
    known = context.stated | (context.tabled if section.table else set())
    said = {by_key[k].indicator for k in known | context.summed if k in by_key and by_key[k].role == "actual"}
    said |= _told_in_other_words(plan, left, known)
    parts = {k for k in left if by_key[k].indicator in said and by_key[k].scope}
    divided = {by_key[k].indicator for k in known if k in by_key and by_key[k].scope}
    parts -= {k for k in parts if by_key[k].indicator in divided}
    left = {k for k in left if by_key[k].indicator not in said}
    order = list(section.figures)
    out = TextBuilder()
    paragraphs = plain_paragraphs(indicators(plan.figures, sorted(left, key=order.index)))
    paragraphs += breakdowns(indicators(plan.figures, sorted(parts, key=order.index)), _kind(plan, context))
    for paragraph in paragraphs:
        own = "" if paragraph.text.startswith("- ") else bullet
        out.paragraph(TextBuilder().add(own).append(paragraph).done())
    return out.done()


def _kind(plan: Plan, context: WriteContext) -> str:
    """What the unit's members are, as its own last report tells."""
    report = context.precedents.get(plan.follows)
    own = report is not None and same_unit(report.meta.unit, plan.unit)
    return MEMBERS.get(report.meta.level or "", "") if own and report is not None else ""


def _told_in_other_words(plan: Plan, left: set[str], known: Container[str]) -> set[str]:
    """Indicators given by member only whose total the text has told under the name it has elsewhere."""
    by_key = plan.figures.by_key()
    told = [f for f in plan.figures.figures if f.key in known and f.role == "actual" and not f.scope]
    found = set()
    for indicator in indicators(plan.figures, sorted(left)):
        members = indicator.members
        if indicator.get("actual") is not None or len(members) < 2:
            continue
        total = sum(f.value or 0 for f in members)
        if any(f.value == total and _same_thing(f, members[0]) for f in told):
            found.add(by_key[members[0].key].indicator)
    return found


def _same_thing(total: Figure, member: Figure) -> bool:
    return total.unit == member.unit and alignment.similarity(total.label, member.label) >= _SAME_THING


def unstated(plan: Plan, section: PlannedSection, context: WriteContext) -> set[str]:
    """Keys of this section's actual figures whose value nothing in the draft states.

    What a table has is still to be said in words where the figure's place is another section.
    """
    by_key = plan.figures.by_key()
    known = context.stated | (context.tabled if section.table else set())
    return {
        k
        for k in section.figures
        if by_key[k].role == "actual" and by_key[k].value is not None and k not in known
    }


def mark(context: WriteContext, piece: SectionText) -> None:
    """Note what a piece states, in words and in tables."""
    for binding in piece.bindings:
        tabled = any(t.start <= binding.start < t.end for t in piece.tables)
        if (binding.expression or "").startswith("sum(") and not tabled:
            context.summed.update(stated_keys(binding))
        else:
            (context.tabled if tabled else context.stated).update(stated_keys(binding))
