"""Numbers that name a road, a village, a group, a level, a disease: codes."""

from __future__ import annotations

import re

from drafting.numbers.build import plain
from drafting.numbers.digits import DOT_DECIMAL
from drafting.numbers.letters import CAPITALS
from drafting.numbers.spot import Spot
from drafting.numbers.tails import noun_at, scale_at, unit_at
from drafting.numbers.types import Reading

_GLUED = re.compile(r"[0-9]*[^\W\d_]{1,3}[0-9]{0,3}(?!\w)")
_LEFT = re.compile(r"[^\W_][\w.\-]{0,11}$")
_HYPHENED = re.compile(r"([^\W\d_]{2,10})[-–]$")
_RIGHT = re.compile(r"\w{0,12}+")
_KM = re.compile(r"(?<!\w)km?$")
_CHAINAGE_GLUED = re.compile(r"\s?\+\s?[0-9]{1,4}")
_JOINED = re.compile(r"(?:[-–][0-9]{1,5}){0,3}(?!\w)")
_RANGE = re.compile(r"\s{0,4}+(?:-|–|đến)\s{0,4}+[0-9]{1,4}")
_STANDARDS = frozenset({"iso", "tcvn", "qcvn", "ql"})
_WIND = re.compile(r"(?:gió|giật|bão|mạnh|rủi ro)\s(?:mạnh\s|thiên tai\s)?cấp$")
_ROAD = re.compile(r"(?<![^\W_])(?:ĐT|ĐH|QL|TL|HL)\.$")
# a program's version: `IOC 3.0`
_VERSION = re.compile(r"(?<![^\W_])(?:[A-Z]{2,8}|[a-z]{1,3}[A-Z][A-Za-z]{1,10})\s$")
# `Omicron BA.5`, `Q.5`, `P.12`
_DOTTED = re.compile(r"(?<![^\W_])(?:[A-Z]{2,3}|[QPF])\.$")
_ZONE = re.compile(r"(?:gmt|utc)[+−-]$")
# crops are called by letters and digits: `giống lúa AB 4321`
_BRED = re.compile(r"(?<!\w)giống(?!\w)[^.;\n]{0,90}$")
_LETTERS = re.compile(rf"(?<![^\W_])[{CAPITALS}]{{2,4}}\s$")
# number plates, blends of fertiliser
_PLATE = re.compile(
    r"[0-9]{2}[A-Z][0-9A-Z]?\s?[-–]\s?[0-9]{3}\.?[0-9]{1,2}(?![0-9])|[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9/-])"
)
_PER = re.compile(r"1(?:00|\.?000|0\.?000|00\.?000)\s(?:dân|km|hộ|người|trẻ|học sinh|ca|máy|lao động)(?!\w)")
_PER_ONE = re.compile(r"[^\W\d_]\s?/\s?$")
# cases, and the persons in them: `1 vụ/1 bị can`
_CASE = re.compile(r"(?<!\w)vụ(?: án| việc)?\s?/\s?$")
# what a rate is counted by: `số bác sĩ trên 1 vạn dân`
_OF_EACH = re.compile(
    r"(?:số|tỷ suất|tỉ suất|tỷ lệ|tỉ lệ|bình quân)\s(?:[^\W\d_]+\s){1,9}(?:trên|tính trên)$"
)
_EACH_HEAD = re.compile(
    r"1(?:0{1,2}|00?\.?000)?(?:\.000)?(?: nghìn| vạn)?\s(?:dân|trẻ|học sinh|phụ nữ|người dân)(?!\w)"
)
_SEATS = re.compile(r"[0-9]{1,2}\s(?:chỗ|giường nằm)(?!\w)")
# `mã QHNS 1045678`
_CALLED = re.compile(r"mã\s(?:[^\W\d_]+\s){0,3}$")
_LONG = 5
# `tiêu chí 13.1, 13.4`
_POINT = re.compile(
    r"(?:tiêu chí|chỉ tiêu|nội dung|tiểu mục|mục|biểu|bảng|nhóm|mã|mã hs)(?: số)?(?: [0-9]{1,2}\.[0-9]{1,2}\s?(?:,|và|;))*$"
)
_SECOND = re.compile(rf"(?<!\w)[{CAPITALS}][^\W\d_{CAPITALS}]{{1,7}} Bản\s$")
# numbers of places that are parted: `mốc 302/2`, `ngõ 15/4`
_PARTED = frozenset({"mốc", "ngõ", "ngách", "hẻm", "kiệt", "thửa", "nhà", "lô"})
_PART = re.compile(r"[0-9]{1,4}/[0-9]{1,3}(?![0-9/%]|\s(?:hộ|xã|thôn|nhà|mốc|lô|thửa|ngõ)(?!\w)|[.,][0-9])")
_BEFORE_COUNT = frozenset({"tổng", "trong", "con", "chỉ", "là", "với", "dân", "quân", "sĩ", "thiểu"})
_EACH = frozenset({"mỗi", "các", "những", "từng", "mấy", "số", "nhiều"})
_CHAINAGE = re.compile(r"[0-9]{1,4}\s?\+\s?[0-9]{1,4}")
_SCALE = re.compile(r"1/(?:[25]00|[1-9][0-9]?\.?000)(?![0-9])")
_RATIO = re.compile(r"\s?/\s?[0-9]{1,4}(?:\s(?!\w{1,3}/)|$)")
_ISO = re.compile(r"[0-9]{3,5}(?:-[0-9]{1,2}(?![0-9]))?(?:[:\-][0-9]{2,4})?")
_SPAN = re.compile(r"[0-9]{1,4}\s?[-–]\s?[0-9]{1,4}(?![0-9.,%/]|[^\W_])|[0-9]{10}-[0-9]{3}(?![0-9])")
_COVID = re.compile(r"(?:covid|cov|sars)[\s\-–]{0,4}$")
_REVOLUTION = re.compile(
    r"(?:cách mạng|công nghiệp|công nghệ|web|chính phủ|nông nghiệp)\s(?:công nghiệp\s)?(?:lần thứ\s)?$"
)


def read(spot: Spot) -> Reading | None:
    """Read digits glued to letters before them, or after a word that numbers things."""
    if spot.left.isalpha() and spot.right == "%" and spot.literal.value is not None:
        return None  # `bằng100,44%`: a lost blank; no code has a percent sign behind it
    if spot.left.isalpha() or (spot.left and spot.left in "_@"):
        right = _CHAINAGE_GLUED if _KM.search(spot.low, max(0, spot.start - 4), spot.start) else _RIGHT
        m = right.match(spot.low, spot.end, spot.limit) or _RIGHT.match(spot.low, spot.end, spot.limit)
        return plain(spot, "code", m.end() if m else None, start=_start(spot))
    plate = (
        _PLATE.match(spot.text, spot.start, spot.limit) if spot.right.isalpha() or spot.right == "-" else None
    )
    if plate is not None:
        return plain(spot, "code", plate.end())
    if (
        spot.left == "/"
        and _PER.match(spot.low, spot.start, spot.limit)
        and spot.text[spot.start - 2].isalpha()
    ):
        return plain(spot, "code")  # `thuê bao/100 dân`
    if (
        spot.digits in ("1", "01")
        and spot.right == " "
        and _PER_ONE.search(spot.before)
        and not _CASE.search(spot.before)
    ):
        return plain(spot, "code")  # `14 tiêu chí/1 xã`, `10 bác sĩ/ 1 vạn dân`
    if (
        spot.last == "trên"
        and _EACH_HEAD.match(spot.low, spot.start, spot.limit)
        and _OF_EACH.search(spot.before)
    ):
        return plain(spot, "code")
    if spot.last in ("xe", "ô", "tô") and _SEATS.match(spot.low, spot.start, spot.limit):
        return plain(spot, "code")
    if _lettered(spot):
        return plain(spot, "code")
    if len(spot.digits) >= _LONG and spot.digits.isdigit() and _CALLED.search(spot.before + " "):
        m = _SPAN.match(spot.low, spot.start, spot.limit)
        return plain(spot, "code", m.end() if m else None)
    if spot.left in "-–" and _glued_left(spot):
        m = _JOINED.match(spot.low, spot.end, spot.limit)
        return plain(spot, "code", m.end() if m else None)
    return _worded(spot)


def _worded(spot: Spot) -> Reading | None:
    """Read digits that the words before them, or what is behind them, make a code."""
    if ("cov" in spot.before[-12:] and _COVID.search(spot.before)) or (
        spot.digits == "4.0" and _REVOLUTION.search(spot.before + " ")
    ):
        return plain(spot, "code")
    if spot.digits == "4.0" and spot.right != "%":
        return plain(spot, "code")
    if spot.last == "km" and (m := _CHAINAGE.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "code", m.end())
    if spot.last == "cấp" and _WIND.search(spot.before):
        m = _RANGE.match(spot.low, spot.end, spot.limit)
        return plain(spot, "code", m.end() if m else None)
    if spot.literal.note == DOT_DECIMAL and _VERSION.search(spot.text, max(0, spot.start - 12), spot.start):
        return plain(spot, "code")
    if spot.right.isalpha() and _model(spot):
        return plain(spot, "code")
    if spot.right == "/" and spot.last in _PARTED and (m := _PART.match(spot.low, spot.start, spot.limit)):
        return plain(spot, "code", m.end())
    if spot.literal.note == DOT_DECIMAL and _POINT.search(spot.before):
        return plain(spot, "code")
    if (
        not _column(spot)
        and not _named_so(spot)
        and spot.lookup_before("before.tsv") == "code"
        and (spot.last in _STANDARDS or not _counts_after(spot))
    ):
        m = (_ISO if spot.last in _STANDARDS else _SPAN).match(spot.low, spot.start, spot.limit)
        return plain(spot, "code", m.end() if m else None)
    if _SCALE.match(spot.low, spot.start, spot.limit) and (
        "tỷ lệ" in spot.before or "quy hoạch" in spot.before
    ):
        return plain(spot, "code", _SCALE.match(spot.low, spot.start, spot.limit).end())  # type: ignore[union-attr]
    if spot.last == "số" and not _of_total(spot) and not _counts_after(spot):
        return plain(spot, "code")
    return _series(spot)


def _lettered(spot: Spot) -> bool:
    """True behind capitals that make the digits a name: a road's, a district's, a time zone's, a crop's."""
    if spot.left == ".":
        return _road(spot) or _DOTTED.search(spot.text, max(0, spot.start - 5), spot.start) is not None
    if spot.left in "+−-":
        return _ZONE.search(spot.low, max(0, spot.start - 5), spot.start) is not None
    return spot.left == " " and _bred(spot)


def _bred(spot: Spot) -> bool:
    """True for the digits of a crop's name, where nothing is counted by them."""
    return (
        spot.right in ",;.)\n "
        and not spot.literal.grouped
        and _LETTERS.search(spot.text, max(0, spot.start - 6), spot.start) is not None
        and _BRED.search(spot.low, max(0, spot.start - 100), spot.start) is not None
        and not _counts_after(spot)
    )


def _road(spot: Spot) -> bool:
    return _ROAD.search(spot.text, max(0, spot.start - 5), spot.start) is not None


def _named_so(spot: Spot) -> bool:
    """True after `Nhật Bản`: the second word of a name, no village."""
    return _SECOND.search(spot.text, max(0, spot.start - 16), spot.start) is not None


def _column(spot: Spot) -> bool:
    """True where three blanks stand before: the gap between two columns."""
    return spot.low[max(0, spot.start - 3) : spot.start] == "   "


def _of_total(spot: Spot) -> bool:
    """True after `tổng số`, `trong số`, `dân số`: words that count, not words that number."""
    return len(spot.prev) > 1 and spot.prev[-2] in _BEFORE_COUNT


def _start(spot: Spot) -> int:
    """Where the letters glued before the digits begin."""
    m = _LEFT.search(spot.text, max(spot.floor, spot.start - 12), spot.start)
    return m.start() if m else spot.start


def _glued_left(spot: Spot) -> bool:
    """True for `Covid-19`: letters, a hyphen, digits, no blanks between."""
    m = _HYPHENED.search(spot.before)
    return m is not None and not spot.before[: m.start()].endswith("từ") and m.group(1) not in ("từ", "đến")


def _model(spot: Spot) -> bool:
    """True for `5G`, `12A`: a capital glued after, and no unit."""
    m = _GLUED.match(spot.text, spot.end, spot.limit)
    if m is None or not spot.text[spot.end].isupper():
        return False
    if len(m.group()) == 1 and m.group() in "ABCDEGK":
        return True
    return unit_at(spot, spot.end) is None and not noun_at(spot, spot.end)[2]


def _counts_after(spot: Spot) -> bool:
    """True where the number counts what follows (`thôn 12 hộ`), or has decimals or a percent sign."""
    literal = spot.literal
    decimals = literal.decimals and literal.note != DOT_DECIMAL  # `tài khoản 3716.0`
    if spot.right == "%" or decimals or literal.grouped or _RATIO.match(spot.after):
        return True
    if spot.last == "số" and not (len(spot.prev) > 1 and spot.prev[-2] in ("trong", "tổng")):
        return False
    if scale_at(spot, spot.end)[0] != 1 or (spot.last == "cấp" and not _school(spot)):
        return True
    m = _RANGE.match(spot.low, spot.end, spot.limit)
    end = m.end() if m else spot.end
    if unit_at(spot, end) is not None or (m and spot.prev[-2:-1] and spot.prev[-2] in _EACH):
        return True
    noun = noun_at(spot, end)
    if noun[0] == "quốc gia" and spot.last in ("vòng", "đợt", "đoạn", "độ"):
        return False  # `vòng 2 quốc gia`
    if noun[0] in _PLACES and _PLACE.match(spot.text, end, spot.limit):
        return _all_named(spot, end)
    return noun[2] and spot.right != ","


def _all_named(spot: Spot, end: int) -> bool:
    """True where as many places are named behind as are counted: `Đảng bộ 3 xã Lam Hạ, Tân Yên và Phú Mỹ`."""
    m = _NAMES.match(spot.text, end, spot.limit)
    return m is not None and spot.literal.value == m.group().count(",") + 2


def _school(spot: Spot) -> bool:
    """True where `cấp` is a level (`trường cấp 2`), not a verb (`cấp 12 học bổng`)."""
    return spot.right in ".,;:)" or (
        len(spot.prev) > 1 and spot.prev[-2] in ("trường", "học", "bậc", "loại", "công")
    )


_PLACES = frozenset(
    [
        "xã",
        "huyện",
        "phường",
        "thị trấn",
        "thị xã",
        "quận",
        "khu phố",
        "khu",
        "khối",
        "thôn",
        "tổ",
        "ấp",
        "khoản",
        "nhà",
        "tòa",
    ]
)
_PLACE = re.compile(
    rf"\s(?:xã|huyện|phường|thị trấn|thị xã)\s[{CAPITALS}0-9]|\s(?:nhà|tòa|khu)\s[A-Z][0-9]"
    r"|\s(?:phường|thị trấn)\s(?:đạt|có|được|là|đã|tổ|hoàn)\s"
    rf"|\s(?:quận|khu phố|khu|khối|thôn|tổ|ấp|khoản)\s(?:[{CAPITALS}](?![{CAPITALS}]{{2}})|[0-9])"
)
_NAME = rf"[{CAPITALS}][^\W\d_]*(?:\s[{CAPITALS}][^\W\d_]*){{0,3}}"
_NAMES = re.compile(
    rf"\s(?:xã|huyện|phường|thị trấn|quận|thôn|khu phố|ấp):?\s{_NAME}(?:,\s{_NAME}){{0,12}}\svà\s(?:xã\s|phường\s)?{_NAME}"
)
_SERIES = re.compile(
    r"(?:thôn|loại|hạng|nhóm|đối tượng|xóm|ấp|bản|khu phố|tổ|khu|mức độ|cấp độ|tổ dân phố|cụm thi đua số|khối|quốc lộ|tỉnh lộ)"
    r"\s[0-9]{1,4}[a-z]?(?:\s?,\s?(?:thôn\s|xóm\s)?[0-9]{1,4}){0,5}\s?(?:,|và|-|–)$"
)


def _series(spot: Spot) -> Reading | None:
    """Read the later numbers of `mức độ 3, 4`."""
    joined = spot.last[-1:] in (",", "-", "–") or spot.last == "và"
    if joined and spot.literal.decimals == 0 and _SERIES.search(spot.before) and not _counts_after(spot):
        return plain(spot, "code")
    return None
