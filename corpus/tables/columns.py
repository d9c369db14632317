"""The header of a flattened table: its columns, their numbers and formulas, their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.resources import rows
from corpus.units import fold, fold_y

_NUMBERED = re.compile(r"\(?(\d{1,2})\)?(=.*)?$")
_OPERATOR = "=-+*/:("


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns.

    Attributes:
        printed: the row of column numbers and formulas, empty where there is none.
        roles: `number`, `label`, `unit`, `previous`, `plan`, `actual`, `growth`, … or `other`, each column.
        heads: header rows above `printed`.
    """

    printed: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.roles)


@dataclass(frozen=True, slots=True)
class _Head:
    role: str
    text: str


def read_column_row(tokens: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """`A B 1 2 3 4 5=4/2*100 …` beginning at token `at`, broken formulas joined; and the token after."""
    found: list[str] = []
    expected_letter, expected = ord("A"), 1
    while at < len(tokens):
        token = tokens[at]
        bare = token.strip("()")
        if expected == 1 and len(bare) == 1 and ord(bare) == expected_letter:
            found.append(token)
            expected_letter += 1
            at += 1
            continue
        match = _NUMBERED.match(token)
        if not match or int(match[1]) != expected:
            break
        at += 1
        while at < len(tokens) and "=" in token and (token[-1] in _OPERATOR or tokens[at][0] in "*/+="):
            token += tokens[at]
            at += 1
        found.append(token)
        expected += 1
    return tuple(found), at


def find_column_row(tokens: Sequence[str], limit: int) -> tuple[tuple[str, ...], int, int] | None:
    """The first row of column numbers among the first `limit` tokens: it, its first token, the one after."""
    for at in range(min(limit, len(tokens))):
        if tokens[at].strip("()") in ("A", "1"):
            found, after = read_column_row(tokens, at)
            if len(found) >= 4:
                return found, at, after
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(rf"{fold_y(pattern)}(?!\w)")) for role, pattern in rows("table_heads.tsv"))


def read_heads(words: str) -> list[_Head]:
    """A run of header words cut where a new column's head begins."""
    folded = fold(words)
    text = " ".join(words.split())
    if len(folded) != len(text):
        text = folded
    heads: list[_Head] = []
    at = 0
    while at < len(folded):
        best = max(
            ((role, m.end()) for role, p in _patterns() if (m := p.match(folded, at))),
            key=lambda found: found[1],
            default=None,
        )
        if best is None:
            end = folded.find(" ", at)
            end = len(folded) if end < 0 else end
            if heads:
                heads[-1] = _Head(heads[-1].role, f"{heads[-1].text} {text[at:end]}")
            else:
                heads.append(_Head("other", text[at:end]))
            at = end + 1
            continue
        heads.append(_Head(best[0], text[at : best[1]]))
        at = best[1] + 1
    return heads


def make_columns(words: str, printed: tuple[str, ...]) -> Columns:
    """The columns from the header's words and the row of numbers (empty where there is none)."""
    heads = read_heads(words)
    percents = sum(h.role == "percent" for h in heads)
    leaves = [h for h in heads if h.role not in ("group", "percent")]
    first_group = next((i for i, h in enumerate(heads) if h.role == "group"), None)
    width = len(printed) or len(leaves)
    if len(leaves) != width:
        return _unmatched(leaves, printed)
    if first_group is None:
        return _flat_columns(_with_signs(heads), printed)
    return _grouped(heads, leaves, percents, printed)


def _with_signs(heads: list[_Head]) -> list[_Head]:
    """Each `(%)` put to the head before it, the second of two to the one before that."""
    leaves: list[_Head] = []
    for head in heads:
        if head.role != "percent":
            leaves.append(head)
            continue
        at = next((i for i in range(len(leaves) - 1, -1, -1) if "%" not in leaves[i].text), None)
        if at is not None:
            leaves[at] = _Head(leaves[at].role, f"{leaves[at].text} {head.text}")
    return leaves


def _flat_columns(leaves: list[_Head], printed: tuple[str, ...]) -> Columns:
    return Columns(printed, tuple(h.role for h in leaves), (tuple(h.text for h in leaves),))


def _grouped(heads: list[_Head], leaves: list[_Head], percents: int, printed: tuple[str, ...]) -> Columns:
    """Columns under a merged head: the converter wrote the first header row before its second."""
    groups = [i for i, h in enumerate(heads) if h.role == "group"]
    before = [h for h in heads[: groups[0]] if h in leaves]
    rest = [h for h in heads[groups[0] + 1 :] if h.role not in ("percent",)]
    cut = next((i for i, h in enumerate(rest) if h.role == "group"), None)
    if cut is None:
        notes = [i for i, h in enumerate(rest) if h.role == "note"]
        cut = notes[0] + 1 if notes and notes[0] + 1 < len(rest) else 0
    between = [h for h in rest[:cut] if h.role != "group"]
    children = [h for h in rest[cut:] if h.role != "group"]
    children = _with_percent(children, percents)
    group = " ".join(heads[i].text for i in groups)
    top = [h.text for h in before] + [group] + [""] * (len(children) - 1) + [h.text for h in between]
    second = [""] * len(before) + [h.text for h in children] + [""] * len(between)
    roles = tuple(h.role for h in (*before, *children, *between))
    return Columns(printed, roles, (tuple(top), tuple(second)))


def _with_percent(children: list[_Head], percents: int) -> list[_Head]:
    ratios = [h for h in children if h.role in ("growth", "of-plan")]
    if percents != len(ratios):
        return children
    return [_Head(h.role, f"{h.text} (%)") if h in ratios else h for h in children]


def _unmatched(leaves: list[_Head], printed: tuple[str, ...]) -> Columns:
    """Heads that can't be told apart: as many as fit, the rest with the last."""
    width = max(len(printed), 2)
    texts = [h.text for h in leaves[: width - 1]] + [" ".join(h.text for h in leaves[width - 1 :])]
    texts += [""] * (width - len(texts))
    roles = [h.role for h in leaves[:width]] + ["other"] * (width - len(leaves))
    return Columns(printed, tuple(roles[:width]), (tuple(texts[:width]),))
