"""Answers as people read them in a terminal: a few plain lines each."""

from __future__ import annotations

from typing import Any

from corpus.periods import period_words
from drafting.types.figures import not_given

_SEVERITY = {"error": "LỖI", "warning": "Cảnh báo", "info": "Lưu ý"}
_SHOWN = 70  # characters of a sentence that tell which one it is
_STATUS = {
    "added": "đã thêm",
    "unchanged": "không đổi",
    "replaced": "đã thay bản mới",
    "rejected": "bị từ chối",
}


def outline(answer: dict[str, Any]) -> str:
    """Title block and section tree."""
    period = period_words(answer["period"]) if answer["period"] else "?"
    head = [f"{answer['title']}", f"Đơn vị: {answer['unit'] or '?'} · Kỳ: {period} · Loại: {answer['kind']}"]
    tree = [f"{'  ' * (s['level'] - 1)}{s['label']} {s['heading']}".rstrip() for s in answer["sections"]]
    return "\n".join(head + tree)


def numbers(answer: dict[str, Any]) -> str:
    """A number a line."""
    return "\n".join(
        f"{n['start']:>6}  {n['quote']:<24} {n['kind']:<10} {n['value'] or ''} {n['unit'] or ''} {n['note']}".rstrip()
        for n in answer["numbers"]
    )


def findings(items: list[dict[str, Any]]) -> str:
    """A finding a line, errors first; the numbers of a sentence that no table has are one line among the warnings."""
    order = list(_SEVERITY)
    ranked = sorted(
        items, key=lambda f: (order.index(f["severity"]), f["start"] if f["start"] is not None else -1)
    )
    lines: dict[object, list[dict[str, Any]]] = {}
    for finding in ranked:
        lone = finding["code"] != "figure-unsupported"
        lines.setdefault(id(finding) if lone else finding["sentence"], []).append(finding)
    return "\n".join(map(_line, lines.values()))


def _line(together: list[dict[str, Any]]) -> str:
    """One finding, or several numbers of one sentence."""
    first = together[0]
    said = first["message"]
    if len(together) > 1:
        words = first["sentence"]
        start = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"
        said = f"{not_given(f['quote'] for f in together)}, ở câu “{start}”."
    return f"{_SEVERITY[first['severity']]} [{first['code']}] {said}"


def figures(answer: dict[str, Any]) -> str:
    """Figures read, then what is wrong in the table."""
    lines = [
        f"{f['key']}  {f['label']}{' – ' + f['scope'] if f['scope'] else ''} ({f['role']}): "
        f"{f['written']} {f['written_unit']}".rstrip()
        for f in answer["figures"]
    ]
    return "\n".join([*lines, findings(answer["findings"])]).strip()


def check(answer: dict[str, Any]) -> str:
    """Counts, then the findings."""
    counts = {level: sum(f["severity"] == level for f in answer["findings"]) for level in _SEVERITY}
    head = (
        f"{len(answer['numbers'])} số được đọc; {counts['error']} lỗi, {counts['warning']} cảnh báo, "
        f"{counts['info']} lưu ý."
    )
    faults = [f"Quy tắc bị hỏng: {f}" for f in answer["faults"]]
    return "\n".join([head, findings(answer["findings"]), *faults]).strip()


def ingest(answer: dict[str, Any]) -> str:
    """A file a line."""
    return "\n".join(
        f"{r['file']}: {_STATUS[r['status']]}"
        + (
            f" — {r['message']}"
            if r["message"]
            else f" — {r['unit']}, {r['period'] or '?'}, {r['sections']} mục"
        )
        for r in answer["reports"]
    )


def library(answer: dict[str, Any]) -> str:
    """A report a line, or one report's outline, or what was done."""
    if "reports" in answer:
        rows = [
            f"{r['id']}  {r['unit'] or '?'} · {r['period'] or '?'} · {r['title']}" for r in answer["reports"]
        ]
        return "\n".join(rows) or "Thư viện chưa có báo cáo nào: thêm bằng lệnh soanthao ingest."
    if "removed" in answer:
        return f"Đã bỏ “{answer['removed']['title']}” khỏi thư viện."
    if "corrected" in answer:
        row = answer["corrected"]
        return f"Đã sửa: {row['unit'] or '?'} · {row['period'] or '?'} · {row['title']}."
    if "sections" in answer:
        notes = "".join(f"\n! {note}" for note in answer.get("notes", ()))
        doubtful = f"\n? Cần xem lại: {', '.join(answer['uncertain'])}" if answer.get("uncertain") else ""
        return outline(answer) + notes + doubtful
    return f"Đã dựng lại chỉ mục của {answer['reindexed']} báo cáo."


def search(answer: dict[str, Any]) -> str:
    """A passage a paragraph, with why it came."""
    passages = (
        f"[{p['score']:.2f}] {p['unit']}, {p['period']}: {p['section']} {p['heading']}\n({p['why']})\n{p['text'][:300]}"
        for p in answer["passages"]
    )
    return "\n\n".join(passages) or "Không tìm thấy mục nào."


def draft(answer: dict[str, Any]) -> str:
    """How much is written, what is open."""
    offered = sum(len(s["suggestions"]) for s in answer["sections"])
    return "\n".join(
        [
            f"{answer['title']}: {len(answer['sections'])} mục, {len(answer['numbers'])} số có nguồn, "
            f"{len(answer['gaps'])} chỗ còn trống, {offered} câu của kỳ trước để chọn, "
            f"{len(answer['unused'])} số liệu chưa dùng.",
            findings(answer["check"]["findings"]),
        ]
    ).strip()
