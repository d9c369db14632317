"""The section tree from the numbering of the body's lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.structure.cues import is_closing, letters_upper
from corpus.structure.headings import Numbered, Title, choose, is_list_head, title_of
from corpus.structure.labels import NAMED, Label, parse_label
from corpus.structure.runs import Runs, find_runs
from corpus.structure.unnumbered import unnumbered
from corpus.text.pieces import Piece

_CLOSING_LINES = 3
_OPENS = re.compile(r"đề cương|báo cáo", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """A heading: indexes of its pieces, its label and title, and its place in the tree.

    Attributes:
        first, last: the pieces of the heading (a title on the following lines included).
        body: offset in piece `last` where running text begins, or the piece's length.
        run: the run of numbering it belongs to.
    """

    first: int
    last: int
    label: Label
    title: str
    body: int
    run: int = -1
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
    runs = find_runs(labels)
    chosen = _chosen(_Body(pieces, labels, runs, first, last))
    nodes = [_node(pieces, at, labels[at], last, run) for at, run in sorted(chosen.items())]
    taken = {at for node in nodes for at in range(node.first, node.last + 1)}
    plain = unnumbered(pieces, first, last, labels, taken)
    nodes += [
        Node(at, at, label, pieces[at].text.rstrip(" :."), len(pieces[at].text))
        for at, label in plain.items()
    ]
    nodes.sort(key=lambda node: node.first)
    _number(nodes, runs)
    return nodes


@dataclass(frozen=True, slots=True)
class _Body:
    """The pieces between title block and signature, with their labels and runs."""

    pieces: Sequence[Piece]
    labels: Mapping[int, Label]
    runs: Runs
    first: int
    last: int


def _chosen(body: _Body) -> dict[int, int]:
    """Indexes of the labelled pieces that are headings, each with its run."""
    run_of = {at: run for run, group in enumerate(body.runs.groups) for at in group}
    chosen: dict[int, int] = {}
    for run, group in enumerate(body.runs.groups):
        if body.labels[group[0]].kind in NAMED:
            chosen.update(dict.fromkeys(group, run))
            continue
        if run in body.runs.lists or _is_list(body, group) or _is_stray(body.labels, group):
            continue
        lines = [_numbered(body, at, run_of) for at in group]
        chosen.update({at: run for at, yes in zip(group, choose(lines), strict=True) if yes})
    return chosen


def _numbered(body: _Body, at: int, run_of: Mapping[int, int]) -> Numbered:
    piece, label = body.pieces[at], body.labels[at]
    return Numbered(label, piece.text[label.end :], piece.hint, _followed(body, at, run_of))


def _followed(body: _Body, at: int, run_of: Mapping[int, int]) -> str:
    if at + 1 >= body.last:
        return "end"
    following = body.labels.get(at + 1)
    if following is None:
        # What closes the whole report is no text of its last task.
        last = at + 1 >= body.last - _CLOSING_LINES and is_closing(body.pieces[at + 1].text)
        return "end" if last else "content"
    own, other = run_of[at], run_of[at + 1]
    if own == other:
        return "sibling"
    if other < own:
        return "end"  # the numbering further up goes on
    if body.runs.is_above((own, body.labels[at]), (other, following)):
        return "content"
    same = following.kind == body.labels[at].kind and len(following.path) == len(body.labels[at].path)
    return "content" if same else "end"  # a list that begins anew under it, or what is further up


def _is_stray(labels: Mapping[int, Label], group: list[int]) -> bool:
    """A letter alone that begins no list: `m).` where a line was broken inside brackets."""
    return len(group) == 1 and labels[group[0]].kind == "letter" and labels[group[0]].path[0] > 3


def _is_list(body: _Body, group: list[int]) -> bool:
    """Names under a lead-in (`… gồm:`, `Tập thể`), a line each: a list, however much its lines look like titles."""
    at = group[0]
    if at <= body.first or group != list(range(at, at + len(group))):
        return False
    before, label = body.pieces[at - 1], body.labels.get(at - 1)
    texts = [body.pieces[i].text[body.labels[i].end :] for i in group]
    bold = sum(body.pieces[i].hint for i in group)
    if before.grid is not None or 2 * bold > len(group) or max(map(len, texts)) >= 150:
        return False
    if is_list_head(before.text[label.end :] if label else before.text):
        return not all(is_list_head(text) for text in texts)
    # What opens the whole document (`… báo cáo theo đề cương sau:`) leads to its headings.
    opens = at - 1 == body.first and _OPENS.search(before.text) is not None
    return len(group) > 1 and label is None and before.text.endswith(":") and not opens


def _node(pieces: Sequence[Piece], at: int, label: Label, last: int, run: int) -> Node:
    text = pieces[at].text
    rest = text[label.end :]
    if label.kind in NAMED:
        return _named_node(pieces, at, label, last, run)
    title = title_of(rest)
    if letters_upper(rest):
        title = Title(rest.rstrip(" :.;"), len(rest))
    return Node(at, at, label, title.text, label.end + title.body, run)


def _named_node(pieces: Sequence[Piece], at: int, label: Label, last: int, run: int) -> Node:
    """`Phần thứ nhất`: its title stands on the line or on the following ones."""
    rest = pieces[at].text[label.end :].strip()
    end, titles = at, [rest] if rest else []
    while end + 1 < last and _is_title_line(pieces[end + 1], bool(titles)):
        end += 1
        titles.append(pieces[end].text)
    return Node(at, end, label, " ".join(titles).rstrip(" :.;"), len(pieces[end].text), run)


def _is_title_line(piece: Piece, started: bool) -> bool:
    if piece.grid is not None or parse_label(piece.text) or len(piece.text) > 250:
        return False
    return letters_upper(piece.text) or (piece.hint and not started)


def _number(nodes: list[Node], runs: Runs) -> None:
    stack: list[Node] = []
    top: dict[str, int] = {}
    for node in nodes:
        while stack and not runs.is_above((stack[-1].run, stack[-1].label), (node.run, node.label)):
            stack.pop()
        parent = stack[-1] if stack else None
        used = parent.used if parent else top
        ordinal = node.label.ordinal
        if node.label.kind == "plain":
            used["plain"] = used.get("plain", 0) + 1
            ordinal = f"M{used['plain']}"
        used[ordinal] = used.get(ordinal, 0) + 1
        if used[ordinal] > 1:
            ordinal = f"{ordinal}-{used[ordinal]}"  # the same number printed twice
        node.number = f"{parent.number}.{ordinal}" if parent else ordinal
        node.level = len(stack) + 1
        stack.append(node)
