"""Golden tables: every shape's figures, cell by cell. `SOANTHAO_GOLDEN=1` writes them anew; read the difference."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting import figures
from tests.figures.shapes import SHAPES

GOLDEN = Path(__file__).parent / "golden"


def _lines(name: str, data: bytes) -> list[str]:
    table = figures.read_bytes(data, name)
    lines = []
    for f in table.figures:
        j = figures.to_json(f)
        source = j["source"]
        shown = {
            k: v for k, v in j.items() if k not in ("source", "low", "high", "key") and v not in (None, "")
        }
        lines.append(
            f"{j['key']} {source['sheet'] or ''}!{source['cell']} {json.dumps(shown, ensure_ascii=False)}"
        )
    return lines + [f"! {f.code} {f.severity} {f.quote}" for f in table.findings]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_shape(shape: Callable[[], tuple[str, bytes]]) -> None:
    name, data = shape()
    path = GOLDEN / f"{shape.__name__}.json"
    lines = _lines(name, data)
    if os.environ.get("SOANTHAO_GOLDEN"):
        path.write_text(json.dumps(lines, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    assert lines == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_json_round_trip(shape: Callable[[], tuple[str, bytes]]) -> None:
    name, data = shape()
    for figure in figures.read_bytes(data, name).figures:
        assert figures.from_json(json.loads(json.dumps(figures.to_json(figure)))) == figure


def test_right_tables_are_not_flagged() -> None:
    for shape in SHAPES:
        name, data = shape()
        findings = [f for f in figures.read_bytes(data, name).findings if f.severity != "info"]
        assert findings == [], shape.__name__
