"""Judgments in words (`vượt kế hoạch`, `tăng mạnh`) compared with the figures they are about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from drafting import alignment
from drafting.writers.judgments import less_is_better
from drafting.writers.model_figures import Reference
from drafting.writers.model_references import REFERENCE, Briefing

_HOLDS = {"more": (1,), "at-least": (0, 1), "less": (-1,), "at-most": (-1, 0)}
_TASK = re.compile(
    r"\b(?:phấn đấu|nhằm|để|quyết tâm|bảo đảm|đảm bảo|tập trung|yêu cầu|cần|sẽ|tiếp tục|đẩy mạnh|nỗ lực|góp phần)\b[^.;]*$",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:tất cả|toàn bộ|mọi|các)\s+(?:các\s+)?chỉ tiêu\b[^.;]*\bđều\b|\b(?:tất cả|toàn bộ|mọi)\s+(?:các\s+)?chỉ tiêu\b",
    re.IGNORECASE,
)
_OPPOSITE = {"tăng": "giảm", "giảm": "tăng"}
_WAY = re.compile(r"\b(tăng|giảm) ([^\W\d]+(?: [^\W\d]+){1,2})")
_WAY_AFTER = re.compile(r"([^\W\d]+ [^\W\d]+ [^\W\d]+) (tăng|giảm)\b")
_ABOUT = 0.5
"""Likeness of a clause and a label from which the clause is about it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim something of a figure, with examples that a test tries."""

    pattern: re.Pattern[str]
    against: Literal["plan", "same-period"]
    holds: tuple[int, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def over(self, reference: Reference) -> int | None:
        """How the figure stands to what it is compared with."""
        return reference.over_plan if self.against == "plan" else reference.over_same

    def wrong(self, reference: Reference) -> bool:
        """True where the figure shows that the claim doesn't hold."""
        over = self.over(reference)
        if over is None or over in self.holds:
            return False
        # Of poverty and the like, less than planned is what `vượt kế hoạch` means.
        return not (self.against == "plan" and less_is_better(reference.label) and -over in self.holds)


@cache
def claims() -> tuple[Claim, ...]:
    """All claims of the data file."""
    data = tomllib.loads((files("drafting.writers.data") / "model_claims.toml").read_text("utf-8"))
    return tuple(
        Claim(
            re.compile(c["pattern"], re.IGNORECASE),
            c["against"],
            _HOLDS[c["holds"]],
            tuple(c["yes"]),
            tuple(c["no"]),
        )
        for c in data["claim"]
    )


def false_claims(text: str, briefing: Briefing) -> list[str]:
    """What a sentence claims in words and its figures don't show; references stand in the sentence by name."""
    found: list[str] = []
    for claim in claims():
        for match in claim.pattern.finditer(text):
            if _TASK.search(text[: match.start()]) or match[0].casefold() in briefing.text.casefold():
                continue
            found += _judged(claim, match, text, briefing)
    return list(dict.fromkeys(found + _turned(text, briefing)))


def _turned(text: str, briefing: Briefing) -> list[str]:
    """`kéo tăng số vụ` where the base text has `kéo giảm số vụ`: figures or not, the way is another."""
    base = " ".join(briefing.text.casefold().split())
    found = []
    for match in _WAY.finditer(" ".join(text.casefold().split())):
        other = _OPPOSITE[match[1]]
        if f"{other} {match[2]}" in base and match[0] not in base:
            found.append(f"«{match[0]}» ngược chiều với bản nháp («{other} {match[2]}»)")
    for match in _WAY_AFTER.finditer(" ".join(text.casefold().split())):
        other = _OPPOSITE[match[2]]
        if f"{match[1]} {other}" in base and match[0] not in base:
            found.append(f"«{match[0]}» ngược chiều với bản nháp («{match[1]} {other}»)")
    return found


def _judged(claim: Claim, match: re.Match[str], text: str, briefing: Briefing) -> list[str]:
    plain = [r for r in briefing.references.values() if r.level]
    if _ALL.search(text[: match.end()]):
        wrong = [r for r in plain if claim.wrong(r)]
        return [f"«{match[0]}» không đúng với {wrong[0].label}"] if wrong else []
    about = _about(match, text, briefing, plain)
    known = [r for r in about if claim.over(r) is not None]
    if not known:
        return [f"nhận định «{match[0]}» không có số liệu làm căn cứ"]
    return [f"«{match[0]}» không đúng với {r.label}" for r in known[:1] if claim.wrong(r)]


def _about(
    match: re.Match[str], text: str, briefing: Briefing, plain: Iterable[Reference]
) -> list[Reference]:
    """The figures that the words may be about: the last named before them, the first after them, or by label."""
    start = max(text.rfind(c, 0, match.start()) for c in ".;") + 1
    before = [m[1] for m in REFERENCE.finditer(text, start, match.start())]
    stop = min((i for c in ".;" if (i := text.find(c, match.end())) >= 0), default=len(text))
    after = [m[1] for m in REFERENCE.finditer(text, match.end(), stop)]
    named = [briefing.references[n] for n in (*reversed(before), *after) if n in briefing.references]
    if named:
        return named
    clause = text[start : match.start()]
    scored = sorted(
        ((alignment.similarity(clause, r.label), r.name, r) for r in plain if r.label), reverse=True
    )
    return [r for score, _, r in scored if score >= _ABOUT]
