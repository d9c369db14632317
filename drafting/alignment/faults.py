"""What crashed, so that one sentence or one rule that can't be worked out costs no more than itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


class Faults:
    """Collects what crashed, a line each, nothing twice."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def attempt(self, name: str, run: Callable[[], T], default: T) -> T:
        """What `run` gives, or `default` and a fault line if it crashes."""
        try:
            return run()
        except Exception as error:  # noqa: BLE001 - a crashed part is a fault in the answer, never a lost check
            self.add([f"{name}: {type(error).__name__}: {error}"])
            return default

    def add(self, lines: Iterable[str]) -> None:
        """Take what crashed elsewhere."""
        self.lines += (line for line in dict.fromkeys(lines) if line not in self.lines)

    def by_parts(self, name: str, whole: Callable[[], T], parts: Callable[[Faults], T], default: T) -> T:
        """What `whole` gives; where it crashes what `parts` gives, which attempts each part of it alone."""
        apart = Faults()
        found = apart.attempt(name, whole, default)
        return self.attempt(name, lambda: parts(self), default) if apart.lines else found
