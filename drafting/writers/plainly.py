"""Plain sentences for figures that no precedent states: indicator, value, comparison, members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.types import Figure, FigureTable, Role
from drafting.writers.amounts import amount, plain, unit_words
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.fields import field_of
from drafting.writers.member_runs import bare
from drafting.writers.particulars import stands
from drafting.writers.plain_words import (
    KINDS,
    NAMED_RATE,
    RATES,
    counted,
    is_rate,
    lower,
    lower_kind,
    name,
    verb,
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """The figures of one indicator, by scope and role."""

    label: str
    group: str
    cells: dict[tuple[str | None, Role], Figure]

    def get(self, role: Role, scope: str | None = None) -> Figure | None:
        """The figure of a role with a number in it."""
        figure = self.cells.get((scope, role))
        return figure if figure is not None and figure.value is not None else None

    @property
    def members(self) -> list[Figure]:
        """This period's figures of the members."""
        return [
            f for (scope, role), f in self.cells.items() if scope and role == "actual" and f.value is not None
        ]


def indicators(table: FigureTable, keys: Iterable[str]) -> list[Indicator]:
    """The indicators that `keys` belong to, with all their figures, in the table's order."""
    by_key = table.by_key()
    wanted = dict.fromkeys(by_key[k].indicator for k in keys if k in by_key)
    found = []
    for indicator in wanted:
        cells = {(f.scope, f.role): f for f in reversed(table.figures) if f.indicator == indicator}
        first = next(f for f in table.figures if f.indicator == indicator)
        ordered = {
            (f.scope, f.role): cells[f.scope, f.role] for f in table.figures if f.indicator == indicator
        }
        found.append(Indicator(first.label, first.group, ordered))
    return found


def plain_paragraphs(found: Sequence[Indicator]) -> list[SectionText]:
    """A paragraph for each group of indicators; sub-rows follow their parent's sentence."""
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


def breakdowns(found: Sequence[Indicator]) -> list[SectionText]:
    """One paragraph that divides among the members what the text has told of all of them."""
    sentences = []
    for indicator in found:
        members = [m for m in indicator.members if m.value]
        if len(members) < 2 or len(indicator.members) < len({s for s, _ in indicator.cells if s}):
            # A part of them would look like all.
            continue
        kinds = {(m.scope or "").split(" ")[0].casefold() for m in members}
        kind = next(iter(kinds)) if len(kinds) == 1 and kinds <= set(KINDS) else "đơn vị"
        out = TextBuilder().add(f"{name(indicator.label)} ở các {kind}: ")
        sentences.append(_among(out, members, named=kind in KINDS).add(".").done())
    return [_paragraph(sentences)] if sentences else []


def _among(out: TextBuilder, members: Sequence[Figure], *, named: bool = False) -> TextBuilder:
    """The members with their values; without their kind word where it was `named` before."""
    for index, figure in enumerate(members):
        scope = figure.scope or ""
        out.add("; " if index else "").add(f"{bare(scope) if named else lower_kind(scope)} ")
        _value(out, figure)
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
        _value(out, figure)
    return out.add(".").done() if stated else SectionText()


def _sentence(indicator: Indicator) -> SectionText:
    actual = indicator.get("actual")
    members = indicator.members
    if actual is not None and any(m.value for m in members):
        members = [m for m in members if m.value]
    out = TextBuilder()
    things = counted(indicator.label, actual)
    if actual is not None and things:
        out.add("Có ").bind(amount(actual), figure=actual.key).add(f" {things}")
        _compared(out, indicator, actual)
    elif actual is not None:
        named = not is_rate(actual) or NAMED_RATE.match(indicator.label)
        out.add(name(indicator.label) if named else f"Tỷ lệ {lower(name(indicator.label))}")
        out.add(verb(indicator.label, actual, indicator.get("same-period")))
        _value(out, actual)
        _compared(out, indicator, actual)
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
        _unit(out, members[0])
    elif actual is None and not members:
        return SectionText()
    if members:
        out.add(", trong đó: " if out.length > len(name(indicator.label)) else ": ")
        _among(out, members)
    return out.add(".").done()


def _value(out: TextBuilder, figure: Figure) -> None:
    if figure.value is not None and figure.value < 0:
        out.add("giảm ").bind(amount(figure).lstrip("-"), expression=f"-{figure.key}")
    else:
        out.bind(amount(figure), figure=figure.key)
    _unit(out, figure)


def _unit(out: TextBuilder, figure: Figure) -> None:
    unit = unit_words(figure)
    if unit:
        out.add(unit if unit in RATES else f" {unit}")


def _compared(out: TextBuilder, indicator: Indicator, actual: Figure) -> None:
    same, goal = indicator.get("same-period"), indicator.get("plan") or indicator.get("target")
    same = same if same is not None and _comparable(actual, same) else None
    goal = goal if goal is not None and _comparable(actual, goal) else None
    if is_rate(actual) or _RANK.match(actual.label):
        _beside_others(out, actual, same, goal)
        return
    if same is not None:
        _with_same(out, actual, same)
    if goal is not None:
        _with_goal(out, actual, goal)


def _beside_others(out: TextBuilder, actual: Figure, same: Figure | None, goal: Figure | None) -> None:
    """Of a percentage or a rank no percentage is said: the others stand beside it."""
    if same is not None and same.value == actual.value:
        if not stands(actual.label):
            out.add(", bằng cùng kỳ năm trước")
        same = None
    others = [(word, f) for word, f in (("cùng kỳ", same), ("kế hoạch", goal)) if f is not None]
    if goal is not None and goal.value == actual.value:
        others = [(word, f) for word, f in others if f is not goal]
    for index, (word, figure) in enumerate(others):
        out.add(f"; {word} " if index else f" ({word} ").bind(amount(figure), figure=figure.key)
        _unit(out, figure)
    out.add(")" if others else "")
    if goal is not None and goal.value == actual.value:
        out.add(", đạt kế hoạch")


# A rank is compared as it is: of `thứ 19` no percentage is said.
_RANK = re.compile(r"(?:thứ hạng|xếp hạng|xếp thứ|vị trí|thứ bậc)\b", re.IGNORECASE)


def _comparable(one: Figure, other: Figure) -> bool:
    alike = one.unit == other.unit and one.of is None and other.of is None
    nought = other.role == "same-period" and other.value == 0 and _few(one, other)
    return (
        (bool(other.value) or nought)
        and alike
        and not (other.role in ("plan", "target") and _later(one, other))
    )


def _later(one: Figure, goal: Figure) -> bool:
    """The plan is for a year after the one reported: a task, nothing to compare with."""
    return bool(one.period and goal.period) and (goal.period or "")[:4] > (one.period or "")[:4]


def _with_same(out: TextBuilder, actual: Figure, same: Figure) -> None:
    now, then = actual.value or Decimal(0), same.value or Decimal(0)
    if now == then and stands(actual.label):
        return
    if now == then:
        out.add(", bằng cùng kỳ năm trước")
    else:
        up = now > then
        out.add(", tăng " if up else ", giảm ")
        more, less = (actual.key, same.key) if up else (same.key, actual.key)
        if _few(actual, same):
            out.bind(amount(actual, abs(now - then)), expression=f"{more}-{less}")
            _unit(out, actual)
        else:
            change = abs(now - then) / then * 100
            out.bind(f"{_rounded(change)}%", expression=f"({more}-{less})/{same.key}*100")
        out.add(" so với cùng kỳ")


def _few(actual: Figure, same: Figure) -> bool:
    """True for counts under a hundred: `tăng 2 thôn` says more than `tăng 50%`."""
    whole = all(f.low is not None and f.low == f.high and f.unit not in ("%", "đồng") for f in (actual, same))
    return whole and max(actual.value or 0, same.value or 0) < 100


def _with_goal(out: TextBuilder, actual: Figure, goal: Figure) -> None:
    now, wanted = actual.value or Decimal(0), goal.value or Decimal(1)
    out.add(", đạt " if now == wanted else ", bằng ")
    out.bind(f"{_rounded(now / wanted * 100)}%", expression=f"{actual.key}/{goal.key}*100")
    out.add(" kế hoạch")


def _rounded(value: Decimal) -> str:
    """One decimal, two where one would give nothing."""
    return plain(value, 1 if abs(value) >= Decimal("0.05") else 2)
