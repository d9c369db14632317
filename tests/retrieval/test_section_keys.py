"""Section keys: by the data file, learned, and set by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from corpus.errors import InputError
from retrieval import Filters, Library
from retrieval.headings import section_kind, telling
from retrieval.section_keys import learn
from tests.retrieval.reports import add, build


def test_section_keys_are_learned_and_corrected_by_hand(library: Library, engine: Engine) -> None:
    odd = """
# A. NHỮNG ĐIỂM SÁNG
Hai mô hình được cả huyện học theo.
# B. Những điểm sáng nổi trội năm 2024
Ba mô hình được tỉnh khen.
# C. Công tác bình xét, tôn vinh
Xét tặng 30 giấy khen.
"""
    made = build("o24", "UBND xã Lạc Trung", "xa", "tong-ket", "2024", odd)
    add(engine, made)
    library.index(made)

    def key(heading: str) -> tuple[str | None, str]:
        return next((k.key, k.source) for k in library.section_keys() if k.heading == heading)

    assert key("Kết quả khen thưởng") == ("khen-thuong", "data")
    assert key("NHỮNG ĐIỂM SÁNG") == (None, "")
    library.set_section_key("NHỮNG ĐIỂM SÁNG", "dien-hinh")
    assert key("NHỮNG ĐIỂM SÁNG") == ("dien-hinh", "hand")
    assert key("Những điểm sáng nổi trội năm 2024") == ("dien-hinh", "learned")
    library.set_section_key("Công tác bình xét, tôn vinh", "khen-thuong")
    found = library.search("tặng giấy khen", 9, Filters(section="Công tác khen thưởng"))
    assert ("o24", "C") in {(p.report_id, p.section) for p in found}
    library.rebuild_vector_store()
    library.index(made)  # cut and indexed again: what people said stays
    assert key("Công tác bình xét, tôn vinh") == ("khen-thuong", "hand")
    library.set_section_key("NHỮNG ĐIỂM SÁNG", None)
    assert key("NHỮNG ĐIỂM SÁNG") == (None, "")
    with pytest.raises(InputError, match="khen-thuong"):
        library.set_section_key("NHỮNG ĐIỂM SÁNG", "Khen thưởng!")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Công tác khen thưởng", "khen-thuong"),
        ("Kết quả khen thưởng:", "khen-thuong"),
        ("CÔNG TÁC KHEN THƯỞNG", "khen-thuong"),
        ("Quỹ thi đua, khen thưởng", "quy"),
        ("Phương hướng công tác thi đua, khen thưởng năm 2025", "phuong-huong"),
        ("Phong trào thi đua xây dựng nông thôn mới", "nong-thon-moi"),
        ("Kết quả phong trào thi đua và công tác khen thưởng năm 2024", "chung"),
        ("Lãnh đạo, chỉ đạo phong trào thi đua", "lanh-dao"),
        ("Tổ chức bộ máy làm công tác thi đua, khen thưởng", "bo-may"),
        ("Giữ rừng gắn với sinh kế", None),
    ],
)
def test_kinds_of_sections_by_the_data_file(heading: str, key: str | None) -> None:
    assert section_kind(heading) == key


def test_what_a_person_says_holds_for_every_period(library: Library, engine: Engine) -> None:
    for year in ("2023", "2024"):
        source = f"# A. Kiểm tra, giải quyết kiến nghị năm {year}\nĐã trả lời {year[-1]} đơn.\n"
        made = build(f"k{year}", "UBND xã Lạc Trung", "xa", "tong-ket", year, source)
        add(engine, made)
        library.index(made)
    library.set_section_key("Kiểm tra, giải quyết kiến nghị năm 2023", "kiem-tra")
    keys = {k.heading[-4:]: (k.key, k.source) for k in library.section_keys() if "kiến nghị" in k.heading}
    assert keys == {"2023": ("kiem-tra", "hand"), "2024": ("kiem-tra", "learned")}
    found = library.search("trả lời đơn", 9, Filters(section="Kiểm tra, giải quyết kiến nghị năm 2023"))
    assert {p.report_id for p in found} == {"k2023", "k2024"}


def test_a_unit_without_labels_is_recognised_by_the_others(engine: Engine) -> None:
    """The bench in small, over the bundled library alone and by wording: labels of other units, the data file off."""
    from tests.bench import section_keys as bench

    truth = bench.judged()
    by_unit = bench.units(truth)
    told = bench.score(
        lambda headings, labels: learn(headings, labels, lambda _: {}, lambda _: None), by_unit, truth, False
    )
    precision, recall = (float(told.split(name)[1].split()[0]) for name in ("precision", "recall"))
    assert precision >= 0.85
    assert recall >= 0.75


def test_quarters_are_no_fund() -> None:
    assert "quy" in telling("Quỹ thi đua, khen thưởng")
    assert telling("Kết quả khen thưởng quý II năm 2024") == telling("Kết quả khen thưởng")
