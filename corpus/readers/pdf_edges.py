"""Page numbers and running heads and feet of a PDF, left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from corpus.readers.pdf_lines import Line
from corpus.units import fold

T = TypeVar("T")
_MARGIN = 0.09  # of the page's height: where running heads and page numbers stand
_PAGE_NUMBER = re.compile(r"[-–]?\s*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?$")
_LONGEST = 130
_OFTEN = 0.6  # of the pages, for a head whose words change
_AGAIN = 0.3  # of the pages, for one that says the same (on left pages, say)
_APART = 1.5  # of a line's height: a running head stands apart from the text


def without_edges(items: list[T], see: Callable[[T], tuple[int, float, Line, bool]]) -> list[T]:
    """The items without what stands in the margins for the page's sake.

    Args:
        items: lines and tables in order.
        see: page, height of the page, the line, and whether it is a line (and no table).
    """
    pages = len({see(item)[0] for item in items})
    edges = [at for at, item in enumerate(items) if _is_edge(*see(item))]
    seen = [(see(items[at])[0], see(items[at])[2].text) for at in edges]
    same = Counter(text for _, text in set(seen))
    alike = Counter(text for _, text in {(page, _masked(text)) for page, text in seen})
    apart = _standing_apart([see(item) for item in items], edges)
    often = Counter(place for _, place in {(see(items[at])[0], place) for at, place in apart.items()})
    drop = set()
    for at in edges:
        text = see(items[at])[2].text
        least = max(2, _AGAIN * pages)
        again = same[text] >= least or (at in apart and alike[_masked(text)] >= least)
        varying = at in apart and pages >= 3 and often[apart[at]] >= _OFTEN * (pages - 1)
        if again or varying or _PAGE_NUMBER.match(fold(text)):
            drop.add(at)
    return [item for at, item in enumerate(items) if at not in drop]


def _is_edge(page: int, height: float, line: Line, is_line: bool) -> bool:
    if not is_line or len(line.text) > _LONGEST:
        return False
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height


def _masked(text: str) -> str:
    return fold(re.sub(r"\d+", "#", text))


def _standing_apart(
    seen: Sequence[tuple[int, float, Line, bool]], edges: Sequence[int]
) -> dict[int, tuple[str, int]]:
    """Edges at the very top or foot of their page and apart from its text, with the height they stand at."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for at, (page, *_rest) in enumerate(seen):
        by_page[page].append(at)
    found: dict[int, tuple[str, int]] = {}
    for at in edges:
        page, _, line, _ = seen[at]
        others = [seen[i][2] for i in by_page[page] if i != at and abs(seen[i][2].top - line.top) > 2]
        size = line.bottom - line.top
        if others and all(o.top - line.bottom > _APART * size for o in others):
            found[at] = ("top", round(line.top / 3))
        elif others and all(line.top - o.bottom > _APART * size for o in others):
            found[at] = ("foot", round(line.top / 3))
    return found
