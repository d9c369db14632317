"""Markdown marks that a converter left: taken off, and kept as a hint that a line may be a heading."""

from __future__ import annotations

import re

_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_IMAGE = re.compile(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~&<])")
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|br|p|div|font|center|a)\b[^<>]*>", re.IGNORECASE)
_STRONG = re.compile(r"(?<!\w)(\*{2,3}|__)(?=\S)(.+?)(?<=\S)\1(?!\w)|(\*{2,3})(?=\S)(.+?)(?<=\S)\3")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_MOST = 400
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"'}


def is_rule(line: str) -> bool:
    """Whether a line holds nothing but a rule or a picture."""
    return bool(_RULE.match(line) or _IMAGE.match(line))


def depth_of(line: str) -> int:
    """How many hashes a line begins with; 0 where they make no heading."""
    hashes = _HASHES.match(line)
    return len(hashes[1]) if hashes else 0


def strip_marks(line: str) -> tuple[str, bool]:
    """A line without its marks, and whether they hint at a heading (hashes, or wholly bold)."""
    hint = False
    hashes = _HASHES.match(line)
    if hashes:
        line, hint = hashes[2], True
    for entity, char in _ENTITIES.items():
        line = line.replace(entity, char)
    line = _TAG.sub(lambda m: " " if m[0][:3].lower() == "<br" else "", line)
    bare = line.strip()
    hint = hint or (bare.startswith("**") and bare.endswith("**") and len(bare) > 4)
    line = _strip_emphasis(line)
    return _ESCAPE.sub(r"\1", line), hint


def _strip_emphasis(line: str) -> str:
    if "*" not in line and "__" not in line:
        return line
    if line.count("**") + line.count("__") > _MOST:
        return line.replace("**", "").replace("__", "")  # no line has so many spans: its marks are noise
    line = _STRONG.sub(lambda m: m[2] if m[2] is not None else m[4], line)
    line = _EMPHASIS.sub(r"\1", line)
    # A bold span may run over several lines: its ends stand alone then.
    line = re.sub(r"^(\s*)\*\*(?=\S)", r"\1", line)
    return re.sub(r"(?<=\S)\*\*(\s*)$", r"\1", line)
