"""Plans kept as files, changed by hand, and drafted again only where they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.errors import InputError
from corpus.types import StoredReport
from drafting import figures, writers
from drafting.types import Draft, Fact, FigureTable, Plan, PrecedentRef, Profile
from drafting.writers import plan_edits, plan_json
from drafting.writers.award_lists import forms, rank_of
from drafting.writers.numbering import next_label
from drafting.writers.reuse import redraft
from tests.writers.test_drafts import GRID, LAST, PERIOD, UNIT, spans_hold

PRECEDENT = StoredReport("last", "last.txt", "", corpus.parse_text(LAST, "last.txt"))
WRITER = writers.PrecedentWriter({"last": PRECEDENT.report})


def planned() -> Plan:
    table = figures.read_grid(GRID, "so-lieu.csv", PERIOD)
    return writers.make_plan(UNIT, PERIOD, "so-ket", Profile(unit=UNIT), table, [PRECEDENT])


def section(plan: Plan, words: str) -> str:
    return next(s.number for s in reversed(plan.sections) if words in s.heading)


def body(draft: Draft, words: str) -> str:
    found = next(s for s in reversed(draft.sections) if words in s.heading)
    return draft.text[found.start : found.end]


def test_a_plan_comes_back_from_its_file(tmp_path: Path) -> None:
    plan = planned()
    plan_json.save(plan, tmp_path / "plan.json")
    assert plan_json.load(tmp_path / "plan.json") == plan
    (tmp_path / "bad.json").write_text('{"unit": 3}', encoding="utf-8")
    with pytest.raises(InputError):
        plan_json.load(tmp_path / "bad.json")


def test_an_unchanged_plan_changes_nothing() -> None:
    plan = planned()
    draft = WRITER.write(plan)
    assert plan_edits.touched(plan, plan) == ()
    assert redraft(WRITER, plan, draft, plan).text == draft.text


def test_a_moved_figure_redrafts_two_sections() -> None:
    plan = planned()
    draft = WRITER.write(plan)
    poultry = next(f.key for f in plan.figures.figures if f.label == "Đàn gia cầm")
    to = section(plan, "KHEN THƯỞNG")
    home = next(s.number for s in plan.sections if poultry in s.figures)
    moved = plan_edits.move_figure(plan, poultry, to)
    assert set(plan_edits.touched(plan, moved)) == {home, to}
    again = redraft(WRITER, plan, draft, moved)
    spans_hold(again)
    assert "31.500 con" not in body(draft, "KHEN THƯỞNG")
    assert again.text.count("31.500 con") == 1


def test_what_a_person_wrote_stays_where_nothing_changed() -> None:
    plan = planned()
    draft = WRITER.write(plan)
    changed = plan_edits.drop_section(plan, section(plan, "KHEN THƯỞNG"))
    again = redraft(WRITER, plan, draft, changed)
    spans_hold(again)
    assert "CÔNG TÁC KHEN THƯỞNG" not in [s.heading for s in again.sections]
    assert body(again, "phát triển kinh tế") == body(draft, "phát triển kinh tế")


def test_sections_are_added_and_precedents_chosen() -> None:
    plan = planned()
    first = section(plan, "ĐẶC ĐIỂM")
    more = plan_edits.add_section(plan, first, "Công tác khác", label="I.a.")
    added = section(more, "Công tác khác")
    assert [s.number for s in more.sections].index(added) == [s.number for s in plan.sections].index(
        first
    ) + 1
    ref = PrecedentRef("last", section(plan, "văn hóa"))
    chosen = plan_edits.choose_precedent(more, added, ref)
    assert next(s for s in chosen.sections if s.number == added).precedents == (ref,)
    with pytest.raises(InputError):
        plan_edits.drop_section(plan, "Z9")


AWARDS = """BÁO CÁO
Kết quả công tác khen thưởng năm 2024
I. CÔNG TÁC KHEN THƯỞNG
Việc bình xét được làm công khai, đúng người, đúng việc.
1. Danh sách tập thể
TT\tTên tập thể\tHình thức khen thưởng
1\tThôn Đông, xã An Bình\tGiấy khen
2\tTrường Mầm non An Bình\tGiấy khen
"""


def awarded(*facts: Fact) -> Draft:
    old = StoredReport("old", "old.txt", "", corpus.parse_text(AWARDS, "old.txt"))
    plan = writers.make_plan(
        UNIT, "2025", "tong-ket", Profile(unit=UNIT), FigureTable(), [], like=old, facts=facts
    )
    return writers.PrecedentWriter({"old": old.report}).write(plan)


def test_the_commended_of_last_year_are_asked_for_never_carried() -> None:
    draft = awarded()
    assert "Thôn Đông" not in draft.text
    assert any("Tên tập thể, Hình thức khen thưởng" in g.message for g in draft.gaps)


def test_rows_of_the_clerk_become_the_list() -> None:
    heading = "Danh sách tập thể"
    draft = awarded(
        Fact(heading, "Trạm Y tế xã\tBằng khen của Chủ tịch UBND tỉnh", 1),
        Fact(heading, "Hội Nông dân xã\tGiấy khen", 2),
    )
    (table,) = draft.tables
    assert table.rows[0] == ("TT", "Tên tập thể", "Hình thức khen thưởng")
    assert table.rows[2] == ("2", "Hội Nông dân xã", "Giấy khen")
    assert draft.text[table.start : table.end].count("\n") == 2


def test_a_list_without_a_head_gives_no_name_away() -> None:
    text = AWARDS.replace("TT\tTên tập thể\tHình thức khen thưởng\n", "")
    old = StoredReport("old", "old.txt", "", corpus.parse_text(text, "old.txt"))
    plan = writers.make_plan(UNIT, "2025", "tong-ket", Profile(unit=UNIT), FigureTable(), [], like=old)
    draft = writers.PrecedentWriter({"old": old.report}).write(plan)
    assert "An Bình" not in "".join(g.message for g in draft.gaps)
    assert "Thôn Đông" not in draft.text


def test_an_added_section_is_numbered_and_the_ones_behind_move_down() -> None:
    plan = planned()
    labels = [s.label for s in plan.sections]
    after = plan.sections[0].number
    more = plan_edits.add_section(plan, after, "Công tác khác")
    at = next(i for i, s in enumerate(more.sections) if s.heading == "Công tác khác")
    assert [s.label for s in more.sections if s.level == 1][-1] != labels[-1]
    numbers = [s.number for s in more.sections]
    assert len(set(numbers)) == len(numbers)
    assert more.sections[at].label == next_label(more.sections[0].label)
    for section in more.sections:
        parent = section.number.rpartition(".")[0]
        assert not parent or parent in numbers
    assert set(plan_edits.touched(plan, more)) == {more.sections[at].number}
    back = plan_edits.drop_section(more, more.sections[at].number)
    assert [(s.number, s.label, s.heading) for s in back.sections] == [
        (s.number, s.label, s.heading) for s in plan.sections
    ]


@pytest.mark.parametrize(
    ("label", "following"),
    [
        ("IV.", "V."),
        ("2.9.", "2.10."),
        ("c)", "d)"),
        ("d)", "đ)"),
        ("Thứ ba:", "Thứ tư:"),
        ("Phần thứ nhất", "Phần thứ hai"),
        ("", ""),
    ],
)
def test_the_label_that_follows(label: str, following: str) -> None:
    assert next_label(label) == following


SORTED = AWARDS.replace(
    "1\tThôn Đông, xã An Bình\tGiấy khen", "1\tThôn Đông\tBằng khen của Chủ tịch UBND tỉnh"
)


def test_a_list_is_ordered_by_form_where_the_precedents_was() -> None:
    rows = (
        "3\tĐội A\tGiấy khen",
        "1\tĐội B\tBằng khen của Chủ tịch UBND tỉnh",
        "2\tĐội C\tHuân chương Lao động",
    )
    facts = tuple(Fact("Danh sách tập thể", row, n) for n, row in enumerate(rows, 1))
    for text, order in ((SORTED, ["Đội C", "Đội B", "Đội A"]), (AWARDS, ["Đội A", "Đội B", "Đội C"])):
        old = StoredReport("old", "old.txt", "", corpus.parse_text(text, "old.txt"))
        plan = writers.make_plan(
            UNIT, "2025", "tong-ket", Profile(unit=UNIT), FigureTable(), [], like=old, facts=facts
        )
        (table,) = writers.PrecedentWriter({"old": old.report}).write(plan).tables
        assert [row[1] for row in table.rows[1:]] == order
    assert [row[0] for row in table.rows[1:]] == ["3", "1", "2"]


@pytest.mark.parametrize(("count", "said"), [("2", False), ("5", True)])
def test_a_list_that_disagrees_with_its_figure_is_told_of(count: str, said: bool) -> None:
    old = StoredReport("old", "old.txt", "", corpus.parse_text(AWARDS, "old.txt"))
    grid = [["Chỉ tiêu", "Đơn vị tính", "Kỳ này"], ["Số tập thể được khen thưởng", "tập thể", count]]
    facts = tuple(Fact("Danh sách tập thể", f"Đội {n}\tGiấy khen", n) for n in (1, 2))
    table = figures.read_grid(grid, "so-lieu.csv", "2025")
    plan = writers.make_plan(UNIT, "2025", "tong-ket", Profile(unit=UNIT), table, [], like=old, facts=facts)
    notes = " ".join(writers.PrecedentWriter({"old": old.report}).write(plan).notes)
    assert ("danh sách có 2 tập thể, số liệu kỳ này nêu 5" in notes) is said


def test_forms_of_commendation_have_their_order() -> None:
    assert [rank_of(example) for _, example in forms()] == list(range(len(forms())))
    assert rank_of("Xã An Bình") is None
