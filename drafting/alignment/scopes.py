"""Names of member units and localities in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafting.alignment.words import alone, bare_key, key

KINDS = (
    "xã", "phường", "thị trấn", "huyện", "thành phố", "thị xã", "quận", "tỉnh",
    "thôn", "bản", "làng", "khu phố", "tổ dân phố", "xóm", "ấp", "khu", "buôn",
)  # fmt: skip
_KIND = r"(?:" + "|".join(KINDS) + r"|TP\.?|TT\.?|TX\.?)"
_UPPER = "".join(c for c in map(chr, range(0x1F00)) if c.isupper() and (c.isascii() or c >= "À"))
_LOWER = "".join(c for c in map(chr, range(0x1F00)) if c.islower() and (c.isascii() or c > "ß"))
_CAP = rf"[{_UPPER}][{_LOWER}]+"
_NAMED = re.compile(rf"\b((?i:{_KIND}))\s+({_CAP}(?:\s+{_CAP}){{0,3}}|(?:số\s+)?\d{{1,2}}\b(?![.,/]\d))")
_BARE = re.compile(rf"(?<!\w){_CAP}(?:\s+{_CAP}){{1,3}}(?!\w)")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
# Capitalised words that are no places.
_NO_PLACE = re.compile(
    r"\b(?:Toàn|Cả|Các|Trong|Tại|Riêng|Cụm|Khối|Hội|Đảng|Ủy|Ban|Ngân|Chính|Nhà|Nhân|Bằng|Giấy|Huân|Huy|Danh|Chiến|Tập|Cá"
    r"|Lao|Quỹ|Tổ|Trường|Trạm|Công|Quân|Liên|Đoàn|Mặt|Tết|Quốc|Thủ|Chủ|Bí|Phong|Cờ|Kỷ)\b"
)
# `Tỉnh Hội`, `Huyện Đoàn`: a body of the place, no place
_BODIES = frozenset({"Hội", "Đoàn", "Đội", "Ủy", "Uỷ"})
_PREFIX = re.compile(
    rf"^(?:các\s+)?(?:(?i:ubnd|đảng bộ|nhân dân)\s+)?(?:(?i:{_KIND})\s+|(?:[HPQXT]|TP|TT|TX)\.\s*)"
)
_VILLAGE_IN_NAME = re.compile(rf"(?:Bản|Làng|Buôn)\s+{_CAP}")
_KIND_BEFORE = re.compile(rf"(?:^|(?<=\W))(?i:{_KIND})\s+$")
_LETTER = re.compile(r"[^\W\d_]")
_WHOLE = re.compile(
    r"\b(?:toàn|cả|các)\s+(?:cụm|xã|huyện|tỉnh|khối|đơn vị|thôn|phường)\b|trong cụm|trên địa bàn cụm",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its span and the scope that it stands for."""

    start: int
    end: int
    scope: str


def scope_key(scope: str | None) -> str:
    """Scopes are equal where their keys are: kind words, tone places and accents lost don't matter."""
    return _scope_key(scope) if scope else ""


@lru_cache(maxsize=4000)
def _scope_key(scope: str) -> str:
    # `Bản Lầm` with one syllable behind a capital is a commune's name, not the village Lầm.
    stripped = scope if _VILLAGE_IN_NAME.fullmatch(scope.strip()) else _PREFIX.sub("", scope.strip())
    name = stripped if _LETTER.search(stripped) else scope
    return bare_key(name)


def own_names(*units: str) -> tuple[str, ...]:
    """The names that mean the unit itself: its own, and the place in it (`Phòng Giáo dục huyện Bá Khê`)."""
    places = (m.group() for unit in units for m in _NAMED.finditer(unit))
    return tuple(dict.fromkeys([*filter(None, units), *places]))


def says_whole(text: str) -> bool:
    """True where the words speak of the whole unit (`toàn cụm`, `tổng`)."""
    return bool(_WHOLE.search(text))


class Gazetteer:
    """The names that may be scopes in one report."""

    def __init__(self, known: Iterable[str] = (), own: Iterable[str] = ()) -> None:
        """Take the `known` member names (first spelling wins) and the unit's `own` names, no scopes."""
        self._known: dict[tuple[str, ...], str] = {}
        for name in known:
            words = tuple(scope_key(name).split())
            if words:
                self._known.setdefault(words, name)
        self._own = {scope_key(n) for n in own if n} - {" ".join(w) for w in self._known}
        self._longest = max((len(w) for w in self._known), default=0)
        self._firsts = {w[0] for w in self._known}

    def names(self, text: str, start: int, end: int) -> list[Name]:
        """Names in `text[start:end]`, in order."""
        found = self._known_names(text, start, end)
        taken = [(n.start, n.end) for n in found]
        for match in _NAMED.finditer(text, start, end):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                scope = match.group()
                if match.group(2) in _BODIES:
                    continue
                if scope_key(scope) not in self._own:
                    found.append(Name(match.start(), match.end(), scope))
        return sorted(found, key=lambda n: n.start)

    def bare_names(self, text: str, start: int, end: int) -> list[Name]:
        """Capitalised names without a kind word and not known: only a list's shape makes them scopes."""
        return [
            Name(m.start(), m.end(), m.group())
            for m in _BARE.finditer(text, start, end)
            if scope_key(m.group()) not in self._own and not _NO_PLACE.search(m.group())
        ]

    def _known_names(self, text: str, start: int, end: int) -> list[Name]:
        if not self._known:
            return []
        words = _TOKEN.findall(text, start, end)
        if self._firsts.isdisjoint([s.bare for word in words for s in alone(word)]):
            return []  # most sentences: no word of theirs begins a name
        tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
        said = [(s.bare, at) for at, word in enumerate(words) for s in alone(word)]
        bare, places = [s for s, _ in said], [at for _, at in said]
        found, at = [], 0
        while at < len(said):
            size = self._match(bare, at) if bare[at] in self._firsts else 0
            inside = tokens[places[at] : places[at + size - 1] + 1] if size else []
            if size and self._whole(places, at, size) and _capital(inside) and not _goes_on(text, inside):
                begin = _with_kind(text, start, inside[0][0])
                found.append(Name(begin, inside[-1][1], self._known[tuple(bare[at : at + size])]))
            else:
                size = 1
            at += size
        return found

    @staticmethod
    def _whole(places: Sequence[int], at: int, size: int) -> bool:
        """False where a match takes only some words of an abbreviation."""
        begins = at == 0 or places[at - 1] != places[at]
        return begins and (at + size == len(places) or places[at + size] != places[at + size - 1])

    def _match(self, bare: Sequence[str], at: int) -> int:
        for size in range(min(self._longest, len(bare) - at), 0, -1):
            words = tuple(bare[at : at + size])
            if words in self._known and (size > 1 or not words[0].isdigit()):
                return size
        return 0


def _capital(tokens: Sequence[tuple[int, int, str]]) -> bool:
    """True for a name as it is printed: `Trường THCS Trần Phú`, `trường THCS Trần Phú`, `Tổ 3`, not `cắt`."""
    first, last = tokens[0][2], tokens[-1][2]
    if first[0].isupper() or first.isdigit():
        return True
    return len(tokens) > 1 and (last[0].isupper() or last.isdigit())


def _goes_on(text: str, tokens: Sequence[tuple[int, int, str]]) -> bool:
    """True for one syllable of a longer name or word: the thôn Đông is not in `vụ Đông Xuân`."""
    end = tokens[-1][1]
    return len(tokens) == 1 and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _with_kind(text: str, start: int, at: int) -> int:
    """Where a kind word before the name begins, else the name itself."""
    before = text[max(start, at - 14) : at]
    match = _KIND_BEFORE.search(before)
    return at - len(before) + match.start() if match else at


def joined(text: str, names: Sequence[Name]) -> str | None:
    """The scope that the last group of names makes: one, or several said together (`A và B`)."""
    if not names:
        return None
    group = [names[-1]]
    for name in reversed(names[:-1]):
        between = text[name.end : group[0].start].strip().lower()
        if between not in {",", "và", ", và", "-", "–"}:
            break
        group.insert(0, name)
    kinds = [kind_of(n.scope) for n in group]
    if len(group) > 1 and kinds[0] in {"thôn", "bản", "làng", "xóm"} and kinds[-1] not in {kinds[0], ""}:
        return group[0].scope
    scopes = list(dict.fromkeys(key(n.scope) for n in group))
    return group[0].scope if len(scopes) == 1 else ", ".join(n.scope for n in group)


def kind_of(scope: str) -> str:
    """The kind of place that a name begins with (`huyện`), or nothing."""
    lower = scope.lower()
    return next((k for k in KINDS if lower.startswith(k + " ")), "")
