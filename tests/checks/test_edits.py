"""A check again after an edit gives just what a check from nothing gives; speed is measured in tests/bench."""

from __future__ import annotations

import corpus
from corpus import database
from corpus.samples import HERE
from drafting import checks, figures
from drafting.checks import memory
from drafting.types import CheckResult
from tests.checks.editing import EDITS as KINDS
from tests.checks.editing import versions

REPORT = HERE / "reports" / "xa-dong-van-2024-6-thang.md"
EDITS = (
    ("vốn ngân sách xã 2.500 triệu đồng", "vốn ngân sách xã 2.900 triệu đồng"),
    ("Cầu Sen 283 cây", "Cầu Sen 238 cây"),
    ("- Toàn xã ", "- Cả xã nhà "),
    ("; trong đó", ". Trong đó"),
    ("gồm:", "như sau."),
)


def _checked(text: str) -> CheckResult:
    report = corpus.parse_text(text, "a.md")
    result = checks.check(report, figures.from_report_tables(report), period="2024-H1")
    assert result.faults == ()
    return result


def test_after_each_edit_the_answer_is_the_one_from_nothing() -> None:
    text = REPORT.read_text(encoding="utf-8")
    memory.forget()
    _checked(text)
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new, 1)
        again = _checked(text)
        memory.forget()
        assert _checked(text) == again, (old, new)


def test_after_many_edits_the_answers_are_those_from_nothing() -> None:
    """What was remembered of all the versions before never shows: typed, erased, pasted, moved, joined."""
    text = REPORT.read_text(encoding="utf-8")
    texts = list(versions(text[: text.index("III. ")], 7, 2 * len(KINDS)))
    table = figures.from_report_tables(corpus.parse_text(text, "a.md"))
    memory.forget()
    again = [checks.check(corpus.parse_text(t, "a.md"), table, period="2024-H1") for t in texts]
    for number, (edited, answer) in enumerate(zip(texts, again, strict=True)):
        memory.forget()
        fresh = checks.check(corpus.parse_text(edited, "a.md"), table, period="2024-H1")
        assert fresh == answer, (number, KINDS[number % len(KINDS)].__name__)
        assert fresh.faults == ()


def test_forgetting_with_the_database_loaded() -> None:
    """Its module holds SQLAlchemy's `func`, which answers to any name."""
    assert hasattr(database, "func")
    _checked(REPORT.read_text(encoding="utf-8"))
    memory.forget()


def test_the_same_line_twice_is_told_twice_at_its_own_place() -> None:
    line = "- Toàn xã có 40 hộ, trong đó: 12 hộ nghèo, 20 hộ cận nghèo, 18 hộ khá."
    report = corpus.parse_text(f"I. KẾT QUẢ\n{line}\nII. KẾT QUẢ KHÁC\nDòng khác.\n{line}")
    found = [f for f in checks.check(report).findings if f.code == "sum-of-parts"]
    assert [report.text[f.start : f.end] for f in found] == ["40", "40"]
    assert len({f.start for f in found}) == 2
