"""The audit of past reports on their way in: errors against themselves, words misspelt or misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.confusables import Usage
    from corpus.store import ReportStore
    from corpus.types import Report

_TELLING = 200  # reports whose words tell what is usual; more add time and nothing new


def audit_pending(store: ReportStore, progress: Callable[[int, int], None] | None = None) -> None:
    """Audit every report that wasn't yet in its present version; killed, the next call goes on."""
    from drafting.alignment import mentions

    waiting = store.unaudited()
    usage = usage_of_library(store) if waiting else None
    for done, report_id in enumerate(waiting):
        if progress:
            progress(done, len(waiting))
        report = store.get(report_id).report
        store.note(report_id, audit_notes(report, usage), len(mentions(report)))
    if progress and waiting:
        progress(len(waiting), len(waiting))


def usage_of_library(store: ReportStore) -> Usage:
    """What is usual in the library's reports, the newest ones."""
    from corpus.confusables import usage_of

    return usage_of(store.texts(_TELLING))


def audit_notes(report: Report, usage: Usage | None = None) -> list[str]:
    """What is wrong in a past report: errors against itself, words that look misspelt or misread."""
    from corpus.audit import words
    from drafting.checks import check

    errors = [f.message for f in check(report).findings if f.severity == "error"]
    found = words(report, usage)
    doubts = [f"“{word}” → “{better}”?" if better else f"“{word}”?" for _, _, word, better, _ in found]
    if doubts:
        errors.append(f"Từ ngờ sai chính tả: {', '.join(dict.fromkeys(doubts))}.")
    return errors
