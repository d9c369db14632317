"""A member told of again after a list of its indicator: `… huyện A 317 ca, huyện B 258 ca. Riêng huyện A giảm 28 ca`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafting.alignment.rows import Row
from drafting.alignment.scopes import scope_key
from drafting.types.alignment import Alignment, Mention
from drafting.types.figures import Figure

# How many numbers before it may tell the indicator, and how far off their sentence may end.
NEAR, GAP = 12, 3


class Members:
    """The rows of each indicator by member."""

    def __init__(self, by_key: Mapping[str, Figure]) -> None:
        """Take the figures."""
        self._by_key = by_key
        self._rows: dict[tuple[str, str, str], Row] | None = None

    def told(
        self, mentions: Sequence[Mention], mention: Mention, by_place: Mapping[int, Alignment]
    ) -> set[Row]:
        """The member's row of the indicator that the numbers right before it state rightly, if all are of one."""
        labels = {
            (figure.label, figure.unit)
            for earlier in _before(mentions, mention)
            if (stated := by_place.get(earlier.index)) is not None and stated.agrees
            for figure in self._stated(stated)
        }
        if len(labels) != 1:
            return set()
        row = self._by_member().get((*labels.pop(), scope_key(mention.scope)))
        return {row} if row is not None else set()

    def _stated(self, stated: Alignment) -> list[Figure]:
        """The figures that a number states; none for a count of the members or a rank among them."""
        chosen = stated.chosen
        if chosen is None or chosen.expression.startswith(("count(", "rank(")):
            return []
        return [self._by_key[k] for k in chosen.keys if k in self._by_key]

    def _by_member(self) -> Mapping[tuple[str, str, str], Row]:
        if self._rows is None:
            scoped = (f for f in self._by_key.values() if f.scope and f.role == "actual")
            self._rows = {(f.label, f.unit, scope_key(f.scope)): (f.indicator, f.scope) for f in scoped}
        return self._rows


def _before(mentions: Sequence[Mention], mention: Mention) -> list[Mention]:
    """The numbers before it in its sentence, and in the one that ends where it begins."""
    near = mentions[max(0, mention.index - NEAR) : mention.index]
    low = mention.sentence[0] - GAP
    return [m for m in near if m.table is None and m.sentence[1] >= low]
