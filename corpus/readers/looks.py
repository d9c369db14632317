"""How the elements of an HTML page look, as far as it matters to its text: fonts of old encodings, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.readers.legacy import legacy_of_font

_RULE = re.compile(r"([^{}<>]{1,300})\{([^{}]{1,3000})\}")
_CLASS = re.compile(r"\.([\w-]+)\s*(?:,|$)")
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_UNSEEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer)\b", re.IGNORECASE
)
_BLOCKS = frozenset(("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))
_SELF_ENDING = frozenset(("li", "tr", "td", "th", "option"))
_DEEP = 300  # open elements looked through for the one that a tag closes


class Looks:
    """Fonts of old encodings that a page's style sheets give to its classes."""

    def __init__(self, page: str) -> None:
        self._fonts: dict[str, str] = {}
        for sheet in re.finditer(r"(?is)<style\b.{0,200000}?</style", page):
            for rule in _RULE.finditer(sheet[0]):
                font = _FONT.search(rule[2])
                if font and legacy_of_font(font[1].strip()):
                    self._fonts.update(dict.fromkeys(_CLASS.findall(rule[1].strip()), font[1].strip()))

    def of_class(self, names: str) -> str:
        """The old font of an element's classes, or empty."""
        return next((self._fonts[name] for name in names.split() if name in self._fonts), "")


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    font: str
    hidden: bool


class OpenElements:
    """The elements a place in the page is inside of."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._open: list[_Element] = []

    @property
    def font(self) -> str:
        """The font of the text here, or empty."""
        return self._open[-1].font if self._open else ""

    @property
    def hidden(self) -> bool:
        """Whether the text here isn't shown: hidden, deleted, a running head."""
        return bool(self._open) and self._open[-1].hidden

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Go into an element; a paragraph ends where a block begins, a cell or item where the next does."""
        if tag in _BLOCKS and any(e.tag == "p" for e in self._open[-3:]):
            self.end("p")
        elif tag in _SELF_ENDING and any(e.tag == tag for e in self._open[-3:]):
            self.end(tag)
        style = attributes.get("style") or ""
        named = _FONT.search(style)
        font = (named[1].strip() if named else "") or (attributes.get("face") or "").split(",")[0].strip(
            " '\""
        )
        font = font or self._looks.of_class(attributes.get("class") or "") or self.font
        hidden = self.hidden or tag == "del" or "hidden" in attributes or bool(_UNSEEN.search(style))
        self._open.append(_Element(tag, font, hidden))

    def end(self, tag: str) -> None:
        """Leave the innermost element of this tag, and what was left open inside it."""
        for at in range(len(self._open) - 1, max(-1, len(self._open) - _DEEP), -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
