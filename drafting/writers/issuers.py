"""How a body prints its own name, its symbol and its signature, from the first words of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SPELT = (
    (re.compile(r"^(?:Ủy|Uỷ) ban nhân dân\s+", re.IGNORECASE), "UBND "),
    (re.compile(r"^UBND\s+", re.IGNORECASE), "UBND "),
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """What a body prints in its title block and signature.

    Attributes:
        lines: its name as printed, over one or two lines.
        superior: `no` (prints none above itself), `yes` (must), `none` (a cluster: only if known).
    """

    lines: tuple[str, ...]
    symbol: str
    authority: str
    position: str
    superior: str
    place: str


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
            rest = name[len(starts) + 1 :]
            # A cluster's own name ends before the body that it belongs to: `Cụm thi đua số 2 huyện X`.
            upper = rest.upper()
            fill = {"X": upper, "x": rest}
            lines = tuple(part.format(**fill) for part in issuer.split("|"))
            return Issuer(lines, symbol, authority.format(**fill), position, superior, place.format(**fill))
    return Issuer((name.upper(),) if name else (), "/BC-", "", "", "none", "")
