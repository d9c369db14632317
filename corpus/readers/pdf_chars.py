"""Characters of a PDF: those of old fonts turned into Unicode, those that no table tells recognised."""

from __future__ import annotations

import re
from typing import Any

from corpus.readers.legacy import convert, legacy_of_font

_UNKNOWN = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ue000-\uefff\uf100-\uf8ff\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.05
_WORDS = 0.4


def keep_codes() -> None:
    """Let pdfminer tell code AD from a blank: in fonts of TCVN3 it is the commonest letter, `ư`."""
    from pdfminer.encodingdb import EncodingDB

    EncodingDB.win2unicode[0xAD] = "\u00ad"


def to_unicode(chars: list[dict[str, Any]]) -> None:
    """Change the letters of TCVN3 and VNI fonts, told by the font's name, in place.

    VNI writes a letter and a mark after it: the letter gets both, and the place of both.
    """
    kept: list[dict[str, Any]] = []
    for char in chars:
        font = str(char.get("fontname", "")).split("+")[-1].replace("#2E", ".")
        legacy = legacy_of_font(font)
        if not legacy:
            char["text"] = char["text"].replace("\u00ad", "-")
        elif legacy == "vni" and kept and _takes_mark(kept[-1], char):
            kept[-1].update(text=_marked(kept[-1], char), x1=max(kept[-1]["x1"], char["x1"]))
            continue
        else:
            char["code"] = char["text"]
            shown = convert(char["text"], legacy)
            char["text"] = shown.upper() if legacy == "tcvn3" and font.endswith("H") else shown
        kept.append(char)
    chars[:] = kept


def _takes_mark(letter: dict[str, Any], mark: dict[str, Any]) -> bool:
    same = letter.get("fontname") == mark.get("fontname") and len(letter.get("code", "")) == 1
    return same and len(_marked(letter, mark)) == 1


def _marked(letter: dict[str, Any], mark: dict[str, Any]) -> str:
    return convert(letter["code"] + mark["text"], "vni")


def is_unreadable(text: str) -> bool:
    """Whether the text is no words: the font has no table of its letters, or a false one."""
    bare = re.sub(r"\s", "", text)
    if len(bare) < 100:
        return False
    if sum(len(m[0]) for m in _UNKNOWN.finditer(bare)) > _SHARE * len(bare):
        return True
    tokens = [t for t in text.split() if not re.search(r"\d", t)]
    words = sum(_WORD.fullmatch(t.strip("“”\"'().,;:!?*-–/")) is not None for t in tokens)
    return len(tokens) >= 30 and words < _WORDS * len(tokens)
