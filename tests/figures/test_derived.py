"""Derived figures: exact values, and what holds for any inputs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import figures
from drafting.types import Figure, FigureTable
from tests.figures.test_expressions import figure


def stated(table: FigureTable, scope: str | None = None) -> dict[str, tuple[Decimal, Decimal, Decimal, str]]:
    """Value, ends and unit of each derived figure, by its name."""
    found = {}
    for d in figures.derived(table, "I001", scope):
        s = figures.evaluate(d.expression, table.by_key())
        assert s.unit == d.unit
        found[d.name] = (round(s.value, 3), round(s.low, 3), round(s.high, 3), s.unit)
    return found


def numbers(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


def test_against_same_period_and_plan_with_precision() -> None:
    table = FigureTable(
        (
            figure("F1", "61.5", slack="0.05"), figure("F2", "60", slack="0.5", role="same-period"),
            figure("F3", "62.5", role="plan"),
        )
    )  # fmt: skip
    found = stated(table)
    # 61,45/60,5 and 61,55/59,5
    assert found["growth"] == (*numbers("2.5", "1.570", "3.445"), "%")
    assert found["of-same"] == (*numbers("102.5", "101.570", "103.445"), "%")
    assert found["times"] == (*numbers("1.025", "1.016", "1.034"), "")
    assert found["change"] == (*numbers("1.5", "0.95", "2.05"), "tấn")
    assert found["of-plan"] == (*numbers("98.4", "98.32", "98.48"), "%")
    assert found["over-plan"] == (*numbers("-1.6", "-1.68", "-1.52"), "%")
    assert found["remaining"] == (*numbers("1", "0.95", "1.05"), "tấn")


def test_over_members() -> None:
    a, b, c = (figure(k, v, scope=s) for k, v, s in (("F1", "50", "A"), ("F2", "70", "B"), ("F3", "70", "C")))
    table = FigureTable((a, b, c))
    assert {k: v[0] for k, v in stated(table).items()} == {"sum": 190, "average": Decimal("63.333")}
    assert {k: v[0] for k, v in stated(table, "A").items()} == {"share": Decimal("26.316"), "rank": 3}
    assert stated(table, "B")["rank"][:3] == numbers("1", "1", "1")
    # The same member on a second sheet is no second member.
    twice = FigureTable((a, b, c, figure("F9", "50", scope="A")))
    assert stated(twice)["sum"][0] == 190
    assert stated(twice, "A")["rank"][0] == 3


@pytest.mark.parametrize(
    "missing",
    [
        figure("F3", None, scope="C"),
        figure("F3", "70", scope="C", role="plan"),
        figure("F3", "70", "ha", scope="C"),
    ],
    ids=["words", "plan only", "another unit"],
)
def test_a_member_without_its_figure_leaves_no_sum(missing: Figure) -> None:
    table = FigureTable((figure("F1", "50", scope="A"), figure("F2", "70", scope="B"), missing))
    assert stated(table) == {}
    assert stated(table, "A") == {}


def test_no_growth_from_nothing_or_a_loss() -> None:
    for base in ("0", "-20"):
        same, plan = figure("F2", base, role="same-period"), figure("F3", base, role="plan")
        assert stated(FigureTable((figure("F1", "10"), same, plan))).keys() == {"change", "remaining"}
    losses = FigureTable((figure("F1", "-5", scope="A"), figure("F2", "5", scope="B")))
    assert stated(losses, "A").keys() == {"rank"}


def test_rates_have_no_sum_and_permilles_change_in_points() -> None:
    yields = [figure(k, "60", "tạ/ha", scope=k, label="Năng suất lúa") for k in ("F1", "F2")]
    assert stated(FigureTable(tuple(yields))) == {}
    assert stated(FigureTable(tuple(yields)), "F1").keys() == {"rank"}
    births = FigureTable((figure("F1", "9", "‰"), figure("F2", "9.5", "‰", role="same-period")))
    assert stated(births) == {"points": (*numbers("-0.5", "-0.5", "-0.5"), "‰")}


def test_rank_carries_precision() -> None:
    keys = {
        f.key: f
        for f in (figure("A", "5.1", slack="0.05"), figure("B", "5.2", slack="0.05"), figure("C", "5.12"))
    }

    def place(expression: str) -> tuple[Decimal, Decimal, Decimal]:
        s = figures.evaluate(expression, keys)
        return s.value, s.low, s.high

    assert place("rank(A,B)") == numbers("2", "2", "2")  # what rounds to 5,1 is below what rounds to 5,2
    assert place("rank(A,C)") == numbers("2", "1", "2")  # 5,1 may have been 5,14
    assert place("rank(C,A)") == numbers("1", "1", "2")


AMOUNT = st.decimals("0.1", "99999", places=1)
PART = st.decimals("-1", "1", places=2)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(AMOUNT, PART), min_size=5, max_size=5))
def test_whatever_rounds_to_the_inputs_lies_within(drawn: list[tuple[Decimal, Decimal]]) -> None:
    """The true values behind rounded cells give results inside the range that is stated."""
    slack = Decimal("0.05")
    roles = ("actual", "same-period", "plan", "actual", "actual")
    scopes = (None, None, None, "A", "B")
    true = [value + part * slack for value, part in drawn]

    def table(values: list[Decimal], spread: str) -> FigureTable:
        cells = zip(values, roles, scopes, strict=True)
        return FigureTable(
            tuple(figure(f"F{n}", str(v), slack=spread, role=r, scope=s) for n, (v, r, s) in enumerate(cells))
        )

    rough, exact = table([v for v, _ in drawn], "0.05"), table(true, "0")
    names = set()
    for scope in (None, "A", "B"):
        for d in figures.derived(rough, "I001", scope):
            s = figures.evaluate(d.expression, rough.by_key())
            behind = figures.evaluate(d.expression, exact.by_key()).value
            assert s.low <= s.value <= s.high
            if d.name != "rank" or true[3] != true[4]:
                assert s.low <= behind <= s.high, d.name
            names.add(d.name)
    assert names == {
        "growth", "of-same", "times", "change", "of-plan", "over-plan", "remaining", "sum", "average", "share", "rank",
    }  # fmt: skip
