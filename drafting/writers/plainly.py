"""Plain sentences for figures that no precedent states: indicator, value, comparison, members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafting.types import Figure, FigureTable, Role
from drafting.writers.amounts import amount, plain, unit_words
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.judgments import less_is_better
from drafting.writers.member_runs import bare
from drafting.writers.particulars import stands

_KINDS = ("xã", "phường", "huyện", "quận", "tỉnh", "thôn")
# What is reached (`đạt`); all else simply is (`là`).
_REACHED = re.compile(
    r"^(?:tổng\s+)?(?:sản lượng|giá trị|năng suất|thu\b|doanh thu|doanh số|kim ngạch|thu nhập|bình quân|dư nợ|vốn|"
    r"tỷ lệ|tỉ lệ|tốc độ|huy động|số thu|thu hút)",
    re.IGNORECASE,
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
    for name in wanted:
        cells = {(f.scope, f.role): f for f in reversed(table.figures) if f.indicator == name}
        first = next(f for f in table.figures if f.indicator == name)
        ordered = {(f.scope, f.role): cells[f.scope, f.role] for f in table.figures if f.indicator == name}
        found.append(Indicator(first.label, first.group, ordered))
    return found


def plain_paragraphs(found: Sequence[Indicator]) -> list[SectionText]:
    """A paragraph for each group of indicators; sub-rows follow their parent's sentence."""
    groups: dict[str, list[SectionText]] = {}
    done: set[str] = set()
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
        groups.setdefault(indicator.group, []).extend(s for s in sentences if s.text)
    return [_paragraph(sentences) for sentences in groups.values() if any(s.text for s in sentences)]


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
        kind = next(iter(kinds)) if len(kinds) == 1 and kinds <= set(_KINDS) else "đơn vị"
        out = TextBuilder().add(f"{_name(indicator.label)} ở các {kind}: ")
        sentences.append(_among(out, members, named=kind in _KINDS).add(".").done())
    return [_paragraph(sentences)] if sentences else []


def _among(out: TextBuilder, members: Sequence[Figure], *, named: bool = False) -> TextBuilder:
    """The members with their values; without their kind word where it was `named` before."""
    for index, figure in enumerate(members):
        scope = figure.scope or ""
        out.add("; " if index else "").add(f"{bare(scope) if named else _lower_kind(scope)} ")
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
        out.add("; " if index else ("" if led else f"{_name(parent)}: "))
        out.add(_lower(indicator.label.rpartition(": ")[2]) + " ")
        _value(out, figure)
    return out.add(".").done() if stated else SectionText()


def _sentence(indicator: Indicator) -> SectionText:
    actual = indicator.get("actual")
    members = indicator.members
    if actual is not None and any(m.value for m in members):
        members = [m for m in members if m.value]
    out = TextBuilder()
    counted = _counted(indicator.label, actual)
    if actual is not None and counted:
        out.add("Có ").bind(amount(actual), figure=actual.key).add(f" {counted}")
        _compared(out, indicator, actual)
    elif actual is not None:
        out.add(_name(indicator.label)).add(_verb(indicator.label))
        _value(out, actual)
        _compared(out, indicator, actual)
    else:
        out.add(_name(indicator.label))
    whole = len(members) == len({scope for scope, _ in indicator.cells if scope})
    if (
        actual is None
        and whole
        and len(members) > 1
        and members[0].unit != "%"
        and all(m.of is None for m in members)
    ):
        out.add(_verb(indicator.label))
        total = sum((m.value or Decimal(0) for m in members), Decimal(0))
        out.bind(amount(members[0], total), expression=f"sum({','.join(m.key for m in members)})")
        _unit(out, members[0])
    elif actual is None and not members:
        return SectionText()
    if members:
        out.add(", trong đó: " if out.length > len(_name(indicator.label)) else ": ")
        _among(out, members)
    return out.add(".").done()


def _verb(label: str) -> str:
    if label.casefold().startswith(("tỷ lệ", "tỉ lệ")) and less_is_better(label):
        return " còn "
    return " đạt " if _REACHED.match(label) else " là "


_NUMBER_OF = re.compile(r"^số (?:lượng )?", re.IGNORECASE)


def _counted(label: str, actual: Figure | None) -> str:
    """`355 hộ sản xuất, kinh doanh cá thể`: the label itself names what is counted; else empty."""
    unit = unit_words(actual).casefold() if actual is not None else ""
    words = _NUMBER_OF.sub("", " ".join(label.split()).rstrip(" .:;"))
    begins = words.casefold().startswith(unit + " ") or words.casefold().startswith(unit + ",")
    whole = actual is not None and actual.unit not in ("%", "đồng") and (actual.value or 0) > 0
    return _lower(words) if unit and begins and whole and "(" not in words else ""


def _value(out: TextBuilder, figure: Figure) -> None:
    if figure.value is not None and figure.value < 0:
        out.add("giảm ").bind(amount(figure).lstrip("-"), expression=f"-{figure.key}")
    else:
        out.bind(amount(figure), figure=figure.key)
    _unit(out, figure)


def _unit(out: TextBuilder, figure: Figure) -> None:
    unit = unit_words(figure)
    if unit:
        out.add(f" {unit}")


def _compared(out: TextBuilder, indicator: Indicator, actual: Figure) -> None:
    same, goal = indicator.get("same-period"), indicator.get("plan") or indicator.get("target")
    same = same if same is not None and _comparable(actual, same) else None
    goal = goal if goal is not None and _comparable(actual, goal) else None
    if actual.unit == "%" or _RANK.match(actual.label):
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
    out.add(")" if others else "")
    if goal is not None and goal.value == actual.value:
        out.add(", đạt kế hoạch")


# A rank is compared as it is: of `thứ 19` no percentage is said.
_RANK = re.compile(r"(?:thứ hạng|xếp hạng|xếp thứ|vị trí|thứ bậc)\b", re.IGNORECASE)


def _comparable(one: Figure, other: Figure) -> bool:
    alike = one.unit == other.unit and one.of is None and other.of is None
    return bool(other.value) and alike and not (other.role in ("plan", "target") and _later(one, other))


def _later(one: Figure, goal: Figure) -> bool:
    """The plan is for a year after the one reported: a task, nothing to compare with."""
    return bool(one.period and goal.period) and (goal.period or "")[:4] > (one.period or "")[:4]


def _with_same(out: TextBuilder, actual: Figure, same: Figure) -> None:
    now, then = actual.value or Decimal(0), same.value or Decimal(1)
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
    counted = all(
        f.low is not None and f.low == f.high and f.unit not in ("%", "đồng") for f in (actual, same)
    )
    return counted and max(actual.value or 0, same.value or 0) < 100


def _with_goal(out: TextBuilder, actual: Figure, goal: Figure) -> None:
    now, wanted = actual.value or Decimal(0), goal.value or Decimal(1)
    out.add(", bằng ")
    out.bind(f"{_rounded(now / wanted * 100)}%", expression=f"{actual.key}/{goal.key}*100")
    out.add(" kế hoạch")


def _rounded(value: Decimal) -> str:
    """One decimal, two where one would give nothing."""
    return plain(value, 1 if abs(value) >= Decimal("0.05") else 2)


def _lower_kind(scope: str) -> str:
    """`Xã Minh Hải` as a sentence has it."""
    first, _, rest = scope.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.casefold() in _KINDS else scope


def _name(label: str) -> str:
    words = " ".join(label.split()).rstrip(" .:;")
    return words[:1].upper() + words[1:]


def sentence_label(label: str, *, first: bool = True) -> str:
    """An indicator's label as a sentence has it, at its beginning or inside."""
    return _name(label) if first else _lower(_name(label))


def _lower(label: str) -> str:
    words = " ".join(label.split())
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
