"""Counts with the names of what they count behind them.

Of persons, bodies and classes: `Gồm 5 tổ chức: A, B, …`, `6 trưởng thôn (ông A, bà B, …)`. Of places, which are proper
names of the counted kind or members of the report: `02 huyện … (A và B)`, `2/5 xã … là xã A và xã B`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.checks import load
from drafting.checks.document import Document, Span
from drafting.checks.enumerated import enumerated
from drafting.checks.kinds import interval, noun_of
from drafting.checks.names import CAPITALISED, GOES_ON, PICKED, bare, is_name, split
from drafting.checks.plain import plain
from drafting.numbers.types import Reading

_AFTER = re.compile(
    r"^((?:[^\n;.:,()\d]|\d năm){2,70}?)(?:\s*[:(]|,?\s*(?:đó là|cụ thể là|gồm|là)(?:\s+có)?\s*:)\s*"
)
_SPLIT = re.compile(r"[,;]|(?<!\w)(?:và|cùng)(?!\w)")
_MORE = re.compile(f"{GOES_ON.pattern}|{PICKED.pattern}")
_TITLE = re.compile(r"^(?:các|bà|ông|đồng chí|em)\s+", re.IGNORECASE)
_PROPER = rf"{CAPITALISED}(?:\s+{CAPITALISED}){{0,3}}"
_PROPERS = re.compile(rf"{_PROPER}(?:(?:, | và ){_PROPER})+")
_BLANK = re.compile(r"\s+")
_IS = re.compile(r"(?<!\w)(?:là|gồm|bao gồm|gồm có|cụ thể là|đó là)(?!\w)\s*:?|(?<=\w):(?=\s)")
_LIST = re.compile(r"\s*(?:trở lên|trở xuống)?\s*(?:,?\s*(?:gồm|đó là|là)|:)\s+:?\s*")
_COLON = re.compile(r"\s[^\W\d]+(?:\s[^\W\d]+)?:\s*")
_TIME = re.compile(r"\s(?:trong|vào|đến|cuối|đầu)\s(?:năm|tháng|quý|ngày)(?!\w)")
_QUALITIES = re.compile(r"[^\n;.:,()\d]{2,50}?\s(?:đó là|gồm|là)\s+([^\n;.:()\d]{4,150}?)[.;]?\s*$")
_ONE_QUALITY = re.compile(r"(?<!\w)(?:quoc phong|an ninh|an toan|tiep can phap luat)(?!\w)")
_MOST = 15  # names that a sentence lists; of more it tells some
_LONGEST = 8  # words of one name


@dataclass(frozen=True, slots=True)
class Named:
    """A count and the names behind it.

    Attributes:
        span: where the names stand.
        sure: True where each name shows that it is one of those counted (`4 khoa … là khoa Nội, khoa Nhi …`).
        partial: True where the words leave some out.
    """

    count: Reading
    names: tuple[str, ...]
    span: Span
    sure: bool
    partial: bool = False

    @property
    def fits(self) -> bool:
        """True where as many are named."""
        low, high = interval(self.count)
        return low <= len(self.names) <= high

    @property
    def said(self) -> str:
        """What is wrong, where the names are more or fewer."""
        return f"kể tên {len(self.names)}: {', '.join(self.names)}."


def named(document: Document) -> tuple[Named, ...]:
    """The small counts of the prose that names follow, in order; one may have its names told in two ways."""
    return tuple(
        found for reading in document.prose if _countable(reading) for found in _of(document, reading)
    )


def _countable(reading: Reading) -> bool:
    value = reading.value
    plain = reading.kind == "quantity" and not (reading.change or reading.qualifier or reading.basis)
    return plain and value is not None and value == int(value) and (1 <= value <= _MOST or _tens(reading))


def _tens(reading: Reading) -> bool:
    """True for `30`, which is `03` with its digits swapped."""
    return reading.amount % 10 == 0 and _MOST < reading.amount < 100


def _told(reading: Reading, names: Sequence[str]) -> bool:
    """True where so many names behind so large a count are no example and no address (`01 chi hội (Co Muông, xã A)`)."""
    if _tens(reading):
        return len(names) * 10 == reading.value
    return len(names) > 2 or (len(names) > 1 and reading.value != 1)


def _of(document: Document, reading: Reading) -> Iterator[Named]:
    end = document.sentence(reading.start)[1]
    listed = enumerated(document, reading)
    if listed and (reading.amount <= _MOST or _told(reading, listed[0])):
        yield Named(reading, *listed, sure=True)
        return
    yield from _at_once(document, reading, end)
    yield from _qualities(document, reading, end)
    found = _AFTER.match(document.text[reading.end : end])
    if found is None or _MORE.search(found[0]):
        return
    start = reading.end + found.end()
    stop = _stop(document, start, end, bracket=found[0].rstrip().endswith("("))
    text = document.text[start:stop].strip(" .*")
    names = _names(text)
    if _told(reading, names) and not _MORE.search(text) and all(map(_name, names)):
        yield Named(reading, names, (start, stop), sure=False)


def _at_once(document: Document, reading: Reading, end: int) -> Iterator[Named]:
    """`Ba xã Ea Trang, Cư Bông, Ya Lúi đóng góp …`: names right behind what is counted, taken where they are as many."""
    noun = reading.noun.split()[0] if reading.noun else ""
    text, start = document.text, reading.end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if not noun or start == reading.end:
        return
    past = start + len(noun)
    behind = _BLANK.match(text, past, end) if text.startswith(noun, start, end) else None
    found = (_PROPERS.match(text, behind.end(), end) if behind else None) or _PROPERS.match(text, start, end)
    names = _names(found[0]) if found else ()
    proper = all(word[:1].isupper() for name in names for word in name.split())
    if found and proper and len(names) == reading.value:
        yield Named(reading, names, found.span(), sure=False)


def _qualities(document: Document, reading: Reading, end: int) -> Iterator[Named]:
    """`02 tiêu chí chưa đạt là Môi trường và Thu nhập`: what is no place nor body, by its name, to the sentence's end."""
    if not load.pattern("list_words.txt", "abstract").fullmatch(" ".join(noun_of(reading))):
        return
    found = _QUALITIES.match(document.text[reading.end : end])
    names = _names(found[1]) if found else ()
    # `Quốc phòng và An ninh`, `Môi trường và An toàn thực phẩm` are one criterion each
    joined = found is not None and _ONE_QUALITY.search(plain(found[1]))
    if (
        found
        and not joined
        and _told(reading, names)
        and not _MORE.search(found[0])
        and all(map(_name, names))
    ):
        start, stop = (reading.end + at for at in found.span(1))
        yield Named(reading, names, (start, stop), sure=False)


def _names(text: str) -> tuple[str, ...]:
    return tuple(n.strip(' .*“”":') for n in _SPLIT.split(text))


def _stop(document: Document, start: int, end: int, bracket: bool) -> int:
    """Where the names end: the bracket's end, else the sentence's."""
    if bracket:
        closed = document.text.find(")", start, end)
        return closed if closed >= 0 else end
    return end


def _name(words: str) -> bool:
    """True for words that begin like a name and hold no number."""
    name = split(_TITLE.sub("", words))[1]
    return name[:1].isupper() and len(name.split()) <= _LONGEST and not any(c.isdigit() for c in name)


def places_named(document: Document) -> tuple[Named, ...]:
    """The counts of places that their names follow, in order; a name told twice is one."""
    return tuple(found for reading in document.prose if (found := _places(document, reading)) is not None)


def _places(document: Document, reading: Reading) -> Named | None:
    span = _places_span(document, reading) if _counts_places(reading) else None
    if span is None:
        return None
    items = _names(document.text[slice(*span)].strip(" .*:"))
    if not all(map(is_name, items)) or not _of_kind(document, reading, items):
        return None
    names = tuple({bare(item): item for item in reversed(items)}.values())[::-1]
    return Named(reading, names, span, sure=True, partial=_partial(document, reading, span))


def _counts_places(reading: Reading) -> bool:
    noun = noun_of(reading)
    whole = reading.value is not None and reading.value == int(reading.value) and not reading.change
    return whole and reading.kind in ("quantity", "ratio") and bool(noun) and _kind(noun) in _place_words()


def _place_words() -> tuple[str, ...]:
    return load.words("list_words.txt")["member"]


def _kind(noun: tuple[str, ...]) -> str:
    """The word for the kind of place: two syllables (`thi tran`) or one."""
    two = " ".join(noun)
    return two if two in _place_words() else noun[0]


def _places_span(document: Document, reading: Reading) -> Span | None:
    """Where the members are named: the next bracket, or after `là`, `gồm`, before another number."""
    _, end = document.sentence(reading.start)
    colon = _COLON.match(document.text, reading.end, end)
    time = _TIME.search(document.text, colon.end(), end) if colon else None
    if colon and time and not document.within(colon.end(), time.start()):
        return colon.end(), time.start()  # `3 xã: A, B, C trong năm 2015`
    bracket = document.brackets.after(reading.end, end)
    following = document.within(reading.end, end)
    behind = _behind_shares(document, reading, following, end)
    if behind:
        return behind
    stop = following[0].start if following else end
    if bracket and bracket[0] < stop and ";" not in document.text[reading.end : bracket[0]]:
        return (bracket[0] + 1, bracket[1]) if not document.within(*bracket) else None
    stops = [i for i in (document.text.find(c, reading.end, stop) for c in ";(") if i >= 0]
    stop = min([*stops, stop])
    opener = _IS.search(document.text, reading.end, stop)
    return (opener.end(), stop) if opener and (not following or stops) else None


def _behind_shares(
    document: Document, reading: Reading, following: Sequence[Reading], end: int
) -> Span | None:
    """`04 huyện có tỷ lệ hộ nghèo dưới 3,5% là A, B, C, D`: the names behind a percentage that chose them."""
    if len(following) != 1 or following[0].kind != "percent" or not following[0].qualifier:
        return None
    between = document.text[reading.end : following[0].start]
    opener = _LIST.match(document.text, following[0].end, end)
    return (opener.end(), end) if opener and not re.search(r"[;:(,]", between) else None


def _beside(document: Document, reading: Reading) -> tuple[str, ...]:
    """Other kinds counted together: `06 huyện, thành phố`."""
    kinds = "|".join(sorted(_place_words(), key=len, reverse=True))
    found = re.compile(rf"\s*(?:{kinds})((?:(?:, | va )(?:{kinds})(?!\w))+)").match(
        document.plain, reading.end
    )
    return tuple(k.strip() for k in re.split(r", | va ", found[1])[1:]) if found else ()


def _partial(document: Document, reading: Reading, span: Span) -> bool:
    """True where the words before the names leave some out, or the names end in `...`."""
    between = document.plain[reading.end : span[0] + 20]
    goes_on = GOES_ON.search(document.text, span[0], span[1] + 3)
    return bool(goes_on) or bool(load.pattern("list_words.txt", "partial").search(between))


def _of_kind(document: Document, reading: Reading, items: Sequence[str]) -> bool:
    """True where the names are of the kind counted: by their own word, or members of the cluster."""
    kind = _kind(noun_of(reading))
    said = {split(i)[0] for i in items} - {""}
    if said:
        return said <= {kind, *_beside(document, reading)} or (
            kind in ("don vi", "dia phuong") and len(said) == 1
        )
    members = {bare(m) for m in document.members}
    known = {bare(i) for i in items} & members
    return bool(known) == bool(members) or kind in ("thon", "ban", "lang", "khu pho", "to dan pho")
