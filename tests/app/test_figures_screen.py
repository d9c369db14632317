"""The figures screen in a real browser: a Word table pasted, a column named once, standing figures confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.conftest import start
from tests.app.test_browser import go, settled, shoot, stop

pytestmark = pytest.mark.browser
COPIED = (
    "<html><body><table><tr><td>Nội dung</td><td>ĐVT</td><td>Đợt I</td><td>Thực hiện</td></tr>"
    "<tr><td><p>Số lớp</p><p>tập huấn</p></td><td>lớp</td><td>12</td><td>7</td></tr></table></body></html>"
)
PASTE = """page => {
  const find = root => [...root.querySelectorAll('*')].reduce((found, e) => found
    || (e.isContentEditable && e.classList.contains('box') ? e : e.shadowRoot ? find(e.shadowRoot) : null), null);
  const data = new DataTransfer();
  data.setData('text/html', page);
  find(document).dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_pasted_table_and_its_unknown_column(page: Page, tmp_path: Path):
    app = start(tmp_path / "library")
    try:
        page.goto(app.address)
        go(page, "Số liệu kỳ này")
        for label, words in (("Đơn vị", "UBND xã Thử"), ("Kỳ báo cáo", "6 tháng đầu năm 2025")):
            page.get_by_label(label, exact=True).fill(words)
            page.get_by_label(label, exact=True).press("Enter")
            settled(page)
        paste(page)
        expect(page.get_by_text("Có 1 cột chưa rõ là gì")).to_be_visible()
        expect(page.get_by_text("Đã đọc 2 số liệu")).to_be_visible()
        shoot(page, "figures-question")
        page.get_by_role("combobox", name="Cột C").click()
        page.get_by_role("option", name="Kế hoạch", exact=True).click()
        page.get_by_role("button", name="Lưu và đọc lại").first.click()
        expect(page.get_by_text("Đã nhớ tên cột")).to_be_visible()
        settled(page)
        expect(page.get_by_text("cột chưa rõ là gì")).to_have_count(0)
        paste(page)
        # The same shape again is not asked again.
        expect(page.get_by_text("Bảng dán vào 2")).to_be_visible()
        expect(page.get_by_text("cột chưa rõ là gì")).to_have_count(0)
        page.get_by_role("tab", name="Biểu đồ").click()
        settled(page)
        page.get_by_role("tab", name="Số ổn định").click()
        settled(page)
        expect(page.get_by_role("button", name="Xác nhận các số đã đánh dấu")).to_be_visible()
    finally:
        stop(app)


def paste(page: Page) -> None:
    page.get_by_role("tab", name="Dán bảng").click()
    settled(page)
    page.evaluate(PASTE, COPIED)
    page.wait_for_timeout(500)
    settled(page)
