"""Whether a reference stands where its words are: its role, its place among its neighbours, its gap, its sentence."""

from __future__ import annotations

import re

from drafting import alignment, numbers
from drafting.writers.model_figures import Reference
from drafting.writers.model_references import REFERENCE, Briefing

FITS = 0.5
"""Likeness of a clause and a gap's message from which the gap may stand in it."""
_SAID = {
    "plan": re.compile(r"kế hoạch|\bKH\b|chỉ tiêu|\bgiao\b|dự toán|mục tiêu|nghị quyết|đề ra", re.IGNORECASE),
    "target": re.compile(r"mục tiêu|phấn đấu|chỉ tiêu|đến năm|kế hoạch|đề ra", re.IGNORECASE),
    "same-period": re.compile(r"cùng kỳ|năm trước|năm ngoái|kỳ trước|so với|\btừ\b", re.IGNORECASE),
}
_RUN_ON = r"(?:\s+(?:năm|trước|ngoái|giao|đề ra|được|là|đạt|có|cả)){0,4}\s*[(:]?\s*$"
_LED = {
    "plan": re.compile(rf"\b(?:kế hoạch|chỉ tiêu){_RUN_ON}", re.IGNORECASE),
    "same-period": re.compile(rf"\b(?:cùng kỳ){_RUN_ON}", re.IGNORECASE),
}
_BASIS = {
    "plan": re.compile(
        r"(?:\s+(?!cùng|kế)[^\W\d]+){0,3}?\s*(?:so với |so |của )?(?:kế hoạch|KH\b|chỉ tiêu|dự toán)",
        re.IGNORECASE,
    ),
    "same-period": re.compile(
        r"(?:\s+(?!cùng|kế)[^\W\d]+){0,3}?\s*(?:so với |so |của )?(?:cùng kỳ|năm trước)", re.IGNORECASE
    ),
}
_BEGIN = re.compile(r"(?:[^\W\d_]{2}|[%)])[.!?] +|(?<![;,:])\n")
_AFTER_GAP = re.compile(r"\s*(?:%|(?:nghìn|tỷ|triệu)\b|(?P<word>[^\W\d]+))", re.IGNORECASE)


def misplaced(text: str, match: re.Match[str], reference: Reference, briefing: Briefing) -> str:
    """What is wrong with a reference's place in its sentence, or empty.

    Args:
        text: the sentence, with references by name.
        match: the reference in it.
        reference: what it stands for.
        briefing: the section, whose base text has the references at their right places.
    """
    name = f"{{{{{reference.name}}}}}"
    if basis := _other_basis(text, match, reference, briefing):
        return f"{name} không phải so với {basis}"
    if _place(text, match) in _places(briefing).get(reference.name, set()):
        return ""
    if role := _other_role(text, match, reference):
        return f"{name} {role}"
    if other := _anothers(text, match, reference, briefing):
        return f"{name} đứng vào chỗ của {{{{{other}}}}}"
    return ""


def _other_basis(text: str, match: re.Match[str], reference: Reference, briefing: Briefing) -> str:
    """`bằng 57,7% cùng kỳ` of what is compared with the plan, and the reverse."""
    against = reference.roles & _BASIS.keys()
    if reference.level or len(reference.roles) < 2 or len(against) != 1:
        return ""
    other = next(iter(_BASIS.keys() - against))
    said = _BASIS[other].match(text, match.end())
    if said is None or f"{match[0]}{said[0]}" in briefing.text:
        return ""
    return said[0].strip()


def _other_role(text: str, match: re.Match[str], reference: Reference) -> str:
    """A plan that the words don't call one; this period's figure called plan or same period."""
    if reference.expression or len(reference.roles) != 1:
        return ""
    role = next(iter(reference.roles))
    before = re.split(r"[;.]", REFERENCE.sub(" # ", text[: match.start()]))[-1]
    clause = re.split(r"[,(#]", before)[-1] or before
    after = re.split(r"[,;.(]|\{\{", text[match.end() : match.end() + 60])[0]
    if role in _SAID and not _SAID[role].search(f"{clause} {after}"):
        return "không phải là số thực hiện kỳ này"
    led = next((r for r, p in _LED.items() if p.search(before)), role)
    return "" if led == role or role == "target" else "không phải là số của kế hoạch hay cùng kỳ như câu nói"


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|%", REFERENCE.sub(" ; ", text).casefold())


def _place(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The last words before a reference in its clause (at most four), and the first after it."""
    before = re.split(r"[;.#\n]", REFERENCE.sub("#", text[: match.start()]))[-1]
    after = re.split(r"[;.#\n]", REFERENCE.sub("#", text[match.end() : match.end() + 30]))[0]
    after = after.lstrip().removeprefix("%")  # code writes the sign itself
    return " ".join(_words(before)[-4:]), " ".join(_words(after)[:1])


def _places(briefing: Briefing) -> dict[str, set[tuple[str, str]]]:
    """The words around each reference of the base text."""
    found: dict[str, set[tuple[str, str]]] = {}
    for match in REFERENCE.finditer(briefing.text):
        found.setdefault(match[1], set()).add(_place(briefing.text, match))
    return found


def _anothers(text: str, match: re.Match[str], reference: Reference, briefing: Briefing) -> str:
    """The reference that the base text has between these same words, where they say enough."""
    place = _place(text, match)
    if len(place[0].split()) < 2 and not (place[0] and place[1]):
        return ""
    at = {n for n, places in _places(briefing).items() if place in places}
    same = {n for n in at if n in briefing.references and briefing.references[n].quote == reference.quote}
    return "" if same else min(at, default="")


def strayed_gaps(text: str, briefing: Briefing) -> list[str]:
    """Gaps that ask for something else than the words around them, or are given a unit: filled in, they'd be wrong."""
    found = []
    for match in REFERENCE.finditer(text):
        gap = briefing.gaps.get(match[1])
        if gap is None:
            continue
        place, own = _place(text, match), _places(briefing).get(match[1], set())
        if _unit_after(text, match, briefing):
            found.append(f"{match[0]} là chỗ trống, không viết đơn vị khác sau nó")
        if place in own or (place[0] and place[0] in {before for before, _ in own} and not place[1]):
            continue
        before = re.split(r"[;.]", text[: match.start()])[-1]
        after = re.split(r"[,;.(]|\{\{", text[match.end() : match.end() + 60])[0]
        context = REFERENCE.sub(" ", f"{before} {after}")
        if alignment.similarity(context, gap.message) < FITS or _anothers_gap(place, match[1], briefing):
            found.append(f"{match[0]} là chỗ trống «{gap.message}», câu nói về việc khác")
    return found


def _anothers_gap(place: tuple[str, str], name: str, briefing: Briefing) -> bool:
    return any(place in places for other, places in _places(briefing).items() if other != name)


def _unit_after(text: str, match: re.Match[str], briefing: Briefing) -> bool:
    """A unit of measure right after a gap that the base text doesn't have there."""
    after = _AFTER_GAP.match(text, match.end())
    if after is None or f"{match[0]}{after[0]}" in briefing.text:
        return False
    return after["word"] is None or numbers.base_unit(after["word"]).family != "count"


def torn(text: str, base: str) -> bool:
    """True where a sentence begins as the second half of another one, which doesn't stand before it."""
    begins = (m.end() for m in _BEGIN.finditer(text))
    return any(
        text[at : at + 1].islower() and text[max(0, at - 6) : at + 12] not in base and text[:at].strip()
        for at in begins
    ) or (text[:1].islower() and not base[:1].islower())
