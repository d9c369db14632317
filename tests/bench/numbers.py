"""How fast numbers are read, beside general readers where they are installed.

Run with `python -m tests.bench.numbers`. The prose is made of the example lines, several times over, with
sentences without numbers between them so that a number comes about every 80 characters.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable

from drafting import numbers
from tests.numbers.corpus import lines

FILLER = (
    "Các cơ quan, đơn vị tiếp tục đẩy mạnh tuyên truyền, vận động nhân dân hưởng ứng các phong trào thi đua "
    "yêu nước, gắn với nhiệm vụ chính trị của địa phương. "
)


def prose(size: int) -> str:
    """Text of about `size` characters with the density of numbers of a real report."""
    body = "".join(
        line.text + " " + FILLER * (n % 2) for n, line in enumerate(lines()) if line.file != "numbering"
    )
    return (body * (size // len(body) + 1))[:size]


def rate(reader: Callable[[str], object], text: str, runs: int) -> float:
    """Characters a second of processor time, the best of some runs."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        reader(text)
        best = min(best, time.process_time() - begin)
    return len(text) / best


def others() -> dict[str, Callable[[str], object]]:
    """The general readers that can be imported."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        suite = importlib.import_module("recognizers_number")
        found["recognizers-text"] = lambda text: suite.recognize_number(text, suite.Culture.English)
    except ImportError as error:
        print(f"recognizers-text: not here ({error})")
    try:
        parser = importlib.import_module("quantulum3.parser")
        found["quantulum3"] = parser.parse
    except ImportError as error:
        print(f"quantulum3: not here ({error})")
    return found


def main() -> None:
    """Print characters a second, and the ratio to each general reader."""
    text = prose(200_000)
    found = len(numbers.read(text))
    own = rate(numbers.read, text, 5)
    print(f"drafting.numbers: {own:,.0f} characters/s, a number every {len(text) / found:.0f} characters")
    for name, reader in others().items():
        theirs = rate(reader, text[:4_000], 1)
        print(f"{name}: {theirs:,.0f} characters/s; drafting.numbers is {own / theirs:,.0f} times as fast")


if __name__ == "__main__":
    main()
