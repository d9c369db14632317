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
        expect(page.get_by_role("heading", name="Thư viện báo cáo", level=1)).to_be_visible()
        page.get_by_role("button", name="Nạp thư viện mẫu").click()
        expect(page.get_by_text("báo cáo đã có sẵn").first).to_be_visible(timeout=280_000)
        settled(page)
        shoot(page, "library")

        go(page, "Số liệu kỳ này")
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(f) for f in JOB.figures])
        page.get_by_role("button", name="Đọc bảng", exact=True).click()
        expect(page.get_by_text("số liệu.").first).to_be_visible()
        settled(page)
        shoot(page, "figures")

        go(page, "Soạn dự thảo")
        page.get_by_label("Đơn vị", exact=True).fill(JOB.unit)
        page.get_by_label("Kỳ báo cáo").fill("6 tháng đầu năm 2025")
        page.get_by_label("Kỳ báo cáo").press("Enter")
        settled(page)
        page.get_by_role("button", name="Soạn dự thảo").click()
        expect(page.get_by_text("Đã soạn xong dự thảo.")).to_be_visible(timeout=280_000)
        settled(page)
        shoot(page, "draft")

        number = spoil(page)
        expect(page.get_by_role("button", name=f"thành “{number}”").first).to_be_visible()
        shoot(page, "finding")
        page.get_by_role("button", name=f"thành “{number}”").first.click()
        settled(page)
        expect(page.get_by_role("button", name=f"thành “{number}”")).to_have_count(0)

        go(page, "Rà soát")
        page.locator(".number.matched, .number.derived").first.click()
        settled(page)
        expect(page.get_by_text("ô ").first).to_be_visible()
        shoot(page, "review")

        go(page, "Xuất văn bản")
        shoot(page, "export")
        with page.expect_download() as download:
            page.get_by_role("button", name="Tải tệp Word (.docx)").click()
        document = tmp_path / "a.docx"
        download.value.save_as(document)
        report = corpus.read_file(document)
        assert report.meta.period == "2025-H1"
        assert number in report.text
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
