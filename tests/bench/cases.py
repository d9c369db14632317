"""Consistent texts with their figures for `tests.bench.mutations`: written by hand, and drafted from the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import corpus
from corpus import samples
from corpus.types import StoredReport
from drafting import figures, numbers, writers
from drafting.types import Binding, Draft, Figure, FigureTable, Profile

TEXTS = Path(__file__).parent / "texts"
HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
TARGETS = (("dong-van", "UBND xã Đồng Vân"), ("cum", "Cụm thi đua số 3"))
PERIOD, PAST = "2025-H1", "2024-H1"
_MARK = re.compile(r"\{([^}]*)\}")
_KINDS = {"growth": "g", "of-plan": "k"}


@dataclass(frozen=True)
class Token:
    """A number of a rendered text: where, what it is, of which row."""

    start: int
    end: int
    kind: str
    row: int = -1
    label: str = ""
    scope: str = ""
    tie: str = ""


@dataclass(frozen=True)
class Case:
    """A consistent text with its table."""

    name: str
    period: str
    past_period: str
    unit: str
    rows: list[list[str]]
    text: str
    tokens: tuple[Token, ...]
    lists: tuple[tuple[int, ...], ...]
    made: FigureTable | None = None
    past: str = ""

    def table(self) -> FigureTable | None:
        """Its figures."""
        if self.made is not None:
            return self.made
        return (
            figures.read_grid([HEAD, *(r[1:] for r in self.rows)], "bang.csv", self.period)
            if self.rows
            else None
        )


def load(path: Path) -> Case:
    """Reads a case and puts the numbers in."""
    head, table, template = path.read_text("utf-8").split("===\n", 2)
    meta = dict(line.split(": ", 1) for line in head.strip().splitlines())
    rows = [line.split("\t") for line in table.strip().splitlines()]
    template = re.sub(r"\n+", "\n", template).strip()  # as the text is read, so that offsets agree
    text, tokens, joints = "", [], []
    at = 0
    for mark in _MARK.finditer(template):
        text += template[at : mark.start()]
        at = mark.end()
        if mark[1] in "[;],":
            joints.append((mark[1], len(text)))
            text += mark[1] if mark[1] in ";," else ""
            continue
        number, row, kind = _fill(mark[1], rows)
        label, scope = (rows[row][1], rows[row][3]) if row >= 0 else ("", "")
        tie = mark[1].split("=")[0] or "tied" if kind == "=" else ""
        tokens.append(Token(len(text), len(text) + len(number), kind, row, label, scope, tie))
        text += number
    text += template[at:]
    return Case(
        path.stem, meta["period"], meta["past"], meta["unit"], rows, text, tuple(tokens), _lists(joints)
    )


def _lists(joints: list[tuple[str, int]]) -> tuple[tuple[int, ...], ...]:
    lists, current = [], []
    for sign, offset in joints:
        current.append(offset)
        if sign == "]":
            lists.append(tuple(current))
            current = []
    return tuple(lists)


def _fill(mark: str, rows: list[list[str]]) -> tuple[str, int, str]:
    if "=" in mark:
        return mark.split("=")[1], -1, "="
    where, kind = mark.rsplit(".", 1)
    number, _, scope = where.partition("@")
    row = next(i for i, r in enumerate(rows) if r[0] == number and r[3] == scope)
    actual, same, plan = (decimal(v) for v in rows[row][4:7])
    made = {
        "a": actual, "t": actual, "s": same, "p": plan,
        "g": round(abs(actual - same) / same * 100, 1), "k": round(actual / plan * 100, 1),
        "d": abs(actual - same), "lo": Decimal(int(actual)) - (actual == int(actual)),
        "hi": Decimal(int(actual)) + 1,
    }[kind]  # fmt: skip
    return numbers.write(made), row, kind


def decimal(text: str) -> Decimal:
    """A plain Vietnamese number."""
    return Decimal(text.replace(".", "").replace(",", "."))


def hand_written(only: str = "") -> Iterator[Case]:
    """The texts of `texts/`, or those whose names begin with one of the words of `only`."""
    chosen = tuple(only.split(","))
    yield from (load(path) for path in sorted(TEXTS.glob("*.txt")) if path.stem.startswith(chosen))


def drafted() -> Iterator[Case]:
    """Drafts of the precedent writer over the bundled tables, their bound numbers as marks."""
    pool = [StoredReport(p.stem, p.name, "", corpus.read_file(p)) for p in samples.sample_paths()]
    for name, unit in TARGETS:
        paths = [p for p in samples.figure_tables() if name in p.name and "loi" not in p.name]
        table = figures.read_tables(paths, PERIOD)
        plan = writers.make_plan(unit, PERIOD, "so-ket", Profile(unit=unit), table, pool)
        yield _of_draft(writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan), unit, table)


def _of_draft(draft: Draft, unit: str, table: FigureTable) -> Case:
    rows, places = _rows(table)
    text = corpus.parse_text(draft.text).text
    tokens, at = [], 0
    tables = [(t.start, t.end) for t in draft.tables]
    for binding in sorted(draft.numbers, key=lambda b: b.start):
        around = draft.text[max(0, binding.start - 25) : binding.end]
        found = text.find(around, at)
        if found < 0 or any(s <= binding.start < e for s, e in tables):
            continue
        at = found + len(around) - len(binding.quote)
        token = _token(binding, at, rows, places)
        if token and re.fullmatch(r"[\d.,]+", text[token.start : token.end]):
            tokens.append(token)
    return Case(f"draft of {unit}", PERIOD, PAST, unit, rows, text, tuple(tokens), (), table)


def _rows(table: FigureTable) -> tuple[list[list[str]], dict[str, tuple[int, str]]]:
    """Rows as the texts have them, and for each figure its row and role."""
    rows: dict[tuple[str, str | None], dict[str, Figure]] = {}
    for figure in table.figures:
        rows.setdefault((figure.indicator, figure.scope), {}).setdefault(figure.role, figure)
    kept, places = [], {}
    for cells in rows.values():
        actual = cells.get("actual")
        if actual is None or actual.value is None:
            continue
        row = [_written(cells.get(r)) for r in ("actual", "same-period", "plan")]
        places |= {f.key: (len(kept), role) for role, f in cells.items()}
        kept.append(
            [str(len(kept)), actual.label, actual.written_unit or actual.unit, actual.scope or "", *row]
        )
    return kept, places


def _written(figure: Figure | None) -> str:
    return (
        figure.written
        if figure and figure.value is not None and re.fullmatch(r"[\d.,]+", figure.written)
        else ""
    )


def _token(
    binding: Binding, at: int, rows: list[list[str]], places: dict[str, tuple[int, str]]
) -> Token | None:
    keys = re.findall(r"[FC]\d{3,}", binding.expression or binding.figure or "")
    if not keys or keys[0] not in places:
        return None
    row, role = places[keys[0]]
    single = binding.figure is not None or len(keys) == 1
    kind = {"actual": "a", "same-period": "s", "plan": "p"}.get(role, "=") if single else "="
    quote = re.match(r"[\d.,]*\d", binding.quote)
    if quote is None or not rows[row][4]:
        return None
    if kind in "asp" and quote[0] != rows[row]["asp".index(kind) + 4]:
        kind = "="
    return Token(at, at + len(quote[0]), kind, row, rows[row][1], rows[row][3])
