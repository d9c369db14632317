"""The library screen in a real browser: several files with a bad one, findings, a correction, versions, removal."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.database import open_engine, sqlite_url
from corpus.store import ReportStore
from tests.app.conftest import App, start
from tests.app.test_browser import settled, shoot, stop

pytestmark = pytest.mark.browser

REPORT = """UBND HUYỆN SÔNG TRÀ
ỦY BAN NHÂN DÂN XÃ BẾN GỖ
Số: {number}/BC-UBND
Bến Gỗ, ngày 5 tháng 7 năm {year}
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}
I. KẾT QUẢ
1. Trồng trọt
Toàn xã trồng 10 ha ngô, gồm: thôn Gốm 6 ha, thôn Chài 7 ha.
2. Khen thưởng
Hội đồng xét khen thướng mỗi quý một lần{more}.
II. NHIỆM VỤ
Giữ nếp họp tổ.
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The app on a library that holds an older version of a report."""
    library = tmp_path / "library"
    library.mkdir()
    engine = open_engine(sqlite_url(library / "soanthao.db"))
    ReportStore(engine).add(REPORT.format(number=4, year=2023, more="").encode(), "ben-go-2023.txt")
    engine.dispose()
    started = start(library)
    yield started
    stop(started)


def _upload(page: Page, *paths: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(path) for path in paths])
    expect(page.get_by_role("button", name="Thêm vào thư viện")).to_be_enabled()
    page.get_by_role("button", name="Thêm vào thư viện").click()


def _choose(page: Page, row: int) -> None:
    """Choose a row of the table, by the box at its left."""
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + 35 * (row + 1) + 18)
    settled(page)


def test_adding_looking_correcting_removing(page: Page, app: App, tmp_path: Path) -> None:
    good = tmp_path / "ben-go-2023.txt"
    good.write_text(REPORT.format(number=4, year=2023, more=", họp công khai"), encoding="utf-8")
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    packed = tmp_path / "bao-cao-cu.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2022/ben-go-2022.txt", REPORT.format(number=6, year=2022, more=""))
    page.goto(app.address)
    _upload(page, good, bad, packed)
    expect(page.get_by_text("Đã thêm 1 báo cáo: ben-go-2022.txt")).to_be_visible(timeout=250_000)
    expect(page.get_by_text("Đã thay 1 bản cũ")).to_be_visible()
    expect(page.get_by_text("Không nhận được “hong.docx”")).to_be_visible()
    settled(page)
    shoot(page, "library-added")
    _look(page)
    _correct(page)
    _remove(page)


def _look(page: Page) -> None:
    _choose(page, 1)  # the unit's second: that of 2023
    expect(
        page.get_by_role("heading", name="Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2023")
    ).to_be_visible()
    expect(page.get_by_role("tabpanel").get_by_text("Trồng trọt")).to_be_visible()
    shoot(page, "library-outline")
    page.get_by_role("tab", name="Phát hiện").click()
    expect(page.get_by_role("tabpanel").get_by_text("“khen thướng” → “khen thưởng”")).to_be_visible()
    shoot(page, "library-findings")
    page.get_by_role("tab", name="Phiên bản").click()
    expect(page.get_by_text("Bản cũ được giữ: ben-go-2023.txt")).to_be_visible()
    shoot(page, "library-versions")


def _correct(page: Page) -> None:
    page.get_by_role("tab", name="Thông tin").click()
    box = page.get_by_role("tabpanel").get_by_label("Kỳ", exact=False).first
    box.fill("quý IV năm 2023")
    box.press("Tab")
    settled(page)
    shoot(page, "library-about")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu; phần sửa tay được giữ")).to_be_visible(timeout=120_000)


def _remove(page: Page) -> None:
    settled(page)
    page.get_by_role("button", name="Bỏ khỏi thư viện").click()
    expect(page.get_by_text("Tệp gốc vẫn được giữ trong phần bản cũ")).to_be_visible()
    shoot(page, "library-remove")
    page.get_by_role("button", name="Bỏ", exact=True).click()
    expect(page.get_by_text("Đã bỏ “Sơ kết công tác thi đua")).to_be_visible(timeout=120_000)
