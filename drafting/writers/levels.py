"""A cluster's precedent whose members are of another level: `các xã` where the plan's members are districts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Meta
from corpus.units import parse_unit
from drafting.types import Plan
from drafting.writers.edits import Edit

# The kind of member of each level of cluster, and who is above such a cluster.
MEMBERS = {"cum-xa": "xã", "cum-huyen": "huyện", "cum-tinh": "tỉnh"}
_ABOVE = {"xã": "huyện", "huyện": "tỉnh", "tỉnh": ""}
_CAPITAL = r"\s+[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][a-zà-ỹđ]"
# A member as one of many, or its body; not what a member counts (`38 xã đạt chuẩn nông thôn mới`).
_OF_MANY = (
    r"(?:(?<=các )|(?<=từng )|(?<=mỗi )|(?<=nhiều )|(?<=Nhiều )|(?<=Các )|(?<=Mỗi )|(?<=một số )|(?<=UBND )|(?<=giữa )"
    r"|(?<=ở )|(?<=tại )|(?<=lãnh đạo ))"
)
_COUNTED = r"(?!\s+(?:hội|viên|đạt|nông thôn|kiểu mẫu|đặc biệt|khó khăn|vùng|phường))"


def member_kind(names: Sequence[str]) -> str:
    """The kind that all members are of (`huyện`); empty where they differ or have none."""
    kinds = {parse_unit(name).kind_word for name in names}
    kinds = {"xã" if k in ("xã", "phường", "thị trấn") else k for k in kinds}
    kinds = {"huyện" if k in ("huyện", "quận", "thị xã") else k for k in kinds}
    return kinds.pop() if len(kinds) == 1 else ""


def shifted_levels(meta: Meta, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Which words for members and for the body above change from a cluster's precedent to the plan."""
    old = MEMBERS.get(meta.level or "", "") or member_kind(meta.members)
    new = member_kind(plan.profile.members or plan.figures.members())
    cluster = parse_unit(plan.unit).kind_word == parse_unit(meta.unit).kind_word == "cụm"
    if not cluster or not old or not new or old == new:
        return ()
    above = (_ABOVE.get(old, ""), _ABOVE.get(new, ""))
    return ((old, new), above) if all(above) else ((old, new),)


def level_edits(text: str, start: int, end: int, levels: Sequence[tuple[str, str]]) -> list[Edit]:
    """Edits that put the plan's words for members, and for who is above, in `text[start:end]`."""
    if not levels:
        return []
    (old, new), *above = levels
    apart = rf"(?<!thị )\b{old}\b(?!{_CAPITAL})"
    member = re.compile(
        rf"{_OF_MANY}{apart}{_COUNTED}|{apart}(?=\s+(?:trong|thuộc|của) [Cc]ụm|\s+thành viên)"
    )
    edits = [Edit(*m.span(), new) for m in member.finditer(text, start, end)]
    for higher, highest in above:
        bare = re.compile(rf"\b{higher}\b(?!{_CAPITAL})")
        edits += [
            Edit(*m.span(), highest)
            for m in bare.finditer(text, start, end)
            if not any(e.start <= m.start() < e.end for e in edits)
        ]
    return edits
