"""Forgetting what was remembered between readings, for measurements that want to begin from nothing."""

from __future__ import annotations

from drafting.alignment import passages, remembered
from drafting.alignment.readings import forget as forget_readings


def forget() -> None:
    """Forget the numbers read, what passages state, and the tables they were aligned with."""
    forget_readings()
    passages.KNOWN.clear()
    remembered.forget()
