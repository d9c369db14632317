"""The same thing with two values, in one table or in several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from corpus.units import fold
from drafting.figures.assemble import Cells
from drafting.figures.audit.common import cell_name, finding
from drafting.types import CellSource, Figure, Finding

_COMPARED = frozenset({"actual", "plan", "same-period", "target"})
_FEWEST_WORDS = 3


def check_duplicates(tables: Sequence[Cells]) -> Iterator[Finding]:
    """Figures of one statement (indicator, scope, role, period) whose values can't be one number."""
    seen: dict[tuple[str, str | None, str, str | None, str], list[Figure]] = defaultdict(list)
    for cells in tables:
        for figure in cells.figures.values():
            if figure.role in _COMPARED and figure.value is not None:
                scope = fold(figure.scope) if figure.scope else None
                label = fold(figure.label)
                seen[label, scope, figure.role, figure.period, figure.unit].append(figure)
    wide = {_place(f)[0] for cells in tables for f in cells.figures.values() if f.scope}
    for figures in seen.values():
        for later in figures[1:]:
            first = figures[0]
            if _comparable(first, later, wide) and not _agree(first, later):
                yield _restated(first, later)
                break


def _comparable(first: Figure, later: Figure, wide: set[str]) -> bool:
    if _place(first) == _place(later) and _row(first) == _row(later):
        return False  # two columns of a row are two things (`Dự toán TW giao`, `Dự toán tỉnh giao`)
    if fold(first.group) == fold(later.group) and _place(first) == _place(later):
        return True
    if first.scope is None and (_place(first)[0] in wide) != (_place(later)[0] in wide):
        return False  # the whole of a table with members is another whole than a unit's own table is about
    # Elsewhere short labels (`Số lượng`, `Tổng số`) take their meaning from what stands around them.
    own = first.label.rpartition(": ")[2]
    return _place(first) != _place(later) and len(own.split()) >= _FEWEST_WORDS


def _place(figure: Figure) -> tuple[str, str | None]:
    source = figure.source
    return (source.file, source.sheet) if isinstance(source, CellSource) else ("", None)


def _row(figure: Figure) -> str:
    """The row's number in its cell's name."""
    return figure.source.cell.lstrip(ascii_uppercase) if isinstance(figure.source, CellSource) else figure.key


def _agree(a: Figure, b: Figure) -> bool:
    if a.of != b.of:
        return False
    low_a, high_a = a.low if a.low is not None else a.value, a.high if a.high is not None else a.value
    low_b, high_b = b.low if b.low is not None else b.value, b.high if b.high is not None else b.value
    return low_a is not None and high_b is not None and low_a <= high_b and low_b <= high_a  # type: ignore[operator]


def _restated(first: Figure, later: Figure) -> Finding:
    same_file = _place(first)[0] == _place(later)[0]
    where = "" if same_file else f" của «{_place(first)[0]}»"
    return finding(
        "restated", "error" if same_file else "warning", later,
        f"«{later.label}»: {cell_name(later)} ghi {later.written}, nhưng {cell_name(first)}{where} ghi {first.written}.",
        first.written, [first],
    )  # fmt: skip
