"""Slips of typing in a precedent that are not signed again: blanks at dashes and quotes, a quote left open."""

from __future__ import annotations

import re
from collections.abc import Container

from drafting.types import Fix

_LETTER = r"[^\W\d_]"
# What is found is put as the second part says; groups hold the places that change.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # `kinh tế -xã hội`, `VH- XH`
    (re.compile(rf"(?<={_LETTER})(?P<at> -)(?={_LETTER})"), " - "),
    (re.compile(rf"(?<={_LETTER})(?P<at>- )(?={_LETTER})"), " - "),
    (
        re.compile(
            r"(?:(?<=kinh tế)|(?<=an ninh)|(?<=văn hóa)|(?<=quốc phòng))(?P<at>-)(?=xã hội|quốc phòng|an ninh)",
            re.IGNORECASE,
        ),
        " - ",
    ),
    # `34- CT/TW`, `07/ 4/ 2014`
    (re.compile(r"(?<=\d)(?P<at>\s*-\s+)(?=[A-ZĐ]{2,}[/-])"), "-"),
    (re.compile(r"(?<=\d)(?P<at>\s*/\s+)(?=\d)"), "/"),
    # `nông thôn mới”của Hội`, `phong trào“Dạy tốt”`
    (re.compile(rf"(?<={_LETTER}[”»])(?P<at>)(?={_LETTER})"), " "),
    (re.compile(rf"(?<={_LETTER})(?P<at>)(?=[“«]{_LETTER})"), " "),
    # `“ Vì an ninh Tổ quốc”`; a small letter alone has lost its word and is left
    (re.compile(rf"(?<=[“«])(?P<at>\s+)(?={_LETTER}{{2}})"), ""),
    (re.compile(rf"(?<=[,:;(] \")(?P<at>\s+)(?={_LETTER}{{2}})"), ""),
    # `học giỏi ..v.v..`
    (re.compile(r"(?<=\w)(?P<at>\s*\.\.+\s*v\.?\s?v\.*)"), "..."),
    # a movement's name, and then at once what was done in it
    (
        re.compile(
            r"(?:Phong trào(?: thi đua)?|Cuộc vận động) “[^“”\n]+”(?P<at>)"
            r"(?=\s+(?:Công tác|Các|Thực hiện|Tổ chức|UBND|Đảng ủy|Trong|Đã)\b)"
        ),
        ":",
    ),
    # `xã,thị trấn`
    (re.compile(rf"(?<={_LETTER}[,;])(?P<at>)(?={_LETTER})"), " "),
)
_QUOTE = re.compile("[“”]")
# Where a quote that lost its beginning began.
_NAMED = re.compile(r":\s+(?=[^\W\d_])")
_OPEN = re.compile(r"“[^“”\n]{3,200}?(?P<at>)(?=[;,.]\s[^“”\n]*“)")


def spacing_fixes(text: str) -> list[Fix]:
    """What of the text is put right before it is said again, by place."""
    found = [Fix(*match.span("at"), put) for pattern, put in _RULES for match in pattern.finditer(text)]
    # The quote runs into the next one: it ended before the mark between the two.
    found += [Fix(*match.span("at"), "”") for match in _OPEN.finditer(text)]
    return found + _unpaired(text, {fix.start for fix in found if fix.text == "”"})


def _unpaired(text: str, closed: Container[int]) -> list[Fix]:
    """A quote of one line (or of one that a converter broke) that lost its beginning or its end.

    The other mark is put in where the words tell its place, else the lone one is taken off: where a quote
    ended nobody can tell.
    """
    found: list[Fix] = []
    opened: int | None = None
    before = 0
    for mark in _QUOTE.finditer(text):
        broken = text.count("\n", opened or 0, mark.start()) if opened is not None else 0
        if opened is not None and (mark[0] == "“" or broken > 1):
            ended = any(at in closed for at in range(opened, mark.start() + 1))
            found += [] if ended else [Fix(opened, opened + 1, "")]
            opened = None
        if mark[0] == "“":
            opened = mark.start()
        elif opened is not None:
            opened = None
        else:
            low = max(before, text.rfind("\n", 0, mark.start()) + 1)
            found.append(_begun(text, low, mark.start()))
        before = mark.end()
    return found + ([Fix(opened, opened + 1, "")] if opened is not None else [])


def _begun(text: str, low: int, at: int) -> Fix:
    """The beginning of the quote that ends at `at`: behind the colon before it, or nowhere."""
    sentence = max([low, *(low + m.end() for m in re.finditer(r"[.;]\s", text[low:at]))])
    named = list(_NAMED.finditer(text, sentence, at))
    return Fix(named[-1].end(), named[-1].end(), "“") if named else Fix(at, at + 1, "")
