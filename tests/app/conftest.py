"""A running app, and a real browser at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import script

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BROWSER_ARGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]


@dataclass
class App:
    """A started `soanthao app`."""

    address: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def start(library: Path) -> App:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI", "SOANTHAO"))}
    environment |= {"SOANTHAO_LIBRARY": str(library), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [script(), "app", "--no-browser", "--port", "8655"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    found = re.search(r"http://127\.0\.0\.1:\d+", lines[0])
    assert found, lines
    for line in process.stdout:
        if "You can now view" in line or "URL:" in line:
            break
    # The pipe must not fill up, or the app stands still.
    threading.Thread(target=process.stdout.read, daemon=True).start()
    return App(found.group(), process)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1400, "height": 1000}, locale="vi-VN", accept_downloads=True
    )
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()
