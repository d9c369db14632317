"""A quotation mark or a bracket that its line opens and does not close, or closes and did not open.

Source: flaws of real reports (`quote_unclosed`, `paren`). A warning: the words still read, but part of a name or a
list was lost or runs on. Item labels (`a)`, `1)`) close nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.types import Block
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "number-format"
_SIGNS = re.compile(r"[“”()]")
_LABEL = re.compile(r"(?:^|\s|\*)(?:[a-zđ]|\d{1,2}|[ivx]{1,4})\)")
_ENDS = frozenset(("", " ", ",", ".", ";", ":", ")", "\n"))
_OPENS = {"“": "”", "(": ")"}
_NAMES = {"“": "dấu ngoặc kép", "”": "dấu ngoặc kép", "(": "ngoặc đơn", ")": "ngoặc đơn"}


def check(document: Document) -> Iterable[Finding]:
    """Findings on single quotation marks and brackets of the prose."""
    for line in document.lines:
        for at in _single(document.text, line):
            sign = document.text[at]
            if _closes(document.text, line, at):
                message = "Dấu ngoặc kép này đóng lời trích nên phải là dấu đóng (”)."
                yield finding(document, CODE, "warning", (at, at + 1), message, expected="”", fix=True)
                continue
            what = "mở mà không đóng" if sign in _OPENS else "đóng mà không mở"
            message = f"Có {_NAMES[sign]} {what} trong đoạn này."
            yield finding(document, CODE, "warning", (at, at + 1), message)


def _closes(text: str, line: Block, at: int) -> bool:
    """True for an opening mark where only a closing one can stand: behind a word, before a blank or a stop."""
    if text[at] != "“" or at == line.start or "“" not in text[line.start : at]:
        return False
    return not text[at - 1].isspace() and text[at - 1] not in "(“" and text[at + 1 : at + 2] in _ENDS


def _single(text: str, line: Block) -> Iterator[int]:
    """Signs of a line without a partner; an odd straight mark may be the partner."""
    inside = text[line.start : line.end]
    mixed = inside.count('"') % 2 == 1
    labels = {line.start + m.end() - 1 for m in _LABEL.finditer(inside)}
    opened: list[int] = []
    for sign in _SIGNS.finditer(text, line.start, line.end):
        if sign.start() in labels and not opened:
            continue
        if opened and text[opened[-1]] == "“" and _closes(text, line, sign.start()):
            opened.pop()
            yield sign.start()
        elif sign[0] in _OPENS:
            opened.append(sign.start())
        elif opened and _OPENS[text[opened[-1]]] == sign[0]:
            opened.pop()
        elif sign[0] == ")" or not mixed:
            yield sign.start()
    yield from (at for at in opened if text[at] == "(" or not mixed)
