"""What a gap asks for, in a few natural words: `số thôn`, `tổng diện tích tự nhiên (ha)`."""

from __future__ import annotations

import re

from drafting.types import Mention

# Where the name of what is counted ends.
_STOP = re.compile(
    r"(?<!trực)\s+(?:hoặc|làm|do|với|trong|để|và|được|có|ở|tại|cho|từ|trên|do|vào|lên|đạt|là|đã|so|trở|sau|chiếm|bằng|theo|thuộc|đi|"
    r"tham gia|trình|giảm|tăng|gồm|nhằm|mới đạt|gửi|qua|bị|đang|cùng|cũng|như)\b|[.,;:()\n\[\]]|\s[-–]\s(?=\d)"
)
# Verbs and fillers before the name of what is measured.
_LEAD = re.compile(
    r"^(?:phấn đấu|trong đó|đến nay|hiện nay|toàn (?:xã|huyện|cụm|tỉnh|phường)|xã|năm nay|ước|có|với|và|còn|đạt|hoàn thành|"
    r"duy trì|nâng|đưa|giảm|tăng|tổ chức|thực hiện|kết quả|cụ thể|là|đã|mỗi|cả|gồm|chủ yếu|khoảng|mức|của)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:đạt|là|còn|khoảng|bình quân|xuống|ước|trên|từ|hơn|gần|ít nhất|tối thiểu|có|với|lên|tăng|giảm|bằng|"
    r"được|cho|và|ở|cả|từng|của|(?:cho )?năm|gồm)$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(t[ỷỉ] lệ\s+[^.,;:()\d\[\]]{3,70}?)(?:\s+(?:đạt|còn|là|trên|từ|dưới|giảm|tăng|ước|bằng|bình quân|xuống|lên))*\s*$",
    re.IGNORECASE,
)
# A change that is asked for: `thu ngân sách tăng từ […]`, `giảm tỷ lệ hộ nghèo bình quân […]`.
_MOVED = re.compile(
    r"\b(?P<way>tăng|giảm)(?:\s(?P<what>(?:tỷ lệ|tỷ suất)[^.,;:()\d\[\]]{3,60}?))?"
    r"(?:\s(?:thêm|từ|trên|ít nhất|tối thiểu|khoảng|bình quân))*\s*$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\d\s+hộ(?: gia đình)?\s*(?:,|với|và|;|/|có)\s*$", re.IGNORECASE)
# Before a level reached; what follows the number then tells something else.
_LEVEL = re.compile(r"\b(?:đạt|còn|trên|là|hoá|hóa|từ|dưới|xuống|lên|bình quân)\s*$", re.IGNORECASE)
_ROLES = {
    "growth": "mức tăng, giảm",
    "of-plan": "tỷ lệ so với kế hoạch",
    "same-period": "cùng kỳ",
    "plan": "kế hoạch",
}
# What is left of words that name nothing.
_NOTHING = {
    "trong đó",
    "trên",
    "bằng",
    "bằng cùng",
    "đó",
    "chiếm",
    "tương ứng",
    "đến nay",
    "trong năm",
    "dành",
    "dành từ",
}
# `nông, lâm, thủy sản`: words of one syllable between commas name one thing with what stands around them.
_SERIES = re.compile(r", ((?!(?:tăng|giảm|đạt|còn|có|bằng|gồm|chiếm|là)\b)[^\W\d_]+), (?=[^\W\d_])")
_SERIES_BEFORE = re.compile(r"[^.,;:()\n\d]*(?:, (?!tăng|giảm|đạt)[^\W\d_]+)+, \Z")
# Where what the counted ones do begins.
_DOING = re.compile(r"\s(?:do|để|nhằm|và|với|trở lên)\s")
_JOINT = "\N{SINGLE LOW-9 QUOTATION MARK} "
# Nouns that say how, not what, is counted.
_GENERIC = {"người", "đồng chí", "thành viên", "cháu", "em", "suất", "cá nhân", "tập thể", "đơn vị", "lượt"}
_MOST = 12


def label_of(text: str, mention: Mention, start: int) -> str:
    """What the gap asks for.

    Args:
        text: the precedent's text.
        mention: the number that no figure gives.
        start: where the gap begins (a qualifier before the number goes with it).
    """
    reading = mention.reading
    before = text[_beginning(text, mention) : start]
    after = _named(text[reading.end : reading.end + 80])
    if reading.kind == "percent" or reading.unit == "%":
        words = _rate(before, after)
    elif reading.unit and not reading.noun:
        thing = _measured_thing(_subject(mention, before), after.removeprefix(reading.unit).strip())
        words = f"{thing} ({measured(text, mention)})"
    elif _PEOPLE.search(before) and after.split()[:1] in (["người"], ["khẩu"], ["nhân"]):
        words = "số dân"
    elif after:
        words = _counted(before, after, text[reading.end : reading.end + 70])
    else:
        words = _subject(mention, before)
    role = _ROLES.get(mention.role, "")
    words = f"{role} của {words}" if role and reading.kind != "percent" else words
    if mention.scope and mention.scope not in words:
        words = f"{words} - {mention.scope}"
    return words


def _beginning(text: str, mention: Mention) -> int:
    """Where the words for the number begin: the clause, with the series of words that runs into it."""
    begin = max(mention.clause[0], mention.sentence[0])
    series = _SERIES_BEFORE.search(text, mention.sentence[0], begin)
    return series.start() if series else begin


def _counted(before: str, after: str, following: str) -> str:
    """What is counted: the noun after the number, or the fuller words before it where that says little."""
    clause = re.split(r"[,;(]\s", re.sub(r"\s*\([^()]*\)", "", before).rstrip(" :"))[-1]
    fuller = _clean(clause)
    generic = after.casefold() in _GENERIC
    named = fuller.casefold() not in _NOTHING and 1 < len(fuller.split()) <= _MOST - 2
    if named and fuller.casefold().startswith(after.casefold() + " "):
        return f"số {fuller}"
    if named and generic and after.casefold() != "người" and not fuller.casefold().startswith("số "):
        return f"số {after} {fuller}"
    if named and generic:
        return f"{fuller} ({after})"
    told = re.match(r"[^.,;:()\n\d]+", following) if generic else None
    return f"số {_short(_DOING.split(told[0])[0], 8)}" if told else f"số {after}"


def measured(text: str, mention: Mention) -> str:
    """The unit as it is printed: `tỷ đồng`, `ha`."""
    reading = mention.reading
    return " ".join(w for w in (reading.scale_word, reading.unit or "") if w)


def _rate(before: str, after: str) -> str:
    moved = _MOVED.search(before)
    if moved:
        words = _clean(f"{before[: moved.start()]} {moved['what'] or ''}")
        if words and words.casefold() not in _NOTHING:
            return f"mức {moved['way'].lower()} {words} (%)"
    rate = _RATE.search(before)
    if rate:
        return f"{_short(rate[1][:1].lower() + rate[1][1:])} (%)"
    if _LEVEL.search(before) and _clean(before).casefold() not in _NOTHING | {""}:
        return _percentage_of(re.sub(r"^(?:tỷ lệ|số) ", "", _clean(before)))
    if after.startswith(("chỉ tiêu", "kế hoạch", "dự toán")):
        return f"tỷ lệ hoàn thành {after} (%)"
    words = after or _clean(before)
    words = "" if words.casefold() in _NOTHING else words
    return _percentage_of(words)


def _percentage_of(words: str) -> str:
    if words.startswith("tỷ trọng"):
        return f"{words} (%)"
    return f"tỷ lệ {words} (%)" if words else "tỷ lệ (%)"


def _measured_thing(subject: str, after: str) -> str:
    """A deed with what it is done to: `trồng mới` `541 ha` `rừng`."""
    thing = after.split()
    return f"{subject} {after}" if len(subject.split()) <= 2 and 0 < len(thing) <= 3 else subject


def _named(after: str) -> str:
    """The noun after the number, to the first word that goes on with the sentence."""
    stop = _STOP.search(after)
    words = after[: stop.start()] if stop else after.rpartition(" ")[0]
    words = re.sub(r"\s*\d.*$", "", words).strip(" -–+*")
    return _short(words)


def _subject(mention: Mention, before: str) -> str:
    words = _clean(mention.subject) or _clean(before)
    return words or "số liệu"


def _clean(words: str) -> str:
    """The last phrase, without numbers, verbs before it and particles after it."""
    words = _SERIES.sub(rf"{_JOINT}\1{_JOINT}", re.sub(r"\d[\d.,/%]*", "", words))
    parts = [
        p.replace(_JOINT, ", ")
        for p in re.split(r"[,;:()\[\]…\n]|\b(?:nhằm|để|phấn đấu)\b", words)
        if len(p.split()) > 1
    ]
    phrase = " ".join((parts[-1] if parts else words).split()).strip(" -–+*.,;:()")
    for pattern in (_LEAD, _TAIL):
        while (cut := pattern.search(phrase)) and len(phrase.split()) > 2:
            phrase = (phrase[: cut.start()] + phrase[cut.end() :]).strip()
    return _short(phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() else phrase)


def _short(words: str, most: int = _MOST) -> str:
    return " ".join(words.split()[:most])
