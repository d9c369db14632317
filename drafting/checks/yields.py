"""Harvests as a clause tells them: an area, its yield, the output (`348,6 ha, năng suất 66,5 tạ/ha, sản lượng 2.318,2 tấn`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from drafting.checks.document import Document, Span
from drafting.checks.kinds import interval
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

MASS = {"kg": Decimal(1), "yen": Decimal(10), "ta": Decimal(100), "tan": Decimal(1000)}
_AREAS = frozenset({"ha", "sao", "m2", "cong dat", "mau"})
_OUTPUT = re.compile(
    r"(?<!\w)(?:san luong|tong san luong|thu hoach(?: duoc)?|thu duoc|cho thu|thu|dat|cong)(?!\w)[^\d;.]{0,30}$"
)
# another season's, or what is still to come
_OTHER = re.compile(
    r"(?<!\w)(?:cung ky|nam truoc|vu truoc|ke hoach|chi tieu|so voi|cao hon|thap hon|uoc|con lai|toan (?:tinh|huyen))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Yield:
    """A yield with the areas that it may be of, the nearest first, and the output.

    Attributes:
        sure: True where the output is called one.
    """

    areas: tuple[Reading, ...]
    rate: Reading
    output: Reading
    sure: bool

    @property
    def factor(self) -> Decimal:
        """What turns the yield's unit into the output's."""
        mass = MASS[plain(self.rate.unit or "").partition("/")[0]]
        return mass / MASS[plain(self.output.unit or "")]

    def value(self, area: Reading) -> Decimal:
        """The output of an area."""
        return area.amount * self.rate.amount * self.factor

    def bounds(self, area: Reading) -> tuple[Decimal, Decimal]:
        """What it may be by the roundings."""
        (low, high), (least, most) = interval(area), interval(self.rate)
        return low * least * self.factor, high * most * self.factor


def yields(document: Document) -> tuple[Yield, ...]:
    """Every such clause of the prose."""
    return tuple(y for r in document.prose if (y := _yield(document, r)) is not None)


def _yield(document: Document, rate: Reading) -> Yield | None:
    mass, _, area = plain(rate.unit or "").partition("/")
    if mass not in MASS or area not in _AREAS or not rate.plain or not rate.value:
        return None
    low, high = _clause(document, rate)
    inside = document.within(low, high)
    said = [r for r in inside if r.plain and r.kind == "quantity" and not _apart(document, low, r)]
    areas = [r for r in said if plain(r.unit or "") == area]
    outputs = [r for r in said if plain(r.unit or "") in MASS]
    rates = [r for r in inside if plain(r.unit or "").endswith(f"/{area}") and not r.change]
    if not areas or len(outputs) != 1 or len(rates) != 1 or rate not in said:
        return None
    areas.sort(key=lambda r: abs(r.start - rate.start))
    output = outputs[0]
    lead = document.plain[max(low, output.start - 60) : output.start]
    return Yield(tuple(areas), rate, output, "san luong" in lead) if _OUTPUT.search(lead) else None


def _apart(document: Document, low: int, reading: Reading) -> bool:
    """True for a number of another season or a plan."""
    before = document.within(low, reading.start)
    since = before[-1].end if before else low
    behind = re.split(r"[,;.)]", document.plain[reading.end : reading.end + 40])[0]
    return _OTHER.search(f"{document.plain[since : reading.start]} | {behind}") is not None


def _clause(document: Document, reading: Reading) -> Span:
    """The words between the semicolons around a number, within its sentence."""
    low, high = document.sentence(reading.start)
    start = document.text.rfind(";", low, reading.start) + 1
    end = document.text.find(";", reading.end, high)
    return max(low, start), end if end >= 0 else high
