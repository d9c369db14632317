"""Paragraphs that show by the blanks before their first lines (`pdftotext -layout`, scans, old text files)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.text.lines import RawLine

_LONG = 60  # letters: shorter lines may be titles and cells
_FEWEST = 4  # indented lines that make a habit
_USUAL = 0.1  # of the long lines begin at the margin, at least
_DEEPEST = 14  # blanks; what stands further in is centred


def with_openings(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines, each with whether it begins a paragraph, where the text is set with first lines indented."""
    leads = [len(t) - len(t.lstrip()) if (t := line.text.expandtabs().rstrip()) else -1 for line in lines]
    long = [
        lead for lead, line in zip(leads, lines, strict=True) if lead >= 0 and len(line.text.strip()) > _LONG
    ]
    if len(long) < 2 * _FEWEST:
        return list(lines)
    margin = min((lead for lead, times in Counter(long).items() if times >= _USUAL * len(long)), default=0)
    indented = sum(margin + 2 < lead <= margin + _DEEPEST for lead in long)
    flush = sum(abs(lead - margin) <= 1 for lead in long)
    if indented < _FEWEST or flush < _FEWEST or indented + flush < 0.7 * len(long):
        return list(lines)
    found: list[RawLine] = []
    above = ""
    for lead, line in zip(leads, lines, strict=True):
        opens: bool | None = None
        if margin + 2 < lead <= margin + _DEEPEST:
            opens = True
        elif abs(lead - margin) <= 1 and len(above) > _LONG:
            opens = False
        found.append(replace(line, opens=opens if line.opens is None else line.opens))
        above = line.text.strip() if lead >= 0 or not line.edge else above
    return found
