"""The library screen without a browser: a section's key corrected, vectors of a changed model made and told of."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from drafting.screens import shared
from drafting.service.desk import Desk
from drafting.service.settings import load_settings
from tests.app.test_screens import run
from tests.retrieval.embedding_service import Service

REPORT = """UBND HUYỆN SÔNG TRÀ
ỦY BAN NHÂN DÂN XÃ BẾN GỖ
Số: 4/BC-UBND
Bến Gỗ, ngày 5 tháng 7 năm 2024
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024
I. NHỮNG ĐIỂM SÁNG
Hai mô hình được cả huyện học theo.
II. CÔNG TÁC KHEN THƯỞNG
Xã tặng 14 giấy khen.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one report that is found by its words; nothing is embedded."""
    desk = Desk(load_settings(tmp_path / "library"))
    desk.library.store.add(REPORT.encode(), "ben-go.txt")
    desk.library.index.index_words()
    desk.close()
    return tmp_path / "library"


def key(heading: str) -> tuple[str | None, str]:
    return next((k.key, k.source) for k in shared.desk().search.headings() if k.heading == heading)


def table(test: AppTest) -> dict[str, tuple[str, str]]:
    """What the table of headings shows: heading, section, who says so."""
    frame = next(d.value for d in test.dataframe if "Được hiểu là" in d.value)
    return {r["Đề mục"]: (r["Được hiểu là"], r["Do"]) for _, r in frame.iterrows()}


def test_a_clerk_corrects_which_section_a_heading_is(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.service.desk_search.SearchDesk.begin", lambda self: False)
    test = run("library", library, monkeypatch)
    assert not test.exception
    assert table(test)["NHỮNG ĐIỂM SÁNG"] == ("Chưa rõ", "chưa ai")
    assert table(test)["CÔNG TÁC KHEN THƯỞNG"] == ("Khen thưởng", "từ ngữ")
    assert test.selectbox(key="keys-heading").value.heading == "NHỮNG ĐIỂM SÁNG"  # those unknown come first
    test.selectbox(key="keys-key-NHỮNG ĐIỂM SÁNG").set_value("dien-hinh").run()
    next(b for b in test.button if b.label == "Lưu").click().run()
    assert not test.exception
    assert key("NHỮNG ĐIỂM SÁNG") == ("dien-hinh", "hand")
    assert table(test)["NHỮNG ĐIỂM SÁNG"] == ("Điển hình tiên tiến", "sửa tay")
    _own_section(test)
    next(b for b in test.button if b.label == "Bỏ phần sửa tay").click().run()
    assert key("NHỮNG ĐIỂM SÁNG") == (None, "")


def _own_section(test: AppTest) -> None:
    """A section that the data file doesn't know, named in words."""
    heading = next(k for k in shared.desk().search.headings() if k.heading == "NHỮNG ĐIỂM SÁNG")
    test.selectbox(key="keys-heading").set_value(heading).run()
    test.selectbox(key="keys-key-NHỮNG ĐIỂM SÁNG").set_value("+").run()
    save = next(b for b in test.button if b.label == "Lưu")
    assert save.disabled  # without a name
    test.text_input(key="keys-name-NHỮNG ĐIỂM SÁNG").set_value("Mô hình mới").run()
    next(b for b in test.button if b.label == "Lưu").click().run()
    assert key("NHỮNG ĐIỂM SÁNG") == ("mo-hinh-moi", "hand")
    assert table(test)["NHỮNG ĐIỂM SÁNG"] == ("mo hinh moi", "sửa tay")


@pytest.fixture
def endpoint(service: Service, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def choose(model: str) -> None:
        monkeypatch.setenv("SOANTHAO_EMBEDDING_BASE_URL", service.url)
        monkeypatch.setenv("SOANTHAO_EMBEDDING_MODEL", model)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")

    return choose


def test_a_changed_model_is_made_ready_beside_the_app(
    library: Path, service: Service, endpoint: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint("small")
    desk = Desk(load_settings(library))
    desk.library.index.index_pending()
    desk.close()
    service.held.clear()
    endpoint("slow")
    test = run("library", library, monkeypatch)
    assert not test.exception
    assert shared.desk().search.making is not None
    text = test.get("progress")[0].proto.text
    assert "(0/" in text
    assert "«" + service.url + "#slow»" in text
    assert "vẫn tìm bằng mô hình «" + service.url + "#small»" in text
    service.held.set()
    shared.desk().library.index._maker.wait()
    assert not test.run().get("progress")
    assert threading.active_count() < 20
    shared.desk().close()


def test_a_model_that_fails_is_told_of_and_tried_again(
    library: Path, service: Service, endpoint: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint("small")
    service.faults = ["404"]
    test = run("library", library, monkeypatch)
    shared.desk().library.index._maker.wait()
    test.run()
    assert "Dịch vụ nhúng không có mô hình này" in test.warning[0].value
    next(b for b in test.button if b.label == "Thử lại").click().run()
    shared.desk().library.index._maker.wait()
    assert not test.run().warning
    shared.desk().close()
