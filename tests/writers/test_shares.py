"""A share that the table doesn't give is computed of the one pair of figures that its words fit."""

from __future__ import annotations

import pytest

from tests.writers.test_carrying import drafted

KINDS = (
    ("Khen thưởng đột xuất", "trường hợp", "", "58", "54", ""),
    ("Khen thưởng theo chuyên đề", "trường hợp", "", "187", "172", ""),
    ("Tổng số khen thưởng", "trường hợp", "", "560", "520", ""),
)
SURGE = "Công tác khen thưởng kịp thời hơn. Tỷ trọng khen thưởng đột xuất đạt {}, cho thấy phát hiện gương tốt nhanh hơn trước.\n"


def test_a_share_of_two_supplied_figures_is_computed_and_bound() -> None:
    draft = drafted(SURGE.format("10,38%"), *KINDS)
    assert "Tỷ trọng khen thưởng đột xuất đạt 10,36%" in draft.text
    (found,) = [b for b in draft.numbers if b.quote == "10,36%"]
    labels = {f.key: f.label for f in draft.figures}
    part, whole = (found.expression or "").removesuffix("*100").split("/")
    assert (labels[part], labels[whole]) == ("Khen thưởng đột xuất", "Tổng số khen thưởng")


def test_praise_beside_a_share_that_fell_is_noted() -> None:
    assert any("nhanh hơn trước" in note for note in drafted(SURGE.format("10,38%"), *KINDS).notes)
    risen = (("Khen thưởng đột xuất", "trường hợp", "", "69", "54", ""), *KINDS[1:])
    assert not any("nhanh hơn trước" in note for note in drafted(SURGE.format("10,38%"), *risen).notes)


@pytest.mark.parametrize(
    ("stated", "rows"),
    [
        ("31,2%", KINDS),  # was no share of these then
        ("10,38%", KINDS[:2]),  # no whole
        (
            "10,38%",
            (*KINDS, ("Tổng số khen thưởng theo hình thức", "trường hợp", "", "540", "520", "")),
        ),  # two
        (
            "10,38%",
            (*KINDS[1:], ("Khen thưởng đột xuất", "triệu đồng", "", "58", "54", "")),
        ),  # of another kind
    ],
)
def test_where_no_pair_or_several_fit_a_gap_stays(stated: str, rows: tuple[tuple[str, ...], ...]) -> None:
    draft = drafted(SURGE.format(stated), *rows)  # type: ignore[arg-type]
    assert "*100" not in "".join(b.expression or "" for b in draft.numbers if b.quote.startswith("10,"))
    assert "đột xuất đạt […: " in draft.text or "Tỷ trọng" not in draft.text
