"""Figures on the desk: tables uploaded or pasted, their columns and cells corrected, last period's numbers filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from corpus.types import StoredReport
from drafting.service.remembering import learn_columns, learn_name, memory_of
from drafting.types import CellSource, Fact, Figure, FigureRef, FigureTable, Finding
from drafting.types.json import figure_from, figure_json, finding_json
from drafting.workspace.store import Workspace, now

if TYPE_CHECKING:
    from drafting.collection import ReportStatement
    from drafting.figures import Grid, Meaning, Question

PASTED = "Bảng dán vào"


@dataclass(frozen=True)
class TableOnDesk:
    """A table as the screen lists it: its columns of values, some of them to be named; names in its lists."""

    name: str
    figures: int
    columns: tuple[Question, ...]
    names: int = 0

    @property
    def questions(self) -> tuple[Question, ...]:
        """Columns whose head isn't understood."""
        return tuple(c for c in self.columns if c.asked)


class FigureDesk:
    """The figures of the work in progress: a table a source, all as one.

    A table is kept with its grids, so that it is read again when a column is named or a cell corrected.

    Args:
        workspace: where they are kept.
        owner: whose they are.
    """

    def __init__(self, workspace: Workspace, owner: str) -> None:
        self._workspace = workspace
        self._owner = owner

    def sources(self) -> list[str]:
        """Names of the tables on the desk, in order."""
        return [t["name"] for t in self._kept()]

    def tables(self) -> list[TableOnDesk]:
        """The tables on the desk."""
        from drafting.figures import Question

        return [
            TableOnDesk(
                t["name"],
                len(t["figures"]),
                tuple(Question(**{**q, "samples": tuple(q["samples"])}) for q in t.get("columns", ())),
                t.get("names", 0),
            )
            for t in self._kept()
        ]

    def table(self) -> FigureTable:
        """All figures, keyed anew over all tables."""
        from drafting.service.findings import finding_from

        kept = self._kept()
        tables = [tuple(figure_from(f) for f in t["figures"]) for t in kept]
        findings = tuple(finding_from(f) for t in kept for f in t["findings"])
        return FigureTable(merged(tables), findings)

    def lists(self) -> tuple[Fact, ...]:
        """The lines of the lists of names among the tables on the desk."""
        return tuple(Fact(**fact) for t in self._kept() for fact in t.get("lists", ()))

    # ------------------------------------------------------------------ tables in

    def add_file(self, name: str, data: bytes, period: str | None) -> FigureTable:
        """Read an uploaded table; one of the same name is replaced."""
        from drafting.figures import bytes_grids

        return self._add_grids(name, bytes_grids(data, name), period)

    def add_pasted(self, text: str, period: str | None) -> FigureTable:
        """Read a table pasted from Excel or Word (cells by tabs, or as a page's HTML)."""
        from drafting.figures import text_grids

        name = self._new_name()
        return self._add_grids(name, text_grids(text, name), period)

    def add_grid(self, rows: Sequence[Sequence[str]], period: str | None) -> FigureTable:
        """Read a grid of text cells."""
        from drafting.figures import rows_grid

        name = self._new_name()
        return self._add_grids(name, [rows_grid(rows, name)], period)

    def _new_name(self) -> str:
        """Pasting again is another table, not the same one anew."""
        names = self.sources()
        numbered = (f"{PASTED} {n}" for n in range(2, len(names) + 3))
        return PASTED if PASTED not in names else next(n for n in numbered if n not in names)

    def _add_grids(self, name: str, grids: Sequence[Grid], period: str | None) -> FigureTable:
        from drafting.figures import grid_json

        entry = self._read(
            {"name": name, "period": period, "grids": [grid_json(g) for g in grids], "corrections": {}}
        )
        if not (entry["figures"] or entry["findings"] or entry["lists"]):
            raise InputError(
                f"Không thấy số liệu nào trong «{name}»; dòng đầu cần có tên các cột như «Chỉ tiêu», «Kỳ này».",
                f"No figures in “{name}”; the first row should name the columns, such as “Chỉ tiêu”, “Kỳ này”.",
            )
        return self._put(entry)

    def add_table(self, name: str, table: FigureTable) -> FigureTable:
        """Put figures that are no table of cells on the desk (filled in, confirmed, worked out)."""
        return self._put(
            {
                "name": name,
                "figures": [figure_json(f) for f in table.figures],
                "findings": [finding_json(f) for f in table.findings],
            }
        )

    # ------------------------------------------------------------------ corrections

    def name_columns(self, signature: str, meanings: Mapping[int, Meaning]) -> None:
        """Remember what columns of tables of this shape are, and read the tables on the desk again."""
        learn_columns(self._workspace, signature, meanings)
        self._read_again()

    def confirm_name(self, label: str, known: str | None) -> None:
        """Remember which known indicator a label is (empty: none of them; None: forget), and read again."""
        learn_name(self._workspace, label, known)
        self._read_again()

    def correct(self, source: CellSource, text: str, by: str) -> None:
        """Put other words into a cell of a table on the desk; what it said before stays known.

        Raises:
            InputError: the cell is in no table of the desk.
        """
        kept = self._kept()
        entry = next((t for t in kept if any(g["file"] == source.file for g in t.get("grids", ()))), None)
        if entry is None:
            raise InputError(
                f"Không có bảng «{source.file}» để sửa ô {source.cell}; hãy đưa bảng vào lại.",
                f"There is no table “{source.file}” to correct cell {source.cell} in; bring it in again.",
            )
        place = f"{source.sheet or ''}!{source.cell}"
        entry["corrections"] = {**entry["corrections"], place: {"text": text.strip(), "by": by, "at": now()}}
        self._keep([self._read(t) if t is entry else t for t in kept])

    def _read_again(self) -> None:
        self._keep([self._read(t) if "grids" in t else t for t in self._kept()])

    def _read(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The entry with its grids read anew, corrections put in."""
        from dataclasses import asdict

        from drafting.figures import grid_from, read_grids
        from drafting.service.inputs import listed

        corrections = entry["corrections"]
        changed = [_corrected(grid_from(g), corrections) for g in entry["grids"]]
        read = read_grids([grid for grid, _ in changed], entry["period"], memory_of(self._workspace))
        notes = [note for _, found in changed for note in found]
        return {
            **entry,
            "figures": [figure_json(f) for f in read.table.figures],
            "findings": [finding_json(f) for f in (*read.table.findings, *notes)],
            "columns": [asdict(c) for c in read.columns],
            "lists": [asdict(fact) for fact in listed(read.rosters)],
            "names": sum(len(roster.rows) - 1 for roster in read.rosters),
        }

    # ------------------------------------------------------------------ last period's report

    def rows(self, stored: StoredReport) -> list[ReportStatement]:
        """A past report's numbers to be asked anew; what other numbers give (growth, of plan) isn't asked."""
        from drafting.collection import statements

        return [s for s in statements(stored.report) if not s.computed]

    def answers(self, report_id: str) -> dict[int, str]:
        """What was filled in beside a past report's numbers, by their index."""
        kept = self._workspace.kept(self._owner, f"answers:{report_id}") or {}
        return {int(k): str(v) for k, v in kept.items()}

    def fill(self, stored: StoredReport, answers: Mapping[int, str], period: str | None) -> FigureTable:
        """Figures from what was typed beside a past report's numbers."""
        from drafting.collection import fill

        given = {k: v.strip() for k, v in answers.items() if v and v.strip()}
        self._workspace.keep(self._owner, f"answers:{stored.id}", {str(k): v for k, v in given.items()})
        return self.add_table(f"Điền theo {stored.file}", fill(stored.report, given, period or ""))

    # ------------------------------------------------------------------ keeping

    def remove(self, name: str) -> None:
        """Take a table off the desk."""
        self._keep([t for t in self._kept() if t["name"] != name])

    def _put(self, entry: dict[str, Any]) -> FigureTable:
        from drafting.service.findings import finding_from

        kept = [t for t in self._kept() if t["name"] != entry["name"]]
        told = entry["figures"] or entry["findings"] or entry.get("lists")
        self._keep([*kept, entry] if told else kept)
        figures = tuple(figure_from(f) for f in entry["figures"])
        return FigureTable(figures, tuple(finding_from(f) for f in entry["findings"]))

    def _kept(self) -> list[dict[str, Any]]:
        return list(self._workspace.kept(self._owner, "tables") or [])

    def _keep(self, tables: list[dict[str, Any]]) -> None:
        self._workspace.keep(self._owner, "tables", tables)


def _corrected(grid: Grid, corrections: Mapping[str, Mapping[str, str]]) -> tuple[Grid, list[Finding]]:
    """A grid with its cells as a person corrected them, and a note for each."""
    rows = [list(row) for row in grid.rows]
    stored, notes = dict(grid.stored), []
    for r, row in enumerate(rows) if corrections else ():
        for c, text in enumerate(row):
            change = corrections.get(f"{grid.sheet or ''}!{grid.address(r, c)}")
            if change is not None and change["text"] != text:
                row[c] = change["text"]
                stored.pop((r, c), None)
                notes.append(_note(grid, r, c, text, change))
    return replace(grid, rows=tuple(map(tuple, rows)), stored=stored), notes


def _note(grid: Grid, row: int, column: int, was: str, change: Mapping[str, str]) -> Finding:
    source = grid.source(row, column)
    said = f"ô {source.cell} trong bảng gửi đến ghi «{was or 'trống'}»"
    return Finding(
        "table-read", "info", change["text"], None, None, "",
        f"{change['by']} đã sửa thành «{change['text']}» ({change['at'][:10]}): {said}.",
        was, (FigureRef(None, source),),
    )  # fmt: skip


def merged(tables: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Figures of several tables with keys of their own: `F001…`, `I001…` over all."""
    figures: list[Figure] = []
    indicators: dict[tuple[int, str], str] = {}
    for number, table in enumerate(tables):
        for figure in table:
            indicator = indicators.setdefault((number, figure.indicator), f"I{len(indicators) + 1:03d}")
            figures.append(replace(figure, key=f"F{len(figures) + 1:03d}", indicator=indicator))
    return tuple(figures)
