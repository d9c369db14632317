"""Headings without a number: told by capitals or bold type, and by how the documents' headings begin.

In a document without numbering, looks alone make a heading; beside numbering, only a line that
begins like one (`ĐÁNH GIÁ CHUNG`), for there the numbers were lost, not the headings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.structure.cues import is_cue, letters_upper
from corpus.structure.headings import is_nominal, is_sentence
from corpus.structure.labels import NAMED, Label
from corpus.text.pieces import Piece

_FEWEST, _MOST = 2, 30  # words of a title
_MOST_BOLD = 15


@dataclass(frozen=True, slots=True)
class PlainLabel(Label):
    """The label of a heading without a number: nothing printed, but a depth."""

    depth: int = 10

    @property
    def rank(self) -> int:
        """Its depth, as its looks or the headings around tell it."""
        return self.depth


def unnumbered(
    pieces: Sequence[Piece], first: int, last: int, labels: Mapping[int, Label], taken: Collection[int]
) -> dict[int, Label]:
    """Indexes of the headings without a number, each with a label that has nothing but a depth.

    Args:
        pieces: the document's.
        first: where the body begins.
        last: where it ends.
        labels: printed labels by index.
        taken: pieces that belong to headings with a number.
    """
    found = [
        at
        for at in range(first, last)
        if at not in labels and at not in taken and _may_be(pieces, at, first, last)
    ]
    numbered = [labels[at] for at in labels if at in taken and labels[at].kind not in NAMED]
    if numbered:
        found = [at for at in found if letters_upper(pieces[at].text) and is_nominal(pieces[at].text)]
        depth = _depth_beside(pieces, labels, taken)
        return {at: _plain(depth) for at in found}
    if len(found) < 2 or any(at in taken for at in labels):
        return {}
    return {at: _plain(_depth_alone(pieces[at])) for at in found}


def _may_be(pieces: Sequence[Piece], at: int, first: int, last: int) -> bool:
    piece = pieces[at]
    text = piece.text
    if piece.grid is not None or not first <= at < last - 1 or is_cue(text) or not text[:1].isupper():
        return False
    if at > first and _announces(pieces[at - 1]) and not (piece.hint or is_nominal(text)):
        return False
    if text[-1] in '.,;”"' or is_sentence(text):
        return False
    words = len(text.split())
    if letters_upper(text):
        return _FEWEST <= words <= _MOST
    return piece.hint and words <= _MOST_BOLD


def _announces(piece: Piece) -> bool:
    """Whether a line lets one expect words on the next: a slogan, a name."""
    return piece.grid is None and piece.text.endswith((":", ","))


def _depth_beside(pieces: Sequence[Piece], labels: Mapping[int, Label], taken: Collection[int]) -> int:
    """The depth of headings in capitals beside numbered ones: that of those in capitals, else above all."""
    ranks = [
        (labels[at].rank, letters_upper(pieces[at].text[labels[at].end :])) for at in labels if at in taken
    ]
    capitals = [rank for rank, upper in ranks if upper and rank > 2]
    return min(capitals) if capitals else min(rank for rank, _ in ranks if rank > 2) - 1


def _depth_alone(piece: Piece) -> int:
    if piece.depth:
        return piece.depth
    return 7 if letters_upper(piece.text) else 8


def _plain(depth: int) -> Label:
    return PlainLabel("plain", (1,), "", 0, depth)
