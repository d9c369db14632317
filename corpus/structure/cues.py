"""Lines of the title block and the signature, told by their words."""

from __future__ import annotations

import re

from corpus.units import fold

_FRONT = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*[-–]\s*tu do|dang cong san viet nam$|so\s*:|v/v\b|ve viec\b|kinh gui"
    r"|bao cao$|du thao|cong van$|to trinh$|ke hoach$|thong bao$"
)
_PLACE_DATE = re.compile(
    r"(?:(?:t[ptx]\.\s*)?[^,;:.]{2,40},?\s*)?ngay\s*"
    r"(?:[\d.…_]*\s*thang\s*[\d.…_]*\s*nam\s*[\d.…_]*|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})\W*$"
)
_BACK = re.compile(r"noi nhan\b\s*:?")
DOCUMENT_TYPES = (
    "bao cao",
    "to trinh",
    "ke hoach",
    "thong bao",
    "cong van",
    "huong dan",
    "chuong trinh",
    "quyet dinh",
)
_TITLED = ("bao cao ", "ke hoach phat dong", "ke hoach to chuc", "thu phat dong")
_AUTHORITY = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*[^\W\d]|(?:T/M|K/T|T/L)\.?\s+[^\W\d]|TRƯỞNG CỤM|CỤM TRƯỞNG"
)
_POSITION = re.compile(
    r"(?:(?:PHÓ\s+|Q\.\s*)?(?:CHỦ TỊCH|TRƯỞNG BAN|TRƯỞNG PHÒNG|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG)"
    r"|TRƯỞNG CỤM|CỤM TRƯỞNG|PHÓ CỤM TRƯỞNG)\b"
)

_CLOSES = re.compile(
    r"(?:Trên đây là|Với (?:mục tiêu|tinh thần|những)|Trên cơ sở đó|Đề nghị các"
    r"|[^.;:\n]{0,120}\b(?:trân trọng|kính|xin) (?:báo cáo|trình|đề nghị|gửi)\b)",
    re.IGNORECASE,
)


def is_closing(text: str, at: int = 0) -> bool:
    """Whether the sentence that closes a report or a letter begins at `at`: `Trên đây là …`, `… trân trọng báo cáo`."""
    return _CLOSES.match(text, at) is not None


def letters_upper(text: str) -> bool:
    """Whether nearly all letters are capitals (three letters at least)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def is_place_date(line: str) -> bool:
    """`Hà Vinh, ngày 09 tháng 12 năm 2022`, with blanks for the day too."""
    return len(line) < 90 and _PLACE_DATE.match(fold(line)) is not None


def is_type_line(line: str) -> bool:
    """The kind of a document, alone or with the first words of its title: `BÁO CÁO TỔNG KẾT`."""
    folded = fold(line).strip(" *.:")
    if folded in DOCUMENT_TYPES:
        return True
    return len(line) < 120 and letters_upper(line) and folded.startswith(_TITLED)


def is_front(line: str) -> bool:
    """A line that only a title block has."""
    if len(line) >= 200:
        return False
    return _FRONT.match(fold(line)) is not None or is_place_date(line) or is_type_line(line)


def is_back(line: str) -> bool:
    """A line that begins recipients or a signature."""
    if len(line) < 200 and _BACK.match(fold(line)):
        return True
    return is_signature(line)


def is_signature(line: str) -> bool:
    """Authority or position in capitals: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`."""
    if len(line) > 90 or not letters_upper(line):
        return False
    return bool(_AUTHORITY.match(line) or _POSITION.match(line))


def is_cue(line: str) -> bool:
    """Whether a line stands for itself, never part of a running paragraph."""
    return is_front(line) or is_back(line)
