from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from drafting import figures
from drafting.types import CellSource, Figure, FigureTable


def figure(key: str, value: str | None, unit: str = "tấn", slack: str = "0", **more: object) -> Figure:
    number = None if value is None else Decimal(value)
    low = None if number is None else number - Decimal(slack)
    high = None if number is None else number + Decimal(slack)
    base: dict[str, object] = {
        "indicator": "I001",
        "label": "Lúa",
        "scope": None,
        "role": "actual",
        "text": None,
    }
    base |= more
    return Figure(
        key=key, value=number, unit=unit, written=value or "đạt", written_unit=unit, source=CellSource("a.xlsx", "S", "B2"),
        low=low, high=high, **base,  # type: ignore[arg-type]
    )  # fmt: skip


KEYS = {
    f.key: f
    for f in (
        figure("F1", "636.4", slack="0.05"), figure("F2", "573"), figure("F3", "12", "xã"), figure("F4", "0"),
        figure("F5", None), figure("F6", "96.4", "%", "0.05"), figure("F7", "95", "%", "0.5"), figure("F8", "573"),
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "value", "unit"),
    [
        ("F1", "636.4", "tấn"), ("F1-F2", "63.4", "tấn"), ("F1+F2*2", "1782.4", "tấn"), ("F1/F2*100", "111.064572", "%"),
        ("(F1-F2)/F2*100", "11.064572", "%"), ("100*F1/F1", "100", "%"), ("F6-F7", "1.4", "%"), ("-(F2)", "-573", "tấn"),
        ("sum(F1,F2,F8)", "1782.4", "tấn"), ("count(F1,F2)", "2", ""), ("avg(F2,F8)", "573", "tấn"),
        ("max(F1,F2)", "636.4", "tấn"),
        ("min(F1,F2)", "573", "tấn"), ("rank(F1,F2,F8)", "1", ""), ("rank(F2,F1,F8)", "2", ""), ("1/3*3", "1", ""),
        ("F1 / F3", "53.0333", "tấn/xã"), ("F3*F6/100", "11.568", "xã"), ("2.5*F2", "1432.5", "tấn"),
    ],
)  # fmt: skip
def test_value(expression: str, value: str, unit: str) -> None:
    stated = figures.evaluate(expression, KEYS)
    assert abs(stated.value - Decimal(value)) < Decimal("0.001")
    assert stated.unit == unit
    assert stated.low <= stated.value <= stated.high


def test_precision_is_carried() -> None:
    stated = figures.evaluate("(F1-F2)/F2*100", KEYS)
    assert round(stated.low, 3) == Decimal("11.056")
    assert round(stated.high, 3) == Decimal("11.073")
    exact = figures.evaluate("F2-F8", KEYS)
    assert exact.low == exact.high == 0


@pytest.mark.parametrize(
    "expression",
    ["", "F1+", "(F1", "F1)", "F9", "F1/F4", "F1/(F2-F8)", "F5*2", "F1+F3", "F1,F2", "sum()", "foo(F1)", "F1**2", "F1//F2",
     "1e5", "F1;F2", "__import__('os')", "F1.value", "٣+1", "(" * 200 + "1" + ")" * 200, "1+" * 60000 + "1", "lambda: 1"],
)  # fmt: skip
def test_bad_expressions_are_input_errors(expression: str) -> None:
    with pytest.raises(InputError):
        figures.evaluate(expression, KEYS)


@given(st.text(alphabet="F1234567890+-*/(), .sumavgrk", max_size=40))
def test_only_input_errors(expression: str) -> None:
    try:
        figures.evaluate(expression, KEYS)
    except InputError:
        return


def test_derived() -> None:
    table = FigureTable(
        (
            figure("F1", "120"), figure("F2", "100", role="same-period"), figure("F3", "200", role="plan"),
            figure("F4", "50", scope="Xã A"), figure("F5", "70", scope="Xã B"),
        )
    )  # fmt: skip
    whole = {d.name: d for d in figures.derived(table, "I001", None)}
    assert whole["growth"].expression == "(F1-F2)/F2*100"
    assert whole["of-same"].expression == "F1/F2*100"
    assert whole["of-plan"].expression == "F1/F3*100"
    assert whole["remaining"].expression == "F3-F1"
    member = {d.name: d for d in figures.derived(table, "I001", "Xã B")}
    assert member["share"].expression == "F5/F1*100"
    assert figures.evaluate(member["rank"].expression, table.by_key()).value == 1
    for d in (*whole.values(), *member.values()):
        assert figures.evaluate(d.expression, table.by_key()).unit == d.unit


def test_derived_leaves_out_what_cannot_be() -> None:
    table = FigureTable(
        (
            figure("F1", "95", "%"),
            figure("F2", "90", "%", role="same-period"),
            figure("F3", "0", "%", role="plan"),
        )
    )
    assert [d.name for d in figures.derived(table, "I001", None)] == ["points", "remaining"]
    assert figures.derived(table, "I002", None) == ()
