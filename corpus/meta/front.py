"""What the title block says: title, kind, symbol, place and date, bodies of the letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.meta.letterhead import read_bodies
from corpus.structure.cues import DOCUMENT_TYPES, is_front, is_place_date, is_type_line
from corpus.types import ReportKind
from corpus.units import fold, title_case

_SYMBOL = re.compile(r"(?i)\bsố\s*:\s*((?:[\d.…_\s]*)/\s*[\w.&-]+(?:\s*-\s*\w[\w.&-]*)*|\d+[\w/-]*)")
# The party's bodies write it without a colon: `Số 12-BC/ĐU`.
_PARTY_SYMBOL = re.compile(r"(?m)^Số\s+(\d*\s*[-–]\s*[A-ZĐ]+/[\wĐ]+)")
_DATE = re.compile(
    r"(?i)(?P<place>(?:[^,;:\d]|(?<=[Pp]hường )\d|(?<=[Qq]uận )\d|(?<=\d)\d(?=,)){0,50}?)\s*,?\s*ngày\s*"
    r"(?:(?P<day>[\d\s.…_]*)\s*tháng\s*(?P<month>[\d\s.…_]*)\s*năm\s*(?P<year>[\d\s.…_]*)"
    r"|(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}))"
)


_PARTS = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Front:
    """The parts of a title block; unknown ones are empty."""

    title: str = ""
    about: str = ""
    symbol: str = ""
    place: str = ""
    date: str = ""
    addressed: str = ""
    bodies: tuple[str, ...] = ()
    letter: bool = False


def read_front(lines: Sequence[str]) -> Front:
    """Read the lines of a title block."""
    text = "\n".join(lines)
    place, date = _place_date(lines)
    symbol = _SYMBOL.search(text) or _PARTY_SYMBOL.search(text)
    subject = next((line for line in lines if fold(line).startswith(("v/v", "ve viec"))), "")
    title = _title(lines)
    return Front(
        title=title or subject,
        about=subject or title,
        symbol=re.sub(r"[\s.…_]+", "", symbol[1]) if symbol else "",
        place=place,
        date=date,
        addressed=_addressed(lines),
        bodies=read_bodies(lines, (*DOCUMENT_TYPES,)),
        letter=bool(subject) and not title,
    )


def _title(lines: Sequence[str]) -> str:
    at = next((i for i, line in enumerate(lines) if is_type_line(line)), None)
    if at is None:
        headed = next((x for x in lines if fold(x).startswith("bao cao ")), "")
        return title_sentence(headed) if len(headed) > 20 else ""
    begun = _begun(lines[at])
    parts = list(begun)
    for line in lines[at + 1 :]:
        if is_front(line) or fold(line).startswith("kinh gui") or set(line) <= set("-_–—=*. "):
            if parts:
                break
            continue
        parts.append(
            line[0].lower() + line[1:] if begun and len(parts) == 1 and line[1:2].islower() else line
        )
    return title_sentence(" ".join(parts))


def _begun(line: str) -> list[str]:
    """What a line with the kind of the document says of its title already."""
    kind = next(t for t in DOCUMENT_TYPES if fold(line).strip(" *.:").startswith(t) or t == "bao cao")
    words = line.strip(" *.:").split()[len(kind.split()) :]
    rest = " ".join(words)
    if not re.search(r"[^\W\d_]", rest) or rest.startswith("("):
        return []
    return [rest.capitalize() if rest == rest.upper() else rest]


def title_sentence(text: str) -> str:
    """A title as printed, with a capital first and without a last dot."""
    text = text.strip().rstrip(".").strip()
    return text[:1].upper() + text[1:]


def _place_date(lines: Sequence[str]) -> tuple[str, str]:
    for line in lines:
        match = _DATE.search(line)
        if not match or not (is_place_date(line) or "số" in line.lower()):
            continue
        place = re.split(r"\s{2,}|/\S+\s+", match["place"].strip())[-1].strip(" ,")
        year, month, day = (re.sub(r"\D", "", match[part] or match[part[0]] or "") for part in _PARTS)
        return title_case(place), iso_date(year, month, day)
    return "", ""


def iso_date(year: str, month: str, day: str) -> str:
    """`2022-12-09`, `2021-04` where the day is blank, empty where there is no month or year."""
    if len(year) != 4 or not month or not 1 <= int(month) <= 12:
        return ""
    if day and 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return f"{year}-{int(month):02d}"


def _addressed(lines: Sequence[str]) -> str:
    at = next((i for i, line in enumerate(lines) if fold(line).startswith("kinh gui")), None)
    if at is None:
        return ""
    listed = [lines[at].split(":", 1)[-1]]
    for line in lines[at + 1 :]:
        if not re.match(r"[-–+]\s*\S|[^\W\d]", line) or is_front(line):
            break
        listed.append(line)
    return " ".join(listed).strip()


def kind_of(title: str, opening: str, letter: bool) -> tuple[ReportKind, bool]:
    """The report's kind, and whether it was told clearly."""
    folded = fold(title)
    if "phat dong" in folded and (letter or not re.search(r"so ket|tong ket|ket qua", folded)):
        return "phat-dong", True
    if "so ket" in folded:
        return "so-ket", True
    if "tong ket" in folded:
        return "tong-ket", True
    if re.search(r"thi dua|khen thuong", folded) and not letter:
        part = re.search(r"\d+ thang|sau thang|chin thang|qui ", folded)
        return ("so-ket" if part else "tong-ket"), False
    begun = fold(opening)
    if "phat dong phong trao thi dua" in begun and "thu nhat" in begun:
        return "phat-dong", False
    return "other", bool(title)
