"""Where in a report a place stands: in the part on tasks, among the shortcomings, where the unit is described."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.types import Report

_DESCRIBED = re.compile(r"đặc điểm|bộ máy|tổ chức hội đồng", re.IGNORECASE)
_TASKS = re.compile(
    r"^(?!.*(?:kết quả|tình hình)).*(?:phương hướng|nhiệm vụ|giải pháp|biện pháp|mục tiêu|chỉ tiêu phấn đấu|"
    r"chương trình công tác)",
    re.IGNORECASE,
)
# What is done already: `trong thực hiện nhiệm vụ quân sự`, `hoàn thành các mục tiêu, nhiệm vụ`.
_DONE = re.compile(
    r"(?:thực hiện|hoàn thành)(?:\s+(?:tốt|thắng lợi|các|những))*\s+(?:mục tiêu, )?(?:nhiệm vụ|mục tiêu|chỉ tiêu)",
    re.IGNORECASE,
)


def under(report: Report, at: int, headings: re.Pattern[str]) -> bool:
    """The place stands under headings of a sort."""
    return headings.search(" ".join(_path(report, at))) is not None


def described(report: Report, at: int) -> bool:
    """The place describes the unit itself: its numbers stand until somebody changes them."""
    return under(report, at, _DESCRIBED)


def of_tasks(report: Report, at: int) -> bool:
    """The place is in the part on tasks: its numbers are targets."""
    return report.meta.kind == "phat-dong" or tasks(_path(report, at))


def tasks(headings: Iterable[str]) -> bool:
    """Headings of the part on tasks."""
    return any(_TASKS.search(_DONE.sub("", heading)) for heading in headings)


def _path(report: Report, at: int) -> tuple[str, ...]:
    section = report.section_at(at)
    return tuple(report.heading_path(section.number)) if section else ()
