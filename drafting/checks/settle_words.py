"""What else the words beside a number may make of it: another role, a level, a growth in brackets.

Each reading is offered for a number that its first alignment does not explain, and is taken by
`settle` only where the figures give the very value stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.alignment.pool import names_change
from drafting.checks.kinds import interval
from drafting.checks.names import bare
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_table import SettleTable, made
from drafting.numbers.records import record
from drafting.types import Candidate, Figure, Mention, Role

_WORD = re.compile(r"[^\W\d_]+")
LIGHT = frozenset(
    "so tong luong cac duoc va cua co ty le ti muc gia tri trong tren dia ban".split()  # noqa: SIM905
)
_GAP = r"(?:[^,;.:()\d]|nam \d{4}|\d+ thang){0,45}"
_PLAN = re.compile(
    rf"(?<!\w)(?:ke hoach|chi tieu|du toan|phan dau|muc tieu|kh|dinh muc|sau (?:khi )?dieu chinh)(?!\w)"
    rf"{_GAP}(?:[(:]\s*(?:la\s*)?)?$"
)
PLANNED = re.compile(
    r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|phan dau|kh|dinh muc|duoc giao|giao|nghi quyet|dang ky|du kien|de ra)(?!\w)"
)
_PLAN_BRACKET = re.compile(
    r"(?<!\w)(?:ke hoach|chi tieu|du toan|muc tieu|nghi quyet)(?!\w)[^,;.()\d]{0,25}\(\s*$"
)
_SAME = re.compile(rf"(?<!\w)(?:cung ky|nam truoc|nam ngoai|ky truoc)(?!\w){_GAP}(?:[(:]\s*(?:la\s*)?)?$")
_SAME_AFTER = re.compile(
    r"^\s*[^,;.()\d]{0,20}?(?:cua|vao|trong|nam)?\s*(?:cung ky|nam truoc|nam ngoai|nam (\d{4}))"
)
_OF_YEAR = re.compile(r"(?<!\w)nam (\d{4})(?!\w|\s*[-–/])")
_VERSUS = re.compile(r"(?<!\w)(?:so|so voi|ke hoach|du toan|chi tieu|nghi quyet|tu|giai doan)\s*$")
_BASE = re.compile(r"(?<!\w)so (?:voi )?(?:cung ky )?nam \d{4} \(\s*(?:la |dat )?$")
_LEVEL = re.compile(r"(?<!\w)(?:con|len|xuong)(?:\s+(?:lai|den|toi|muc))*\s*$")
_SHORT = re.compile(
    r"(?<!\w)(?:con lai|hut|thieu|thap hon|kem|con thieu|con phai|phai them)(?:\s+\w+){0,3}\s*$"
)
_AGAINST = re.compile(r"(?<!\w)(?:cao|thap|nhieu|it|lon|nho) hon(?: so voi)?(?: muc| con so)?\s*$")
_OVER = re.compile(r"(?<!\w)(?:vuot|cham)(?:\s+(?:moc|nguong|qua|muc|con so))*\s*$")
_BRACKET = re.compile(
    r"^\s*(?:[^\W\d]+\s+){0,4}\(\s*(?:tuong ung|tuong duong|hay|tuc|bang)?\s*(?:tang|giam)?\s*$"
)
# How a number of a kind, with or without a change, is worked out from a row.
SHAPES: dict[tuple[str, bool], tuple[tuple[str, Role], ...]] = {
    ("percent", True): (
        ("(A-S)/S*100", "growth"),
        ("(S-A)/S*100", "growth"),
        ("A-S", "growth"),
        ("S-A", "growth"),
        ("(A-P)/P*100", "of-plan"),
    ),
    ("percent", False): (("A/S*100", "growth"), ("A/P*100", "of-plan")),
    ("quantity", True): (("A-S", "growth"), ("S-A", "growth")),
    ("multiple", False): (("A/S", "growth"),),
    ("multiple", True): (("A/S", "growth"),),
}
_GROWTHS = ("(A-S)/S*100", "(S-A)/S*100")
# how many words behind a number may name its place, and how many may stand between: what it counts
_FAR, _COUNTED = 9, 3
_SLACK = 6  # `vượt 286 tỷ` says less than the figure, but not by more than a sixth


@record
class Window:
    """The plain text around a number, from the number before it and up to the one behind it, its sentence, the year."""

    before: str
    after: str
    sentence: str = ""
    year: int | None = None

    @classmethod
    def of(cls, text: str, mention: Mention, low: int, high: int, year: int | None) -> Window:
        """The words of its clause between the neighbouring numbers `low` and `high`, in a report of `year`."""
        reading = mention.reading
        around = plain(text[low : reading.start]), plain(text[reading.end : high])
        return cls(*around, text[slice(*mention.sentence)], year)

    @property
    def of_past(self) -> bool:
        """True where the words say that the number is of a year gone by; which one is for others to judge."""
        said = [m for m in _OF_YEAR.finditer(self.before) if not _VERSUS.search(self.before, 0, m.start())]
        behind = _SAME_AFTER.match(self.after)
        if (behind and behind[1] is None) or _BASE.search(self.before):
            return True
        years = [int(behind[1])] if behind else [int(m[1]) for m in said[-1:]]
        if not years or self.year is None:
            return bool(years) and behind is not None
        return years[0] < self.year


def others(
    table: SettleTable,
    mention: Mention,
    window: Window,
    rows: list[dict[str, Figure]],
    earlier: Mention | None,
    gap: str,
) -> Iterator[Candidate]:
    """Readings of the number by the words beside it, over the rows that it may be about.

    Args:
        table: the figures.
        mention: the number.
        window: the words around it.
        rows: rows of the first alignment and of the sentence's earlier numbers, likeliest first.
        earlier: the number right before it.
        gap: the plain words between the two.
    """
    for row in rows:
        yield from _roles(table, mention, window, row)
    if (
        earlier is not None
        and mention.reading.kind == "percent"
        and earlier.reading.change
        and _BRACKET.match(gap)
    ):
        for row in rows:
            for shape in _GROWTHS:
                yield from made(table, row, shape, "growth")
    reading = mention.reading
    if reading.change not in ("up", "down"):
        key = "named around", window, mention.scope, reading.noun
        yield from table.remembered(
            key, lambda: [*_scoped(table, mention, window), *_named(table, mention, window)]
        )


def _roles(
    table: SettleTable, mention: Mention, window: Window, row: dict[str, Figure]
) -> Iterator[Candidate]:
    if _PLAN_BRACKET.search(window.before):
        yield from made(table, row, "P", "plan")
    if _SHORT.search(window.before):
        yield from made(table, row, "P-A", "remaining")
    if _AGAINST.search(window.before) and _SAME_AFTER.match(window.after):
        yield from made(table, row, "S", "same-period")
    if mention.reading.change in ("up", "down") and not _OVER.search(window.before):
        return
    if _PLAN.search(window.before):
        yield from made(table, row, "P", "plan")
    if _SAME.search(window.before) or window.of_past:
        yield from made(table, row, "S", "same-period")
    if _LEVEL.search(window.before):
        yield from made(table, row, "A", "actual")


def surpassed(
    mention: Mention, window: Window, rows: list[dict[str, Figure]], table: SettleTable
) -> Candidate | None:
    """The actual value that a round mark lies a little below: `đã vượt 286 tỷ đồng`."""
    if not _OVER.search(window.before) or mention.reading.basis or mention.reading.value is None:
        return None
    low, _ = interval(mention.reading)
    for row in rows:
        actual = row.get("actual")
        if actual is None or actual.value is None or actual.unit != (mention.reading.unit or actual.unit):
            continue
        if low <= actual.value <= low + low / _SLACK:
            return next(iter(made(table, row, "A", "actual")), None)
    return None


def _scoped(table: SettleTable, mention: Mention, window: Window) -> Iterator[Candidate]:
    """A figure of the place or team that stands right before the number (`Phân xưởng May 918`)."""
    label = re.sub(r"[\s:\-–(]+$", "", window.before)
    label = re.sub(r"\s+(?:la|co|dat|duoc|voi|giam con|con)$", "", label)
    last = re.split(r"[\s\-]+", label)[-1] if _WORD.search(label) else ""
    before = [f for s, f in table.scoped.get(last, ()) if label.endswith(s)]
    for figure in (*before, *_behind(table, window)):
        if figure.role != "actual":
            continue
        if not mention.scope or plain_words(figure.label) - LIGHT <= plain_words(
            window.sentence
        ):  # its indicator is named too
            yield from made(table, {"actual": figure}, "A", "actual")


def _behind(table: SettleTable, window: Window) -> Iterator[Figure]:
    """The same behind the number and what it counts (`384 hộ cấp tỉnh`, `92 xã của Sơn Tây`)."""
    words = _WORD.findall(re.split(r"[,;:.(\d]", window.after)[0])[:_FAR]
    for at, word in enumerate(words):
        for scope, figure in table.scoped.get(word, ()):
            size = len(scope.split())
            if words[at + 1 - size : at + 1] == scope.split() and at + 1 - size <= _COUNTED:
                yield figure


def _named(table: SettleTable, mention: Mention, window: Window) -> Iterator[Candidate]:
    """A figure all of whose telling words stand around the number, behind it too."""
    place = plain_words(window.before)
    words = place | plain_words(window.after)
    noun = frozenset(plain(mention.reading.noun).split()[:1])
    found: list[tuple[frozenset[str], Figure]] = []
    for word in sorted(words & table.named.keys()):
        for label, figure in table.named[word]:
            telling = label - LIGHT
            if (
                (len(telling) > 1 or noun == telling)
                and figure.role == "actual"
                and label - LIGHT <= words
                and _placed(figure, mention, place)
            ):
                found.append((telling, figure))
    if any(telling <= place for telling, _ in found):  # the words behind are then the next number's
        found = [(telling, figure) for telling, figure in found if telling <= place]
    for telling, figure in found:
        if not any(
            telling < other for other, _ in found
        ):  # `giá trị sản xuất công nghiệp` is not `giá trị sản xuất`
            yield from made(table, {"actual": figure}, "A", "actual")


def _placed(figure: Figure, mention: Mention, words: frozenset[str]) -> bool:
    if figure.scope is None:
        return mention.scope is None
    return bare(figure.scope) == bare(mention.scope or "") or plain_words(figure.scope) <= words


def change_of_change(mention: Mention, row: dict[str, Figure]) -> bool:
    """True for a percentage over a rate that is itself a change: nobody states by how many percent a speed grew."""
    actual = row.get("actual")
    return (
        mention.reading.kind == "percent"
        and actual is not None
        and actual.unit == "%"
        and names_change(actual.label)
    )


def named_in(table: SettleTable, text: str, scope: str | None, future: bool) -> Iterator[Candidate]:
    """The figures of a place all of whose label stands in a text."""
    words = plain_words(text)
    if len(words) < 4:
        return
    roles = ("plan", "target") if future else ("actual",)
    found = [
        (label, figure)
        for word in sorted(words & table.named.keys())
        for label, figure in table.named[word]
        if figure.role in roles and bare(figure.scope or "") == bare(scope or "") and label <= words
    ]
    for label, figure in found:
        if not any(
            label < other for other, _ in found
        ):  # `cán bộ không chuyên trách` is no `cán bộ chuyên trách`
            yield from made(table, {"actual": figure}, "A", figure.role)
