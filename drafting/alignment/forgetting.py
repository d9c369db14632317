"""Forgetting what was remembered between readings, for measurements that want to begin from nothing."""

from __future__ import annotations

from drafting.alignment import passages, pool, readings


def forget() -> None:
    """Forget the numbers read, what passages state, and the tables they were aligned with."""
    readings.KNOWN.clear()
    passages.KNOWN.clear()
    pool.POOLS.clear()
