"""Lists by member (`trong đó xã A 895 ha, xã B 871 ha`): complete, in order, with this period's values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from drafting import alignment
from drafting import figures as figures_api
from drafting.types import Candidate, Figure, FigureTable, Mention, Role
from drafting.writers import ways
from drafting.writers.base import TextBuilder
from drafting.writers.edits import Edit
from drafting.writers.member_ratios import put_ratio, wholes
from drafting.writers.member_runs import MemberList, bare
from drafting.writers.noughts import none_at_all, without_list
from drafting.writers.slots import negated, written
from drafting.writers.view import PrecedentView

_CHOSEN = re.compile(
    r"\b(?:điển hình|tiêu biểu|cao nhất|dẫn đầu|nổi bật|tăng cao|khá|nhiều (?:[^\d,;.:]{0,30} )?nhất|tập trung|chủ yếu|"
    r"đứng đầu|lớn|lớn nhất|đông nhất|cao)\b(?! hơn)",
    re.IGNORECASE,
)

# Those who fell, told apart by the precedent too: they are in the list said anew.
_APART = re.compile(
    r"\s*;\s*(?:riêng|trong khi|các \w+ giảm)[^.;\n]*giảm[^.;\n\d]*(?:\d+(?:,\d+)?%?[^.;\n\d]*)+",
    re.IGNORECASE,
)
GROWS = re.compile(r"\b(?:tăng|tốc độ|mức tăng|tăng trưởng)\b(?!\s+cường)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListSaid:
    """A list said anew: its edit, edits of the words before it, a note for a person."""

    edit: Edit
    more: tuple[Edit, ...] = ()
    note: str = ""


def list_edit(
    seen: PrecedentView,
    found: MemberList,
    table: FigureTable,
    own_members: Sequence[str],
    look: Callable[[Mention], Candidate | None],
) -> ListSaid | None:
    """The list said anew; None where no figure fits it.

    `look` tells what a number of the list states.
    """
    by_key = table.by_key()
    stated = [look(i.mention) for i in found.items]
    indicator, role = _subject(stated, by_key)
    indicator = _headed(seen, found, table, indicator)
    role = _own_role(table, indicator, role) if indicator is not None and role is not None else None
    if indicator is None or role is None:
        return None
    values = _values(table, indicator, role)
    if role == "actual" and "giảm" in seen.report.text[found.start : found.items[0].mention.reading.start]:
        values = {n: c for n, c in values.items() if _fell(table, indicator, n, c)}
    unknown = [n for n in ways.expected(found, own_members) if n not in values]
    values = _without_none(found, values)
    chosen = _choose(seen, found, values, own_members)
    parts = [i.mention for i in found.items if i.mention.reading.kind == "ratio"]
    if any((figure := by_key.get(c.expression)) and figure.of is not None for c in values.values()):
        # The cells are ratios themselves (`6/6`).
        parts = []
    whole = wholes(parts, table, bare, indicator) if parts else {}
    if not chosen or (
        parts and not all(n in whole and values[n].value <= (whole[n].value or 0) for n in chosen)
    ):
        return None
    chosen_few = _CHOSEN.search(_lead(seen, found)) is not None
    if chosen_few and role == "actual" and not any(values[n].value for n in chosen):
        # Nobody stands out who has none.
        return None
    if none_at_all(found, table, [values[n] for n in chosen]):
        edit = without_list(seen.report.text, found)
        return ListSaid(edit) if edit is not None else None
    edit, more = _worded(seen, found, role, chosen, values, by_key, whole)
    if chosen_few:
        return ListSaid(edit, more)
    left = [m for m in map(bare, table.members()) if m not in chosen and m in values]
    if unknown:
        # Not every member is known: the list can't promise them all.
        more = (*more, *ways.partial(seen.report.text, found.start, adds=ways.adds(found)))
        return ListSaid(edit, more, f"danh sách chưa có số liệu của {', '.join(unknown)}")
    short = left and len(chosen) >= len(found.items)
    return ListSaid(edit, more, f"danh sách chưa có {', '.join(left)}" if short else "")


def _worded(
    seen: PrecedentView,
    found: MemberList,
    role: Role,
    chosen: Sequence[str],
    values: Mapping[str, Candidate],
    by_key: Mapping[str, Figure],
    whole: Mapping[str, Figure],
) -> tuple[Edit, tuple[Edit, ...]]:
    """The items, those that went the other way apart; where all did, the word before the list turns."""
    rose = [n for n in chosen if values[n].value >= 0]
    fell = [n for n in chosen if values[n].value < 0]
    if role == "growth":
        # Who stayed as before is neither under `tăng` nor under `giảm`.
        rose = [n for n in rose if written(found.items[0].mention.reading, values[n], by_key) != "0%"]
    way = ways.told(seen, found) if role == "growth" else None
    alike, other = (fell, rose) if way and way[0].casefold() == "giảm" else (rose, fell)
    out = TextBuilder()
    more: tuple[Edit, ...] = ()
    turned = way is not None and not alike
    if way is not None and turned and way.end() <= found.start:
        more = (Edit(*way.span(), ways.opposite(way[0])),)
    _items(out, seen, found, alike or other, values, by_key, whole, turned=turned)
    if alike and other:
        out.add("; riêng ")
        _apart(out, found, other, values, by_key)
    apart = _APART.match(seen.report.text, found.end) if alike and other else None
    return Edit(found.start, apart.end() if apart else found.end, piece=out.done()), more


def _own_role(table: FigureTable, indicator: str, role: Role) -> Role | None:
    """A rate of growth is itself what `tăng 12,4%` states; of other percentages no growth in % is said."""
    figure = next(f for f in table.figures if f.indicator == indicator)
    if role != "growth" or figure.unit != "%":
        return role
    return "actual" if GROWS.search(figure.label) else None


def _subject(
    stated: Sequence[Candidate | None], by_key: Mapping[str, Figure]
) -> tuple[str | None, Role | None]:
    """The indicator and role that most items state."""
    votes: dict[tuple[str, Role], int] = {}
    for candidate in stated:
        if candidate is not None and candidate.keys and candidate.keys[0] in by_key:
            pair = (by_key[candidate.keys[0]].indicator, candidate.role)
            votes[pair] = votes.get(pair, 0) + 1
    if not votes:
        return None, None
    return max(votes.items(), key=lambda v: v[1])[0]


def _headed(seen: PrecedentView, found: MemberList, table: FigureTable, voted: str | None) -> str | None:
    """The indicator that the words right before the list name, where they name another than the items do."""
    text = seen.report.text
    from_mark = max(text.rfind(c, 0, found.start) for c in ";.\n(")
    head = text[from_mark + 1 : found.start]
    labels = {f.indicator: f.label for f in table.figures if f.scope}
    if voted is None or voted not in labels or len(head.split()) < 2:
        return voted
    scores = {i: alignment.similarity(label, head) for i, label in labels.items()}
    best = max(scores, key=lambda i: (scores[i], i == voted))
    return best if scores[best] > max(0.5, scores[voted] + 0.1) else voted


def _values(table: FigureTable, indicator: str, role: Role) -> dict[str, Candidate]:
    """What each member has of an indicator in a role, given or derived."""
    found: dict[str, Candidate] = {}
    by_key = table.by_key()
    for figure in table.figures:
        if figure.indicator != indicator or not figure.scope or figure.value is None:
            continue
        if figure.role == role:
            found[bare(figure.scope)] = _candidate(figure.key, figure.value, figure, role)
    for scope in table.members():
        if bare(scope) in found or role == "actual":
            continue
        for derived in figures_api.derived(table, indicator, scope):
            if derived.role == role:
                stated = figures_api.evaluate(derived.expression, by_key)
                sample = next(f for f in table.figures if f.indicator == indicator)
                found[bare(scope)] = _candidate(derived.expression, stated.value, sample, role, derived.unit)
                break
    return found


def _candidate(
    expression: str, value: Decimal, figure: Figure, role: Role, unit: str | None = None
) -> Candidate:
    keys = (expression,) if expression == figure.key else ()
    return Candidate(expression, keys, value, value, value, unit or figure.unit, role, figure.scope, 1.0)


def _fell(table: FigureTable, indicator: str, scope: str, now: Candidate) -> bool:
    """True where the member stands lower than in the same period."""
    cells = (f for f in table.figures if f.indicator == indicator and f.scope and bare(f.scope) == scope)
    before = next((f.value for f in cells if f.role == "same-period"), None)
    return before is not None and now.value < before


def _without_none(found: MemberList, values: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """A list of counts that named only members who had some leaves out who has none now."""
    counts = all(i.mention.reading.kind == "quantity" and i.mention.reading.value for i in found.items)
    some = {n: c for n, c in values.items() if c.value != 0 or c.role != "actual"}
    return some if counts and some else dict(values)


def _lead(seen: PrecedentView, found: MemberList) -> str:
    """The words right before the list."""
    return re.split(r"[;.,(]\s", seen.report.text[max(0, found.start - 60) : found.start])[-1]


def _choose(
    seen: PrecedentView, found: MemberList, values: Mapping[str, Candidate], own_members: Sequence[str]
) -> list[str]:
    """Which members stand in the list, in which order."""
    named = [bare(i.mention.scope or "") for i in found.items]
    old = [i.mention.reading.value for i in found.items]
    falling = all(a is not None and b is not None and a >= b for a, b in pairwise(old))
    rising = all(a is not None and b is not None and a <= b for a, b in pairwise(old))
    lead = _lead(seen, found)
    partial = any(i.mention.partial for i in found.items) or bool(_CHOSEN.search(lead))
    few = len(named) < len(values)
    if few and _CHOSEN.search(lead):
        low = rising and not falling
        fit = [n for n in values if values[n].value and ("tăng" not in lead or values[n].value > 0)]
        best = sorted(fit, key=lambda n: (values[n].value if low else -values[n].value, n))
        return best[: len(named)]
    order = [n for n in named if n in values]
    if not partial:
        order += [bare(n) for n in own_members if bare(n) in values and bare(n) not in order]
        order += [n for n in values if n not in order]
    elif not order:
        order = list(values)
    if len(found.items) > 2 and (falling or rising):
        order.sort(key=lambda n: values[n].value, reverse=falling)
    return order


def _items(
    out: TextBuilder,
    seen: PrecedentView,
    found: MemberList,
    names: Sequence[str],
    values: Mapping[str, Candidate],
    by_key: Mapping[str, Figure],
    whole: Mapping[str, Figure],
    *,
    turned: bool = False,
) -> None:
    text = seen.report.text
    between = [text[a.end : b.start] for a, b in pairwise(found.items)]
    between = _even([b if b.strip() else ", " for b in between])
    for index, name in enumerate(names):
        item = found.items[min(index, len(found.items) - 1)]
        reading = item.mention.reading
        if index:
            last = index == len(names) - 1
            out.add(between[-1] if last else _comma(between, index))
        out.add(text[item.start : item.name[0]] if index < len(found.items) else "")
        says = text[item.name[1] : reading.start]
        out.add(name).add(ways.turned(says) if turned else says)
        if name in whole and reading.kind == "ratio":
            put_ratio(out, item.mention, values[name], whole[name])
        else:
            _bound(out, written(reading, values[name], by_key), values[name], by_key)
        out.add(text[reading.end : item.end])


def _even(between: Sequence[str]) -> list[str]:
    """One separator for all (`A 2%; B 3%, C 4%` mixes two by a slip), the `và` of the last kept."""
    usual = Counter(b for b in between if "và" not in b).most_common(1)
    return [b if "và" in b or not usual else usual[0][0] for b in between]


def _comma(between: Sequence[str], index: int) -> str:
    """The separator at a place in the middle: never the `và` of the last."""
    usual = [b for b in between if "và" not in b] or [", "]
    return between[index - 1] if index - 1 < len(between) and "và" not in between[index - 1] else usual[0]


def _apart(
    out: TextBuilder,
    found: MemberList,
    names: Sequence[str],
    values: Mapping[str, Candidate],
    by_key: Mapping[str, Figure],
) -> None:
    for index, name in enumerate(names):
        out.add(", " if index else "").add(f"{name} {'giảm' if values[name].value < 0 else 'tăng'} ")
        _bound(out, written(found.items[0].mention.reading, values[name], by_key), values[name], by_key)


def _bound(out: TextBuilder, quote: str, candidate: Candidate, by_key: Mapping[str, Figure]) -> None:
    expression = negated(candidate.expression) if candidate.value < 0 else candidate.expression
    single = expression in by_key
    out.bind(quote, figure=expression if single else None, expression=None if single else expression)
