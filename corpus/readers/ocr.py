"""Scanned pages through Tesseract, where it is installed with its Vietnamese data."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from corpus.errors import InputError
from corpus.structure.cues import letters_upper

_MISREAD = re.compile(r"(\s*)([IVXLlHT1|]{1,4})\s*[.,]?\s+(\S.{4,})$")
_ROMANS = str.maketrans({"L": "I", "l": "I", "H": "II", "T": "I", "1": "I", "|": "I"})
_PLACES = (r"C:\Program Files\Tesseract-OCR\tesseract.exe", "/opt/homebrew/bin/tesseract")
_SCALE = 300 / 72
_LONGEST_SIDE = 5000  # pixels; a page of A3 at 300 dpi has 4961
_MOST_PAGES = 60
_SECONDS = 90


@cache
def find_tesseract() -> str | None:
    """Tesseract's program, where it can read Vietnamese."""
    program = shutil.which("tesseract") or next((p for p in _PLACES if Path(p).exists()), None)
    if program is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 - a program of this machine, fixed arguments
            [program, "--list-langs"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if "vie" in listed.stdout.decode("utf-8", "replace").split() else None


def read_scan(data: bytes, name: str, only: Sequence[int] | None = None) -> str:
    """The text of scanned pages, columns kept apart by blanks, a form feed between pages.

    Args:
        data: the PDF.
        name: its file name.
        only: the numbers of the pages to read, from 0; all without it, and then some text must be found.

    Raises:
        InputError: Tesseract or its Vietnamese data isn't here, there are too many pages, or it failed.
    """
    program = find_tesseract()
    if program is None:
        raise InputError(
            f"Tệp “{name}” là bản quét (ảnh), không có chữ: dùng bản Word hoặc PDF có chữ, "
            "hoặc cài Tesseract kèm dữ liệu tiếng Việt (vie) để nhận dạng.",
            f"“{name}” is scanned (pictures without text): use the Word file or a PDF with text, "
            "or install Tesseract with its Vietnamese data (vie).",
        )
    pages = _pictures(data, name, only)
    with ThreadPoolExecutor(max(1, min(4, os.cpu_count() or 1))) as pool:
        texts = list(pool.map(lambda picture: _recognise(program, picture, name), pages))
    text = "\n\x0c".join("\n".join(map(_label_read, page.split("\n"))) for page in texts)
    if only is None and sum(char.isalpha() for char in text) < 40:
        raise InputError(
            f"Không nhận dạng được chữ trong bản quét “{name}”: quét lại rõ hơn hoặc dùng bản Word.",
            f"No text could be recognised in the scan “{name}”: scan it more clearly or use the Word file.",
        )
    return text


def _pictures(data: bytes, name: str, only: Sequence[int] | None) -> list[bytes]:
    import pypdfium2

    from corpus.readers.limits import damaged

    try:
        document = pypdfium2.PdfDocument(data)
        wanted = range(len(document)) if only is None else only
        if len(wanted) > _MOST_PAGES:
            raise InputError(
                f"Bản quét “{name}” quá dài ({len(wanted)} trang; tối đa {_MOST_PAGES}).",
                f"The scan “{name}” is too long ({len(wanted)} pages; at most {_MOST_PAGES}).",
            )
        pictures = [_picture(document[at]) for at in wanted]
        document.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise damaged(name) from error
    return pictures


def _picture(page: object) -> bytes:
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(_SCALE, _LONGEST_SIDE / max(width, height, 1))
    image = page.render(scale=scale, grayscale=True).to_pil()  # type: ignore[attr-defined]
    kept = io.BytesIO()
    image.save(kept, "PNG", compress_level=1)
    page.close()  # type: ignore[attr-defined]
    return kept.getvalue()


def _recognise(program: str, picture: bytes, name: str) -> str:
    command = [program, "stdin", "stdout", "-l", "vie", "--psm", "4", "-c", "preserve_interword_spaces=1"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of this machine, fixed arguments
            command, input=picture, capture_output=True, timeout=_SECONDS, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(name) from error
    if done.returncode:
        raise _failed(name)
    return done.stdout.decode("utf-8", "replace").replace("\x0c", "")


def _label_read(line: str) -> str:
    """`L CÔNG TÁC …` as `I. CÔNG TÁC …`: Roman numbers of headings are misread most."""
    match = _MISREAD.match(line)
    if match is None or not letters_upper(match[3]) or re.fullmatch(r"[IVX]+", match[2]):
        return line
    return f"{match[1]}{match[2].translate(_ROMANS)}. {match[3]}"


def _failed(name: str) -> InputError:
    return InputError(
        f"Tesseract không đọc được bản quét “{name}”: quét lại rõ hơn hoặc dùng bản Word.",
        f"Tesseract couldn't read the scan “{name}”: scan it more clearly or use the Word file.",
    )
