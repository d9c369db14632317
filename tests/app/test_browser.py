"""One full run in a real browser: figures in, a draft, a finding fixed, the DOCX read back; a restart."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import corpus
from corpus.samples import demo
from tests.app.conftest import App, start

pytestmark = pytest.mark.browser
JOB = demo()
PICTURES = os.environ.get("SOANTHAO_TEST_PICTURES")


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the screen where a person wants to look at it."""
    if PICTURES:
        page.wait_for_timeout(800)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_text(name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def settled(page: Page) -> None:
    """Wait until the app has stopped running."""
    page.wait_for_timeout(300)
    running = page.locator("[data-test-script-state='running']")
    expect(running).to_have_count(0, timeout=280_000)
    page.wait_for_timeout(200)
    expect(running).to_have_count(0, timeout=280_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def stop(app: App) -> None:
    os.killpg(app.process.pid, signal.SIGTERM)
    app.process.wait(20)


def test_from_figures_to_a_document(page: Page, tmp_path: Path, copy_of_samples: Callable[[], Path]):
    library = copy_of_samples()
    app = start(library)
    try:
        page.goto(app.address)
        add_samples(page)
        add_figures(page)
        write_draft(page)
        number = find_and_fix(page)
        look_behind_a_number(page)
        download(page, tmp_path / "a.docx", number)
        page.reload()
        go(page, "Xuất văn bản")
        expect(page.get_by_role("button", name="Tải tệp Word (.docx)")).to_be_visible()
    finally:
        stop(app)
    again = start(library)
    try:
        page.goto(again.address)
        go(page, "Soạn dự thảo")
        expect(page.get_by_role("textbox", name="Nội dung")).to_be_visible()
        go(page, "Số liệu kỳ này")
        expect(page.get_by_text("Bỏ bảng này").first).to_be_visible()
    finally:
        stop(again)


def add_samples(page: Page) -> None:
    expect(page.get_by_role("heading", name="Thư viện báo cáo", level=1)).to_be_visible()
    page.get_by_role("button", name="Nạp thư viện mẫu").click()
    expect(page.get_by_text("báo cáo đã có sẵn").first).to_be_visible(timeout=280_000)
    settled(page)
    shoot(page, "library")


def add_figures(page: Page) -> None:
    go(page, "Số liệu kỳ này")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(f) for f in JOB.figures])
    page.get_by_role("button", name="Đọc bảng", exact=True).click()
    expect(page.get_by_text("số liệu.").first).to_be_visible()
    settled(page)
    shoot(page, "figures")
    page.get_by_role("tab", name="Không có bảng").click()
    page.wait_for_timeout(500)
    shoot(page, "fill")


def write_draft(page: Page) -> None:
    go(page, "Soạn dự thảo")
    page.get_by_label("Đơn vị", exact=True).fill(JOB.unit)
    page.get_by_label("Kỳ báo cáo").fill("6 tháng đầu năm 2025")
    page.get_by_label("Kỳ báo cáo").press("Enter")
    settled(page)
    page.get_by_role("button", name="Soạn dự thảo").click()
    expect(page.get_by_text("Đã soạn xong dự thảo.")).to_be_visible(timeout=280_000)
    settled(page)
    shoot(page, "draft")
    page.get_by_role("tab", name="Chỗ còn trống").click()
    page.wait_for_timeout(500)
    shoot(page, "gaps")
    page.get_by_role("tab", name="Câu của kỳ trước").click()
    page.wait_for_timeout(500)
    shoot(page, "offers")
    page.get_by_role("tab", name="Sửa văn bản").click()


def find_and_fix(page: Page) -> str:
    """Spoil a number, see the finding, take its fix; returns the right number."""
    number = spoil(page)
    fix = page.get_by_role("button", name=f"thành “{number}”")
    expect(fix.first).to_be_visible()
    shoot(page, "finding")
    fix.first.click()
    settled(page)
    expect(fix).to_have_count(0)
    return number


def look_behind_a_number(page: Page) -> None:
    go(page, "Rà soát")
    page.locator(".number.matched, .number.derived").first.click()
    settled(page)
    expect(page.get_by_text("ô ").first).to_be_visible()
    shoot(page, "review")


def download(page: Page, document: Path, number: str) -> None:
    go(page, "Xuất văn bản")
    shoot(page, "export")
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải tệp Word (.docx)").click()
    started.value.save_as(document)
    report = corpus.read_file(document)
    assert report.meta.period == "2025-H1"
    assert number in report.text


def spoil(page: Page) -> str:
    """Change one number in the draft's text by hand; returns the right one."""
    chooser = page.get_by_role("combobox", name="Mục", exact=True)
    index = 0
    while True:
        expect(chooser).to_have_count(1)
        chooser.click()
        options = page.get_by_role("option")
        expect(options.first).to_be_visible()
        assert index < options.count(), "no section has a whole number of three digits"
        options.nth(index).click()
        settled(page)
        box = page.get_by_role("textbox", name="Nội dung")
        text = box.input_value()
        words = [w.strip(".,;()") for w in text.split()]
        number = next((w for w in words if w.isdigit() and len(w) == 3), None)
        if number is not None:
            wrong = number[:-1] + str((int(number[-1]) + 3) % 10)
            # Nothing is clicked afterwards: the finding must come while one types.
            box.fill(text.replace(number, wrong, 1))
            return number
        index += 1
