"""The search on the desk: how far its vectors are, and which section a heading is taken for."""

from __future__ import annotations

from corpus.errors import InputError
from drafting.service.library import Library
from retrieval.headings import kind_names
from retrieval.section_keys import SectionKey, key_of
from retrieval.types import Making

__all__ = ["Making", "SearchDesk", "SectionKey"]


class SearchDesk:
    """What the screens show and correct of the search.

    Args:
        library: the open library.
    """

    def __init__(self, library: Library) -> None:
        self._index = library.index

    def begin(self) -> bool:
        """Make missing vectors in the background, those of a changed model too; whether any are missing."""
        return self._index.index_in_background()

    @property
    def making(self) -> Making | None:
        """How far the vectors are that are being made."""
        return self._index.making

    @property
    def fault(self) -> InputError | None:
        """Why vectors can't be made."""
        return self._index.fault

    @property
    def by_words_only(self) -> bool:
        """The embedding packages aren't installed."""
        return self._index.by_words_only

    def headings(self) -> list[SectionKey]:
        """The library's headings with the section each is taken for; those without one first."""
        return self._index.section_keys()

    def names(self) -> dict[str, str]:
        """Names of the sections by key, those that people added too."""
        own = {k.key: k.key.replace("-", " ") for k in self.headings() if k.key and k.source == "hand"}
        return {**own, **kind_names()}

    def set_key(self, heading: str, section: str | None) -> None:
        """Say which section a heading is, by its key or in words; None takes back what was said.

        Raises:
            InputError: nothing of the words makes a key.
        """
        self._index.set_section_key(heading, key_of(section) if section is not None else None)
