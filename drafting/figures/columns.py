"""What each column of a table is: its role, unit, period, and what its head adds to the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from corpus.units import fold
from drafting.figures.formulas import ColumnFormula, code_of, formula, formula_in_head, without_formula
from drafting.figures.headings import COMPUTED, ROLES, head_meaning
from drafting.figures.names import is_place, is_unit
from drafting.types import Role

Kind = Literal["number", "label", "unit", "scope", "note", "ignored", "value"]
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNIT_WORDS = re.compile(r"(?i)^(?:đvt|đơn vị(?: tính)?|tính bằng)\s*:?\s*")
_YEAR_ONLY = re.compile(r"(19|20)\d\d")
_NAMES_TIME = re.compile(r"(19|20)\d\d|\b\d\d? thang\b|\bqui [ivx\d]+\b|\bca nam\b")
_TIME = re.compile(
    r"(((?:[369]|0[369]|sau|ba|chin) thang|thang \d+|qui [ivx\d]+|ca nam|nam|dau nam|cuoi nam|trong nam|nua nam|ki"
    r"|den|het|thang|nam hoc|hoc ki(?: [i\d]+)?|(19|20)\d\d|[,\-/()]|\d\d/(19|20)\d\d) ?)+"
)

# `TH 6T/2019`, `9T đầu năm`: months in short
SHORT_TIME = re.compile(
    r"(?<![\w.,])([3-9]|0[369]|1[01])\s?[Tt]\s?[/.-]?\s?(đầu năm|cuối năm|(?:19|20)\d\d)(?!\d)"
)

# Syllables of the words that say a role or a time at an end of a head, and how many others make a name.
_EDGES = frozenset({
    "ke", "hoach", "kh", "du", "toan", "thuc", "hien", "th", "uoc", "ket", "qua", "kq", "cung", "ki", "ck", "nam", "thang",
    "qui", "nay", "truoc", "giao", "dang", "luy",
})  # fmt: skip
_LEAST_NAME = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its head tells.

    Attributes:
        parts: head texts that are neither role, time nor unit: a place, a category or an indicator.
        role: None where the head names none.
        when: head texts that name a time.
        total: the head says `Tổng số`, `Toàn cụm`.
        percent: the head has a `%`.
        bare_ratio: the head says `Tỷ lệ (%)`, `So sánh`, not of what.
        unclear: the head names nothing that is known; its role is a guess.
    """

    index: int
    kind: Kind
    head: str
    leaf: str = ""
    role: Role | None = None
    unit: str = ""
    parts: tuple[str, ...] = ()
    when: str = ""
    total: bool = False
    percent: bool = False
    bare_ratio: bool = False
    code: str = ""
    formula: ColumnFormula | None = None
    scope: str | None = None
    period: str | None = None
    unclear: bool = False

    @property
    def computed(self) -> bool:
        """True for a column that the table computes from others."""
        return self.role in COMPUTED


def read_columns(heads: Sequence[Sequence[str]], codes: Sequence[str]) -> list[Column]:
    """Columns of a block from their head texts and the row of codes (empty where there is none)."""
    columns = []
    for index, path in enumerate(heads):
        column = _column(index, path)
        code = codes[index].strip() if index < len(codes) else ""
        found = formula(code) or formula_in_head(" ".join(path))
        columns.append(replace(column, code=code_of(code) or (found.code if found else ""), formula=found))
    return columns


def _column(index: int, path: Sequence[str]) -> Column:
    texts, unit = [], ""
    for text in path:
        bare, found = split_unit(without_formula(SHORT_TIME.sub(r"\1 tháng \2", text)))
        unit = found or unit
        if bare:
            texts.append(bare)
    full = " ".join(texts)
    percent = "%" in " ".join(path)
    meanings = [head_meaning(t) for t in texts]
    kind = _kind(head_meaning(full), meanings)
    if kind != "value":
        return Column(index, kind, full, texts[-1] if texts else full, unit=unit)
    role = _role(full, texts, meanings)
    parts = tuple(
        t for t, m in zip(texts, meanings, strict=True) if m in (None, "category") and not is_time(t)
    )
    if role in COMPUTED and not any(m == role for m in meanings):
        # The role came from the heads together (`So sánh (%)` over `Cùng kỳ`): none of them is a name.
        parts = tuple(p for p in parts if is_place(p) or head_meaning(p) == "category")
    when = " ".join(t for t in texts if _NAMES_TIME.search(fold(t)) or is_time(t))
    of_nothing = bool(meanings) and meanings[-1] == "ratio" and role is None
    leaf = texts[-1] if texts else full
    return Column(
        index, "value", full, leaf, role, unit, parts, when, "total" in meanings, percent, of_nothing
    )


def _kind(full: str | None, meanings: list[str | None]) -> Kind:
    leaf = meanings[-1] if meanings else None
    for meaning in (full, leaf):
        if meaning in ("number", "label", "unit", "scope", "note", "ignored"):
            return cast("Kind", meaning)
    return "value"


def _role(full: str, texts: list[str], meanings: list[str | None]) -> Role | None:
    whole = head_meaning(full)
    if whole in COMPUTED and not _names_indicator(texts, meanings):
        return cast("Role", whole)
    for meaning in reversed(meanings):
        if meaning in ROLES:
            return cast("Role", meaning)
    return cast("Role", whole) if whole in ROLES else None


def _names_indicator(texts: list[str], meanings: list[str | None]) -> bool:
    """`Tỷ lệ hộ nghèo, hộ cận nghèo` over `Cùng kỳ` is that rate then; `So với` over `Cùng kỳ` compares."""
    plain = bool(meanings) and meanings[-1] in ROLES and meanings[-1] not in COMPUTED
    above = [t for t, m in zip(texts[:-1], meanings, strict=False) if m is None]
    return plain and any(len(t.split()) > _LEAST_NAME and not fold(t).startswith("so ") for t in above)


def is_time(text: str) -> bool:
    """True for a head that names a time and nothing else: `6 tháng đầu năm 2024`, `2023`."""
    return bool(_YEAR_ONLY.fullmatch(text)) or bool(_TIME.fullmatch(fold(text)))


def split_unit(text: str) -> tuple[str, str]:
    """`Diện tích (ha)` is `Diện tích` and `ha`; a bracket that holds no unit stays."""
    unit = ""
    for match in list(_BRACKET.finditer(text))[::-1]:
        inner = _UNIT_WORDS.sub("", match[1].strip()) or match[1].strip()
        if inner in ("%", "+", "-", "+/-", "lần") or is_unit(inner):
            unit = "%" if inner in ("+", "-", "+/-") and "%" in text else inner if is_unit(inner) else ""
            text = f"{text[: match.start()]} {text[match.end() :]}"
            if unit:
                break
    return " ".join(text.split()), unit


def named_by_head(column: Column) -> Column:
    """A head that names an indicator, in a table without a column of names: `Xã đăng ký NTM nâng cao` is no plan.

    Words for a role at an end of the head say it (`Thu ngân sách nhà nước kế hoạch`), inside of the name they don't.
    """
    if column.kind != "value" or column.parts or column.computed or column.role is None:
        return column
    words = column.leaf.split()
    first = next((i for i, w in enumerate(words) if not _edge(w)), len(words))
    last = next((i for i in range(len(words), first, -1) if not _edge(words[i - 1])), first)
    if last - first < _LEAST_NAME:
        return column
    told = head_meaning(" ".join(words[:first] or words[last:]))
    role = cast("Role", told) if told in ROLES else None
    return replace(column, role=role, parts=(" ".join(words[first:last]),))


def _edge(word: str) -> bool:
    folded = fold(word).strip("(),.-/")
    return folded in _EDGES or folded.isdigit() or not folded
