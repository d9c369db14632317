"""A guidance document (`đề cương`) as an outline: its headings are the draft's, its instructions are hints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.types import Report, Table
from corpus.units import fold
from drafting.types import Plan, PlannedSection
from drafting.writers.outline import moved_words, sections_of
from drafting.writers.standard import task_words
from drafting.writers.structure import is_indicator_table, parts

_LOOK, _LONGEST = 1500, 400
_SAYS_SO = re.compile(r"đề cương|hướng dẫn|mẫu báo cáo|gợi ý|nội dung báo cáo", re.IGNORECASE)
_TELLS = re.compile(
    r"[\W\d]*(?:yêu cầu|nêu|đánh giá|trình bày|thống kê|báo cáo|ghi|phân tích|liệt kê|tập trung|mô tả|so sánh|làm rõ|"
    r"khái quát|tóm tắt|số lượng|kết quả|việc|tình hình|cần)\b",
    re.IGNORECASE,
)
# What a heading carries for the writer alone: a bracket at its end, dots to be filled in.
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*[:.;]?\s*$")
_IF_ANY = re.compile(r"nếu có|nếu cần", re.IGNORECASE)
_DOTS = re.compile(r"[.…_]{3,}|…+")
_NO_HINT = re.compile(
    r"[\W\d]*(?:ghi chú|báo cáo (?:xin )?gửi|gửi (?:báo cáo|về)|số liệu (?:lấy|tính)|thời gian gửi|nơi nhận|đề nghị các)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:đề cương|mẫu báo cáo|báo cáo|phụ lục)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<label>(?:Phần|PHẦN) [^\W\d]+(?: [^\W\d]+)?|[IVX]+[.)]|[A-E][.)]|\d+(?:\.\d+)*[.)]|[a-zđ][.)])\s*"
    r"(?P<words>\S.*)"
)
_ROMAN = re.compile(r"[IVX]+[.)]")


@dataclass(frozen=True, slots=True)
class _Raw:
    """A heading as the document has it, and what it says should stand there."""

    number: str
    label: str
    heading: str
    level: int
    told: tuple[str, ...] = ()
    table: bool = False


def is_guidance(report: Report) -> bool:
    """Whether a document tells what to report, and isn't a report itself (whose sentences are no instructions)."""
    if _SAYS_SO.search(report.text[:_LOOK]):
        return True
    lines = [report.text[b.start : b.end] for b in report.blocks if b.kind in ("paragraph", "item")]
    telling = sum(len(line) < _LONGEST and _TELLS.match(line) is not None for line in lines)
    return len(lines) * 2 < len(report.sections) or telling * 2 > len(lines)


def outline_of(report: Report, plan: Plan) -> list[PlannedSection]:
    """The sections that a document asks for: of a guidance document with hints, of a report as it has them."""
    if not is_guidance(report):
        return sections_of(report, plan)
    raw = [s for s in _headings(report) if not _is_title(s)]
    raw = raw or [s for table in report.tables for s in _in_table(table)]
    return [_planned(report, section, plan) for section in _labelled(raw)]


def _headings(report: Report) -> list[_Raw]:
    found = []
    for part in parts(report)[1:-1]:
        told = [report.text[line.start : line.end] for line in part.lines]
        columns = [" - ".join(c for c in t.rows[0] if c) for t in part.tables if t.rows]
        told += [f"biểu: {c}" for c in columns if c]
        indicators = any(is_indicator_table(t) for t in part.tables)
        heading, more = _task_line(told) if not part.label else ("", told)
        found.append(_Raw(part.number, part.label, part.heading, part.level, tuple(more), indicators))
        if heading:
            found.append(_Raw(f"{part.number}x", "", heading, part.level))
    return found


def _task_line(told: Sequence[str]) -> tuple[str, list[str]]:
    """Without numbers the last heading may be read as a line: `Phương hướng, nhiệm vụ`."""
    last = told[-1] if told else ""
    if re.match(r"phương hướng|nhiệm vụ|kiến nghị|đề xuất", last.casefold()) and len(last) < 80:
        return last, list(told[:-1])
    return "", list(told)


def _is_title(section: _Raw) -> bool:
    return not section.label and _TITLE.match(section.heading) is not None


def _in_table(table: Table) -> list[_Raw]:
    """Headings that stand in a table's cells, what is asked for beside them."""
    found = []
    counts: dict[int, int] = {}
    path: list[str] = []
    for row in table.rows:
        match = next((m for cell in row if (m := _NUMBERED.match(cell.strip()))), None)
        label, words = (match["label"], match["words"]) if match else (row[0].strip(), "")
        rest = [c.strip() for c in row if c.strip() and (match is None or c.strip() != match[0].strip())]
        if match is None and not (_NUMBERED.match(f"{label} x") and len(rest) > 1):
            continue
        words = words or rest[1]
        told = rest if match else rest[2:]
        level = 1 if _ROMAN.match(label) or (label[:1].isalpha() and label[:1].isupper()) else 2
        level += label.count(".") - 1 if label[:1].isdigit() and label.count(".") > 1 else 0
        counts = {k: v for k, v in counts.items() if k <= level}
        counts[level] = counts.get(level, 0) + 1
        path = [*path[: level - 1], label.strip(".)").rpartition(".")[2] or str(counts[level])]
        found.append(_Raw(".".join(path), label, words, level, tuple(told)))
    return found


def _labelled(raw: Sequence[_Raw]) -> list[_Raw]:
    """Headings without any numbering are numbered on."""
    if any(s.label for s in raw):
        return list(raw)
    return [replace(s, number=str(i), label=f"{i}.", level=1) for i, s in enumerate(raw, 1)]


def _planned(report: Report, raw: _Raw, plan: Plan) -> PlannedSection:
    heading, told = heading_and_told(raw.heading)
    hint = "; ".join(dict.fromkeys(w for w in map(clean_hint, (told, *raw.told)) if w))
    part = raw.label.casefold().startswith(("phần", "chương"))
    heading = moved_words(report, heading, plan)
    words, targets = task_words(heading, plan.unit, plan.period)
    return PlannedSection(
        number=raw.number,
        label=raw.label.rstrip(": ") if part else raw.label,
        heading=heading.upper() if part or (_ROMAN.fullmatch(raw.label) and raw.level < 3) else heading,
        level=raw.level,
        table=raw.table,
        targets=targets,
        hint=hint[:_LONGEST],
        words=words,
    )


def heading_and_told(heading: str) -> tuple[str, str]:
    """A heading without what it tells the writer, and that: `Công tác chỉ đạo (nêu rõ …)`, `Y tế: ………`."""
    told: list[str] = []
    words = _DOTS.sub("", heading).strip()
    while match := _BRACKET.search(words):
        told.insert(0, "" if _IF_ANY.fullmatch(match[1].strip()) else match[1].strip())
        words = words[: match.start()].rstrip()
    head, colon, rest = words.partition(": ")
    if colon and _TELLS.match(rest) and len(head.split()) > 1:
        words, told = head, [rest, *told]
    return words.rstrip(" .:;"), "; ".join(t for t in told if t)


def clean_hint(line: str) -> str:
    """An instruction without its marks; empty for dots, and for what is said of sending the report."""
    words = _DOTS.sub("", " ".join(line.split())).strip(" -+*•–.;:…")
    if words.startswith(("(", "[")) and words.endswith((")", "]")):
        words = words[1:-1].strip()
    words = re.sub(r"^(?:yêu cầu|gợi ý|hướng dẫn)\s*:\s*", "", words, flags=re.IGNORECASE).rstrip(" .;:")
    if _NO_HINT.match(words) or not re.search(r"[^\W\d]{2}", fold(words)):
        return ""
    words = re.sub(r"^(?:nêu rõ|nêu ngắn gọn|nêu|ghi rõ|trình bày)\s+", "", words, flags=re.IGNORECASE)
    return words[:1].lower() + words[1:] if not words[:2].isupper() else words
