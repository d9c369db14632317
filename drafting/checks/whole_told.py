"""Where the whole of a percentage is told: before its part in the line, taken up again, named, the unit's own total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.change_words import base_starts
from drafting.checks.document import Document
from drafting.checks.kinds import noun_of, people, same_kind, unit_of
from drafting.checks.plain import plain
from drafting.checks.ratios import OTHER
from drafting.numbers.types import Reading

# `Trong 489 cá nhân có 287 người …`, `Trong số lượt khám có 108.341 lượt …`
_TAKEN_UP = re.compile(r"(?:\A\s*|[.;\n]\s*)trong(?: so| tong so)?\s*$")
_OF_ALL = re.compile(
    r"(?:\A\s*|[.;\n]\s*)trong (?:tong )?so ((?:[^\W\d_]+ ){1,4}?)(?:tren |nay )?(?:thi )?co\s*$"
)
_TOTAL = re.compile(
    r"(?<!\w)(?:tong(?: so)?|toan (?:xa|huyen|tinh|truong|phuong|thon|thi tran|thanh pho|co quan|don vi))(?!\w)"
)
_AMONG = re.compile(r"(?<!\w)trong (?:do|so do|tong so)(?!\w)|(?<!\w)tren tong so(?!\w)")
# `trong các cá nhân này là 161 người, chiếm 65,2%`
_THESE = re.compile(
    r"(?<!\w)trong (?:so |tong so )?(?:cac |nhung )?((?:[^\W\d_]+ ){1,2}?)(?:nay|do|tren)(?: thi)? (?:co|la) $"
)
_OWN = re.compile(
    r"(?<!\w)(?:toan|ca)\s+(?:xa|huyen|tinh|phuong|cum|thi tran|thanh pho)\s+(?:hien\s+)?co\s+$"
    # `dân số 10.870 người với 2.418 hộ`, `xã Sơn Đồng có 09 thôn với 2.746 hộ`
    r"|(?<!\w)dan so(?: (?:toan|cua) \w+)?(?: (?:hien co|hien nay|la|dat|co)){0,2}\s+$"
    r"|(?<!\w)dan so[^;.\d]{0,20} \d[\d.]* (?:nhan )?(?:nguoi|khau)(?: (?:voi|va|trong|thuoc|cua)|,|/)\s*$"
    r"|(?<!\w)(?:xa|phuong|thi tran) [^;.\d]{1,40} co \d+ (?:thon|ap|ban|xom|to dan pho|khu pho)[^;.\d]{0,12} voi\s+$"
)
# `Trong số đã tiếp nhận có 1.612 hồ sơ nộp trực tuyến`
_OF_DONE = re.compile(
    r"(?:\A\s*|[.;\n]\s*)trong (?:tong )?so (?:da|duoc) ((?:[^\W\d_]+ ){1,3}?)(?:thi )?co\s*$"
)
_OF_THOSE = re.compile(r"[^\d;.()]{0,20}trong (?:so do|do|so nay|so tren)\s*[,(]\s*(?:chiem |dat |ty le )*$")
# `Giới thiệu 84 đoàn viên ưu tú cho Đảng, đã kết nạp 57 đồng chí`
_THEN_DONE = re.compile(r"[^\d;.:()]{0,45},\s*(?:trong do )?(?:da|duoc) [^\d;.:()]{1,25}$")
_SECTION = 700
_WORDS = 3
STOP = frozenset("va trong so cua o tai voi la".split())  # noqa: SIM905


def before_in_line(document: Document, part: Reading) -> Iterator[Reading]:
    """What the line counted alike before the part, nearest first."""
    low = document.text.rfind("\n", 0, part.start) + 1
    for reading in reversed(document.within(low, part.start)):
        if reading.kind == "quantity" and not reading.change and same(reading, part):
            yield reading


def taken_up(document: Document, at: int) -> Iterator[tuple[Reading, bool]]:
    """The whole that the sentence takes up again before the part, by its number or by its name."""
    part, before = document.prose[at - 1], document.prose[at - 2] if at > 1 else None
    low = max(0, document.sentence(part.start)[0] - 1)
    if before is not None and before.start >= low and (same(before, part) or people(before, part)):
        lead, words = document.plain[low : before.start], document.plain[before.end : part.start]
        if _TAKEN_UP.search(lead) and words.rstrip().endswith(" co"):
            yield before, True
    named = _OF_ALL.search(document.plain[low : part.start]) or _THESE.search(
        document.plain[low : part.start]
    )
    if named:
        words_said = tuple(w for w in named[1].split() if w not in STOP)
        wanted = words_said[1:] if words_said[:1] == ("luot",) else words_said
        line = document.text.rfind("\n", 0, part.start)
        for reading in reversed(document.within(line + 1, low)):
            if (
                reading.kind == "quantity"
                and not reading.change
                and wanted
                and noun_of(reading)[:1] == wanted[:1]
            ):
                yield reading, True
                return


def done_with(document: Document, part: Reading) -> Iterator[tuple[Reading, bool]]:
    """What was done with the whole, taken up again (`Trong số đã tiếp nhận có …`), or what the part was done to."""
    low = max(0, document.sentence(part.start)[0] - 1)
    deed = _OF_DONE.search(document.plain[low : part.start])
    if deed:
        line = document.text.rfind("\n", 0, part.start) + 1
        for reading in reversed(document.within(line, low)):
            lead = document.plain[max(line, reading.start - 40) : reading.start]
            if reading.kind == "quantity" and same(reading, part) and lead.rstrip().endswith(deed[1].strip()):
                yield reading, True
                return
        return
    before = document.within(low, part.start)[-1:]
    for reading in before:
        if reading.kind == "quantity" and not reading.change and people(reading, part):
            plan = OTHER.search(document.text[low : reading.start])
            done = not plan and _THEN_DONE.fullmatch(document.plain, reading.end, part.start)
            yield from [(reading, True)] if done else []


def of_those(document: Document, part: Reading, percent: Reading) -> Iterator[tuple[Reading, bool]]:
    """`97 người đạt danh hiệu, nhiều nhất là …; 15 người trong số đó (15,5%)`: the first that the sentence counts."""
    if not _OF_THOSE.fullmatch(document.plain, part.end, percent.start):
        return
    depth = document.brackets.depth
    for reading in document.within(document.sentence(part.start)[0], part.start):
        if reading.kind == "quantity" and depth(reading.start) == depth(part.start):
            if same(reading, part) or people(reading, part):
                yield reading, False
            return


def labelled(document: Document, part: Reading) -> Iterator[tuple[Reading, bool]]:
    """`5.984 đảng viên … Đảng viên nữ 2.154 đồng chí`: the one count of what the part's own label begins with."""
    low = document.sentence(part.start)[0]
    before = document.within(low, part.start)
    since = before[-1].end if before else low
    label = re.split(r"[;,.:(]\s", document.plain[since : part.start])[-1].split()
    if len(label) < _WORDS or document.text[since : since + 1] == "(":
        return
    name = tuple(label[:2])
    floor = max(0, document.text.rfind("\n\n", 0, max(0, low - _SECTION)), low - _SECTION)
    bases = document.view(base_starts)
    found = [
        r
        for r in document.within(floor, since)
        if r.kind == "quantity"
        and noun_of(r) == name
        and not r.change
        and r.start not in bases
        and r.amount >= part.amount
        and document.brackets.depth(r.start) <= document.brackets.depth(part.start)
    ]
    if found and len({r.value for r in found}) == 1:
        yield found[-1], True


def told_total(document: Document, part: Reading) -> Iterator[tuple[Reading, bool]]:
    """What the sentence names as a total before the part, of the same kind or people both; the nearest is sure."""
    low, _ = document.sentence(part.start)
    sure = True
    for reading in reversed(document.within(low, part.start)):
        if reading.kind != "quantity" or not (people(reading, part) or same_kind(reading, part)):
            continue
        earlier = document.within(low, reading.start)
        lead = document.plain[earlier[-1].end if earlier else low : reading.start]
        between = document.plain[reading.end : part.start]
        named = bool(_AMONG.search(between)) or bool(_TOTAL.search(lead.split(";")[-1]))
        yield reading, named and sure
        sure = sure and not named


def same(whole: Reading, part: Reading) -> bool:
    """True where both are counted or measured alike."""
    alike = unit_of(whole) == unit_of(part) and noun_of(whole)[:1] == noun_of(part)[:1]
    return alike and (people(whole, part) or not (people(whole, whole) or people(part, part)))


def counted(
    document: Document, at: int, words: tuple[str, ...], sure: bool
) -> Iterator[tuple[Reading, bool]]:
    """Numbers of the same line before the part that count what is named behind the percentage."""
    part = document.prose[at - 1]
    low = document.text.rfind("\n", 0, part.start)
    for reading in reversed(document.within(low + 1, part.start)):
        if reading.kind not in ("quantity", "ratio") or reading.change or not words:
            continue
        if people(reading, reading) and part.noun and not people(reading, part):
            continue  # two communes have a share of the people, they are no part of them
        noun = plain(reading.noun or "").split()
        lead = document.plain[max(low + 1, reading.start - 80) : reading.start]
        said = noun[: len(words)] == list(words[: len(noun)]) and bool(noun)
        if said or (
            reading.unit == part.unit and not reading.noun and re.search(rf"(?<!\w){words[0]}(?!\w)", lead)
        ):
            # `12.860 lượt` of anything is not outright what `tổng số lượt khám` names
            yield reading, sure and said and (len(noun) >= len(words) or noun[0] != "luot")


def own_totals(document: Document) -> tuple[Reading, ...]:
    """What the unit has altogether (`Toàn xã có 2.230 hộ`), told in a word or in the parts of the text before."""
    told = (r for r in document.prose if r.kind == "quantity" and len(noun_of(r)) == 1)
    return tuple(r for r in told if _OWN.search(document.plain, max(0, r.start - 40), r.start))


def own(document: Document, at: int) -> Iterator[tuple[Reading, bool]]:
    """The unit's own total of what the part counts."""
    part = document.prose[at - 1]
    noun = noun_of(part)[:1]
    for reading in (*document.earlier, *document.view(own_totals)):
        if noun and noun_of(reading) == noun and reading.start < part.start:
            yield reading, False
