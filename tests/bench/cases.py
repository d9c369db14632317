"""Consistent texts with their figures for `tests.bench.mutations`: written by hand, and drafted from the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import corpus
from drafting import figures, numbers
from drafting.types import Binding, Draft, Figure, FigureTable
from tests.golden import make

TEXTS = Path(__file__).parent / "texts"
HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
_MARK = re.compile(r"\{([^}]*)\}")


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
    declared: tuple[tuple[int, int], ...] = ()
    wide: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def table(self) -> FigureTable | None:
        """Its figures."""
        if self.made is not None:
            return self.made
        if not self.rows:
            return None
        plain = [r for r in self.rows if not any(r[0] == w[0] for grid in self.wide for w in grid)]
        grids = [[HEAD, *(r[1:] for r in plain)], *([row[1:] for row in grid] for grid in self.wide)]
        named = [figures.rows_grid(grid, f"bang-{at}.csv") for at, grid in enumerate(grids, 1)]
        return figures.read_grids(named, self.period).table


def load(path: Path) -> Case:
    """Reads a case and puts the numbers in."""
    head, table, template = path.read_text("utf-8").split("===\n", 2)
    meta = dict(line.split(": ", 1) for line in head.strip().splitlines())
    rows, wide = _tables([line.split("\t") for line in table.strip().splitlines()])
    template = re.sub(r"\n+", "\n", template).strip()  # as the text is read, so that offsets agree
    text, tokens, joints, declared = "", [], [], []
    at = 0
    for found in _MARK.finditer(template):
        text += template[at : found.start()]
        at = found.end()
        mark = found[1].removeprefix("!")
        if mark in "[;],":
            joints.append((mark, len(text)))
            text += mark if mark in ";," else ""
            continue
        number, token = _token_of(mark, len(text), rows)
        if mark != found[1]:
            declared.append((len(text), len(text) + len(number)))
        tokens += [token] if token else []
        text += number
    text += template[at:]
    unit, period, past = meta["unit"], meta["period"], meta["past"]
    case = Case(path.stem, period, past, unit, rows, text, tuple(tokens), _lists(joints))
    return replace(case, declared=tuple(declared), wide=wide)


def _tables(lines: list[list[str]]) -> tuple[list[list[str]], tuple[tuple[tuple[str, ...], ...], ...]]:
    """All rows as the plain table has them, and the wide tables as they stand.

    A wide table's head begins with `#`; each of its columns after the unit is a member, a quarter or a year, and
    gives a row of its own here, with the column's name as its place (none for `Tổng …`, `Toàn …`, `Cả …`).
    """
    rows, wide = [], []
    for cells in lines:
        if cells[0] == "#":
            wide.append([tuple(cells)])
        elif wide:
            wide[-1].append(tuple(cells))
            for name, value in zip(wide[-1][0][3:], cells[3:], strict=True):
                scope = "" if name.startswith(("Tổng", "Toàn", "Cả")) else name
                rows.append([*cells[:3], scope, value, "", ""])
        else:
            rows.append(cells)
    return rows, tuple(tuple(grid) for grid in wide)


def _token_of(mark: str, at: int, rows: list[list[str]]) -> tuple[str, Token | None]:
    """The number of a mark, and what it is of; a bare number is tied to nothing."""
    if re.fullmatch(r"[\d.,]+", mark):
        return mark, None
    number, row, kind = _fill(mark, rows)
    label, scope = (rows[row][1], rows[row][3]) if row >= 0 else ("", "")
    tie = mark.split("=")[0] or "tied" if "=" in mark else ""
    return number, Token(at, at + len(number), kind, row, label, scope, tie)


def _lists(joints: list[tuple[str, int]]) -> tuple[tuple[int, ...], ...]:
    lists, current = [], []
    for sign, offset in joints:
        current.append(offset)
        if sign == "]":
            lists.append(tuple(current))
            current = []
    return tuple(lists)


def _fill(mark: str, rows: list[list[str]]) -> tuple[str, int, str]:
    if "=" in mark or mark[0] == "~":
        return re.split("[=~]", mark)[1], -1, "="
    where, kind = mark.rsplit(".", 1)
    number, _, scope = where.partition("@")
    row = next(i for i, r in enumerate(rows) if r[0] == number and r[3] == scope)
    actual, same, plan = (decimal(v) if v else None for v in rows[row][4:7])
    return numbers.write(_made(kind, actual, same, plan)), row, kind


def _made(kind: str, actual: Decimal | None, same: Decimal | None, plan: Decimal | None) -> Decimal:
    """What a row gives for a mark of this kind."""
    if kind == "s" and same is not None:
        return same
    if kind == "p" and plan is not None:
        return plan
    assert actual is not None, kind
    if kind in "gd" and same is not None:
        return round(abs(actual - same) / same * 100, 1) if kind == "g" else abs(actual - same)
    if kind == "k" and plan is not None:
        return round(actual / plan * 100, 1)
    return {
        "a": actual, "t": actual, "lo": Decimal(int(actual)) - (actual == int(actual)), "hi": Decimal(int(actual)) + 1,
    }[kind]  # fmt: skip


def decimal(text: str) -> Decimal:
    """A plain Vietnamese number."""
    return Decimal(text.replace(".", "").replace(",", "."))


def hand_written(only: str = "") -> Iterator[Case]:
    """The texts of `texts/`, or those whose names begin with one of the words of `only`."""
    chosen = tuple(only.split(","))
    yield from (load(path) for path in sorted(TEXTS.glob("*.txt")) if path.stem.startswith(chosen))


def drafted() -> Iterator[Case]:
    """Drafts of the precedent writer of every kind over the bundled library, their bound numbers as marks."""
    for made in make.cases():
        table = make.tables(made)
        year = int(made.period[:4])
        yield _of_draft(make.drafted(made), made, table, made.period.replace(str(year), str(year - 1)))


def _of_draft(draft: Draft, made: make.Case, table: FigureTable, past: str) -> Case:
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
    found = tuple(_drafted_lists(text, tokens))
    return Case(f"draft {made.name}", made.period, past, made.unit, rows, text, tuple(tokens), found, table)


def _drafted_lists(text: str, tokens: list[Token]) -> Iterator[tuple[int, ...]]:
    """Lists of members in a draft: where the first begins, the sign between each two, where the last ends."""
    at = 0
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and _goes_on(text, tokens[end - 1], tokens[end]):
            end += 1
        members = tokens[at:end]
        if len(members) > 2:
            first = text.rfind(bare_name(members[0].scope), 0, members[0].start)
            signs = [m.end + _length(r"[^;,]*", text[m.end :]) for m in members[:-1]]
            last = members[-1].end + _length(r"[^.;,()\n]*", text[members[-1].end :])
            if 0 <= members[0].start - first < 60:
                yield (first, *signs, last)
        at = end


def _length(pattern: str, text: str) -> int:
    found = re.match(pattern, text)
    return found.end() if found else 0


def _goes_on(text: str, before: Token, token: Token) -> bool:
    """True for the next member of one list."""
    alike = before.kind == token.kind == "a" and before.label == token.label
    between = text[before.end : token.start]
    return bool(alike and before.scope and token.scope and re.fullmatch(r"[^\d.\n]*[;,][^\d.\n]*", between))


def bare_name(scope: str) -> str:
    """A member's name without its kind: `Kiến Nam` of `huyện Kiến Nam`."""
    return re.sub(
        r"^(?:xã|huyện|phường|thị trấn|thị xã|thành phố|tỉnh|thôn)\s", "", scope, flags=re.IGNORECASE
    )


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
