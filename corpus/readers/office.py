"""Old office formats, through LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.errors import InputError

_SUFFIX = {"ole": ".doc", "rtf": ".rtf", "odt": ".odt"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS = 120


def find_office() -> str | None:
    """LibreOffice's program, where there is one."""
    for program in ("soffice", "libreoffice"):
        found = shutil.which(program)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).exists()), None)


def convert(data: bytes, name: str, kind: str) -> bytes:
    """A document as .docx.

    Raises:
        InputError: no LibreOffice, or it couldn't read the file.
    """
    if kind == "ole" and b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data:
        raise InputError(
            f"Tệp “{name}” có mật khẩu: mở bằng Word, bỏ mật khẩu rồi thử lại.",
            f"“{name}” is password-protected: open it in Word, remove the password and try again.",
        )
    office = find_office()
    if office is None:
        raise InputError(
            f"Tệp “{name}” ở định dạng cũ: mở bằng Word, lưu lại dạng .docx rồi thử lại (hoặc cài LibreOffice).",
            f"“{name}” is of an old format: open it in Word and save it as .docx (or install LibreOffice).",
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"in{_SUFFIX[kind]}"
        source.write_bytes(data)
        _run(office, source, Path(folder), name)
        made = Path(folder) / "in.docx"
        if not made.exists():
            raise _failed(name)
        return made.read_bytes()


def _run(office: str, source: Path, folder: Path, name: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    flags = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # no console window flashes up on Windows
    try:
        subprocess.run(  # noqa: S603 - our own program and our own file names
            [*command, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)],
            capture_output=True, timeout=_SECONDS, check=False, creationflags=flags,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(name) from error


def _failed(name: str) -> InputError:
    return InputError(
        f"LibreOffice không đọc được tệp “{name}”: mở bằng Word, lưu lại dạng .docx rồi thử lại.",
        f"LibreOffice couldn't read “{name}”: open it in Word, save it as .docx and try again.",
    )
