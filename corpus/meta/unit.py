"""Which unit a report is from, of which level, under whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.meta.front import Front
from corpus.meta.letterhead import as_written, head_of, level_of, lowest, place_of
from corpus.meta.names import NAME, after, most_common, tidy
from corpus.types import Level, Signer
from corpus.units import Unit, cluster_number, fold, parse_unit, title_case

_KINDS = r"xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh"
_PLACE = rf"(?:(?i:{_KINDS}))\s+(?:{NAME}|\d{{1,2}}\b)"
_COMMITTEE = re.compile(rf"(?i:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+({_PLACE})")
_CLUSTER = re.compile(
    r"(?i)\b(?:cụm|khối)\s+thi\s+đua\s+(?:(?:số\s+)?(?:\d+|[IVX]+)\b|các\s+(?:xã|huyện|tỉnh|sở|trường)(?:\s+[^\W\d]+){0,5})"
)
_OF = re.compile(r"(?i)trên đây là báo cáo")
_ABOVE: dict[str, tuple[str, ...]] = {
    "thon": ("xã", "phường", "thị trấn"),
    "xa": ("huyện", "quận", "thị xã", "thành phố", "tỉnh"),
    "cum-xa": ("huyện", "quận", "thị xã", "thành phố", "tỉnh"),
    "huyen": ("tỉnh", "thành phố"),
    "cum-huyen": ("tỉnh", "thành phố"),
}


@dataclass(frozen=True, slots=True)
class Issuer:
    """The unit and what is above it; `sure` is False where it was guessed."""

    unit: str = ""
    level: Level | None = None
    superior: str = ""
    sure: bool = False


def read_issuer(front: Front, signer: Signer, text: str, back: Sequence[str]) -> Issuer:
    """Find the unit in the letterhead, then in the words of opening, closing, title and signature."""
    unit, sure = _unit(front, signer, text)
    if unit is None:
        return Issuer()
    level = _cluster_level(unit, text) if unit.kind_word == "cụm" else unit.level
    superior = _superior(unit, level, front, text)
    return Issuer(unit.full, level, superior, sure)


def _unit(front: Front, signer: Signer, text: str) -> tuple[Unit | None, bool]:
    issuing = lowest(front.bodies)
    if issuing and (named := _of_letterhead(issuing, front.bodies, text)):
        return named, True
    for body in reversed(front.bodies):
        letterhead = parse_unit(body)
        if letterhead.kind_word and letterhead.name:
            return letterhead, True
    leads_cluster = "CỤM" in signer.authority.upper() or "CỤM" in signer.position.upper()
    for source in (_nearest(_opening(text)), _opening(text), _closing(text), front.about, front.title):
        unit = _named(source, prefer_cluster=leads_cluster)
        if unit is not None:
            return unit, True
    return _named(text, prefer_cluster=leads_cluster), False


def _of_letterhead(body: str, bodies: Sequence[str], text: str) -> Unit | None:
    """The body that reports: a committee or cluster by its place, another by its own name."""
    unit = parse_unit(body)
    if unit.kind_word == "cụm":
        return unit if cluster_number(body) else parse_unit(as_written(body, text))
    if unit.kind_word and unit.name:
        return unit
    if head_of(body) is None or len(body.split()) < 2:
        return None
    above = bodies[: bodies.index(body)]
    name = as_written(body, text)
    return Unit("", name, level_of(body, above), name)


def _opening(text: str) -> str:
    """The clause before `báo cáo … như sau` or `phát động` at the beginning."""
    head = text[:6000]
    match = re.search(
        r"(?i)([^.;\n]{0,140})\b(?:báo cáo|phát động)\b[^.\n]{0,160}\b(?:như sau|sau đây)", head
    )
    return match[0] if match else ""


def _nearest(opening: str) -> str:
    """From the last unit that is named before `báo cáo`: the one that reports."""
    verb = re.search(r"(?i)\b(?:báo cáo|phát động)\b", opening)
    before = opening[: verb.start()] if verb else ""
    named = [m.start() for pattern in (_COMMITTEE, _CLUSTER) for m in pattern.finditer(before)]
    return before[max(named) :] if named else ""


def _closing(text: str) -> str:
    tail = text[-4000:]
    match = _OF.search(tail)
    return tail[match.start() : match.start() + 500].split("\n")[0] if match else ""


def _named(source: str, *, prefer_cluster: bool) -> Unit | None:
    if not source:
        return None
    cluster = _CLUSTER.search(source)
    committee = _COMMITTEE.findall(source)
    if cluster and (prefer_cluster or not committee or len(source) < 1000):
        return parse_unit(cluster[0])
    if committee:
        best = most_common([_upper_first(place) for place in committee])
        kind = next(k for k in _KINDS.split("|") if fold(best).startswith(fold(k) + " "))
        return parse_unit(f"UBND {kind} {title_case(tidy(best[len(kind) :]))}")
    if cluster:
        return parse_unit(cluster[0])
    return None


def _upper_first(place: str) -> str:
    words = place.split()
    return " ".join([words[0].lower(), *words[1:]]) if words else place


def _cluster_level(unit: Unit, text: str) -> Level:
    folded = fold(text)
    counts: dict[Level, int] = {
        "cum-xa": len(re.findall(r"\bcac (?:xa|phuong|thi tran)\b", folded)),
        "cum-huyen": len(re.findall(r"\bcac (?:huyen|quan|thi xa)\b", folded)),
        "cum-tinh": len(re.findall(r"\bcac tinh\b", folded)),
    }
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else (unit.level or "cum")


def _superior(unit: Unit, level: Level | None, front: Front, text: str) -> str:
    issuing = lowest(front.bodies)
    upper = tuple(body for body in front.bodies if body != issuing)
    for body in reversed(upper):
        place = place_of(body)
        if place and fold(place) != fold(f"{unit.kind_word} {unit.name}"):
            return place
    if not unit.kind_word and (place := place_of(issuing or unit.full)):
        return place
    kinds = _ABOVE.get(level or "", ())
    for source in (front.addressed, text):
        for kind in kinds:
            name = most_common(after([kind], source))
            if name and fold(name) != fold(unit.name):
                return f"{kind} {title_case(name)}"
    return ""


def province_of(text: str, superior: str) -> str:
    """The province named most often."""
    if superior.startswith("tỉnh "):
        return superior[5:]
    return title_case(most_common(after(["tỉnh"], text)))
