"""Work without the collector of cycles leaves the collector as it was, and nothing lost to it."""

from __future__ import annotations

import gc
import weakref

import pytest

from corpus import collector


class _Node:
    """Something that may hold itself."""

    own: _Node


def _ring() -> weakref.ref[_Node]:
    node = _Node()
    node.own = node
    return weakref.ref(node)


def test_what_was_made_is_old_at_once_and_cycles_are_still_found() -> None:
    with collector.paused():
        assert not gc.isenabled()
        kept, ring = _Node(), _ring()
    assert gc.isenabled()
    assert any(kept is each for each in gc.get_objects(generation=2))
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert ring() is None


def test_frozen_objects_stay_frozen() -> None:
    gc.freeze()
    try:
        with collector.paused():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_it_goes_on_after_a_fault_and_stays_off_where_it_was_off() -> None:
    with pytest.raises(ValueError, match="x"), collector.paused():
        raise ValueError("x")
    assert gc.isenabled()
    gc.disable()
    try:
        with collector.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
