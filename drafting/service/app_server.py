"""Starting the web app on this machine."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

from corpus.errors import InputError
from drafting.service.settings import Settings

HOST = "127.0.0.1"


def run(settings: Settings, port: int, *, open_browser: bool = True) -> int:
    """Start Streamlit on localhost and wait until it ends; its exit status.

    Raises:
        InputError: the port is taken.
    """
    port = _free_port(port)
    print(f"soanthao: http://{HOST}:{port}", flush=True)
    environment = {**os.environ, "SOANTHAO_LIBRARY": str(settings.library)}
    command = [sys.executable, "-m", "streamlit", "run", str(_app_file()), *_options(port, open_browser)]
    try:
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0


def _app_file() -> Path:
    spec = importlib.util.find_spec("app")
    if spec is None or spec.origin is None:
        raise InputError(
            "Không tìm thấy app.py: cài lại soanthao rồi thử lại.",
            "app.py can't be found: install soanthao again.",
        )
    return Path(spec.origin)


def _options(port: int, open_browser: bool) -> list[str]:
    values = {
        "server.address": HOST,
        "server.port": str(port),
        "server.headless": "false" if open_browser else "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": "200",
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "client.toolbarMode": "minimal",
        "theme.base": "light",
    }
    return [part for name, value in values.items() for part in (f"--{name}", value)]


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
    raise InputError(
        f"Các cổng từ {wanted} đến {wanted + 19} đều bận: chọn cổng khác bằng --port.",
        f"The ports {wanted} to {wanted + 19} are all taken: choose another by --port.",
    )
