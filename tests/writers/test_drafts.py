"""Whole drafts: offsets, bindings, nothing of the past, from an invented report and from the library."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

import corpus
from corpus import samples
from corpus.errors import InputError
from corpus.types import Report, StoredReport
from drafting import checks, figures, numbers, writers
from drafting.types import Draft, Fact, FigureTable, Profile
from drafting.types.json import draft_from, draft_json
from tests.conftest import REAL

UNIT, PERIOD = "UBND xã Hà Lâm", "2025-H1"
LAST = """ỦY BAN NHÂN DÂN
XÃ HÀ LÂM
Số: 41/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Lâm, ngày 20 tháng 6 năm 2024
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm 2024
Phần thứ nhất
KẾT QUẢ CÔNG TÁC THI ĐUA, KHEN THƯỞNG 6 THÁNG ĐẦU NĂM 2024
I. ĐẶC ĐIỂM TÌNH HÌNH
Xã có diện tích tự nhiên 512,4 ha, dân số 1.204 hộ.
II. KẾT QUẢ CÁC PHONG TRÀO THI ĐUA
1. Phong trào thi đua phát triển kinh tế
Phong trào thi đua lao động sản xuất được Nhân dân hưởng ứng sâu rộng, đúng mùa vụ.
Tổng sản lượng lương thực đạt 1.520,5 tấn, tăng 3,2% so với cùng kỳ, bằng 51,2% kế hoạch năm. Thu ngân sách đạt trên 3,2 tỷ đồng.
Bà con thôn Suối Trong hiến 400 m2 đất làm đường.
2. Phong trào thi đua văn hóa - xã hội
Tỷ lệ hộ nghèo giảm còn 2,1%. Công tác chăm lo gia đình chính sách được quan tâm thường xuyên, chu đáo.
III. CÔNG TÁC KHEN THƯỞNG
Công tác khen thưởng được thực hiện kịp thời, đúng người, đúng thành tích, công khai trước tập thể.
Phần thứ hai
NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024
1. Tiếp tục đẩy mạnh các phong trào thi đua trên mọi lĩnh vực của đời sống xã hội.
2. Thi đua tổ chức thành công cuộc bầu cử đại biểu Hội đồng nhân dân các cấp.
3. Phấn đấu tỷ lệ bao phủ bảo hiểm y tế đạt 95% trở lên trong cả năm.
Trên đây là báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024 của UBND xã Hà Lâm./.
Nơi nhận:
- UBND huyện;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu
"""
GRID = [
    ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ", "Kế hoạch"],
    ["Tổng sản lượng lương thực", "tấn", "1.490,2", "1.520,5", "3.000"],
    ["Thu ngân sách", "triệu đồng", "3.150", "3.204", "7.000"],
    ["Tỷ lệ hộ nghèo", "%", "2,4", "2,1", "2"],
    ["Đàn gia cầm", "con", "31.500", "30.000", "60.000"],
]


@pytest.fixture(scope="module")
def last() -> StoredReport:
    return StoredReport("last", "last.txt", "", corpus.parse_text(LAST, "last.txt"))


def made(
    last: StoredReport, *, facts: tuple[Fact, ...] = (), unit: str = UNIT, period: str = PERIOD
) -> Draft:
    table = figures.read_grid(GRID, "so-lieu.csv", period)
    plan = writers.make_plan(unit, period, "so-ket", Profile(unit=unit), table, [last], facts=facts)
    return writers.PrecedentWriter({"last": last.report}).write(plan)


def spans_hold(draft: Draft) -> None:
    for binding in draft.numbers:
        assert draft.text[binding.start : binding.end] == binding.quote
        assert binding.figure or binding.expression
    for gap in draft.gaps:
        assert draft.text[gap.start : gap.end] == f"[…: {gap.message}]"
    for table in draft.tables:
        assert draft.text[table.start : table.end] == "\n".join("\t".join(r) for r in table.rows)
    for section in draft.sections:
        line = draft.text[section.start :].split("\n")[0]
        assert line.startswith(section.label or section.heading)
        assert 0 <= section.start <= section.end <= len(draft.text)
        assert all(section.start <= b.start and b.end <= section.end for b in section.numbers)
    assert len({s.number for s in draft.sections}) == len(draft.sections)


def all_bound(draft: Draft) -> list[str]:
    held = [(b.start, b.end) for b in draft.numbers] + [(g.start, g.end) for g in draft.gaps]
    held += [(t.start, t.end) for t in draft.tables]
    found = (r for r in numbers.read(draft.text) if r.figure)
    return [r.quote for r in found if not any(s < r.end and r.start < e for s, e in held)]


def test_figures_are_said_in_the_precedents_words(last: StoredReport) -> None:
    text = made(last).text
    assert "Tổng sản lượng lương thực đạt 1.490,2 tấn, giảm 2% so với cùng kỳ" in text
    assert "3,15 tỷ đồng" in text
    assert "giảm còn 2,4%" not in text
    assert "2,4%" in text
    assert "31.500 con" in text


def test_nothing_of_the_past_stands(last: StoredReport) -> None:
    draft = made(last)
    for old in (
        "1.520,5",
        "3,2 tỷ",
        "Suối Trong",
        "bầu cử",
        "Trần Văn Mẫu",
        "512,4",
        "41/BC",
        "năm 2024, nhiệm",
    ):
        assert old not in draft.text
    offered = [s.text for section in draft.sections for s in section.suggestions]
    assert any("Suối Trong" in t for t in offered)
    assert any("bầu cử" in t for t in offered)
    assert "2. Phấn đấu tỷ lệ bao phủ" in draft.text
    assert {g.proposal for g in draft.gaps} >= {"512,4 ha", "95%"}


def test_genre_is_carried_and_the_end_is_marked(last: StoredReport) -> None:
    draft = made(last)
    assert "Phong trào thi đua lao động sản xuất được Nhân dân hưởng ứng sâu rộng, đúng mùa vụ." in draft.text
    assert draft.text.count("./.") == 1
    assert "6 tháng đầu năm 2025" in draft.text
    assert draft.outline_from == "last.txt"


def test_spans_and_bindings_hold(last: StoredReport) -> None:
    draft = made(last)
    spans_hold(draft)
    assert all_bound(draft) == []


def test_its_own_check_finds_no_error(last: StoredReport) -> None:
    draft = made(last)
    report = corpus.parse_text(draft.text, "draft.txt")
    found = checks.check(report, FigureTable(draft.figures), period=PERIOD, unit=UNIT)
    assert [f for f in found.findings if f.severity == "error"] == []


def test_facts_stand_with_their_numbers_bound(last: StoredReport) -> None:
    fact = Fact("Phong trào thi đua phát triển kinh tế", "trồng mới 12,5 ha cây ăn quả", 4)
    draft = made(last, facts=(fact,))
    assert "Trồng mới 12,5 ha cây ăn quả." in draft.text
    spans_hold(draft)
    given = [f for f in draft.figures if f.value == Decimal("12.5")]
    assert len(given) == 1
    assert any(b.figure == given[0].key for b in draft.numbers)


def test_another_units_precedent_leaves_no_name(last: StoredReport) -> None:
    draft = made(last, unit="UBND phường Bắc Sơn")
    assert "Hà Lâm" not in draft.text
    assert "PHƯỜNG BẮC SƠN" in draft.text
    assert "UBND phường Bắc Sơn" in draft.text
    assert all(g.proposal != "512,4 ha" for g in draft.gaps)


def test_same_inputs_same_draft(last: StoredReport) -> None:
    assert made(last) == made(last)


def test_without_any_precedent_the_standard_outline_serves() -> None:
    table = figures.read_grid(GRID, "so-lieu.csv", PERIOD)
    plan = writers.make_plan(UNIT, PERIOD, "so-ket", Profile(unit=UNIT), table, [])
    draft = writers.PrecedentWriter({}).write(plan)
    spans_hold(draft)
    assert all_bound(draft) == []
    assert draft.unused == ()
    assert draft.text.startswith("ỦY BAN NHÂN DÂN\nXÃ HÀ LÂM\nSố:      /BC-UBND\n")


def test_json_round_trip(last: StoredReport) -> None:
    draft = made(last, facts=(Fact("Khen thưởng", "khen 14 tập thể", 2),))
    back = draft_from(json.loads(json.dumps(draft_json(draft), ensure_ascii=False)))
    assert back == draft


def test_a_broken_draft_file_is_an_input_error(last: StoredReport) -> None:
    data = draft_json(made(last))
    del data["sections"]
    with pytest.raises(InputError):
        draft_from(data)
    with pytest.raises(InputError):
        draft_from({"text": 3})


def bundled() -> list[Report]:
    return [corpus.read_file(p) for p in samples.sample_paths()]


@pytest.mark.parametrize("report", [*bundled(), *(corpus.read_file(p) for p in REAL)], ids=lambda r: r.name)
def test_every_report_can_be_followed(report: Report) -> None:
    """Each past report as the precedent of the next year's, with no figures at all: spans hold, nothing unbound."""
    meta = report.meta
    year = int((meta.period or "2024")[:4])
    period = (meta.period or "2024").replace(str(year), str(year + 1))
    stored = StoredReport("r", report.name, "", report)
    plan = writers.make_plan(meta.unit, period, meta.kind, Profile(unit=meta.unit), FigureTable(), [stored])
    draft = writers.PrecedentWriter({"r": report}).write(plan)
    spans_hold(draft)
    loose = [q for q in all_bound(draft) if not q.isdigit()]
    assert loose == []
    assert replace(draft, notes=()) == replace(writers.PrecedentWriter({"r": report}).write(plan), notes=())
