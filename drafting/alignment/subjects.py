"""The words around a number that name its indicator."""

from __future__ import annotations

import re

from drafting.alignment.similarity import telling
from drafting.alignment.units import family
from drafting.numbers.records import record
from drafting.numbers.types import Reading

# Verbs and changes that end the words naming an indicator.
_VERBS = (
    r"(?:ước\s+)?(?:đạt|là|có|gồm|được|ước|còn|tăng|giảm|bằng|chiếm|vượt|lên|xuống|hiện có|ước tính"
    r"|ước thực hiện|thực hiện|với)"
)
_TAIL = re.compile(
    rf"(?:\s|^)(?:{_VERBS}|còn phải(?: thực hiện)?|hơn|trên|gần|khoảng|dưới|từ|đến|cho|và|thêm|mới được|bình quân đạt|:|là:)\s*$",
    re.I,
)
_STOP_RIGHT = re.compile(
    r"[,;:()\n=]|\.(?:\s|$)|\s(?:đạt(?!\s+(?:chuẩn|danh hiệu|tiêu|giải|ntm|nông thôn|kiểu mẫu|loại|cơ quan|gia đình"
    r"|văn h|an toàn|bộ tiêu))|là|tăng|giảm|bằng(?!\s(?:khen|độc quyền))|chiếm|so với|trị giá|vượt|trong đó|ước|còn|nên|để|với số"
    r"|cùng kỳ|kế hoạch|và\s+\d|năm \d{4})(?=\s|$)",
    re.I,
)
# `28% dự toán Trung ương giao`: who gave the plan
_GIVER = r"(?:(?:HĐND|UBND)\s+)?(?:trung ương|TW|tỉnh|thành phố|huyện|xã|cấp trên|trên|HĐND(?: tỉnh| huyện| xã)?)\s+giao\b"
_BASIS = re.compile(
    r"\b(?:so với |so |bằng |hơn )?(?:cùng kỳ(?: năm (?:trước|ngoái|\d{4}))?|kế hoạch(?: năm)?(?: \d{4})?"
    r"|năm trước|năm ngoái|dự toán(?: giao)?)\b"
    rf"|(?<=toán)\s+{_GIVER}|(?<=hoạch)\s+{_GIVER}|(?<=tiêu)\s+{_GIVER}|^{_GIVER}",
    re.I,
)
# Behind a unit: `/ha`, ` / người / năm`
_PER = re.compile(r"(?!\w)(?:\s?/\s?[^\W\d_]+)*")
_PARTS = re.compile(r",(?!\d)|:")
_PERCENT = re.compile(r"^\s*%")
_AND = re.compile(r"\s*và\s", re.I)
_PERIOD = re.compile(
    r"(?:trong\s+)?(?:(?:sáu|6|chín|9|ba|3)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?|(?:đến|tính đến)\s+(?:nay|ngày[^,]*)"
    r"|(?:trong\s+|đầu\s+|cuối\s+)?năm\s+\d{4}|(?:đầu|cuối) năm(?! học)|trong kỳ|trong năm(?: qua)?)",
    re.I,
)
# Letters without which the patterns above, and that of the markers, find nothing.
_OF_BASIS = ("kỳ", "hoạch", "toán", "giao", "năm trước", "năm ngoái")
_OF_PERIOD = ("năm", "tháng", "nay", "ngày", "trong kỳ")
_OF_MARKER = ("trong đó", "chia ", "phân theo", "cụ thể", "gồm", "tiêu biểu", "điển hình", "nhất là", "như")
_QUOTES = str.maketrans(dict.fromkeys('“”"*_', " "))
_EDGES = " ,;:.-–+()"
_LEAD = re.compile(r"^(?:và|với|có|được|đã|số)\s+(?=\S)", re.I)
_LONGEST_TAIL = 60  # letters that the longest of the tails has, and more
# Numbering is no word of a label.
_BRACKET = re.compile(r"\([^()]*\)")
_NUMBERING = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\))\s+")
_MARKER = re.compile(
    r"\b(?:trong đó|chia ra|chia theo|phân theo|cụ thể(?: là| như sau)?"
    r"|(?:bao )?gồm|tiêu biểu(?: là| như)?|điển hình(?: là| như)?|nhất là|như)\b:?",
    re.I,
)
HEAD = re.compile(
    r"(?:tổng|diện tích|năng suất|sản lượng|giá trị|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|số|thu|chi|doanh thu|kim ngạch|đàn"
    r"|vốn|dân số|thu nhập|tốc độ|cơ cấu|kinh phí|dư nợ|quỹ|chỉ số|độ che phủ|trị giá)\b",
    re.I,
)
# A percentage that begins its clause speaks of what follows (`có 80% khu dân cư đạt …`).
_FIRST = re.compile(r"(?:^|,|có|với|và|đến nay|đã)\s*(?:trên|hơn|gần|khoảng)?\s*$", re.I)
# Units that a subject without them says as well.
_BARE_UNITS = frozenset(
    {"con", "người", "suất", "đơn vị", "chiếc", "cái", "đồng chí", "lượt", "vị", "em", "cháu"}
)
# Longer stretches of prose before a number name more than the indicator.
LONGEST = 20


@record
class Words:
    """What a number's own words say: `own` before it, `noun` behind it."""

    own: str
    noun: str


def content(text: str) -> int:
    """How much the words tell: the number of syllables that can name an indicator."""
    return telling(text)


def tidy(text: str) -> str:
    """Words without verbs, changes, periods and list markers at their ends."""
    low = text.lower()  # a look for letters spares most of the patterns, which try each place of the text
    text = _NUMBERING.sub("", text)
    text = _BASIS.sub(" ", text) if any(map(low.__contains__, _OF_BASIS)) else text
    text = _PERIOD.sub(" ", text) if any(map(low.__contains__, _OF_PERIOD)) else text
    text = _MARKER.sub(" ", text) if any(map(low.__contains__, _OF_MARKER)) else text
    text = " ".join(text.translate(_QUOTES).split()).strip(_EDGES)
    while (tail := _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))) is not None:
        text = text[: tail.start()].strip(_EDGES)
    return _LEAD.sub("", text) if " " in text else text


def own_words(local: str) -> str:
    """The words of the clause before a number, prose before them cut.

    A part that begins like an indicator (`Diện tích …`, `Tổng …`) begins the words, commas in it or
    not; else they are the last part that tells something.
    """
    inside = _BRACKET.sub(lambda m: m.group().replace(",", " "), local)
    parts = [p for p in (tidy(p) for p in _PARTS.split(inside)) if p]
    heads = [n for n, part in enumerate(parts) if HEAD.match(part)]
    if heads:
        return " ".join(", ".join(parts[heads[-1] :]).split()[:LONGEST])
    while len(parts) > 1 and content(parts[-1]) < 1:
        parts.pop()
    if not parts:
        return ""
    best = parts.pop()
    while parts and len(parts[-1].split()) <= 2 and len(best.split()) <= 5 and content(parts[-1]) >= 1:
        best = f"{parts.pop()}, {best}"
    parts.append(best)
    if content(best) < 2 and len(parts) > 1 and content(parts[-2]) >= 1:
        best = f"{parts[-2]} {best}"
    return _last_words(best)


def _last_words(text: str) -> str:
    return " ".join(text.split()[-LONGEST:])


def unit_end(text: str, reading: Reading, end: int) -> int:
    """Where the unit behind a number ends (the number's own end where none is printed)."""
    behind = text[reading.end : end]
    start = len(behind) - len(behind.lstrip())
    for word in (reading.unit, reading.noun):
        if word and reading.kind != "percent" and behind[start : start + len(word)].lower() == word.lower():
            per = _PER.match(behind, start + len(word))
            if per is not None:
                return reading.end + per.end()
    return reading.end


def words_of(
    text: str, reading: Reading, local: tuple[int, int], end: int, names: list[tuple[int, int]]
) -> Words:
    """The own words and the noun of a number; `names` are cut out of both."""
    left = _without(text, local, names)
    own = own_words(left)
    noun = _noun(text, reading, end, names)
    if noun.lower() in _BARE_UNITS:
        noun = ""
    if content(noun) >= 2 and reading.kind == "percent" and _FIRST.search(left):
        own = ""
    elif _measured(reading) and _names_all(reading, own, noun):
        noun = ""
    return Words(own, noun)


def _names_all(reading: Reading, own: str, noun: str) -> bool:
    """True where the words before a measured number need none behind it (`Kiên cố hóa 5 km kênh mương` does)."""
    if HEAD.match(own) or (content(noun) < 2 and content(own)):
        return True
    return content(own) >= 2 and reading.kind == "percent"


def _noun(text: str, reading: Reading, end: int, names: list[tuple[int, int]]) -> str:
    measured = _measured(reading) and reading.kind != "percent"
    start = unit_end(text, reading, end) if measured else reading.end
    span = (start, min(end, start + 160))
    stretch = _without(text, span, names)
    if reading.kind == "percent":
        stretch = _PERCENT.sub("", stretch)
        if _AND.match(stretch):
            return ""  # `đạt 50,5% và thu …`: another statement
    match = _STOP_RIGHT.search(" " + stretch if stretch[:1].isalpha() else stretch)
    stretch = stretch[: max(0, match.start())] if match else stretch
    return tidy(" ".join(stretch.split()[:LONGEST]))


def _measured(reading: Reading) -> bool:
    """True for a number with a unit of measure, which no counted noun follows."""
    return family(reading.unit) not in {"", "count"} or reading.kind in {"percent", "multiple", "rank"}


def _without(text: str, span: tuple[int, int], names: list[tuple[int, int]]) -> str:
    """The text of a span with the names in it left out."""
    out, at = [], span[0]
    for start, end in names:
        if start >= at and end <= span[1]:
            out.append(text[at:start])
            at = end
    out.append(text[at : span[1]])
    return " ".join(out)
