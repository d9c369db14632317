"""The section tree from the numbering of the body's lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.structure.cues import letters_upper
from corpus.structure.headings import Numbered, Title, choose, title_of
from corpus.structure.labels import Label, parse_label
from corpus.structure.runs import OpenRuns
from corpus.text.pieces import Piece

_ALWAYS = ("phan", "phuluc")


@dataclass(slots=True)
class Node:
    """A heading: indexes of its pieces, its label and title, and its place in the tree.

    Attributes:
        first, last: the pieces of the heading (a title on the following lines included).
        body: offset in piece `last` where running text begins, or the piece's length.
    """

    first: int
    last: int
    label: Label
    title: str
    body: int
    number: str = ""
    level: int = 1
    used: dict[str, int] = field(default_factory=dict)


def build(pieces: Sequence[Piece], first: int, last: int) -> list[Node]:
    """The headings among `pieces[first:last]`, in order, with numbers and levels."""
    labels = {
        at: label
        for at in range(first, last)
        if pieces[at].grid is None and (label := parse_label(pieces[at].text)) and label.kind != "bullet"
    }
    chosen = _chosen(pieces, labels, first, last)
    nodes = [_node(pieces, at, labels[at], last) for at in sorted(chosen)]
    _number(nodes)
    return nodes


def _chosen(pieces: Sequence[Piece], labels: dict[int, Label], first: int, last: int) -> set[int]:
    chosen: set[int] = set()
    groups, nested = _groups(labels)
    for number, group in enumerate(groups):
        if labels[group[0]].kind in _ALWAYS:
            chosen.update(group)
            continue
        lines = [
            Numbered(
                labels[at],
                pieces[at].text[labels[at].end :],
                pieces[at].hint,
                _followed(pieces, labels, at, last),
            )
            for at in group
        ]
        if number in nested or _is_list(pieces, group, first) or _is_stray(labels, group):
            continue
        chosen.update(at for at, yes in zip(group, choose(lines), strict=True) if yes)
    return chosen


def _groups(labels: dict[int, Label]) -> tuple[list[list[int]], set[int]]:
    """Runs of the same numbering, and which of them stand within another.

    A run ends at a label further up. Where the numbering starts anew, it is a new run; where the one
    before it then goes on (1, 1, 2, 3, 2), the run in between was a list under its heading.
    """
    groups: list[list[int]] = []
    nested: set[int] = set()
    open_runs: dict[tuple[str, int], OpenRuns] = {}
    for at, label in labels.items():
        for key in [k for k, runs in open_runs.items() if runs.rank > label.rank]:
            del open_runs[key]
        runs = open_runs.setdefault((label.kind, len(label.path)), OpenRuns(label.rank))
        group, closed = runs.place(label, len(groups))
        nested.update(closed)
        if group == len(groups):
            groups.append([])
        groups[group].append(at)
    return groups, nested


def _is_stray(labels: dict[int, Label], group: list[int]) -> bool:
    """A letter alone that begins no list: `m).` where a line was broken inside brackets."""
    return len(group) == 1 and labels[group[0]].kind == "letter" and labels[group[0]].path[0] > ord("c")


def _is_list(pieces: Sequence[Piece], group: list[int], first: int) -> bool:
    """Names under a lead-in (`… gồm:`), a line each: a list, however much its lines look like titles."""
    at = group[0]
    if at <= first or len(group) < 2 or group != list(range(at, at + len(group))):
        return False
    before = pieces[at - 1]
    if before.grid is not None or not before.text.endswith(":") or parse_label(before.text):
        return False
    return not any(pieces[i].hint for i in group) and max(len(pieces[i].text) for i in group) < 150


def _followed(pieces: Sequence[Piece], labels: dict[int, Label], at: int, last: int) -> str:
    if at + 1 >= last:
        return "end"
    following = labels.get(at + 1)
    if following is None or following.rank > labels[at].rank:
        return "content"
    same = following.kind == labels[at].kind and len(following.path) == len(labels[at].path)
    if (same and following.path < labels[at].path) or following.path == labels[at].path == (1,):
        return "content"  # a list that begins anew under it
    return "sibling" if same else "end"


def _node(pieces: Sequence[Piece], at: int, label: Label, last: int) -> Node:
    text = pieces[at].text
    rest = text[label.end :]
    if label.kind in _ALWAYS:
        return _named_node(pieces, at, label, last)
    title = title_of(rest)
    if letters_upper(rest):
        title = Title(rest.rstrip(" :.;"), len(rest))
    return Node(at, at, label, title.text, label.end + title.body)


def _named_node(pieces: Sequence[Piece], at: int, label: Label, last: int) -> Node:
    """`Phần thứ nhất`: its title stands on the line or on the following ones."""
    rest = pieces[at].text[label.end :].strip()
    end, titles = at, [rest] if rest else []
    while end + 1 < last and _is_title_line(pieces[end + 1], bool(titles)):
        end += 1
        titles.append(pieces[end].text)
    return Node(at, end, label, " ".join(titles).rstrip(" :.;"), len(pieces[end].text))


def _is_title_line(piece: Piece, started: bool) -> bool:
    if piece.grid is not None or parse_label(piece.text) or len(piece.text) > 250:
        return False
    return letters_upper(piece.text) or (piece.hint and not started)


def _number(nodes: list[Node]) -> None:
    stack: list[Node] = []
    top: dict[str, int] = {}
    for node in nodes:
        while stack and stack[-1].label.rank >= node.label.rank:
            stack.pop()
        parent = stack[-1] if stack else None
        used = parent.used if parent else top
        ordinal = node.label.ordinal
        used[ordinal] = used.get(ordinal, 0) + 1
        if used[ordinal] > 1:
            ordinal = f"{ordinal}-{used[ordinal]}"  # the same number printed twice
        node.number = f"{parent.number}.{ordinal}" if parent else ordinal
        node.level = len(stack) + 1
        stack.append(node)
