"""What is remembered from check to check never shows: each answer is the one that a check from nothing gives."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus import samples
from drafting import checks, figures
from drafting.alignment import Faults
from drafting.checks import build, memory
from drafting.checks.by_part import BY_PART
from drafting.checks.changes import changes
from drafting.checks.document import Document
from drafting.checks.lists import breakdowns
from drafting.checks.moves import moves
from drafting.checks.parts import parts
from drafting.checks.proved import proved
from drafting.checks.registry import RULES
from drafting.checks.runs import added
from drafting.checks.statements import statements
from drafting.checks.verdicts import verdicts
from drafting.checks.wholes import parts_of
from drafting.checks.within_text import accounts
from drafting.types import CheckResult, FigureTable, Finding
from tests.checks.editing import EDITS

# What stands in the way of one part more: enough of it that the text is cut at its headings.
PROSE = "Các thôn đã ra quân làm thủy lợi, tu sửa kênh mương, dọn vệ sinh đường làng. " * 14
FIELDS = ("NÔNG NGHIỆP", "VĂN HÓA", "AN NINH")
TEXT = "\n".join(
    f"{'I' * n}. {field}\n"
    f"Toàn xã có 2.230 hộ, trong đó: thôn Hạ 9{n}0 hộ, thôn Thượng 740 hộ, thôn Trung 5{n}0 hộ.\n{PROSE}\n"
    f"Diện tích lúa xuân đạt 41{n},5 ha, tăng 5% so với cùng kỳ; có 32 hộ nghèo, chiếm 1,43% tổng số hộ.\n"
    f"| Thôn | Số hộ |\n|---|---|\n| Thôn Hạ | 120 |\n| Thôn Thượng | 9{n} |\n| Cộng | 218 |"
    for n, field in enumerate(FIELDS, 1)
)
ROWS = (
    ("Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"),
    ("Diện tích lúa xuân", "ha", "", "412,5", "409,3", "415"),
    ("Số hộ", "hộ", "", "2.230", "2.216", ""),
    ("Số hộ", "hộ", "thôn Hạ", "940", "931", ""),
)
Edit = Callable[["Desk"], None]


class Desk:
    """A text, its figures and its period, as they are edited."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.text, self.period, self.rows = TEXT, "2024-H1", [list(row) for row in ROWS]

    def edited_text(self) -> None:
        """A digit, a word, a line: typed, erased, pasted, moved."""
        self.text = "\n".join(self.rng.choice(EDITS)(self.text.split("\n"), self.rng))

    def another_heading(self) -> None:
        """A heading in other words."""
        self.text = self.text.replace(self.rng.choice(FIELDS), self.rng.choice(("PHƯƠNG HƯỚNG", "Y TẾ")), 1)

    def another_figure(self) -> None:
        """A cell of the table with another value."""
        self.rows[self.rng.randrange(1, len(ROWS))][3] = str(self.rng.randrange(300, 999))

    def another_period(self) -> None:
        """The report told to be of another time."""
        self.period = self.rng.choice(("2024-H1", "2025-H1", "2024"))

    def check(self) -> CheckResult:
        """The answer, by what is remembered."""
        table = figures.read_grid(self.rows, "bang.csv", self.period)
        return checks.check(corpus.parse_text(self.text, "a.md"), table, period=self.period)

    def check_anew(self) -> CheckResult:
        """The answer from nothing."""
        memory.forget()
        return self.check()


WAYS = (Desk.edited_text, Desk.edited_text, Desk.edited_text, Desk.another_heading, Desk.another_figure,
        Desk.another_period)  # fmt: skip


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.lists(st.sampled_from(WAYS), min_size=2, max_size=5))
def test_after_any_edits_the_answer_is_the_one_from_nothing(seed: int, ways: list[Edit]) -> None:
    desk = Desk(seed)
    desk.check_anew()
    for way in ways:
        way(desk)
        again = desk.check()
    assert again.faults == ()
    assert desk.check_anew() == again


def _document(text: str, table: FigureTable | None) -> Document:
    report = corpus.parse_text(text, "a.md")
    return build.document(
        report, table, precedent=None, period="2024-H1", unit=None, own_places=(), today=None, usage=None,
        faults=Faults(),
    )  # fmt: skip


def test_an_edit_touches_one_part_only() -> None:
    table = figures.read_grid([list(row) for row in ROWS], "bang.csv", "2024-H1")
    before, after = (_document(t, table) for t in (TEXT, TEXT.replace("412,5", "418,5")))
    pieces = [[part.piece for part in document.view(parts)] for document in (before, after)]
    assert [one is other for one, other in zip(*pieces, strict=True)] == [True, False, True]


@pytest.mark.parametrize(
    ("old", "new", "tried"),
    [
        ("", "", 0),
        ("dọn vệ sinh", "quét dọn", 1),  # its own part's
        ("411,5 ha", "418,5 ha", 1),  # a number of another thing
        ("| Cộng | 218 |", "| Cộng | 219 |", 3),  # a number that the others may tell of too
    ],
)
def test_an_edit_is_tried_again_only_where_it_may_come_out_otherwise(old: str, new: str, tried: int) -> None:
    """Each of the three parts has a table whose total is wrong; the first part is changed."""
    memory.forget()
    asked: list[object] = []

    def told(edited: object) -> tuple[Finding, ...]:
        asked.append(edited)
        return ()

    for text in (TEXT, TEXT.replace(old, new, 1)):
        asked.clear()
        document = _document(text, None)
        # Under another name, so that its own trials are not those remembered.
        findings = checks.check(corpus.parse_text(text, "b.md"), None, period="2024-H1").findings
        assert sum(f.fix is not None for f in proved(document, document.view(parts), findings, told)) == len(
            FIELDS
        )
    assert len(asked) == tried


def test_rules_by_part_find_what_they_find_in_the_whole() -> None:
    text = (samples.HERE / "reports" / "xa-dong-van-2024-6-thang.md").read_text(encoding="utf-8")
    table = figures.from_report_tables(corpus.parse_text(text, "a.md"))
    rng, digit = random.Random(3), EDITS[1]
    found = 0
    for _ in range(3):
        for edit in (*EDITS, *[digit] * 20):
            text = "\n".join(edit(text.split("\n"), rng))
        document = _document(text, table)
        for rule in (r for r in RULES if r.name in BY_PART):
            whole = list(rule.check(document))
            told = [part.moved(f) for part in document.view(parts) for f in rule.check(part.document)]
            assert told == whole, rule.name
            found += len(whole)
    assert found > 20


def test_each_name_by_part_is_a_rule() -> None:
    assert {rule.name for rule in RULES} >= BY_PART


@pytest.mark.parametrize(
    "view", [accounts, added, breakdowns, changes, moves, parts_of, statements, verdicts], ids=lambda v: v.__name__
)  # fmt: skip
def test_what_parts_tell_is_asked_of_parts(
    view: Callable[[Document], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that looks at the whole text takes such a view from its parts (`drafting.checks.parts`), where it is remembered."""
    real, asked = Document.view, []

    def told(document: Document, build: Callable[[Document], object]) -> object:
        if build is view:
            asked.append(len(document.text))
        return real(document, build)

    monkeypatch.setattr(Document, "view", told)
    Desk(0).check_anew()
    assert asked
    assert max(asked) < len(TEXT) / 2
