"""A second look for numbers whose words the alignment couldn't place: the counted noun, or a year's target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafting import alignment, figures
from drafting.types import Candidate, Figure, FigureTable, Mention, Role
from drafting.writers.base import SectionText

_NOUN = re.compile(r"\s*(?P<noun>[^.;:()\n\d]{2,60})")
_MEMBER = re.compile(r"(?:xã|phường|huyện|quận|tỉnh|đơn vị|địa phương)\b")
_REACHED = re.compile(
    r"\s+(?:xã|phường|huyện|quận|tỉnh|đơn vị|địa phương)(?:,? thị trấn)?\s+(?:đã |đều )?"
    r"(?:đạt|được|hoàn thành|về đích|đăng ký|vượt|không còn|giữ vững|duy trì)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:cả|toàn bộ|tất cả)\s+$", re.IGNORECASE)
_ENOUGH, _MARGIN = 0.72, 0.08
_SCORE = 0.6


def guess(text: str, mention: Mention, table: FigureTable, role: Role = "actual") -> Candidate | None:
    """The figure whose label the words right at the number name, if one clearly does.

    Args:
        text: the precedent's text.
        mention: a number that nothing was found for.
        table: this period's figures.
        role: `actual`, or `plan` for a target of the same year in the part on tasks.
    """
    reading = mention.reading
    if mention.scope or reading.kind not in ("quantity", "percent"):
        return None
    if role == "actual" and (mention.role != "actual" or mention.partial):
        return None
    after = _NOUN.match(text, reading.end)
    noun = after["noun"].strip() if after else ""
    wordings = [w for w in ((mention.subject, noun) if role == "plan" else (noun,)) if len(w.split()) > 1]
    scored = sorted(
        ((_likeness(f, wordings), f) for f in table.figures if _can(f, role, reading.kind == "percent")),
        key=lambda pair: (-pair[0], pair[1].key),
    )
    if not scored or scored[0][0] < _ENOUGH:
        return None
    best = scored[0][1]
    other = next((s for s, f in scored if f.indicator != best.indicator), 0.0)
    if scored[0][0] - other < _MARGIN or best.value is None:
        return None
    return Candidate(best.key, (best.key,), best.value, best.value, best.value, best.unit, role, None, _SCORE)


def sibling(mention: Mention, mates: Sequence[Candidate], table: FigureTable) -> Candidate | None:
    """`574 suất quà, trị giá …`: the other figure of the row family that the sentence's other number states."""
    by_key = table.by_key()
    unit = (mention.reading.unit or mention.reading.noun or "").split(" ")[0].casefold()
    for mate in mates:
        own = by_key.get(mate.expression)
        parent = own.label.rpartition(": ")[0] if own else ""
        if own is None or not parent or not unit:
            continue
        fits = [
            f
            for f in table.figures
            if f.label.startswith(parent + ": ") and f.indicator != own.indicator and f.scope == own.scope
            if f.role == own.role and f.value is not None and f.unit.casefold() == unit
        ]
        if len(fits) == 1 and fits[0].value is not None:
            figure, value = fits[0], fits[0].value
            return Candidate(
                figure.key, (figure.key,), value, value, value, figure.unit, figure.role, None, _SCORE
            )
    return None


def member_count(text: str, mention: Mention, table: FigureTable, old: Sequence[str]) -> Candidate | None:
    """`Cả sáu xã`: the number of members, counted anew over an indicator that all of them have.

    That all of them reached something (`4 xã đạt chuẩn về y tế`) is this period's to tell.
    """
    noun = (mention.reading.noun or mention.reading.unit or "").casefold()
    members = table.members()
    reading = mention.reading
    if reading.kind == "ratio" or (
        _REACHED.match(text, reading.end)
        and not _EVERY.search(text, max(0, reading.start - 12), reading.start)
    ):
        return None
    if len(old) < 2 or len(members) < 2 or mention.reading.value != len(old) or not _MEMBER.match(noun):
        return None
    for indicator in dict.fromkeys(f.indicator for f in table.figures):
        cells = [f for f in table.figures if f.indicator == indicator and f.role == "actual" and f.scope]
        keys = tuple(f.key for f in cells if f.value is not None)
        if len(keys) == len(members):
            value = Decimal(len(keys))
            return Candidate(
                f"count({','.join(keys)})", keys, value, value, value, noun, "actual", None, _SCORE
            )
    return None


def total_of(
    mention: Mention, lists: Sequence[tuple[Mention, SectionText]], table: FigureTable
) -> Candidate | None:
    """The total before a breakdown by member: the sum of its items, where it counts the same thing."""
    reading = mention.reading
    if mention.scope or reading.kind != "quantity" or mention.role != "actual":
        return None
    for first, piece in lists:
        before = reading.start < first.reading.start and first.reading.start - reading.end < 120
        counted = (first.reading.unit or first.reading.noun).split(" ")[0]
        same = bool(counted) and (reading.unit or reading.noun).split(" ")[0] == counted
        keys = tuple(b.figure for b in piece.bindings if b.figure)
        if before and same and len(keys) == len(piece.bindings) > 1 and first.reading.kind == "quantity":
            expression = f"sum({','.join(keys)})"
            stated = figures.evaluate(expression, table.by_key())
            value = stated.value
            return Candidate(expression, keys, value, value, value, stated.unit, "actual", None, _SCORE)
    return None


def _can(figure: Figure, role: Role, percent: bool) -> bool:
    return (
        figure.role == role
        and figure.scope is None
        and figure.value is not None
        and (figure.unit == "%") == percent
    )


def _likeness(figure: Figure, wordings: list[str]) -> float:
    best = 0.0
    for words in wordings:
        cut = words.split()
        for length in {len(cut), min(len(cut), 4), min(len(cut), 7)}:
            best = max(best, alignment.similarity(figure.label, " ".join(cut[:length])))
    return best
