"""Word's automatic numbering, resolved to what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.package import W
from corpus.text.chars import clean

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_BULLETS = "-–—+*•○●"


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered; `restart` is the level (from 1) after which it begins anew, 0 for never."""

    form: str
    text: str
    start: int
    legal: bool
    restart: int | None


def _attribute(element: Any, tag: str, default: str = "") -> str:
    child = element.find(f"{W}{tag}")
    return default if child is None else str(child.get(f"{W}val") or default)


def _whole(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


class Numbering:
    """Counters over the document's lists; ask for each paragraph in order.

    Lists of one definition count on where another of them stopped, as Word's do; one that says where it
    starts begins there when it is first used.
    """

    def __init__(self, numbering: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styled: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: Any) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        styled: dict[str, list[tuple[str, int]]] = {}
        for element in root.iter(f"{W}abstractNum"):
            key = element.get(f"{W}abstractNumId") or ""
            abstract[key] = {_at(level): _level(level) for level in element.findall(f"{W}lvl")}
            links[key] = _attribute(element, "numStyleLink")
            named[_attribute(element, "styleLink")] = key
            styled[key] = [
                (_attribute(level, "pStyle"), _at(level))
                for level in element.findall(f"{W}lvl")
                if _attribute(level, "pStyle")
            ]
        for element in root.findall(f"{W}num"):
            number = element.get(f"{W}numId") or ""
            base = _attribute(element, "abstractNumId")
            base = named.get(links.get(base, ""), base) if links.get(base) else base
            self._abstract[number] = base
            self._levels[number] = dict(abstract.get(base, {}))
            self._override(number, element)
            for style, level in styled.get(base, []):
                self._styled.setdefault(style, (number, level))

    def _override(self, number: str, element: Any) -> None:
        for override in element.findall(f"{W}lvlOverride"):
            at = _at(override)
            given = override.find(f"{W}lvl")
            if given is not None:
                self._levels[number][at] = _level(given)
            start = _attribute(override, "startOverride")
            if start and at in self._levels[number]:
                self._starts.setdefault(number, {})[at] = _whole(start, 1)

    def level_of_style(self, style: str, number: str) -> int:
        """The level at which a list numbers paragraphs of a style, 0 where it says none."""
        found, level = self._styled.get(style, ("", 0))
        return level if self._abstract.get(found) == self._abstract.get(number) else 0

    def label(self, number: str, level: int) -> str:
        """The printed label of the next paragraph of list `number` at `level`, or empty."""
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[number], {})
        start = self._starts.get(number, {}).pop(level, None)
        counts[level] = counts.get(level, levels[level].start - 1) + 1 if start is None else start
        for deeper in [k for k in counts if k > level]:
            spec = levels.get(deeper)
            if spec is None or spec.restart is None or level < spec.restart:
                del counts[deeper]
        return _shown(levels, level, counts)


def _shown(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    here = levels[level]
    if here.form == "bullet":
        sign = clean(here.text)
        return sign if len(sign) == 1 and sign in _BULLETS and here.text < "\uf000" else "-"

    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        spec = levels.get(at)
        if spec is None:
            return ""
        value = counts.get(at, spec.start)
        return _format(value, "decimal" if here.legal and spec.form != "decimalZero" else spec.form)

    return re.sub(r"%(\d)", shown, here.text).strip()


def _at(element: Any) -> int:
    return _whole(element.get(f"{W}ilvl") or "", 0)


def _level(element: Any) -> _Level:
    form = _attribute(element, "numFmt", "decimal")
    restart = _attribute(element, "lvlRestart")
    level = _Level(
        form=form,
        text=_attribute(element, "lvlText"),
        start=_whole(_attribute(element, "start", "1"), 1),
        legal=_is_on(element.find(f"{W}isLgl")),
        restart=_whole(restart, 0) if restart else None,
    )
    custom = element.find(f"{W}numFmt")
    if custom is not None and re.fullmatch(r"0\d+(?:,.*)?", custom.get(f"{W}format") or ""):
        level = replace(level, form="decimalZero")
    return level


def _is_on(element: Any | None) -> bool:
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def _format(value: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman"):
        shown = _roman(value)
        return shown.upper() if form == "upperRoman" else shown
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("cardinalText", "ordinalText") and 0 <= value < len(_WORDS):
        words = ("nhất", "tư") if form == "ordinalText" else ("một", "bốn")
        return {1: words[0], 4: words[1]}.get(value, _WORDS[value])
    if form in ("none", "bullet"):
        return ""
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    shown = ""
    for size, sign in _ROMANS:
        while value >= size:
            shown += sign
            value -= size
    return shown
