"""Word's automatic numbering, resolved to what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    legal: bool


def _attribute(element: Any, tag: str, default: str = "") -> str:
    child = element.find(f"{_W}{tag}")
    return default if child is None else str(child.get(f"{_W}val") or default)


def _whole(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


class Numbering:
    """Counters over the document's lists; ask for each paragraph in order."""

    def __init__(self, numbering: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: Any) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for element in root.iter(f"{_W}abstractNum"):
            levels = {_whole(lvl.get(f"{_W}ilvl") or "", 0): _level(lvl) for lvl in element.iter(f"{_W}lvl")}
            abstract[element.get(f"{_W}abstractNumId") or ""] = levels
        for element in root.iter(f"{_W}num"):
            number = element.get(f"{_W}numId") or ""
            base = _attribute(element, "abstractNumId")
            levels = dict(abstract.get(base, {}))
            changed = False
            for override in element.iter(f"{_W}lvlOverride"):
                at = _whole(override.get(f"{_W}ilvl") or "", 0)
                start = _attribute(override, "startOverride")
                if start and at in levels:
                    old = levels[at]
                    levels[at] = _Level(old.form, old.text, _whole(start, 1), old.legal)
                    changed = True
            self._levels[number] = levels
            self._abstract[number] = number if changed else f"a{base}"

    def label(self, number: str, level: int) -> str:
        """The printed label of the next paragraph of list `number` at `level`, or empty."""
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[number], {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        here = levels[level]
        if here.form == "bullet":
            return "-"
        if here.form == "none":
            return here.text.strip()

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            spec = levels.get(at)
            if spec is None:
                return ""
            value = counts.get(at, spec.start)
            return _format(value, "decimal" if here.legal else spec.form)

        return re.sub(r"%(\d)", shown, here.text).strip()


def _level(element: Any) -> _Level:
    return _Level(
        form=_attribute(element, "numFmt", "decimal"),
        text=_attribute(element, "lvlText"),
        start=_whole(_attribute(element, "start", "1"), 1),
        legal=element.find(f"{_W}isLgl") is not None,
    )


def _format(value: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman"):
        shown = _roman(value)
        return shown.upper() if form == "upperRoman" else shown
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    shown = ""
    for size, sign in _ROMANS:
        while value >= size:
            shown += sign
            value -= size
    return shown
