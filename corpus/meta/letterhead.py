"""The bodies of a letterhead: lines put together to names, the lowest of them the one that reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.resources import lines as data_lines
from corpus.structure.cues import letters_upper
from corpus.types import Level
from corpus.units import fold, parse_unit

_NO_BODY = re.compile(
    r"(?:chu nghia )?viet nam$|(?:tu do\s*[-–]\s*)?hanh phuc$"
    r"|cong hoa xa hoi|doc lap\s*[-–]|dang cong san viet nam|so\s*[:\d]"
)
_LEAD = re.compile(r"\b(?:cum truong|truong cum|khoi truong|truong khoi|don vi (?:chu tri|dung dau))\b")
_MOTTO = re.compile(
    r"(?i)\s*(?:cộng h[oò][aà]\s+xã hội chủ nghĩa|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam\s*$)"
)
_PLACE = re.compile(
    r"(?:xã(?!\s+hội(?:\s*$|\s+(?:[-–]|và|huyện|tỉnh|phường|xã)))"
    r"|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?|tỉnh|thôn|khu phố|tổ dân phố|bản|ấp|buôn)\s+(?=\S)",
    re.IGNORECASE,
)
_INITIALS = r"UBND|HĐND|MTTQ|TH|THCS|THPT|PTDTBT|PTDTNT|UBMTTQ(?:VN)?|GD&ĐT|LHPN|CCB|TNCS|[IVX]+|\d+"
_TWO_WORDS = re.compile(
    r"(?:hoi dong|chi cuc|trung tam|benh vien|van phong|cong (?:ti|an|doan)|lien doan|tong cuc|hoc vien|thanh tra|thu vien)(?!\w)"
)
_NAMED = re.compile(r"(?:truong|benh vien|cong ti|tong cong ti|hop tac xa)(?!\w)")
# Never with a capital inside a name: links, and the kinds of places.
_SMALL = frozenset(
    [
        "va",
        "cua",
        "cac",
        "nganh",
        "cap",
        "khoi",
        "thuoc",
        "xa",
        "phuong",
        "huyen",
        "quan",
        "tinh",
        "thi",
        "thanh",
        "pho",
        "tran",
        "thon",
        "ban",
    ]
)
_HANGING = re.compile(r"(?:\b(?:va|cua|cac|cum|khoi|thi dua|truong|xa|huyen|tinh|thanh pho)|[-–,])$")


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str], Level | None], ...]:
    found: list[tuple[str, re.Pattern[str], Level | None]] = []
    for line in data_lines("bodies.tsv"):
        word, _, level = (part.strip() for part in line.partition("\t"))
        found.append((fold(word), re.compile(rf"{re.escape(fold(word))}(?!\w)"), level or None))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda head: -len(head[0])))


def head_of(text: str) -> tuple[str, Level | None] | None:
    """The word a body's name begins with (folded), and the level it tells; None where it begins otherwise."""
    folded = fold(text)
    return next(((word, level) for word, pattern, level in _heads() if pattern.match(folded)), None)


def has_place(text: str) -> bool:
    """Whether a name holds a place (`xã Hà Vinh`, `Huyện ủy Ba Chùa`)."""
    match = _PLACE.search(text)
    if match is not None:
        return True
    head = head_of(text)
    return head is not None and head[0].endswith(" uy") and len(text.split()) > len(head[0].split())


def place_of(body: str) -> str:
    """The place a body's name holds: `PHÒNG NỘI VỤ HUYỆN A` is of `huyện A`, `TỈNH ỦY B` of `tỉnh B`."""
    match = _PLACE.search(body)
    if match is None and re.match(r"(?:huyen|tinh|thanh|thi|quan) uy ", fold(body)):
        words = body.split()
        kind = {"thanh": "thành phố", "thi": "thị xã"}.get(fold(words[0]), words[0].lower())
        return f"{kind} {parse_unit(' '.join(['xã', *words[2:]])).name}"
    if match is None:
        return ""
    unit = parse_unit(body[match.start() :])
    return f"{unit.kind_word} {unit.name}" if unit.kind_word and unit.name else ""


def read_bodies(lines: Sequence[str], types: Sequence[str]) -> tuple[str, ...]:
    """The bodies, from the top; lines that go on are joined, a cluster's leader is none of them."""
    bodies: list[str] = []
    for line in lines:
        line = _MOTTO.split(line, maxsplit=1)[0].strip(" -–*_") if not _MOTTO.match(line) else ""
        folded = fold(line)
        if folded.startswith((*types, "kinh gui", "v/v")):
            break
        if not line or not letters_upper(line) or _NO_BODY.match(folded):
            continue
        if _LEAD.search(folded):
            continue
        if bodies and _goes_on(bodies[-1], line):
            bodies[-1] = f"{bodies[-1]} {line}"
        else:
            bodies.append(line)
    return tuple(bodies)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line belongs to the body of the line before."""
    if _HANGING.search(fold(before)):
        return True
    if re.match(r"so \d|so [ivx]+\b", fold(line)):
        return not before[-1:].isdigit()
    if head_of(line) is not None:
        # `SỞ NÔNG NGHIỆP` / `VÀ …` goes on, `SỞ …` / `VĂN PHÒNG` doesn't; `BAN CHẤP HÀNH` / `ĐẢNG BỘ XÃ A` does.
        bare = fold(before) in ("ban chap hanh", "bch", "ban thuong vu")
        return bare and fold(line).startswith(("dang bo", "dang uy", "chi bo", "hoi", "doan", "cong doan"))
    if _PLACE.match(line):
        return head_of(before) is not None and not has_place(before)
    return True


def lowest(bodies: Sequence[str]) -> str:
    """The body that reports: the cluster if one is named, a village wherever it stands, else the last."""
    cluster = [b for b in bodies if re.match(r"(?:cum|khoi)(?: thi dua)?\b", fold(b))]
    if cluster:
        return cluster[-1]
    village = [b for b in bodies if parse_unit(b).level == "thon"]
    return village[-1] if village else (bodies[-1] if bodies else "")


def as_written(name: str, text: str) -> str:
    """A name in capitals as the text writes it; else with a capital first and for its place."""
    if name != name.upper():
        return name
    pattern = r"[\s-]+".join(re.escape(word) for word in name.split())
    for match in re.finditer(rf"(?i)(?<!\w){pattern}(?!\w)", text):
        if not letters_upper(match[0]):
            found = " ".join(match[0].split())
            return found[0].upper() + found[1:]
    return " ".join(_shown(name))


@cache
def _fields() -> re.Pattern[str]:
    words = sorted((fold(line) for line in data_lines("fields_of_work.txt")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _shown(name: str) -> list[str]:
    """The words of a name in capitals, each as it is written.

    What the body is and each of its fields of work begin with a capital, proper names have one in every syllable.
    """
    words = name.split()
    place = _PLACE.search(name)
    proper = len(name[: place.end()].split()) if place else len(words)
    generic = 2 if _TWO_WORDS.match(fold(name)) else 1
    raised = {0, *(at + 1 for at, word in enumerate(words) if word in "-–")}
    small = _in_fields(words[:proper], raised)
    named = _NAMED.match(fold(name)) is not None
    for at in range(generic, proper):
        if at not in small and fold(words[at]) not in _SMALL and (named or at == generic):
            raised.add(at)
    return [_written(word, at in raised or at >= proper) for at, word in enumerate(words)]


def _in_fields(words: Sequence[str], raised: set[int]) -> set[int]:
    """Places of the words that belong to a field of work; where one begins is added to `raised`."""
    folded = [fold(word) for word in words]
    inside: set[int] = set()
    for match in _fields().finditer(" ".join(folded)):
        first = " ".join(folded)[: match.start()].count(" ")
        raised.add(first)
        inside.update(range(first, first + match[0].count(" ") + 1))
    return inside


def _written(word: str, raised: bool) -> str:
    if re.fullmatch(_INITIALS, word) or not re.search(r"[aeiouy]", fold(word)):
        return word  # `TĐ-KT`: letters without a vowel are initials
    return word.capitalize() if raised else word.lower()


def level_of(body: str, above: Sequence[str]) -> Level | None:
    """The level of a body: its place's, its word's, that of an office of the body above it."""
    place = _PLACE.search(body)
    head = head_of(body)
    if head is not None and head[0] in ("truong", "cong ti", "tong cong ti", "benh vien", "hop tac xa"):
        return None
    if fold(body).endswith(" trung uong"):
        return "trung-uong"
    if place is not None:
        found = parse_unit(body[place.start() :]).level
        if found is not None:
            return found
    own = head[1] if head is not None else None
    if own is not None and head is not None and head[0] != "phong":
        return own
    # An office is of the body above it: of a ward since 2025, of a department too.
    levels = (level_of(upper, ()) for upper in reversed(above))
    return next((level for level in levels if level is not None), own)
