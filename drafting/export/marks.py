"""Runs of text with what is marked in them: gaps, bound numbers as bookmarks, comments with their sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from docx.document import Document as DocumentObject
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from drafting.export.source import Source
from drafting.types import Binding

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; `size` in points."""

    size: float
    bold: bool = False
    italic: bool = False
    upper: bool = False


@dataclass(slots=True)
class Marker:
    """Puts stretches of the source into paragraphs, keeping gaps, bookmarks and comments at their places.

    Attributes:
        explain: gives the comment of a bound number, or None where no proof is wanted.
    """

    document: DocumentObject
    source: Source
    explain: Callable[[Binding], str] | None = None
    marked: int = field(default=0)

    def put(self, paragraph: Paragraph, start: int, end: int, look: Look) -> None:
        """Add `text[start:end]` to a paragraph."""
        for left, right, binding, gap in self._pieces(start, end):
            run = paragraph.add_run(printable(self.source.text[left:right]))
            dress(run, look)
            if gap:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if binding is not None:
                self._bookmark(run, binding)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int, Binding | None, bool]]:
        """The stretch cut where a mark begins or ends."""
        numbers = [b for b in self.source.numbers if b.start < end and b.end > start]
        gaps = [g for g in self.source.gaps if g.start < end and g.end > start]
        marks = [*((b.start, b.end) for b in numbers), *((g.start, g.end) for g in gaps)]
        cuts = sorted({start, end, *(min(max(at, start), end) for pair in marks for at in pair)})
        out: list[tuple[int, int, Binding | None, bool]] = []
        for left, right in pairwise(cuts):
            number = next((b for b in numbers if b.start <= left and right <= b.end), None)
            out.append((left, right, number, any(g.start <= left and right <= g.end for g in gaps)))
        return out

    def _bookmark(self, run: Run, binding: Binding) -> None:
        """A bookmark around the number: invisible, and no reader loses the text in it."""
        self.marked += 1
        opening, closing = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for part in (opening, closing):
            part.set(qn("w:id"), str(self.marked))
        opening.set(qn("w:name"), bookmark_name(self.marked, binding))
        run._r.addprevious(opening)
        run._r.addnext(closing)
        if self.explain is not None:
            comment = self.document.add_comment(
                [run], text=printable(self.explain(binding)), author="soanthao", initials="ST"
            )
            comment._comment_elm.attrib.pop(qn("w:date"), None)


def bookmark_name(index: int, binding: Binding) -> str:
    """`so_12_F034`, or `so_12` for a formula: letters, digits and underscores, 40 at most."""
    return f"so_{index}_{binding.figure}"[:40] if binding.figure else f"so_{index}"


def printable(text: str) -> str:
    """The text without what no XML document can hold; a tab inside a paragraph is a blank."""
    return _UNPRINTABLE.sub("", text.replace("\t", " "))


def dress(run: Run, look: Look) -> None:
    """Size and weight; the face comes from the document's default."""
    run.font.size = Pt(look.size)
    run.bold = look.bold or None
    run.italic = look.italic or None
    run.font.all_caps = look.upper or None
