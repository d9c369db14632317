"""Column heads: every line of the vocabulary means what its examples say."""

from __future__ import annotations

import pytest

from drafting.figures.headings import meaning, vocabulary

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
