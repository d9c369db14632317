"""What a file really is, and whether it is sane enough to open."""

from __future__ import annotations

import io
import zipfile

from corpus.archives import BROKEN_ARCHIVE
from corpus.errors import InputError

LARGEST = 64 * 2**20  # bytes; a report of text and tables has a few hundred thousand
_UNPACKED = 400 * 2**20
_RATIO = 200
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_size(size: int, name: str) -> None:
    """Refuse empty and huge files."""
    if size == 0:
        raise InputError(f"Tệp “{name}” trống, không có nội dung.", f"“{name}” is empty.")
    if size > LARGEST:
        raise InputError(
            f"Tệp “{name}” quá lớn ({size // 2**20} MB; tối đa {LARGEST // 2**20} MB): bỏ bớt ảnh rồi thử lại.",
            f"“{name}” is too large ({size // 2**20} MB; at most {LARGEST // 2**20} MB): remove pictures and try again.",
        )


def sniff(data: bytes, name: str) -> str:
    """`docx`, `xlsx`, `odt`, `zip`, `pdf`, `ole`, `rtf`, `html` or `text`, by content."""
    if data.startswith(b"PK\x03\x04"):
        return _inside_zip(data, name)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_OLE):
        return "ole"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    head = data[:2000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    _refuse_binary(data, name)
    return "text"


def _inside_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
    except (*BROKEN_ARCHIVE, RuntimeError) as error:
        raise damaged(name) from error
    unpacked = sum(info.file_size for info in infos)
    if unpacked > _UNPACKED or unpacked > _RATIO * max(len(data), 10**5) or len(infos) > 20000:
        raise InputError(
            f"Tệp “{name}” nén bất thường (giải ra quá lớn), không mở.",
            f"“{name}” unpacks to an unusual size and is not opened.",
        )
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "odt"
    return "zip"


def unpacked_size(data: bytes, kind: str) -> int:
    """Bytes of a file once unpacked; `kind` is what `sniff` says."""
    if kind not in ("docx", "odt", "xlsx", "zip"):
        return len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))


def _refuse_binary(data: bytes, name: str) -> None:
    if data.startswith(_IMAGES):
        raise InputError(
            f"“{name}” là ảnh, không có chữ để đọc: dùng tệp Word hoặc PDF của báo cáo.",
            f"“{name}” is a picture without text: use the report's Word or PDF file.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    sample = data[:8192]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if (b"\x00" in sample and sample.count(0) < len(sample) // 4) or (
        odd > len(sample) // 20 and 0 not in sample
    ):
        raise damaged(name)


def damaged(name: str) -> InputError:
    """The error for a file that can't be read as anything known."""
    return InputError(
        f"Không đọc được tệp “{name}”: tệp bị hỏng hoặc không phải văn bản (.docx, .doc, .pdf, .txt, .md).",
        f"“{name}” can't be read: it is damaged or no document (.docx, .doc, .pdf, .txt, .md).",
    )


def too_complex(name: str) -> InputError:
    """The error for a file that takes more memory than a document may."""
    return InputError(
        f"Tệp “{name}” quá lớn hoặc lồng nhau quá sâu, không đọc được: tách ra hoặc lưu lại dạng .docx rồi thử lại.",
        f"“{name}” is too large or too deeply nested to be read: split it or save it as .docx and try again.",
    )
