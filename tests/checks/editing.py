"""Edits as people make them, by a seeded generator: typing, deleting, pasting, moving."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

TYPED = (
    "5",
    "0",
    ",",
    ".",
    ";",
    "(",
    ")",
    ":",
    " tăng",
    " giảm 3,2%",
    " còn",
    " trong đó:",
    " xã Cầu Sen",
    "\n",
    "ư",
    "%",
)
Edit = Callable[[list[str], random.Random], list[str]]


def versions(text: str, seed: int, count: int) -> Iterator[str]:
    """Texts each of which is the one before it after an edit."""
    rng = random.Random(seed)
    for at in range(count):
        text = "\n".join(EDITS[at % len(EDITS)](text.split("\n"), rng))
        yield text


def _typed(lines: list[str], rng: random.Random) -> list[str]:
    at = _some(lines, rng)
    place = rng.randrange(len(lines[at]) + 1)
    return [*lines[:at], lines[at][:place] + rng.choice(TYPED) + lines[at][place:], *lines[at + 1 :]]


def _erased(lines: list[str], rng: random.Random) -> list[str]:
    at = _some(lines, rng)
    place = rng.randrange(len(lines[at]))
    rest = lines[at][:place] + lines[at][place + rng.randint(1, 12) :]
    return [*lines[:at], rest, *lines[at + 1 :]]


def _digit(lines: list[str], rng: random.Random) -> list[str]:
    """Another digit in the place of one."""
    at = rng.choice([n for n, line in enumerate(lines) if any(c.isdigit() for c in line)])
    place = rng.choice([n for n, c in enumerate(lines[at]) if c.isdigit()])
    return [
        *lines[:at],
        lines[at][:place] + rng.choice("0123456789") + lines[at][place + 1 :],
        *lines[at + 1 :],
    ]


def _removed(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(lines))
    return [*lines[:at], *lines[at + rng.randint(1, 3) :]]


def _pasted(lines: list[str], rng: random.Random) -> list[str]:
    """Lines of the text once more, in another place."""
    first, at = rng.randrange(len(lines)), rng.randrange(len(lines))
    return [*lines[:at], *lines[first : first + rng.randint(1, 6)], *lines[at:]]


def _moved(lines: list[str], rng: random.Random) -> list[str]:
    """A section behind the one after it."""
    first, second, third = sorted(rng.sample(range(len(lines)), 3))
    return [*lines[:first], *lines[second:third], *lines[first:second], *lines[third:]]


def _joined(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(lines) - 1)
    return [*lines[:at], f"{lines[at]} {lines[at + 1]}", *lines[at + 2 :]]


def _some(lines: list[str], rng: random.Random) -> int:
    return rng.choice([n for n, line in enumerate(lines) if line])


EDITS: tuple[Edit, ...] = (_typed, _digit, _erased, _pasted, _typed, _moved, _digit, _joined, _removed)
