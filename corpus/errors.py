"""Errors that are the user's to mend: one clear sentence, in Vietnamese and in English."""

from __future__ import annotations


class InputError(Exception):
    """Bad input: says what is wrong, where, and what to do.

    Args:
        vi: the sentence in Vietnamese.
        en: the same in English.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en

    def text(self, language: str = "vi") -> str:
        """The sentence in `language` (`vi` or `en`)."""
        return self.en if language == "en" else self.vi
