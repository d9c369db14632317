"""Columns whose head isn't understood: asked, answered once, read so from then on."""

from __future__ import annotations

from drafting import figures
from drafting.figures import Learned, Memory, Question, TablesRead

ROWS = [
    ["Nội dung", "ĐVT", "Đầu ra 2024", "Đợt I", "Thực hiện"],
    ["Số lớp tập huấn", "lớp", "9", "12", "7"],
    ["Số mô hình mới", "mô hình", "3", "5", "4"],
]


def read(rows: list[list[str]], learned: Learned | None = None) -> TablesRead:
    return figures.read_grids([figures.rows_grid(rows, "a.csv")], "2025-H1", Memory(learned or {}))


def named(question: Question, meaning: figures.Meaning) -> Learned:
    return {question.signature: {question.column: meaning}}


def test_what_is_not_understood_is_asked() -> None:
    (asked,) = read(ROWS).questions
    assert (asked.letter, asked.head, asked.samples, asked.guess) == ("D", "Đợt I", ("12", "5"), "other")


def test_an_answer_holds_for_tables_of_that_shape() -> None:
    (question,) = read(ROWS).questions
    learned = named(question, "plan")
    again = read(ROWS, learned)
    plans = [(f.label, str(f.value), f.role) for f in again.table.figures if f.source.cell == "D2"]  # type: ignore[union-attr]
    assert plans == [("Số lớp tập huấn", "12", "plan")]
    next_year = [[c.replace("2024", "2025") for c in row] for row in ROWS]
    assert {f.role for f in read(next_year, learned).table.figures if f.written == "12"} == {"plan"}
    assert not again.questions
    other_shape = [row[:4] for row in ROWS]
    assert not {f.role for f in read(other_shape, learned).table.figures if f.written == "12"} & {"plan"}


def test_every_answer_can_be_given() -> None:
    (question,) = read(ROWS).questions
    for meaning in figures.MEANINGS:
        again = read(ROWS, named(question, meaning))
        own = [f for f in again.table.figures if getattr(f.source, "cell", "") == "D2"]
        if meaning in ("label", "unit", "scope", "note", "ignored"):
            assert not own, meaning
        elif meaning == "member":
            assert (own[0].scope, own[0].role, own[0].label) == ("Đợt I", "actual", "Số lớp tập huấn")
        elif meaning == "part":
            assert own[0].label == "Số lớp tập huấn: Đợt I"
        else:
            assert (own[0].role, own[0].label) == (meaning, "Số lớp tập huấn"), meaning


def test_the_same_period_that_was_named_is_last_years() -> None:
    (question,) = read(ROWS).questions
    again = read(ROWS, named(question, "same-period"))
    assert {f.period for f in again.table.figures if f.role == "same-period"} == {"2024-H1"}


def test_a_grid_is_kept_whole() -> None:
    from tests.figures import shapes

    for shape in shapes.SHAPES:
        name, data = shape()
        grids = figures.bytes_grids(data, name)
        assert [figures.grid_from(figures.grid_json(g)) for g in grids] == grids


def test_which_indicator_a_row_is() -> None:
    memory = Memory(names={"so lop tap huan": "Số lớp tập huấn kỹ thuật", "so mo hinh moi": ""})
    found = figures.read_grids([figures.rows_grid(ROWS, "a.csv")], "2025-H1", memory).table.figures
    assert {(f.label, f.known) for f in found if f.role == "actual"} >= {
        ("Số lớp tập huấn", "Số lớp tập huấn kỹ thuật"),
        ("Số mô hình mới", ""),
    }
    assert [figures.from_json(figures.to_json(f)) for f in found] == list(found)


def test_a_confirmed_name_is_what_the_text_may_call_it() -> None:
    from drafting.alignment.pool import Pool

    rows = [["Chỉ tiêu", "ĐVT", "Kỳ này"], ["Cây vụ 3", "ha", "36,5"], ["Diện tích lúa xuân", "ha", "412"]]
    scores = []
    for names in ({}, {"cay vu 3": "Diện tích gieo trồng vụ đông"}, {"cay vu 3": ""}):
        table = figures.read_grids([figures.rows_grid(rows, "a.csv")], "2025-H1", Memory(names=names)).table
        found = dict(Pool(table).index.search("Diện tích gieo trồng vụ đông"))
        scores.append(found.get(0, 0.0))
    assert scores[0] < 0.6 < 0.9 < scores[1]
    assert scores[2] <= scores[0]
