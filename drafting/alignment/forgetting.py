"""Forgetting what was remembered between readings, for measurements that want to begin from nothing."""

from __future__ import annotations

from drafting.alignment import clarity, passages, pool, remembered
from drafting.alignment.readings import forget as forget_readings
from drafting.alignment.similarity import forget as forget_wordings


def forget() -> None:
    """Forget the numbers read, what passages state, the tables they were aligned with, and all words compared."""
    forget_readings()
    passages.KNOWN.clear()
    remembered.forget()
    pool.forget()
    clarity.forget()
    forget_wordings()
