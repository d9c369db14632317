"""The text of a Word paragraph as printed: changes accepted, fields as shown, old fonts as Unicode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from corpus.readers.legacy import Legacy, convert, legacy_of, legacy_of_font
from corpus.readers.package import W
from corpus.readers.styles import Styles, font_of, is_on
from corpus.text.chars import symbol

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "pPr", "rPr", "sdtPr", "tblPr", "rt")}
_CHARS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class _Bit:
    """Characters of one run, the old encoding its font is of, and whether they show as capitals."""

    text: str
    font: Legacy
    capitals: bool


@dataclass(slots=True)
class Printed:
    """A paragraph's text as printed, and what hangs on it.

    Attributes:
        boxes: the contents of its text boxes.
        notes: kind and id of its footnotes, in order.
    """

    text: str = ""
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class Runs:
    """Reads paragraphs of one document.

    Args:
        styles: its styles.
        root: its body, looked through once for an encoding that no font tells.
    """

    def __init__(self, styles: Styles, root: Any) -> None:
        self._styles = styles
        self._legacy: Legacy = ""
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        sample = ""
        for paragraph in root.iter(f"{W}p"):
            sample += "".join(bit.text for bit in self._bits(paragraph, Printed()) if not bit.font) + "\n"
            if len(sample) > 20000:
                break
        self._fields.clear()
        self._legacy = legacy_of(sample)

    def read(self, paragraph: Any) -> Printed:
        """The text of a paragraph; to be asked for each in order, since fields run over paragraphs."""
        printed = Printed()
        self._fields = [begun for begun in self._fields if begun]  # one without a result hides no more text
        bits = self._bits(paragraph, printed)
        for (font, capitals), same in groupby(bits, key=lambda bit: (bit.font, bit.capitals)):
            text = convert("".join(bit.text for bit in same), font or self._legacy)
            printed.text += text.upper() if capitals else text
        return printed

    def _bits(self, paragraph: Any, printed: Printed) -> Iterator[_Bit]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        key = style.get(f"{W}val") if style is not None else None
        yield from self._inside(paragraph, key, printed)

    def _inside(self, element: Any, key: str | None, printed: Printed) -> Iterator[_Bit]:
        for child in element:
            if child.tag in _SKIPPED or _is_placeholder(child):
                continue
            if child.tag == f"{W}r":
                yield from self._run(child, key, printed)
            elif child.tag == f"{W}txbxContent":
                printed.boxes.append(child)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._inside(_alternative(child), key, printed)
            elif child.tag == f"{_M}f":
                yield from self._fraction(child, key, printed)
            elif child.tag == f"{_M}t":
                yield _Bit(child.text or "", "", False)
            else:
                yield from self._inside(child, key, printed)

    def _run(self, run: Any, key: str | None, printed: Printed) -> Iterator[_Bit]:
        looks = list(self._styles.run_properties(run, key))
        if is_on(iter(looks), "vanish"):
            return
        font = font_of(iter(looks))
        legacy = legacy_of_font(font)
        capitals = is_on(iter(looks), "caps") or (legacy == "tcvn3" and font.endswith("H"))
        for text in self._run_texts(run, font, printed):
            if isinstance(text, str):
                yield _Bit(text, legacy, capitals)
            else:
                yield from self._inside(text, key, printed)

    def _run_texts(self, run: Any, font: str, printed: Printed) -> Iterator[Any]:
        """The texts of a run, and elements (drawings and the like) that hold paragraphs of their own."""
        for child in run:
            if child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif not all(self._fields) or child.tag in _SKIPPED:
                continue
            elif child.tag == f"{W}t":
                yield symbol(child.text or "", font)
            elif child.tag == f"{W}sym":
                yield _sym(child)
            elif child.tag in _CHARS:
                page = child.get(f"{W}type") in ("page", "column")
                yield " " if page else _CHARS[child.tag]
            elif child.tag in _NOTES:
                printed.notes.append((_NOTES[child.tag], child.get(f"{W}id") or ""))
            else:
                yield [child]

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _fraction(self, element: Any, key: str | None, printed: Printed) -> Iterator[_Bit]:
        over, under = element.find(f"{_M}num"), element.find(f"{_M}den")
        if over is not None:
            yield from self._inside(over, key, printed)
        yield _Bit("/", "", False)
        if under is not None:
            yield from self._inside(under, key, printed)


def _alternative(element: Any) -> Any:
    """Of the forms that a drawing is given in, one."""
    chosen = element.find(f"{_MC}Choice")
    return chosen if chosen is not None else element.find(f"{_MC}Fallback") or ()


def _is_placeholder(element: Any) -> bool:
    """A content control that nobody has filled: Word shows `Click here to enter text` in it."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _sym(element: Any) -> str:
    code = element.get(f"{W}char") or ""
    try:
        char = chr(int(code, 16))
    except ValueError:
        return ""
    return symbol(char, str(element.get(f"{W}font") or ""))
