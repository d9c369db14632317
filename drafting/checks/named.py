"""Counts with the names of what they count behind them: `Gồm 5 tổ chức: A, B, …`, `6 trưởng thôn (ông A, bà B, …)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.document import Document, Span
from drafting.checks.enumerated import enumerated
from drafting.numbers.types import Reading

_AFTER = re.compile(r"^([^\n;.:,()\d]{2,60}?)\s*(?:[:(]|(?:gồm|là)(?:\s+có)?\s*:)\s*")
_SPLIT = re.compile(r"[,;]|\s(?:và|cùng)\s")
_MORE = re.compile(r"\.\.\.|…|(?<!\w)v\.?v(?!\w)|(?<!\w)(?:tiêu biểu|điển hình|trong đó|như)(?!\w)")
_TITLE = re.compile(r"^(?:các|bà|ông|đồng chí|em)\s+", re.IGNORECASE)

_UPPER, _LOWER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ", "a-zđà-öø-ýăĩũơưạ-ỹ"
_PROPER = rf"[{_UPPER}][{_LOWER}]+(?:\s+[{_UPPER}][{_LOWER}]+){{0,3}}"


@dataclass(frozen=True, slots=True)
class Named:
    """A count and the names behind it.

    Attributes:
        span: where the names stand.
        sure: True where each name shows that it is one of those counted (`4 khoa … là khoa Nội, khoa Nhi …`).
    """

    count: Reading
    names: tuple[str, ...]
    span: Span
    sure: bool

    @property
    def fits(self) -> bool:
        """True where as many are named."""
        return len(self.names) == self.count.value

    @property
    def said(self) -> str:
        """What is wrong, where the names are more or fewer."""
        counted = f"{self.count.quote} {self.count.noun}"
        return f"Nêu {counted}, nhưng kể tên {len(self.names)}: {', '.join(self.names)}."


def named(document: Document) -> tuple[Named, ...]:
    """The small counts of the prose that names follow, in order; one may have its names told in two ways."""
    return tuple(
        found for reading in document.prose if _countable(reading) for found in _of(document, reading)
    )


def _countable(reading: Reading) -> bool:
    value = reading.value
    plain = reading.kind == "quantity" and not (reading.change or reading.qualifier or reading.basis)
    return plain and value is not None and value == int(value) and 1 < value <= 15


def _of(document: Document, reading: Reading) -> Iterator[Named]:
    end = document.sentence(reading.start)[1]
    listed = enumerated(document, reading)
    if listed:
        yield Named(reading, *listed, sure=True)
        return
    yield from _at_once(document, reading, end)
    found = _AFTER.match(document.text[reading.end : end])
    if found is None or _MORE.search(found[0]):
        return
    start = reading.end + found.end()
    stop = _stop(document, start, end, bracket=found[0].rstrip().endswith("("))
    text = document.text[start:stop].strip(" .*")
    names = _names(text)
    if len(names) > 1 and not _MORE.search(text) and all(map(_name, names)):
        yield Named(reading, names, (start, stop), sure=False)


def _at_once(document: Document, reading: Reading, end: int) -> Iterator[Named]:
    """`Ba xã Ea Trang, Cư Bông, Ya Lúi đóng góp …`: names right behind what is counted, taken where they are as many."""
    noun = reading.noun.split()[0] if reading.noun else ""
    found = re.compile(rf"\s+(?:{re.escape(noun)}\s+)?({_PROPER}(?:(?:, | và ){_PROPER})+)").match(
        document.text, reading.end, end
    )
    names = _names(found[1]) if found and noun else ()
    proper = all(word[:1].isupper() for name in names for word in name.split())
    if found and proper and len(names) == reading.value:
        yield Named(reading, names, found.span(1), sure=False)


def _names(text: str) -> tuple[str, ...]:
    return tuple(n.strip(' .*“”"') for n in _SPLIT.split(text))


def _stop(document: Document, start: int, end: int, bracket: bool) -> int:
    """Where the names end: the bracket's end, else the sentence's."""
    if bracket:
        closed = document.text.find(")", start, end)
        return closed if closed >= 0 else end
    return end


def _name(words: str) -> bool:
    """True for words that begin like a name and hold no number."""
    name = _TITLE.sub("", words)
    return name[:1].isupper() and len(name.split()) <= 8 and not any(c.isdigit() for c in name)
