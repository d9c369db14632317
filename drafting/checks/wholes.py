"""Percentages that the text itself makes of a part and a whole: `4.812 người, trong đó 4.685 …, bằng 97,36%`.

The part stands right before the percentage; the whole is told before it in the sentence (`trong đó`), is named
behind the percentage (`chiếm 75,01% tổng số hồ sơ`) and was counted before, or is the unit's own total of what is
counted (`Toàn xã có 2.230 hộ` … `32 hộ nghèo, chiếm 1,43%`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.kinds import noun_of, people, same_kind, unit_of
from drafting.checks.part_of import PartOf, whole_value
from drafting.checks.percentages import Share
from drafting.checks.plain import plain
from drafting.checks.ratios import ENDS, OTHER
from drafting.checks.whole_words import OF_WHICH, by_deed, has_own_share
from drafting.numbers.types import Reading

_CUE = re.compile(
    r"[\s\w,“”\"'\-–/]{0,90}?[\s,(](?:chiem|bang|dat|dat ty le|ty le|tuong (?:ung|duong)(?: voi)?)\s*[(:]?\s*"
)
_BESIDE = re.compile(r"[^\d;.:()]{0,30}?,? (?:voi |va |gom )?")
_ALL = Decimal(100)
_SHARE_SAID = re.compile(r"(?<!\w)(?:chiem|ty le|tuong ung)(?!\w)")
_APART = re.compile(r"[;:]|\.\s|\n")
# `Trong 489 cá nhân có 287 người …`, `Trong số lượt khám có 108.341 lượt …`
_TAKEN_UP = re.compile(r"(?:\A\s*|[.;\n]\s*)trong(?: so| tong so)?\s*$")
_OF_ALL = re.compile(
    r"(?:\A\s*|[.;\n]\s*)trong (?:tong )?so ((?:[^\W\d_]+ ){1,4}?)(?:tren |nay )?(?:thi )?co\s*$"
)
# What the percentage is said to be of: `tổng số hồ sơ`, `số cá nhân`, `quỹ`.
_NAMED = re.compile(r"\s*(?:(?:so voi|trong|tren|cua)\s+)?(tong so|tong|so)?\s*((?:[^\W\d_]+\s?){1,3})")
_TOTAL = re.compile(
    r"(?<!\w)(?:tong(?: so)?|toan (?:xa|huyen|tinh|truong|phuong|thon|thi tran|thanh pho|co quan|don vi))(?!\w)"
)
_SHARE = re.compile(r"(?:chiem|t[iy] le|tuong duong)[\s:(]*$")
_AMONG = re.compile(r"(?<!\w)trong (?:do|so do|tong so)(?!\w)|(?<!\w)tren tong so(?!\w)")
_OUT_OF = re.compile(r"(?<!\w)(?:trong|tren) tong so\s*$")
_ALL_BEHIND = re.compile(r"\s*(?:so voi |trong |tren |cua )?tong(?: so)?(?: [^\W\d]+){0,5}\s*\(?\s*")
_CLOSES = re.compile(r"[,)(]?\s*(?:chiem|bang|dat|ty le)(?: ty le)?(?: la)?\s*[(:]?\s*$")
# `trong các cá nhân này là 161 người, chiếm 65,2%`
_THESE = re.compile(
    r"(?<!\w)trong (?:so |tong so )?(?:cac |nhung )?((?:[^\W\d_]+ ){1,2}?)(?:nay|do|tren)(?: thi)? (?:co|la) $"
)
_AGAIN = re.compile(r"[;,.]\s*(?:trong do,? )?so ((?:[^\W\d_]+ ){1,2})(?:chiem|bang)(?: ty le)?\s*$")
_OWN = re.compile(
    r"(?<!\w)(?:toan|ca)\s+(?:xa|huyen|tinh|phuong|cum|thi tran|thanh pho)\s+(?:hien\s+)?co\s+$"
)
_TOTAL_SAID = re.compile(r"\s*(?:so voi |trong |tren |cua )?tong(?: so)?\s*[,;.)]")
_STOP = frozenset("va trong so cua o tai voi la".split())  # noqa: SIM905


def parts_of(document: Document) -> tuple[PartOf, ...]:
    """For each such percentage the whole that fits it, else the likeliest."""
    return tuple(
        found for at in range(1, len(document.prose)) if (found := _part_of(document, at)) is not None
    )


def _part_of(document: Document, at: int) -> PartOf | None:
    percent = document.prose[at]
    again = _named_again(document, at)
    at = at if again is None else again
    last = (_whole_last(document, at) or _whole_behind(document, at)) if again is None else None
    if last is not None:
        return last
    part = document.prose[at - 1]
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return None
    if part.kind != "quantity" or part.change in ("up", "down") or part.qualifier or not part.value:
        return None
    between = document.plain[part.end : percent.start]
    after = document.text[percent.end : percent.end + 40].split(",")[0].split(";")[0]
    if not (again or _CUE.fullmatch(between)) or OTHER.search(
        document.text[part.end : percent.start] + " " + after
    ):
        return None
    wholes = [
        PartOf(part, w, percent, sure)
        for w, sure in _wholes(document, at, percent)
        if whole_value(w) >= part.value and not has_own_share(document, w, part)
    ]
    fitting = [p for p in wholes if p.fits]
    if not fitting and again is None and _of_companion(document, at, percent):
        return None
    if (
        not fitting
        and percent.value == _ALL
        and not _SHARE_SAID.search(document.plain, part.end, percent.start)
    ):
        return None  # `trong đó 752 thanh niên đủ tiêu chuẩn, đạt 100%`: all that were wanted
    told = by_deed(document, percent, [p.whole for p in wholes])
    if told is not None:
        return PartOf(part, told, percent, True)
    sure = [p for p in wholes if p.sure]
    slipped = [p for p in wholes if p.slipped]
    return next(iter([*fitting, *sure, *slipped]), None)


def _whole_last(document: Document, at: int) -> PartOf | None:
    """The whole told behind its part: `hòa giải thành 18 vụ, tăng 4 vụ, trong tổng số 20 vụ, đạt tỷ lệ 90%`."""
    whole, percent = document.prose[at - 1 : at + 1]
    low = document.sentence(whole.start)[0]
    if percent.kind != "percent" or percent.change in ("up", "down") or percent.basis or percent.qualifier:
        return None
    if not _OUT_OF.search(document.plain, low, whole.start) or not _CUE.fullmatch(
        document.plain[whole.end : percent.start]
    ):
        return None
    for part in reversed(document.within(low, whole.start)):
        if (
            part.kind == "quantity"
            and not part.change
            and (_same(whole, part) or people(whole, part))
            and part.value
        ):
            made = PartOf(part, whole, percent, True)
            return made if whole_value(whole) >= part.value else None
    return None


def _whole_behind(document: Document, at: int) -> PartOf | None:
    """The whole behind the percentage: `42 giáo viên giỏi (…), chiếm 28,2% trong tổng số 149 giáo viên`."""
    percent = document.prose[at]
    whole = document.prose[at + 1] if at + 1 < len(document.prose) else None
    if whole is None or whole.kind != "quantity" or percent.kind != "percent":
        return None
    if percent.change in ("up", "down") or percent.basis or percent.qualifier or whole.qualifier:
        return None
    if not _ALL_BEHIND.fullmatch(document.plain, percent.end, whole.start):
        return None
    low, depth = document.sentence(percent.start)[0], document.brackets.depth(percent.start)
    outside = [r for r in document.within(low, percent.start) if document.brackets.depth(r.start) <= depth]
    part = outside[-1] if outside else None
    if part is None or part.kind != "quantity" or part.change or part.qualifier or not part.value:
        return None
    clause = document.plain[part.end : percent.start]
    if ";" in clause or not (_same(whole, part) or people(whole, part)) or part.value > whole.amount:
        return None
    return PartOf(part, whole, percent, True) if _CLOSES.search(clause) else None


def _named_again(document: Document, at: int) -> int | None:
    """The place behind the part that the percentage names anew: `18 công nhân, 8 kỹ sư; số công nhân chiếm 69,2%`."""
    percent = document.prose[at]
    low = document.sentence(percent.start)[0]
    since = document.prose[at - 1].end
    named = _AGAIN.search(document.plain, since, percent.start) if since >= low else None
    words = tuple(named[1].split()) if named else ()
    for before in range(at, 0, -1) if words else ():
        part = document.prose[before - 1]
        if part.start < low:
            return None
        if noun_of(part)[: len(words)] == words:
            return before
    return None


def _of_companion(document: Document, at: int, percent: Reading) -> bool:
    """`làm rõ 63 vụ, 94 đối tượng, đạt 96,9%`: the percentage is that of the number before the part."""
    if at < 2:
        return False
    first, part = document.prose[at - 2 : at]
    low = document.sentence(first.start)[0]
    between = document.plain[first.end : part.start]
    if first.kind != "quantity" or first.change or first.value is None or _same(first, part):
        return False
    if not _BESIDE.fullmatch(between) or document.sentence(part.start)[0] != low:
        return False
    return any(
        r.kind == "quantity" and r.value and _same(r, first) and Share.of(first.value, r.value).fits(percent)
        for r in document.within(low, first.start)
    )


def _wholes(document: Document, at: int, percent: Reading) -> Iterator[tuple[Reading, bool]]:
    """What the part may be of, and whether the words say so: told before it, named behind, the unit's own."""
    part = document.prose[at - 1]
    before = document.prose[at - 2] if at > 1 else None
    low = document.sentence(part.start)[0]
    ends = ENDS.match(document.plain[percent.end : percent.end + 40]) is not None
    if ends and before is not None and before.start >= low and _same(before, part) and not before.change:
        words = document.plain[before.end : part.start]
        if not _APART.search(words):
            yield before, bool(OF_WHICH.search(words))
    yield from _taken_up(document, at)
    named = _NAMED.match(
        document.plain, percent.end, min(percent.end + 40, document.sentence(percent.start)[1])
    )
    if _TOTAL_SAID.match(document.plain, percent.end):
        yield from ((r, False) for r in _before_in_line(document, part))
    elif named and (named[1] or part.unit):
        yield from _counted(
            document, at, tuple(w for w in named[2].split() if w not in _STOP), bool(named[1])
        )
    if ends:
        if _SHARE.search(document.plain, part.end, percent.start):
            yield from _told(document, part)
        yield from _own(document, at)


def _before_in_line(document: Document, part: Reading) -> Iterator[Reading]:
    """What the line counted alike before the part, nearest first."""
    low = document.text.rfind("\n", 0, part.start) + 1
    for reading in reversed(document.within(low, part.start)):
        if reading.kind == "quantity" and not reading.change and _same(reading, part):
            yield reading


def _taken_up(document: Document, at: int) -> Iterator[tuple[Reading, bool]]:
    """The whole that the sentence takes up again before the part, by its number or by its name."""
    part, before = document.prose[at - 1], document.prose[at - 2] if at > 1 else None
    low = max(0, document.sentence(part.start)[0] - 1)
    if before is not None and before.start >= low and (_same(before, part) or people(before, part)):
        lead, words = document.plain[low : before.start], document.plain[before.end : part.start]
        if _TAKEN_UP.search(lead) and words.rstrip().endswith(" co"):
            yield before, True
    named = _OF_ALL.search(document.plain[low : part.start]) or _THESE.search(
        document.plain[low : part.start]
    )
    if named:
        words_said = tuple(w for w in named[1].split() if w not in _STOP)
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


def _told(document: Document, part: Reading) -> Iterator[tuple[Reading, bool]]:
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


def _same(whole: Reading, part: Reading) -> bool:
    """True where both are counted or measured alike."""
    alike = unit_of(whole) == unit_of(part) and noun_of(whole)[:1] == noun_of(part)[:1]
    return alike and (people(whole, part) or not (people(whole, whole) or people(part, part)))


def _counted(
    document: Document, at: int, words: tuple[str, ...], sure: bool
) -> Iterator[tuple[Reading, bool]]:
    """Numbers of the same line before the part that count what is named behind the percentage."""
    part = document.prose[at - 1]
    low = document.text.rfind("\n", 0, part.start)
    for reading in reversed(document.within(low + 1, part.start)):
        if reading.kind not in ("quantity", "ratio") or reading.change or not words:
            continue
        noun = plain(reading.noun or "").split()
        lead = document.plain[max(low + 1, reading.start - 80) : reading.start]
        said = noun[: len(words)] == list(words[: len(noun)]) and bool(noun)
        if said or (
            reading.unit == part.unit and not reading.noun and re.search(rf"(?<!\w){words[0]}(?!\w)", lead)
        ):
            yield reading, sure and said


def own_totals(document: Document) -> tuple[Reading, ...]:
    """What the unit has altogether (`Toàn xã có 2.230 hộ`), told in a word or in the parts of the text before."""
    told = (r for r in document.prose if r.kind == "quantity" and len(noun_of(r)) == 1)
    return tuple(r for r in told if _OWN.search(document.plain, max(0, r.start - 40), r.start))


def _own(document: Document, at: int) -> Iterator[tuple[Reading, bool]]:
    """The unit's own total of what the part counts."""
    part = document.prose[at - 1]
    noun = noun_of(part)[:1]
    for reading in (*document.earlier, *document.view(own_totals)):
        if noun and noun_of(reading) == noun and reading.start < part.start:
            yield reading, False
