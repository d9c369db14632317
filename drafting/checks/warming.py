"""Making the checker ready before its first check: data files read, patterns made, words met.

The first check of a process takes a quarter of a second more than the next ones: the app gets that done in the
background while its first screen is drawn.
"""

from __future__ import annotations

from functools import cache

import corpus
from corpus import samples
from drafting import figures
from drafting.checks.engine import check

# A plain text with tables of its own: reading it needs no other library.
_SAMPLE = samples.HERE / "reports" / "xa-dong-van-2024-6-thang.md"


@cache
def warm() -> None:
    """Check a report of the sample library against its own tables; once a process."""
    report = corpus.read_file(_SAMPLE)
    check(report, figures.from_report_tables(report), precedent=report)
