"""One row of a flattened table: label, unit, values, note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.resources import lines
from corpus.tables.columns import Columns
from corpus.tables.place import Value, place
from corpus.units import fold

_NUMBER = re.compile(r"[-+]?\d[\d.,]*%?$|\d+/\d+$|[xX]$|[-–]$")
_TEXT_VALUES = ("dat", "chua dat", "khong", "duy tri", "vuot", "hoan thanh", "tang", "giam")
_GAP = 2


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    gap: int
    begins: bool
    after: int
    lead: int = 0  # blanks at the beginning of its line

    @property
    def after_padding(self) -> int:
        """The blanks after a unit without those that pad its cell, as many as before it."""
        padding = self.lead - 1 if self.begins else (self.gap - 1) // 2
        return self.after - max(0, padding)


@cache
def _units() -> frozenset[str]:
    return frozenset(fold(unit) for unit in lines("table_units.txt")) | {'"', "”", "%"}


def read_row(ordinal: str, raw: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """The cells of a row, one for each column."""
    tokens = _tokens(raw)
    has_unit = "unit" in columns.roles
    at, size = _find_unit(tokens) if has_unit else (None, 0)
    label_end = at if at is not None else _values_begin(tokens)
    label = " ".join(t.text for t in tokens[:label_end])
    unit = " ".join(t.text for t in tokens[at : at + size]) if at is not None else ""
    values, trailing, note = _values(
        tokens[label_end + size :], tokens[label_end + size - 1].after_padding if unit else 0
    )
    return _cells(ordinal, label, unit, values, trailing, note, columns)


def _tokens(raw: Sequence[str]) -> list[_Token]:
    found: list[_Token] = []
    for line in raw:
        words = list(re.finditer(r"\S+", line))
        if not words and found and line:
            last = found[-1]
            found[-1] = replace(last, after=max(last.after, len(line)))
        for i, word in enumerate(words):
            gap = word.start() - words[i - 1].end() if i else 0
            after = (words[i + 1].start() if i + 1 < len(words) else len(line)) - word.end()
            found.append(_Token(word[0], gap, i == 0, after, 0 if i else word.start()))
    return found


def _is_value(token: _Token) -> bool:
    return bool(_NUMBER.match(token.text))


def _find_unit(tokens: list[_Token]) -> tuple[int | None, int]:
    """Where the unit stands, and of how many words it is."""
    for sure in (True, False):
        for at in range(1, len(tokens)):
            for size in (3, 2, 1):
                if _is_unit(tokens, at, size, sure):
                    return at, size
    return None, 0


def _is_unit(tokens: list[_Token], at: int, size: int, sure: bool) -> bool:
    """A unit word set apart; `sure` asks for a value right after it."""
    words = tokens[at : at + size]
    if len(words) < size or fold(" ".join(w.text for w in words)) not in _units():
        return False
    following = tokens[at + size] if at + size < len(tokens) else None
    valued = following is not None and (_is_figure(following) or _is_text_value(tokens, at + size))
    return valued if sure else words[-1].after >= _GAP


def _is_figure(token: _Token) -> bool:
    return token.text[-1:] not in "-–xX" and _is_value(token)


def _is_text_value(tokens: list[_Token], at: int) -> bool:
    text = fold(" ".join(t.text for t in tokens[at : at + 2]))
    set_apart = tokens[at].begins or tokens[at].gap >= _GAP
    return set_apart and text.startswith(_TEXT_VALUES) and tokens[at - 1].after >= _GAP


def _values_begin(tokens: list[_Token]) -> int:
    """Without a unit: the first number set apart, or the blanks that stand for empty cells."""
    for at, token in enumerate(tokens):
        if at and _is_value(token) and (token.gap >= _GAP or (token.begins and _all_values(tokens, at))):
            return at
        if token.after >= 8:
            return at + 1
    tail = len(tokens)
    while tail > 1 and _is_value(tokens[tail - 1]):
        tail -= 1
    return tail if len(tokens) - tail >= 2 else len(tokens)


def _all_values(tokens: list[_Token], at: int) -> bool:
    line = [tokens[at]]
    for token in tokens[at + 1 :]:
        if token.begins:
            break
        line.append(token)
    return all(map(_is_value, line))


def _values(tokens: list[_Token], after_unit: int) -> tuple[list[Value], int, str]:
    """Values, the blanks after the last of them, and the note."""
    values: list[Value] = []
    at, trailing, before = 0, 0, after_unit if after_unit > 1 else 0
    while at < len(tokens):
        size = _value_size(tokens, at)
        if not size:
            break
        gap = before if tokens[at].begins or not values else tokens[at].gap
        values.append(Value(" ".join(t.text for t in tokens[at : at + size]), gap))
        trailing = tokens[at + size - 1].after
        before = trailing if trailing > 1 else 0  # a line's one last blank tells nothing
        at += size
    last_on_line = at >= len(tokens) or tokens[at].begins
    return values, trailing if last_on_line else 0, " ".join(t.text for t in tokens[at:])


def _value_size(tokens: list[_Token], at: int) -> int:
    if _is_value(tokens[at]):
        return 1
    folded = [fold(t.text) for t in tokens[at : at + 3]]
    if folded[:2] == ["duy", "tri"]:
        return 3 if len(folded) == 3 and _is_value(tokens[at + 2]) else 2
    if folded[:2] == ["chua", "dat"]:
        return 2
    return (
        1 if folded[0] in ("dat", "khong", "vuot") and (len(folded) == 1 or tokens[at].after >= _GAP) else 0
    )


def _cells(
    ordinal: str, label: str, unit: str, values: list[Value], trailing: int, note: str, columns: Columns
) -> tuple[str, ...]:
    roles = columns.roles
    cells = [""] * columns.width
    cells[0] = ordinal
    cells[1] = label
    if "unit" in roles:
        cells[roles.index("unit")] = unit
    note_at = roles.index("note") if "note" in roles else None
    targets = [i for i in range(2, columns.width) if roles[i] not in ("unit", "note")]
    if note_at is not None and not note and trailing:
        trailing = max(0, trailing - 2)
    for at, text in zip(targets, place(values, columns, targets, trailing), strict=True):
        cells[at] = text
    if values and not targets:
        note = " ".join([*(v.text for v in values), *filter(None, [note])])  # no figure is lost
        note_at = None
    if note and note_at is not None:
        cells[note_at] = note
    elif note:
        cells[-1] = f"{cells[-1]} {note}".strip()
    return tuple(" ".join(cell.split()) for cell in cells)
