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
# What the Symbol font shows at a code; word processors keep it at U+F000 above.
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→",
    0xB7: "•", 0x2D: "-", 0xD7: "·", 0xDE: "⇒", 0x44: "Δ", 0x53: "Σ", 0x61: "α", 0x62: "β", 0x6D: "μ",
}  # fmt: skip
_WINGDINGS = {
    0xA7: "•", 0xD8: "•", 0xFC: "•", 0x6C: "•", 0x6E: "•", 0x71: "•", 0x76: "•", 0x9F: "•",
    0xE0: "→", 0xE8: "→", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐",
}  # fmt: skip
_SYMBOLS.update((code, chr(code)) for code in range(0x20, 0x40) if code != 0x2D)
_MAP.update(
    (chr(0xF000 + code), shown)
    for code, shown in {**_SYMBOLS, **_WINGDINGS}.items()
    if code < 0x40 or code > 0x7F
)
_TABLE = str.maketrans(_MAP)
_BLANKS = re.compile(r" {2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufffe\uffff\ud800-\udfff]")


def symbol(text: str, font: str) -> str:
    """Text of a font whose codes are signs of its own, as the signs it shows; of any other font as it is."""
    name = font.lower()
    shown = _SYMBOLS if name.startswith("symbol") else _WINGDINGS if "dings" in name else None
    if shown is None:
        return text
    return "".join(_sign(char, shown) for char in text)


def _sign(char: str, shown: dict[int, str]) -> str:
    code = ord(char)
    if code < 0x80 or 0xFF < code < 0xF000 or code > 0xF0FF:
        return char
    return shown.get(code & 0xFF, "")


def repair(text: str) -> str:
    """Characters repaired, blanks as they are."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text).translate(_TABLE))


def clean(text: str) -> str:
    """A line cleaned: characters repaired, runs of blanks to one, ends trimmed."""
    return _BLANKS.sub(" ", " ".join(repair(text).split("\n"))).strip()
