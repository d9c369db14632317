"""Appendices: sections that stand behind the signature, whose own end is the end of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Headed(Protocol):
    """A section of a plan, a draft or a precedent, by what it prints."""

    @property
    def number(self) -> str:
        """Its path of ordinals."""

    @property
    def label(self) -> str:
        """Its numbering as printed."""

    @property
    def heading(self) -> str:
        """Its title."""

    @property
    def level(self) -> int:
        """From 1 at the top."""


def is_appendix(section: Headed) -> bool:
    """True for `Phụ lục I …`, which stands behind the signature."""
    words = f"{section.label} {section.heading}".strip()
    return section.level == 1 and words.casefold().startswith("phụ lục")


def appended(sections: Sequence[Headed]) -> set[str]:
    """Numbers of the appendices and of what stands under them."""
    roots = {s.number for s in sections if is_appendix(s)}
    return {s.number for s in sections if any(s.number == r or s.number.startswith(f"{r}.") for r in roots)}
