"""A count is followed by the names of what it counts: `Gồm 5 tổ chức: …` with six named, `6 trưởng thôn (…)` with five.

Source: issue text (counts of named members). Persons and bodies are named in many ways, so this is a warning; names
of places are `member_count`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about
from drafting.checks.kinds import noun_of
from drafting.checks.named import Named, named
from drafting.checks.names import is_name
from drafting.checks.plain import plain
from drafting.types import Finding, Place

CODE = "sum-of-parts"
_BESIDE = 4  # words from the count to the bracket
_BODIES = ("don vi", "co so", "co quan", "dau moi")  # bodies of any kind, and places too
_OFFICE = re.compile(
    r"(?:pho|chu tich|bi thu|uy vien|giam doc|hieu truong|truong (?!(?:tieu hoc|thcs|thpt|mam non))|chi huy|can bo|cong chuc"
    r"|giao vien|nhan vien|bac si|nguoi|dai bieu|xa|phuong|huyen|tinh|thon|ap|khu pho)(?!\w)"
)
_FEW = 2  # two names may be a pair that says what is counted


def check(document: Document) -> Iterable[Finding]:
    """Findings on counts whose names are more or fewer."""
    for one in document.view(named):
        if one.fits or not (_judged(one) or _bracketed(document, one)):
            continue
        evidence = [Place(document.text[slice(*one.span)], *one.span)]
        message = f"Nêu {one.count.quote} {one.count.noun}, nhưng {one.said}"
        yield about(document, CODE, "error" if one.sure else "warning", one.count, message, evidence=evidence)


def _bracketed(document: Document, one: Named) -> bool:
    """True for the names of bodies in the bracket right behind what is counted: `02 trường (Tiểu học A, THCS B)`."""
    start = one.span[0]
    words = document.text[one.count.end : start].split()
    proper = all(sum(w[:1].isupper() for w in n.split()) > 1 for n in one.names)
    places = load.words("list_words.txt")["member"]
    noun = noun_of(one.count)
    bodies = bool(noun) and noun[0] not in places and " ".join(noun) not in places
    return document.text[start - 1 : start] == "(" and len(words) <= _BESIDE and proper and bodies


def _with_offices(one: Named) -> bool:
    """True where a person's office or place may stand among the names (`ông A, Chủ tịch UBND xã B`)."""
    few = one.count.amount < len(one.names)
    return few and any(_OFFICE.match(plain(n)) for n in one.names)


def _judged(one: Named) -> bool:
    """True for a count of what is no place: of three and more, where only the names' shape tells of them."""
    noun = noun_of(one.count)
    places = load.words("list_words.txt")["member"]
    many = one.sure or (len(one.names) > _FEW and not _with_offices(one))
    if " ".join(noun) in _BODIES:
        return many and all(n[:1].isupper() and not is_name(n) for n in one.names)
    if load.pattern("list_words.txt", "abstract").fullmatch(" ".join(noun)):
        return len(one.names) > 1
    return many and bool(noun) and noun[0] not in places and " ".join(noun) not in places
