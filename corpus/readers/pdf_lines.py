"""Lines of a PDF page in reading order: title block and signature are set in two columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus.units import fold

_GAP = 1.6  # of the font's size: wider than any blank of justified text between columns


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    top: float
    bottom: float
    x0: float
    x1: float


def reading_order(page: Any) -> list[tuple[str, float, float, float]]:
    """Text, top, bottom and left edge of each line; where two columns stand side by side, left before right."""
    rows = _rows(page.extract_words(x_tolerance=1.5, keep_blank_chars=False))
    middle = float(page.width) / 2
    ordered: list[_Part] = []
    at = 0
    while at < len(rows):
        end = _side_by_side(rows, at, middle)
        parts = [part for row in rows[at:end] for part in row]
        if end - at > 1 or len(parts) > 1:
            ordered += [p for p in parts if p.x0 < middle * 0.9] + [p for p in parts if p.x0 >= middle * 0.9]
        else:
            ordered += parts
        at = end
    return [(p.text, p.top, p.bottom, p.x0) for p in ordered]


def _rows(words: Iterable[dict[str, Any]]) -> list[list[_Part]]:
    """Words to lines, each cut where a wide blank stands."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        height = float(word["bottom"]) - float(word["top"])
        same = rows and abs(_middle(rows[-1][0]) - _middle(word)) < 0.5 * height
        if same:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_cut(sorted(row, key=lambda w: float(w["x0"]))) for row in rows]


def _middle(word: dict[str, Any]) -> float:
    return (float(word["top"]) + float(word["bottom"])) / 2


def _cut(words: list[dict[str, Any]]) -> list[_Part]:
    size = max(float(w["bottom"]) - float(w["top"]) for w in words)
    gaps = [float(b["x0"]) - float(a["x1"]) for a, b in pairwise(words)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    groups, current = [], [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > max(_GAP * size, 3 * usual):
            groups.append(current)
            current = []
        current.append(word)
    return [_part(group) for group in [*groups, current]]


def _part(words: list[dict[str, Any]]) -> _Part:
    return _Part(
        " ".join(str(w["text"]) for w in words),
        min(float(w["top"]) for w in words),
        max(float(w["bottom"]) for w in words),
        float(words[0]["x0"]),
        float(words[-1]["x1"]),
    )


def _side_by_side(rows: list[list[_Part]], at: int, middle: float) -> int:
    """The end of the run of lines in two columns that begins at row `at`, or `at + 1`."""
    if not _two_columns(rows[at], middle) and not any(_two_columns(r, middle) for r in rows[at + 1 : at + 3]):
        return at + 1
    end = at
    while end < len(rows) and (_two_columns(rows[end], middle) or _one_side(rows[end], middle)):
        end += 1
    return max(end, at + 1)


def _two_columns(row: list[_Part], middle: float) -> bool:
    return len(row) == 2 and row[0].x1 < middle * 1.15 and row[1].x0 > middle * 0.7


def _one_side(row: list[_Part], middle: float) -> bool:
    if len(row) != 1 or _is_centred(row[0], middle):
        return False
    return (row[0].x1 < middle * 1.05) or row[0].x0 > middle * 0.85


def _is_centred(part: _Part, middle: float) -> bool:
    """A title in the middle of the page, or what heads it wherever it stands."""
    return abs((part.x0 + part.x1) / 2 - middle) < 0.08 * middle or fold(part.text) == "bao cao"
