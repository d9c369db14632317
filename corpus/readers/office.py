"""Old office formats, through LibreOffice or, on Windows, Word itself: whichever is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import InputError

_SUFFIX = {"ole": ".doc", "rtf": ".rtf", "odt": ".odt"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS = 120
# Macros stay off; a password that can't be right keeps Word from asking for one.
_WORD = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false; $word.DisplayAlerts = 0; $word.AutomationSecurity = 3
  $document = $word.Documents.Open($env:SOANTHAO_IN, $false, $true, $false, '-')
  $document.SaveAs2($env:SOANTHAO_OUT, 16)
  $document.Close(0)
} finally { $word.Quit(0) }
"""


def find_office() -> str | None:
    """LibreOffice's program, where there is one."""
    for program in ("soffice", "libreoffice"):
        found = shutil.which(program)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).exists()), None)


def find_word() -> str | None:
    """The program that can ask Word to convert, where Word is installed: PowerShell."""
    if sys.platform == "win32":
        import winreg

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
        except OSError:
            return None
        return shutil.which("powershell") or shutil.which("pwsh")
    return None


def convert(data: bytes, name: str, kind: str) -> bytes:
    """A document as .docx.

    Raises:
        InputError: neither LibreOffice nor Word is here, or it couldn't read the file.
    """
    if kind == "ole" and b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data:
        raise InputError(
            f"Tệp “{name}” có mật khẩu: mở bằng Word, bỏ mật khẩu rồi thử lại.",
            f"“{name}” is password-protected: open it in Word, remove the password and try again.",
        )
    office, word = find_office(), find_word()
    if office is None and word is None:
        raise InputError(
            f"Tệp “{name}” ở định dạng cũ: mở bằng Word, lưu lại dạng .docx rồi thử lại (hoặc cài LibreOffice).",
            f"“{name}” is of an old format: open it in Word and save it as .docx (or install LibreOffice).",
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / f"in{_SUFFIX[kind]}", Path(folder) / "in.docx"
        source.write_bytes(data)
        if office is not None:
            _run(_by_office(office, source), os.environ, name)
        if word is not None and not made.exists():
            _run(_by_word(word), {**os.environ, "SOANTHAO_IN": str(source), "SOANTHAO_OUT": str(made)}, name)
        if not made.exists():
            raise _failed(name)
        return made.read_bytes()


def _by_office(office: str, source: Path) -> list[str]:
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    target = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source)]
    return [office, profile, "--headless", "--norestore", *target]


def _by_word(shell: str) -> list[str]:
    return [shell, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", _WORD]


def _run(command: list[str], environment: Mapping[str, str], name: str) -> None:
    """Run a converter; it is ended with all it started when it takes too long."""
    flags = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # no console window flashes up on Windows
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program and our own file names
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(environment),
            creationflags=flags, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise _failed(name) from error
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise _failed(name) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice runs as a child of its launcher: both must go."""
    if sys.platform != "win32":
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _failed(name: str) -> InputError:
    return InputError(
        f"Không chuyển được tệp “{name}” sang .docx: mở bằng Word, lưu lại dạng .docx rồi thử lại.",
        f"“{name}” couldn't be converted: open it in Word, save it as .docx and try again.",
    )
