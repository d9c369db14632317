"""Sentences of a draft that simple tests of grammar find broken: what a cut or a gap may leave behind.

Run over drafts by `tests.bench.drafting` and `tests.bench.drafting_tables`.
"""

from __future__ import annotations

import re

from drafting.types import Draft

# Words that want another behind them: before a full stop they dangle.
_DANGLING = re.compile(
    r"(?:^|\s)(?:với|và|là|của|như|gồm|để|bởi|nhằm|tại|hoặc|nhưng|song|mà|đạt|khoảng|"
    r"(?<!tính )(?<!danh )(?<!động )từ|gần)\s*[.;,)]"
    r"|(?:^|\s)trong đó\s*[.;)]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[,;:]\s*[,;.](?!\.)|\.\s+\.(?!\.)|(?<!\.)\.\.(?!\.)|\(\s|\s\)|\(\)|\s[,;.](?!\.)|,\)")
_TWICE = re.compile(r"(?<![\w-])(?P<w>[^\W\d_]{2,}) (?P=w)(?![\w-])")
# Words that Vietnamese says twice.
_DOUBLED = {"ngày", "luôn", "năm", "đời", "nơi", "người", "nhà", "dần", "xanh", "chuyên", "từ", "thường", "mãi", "hay",
            "đều", "nhanh", "rất", "song", "ba", "đu", "chôm", "cào", "thuồng"}  # fmt: skip
_LABEL = re.compile(r"(?:[-+*•]|\d+(?:\.\d+)*[.)]?|[a-zđ]\)|Thứ [^\W\d_]+:)\s+")
_SENTENCE = re.compile(r"(?:^|(?<=[^.][.!?]\s))[^\W\d_]")
_TITLE = re.compile(r"(?:Bảng|Biểu)\s")


def broken(draft: Draft) -> list[str]:
    """What is broken in the body of a draft, each with its words; tables, headings and gaps are left out."""
    lines = _body(draft)
    found = []
    for index, line in enumerate(lines):
        found += [f"{name}: {line[:160]}" for name in faults(line)]
        following = lines[index + 1] if index + 1 < len(lines) else "#"
        if line.rstrip().endswith(":") and following == "#":
            found.append(f"empty head: {line[-160:]}")
    return found


def faults(line: str) -> list[str]:
    """What is broken in one line."""
    if line == "#":
        return []
    label = _LABEL.match(line)
    words = line[label.end() :] if label else line
    found = []
    for left, right in ("()", "“”"):
        if words.count(left) != words.count(right):
            found.append(f"unbalanced {left}{right}")
    found += [f"doubled {m['w']}" for m in _TWICE.finditer(words) if m["w"].casefold() not in _DOUBLED]
    found += [f"marks {m[0]!r}" for m in _MARKS.finditer(words)]
    found += [f"dangling {m[0].strip()!r}" for m in _DANGLING.finditer(words)]
    if not label and any(m[0].islower() for m in _SENTENCE.finditer(words)):
        found.append("lower case")
    if (
        not label
        and len(words.split()) > 6
        and not _TITLE.match(words)
        and words.rstrip()[-1] not in ".;:!?…”)]"
    ):
        found.append("no end")
    return found


def _body(draft: Draft) -> list[str]:
    """The lines between title and signature, gaps as a word; `#` stands for a heading or a table."""
    chars = list(draft.text)
    for gap in draft.gaps:
        chars[gap.start : gap.end] = ["…"] + [""] * (gap.end - gap.start - 1)
    for table in draft.tables:
        chars[table.start : table.end] = ["#"] + [""] * (table.end - table.start - 1)
    heads = sorted(
        (s.start, s.start + len(_head(draft, s.start, s.label, s.heading))) for s in draft.sections
    )
    for start, end in heads:
        for at in range(start, end):
            chars[at] = "\n" if at in (start, end - 1) else ""
        chars[start] = "\n#\n"
    first = heads[0][0] if heads else 0
    end = draft.text.find("./.")
    text = "".join(chars[first : end + 1 if end >= 0 else None])
    return [line for line in (raw.strip() for raw in text.split("\n")) if line]


def _head(draft: Draft, start: int, label: str, heading: str) -> str:
    """The heading as it is printed: its label and its words, on one line or two."""
    at = draft.text.find(heading, start) if heading else -1
    stop = at + len(heading) if 0 <= at <= start + len(label) + 2 else start + len(label)
    return draft.text[start:stop]
