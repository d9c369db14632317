"""What is left of a plan to be done in the time that remains, and how many of a whole's parts or members are left.

`Phấn đấu thu ngân sách 6 tháng cuối năm đạt 43.683 triệu đồng để hoàn thành dự toán` is the plan without what was done;
`ba khoản còn lại`, `hai đơn vị còn lại` are those that the sentence doesn't name. Taken, as all of `settle_around`, only
where the very value is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.alignment.cues import is_future
from drafting.checks.around import Around
from drafting.checks.names import bare
from drafting.checks.plain import plain, plain_words
from drafting.checks.settle_pairs import alike, cells_of, hits
from drafting.checks.settle_table import Row, SettleTable, candidate, made
from drafting.checks.settle_words import LIGHT
from drafting.types import Candidate, Figure

# So many are counted, and so many parts make up a whole.
MOST = 12
_AHEAD = re.compile(
    r"(?<!\w)(?:\d+ thang cuoi|(?:sau|ba) thang cuoi|cuoi nam|quy (?:iv|4|iii|3)|thoi gian (?:con lai|toi)|con lai|them|nua|tiep"
    r"|de (?:hoan thanh|dat|du|ve dich)|bu)(?!\w)"
)
# As written: `chưa` is what is not done; no number stands between it and this one.
_UNDONE = re.compile(r"(?<!\w)(?:chưa|tồn|chuyển sang (?:năm|kỳ|quý|tháng))(?!\w)[^,;.\d]{0,60}$")
_REST = re.compile(r"^\s*(?:[^\W\d]+ ){0,3}?con lai(?!\w)")


def of_left(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """Readings of a number as what is left."""
    if one.mention.reading.change in ("up", "down"):
        return
    sentence = plain(one.text[slice(*one.mention.sentence)])
    if (one.mention.role == "target" or is_future(one.mention.path)) and _AHEAD.search(sentence):
        for row in (*_named(one, sentence), *rows):
            yield from made(one.table, row, "P-A", "remaining")
    if undone(one.said):
        yield from _of_whole(one, rows)
    value = one.mention.reading.value
    if value is not None and 1 < value <= MOST and _REST.match(one.behind):
        yield from _counted(one, rows)


def undone(words: str) -> bool:
    """True where words as written say that a number right behind them is of what was not done."""
    return _UNDONE.search(words) is not None


def _of_whole(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """What is left of a whole told near without the part that was done: `số việc chưa thi hành xong là 442 việc`."""
    cells = cells_of(rows, "A")
    for part in cells:
        for whole in cells:
            left = (whole.value or Decimal(0)) - (part.value or Decimal(0))
            if alike(part, whole) and left > 0 and hits(one, left, whole.unit):
                yield from candidate(one.table, f"{whole.key}-{part.key}", "remaining")


def _named(one: Around, sentence: str) -> Iterator[Row]:
    """The rows of its place all of whose telling words the sentence says."""
    words, place = plain_words(sentence), bare(one.mention.scope or "")
    for word in sorted(words & one.table.named.keys()):
        for label, figure in one.table.named[word]:
            telling = label - LIGHT
            here = figure.role == "actual" and bare(figure.scope or "") == place
            if here and len(telling) > 1 and telling <= words:
                yield one.table.rows[figure.indicator, figure.scope]


def _counted(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """How many of the members, or of the parts of a whole told near, its clause or its paragraph up to it doesn't name."""
    low = one.text.rfind("\n", 0, one.mention.reading.start) + 1
    before = plain(one.text[low : one.mention.reading.start])
    for row in rows:
        first = next(iter(row.values()))
        members = [f for f in _actual(one.table) if f.label == first.label and f.scope]
        for words in (one.clause, before):
            unnamed = [f for f in members if not _says(words, bare(f.scope or ""))]
            yield from _count(one, unnamed, len(members))
        whole = row.get("actual")
        parts = _parts(one.table, whole) if whole is not None else []
        told = plain_words(before)
        yield from _count(one, [f for f in parts if not plain_words(f.label) <= told], len(parts))


def _count(one: Around, left: Sequence[Figure], of: int) -> Iterator[Candidate]:
    value = Decimal(len(left))
    if 0 < len(left) < of and value == one.mention.reading.value:
        keys = tuple(f.key for f in left)
        yield Candidate(f"count({','.join(keys)})", keys, value, value, value, "", "other", None, 0.5)


def _actual(table: SettleTable) -> list[Figure]:
    return [row["actual"] for row in table.rows.values() if "actual" in row]


def _parts(table: SettleTable, whole: Figure) -> list[Figure]:
    """The rows right below a figure that make it up together."""
    figures = [f for f in _actual(table) if f.scope == whole.scope]
    at = next((i for i, f in enumerate(figures) if f.key == whole.key), len(figures))
    parts: list[Figure] = []
    total = Decimal(0)
    for figure in figures[at + 1 : at + 1 + MOST]:
        if figure.unit != whole.unit or figure.value is None or total >= (whole.value or 0):
            break
        parts.append(figure)
        total += figure.value
    return parts if total == whole.value and len(parts) > 1 else []


def _says(words: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
