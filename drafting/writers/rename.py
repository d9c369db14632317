"""Putting this unit's name, superior and kind word where a precedent has its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.types import Meta
from corpus.units import Unit, cluster_number, parse_unit, same_unit
from drafting.types import Plan
from drafting.writers.districts import later, merged_provinces, without_district
from drafting.writers.edits import Edit
from drafting.writers.levels import level_edits, member_kind, shifted_levels

_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_COMMUNE = ("xã", "phường", "thị trấn", "đặc khu")
# What kind of report it is, in its title and where it names itself.
_KIND_WORD = re.compile(
    r"(?:(?<=báo cáo )|(?<=BÁO CÁO )|^)(?P<word>sơ kết|tổng kết|Sơ kết|Tổng kết|SƠ KẾT|TỔNG KẾT)"
    r"\b(?= (?:phong|công|PHONG|CÔNG))"
)
# `xã` as the unit's own level, not in `xã hội`, `hợp tác xã`, `thị xã`, nor before another's name.
_BARE_KIND = (
    r"(?<!thị )(?<!hợp tác )(?<!tác )\b{kind}\b(?!\s+(?:hội|viên|luận|giao))(?!\s+[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][a-zà-ỹđ])"
)

# A unit that speaks of itself by its level: `toàn huyện`, `của xã`, `Xã cũng vận động`; `các xã` are its members.
_SELF = (
    r"(?i)\b(?:toàn|cả|của|trên địa bàn|địa bàn|trong|nhân dân|đảng bộ|chính quyền|ubnd|hđnd|hiện nay|đến nay|kế hoạch|dự toán)"
    r"\s+{kind}\b(?!\s+(?-i:[A-ZĐÂĂÊÔƠƯ]))(?!\s+(?:hội|viên|giao))"
    r"|(?:^|[,;])\W*{kind}\s+(?:đã|có|cũng|đang|hiện|tiếp|luôn|còn)\b"
)

# The members of a cluster or a district, which a commune is one of.
_MEMBERS = re.compile(
    r"(?i)\b(?:các|từng|mỗi|một số|nhiều)\s+(?:xã|huyện)\b(?!\s+(?:hội|viên|bạn|lân cận|khác|giáp|trong tỉnh|ngoài))"
)


@dataclass(frozen=True, slots=True)
class Renamer:
    """From the precedent's unit to the plan's.

    Attributes:
        own: names that may stand in the new text.
        foreign: the precedent is another unit's.
        kinds: the kind of the precedent and of the plan.
        no_district: the plan is for a time without districts.
        merged: the plan is for the time after the provinces merged, the precedent from before.
        levels: words for a cluster's members, and for who is above, that change.
    """

    old: Unit
    new: Unit
    old_superior: Unit | None
    new_superior: Unit | None
    own: tuple[str, ...]
    foreign: bool
    kinds: tuple[str, str] = ("", "")
    no_district: bool = False
    merged: bool = False
    levels: tuple[tuple[str, str], ...] = ()

    @property
    def same_level(self) -> bool:
        """Both units are of one level: `Huyện có …` is no sentence of a province."""
        kinds = {self.old.kind_word, self.new.kind_word}
        return len(kinds) == 1 or kinds <= set(_COMMUNE)

    def left_of(self, words: str) -> list[str]:
        """Why words, names changed already, are still the other unit's: its cluster, or its level as such."""
        if not self.foreign or self.same_level:
            return []
        if self.new.kind_word in _COMMUNE and _MEMBERS.search(words):
            return ["nói về các đơn vị thành viên của đơn vị khác"]
        if self.old.kind_word == "cụm":
            return ["nói về một cụm thi đua"] if re.search(r"(?i)\bcụm\b", words) else []
        own = _SELF.format(kind=self.old.kind_word)
        return [f"nói về cấp {self.old.kind_word}"] if re.search(own, words) else []

    def _kind_of_report(self, word: str) -> str:
        """`Tổng kết` for `Sơ kết` and back, in its own capitals."""
        now = {"so-ket": "sơ kết", "tong-ket": "tổng kết"}.get(self.kinds[1])
        if now is None:
            return word
        if word.isupper():
            return now.upper()
        return now.capitalize() if word[0].isupper() else now

    def edits(self, text: str, start: int, end: int) -> list[Edit]:
        """Edits that put this unit's names in `text[start:end]`."""
        found = [
            Edit(*m.span("word"), self._kind_of_report(m["word"]))
            for m in _KIND_WORD.finditer(text, start, end)
            if self.kinds[0] != self.kinds[1]
        ]
        found += merged_provinces(text, start, end) if self.merged else []
        if self.no_district:
            found += without_district(text, start, end, city=self._city)
        found += level_edits(text, start, end, self.levels)
        if self.foreign:
            found += self._cluster(text, start, end)
            # A bare name may be a product's or a place's (`chè Sơn Hà`): only the unit as such is renamed.
            found += _swap(text, start, end, self.old, self.new, bare=False)
            found += self._kind(text, start, end, found)
        if self.old_superior and self.new_superior and self.old_superior != self.new_superior:
            swapped = _swap(text, start, end, self.old_superior, self.new_superior)
            found += [e for e in swapped if not any(f.start < e.end and e.start < f.end for f in found)]
        return found

    @property
    def _city(self) -> bool:
        """The superior is a city under the centre."""
        return self.new_superior is not None and self.new_superior.kind_word == "thành phố"

    def _cluster(self, text: str, start: int, end: int) -> list[Edit]:
        old, new = cluster_number(self.old.name), cluster_number(self.new.name)
        if self.old.kind_word != "cụm" or old is None or new is None or old == new:
            return []
        pattern = re.compile(rf"(?i)\bcụm(?:\s+thi\s+đua)?\s+số\s+(0?{old}|{_ROMANS[old]})\b")
        return [Edit(*m.span(1), str(new)) for m in pattern.finditer(text, start, end)]

    def _kind(self, text: str, start: int, end: int, taken: list[Edit]) -> list[Edit]:
        if self.old.kind_word == self.new.kind_word:
            return []
        if not {self.old.kind_word, self.new.kind_word} <= set(_COMMUNE):
            return []
        pattern = re.compile(_BARE_KIND.format(kind=self.old.kind_word))
        return [
            Edit(*m.span(), self.new.kind_word)
            for m in pattern.finditer(text, start, end)
            if not any(t.start <= m.start() < t.end for t in taken)
        ]


def renamer(meta: Meta, plan: Plan) -> Renamer:
    """What is to be renamed between a precedent's unit and the plan's."""
    foreign = not same_unit(meta.unit, plan.unit)
    old, new = parse_unit(meta.unit), parse_unit(plan.unit)
    old_superior = parse_unit(meta.superior) if meta.superior else None
    # A body of a district reports to the province's, and stays the district's.
    above = plan.profile.superior or plan.profile.report_to
    if above and not (meta.superior and same_unit(above, meta.superior)):
        new_superior: Unit | None = parse_unit(above)
    else:
        new_superior = old_superior if above or not foreign else None
    own = [new.name, plan.profile.province, plan.profile.place]
    if new_superior is not None:
        own.append(new_superior.name)
    if not foreign:
        own += [meta.province, old.name]
    if foreign and old_superior and new_superior:
        own.append(old_superior.name)
    kept = tuple(dict.fromkeys(n for n in own if len(n) > 2))
    return Renamer(
        old,
        new,
        old_superior,
        new_superior,
        kept,
        foreign,
        (meta.kind, plan.kind),
        _ended(new, plan, new_superior),
        later(plan.period) and not (meta.period and later(meta.period)),
        shifted_levels(meta, plan),
    )


def _ended(unit: Unit, plan: Plan, superior: Unit | None) -> bool:
    """A commune's report for a time without districts, to a superior that is none."""
    above = superior is None or superior.kind_word not in ("huyện", "quận", "thị xã")
    members = member_kind(plan.profile.members or plan.figures.members())
    commune = unit.kind_word in _COMMUNE or (unit.kind_word == "cụm" and members == "xã")
    return commune and later(plan.period) and above


def _swap(text: str, start: int, end: int, old: Unit, new: Unit, *, bare: bool = True) -> list[Edit]:
    """Every form of one name: with its kind word, bare, in capitals."""
    if not old.name or not new.name or old.kind_word == "cụm" or cluster_number(old.name):
        return []
    edits = []
    kind = re.escape(old.kind_word)
    pattern = re.compile(
        rf"(?<!\w)(?P<kind>{kind}\s+)?(?P<name>{re.escape(old.name)}|{re.escape(old.name.upper())})(?!\w)",
        re.IGNORECASE,
    )
    for match in pattern.finditer(text, start, end):
        if not bare and not match["kind"]:
            continue
        upper = match["name"] == old.name.upper()
        name = new.name.upper() if upper else new.name
        word = f"{new.kind_word} " if match["kind"] else ""
        edits.append(Edit(*match.span(), (word.upper() if upper else word) + name))
    return edits
