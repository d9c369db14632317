"""Numbering of items inside a section: it closes up when one goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBERED = re.compile(r"^(?P<stem>(?:\d+\.)*)(?P<last>\d+|[a-zđ])(?P<mark>[.)]?)$")


def closed_labels(labels: Sequence[str], kept: Sequence[bool]) -> list[str]:
    """The labels of items after some went: numbered ones move up within their row, bullets stay.

    A row is the items whose numbering has the same form and the same numbers before the last.
    """
    rows: dict[tuple[str, bool], list[int]] = {}
    for index, label in enumerate(labels):
        match = _NUMBERED.match(label)
        if match:
            rows.setdefault((match["stem"], match["last"].isdigit()), []).append(index)
    result = list(labels)
    for row in rows.values():
        free = _alike([labels[i] for i in row])
        stay = [i for i in row if kept[i]]
        if len(set(free)) == len(free):
            for index, label in zip(stay, free, strict=False):
                result[index] = label
    return result


def _alike(labels: Sequence[str]) -> list[str]:
    """One mark behind all of a row (`1.1.`, `1.2`): that of most."""
    bare = [label.rstrip(".)") for label in labels]
    marks = Counter(label[len(b) :] for label, b in zip(labels, bare, strict=True))
    mark, count = marks.most_common(1)[0]
    return [b + mark for b in bare] if count * 2 > len(labels) else list(labels)
