"""Column heads: every line of the vocabulary means what its examples say."""

from __future__ import annotations

import pytest

from drafting.figures.headings import meaning, vocabulary
from drafting.figures.names import bodies, is_body

CASES = [(h.means, e, True) for h in vocabulary() for e in h.examples] + [
    (h.means, e, False) for h in vocabulary() for e in h.counter_examples
]


@pytest.mark.parametrize(("means", "head", "matches"), CASES)
def test_heading(means: str, head: str, matches: bool) -> None:
    assert (meaning(head) == means) is matches


def test_every_line_has_examples() -> None:
    assert all(
        h.examples and h.examples[0] and h.counter_examples and h.counter_examples[0] for h in vocabulary()
    )


@pytest.mark.parametrize(("word", "named", "other"), bodies())
def test_parts_of_a_body(word: str, named: str, other: str) -> None:
    assert named.lower().startswith(word)
    assert is_body(named)
    assert not is_body(other)
