"""A province that is part of another since its merger, named as if it still were.

Source: the list of mergers (collection/data/mergers.tsv, Nghị quyết 202/2025/QH15). Only in reports of periods that
end after a merger, and not where the words tell of the past or of the merger itself (`trước sáp nhập`, `Bình Thuận cũ`).
A warning, one a name: the province may be meant as it was.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.plain import plain
from drafting.checks.times import day_words, report_date
from drafting.types import Finding

CODE = "name-leak"
_PAST = re.compile(
    r"(?<!\w)(?:cu|truoc day|truoc kia|sap nhap|hop nhat|sap xep|tien than|tu tinh|nguyen la|nguyen chu tich|lich su"
    r"|truoc (?:khi|thoi diem|nam|ngay)|nam (?:19\d\d|20[01]\d|202[0-4])|giai doan|nhiem ky|truong|cong ty|bao|dai"
    r"|so \d+|ngay \d+)(?!\w)"
)
_NEAR = 60


@cache
def _merged() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern of all old provinces, and the new one of each with the day since when it is."""
    # the collection's rooms are only loaded for a text that is checked, not when rules are named
    from drafting.collection.mergers import known_mergers

    new = {plain(old): (m.new, m.since) for m in known_mergers() for old in m.old if old != m.new}
    names = "|".join(re.escape(n.removeprefix("tinh ")) for n in sorted(new, key=len, reverse=True))
    return re.compile(rf"(?<!\w)tinh (?:{names})(?!\w| -)"), new


def check(document: Document) -> Iterable[Finding]:
    """A warning at the first place of each such name."""
    when = report_date(document)
    if when is None:
        return
    pattern, merged = _merged()
    told: set[str] = set()
    for found in document.hits(pattern):
        new, since = merged[found[0]]
        if found[0] in told or when < datetime.date.fromisoformat(since) or not _as_now(document, found):
            continue
        told.add(found[0])
        message = f"“{document.text[slice(*found.span())]}” từ ngày {day_words(since)} là một phần của {new}."
        yield finding(document, CODE, "warning", found.span(), message, expected=new)


def _as_now(document: Document, found: Hit) -> bool:
    """True where nothing near the name tells that it is meant as it was."""
    low, high = document.sentence(found.start())
    before, after = max(low, found.start() - _NEAR), min(high, found.end() + _NEAR)
    return not _PAST.search(document.plain, before, found.start()) and not _PAST.search(
        document.plain, found.end(), after
    )
