"""The audit of past reports on their way in: errors against themselves, words misspelt or misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.confusables import Usage
    from corpus.store import ReportStore
    from corpus.types import Report

_WORDS = 6  # a longer finding of the language is no misspelt word
_TELLING = 200  # reports whose words tell what is usual; more add time and nothing new


def audit_pending(store: ReportStore, progress: Callable[[int, int], None] | None = None) -> None:
    """Audit every report that wasn't yet in its present version; killed, the next call goes on."""
    waiting = store.unaudited()
    usage = usage_of_library(store) if waiting else None
    for done, report_id in enumerate(waiting):
        if progress:
            progress(done, len(waiting))
        store.note(report_id, *audit(store.get(report_id).report, usage))
    if progress and waiting:
        progress(len(waiting), len(waiting))


def usage_of_library(store: ReportStore) -> Usage:
    """What is usual in the library's reports, the newest ones."""
    from corpus.confusables import usage_of

    return usage_of(store.texts(_TELLING))


def audit(report: Report, usage: Usage | None = None) -> tuple[list[str], int]:
    """What is wrong in a past report (errors against itself, words misspelt or misread), and its number of figures."""
    from drafting.checks import check

    result = check(report, usage=usage)
    notes = [f.message for f in result.findings if f.severity == "error"]
    doubts = [
        f for f in result.findings if f.code == "spelling" and (f.expected or len(f.quote.split()) < _WORDS)
    ]
    if doubts:
        shown = dict.fromkeys(
            f"“{f.quote}” → “{f.expected}”?" if f.expected else f"“{f.quote}”?" for f in doubts
        )
        notes.append(f"Từ ngờ sai chính tả: {', '.join(shown)}.")
    return notes, sum(number.status != "ignored" for number in result.numbers)
