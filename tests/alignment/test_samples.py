"""The bundled reports against their own tables: they are consistent, so nothing may be accused."""

from __future__ import annotations

from collections import Counter

from corpus import read_file
from corpus.samples import sample_paths
from drafting.alignment import align, mentions
from drafting.figures import from_report_tables


def test_no_accusation_and_every_cell_found() -> None:
    for path in sample_paths():
        report = read_file(path)
        table = from_report_tables(report)
        if not table.figures:
            continue
        found = mentions(report, table.members())
        aligned = align(report, found, table)
        text = Counter(a.status for m, a in zip(found, aligned, strict=True) if m.table is None)
        cells = Counter(a.status for m, a in zip(found, aligned, strict=True) if m.table is not None)
        print(path.name, dict(text), dict(cells))
        assert not text["mismatched"]
        assert not cells["mismatched"]
        assert cells["unsupported"] <= 0.05 * sum(cells.values())
