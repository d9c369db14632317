"""The words of plain sentences: how an indicator is named, what is counted, what is reached."""

from __future__ import annotations

import re

from drafting.types import Figure
from drafting.writers.amounts import unit_words
from drafting.writers.judgments import less_is_better

KINDS = ("xã", "phường", "huyện", "quận", "tỉnh", "thôn")
# What is reached (`đạt`); all else simply is (`là`).
_REACHED = re.compile(
    r"^(?:tổng\s+)?(?:sản lượng|diện tích (?!(?:đất )?tự nhiên)|quỹ|chi\b|mức\b|giá trị|năng suất|thu\b|doanh thu|"
    r"doanh số|kim ngạch|thu nhập|bình quân|dư nợ|vốn|tỷ lệ|tỉ lệ|tốc độ|huy động|số thu|thu hút)",
    re.IGNORECASE,
)


def verb(label: str, actual: Figure, same: Figure | None) -> str:
    """What stands between an indicator and its value: `đạt`, `là`, `còn`, `có`, blanks around it."""
    risen = same is not None and (actual.value or 0) > (same.value or 0)
    if label.casefold().startswith(("tỷ lệ", "tỉ lệ")) and less_is_better(label):
        return " là " if risen else " còn "
    if re.match(r"(?:tổng\s+)?đàn\b", label, re.IGNORECASE):
        return " có "
    return " đạt " if _REACHED.match(label) or is_rate(actual) else " là "


def is_rate(figure: Figure) -> bool:
    """A percentage or per mille: no percentage is said of it, nothing is counted."""
    return figure.unit in RATES


RATES = ("%", "‰")
_NUMBER_OF = re.compile(r"^số (?:lượng )?", re.IGNORECASE)
# A measure that may stand before what it measures: `6,1 km đường bê tông`, `12.500 lượt khách du lịch`.
_BEFORE = ("lượt", "suất", "km", "m2", "m3", "m²", "cây", "buổi", "lớp", "tin", "bài")
_NO_THING = re.compile(
    r"(?:tổng|diện tích|tỷ lệ|chiều dài|giá trị|sản lượng|năng suất|độ|thời gian)\b", re.IGNORECASE
)
# What `người` and `hộ` count, named by the label's own first words: `14 thanh niên nhập ngũ`.
_PERSONS = re.compile(
    r"(?:thanh niên|công dân|học sinh|lao động|quần chúng|giáo viên|hội viên|đoàn viên|cán bộ|trẻ em|phụ nữ|nông dân|"
    r"công nhân|gia đình|đảng viên|người|hộ)\b",
    re.IGNORECASE,
)
NAMED_RATE = re.compile(
    r"(?:tỷ|tỉ) (?:lệ|trọng|suất|số)|tốc độ|cơ cấu|mức|độ|tăng|chỉ số|hệ số|công suất|thị phần|bình quân|mật độ|xác suất",
    re.IGNORECASE,
)


def counted(label: str, actual: Figure | None) -> str:
    """`355 hộ sản xuất, kinh doanh cá thể`: the label itself names what is counted; else empty."""
    if actual is None or is_rate(actual) or actual.unit == "đồng" or not (actual.value or 0) > 0:
        return ""
    unit = unit_words(actual).casefold()
    words = _NUMBER_OF.sub("", " ".join(label.split()).rstrip(" .:;"))
    plain_words = words.casefold()
    if not unit or "(" in words:
        return ""
    if plain_words == unit or plain_words.startswith((f"{unit} ", f"{unit},")):
        return lower(words)
    if plain_words.endswith(f" {unit}") and len(words.split()) < 4 and not _NO_THING.match(words):
        return lower(words)
    if unit in ("người", "hộ", "em", "cháu") and _PERSONS.match(words):
        return lower(words)
    return f"{unit} {lower(words)}" if unit in _BEFORE and not _NO_THING.match(words) else ""


def lower_kind(scope: str) -> str:
    """`Xã Minh Hải` as a sentence has it."""
    first, _, rest = scope.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.casefold() in KINDS else scope


def name(label: str) -> str:
    """The label as a sentence begins with it."""
    words = " ".join(label.split()).rstrip(" .:;")
    return words[:1].upper() + words[1:]


def sentence_label(label: str, *, first: bool = True) -> str:
    """An indicator's label as a sentence has it, at its beginning or inside."""
    return name(label) if first else lower(name(label))


def lower(label: str) -> str:
    """The label inside a sentence."""
    words = " ".join(label.split())
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
