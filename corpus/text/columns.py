"""Title block and signature in two columns of blanks (`pdftotext -layout`, scans): left column first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.cues import is_front, is_signature, is_type_line, letters_upper
from corpus.text.lines import RawLine
from corpus.units import fold

_MOTTO = re.compile(r"(?i)cộng h[oò][aà]?\s+xã hội|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam")
_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_FRONT_LINES = 24
_BACK_LINES = 30


def in_order(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines, the columns of title block and signatures one after the other."""
    result = list(lines)
    front = _front_block(result)
    if front:
        result[: front[0]] = _columns(result[: front[0]], front[1])
    at = 0
    while at < len(result):
        found = _signature_block(result, at)
        if found is None:
            at += 1
            continue
        end, center = found
        result[at:end] = _columns(result[at:end], center)
        at = end
    return result


def _segments(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(p for m in _GAP.finditer(text) for p in m.span()), len(text)]
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


def _front_block(lines: Sequence[RawLine]) -> tuple[int, float] | None:
    """The line after the two columns, and the right one's centre; None where the text isn't set so."""
    center = None
    last = 0
    for at, line in enumerate(lines[:_FRONT_LINES]):
        text = line.text.expandtabs().rstrip()
        if is_type_line(text.strip()) and len(_segments(text.strip())) == 1:
            break
        motto = _MOTTO.search(text)
        if motto and motto.start() > 25 and text[: motto.start()].strip():
            center = (motto.start() + len(text)) / 2
        if text.strip():
            last = at + 1
    return (last, center) if center else None


def _signature_block(lines: Sequence[RawLine], at: int) -> tuple[int, float] | None:
    text = lines[at].text.expandtabs().rstrip()
    if not re.match(r"\s*nơi nhận\s*:?\s*", text, re.IGNORECASE):
        return None
    center = None
    end = at
    for number in range(at, min(at + _BACK_LINES, len(lines))):
        row = lines[number].text.expandtabs().rstrip()
        if "\x0c" in lines[number].text or (
            number > at and fold(row.strip()).startswith(("phu luc", "bieu "))
        ):
            break
        if center is None:
            parts = _segments(row)
            right = row[parts[-1][0] : parts[-1][1]]
            if len(parts) > 1 and (is_signature(right.strip()) or letters_upper(right)):
                center = sum(parts[-1]) / 2
            elif number > at + 2:
                return None
        if row.strip():
            end = number + 1
    return (end, center) if center else None


def _columns(lines: Sequence[RawLine], center: float) -> list[RawLine]:
    left: list[RawLine] = []
    right: list[RawLine] = []
    for line in lines:
        text = line.text.expandtabs()
        cut = _cut(text.rstrip(), center)
        if text[:cut].strip():
            left.append(RawLine(text[:cut].rstrip(), line.offset, line.edge))
        if text[cut:].strip():
            right.append(RawLine(text[cut:], line.offset + min(cut, len(line.text)), line.edge))
    return left + right


def _cut(text: str, center: float) -> int:
    """Where the right column begins in a line: at the gap that leaves its part best centred."""
    parts = _segments(text)
    if not text.strip():
        return len(text)
    lone = len(text) - len(text.lstrip())
    if len(parts) == 1 or (lone > 10 and len(parts) < 2):
        middle = (lone + len(text)) / 2
        return lone if lone > 0.4 * center and middle > 0.8 * center and not _is_item(text) else len(text)
    starts = [start for start, _ in parts[1:]]
    best = min(starts, key=lambda start: abs((start + len(text)) / 2 - center))
    if lone and abs((lone + len(text)) / 2 - center) < abs((best + len(text)) / 2 - center):
        return lone  # a date with blanks to fill, nothing on its left
    off = abs((best + len(text)) / 2 - center)
    return best if off < 14 or is_front(text[best:].strip()) else len(text)


def _is_item(text: str) -> bool:
    return re.match(r"\s*[-–+]\s*[^\W\d_]", text) is not None
