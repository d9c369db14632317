"""Names of units and periods, as search compares them."""

from __future__ import annotations

from functools import lru_cache

from retrieval.words import folded, has_accents, syllables

_UNIT_HEADS = (
    "uy ban nhan dan ",
    "ubnd ",
    "hoi dong nhan dan ",
    "hdnd ",
    "uy ban mat tran to quoc ",
    "cong ty ",
)


@lru_cache(maxsize=16384)
def unit_key(unit: str) -> str:
    """A unit's name for comparing: without case, accents and the body's name (`UBND`)."""
    words = folded(unit)
    for head in _UNIT_HEADS:
        words = words.removeprefix(head)
    return words


def same_unit(asked: str, has: str) -> bool:
    """Whether `asked` (`xã Hà Vinh`, `hà vinh`, `ha vinh`) names the unit; accents count where given."""
    if not (unit_key(has) == unit_key(asked) or f" {unit_key(has)}".endswith(f" {unit_key(asked)}")):
        return False
    return not has_accents(asked) or not has_accents(has) or _accents_agree(asked, has)


def _accents_agree(asked: str, has: str) -> bool:
    size = len(unit_key(asked).split())
    return syllables(asked)[-size:] == syllables(has)[-size:]


@lru_cache(maxsize=4096)
def period_order(period: str | None) -> tuple[float, float]:
    """Where a period ends, then its length, for sorting (`2024-H1` is (2024.5, 0.5)); unknown ones first."""
    year, _, part = (period or "").partition("-")
    if not year.isdigit():
        return 0.0, 0.0
    at = int(year)
    if part[:1] == "H":
        return at + int(part[1:]) / 2, 0.5
    if part[:1] == "Q":
        return at + int(part[1:]) / 4, 0.25
    if part[-1:] == "M":
        return at + int(part[:-1]) / 12, int(part[:-1]) / 12
    if part.isdigit():
        return at + int(part) / 12, 1 / 12
    return at + 1.0, 1.0
