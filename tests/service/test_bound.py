"""Bindings settle what words leave open, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from drafting.service.bound import settled
from drafting.types import Binding, CellSource, CheckedNumber, CheckResult, Draft, Figure, Finding, Place

TEXT = "Toàn xã có 2.230 hộ với 8.561 người."


def _figure(key: str, value: str) -> Figure:
    number = Decimal(value)
    return Figure(
        key, "I001", "Dân số", None, "actual", number, "người", value, "người", CellSource("a.csv", None, "D5"),
        low=number, high=number,
    )  # fmt: skip


def _draft(value: str, **how: str) -> Draft:
    at = TEXT.index("8.561")
    binding = Binding("8.561", at, at + 5, **how)
    return Draft(
        "",
        "UBND xã A",
        "2025-H1",
        "so-ket",
        "",
        "",
        TEXT,
        numbers=(binding,),
        figures=(_figure("F001", value),),
    )


def _result() -> CheckResult:
    at = TEXT.index("8.561")
    finding = Finding("figure-unsupported", "warning", "8.561", at, at + 5, TEXT, "Không có số liệu nào.")
    return CheckResult(TEXT, (CheckedNumber("8.561", at, at + 5, "unsupported"),), (finding,), ("F001",))


@pytest.mark.parametrize(
    ("how", "status"), [({"figure": "F001"}, "matched"), ({"expression": "F001*1"}, "derived")]
)
def test_a_binding_that_gives_the_number_settles_it(how: dict[str, str], status: str):
    result = settled(_draft("8561", **how), _result())
    assert [n.status for n in result.numbers] == [status]
    assert result.findings == ()
    assert result.unused == ()


@pytest.mark.parametrize("how", [{"figure": "F001"}, {"expression": "F001/F099"}])
def test_a_binding_that_gives_another_value_settles_nothing(how: dict[str, str]):
    result = _result()
    assert settled(_draft("8562", **how), result) == result


def test_an_accusation_stands_whatever_the_binding():
    result = _result()
    accused = CheckResult(
        TEXT, tuple(n.__class__(n.quote, n.start, n.end, "mismatched") for n in result.numbers)
    )
    assert settled(_draft("8561", figure="F001"), accused) == accused


def test_a_total_that_is_settled_leaves_its_parts_to_be_looked_at():
    result = _result()
    parts = (Place("2.230", 11, 16), Place("40", 60, 62))
    told = replace(result, findings=(replace(result.findings[0], evidence=parts),))
    (left,) = settled(_draft("8561", figure="F001"), told).findings
    assert (left.quote, left.start, left.evidence) == ("2.230", 11, parts[1:])
