"""How fast numbers are read, beside general readers where they are installed.

Run with `python -m tests.bench.numbers [REPORT...]`; any Python that has the general readers will do, for
nothing but the standard library is needed by ours. Two texts are made of the example lines: one as dense as the
lines are, one with sentences without numbers between them so that a number comes as rarely as in real reports
(every 100 to 270 characters). Reports named are measured too.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from drafting import numbers
from tests.numbers.corpus import lines

FILLER = (
    "Các cơ quan, đơn vị tiếp tục đẩy mạnh tuyên truyền, vận động nhân dân hưởng ứng các phong trào thi đua "
    "yêu nước, gắn với nhiệm vụ chính trị của địa phương. "
)
NEMO = "NeMo's Vietnamese grammar"
SLOW = 4_000  # characters that the general readers are given


def prose(size: int, filled: int = 1) -> str:
    """Text of about `size` characters.

    Args:
        size: characters.
        filled: of two example lines so many are followed by a sentence without numbers.
    """
    body = "".join(
        line.text + " " + FILLER * (n % 2 < filled)
        for n, line in enumerate(lines())
        if line.file != "numbering"
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
    try:
        # its grammar takes two minutes to build; it writes numbers out in words, which is not timed apart
        grammar = importlib.import_module("nemo_text_processing.text_normalization.normalize")
        normalizer = grammar.Normalizer(input_case="cased", lang="vi")
        found[NEMO] = lambda text: [
            normalizer.normalize(sentence) for sentence in text.split(". ") if sentence
        ]
    except ImportError as error:
        print(f"NeMo: not here ({error})")
    return found


def _ours(name: str, text: str) -> float:
    found = len(numbers.read(text))
    own = rate(numbers.read, text, 7)
    print(
        f"drafting.numbers, {name}: {own:,.0f} characters/s, a number every {len(text) / found:.0f} characters"
    )
    return own


def main(reports: list[str]) -> None:
    """Print characters a second, and the ratio to each general reader."""
    _ours("dense lines", prose(200_000, 0))
    text = prose(200_000, 2)
    own = _ours("as sparse as reports", text)
    for path in reports:
        _ours(Path(path).name, Path(path).read_text("utf-8"))
    for name, reader in others().items():
        theirs = rate(reader, text[:SLOW], 1)
        print(f"{name}: {theirs:,.0f} characters/s; drafting.numbers is {own / theirs:,.0f} times as fast")


if __name__ == "__main__":
    main(sys.argv[1:])
