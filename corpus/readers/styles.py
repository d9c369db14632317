"""What a Word document's styles say of a paragraph and its runs: numbering, fonts, looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.package import W

_HEADING = re.compile(r"(?i)heading|title|tiêu đề")
_CONTENTS = re.compile(r"(?i)toc ?\d|mục lục ?\d")
_DEEPEST = 12  # styles based on each other


class Styles:
    """The styles of a document, looked up along what they are based on."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._usual: dict[str, str] = {}
        self._defaults: Any | None = None
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iter(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            self._styles[key] = style
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._usual[style.get(f"{W}type") or ""] = key

    def chain(self, key: str | None, kind: str = "paragraph") -> Iterator[Any]:
        """A style and those it is based on; the usual one of its kind for None."""
        at = key if key is not None else self._usual.get(kind)
        for _ in range(_DEEPEST):
            style = self._styles.get(at) if at is not None else None
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            at = based.get(f"{W}val") if based is not None else None

    def is_heading(self, key: str | None) -> bool:
        """Whether a paragraph's style is one for headings and titles."""
        return key is not None and _HEADING.match(self._name(key)) is not None

    def is_contents(self, key: str | None) -> bool:
        """Whether it is one of the table of contents."""
        return key is not None and _CONTENTS.match(self._name(key)) is not None

    def _name(self, key: str) -> str:
        style = self._styles.get(key)
        name = style.find(f"{W}name") if style is not None else None
        return str(name.get(f"{W}val") or "") if name is not None else key

    def numbering(self, key: str | None) -> Any | None:
        """The `numPr` that a paragraph has by its style."""
        return next(
            (found for s in self.chain(key) if (found := s.find(f"{W}pPr/{W}numPr")) is not None), None
        )

    def run_properties(self, run: Any, paragraph: str | None) -> Iterator[Any]:
        """What says how a run looks, nearest first: itself, its style, its paragraph's, the defaults."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            style = own.find(f"{W}rStyle")
            if style is not None:
                yield from _runs(self.chain(style.get(f"{W}val"), "character"))
        yield from _runs(self.chain(paragraph))
        if self._defaults is not None:
            yield self._defaults


def _runs(styles: Iterator[Any]) -> Iterator[Any]:
    return (found for style in styles if (found := style.find(f"{W}rPr")) is not None)


def is_on(properties: Iterator[Any], tag: str) -> bool:
    """Whether the nearest of the properties that speaks of `tag` turns it on."""
    for each in properties:
        found = each.find(f"{W}{tag}")
        if found is not None:
            return found.get(f"{W}val") not in ("0", "false", "off")
    return False


def font_of(properties: Iterator[Any]) -> str:
    """The font of a run's letters, or empty where only the theme tells."""
    for each in properties:
        fonts = each.find(f"{W}rFonts")
        if fonts is not None:
            found = fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii")
            if found:
                return str(found)
    return ""
