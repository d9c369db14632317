"""What was made of the last few figure tables: a check runs again and again over one table while one types."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from drafting.types.figures import Figure

T = TypeVar("T")
_ALL: list[ByTable[Any]] = []


class ByTable(Generic[T]):
    """Things made of figures, found again by the figures.

    They are compared, not hashed: the same table's figures are the same objects, which is told at a glance, while a
    hash goes through every cell of every figure.
    """

    def __init__(self, size: int = 6) -> None:
        """Keep what was made of the last `size` tables."""
        self._size = size
        self._kept: list[tuple[tuple[Figure, ...], Hashable, T]] = []
        _ALL.append(self)

    def get(self, figures: tuple[Figure, ...], make: Callable[[], T], also: Hashable = None) -> T:
        """What was made of the figures (and of what else it depends on), made now if it wasn't lately."""
        for of, rest, made in self._kept:
            if of == figures and rest == also:
                return made
        new = make()
        self._kept = [*self._kept, (figures, also, new)][-self._size :]
        return new

    def clear(self) -> None:
        """Forget them."""
        self._kept = []


def forget() -> None:
    """Forget everything that was made of tables."""
    for kept in _ALL:
        kept.clear()
