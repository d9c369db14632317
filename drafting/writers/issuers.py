"""How a body prints its own name, its symbol and its signature, from the first words of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafting.numbers.letters import CAPITALS

_SPELT = (
    (re.compile(r"^(?:Ủy|Uỷ) ban nhân dân\s+", re.IGNORECASE), "UBND "),
    (re.compile(r"^UBND\s+", re.IGNORECASE), "UBND "),
)

# What a body's name says of where it belongs: `Sở Nội vụ tỉnh Hải Lam`.
_PLACE = re.compile(
    rf"(?:^|\s)((?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+((?:[{CAPITALS}]|\d).*))$"
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """What a body prints in its title block and signature.

    Attributes:
        lines: its name as printed, over one or two lines.
        superior: `no` (prints none above itself), `yes` (must), `none` (only if known).
        above: the body above as its name tells it (`UBND TỈNH HẢI LAM`), or empty.
    """

    lines: tuple[str, ...]
    symbol: str
    authority: str
    position: str
    superior: str
    place: str
    above: str = ""


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    text = files("drafting.writers.data").joinpath("issuers.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    return tuple(tuple((line + "\t" * 7).split("\t")[:7]) for line in lines)


def issuer_of(unit: str) -> Issuer:
    """What `unit` prints; an unknown kind of body prints its name and leaves the rest open."""
    name = " ".join(unit.split())
    for pattern, short in _SPELT:
        name = pattern.sub(short, name)
    if re.match(r"^(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh)\s", name, re.IGNORECASE):
        name = "UBND " + name[0].lower() + name[1:]
    for starts, issuer, symbol, authority, position, superior, place in _rows():
        if name.casefold().startswith(starts.casefold() + " "):
            return _filled(name[len(starts) + 1 :], issuer, symbol, authority, position, superior, place)
        if name.casefold() == starts.casefold() and "{" not in issuer:
            return _filled("", issuer, symbol, authority, position, superior, place)
    return Issuer((name.upper(),) if name else (), "/BC-", "", "", "none", "")


def _filled(
    rest: str, issuer: str, symbol: str, authority: str, position: str, superior: str, place: str
) -> Issuer:
    """One row with the rest of a body's name put in."""
    found = _PLACE.search(rest)
    own, belongs = (rest[: found.start()], found[1]) if found else (rest, "")
    named = found[2] if found else ""
    fill = {
        "X": rest.upper(),
        "x": rest,
        "O": own.upper(),
        "P": belongs.upper(),
        "p": named,
        "A": initials(own),
    }
    lines = tuple(line for part in issuer.split("|") if (line := part.format(**fill).strip()))
    above = f"UBND {belongs.upper()}" if superior.startswith("place") and belongs else ""
    if superior.startswith("place"):
        superior = "yes" if superior == "place" else "none"
    head = (lines, symbol.format(**fill), authority.format(**fill), position)
    return Issuer(*head, superior, place.format(**fill), above)


def initials(name: str) -> str:
    """The letters that a body's symbol is made of: `GDĐT` of `Giáo dục và Đào tạo`, `THPTLL` of `THPT Lê Lợi`."""
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w.casefold() not in ("và", "của")]
    return "".join(w if w.isupper() else w[0].upper() for w in words)
