"""What a document's numbers state, remembered between checks.

While one types, the precedent stays the same from check to check, and so does the text where only the
figures change: their mentions are made once. The memory is small, bounded and keyed by what is read.
"""

from __future__ import annotations

from collections import OrderedDict

from corpus.types import Report
from drafting import alignment, numbers
from drafting.numbers.types import Reading
from drafting.types import Mention

_SIZE = 6
_read: OrderedDict[str, tuple[Reading, ...]] = OrderedDict()
_known: OrderedDict[tuple[object, ...], tuple[Mention, ...]] = OrderedDict()


def mentions(report: Report) -> tuple[Mention, ...]:
    """The mentions of a report, made anew only for a text (or outline, or facts of it) not seen lately."""
    key = (report.text, report.meta, report.blocks, report.sections, report.tables)
    found = _known.pop(key, None)
    if found is None:
        found = alignment.mentions(report)
    _known[key] = found
    while len(_known) > _SIZE:
        _known.popitem(last=False)
    return found


def readings(text: str) -> tuple[Reading, ...]:
    """The numbers of a text, read anew only where it was not read lately."""
    found = _read.pop(text, None)
    if found is None:
        found = numbers.read(text)
    _read[text] = found
    while len(_read) > _SIZE:
        _read.popitem(last=False)
    return found
