"""Characters: composed Unicode, the fonts' `ƣ`, odd blanks and bullets. No digit is ever touched."""

from __future__ import annotations

import re
import unicodedata

_MAP = {
    "ƣ": "ư",
    "Ƣ": "Ư",
    "Ð": "Đ",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\t": " ",
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
    "\uf0b7": "•",
    "\uf02d": "-",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
    "\x0c": " ",
    "\x0b": " ",
    "\r": " ",
}
_TABLE = str.maketrans(_MAP)
_BLANKS = re.compile(r" {2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufffe\uffff\ud800-\udfff]")


def repair(text: str) -> str:
    """Characters repaired, blanks as they are."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text).translate(_TABLE))


def clean(text: str) -> str:
    """A line cleaned: characters repaired, runs of blanks to one, ends trimmed."""
    return _BLANKS.sub(" ", " ".join(repair(text).split("\n"))).strip()
