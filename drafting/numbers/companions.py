"""What a figure says of its neighbours: a change with its percentage in brackets, a basis said once for several.

`giảm 9 vụ (19,15%) so với cùng kỳ`, `so với cùng kỳ giảm 2 vụ, tăng 01 người`, `(A 5%, B 7% so với cùng kỳ)`,
`(khối 6: 265; khối 7: 258 em)`, `20% (hai mươi phần trăm)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.numbers import context
from drafting.numbers.letters import CAPITALS
from drafting.numbers.spot import clause_after
from drafting.numbers.types import Reading

REPEATED = "nhắc lại bằng chữ con số đứng trước"
_REACH = 90
_OPENED = re.compile(r"[^\d().;:,\n]{0,30}\((?:tương ứng\s|tức\s|hay\s|giảm\s|tăng\s)?(?:[+−–-]\s?)?\Z")
_ON = re.compile(
    r"%?\)?[^\d.;:\n()]{0,40}(?:\([^()\n]{1,30}\))?, (?:và )?(?:tăng|giảm)\s(?:[^\W\d_]+\s){0,2}\Z"
)
_ALIKE = re.compile(r"\s(?!.*\b(?:đạt|còn|có|là|được|với|cho|bằng)\b)(?:[^\W\d_]+\s){1,4}và\s")
_OWN_CHANGE = re.compile(r"\s[^\d.;:()\n]{1,40}(?:, | \()(?:tăng|giảm)\s\Z")
_SAID = re.compile(r"\s(?:[^\W\d_]+\s?)?(?:[.,;)\n]|\Z|so với\b)")
_NEXT_ITEM = re.compile(
    rf"%?\s?(?:;|,|,? và)\s(?:(?:huyện|xã|thị trấn|thôn|phường)\s)?[{CAPITALS}][^\d.;:,()]{{1,40}}\Z"
)
_LABELLED = re.compile(r"\s?[;,]\s(?P<kind>[^\W\d_]+)\s[^;,()\n]{0,30}:\s?\Z")
_EQUALS = re.compile(r"%?[^\d;:.()]{0,45},? (?:bằng|tương ứng|tương đương)(?: với| khoảng)?\s", re.IGNORECASE)
_FAR_LESS = 2
_LEAD = re.compile(r"so (?:với|cùng)[^\d.;:,]{0,40}\Z")


def share(text: str, low: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with what they owe to their neighbours."""
    places = [at for at, reading in enumerate(readings) if reading.figure]
    out = [readings[at] for at in places]
    carried: set[int] = set()
    for at in range(1, len(out)):
        before, after = out[at - 1], out[at]
        if after.start - before.end > _REACH:
            continue
        between = text[before.end : after.start]
        if _OPENED.match(between):
            _bracketed(low, out, at)
        elif _ALIKE.fullmatch(between) and _joined(before, after) and not _changed_itself(text, out, at):
            both = before.basis or after.basis
            out[at - 1] = replace(before, basis=both)
            out[at] = replace(after, change=before.change, basis=both)
        elif after.change in ("up", "down") and before.change in ("up", "down") and _ON.match(between):
            origin = out[at - 2] if between.startswith(")") and at > 1 else before
            goes_on = before.start in carried or _LEAD.search(_lead(low, origin))
            if before.basis and after.basis is None and goes_on:
                out[at] = replace(after, basis=before.basis)
                carried.add(after.start)
            elif before.basis is None and after.basis and before.kind == after.kind == "quantity":
                _back_on(text, out, at)
        elif at > 1 and _EQUALS.fullmatch(between) and _same_change(out[at - 2], before, after):
            out[at] = replace(after, change=before.change, basis=after.basis or before.basis)
        elif _owes(before, after) and _NEXT_ITEM.match(between):
            _back(text, out, at)
        elif before.unit is None and after.unit and after.kind == before.kind == "quantity":
            _units_back(text, out, at)
    whole = list(readings)
    for at, reading in zip(places, out, strict=True):
        whole[at] = reading
    return tuple(whole)


def _same_change(value: Reading, percent: Reading, amount: Reading) -> bool:
    """True for `đạt 61,3 tạ/ha, tăng 2,1% so với cùng kỳ, bằng 1,3 tạ/ha`: the percentage again, as an amount."""
    if percent.kind != "percent" or percent.change not in ("up", "down") or amount.change or not amount.unit:
        return False
    if value.kind != amount.kind or value.unit != amount.unit or not value.value or not amount.value:
        return False
    return amount.value * _FAR_LESS < value.value


def _joined(before: Reading, after: Reading) -> bool:
    """True for two counts that rose or fell together (`giảm 3 vụ và 2 người chết`)."""
    counts = before.kind == after.kind == "quantity" and before.unit is not None and after.unit is not None
    return counts and before.change in ("up", "down") and after.change is None and not after.qualifier


def _changed_itself(text: str, out: list[Reading], at: int) -> bool:
    """True for a count whose own change follows (`giảm 3 vụ và 12 vụ tai nạn, giảm 2 vụ`)."""
    if at + 1 == len(out):
        return False
    after, change = out[at], out[at + 1]
    if change.change not in ("up", "down") or not (after.unit or "").startswith(change.unit or "-"):
        return False
    return bool(_OWN_CHANGE.match(text[after.end : change.start]) and _SAID.match(text, change.end))


def _lead(low: str, reading: Reading) -> str:
    """The clause before a change word: `so với cùng kỳ` of `so với cùng kỳ giảm 2 vụ`."""
    return re.sub(r"\s(?:tăng|giảm)\s[^\d]{0,12}\Z", "", low[max(0, reading.start - 60) : reading.start])


def _bracketed(low: str, out: list[Reading], at: int) -> None:
    """Join a figure with the percentage, or the words for it, in the brackets behind it."""
    before, after = out[at - 1], out[at]
    if (
        before.kind == "percent"
        and after.kind == "quantity"
        and after.change
        and after.change == before.change
    ):
        if low.startswith(("+", "-", "−", "–"), after.start - 1) or low[after.start - 1] == " ":
            out[at] = replace(after, basis=after.basis or before.basis)
        return
    if after.words and after.value == before.value and after.kind == before.kind:
        out[at] = replace(after, kind="unclear", value=None, low=None, high=None, note=REPEATED)
        return
    if (
        after.kind != "percent"
        or before.kind not in ("quantity", "range")
        or before.change not in ("up", "down")
    ):
        return
    end = low.find(")", after.end, after.end + 40)
    if end < 0 or low[after.end : end].strip():
        return
    basis = before.basis or after.basis or context.basis("", clause_after(low, end + 1, len(low)), bare=False)
    out[at - 1] = replace(before, basis=before.basis or basis)
    out[at] = replace(after, change=after.change or before.change, basis=after.basis or basis)
    if before.change == "down" and after.value is not None and after.value < 0:  # `giảm 461 ha (-0,36%)`
        low_end, high_end = after.low or after.value, after.high or after.value
        out[at] = replace(out[at], value=-after.value, low=-high_end, high=-low_end)


def _back_on(text: str, out: list[Reading], at: int) -> None:
    """Carry the basis behind the last of `giảm 2 vụ, giảm 1 người so với cùng kỳ` back to those before it."""
    basis = out[at].basis
    while at > 0 and out[at - 1].basis is None and out[at - 1].change and out[at - 1].kind == "quantity":
        if not _ON.match(text[out[at - 1].end : out[at].start]):
            return
        out[at - 1] = replace(out[at - 1], basis=basis)
        at -= 1


def _owes(before: Reading, after: Reading) -> bool:
    return before.basis is None and after.basis is not None and before.kind == after.kind == "percent"


def _back(text: str, out: list[Reading], at: int) -> None:
    """Carry the basis behind the last item of a list back to its first."""
    basis = out[at].basis
    while at > 0 and out[at - 1].basis is None and out[at - 1].kind == out[at].kind == "percent":
        if not _NEXT_ITEM.match(text[out[at - 1].end : out[at].start][-_REACH:]):
            return
        if out[at - 1].change != out[at].change:
            return
        out[at - 1] = replace(out[at - 1], basis=basis, inherited=out[at - 1].inherited | {"basis"})
        at -= 1


def _units_back(text: str, out: list[Reading], at: int) -> None:
    """Carry the unit behind the last of `khối 6: 265; khối 7: 258 em` back to the items before it."""
    unit, noun = out[at].unit, out[at].noun
    m = _LABELLED.match(text[out[at - 1].end : out[at].start])
    kind = m.group("kind") if m else ""
    while kind and at > 0 and out[at - 1].unit is None and out[at - 1].kind == "quantity":
        first = text[max(0, out[at - 1].start - 40) : out[at - 1].start]
        if not re.search(rf"{kind}\s[^;,()\n]{{0,30}}:\s?\Z", first):
            return
        at -= 1
        out[at] = replace(out[at], unit=unit, noun=noun, inherited=out[at].inherited | {"unit"})
