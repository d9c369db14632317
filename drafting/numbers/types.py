"""What reading a number gives.

A `Reading` is one number found in a text. Offsets are character offsets into the text
that was read. All values are `Decimal`; an exact count is a point (`low == high`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from drafting.numbers.records import record

ReadingKind = Literal[
    "quantity", "percent", "ratio", "fraction", "multiple", "range", "rank",
    "ordinal", "date", "period", "duration", "document", "numbering", "code", "name",
    "group", "anniversary", "phone", "formula", "unclear",
]  # fmt: skip
FIGURE_KINDS: frozenset[str] = frozenset(
    {"quantity", "percent", "ratio", "fraction", "multiple", "range", "rank"}
)
Qualifier = Literal["more-than", "at-least", "less-than", "at-most", "about", "nearly"]
Change = Literal["up", "down", "to"]
Basis = Literal["plan", "same-period", "previous", "scenario"]


@record
class Reading:
    """One number as read.

    Attributes:
        quote: the characters of the number with its scale word and a `%`, no counted noun.
        start, end: offsets of `quote` in the text read.
        kind: see `ReadingKind`.
        value: the value in base units, scale word multiplied in (`9.317 tỷ` is 9317000000000);
            None for a range and for what is no figure.
        low, high: the interval that the written precision allows; the ends of a range.
        unit: what remains as unit after the scale word (`đồng`, `ha`, `%`, `con`), or None.
        of: the second part of a ratio (`87/92` has value 87, of 92).
        qualifier, change, basis: see the types.
        note: why a reading is doubtful, or empty.
        noun: the counted noun phrase that follows (`hộ nghèo`, `trường`), or empty.
        scale: the factor that was multiplied in (1 for none).
        scale_word: the scale word as written (`tỷ`, `nghìn tỷ`), or empty.
        decimals: digits written after the decimal comma.
        grouped: True when thousands were separated.
        padded: True for a count below ten written with a leading zero (`05`).
        words: True for a number written in words.
        inherited: names among `unit`, `change`, `basis` that come from the head of the list.
    """

    quote: str
    start: int
    end: int
    kind: ReadingKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    of: Decimal | None = None
    qualifier: Qualifier | None = None
    change: Change | None = None
    basis: Basis | None = None
    note: str = ""
    noun: str = ""
    scale: Decimal = Decimal(1)
    scale_word: str = ""
    decimals: int = 0
    grouped: bool = False
    padded: bool = False
    words: bool = False
    inherited: frozenset[str] = frozenset()

    @property
    def figure(self) -> bool:
        """True for a number that states something measurable."""
        return self.kind in FIGURE_KINDS

    @property
    def plain(self) -> bool:
        """True where no word makes it a change, a bound or a part of a base."""
        return not (self.change or self.qualifier or self.basis)

    @property
    def amount(self) -> Decimal:
        """The value, nought where it has none (a range)."""
        return self.value or Decimal(0)

    @property
    def last_place(self) -> Decimal:
        """The last place after the comma that is written: 0.01 for `94,57%`, 1 for `12` and for `12 tỷ`."""
        return Decimal(1).scaleb(-self.decimals)

    @property
    def step(self) -> Decimal:
        """What one more in the last place written adds to the value, in base units: 10**8 for `1,2 tỷ`."""
        return self.last_place * self.scale

    def as_fine(self, value: Decimal) -> Decimal:
        """Another value, in base units, rounded to the last place in which this number is written."""
        return (value / self.scale).quantize(self.last_place) * self.scale

    def moved(self, by: int) -> Reading:
        """The reading at another place: field by field, since a check moves thousands (`replace` takes thrice as long)."""
        if not by:
            return self
        return Reading(
            self.quote, self.start + by, self.end + by, self.kind, self.value, self.low, self.high, self.unit, self.of,
            self.qualifier, self.change, self.basis, self.note, self.noun, self.scale, self.scale_word, self.decimals,
            self.grouped, self.padded, self.words, self.inherited,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is to be written, usually taken over from a precedent's reading.

    Attributes:
        kind: `quantity`, `percent` or `ratio`.
        scale: factor the value is divided by before writing (10**9 for `tỷ`).
        scale_word: written after the digits, with a blank, or empty.
        decimals: digits after the comma, at most; None keeps what the value has.
        trim: drop trailing zeros after the comma.
        padded: write counts below ten as `05`.
        grouped: separate thousands with dots.
        words: write a small whole number in words.
    """

    kind: ReadingKind = "quantity"
    scale: Decimal = Decimal(1)
    scale_word: str = ""
    decimals: int | None = None
    trim: bool = True
    padded: bool = False
    grouped: bool = True
    words: bool = False
