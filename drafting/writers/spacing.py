"""Slips of typing in a precedent that are not signed again: blanks at dashes and quotes, a quote left open."""

from __future__ import annotations

import re

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
_OPEN = re.compile(r"“[^“”\n]{3,200}?(?P<at>)(?=[;,.]\s[^“”\n]*“)")


def spacing_fixes(text: str) -> list[Fix]:
    """What of the text is put right before it is said again, by place."""
    found = [Fix(*match.span("at"), put) for pattern, put in _RULES for match in pattern.finditer(text)]
    # The quote runs into the next one: it ended before the mark between the two.
    found += [Fix(*match.span("at"), "”") for match in _OPEN.finditer(text)]
    return found
