"""The plan on the desk: made with each outline, changed, drafted again only where it changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import InputError
from drafting.service.desk import Desk, Form
from drafting.service.edit import edited
from drafting.service.plans import OutlineChoice
from drafting.service.settings import load_settings
from tests.writers.test_drafts import GRID, LAST, PERIOD, UNIT, spans_hold

FORM = Form(unit=UNIT, period=PERIOD, writer="precedent")
GUIDANCE = "I. KẾT QUẢ THỰC HIỆN\n1. Công tác chỉ đạo\n2. Công tác khen thưởng\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one past report and a table; nothing is embedded."""
    opened = Desk(load_settings(tmp_path / "library"))
    opened.library.store.add(LAST.encode(), "last.txt")
    opened.figures.add_grid([list(row) for row in GRID], PERIOD)
    yield opened
    opened.close()


def test_a_moved_figure_redrafts_its_two_sections_only(desk: Desk) -> None:
    first = desk.write(FORM)
    plan = desk.plans.plan()
    assert desk.plans.changed(desk.current_id()) == ()
    home = next(s for s in plan.sections if s.figures)
    to = next(s for s in reversed(plan.sections) if s.number != home.number)
    desk.plans.move_figures([home.figures[0]], to.number)
    assert set(desk.plans.changed(desk.current_id())) == {home.number, to.number}
    again = desk.redraft()
    assert desk.plans.changed(desk.current_id()) == ()
    assert [s.heading for s in again.sections] == [s.heading for s in first.sections]
    desk.plans.move_figures([home.figures[0]], home.number)
    desk.plans.undo(desk.current_id())
    assert desk.plans.changed(desk.current_id()) == ()


def test_outlines_of_a_guidance_document_and_of_the_standard(desk: Desk) -> None:
    guided = desk.plans.make(desk.request(FORM), OutlineChoice("guidance", data=GUIDANCE.encode()))
    assert [s.heading for s in guided.sections][1:3] == ["Công tác chỉ đạo", "Công tác khen thưởng"]
    standard = desk.plans.make(desk.request(FORM), OutlineChoice("standard"))
    assert standard.outline_from == "mẫu chuẩn"
    assert desk.write_planned("precedent").outline_from == "mẫu chuẩn"
    with pytest.raises(InputError):
        desk.plans.make(desk.request(FORM), OutlineChoice("guidance"))


def test_sections_are_added_renamed_dropped_and_follow_another(desk: Desk) -> None:
    plan = desk.plans.make(desk.request(FORM))
    last = plan.sections[-1]
    desk.plans.add(last.number, "VIỆC KHÁC")
    desk.plans.rename(plan.sections[0].number, "PHẦN MỞ ĐẦU")
    headings = [s.heading for s in desk.plans.plan().sections]
    assert headings[0] == "PHẦN MỞ ĐẦU"
    assert headings[-1] == "VIỆC KHÁC"
    (listed,) = desk.listed()
    number, _ = desk.plans.sections_of(listed.id)[0]
    desk.plans.choose(last.number, listed.id, number)
    section = next(s for s in desk.plans.plan().sections if s.number == last.number)
    assert (section.precedents[0].report, section.precedents[0].section) == (listed.id, number)
    (use, *_) = desk.plans.uses(section)
    assert "own" in use.reasons
    desk.plans.drop(last.number)
    assert last.heading not in [s.heading for s in desk.plans.plan().sections]


def test_the_clerks_own_words_elsewhere_stay(desk: Desk) -> None:
    draft = desk.write(FORM)
    plan = desk.plans.plan()
    culture = next(s for s in draft.sections if "văn hóa" in s.heading)
    marks = ("Số: 77/BC-UBND", "Câu mở đầu của người soạn.", "Câu của người soạn.", "Bà Lê Thị Sen")
    text = draft.text[: culture.end] + "\n" + marks[2] + draft.text[culture.end :]
    text = text.replace("Số:      /BC-UBND", marks[0]).replace("[…: họ tên người ký]", marks[3])
    first = text.index("\n" + plan.sections[0].label)
    desk.save(edited(draft, text[:first] + "\n" + marks[1] + text[first:]), "edit")
    to = next(s for s in plan.sections if "KHEN THƯỞNG" in s.heading)
    home = next(s for s in plan.sections if s.figures and s.number != to.number)
    desk.plans.move_figures([home.figures[0]], to.number)
    again = desk.redraft()
    assert [again.text.count(mark) for mark in marks] == [1, 1, 1, 1]
    assert again.text.count("./.") == 1
    spans_hold(again)
    desk.plans.add(plan.sections[-1].number, "VIỆC KHÁC")
    more = desk.redraft()
    assert [more.text.count(mark) for mark in marks] == [1, 1, 1, 1]
    assert more.text.count("./.") == 1
    assert "VIỆC KHÁC" in more.text
    spans_hold(more)
    desk.plans.drop(culture.number)
    assert marks[2] not in desk.redraft().text
