"""Puts numbers in the place of references, and sees to the words around them."""

from __future__ import annotations

import re

from drafting import numbers
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.model_figures import Reference
from drafting.writers.model_references import REFERENCE, Briefing

_UP = "tăng|cao hơn|nhiều hơn|lớn hơn|vượt"
_DOWN = "giảm|thấp hơn|ít hơn|nhỏ hơn|hụt|sụt"
_WAY = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_WAY_LAST = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<to>(?:\s+(?:lên|xuống|còn|đến|tới|thành))+)?(?:\s+(?:thêm|được|khoảng))?\s*$",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )\b(?:(?:trên|hơn|gần|khoảng|xấp xỉ|dưới|ước|ít nhất|tối thiểu|"
    r"tối đa|không dưới|không quá|chưa đến|chưa tới|đạt trên)\s+)+$",
    re.IGNORECASE,
)
_LEVEL_LAST = re.compile(r"\b(?:bằng|đạt|chiếm|còn|gồm)\s+$", re.IGNORECASE)
_ONWARD = re.compile(r"\s+trở (?:lên|xuống)")
_PERCENT = re.compile(r"\s*(?:%|phần trăm)")
_SCALE = re.compile(
    r"\s*(?:nghìn tỷ|nghìn tỉ|ngàn tỷ|tỷ|tỉ|triệu|nghìn|ngàn|trăm|chục|vạn|tr)\b(?!\s*(?:lệ|trọng))",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\s*đồng (?:bào|chí|ruộng)", re.IGNORECASE)
_WORDS = re.compile(r"\s*(?P<two>[^\W\d]+(?:/[^\W\d]+)*(?:\s+[^\W\d]+)?)")


def way(text: str) -> int:
    """Which way the last word of change in the clause before a number points: 1, -1, or 0 for none."""
    clause = re.split(r"[;.(]|\{\{", text)[-1]
    found = list(_WAY.finditer(clause))
    return 0 if not found else 1 if found[-1]["up"] else -1


def fill(text: str, briefing: Briefing) -> tuple[SectionText, list[str]]:
    """A sentence with numbers for its references, bound, and what is wrong with it.

    Args:
        text: as the model wrote it, references in one spelling.
        briefing: what the references stand for.
    """
    out = TextBuilder()
    problems: list[str] = []
    at = 0
    for match in REFERENCE.finditer(text):
        lead, name = text[at : match.start()], match[1]
        reference = briefing.references.get(name)
        at = match.end()
        if name in briefing.gaps:
            gap = briefing.gaps[name]
            out.add(lead).gap(gap.message, gap.proposal)
        elif reference is None:
            problems.append(f"không có mã {{{{{name}}}}} trong danh sách")
            out.add(lead)
        else:
            lead, wrong = _lead(lead, text[: match.start()], reference, briefing)
            out.add(lead).add(reference.before)
            out.bind(reference.quote, figure=reference.figure, expression=reference.expression)
            words, at, more = _tail(text, at, reference)
            out.add(words)
            problems += [*wrong, *more]
    return out.add(text[at:]).done(), problems


def _lead(lead: str, before: str, reference: Reference, briefing: Briefing) -> tuple[str, list[str]]:
    """The words before a number: unfounded qualifiers cut, the way of a change seen to."""
    if not _base_has(_QUALIFIER, lead, reference, briefing):
        lead = _QUALIFIER.sub("", lead)
    near = _WAY_LAST.search(lead)
    name = f"{{{{{reference.name}}}}}"
    if reference.before:  # code writes the word of change itself
        if level := _LEVEL_LAST.search(lead):
            return lead, [
                f"{name} là «{reference.before.strip()}», không được viết «{level[0].strip()}» trước nó"
            ]
        if near is None:
            return lead, []
        if _points(near) == reference.sign:
            return lead[: near.start()], []
        return lead, [f"{name} là «{reference.before.strip()}», không được viết «{near[0].strip()}» trước nó"]
    said = _points(near) if near else way(before)
    if reference.directed:
        if said == 0:
            return lead + ("tăng " if reference.sign > 0 else "giảm "), []
        right = "tăng" if reference.sign > 0 else "giảm"
        return lead, [] if said == reference.sign else [f"{name} là mức {right}, câu nói ngược lại"]
    return lead, _level(near, reference, briefing)


def _level(near: re.Match[str] | None, reference: Reference, briefing: Briefing) -> list[str]:
    """A level mustn't be said to be a change; `giảm còn` must be true."""
    if near is None or _points(near) == _base_way(reference, briefing):
        return []
    growth = briefing.references.get(f"{reference.name}:growth")
    if near["to"] and reference.level and growth is not None and growth.sign == _points(near):
        return []
    return [f"{{{{{reference.name}}}}} không phải là mức {near[0].strip()}"]


def _points(match: re.Match[str]) -> int:
    return 1 if match["up"] else -1


def _base_way(reference: Reference, briefing: Briefing) -> int:
    """The word of change right before the reference in the base text."""
    for match in REFERENCE.finditer(briefing.text):
        if match[1] == reference.name:
            near = _WAY_LAST.search(briefing.text[max(0, match.start() - 40) : match.start()])
            if near:
                return _points(near)
    return 0


def _base_has(pattern: re.Pattern[str], lead: str, reference: Reference, briefing: Briefing) -> bool:
    found = pattern.search(lead)
    return bool(found) and f"{found[0] if found else ''}{{{{{reference.name}}}}}" in briefing.text


def _tail(text: str, at: int, reference: Reference) -> tuple[str, int, list[str]]:
    """The words after a number: its unit put in or not said twice; where the text goes on."""
    onward = _ONWARD.match(text, at)
    at = onward.end() if onward else at
    if reference.after:
        again = re.compile(
            r"\s*(?:%|điểm phần trăm)?\s*(?:so với|so)\s+(?:với\s+)?cùng kỳ(?: năm trước)?"
        ).match(text, at)
        return reference.after, again.end() if again else at, []
    if reference.quote.endswith("%"):
        again = _PERCENT.match(text, at)
        at = again.end() if again else at
        return "", at, _more_units(text, at, reference)
    return _with_unit(text, at, reference)


def _with_unit(text: str, at: int, reference: Reference) -> tuple[str, int, list[str]]:
    unit = reference.unit
    if unit and _begins(text, at, unit):
        return "", at, _more_units(text, at + len(text[at:]) - len(text[at:].lstrip()) + len(unit), reference)
    scale_word = " ".join(reference.quote.split(" ")[1:])
    scale = _SCALE.match(text, at)
    if scale:
        if scale[0].strip().casefold() != scale_word.casefold():
            return "", at, [_unit_wrong(reference, scale[0].strip())]
        at = scale.end()
        if unit and _begins(text, at, unit):
            return "", at, []
    base = unit.split(" ")[-1]
    if " " in unit and _begins(text, at, base):  # `258.000 đồng` where the table has thousands
        return f" {unit}", at + len(text[at:]) - len(text[at:].lstrip()) + len(base), []
    other = _other_unit(text, at, reference)
    if other:
        return "", at, [_unit_wrong(reference, other)]
    ends = re.compile(r"\s*(?:[,;.):]|$|\{\{)").match(text, at)
    if unit and (ends or numbers.base_unit(unit).family != "count"):
        return f" {unit}", at, []
    return "", at, []


def _more_units(text: str, at: int, reference: Reference) -> list[str]:
    """A unit or a scale word behind the number's own (`81,5% tấn`, `684,35 ha ha`)."""
    more = _SCALE.match(text, at) or _PERCENT.match(text, at)
    unit = reference.unit or reference.measure
    if more is None and reference.unit:
        more = re.compile(rf"\s*{re.escape(reference.unit)}(?![\w/])", re.IGNORECASE).match(text, at)
    wrong = more[0].strip() if more else "" if _PEOPLE.match(text, at) else _other_unit(text, at, reference)
    return [_unit_wrong(reference, wrong)] if unit and wrong else []


def _begins(text: str, at: int, unit: str) -> bool:
    """True where the text goes on with this unit."""
    return re.compile(r"\s*" + re.escape(unit) + r"(?![\w/])", re.IGNORECASE).match(text, at) is not None


def _other_unit(text: str, at: int, reference: Reference) -> str:
    """Another unit of measure right after the number than its own, or empty."""
    if _PERCENT.match(text, at):
        return "%" if reference.measure != "%" else ""
    match = _WORDS.match(text, at)
    if match is None:
        return ""
    words = match["two"].split()
    for size in (2, 1):
        info = numbers.base_unit(" ".join(words[:size]))
        whole = len(words) >= size and not (size == 2 and "/" in words[0])
        if info.family != "count" and whole:
            mine = numbers.base_unit(reference.unit or reference.measure)
            return "" if info.base == mine.base else " ".join(words[:size])
    return ""


def _unit_wrong(reference: Reference, unit: str) -> str:
    return f"{{{{{reference.name}}}}} đã có đơn vị «{reference.quote} {reference.unit}», không viết «{unit}» sau nó"
