"""What is said of a row of years goes with its values: `liên tục tăng: năm 2021 đạt 51 tỷ, năm 2022 đạt 49 tỷ, …`.

Source: numbers.md (Change and level); contract code `direction`. An error where the words say that it never went the
other way; of `tăng dần`, `giảm dần`, `qua các năm` a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import interval
from drafting.checks.series import Series, series
from drafting.types import Finding, Severity

CODE = "direction"
_NEVER = r"(?:lien tuc|khong ngung|lien tiep|(?:deu|luon) (?=tang|giam|nam sau))"
_EVERY = r"(?: (?:deu|cao hon|len|xuong|dan|manh|nhanh|on dinh|them))*"
_SAID = re.compile(
    rf"(?<!\w)(?:(?P<never>{_NEVER}) ?(?P<way>tang|giam)(?!\w)|(?P<dan>tang|giam) (?:dan|deu)(?!\w)"
    rf"|(?P<each>tang|giam){_EVERY} qua (?:cac|tung) nam|nam sau (?:deu )?(?P<than>cao|thap|nhieu|it) hon nam truoc"
    rf"|ngay cang (?P<more>tang|giam|cao|thap|nhieu|it))(?!\w)"
)
_UP = frozenset(("tang", "cao", "nhieu"))


def check(document: Document) -> Iterable[Finding]:
    """A finding at the value that goes the other way."""
    for one in document.view(series):
        low, high = one.span
        said = _SAID.search(document.plain, low, one.values[0].start) or _SAID.search(
            document.plain, one.values[-1].end, high
        )
        if said is not None:
            yield from _against(document, one, said)


def _against(document: Document, one: Series, said: re.Match[str]) -> Iterator[Finding]:
    word = next(said[g] for g in ("way", "dan", "each", "than", "more") if said[g])
    rises = word in _UP
    severity: Severity = "error" if said["never"] or said["than"] else "warning"
    for (year, before), (_, value) in pairwise(zip(one.years, one.values, strict=True)):
        (a, b), (c, d) = interval(before), interval(value)
        if (d < a) if rises else (c > b):
            quote = document.text[slice(*said.span())]
            message = f"Nói “{quote}”, nhưng năm {year} là {before.quote}, năm sau là {value.quote}."
            yield about(document, CODE, severity, value, message, evidence=[place(before)])
