"""The model in a real browser: chosen and tried, a draft as it comes, stopped and gone on with, a section anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.samples import demo
from drafting.service.desk import Desk
from drafting.service.settings import load_settings
from tests.app.conftest import start
from tests.app.test_browser import go, settled, shoot, stop
from tests.model.server import Action, Messages, Say, serving

pytestmark = pytest.mark.browser
JOB = demo()
WISH = "nhấn mạnh phần đầu"


class Clerk:
    """Answers with the section's own draft; with a wish it begins otherwise. Holds back after some sections."""

    def __init__(self, before: int) -> None:
        self.before = before
        self.go = threading.Event()

    def __call__(self, messages: Messages, number: int) -> Action:
        question = next(m["content"] for m in messages if m["role"] == "user")
        text = question.split("<<<\n")[1].split("\n>>>")[0] if "<<<" in question else "sẵn sàng"
        if number > self.before:
            self.go.wait(60)
        if WISH in question:
            text = f"Qua rà soát, {text[:1].lower()}{text[1:]}"
        return Say(text, delay=0.1)


def test_a_draft_by_a_model(page: Page, copy_of_samples: Callable[[], Path]):
    library = copy_of_samples()
    desk = Desk(load_settings(library))
    for path in JOB.figures:
        desk.figures.add_file(path.name, path.read_bytes(), JOB.period)
    desk.close()
    clerk = Clerk(before=9)
    with serving(clerk, key="khoa-that") as server:
        app = start(library)
        try:
            page.goto(app.address)
            choose_model(page, server.url)
            stop_and_go_on(page, clerk)
            section_anew(page)
        finally:
            clerk.go.set()
            stop(app)
    kept = library / "model.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert "khoa-that" in kept.read_text(encoding="utf-8")
    assert b"khoa-that" not in (library / "soanthao.db").read_bytes()


def choose_model(page: Page, address: str) -> None:
    go(page, "Mô hình ngôn ngữ")
    page.get_by_label("Địa chỉ máy chủ (giao diện OpenAI)", exact=True).fill(address)
    page.get_by_label("Tên mô hình", exact=True).fill("tiny")
    page.get_by_label("Khóa truy cập", exact=True).fill("khoa-sai")
    page.get_by_label("Khóa truy cập", exact=True).press("Enter")
    settled(page)
    page.get_by_role("button", name="Thử kết nối").click()
    expect(page.get_by_text("Khóa truy cập mô hình không đúng")).to_be_visible(timeout=60_000)
    shoot(page, "model-wrong-key")
    page.get_by_label("Khóa truy cập", exact=True).fill("khoa-that")
    page.get_by_label("Khóa truy cập", exact=True).press("Enter")
    settled(page)
    page.get_by_role("button", name="Thử kết nối").click()
    expect(page.get_by_text("Mô hình trả lời được")).to_be_visible(timeout=60_000)
    shoot(page, "model-works")
    page.get_by_role("button", name="Lưu và dùng").click()
    expect(page.get_by_text("Đã lưu cấu hình mô hình.")).to_be_visible(timeout=60_000)


def stop_and_go_on(page: Page, clerk: Clerk) -> None:
    go(page, "Soạn dự thảo")
    page.get_by_label("Đơn vị", exact=True).fill(JOB.unit)
    page.get_by_label("Kỳ báo cáo").fill("6 tháng đầu năm 2025")
    page.get_by_label("Kỳ báo cáo").press("Enter")
    settled(page)
    page.get_by_role("button", name="Soạn dự thảo").click()
    expect(page.get_by_text("đang viết…").first).to_be_visible(timeout=120_000)
    expect(page.get_by_text("mô hình viết").nth(3)).to_be_visible(timeout=120_000)
    shoot(page, "writing")
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_text("Mô hình mới viết được")).to_be_visible(timeout=60_000)
    shoot(page, "stopped")
    clerk.go.set()
    page.get_by_role("button", name="Viết tiếp").click()
    expect(page.get_by_text("0 mục chưa viết.")).to_be_visible(timeout=120_000)
    settled(page)
    expect(page.get_by_text("Mô hình tiny:")).to_be_visible()
    shoot(page, "written")


def section_anew(page: Page) -> None:
    box = page.get_by_role("textbox", name="Nội dung")
    chooser = page.get_by_role("combobox", name="Mục", exact=True)
    chooser.click()
    page.get_by_role("option").nth(1).click()
    settled(page)
    before = box.input_value()
    page.get_by_text("Viết lại mục này bằng mô hình").click()
    page.get_by_label("Yêu cầu khác, bằng lời").fill(WISH)
    page.get_by_label("Yêu cầu khác, bằng lời").press("Enter")
    settled(page)
    page.get_by_role("button", name="Viết lại", exact=True).click()
    expect(page.get_by_text("Đã viết lại mục")).to_be_visible(timeout=60_000)
    settled(page)
    expect(box).to_have_value(f"Qua rà soát, {before[:1].lower()}{before[1:]}")
    page.get_by_text("Lời văn từ đâu").click()
    settled(page)
    expect(page.get_by_text(f"Yêu cầu: {WISH}")).to_be_visible(timeout=60_000)
    shoot(page, "made")
    page.get_by_text("Lời văn từ đâu").click()
    page.get_by_text("Các bản trước của mục").click()
    settled(page)
    shoot(page, "versions")
    page.get_by_role("button", name="Dùng lại").first.click()
    expect(page.get_by_text("Đã đưa lại bản trước")).to_be_visible(timeout=60_000)
    settled(page)
    expect(box).to_have_value(before)
