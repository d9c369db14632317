"""The figures of a sample unit: read from its `figures.tsv`, formulas computed in `Decimal`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import jinja2

ENV = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@dataclass(frozen=True)
class Row:
    """An indicator of a unit: its values by column (`2024-H1`, `KH-2024`)."""

    key: str
    label: str
    unit: str
    values: dict[str, Decimal]


@dataclass(frozen=True)
class Ratio:
    """Half-up rounding to a number of places."""

    places: int

    def __call__(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)


def written(value: Decimal | str, pad: bool = False) -> str:
    """A number as the reports write it: dots for thousands, a decimal comma, no trailing zeros."""
    text = f"{Decimal(value):f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    whole = f"{int(whole.lstrip('-')):,}".replace(",", ".")
    if pad and not part and len(whole) == 1:
        whole = "0" + whole
    return sign + whole + ("," + part if part else "")


def load_rows(path: Path) -> dict[str, Row]:
    """The figures of a unit, formulas evaluated in their order."""
    rows: dict[str, Row] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            columns = [c for c in line if c not in {"key", "label", "unit", "formula"}]
            values = {c: Decimal(line[c]) for c in columns if line[c]}
            if line["formula"]:
                values = computed(line["formula"], rows, columns)
            rows[line["key"]] = Row(line["key"], line["label"], line["unit"], values)
    return rows


def computed(formula: str, rows: dict[str, Row], columns: list[str]) -> dict[str, Decimal]:
    """`1 lua_dt*lua_ns/10` gives the values with one decimal, where every term is known."""
    places, expression = formula.split(" ", 1)
    run = ENV.compile_expression(expression, undefined_to_none=False)
    values = {}
    for column in columns:
        known = {k: r.values[column] for k, r in rows.items() if column in r.values}
        try:
            values[column] = Ratio(int(places))(Decimal(run(**known)))
        except jinja2.UndefinedError:
            continue
    return values
