"""How rankings are put together, and what comes first among what is found."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from retrieval import Filters, Library, RetrievalSettings
from retrieval.ranking import fuse, why
from tests.retrieval.reports import add, build

SOURCE = """
# I. KẾT QUẢ
## 1. Giao thông
Nhân dân hiến đất, mở rộng đường trục, kết quả thôn Đoài làm được nhiều nhất.
## 2. Thủy lợi
Nạo vét mương, có nơi hiến đất để nắn dòng.
## 3. Nhà văn hóa
Hai thôn vận động hiến đất xây nhà văn hóa.
# II. PHƯƠNG HƯỚNG, NHIỆM VỤ
Hiến đất, mở rộng đường trục.
"""


@pytest.fixture
def roads(library: Library, engine: Engine) -> Library:
    for year in ("2022", "2023"):
        made = build(f"p{year}", "UBND xã Lạc Trung", "xa", "tong-ket", year, SOURCE)
        add(engine, made)
        library.index(made)
    letter = build(
        "l24", "Cụm thi đua số 4", "cum-xa", "phat-dong", "2024", "Phát động hiến đất, mở rộng đường trục."
    )
    add(engine, letter)
    library.index(letter)
    return library


def found(library: Library, query: str, k: int = 9, filters: Filters | None = None) -> list[tuple[str, str]]:
    return [(p.report_id, p.section) for p in library.search(query, k, filters)]


def test_words_count_by_their_score_and_vectors_by_their_place() -> None:
    clear = fuse({1: 10.0, 2: 2.0}, [2, 3], (9, 1))
    assert sorted(clear, key=lambda row: -clear[row]) == [1, 2, 3]
    close = fuse({1: 10.0, 2: 9.9}, [2, 3], (9, 1))
    assert max(close, key=lambda row: close[row]) == 2
    assert fuse({1: 4.0, 2: 1.0}, [1], (9, 1))[1] == pytest.approx(1.0)


def test_where_one_ranking_is_empty_the_other_decides() -> None:
    assert fuse({}, [7, 8], (9, 1)) == {7: pytest.approx(1.0), 8: pytest.approx(20 / 21)}
    assert fuse({7: 3.0}, [], (9, 1)) == {7: pytest.approx(1.0)}
    assert fuse({7: 3.0}, [8], (0, 0)) == {}
    assert fuse({}, [], (9, 1)) == {}


def test_a_model_that_was_chosen_counts_for_more_than_the_default_one() -> None:
    assert RetrievalSettings().weight_of_vectors < RetrievalSettings(model="m").weight_of_vectors
    assert RetrievalSettings(model="m", dense_weight=0.0).weight_of_vectors == 0.0


def test_results_come_before_tasks_and_letters_unless_those_are_asked_for(roads: Library) -> None:
    order = found(roads, "hiến đất, mở rộng đường trục")
    assert order[0] == ("p2023", "I.1")  # the newer of two that are as good
    assert order[1] == ("p2022", "I.1")
    assert order.index(("l24", "")) > 1
    assert found(roads, "nhiệm vụ, phương hướng: hiến đất, mở rộng đường trục")[0][1] == "II"
    assert found(roads, "hiến đất", filters=Filters(kind="phat-dong")) == [("l24", "")]


def test_few_of_one_report_come_while_others_are_left(roads: Library) -> None:
    order = found(roads, "hiến đất")
    assert max(sum(r == report for r, _ in order[:5]) for report, _ in order) == 2
    own = found(roads, "hiến đất", filters=Filters(unit="Lạc Trung", period="2022"))
    assert {section for _, section in own} == {"I", "I.1", "II"}  # nothing else is left


def test_every_passage_says_why_it_came() -> None:
    assert why(["cùng đơn vị"], 0.9, 1, None) == "cùng mục; cùng đơn vị; hạng 1 theo từ ngữ"
    assert why([], 0.6, None, 3) == "mục tương tự; hạng 3 theo nghĩa"
    assert why([], 0.1, None, None)
