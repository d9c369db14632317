"""Members that a precedent chose by a threshold (`A, B, C tăng từ 5% trở lên`), chosen anew."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.units import fold
from drafting import alignment, numbers
from drafting.types import Figure, FigureTable, Mention
from drafting.writers.base import TextBuilder
from drafting.writers.edits import Edit
from drafting.writers.member_runs import bare
from drafting.writers.members import GROWS
from drafting.writers.view import PrecedentView

_FLOOR = re.compile(r"\b(?:từ|trên|hơn)\s+$", re.IGNORECASE)
_JOIN = re.compile(
    r"[\s,;]*(?:và)?\s*(?:các\s+)?(?:(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s+)?$"
)
_LEAST = 0.45


def threshold_edits(
    seen: PrecedentView, mention: Mention, table: FigureTable, start: int
) -> list[Edit] | None:
    """The names and the number said anew: those who reach the old threshold, and the least of theirs.

    None where the number is no threshold behind a list of members, or the figures don't tell who reaches it.
    """
    reading, text = mention.reading, seen.report.text
    floor = _FLOOR.search(text, max(start, reading.start - 12), reading.start)
    onward = text[reading.end : reading.end + 14].lstrip().startswith(("trở lên", "trở lại"))
    if reading.kind != "percent" or reading.value is None or floor is None or not onward:
        return None
    names = _names(seen, table, start, reading.start)
    if names is None:
        return None
    figure = _measure(table, text[start : reading.start])
    if figure is None:
        return None
    cells = [f for f in table.figures if f.indicator == figure.indicator and f.role == "actual" and f.scope]
    reach = [f for f in cells if f.value is not None and f.value >= reading.value]
    if len(reach) < 2:
        return None
    least = min(f.value for f in reach if f.value is not None)
    return [
        Edit(*names, _listed([bare(f.scope or "") for f in reach])),
        _least(reading.start, reading.end, least, reach),
    ]


def _names(seen: PrecedentView, table: FigureTable, start: int, stop: int) -> tuple[int, int] | None:
    """The span of the run of members' names right before the words of the threshold."""
    text = seen.report.text
    found = []
    for member in dict.fromkeys((*seen.report.meta.members, *table.members())):
        at = text.rfind(bare(member), start, stop)
        if at >= 0:
            found.append((at, at + len(bare(member))))
    found = sorted(set(found))
    run = found[-1:]
    for span in reversed(found[:-1]):
        if not _JOIN.fullmatch(text[span[1] : run[0][0]]):
            break
        run.insert(0, span)
    near = len(run) > 1 and len(text[run[-1][1] : stop].split()) <= 6
    return (run[0][0], run[-1][1]) if near else None


def _measure(table: FigureTable, words: str) -> Figure | None:
    """The rate that members have and the sentence is about."""
    rates = {f.indicator: f for f in table.figures if f.scope and f.unit == "%" and GROWS.search(f.label)}
    scored = sorted(rates.values(), key=lambda f: (-alignment.similarity(f.label, words), f.key))
    likely = scored[0] if scored else None
    named = likely is not None and fold(likely.label) in fold(words)
    return likely if likely and (named or alignment.similarity(likely.label, words) >= _LEAST) else None


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + f" và {names[-1]}"


def _least(start: int, end: int, least: Decimal, reach: list[Figure]) -> Edit:
    keys = ",".join(f.key for f in reach)
    piece = TextBuilder().bind(f"{numbers.write(least)}%", expression=f"min({keys})").done()
    return Edit(start, end, piece=piece)
