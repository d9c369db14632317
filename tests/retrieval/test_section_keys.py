"""Section keys: by the data file, learned, and set by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from corpus.errors import InputError
from retrieval import Filters, Library
from retrieval.headings import section_kind
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
