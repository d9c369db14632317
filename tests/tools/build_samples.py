"""Builds the bundled sample library from plain figures and templates.

Run `python -m tests.tools.build_samples` from the project root. Every number of a sample comes from
one `figures.tsv` a unit; growth, shares and sums are computed here in `Decimal`, so that a sample
can't contradict itself. Needs jinja2, which comes with streamlit.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from corpus import parse_text
from drafting.export import report_to_docx
from tests.tools.sample_figures import ENV, Ratio, load_rows, written
from tests.tools.sample_shapes import as_markdown, as_plain
from tests.tools.sample_voice import TOOLS, Voice, words_of

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "corpus" / "samples" / "build"
REPORTS = ROOT / "corpus" / "samples" / "reports"
LUNAR = {2022: "Nhâm Dần", 2023: "Quý Mão", 2024: "Giáp Thìn", 2025: "Ất Tỵ"}
SAMPLES = (
    ("dong-van", "2022", "xa-dong-van-2022.docx"),
    ("dong-van", "2023-H1", "xa-dong-van-2023-6-thang.docx"),
    ("dong-van", "2023", "xa-dong-van-2023.docx"),
    ("dong-van", "2024-H1", "xa-dong-van-2024-6-thang.md"),
    ("dong-van", "2024", "xa-dong-van-2024.txt"),
    ("son-tho", "2023-H1", "xa-son-tho-2023-6-thang.docx"),
    ("son-tho", "2024-H1", "xa-son-tho-2024-6-thang.docx"),
    ("son-tho", "2024", "xa-son-tho-2024.docx"),
    ("cum-3", "2023", "cum-thi-dua-so-3-2023.docx"),
    ("cum-3", "2024-H1", "cum-thi-dua-so-3-2024-6-thang.docx"),
    ("cum-3", "2024", "cum-thi-dua-so-3-2024.docx"),
    ("cum-1", "2024-H1", "cum-thi-dua-so-1-2024-6-thang.docx"),
    ("lam-hoa", "2023", "huyen-lam-hoa-2023.docx"),
    ("lam-hoa", "2024", "huyen-lam-hoa-2024.docx"),
    ("hai-lam", "2023", "tinh-hai-lam-2023.docx"),
    ("hai-lam", "2024", "tinh-hai-lam-2024.docx"),
    ("khen-thuong", "2023", "khen-thuong-binh-khe-2023.docx"),
    ("khen-thuong", "2024", "khen-thuong-binh-khe-2024.docx"),
    ("thu-phat-dong", "2023", "thu-phat-dong-2023.docx"),
    ("thu-phat-dong", "2024", "thu-phat-dong-2024.docx"),
)


def render(folder: Path, period: str) -> str:
    """The canonical text of a unit's report of a period; a letter is written out already."""
    if not (folder / "figures.tsv").exists():
        return (folder / f"{period}.txt").read_text(encoding="utf-8")
    voice = Voice(load_rows(folder / "figures.tsv"), period)
    half = period.endswith("H1")
    own = tomllib.loads((folder / f"{period}.toml").read_text(encoding="utf-8"))
    names = {name: getattr(voice, name) for name in TOOLS}
    template = ENV.from_string((folder / "report.txt").read_text(encoding="utf-8"))
    text = template.render(
        **names, v=voice, w=written, r=own, half=half, nam=voice.year, ky=words_of(period), tet=LUNAR[voice.year],
        ky_truoc=words_of(voice.before), ky_sau=f"6 tháng cuối năm {voice.year}" if half else f"năm {voice.year + 1}",
        cung_ky="cùng kỳ" if half else f"năm {voice.year - 1}", bang=lambda: indicator_table(folder, voice),
    )  # fmt: skip
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


def indicator_table(folder: Path, voice: Voice) -> str:
    """The clerk's indicator table as pipe rows."""
    return "\n".join("| " + " | ".join(row) + " |" for row in indicator_rows(folder, voice))


def indicator_rows(folder: Path, voice: Voice) -> list[list[str]]:
    """Header, formula row, group rows and one row an indicator of `table.tsv`."""
    half = voice.period.endswith("H1")
    head = ["TT", "Chỉ tiêu", "Đơn vị tính", f"Kết quả thực hiện {words_of(voice.before)}",
            f"Kế hoạch năm {voice.year}", f"Ước thực hiện {words_of(voice.period)}",
            "So với cùng kỳ (%)", "So với kế hoạch (%)", "Còn phải thực hiện", "Ghi chú"]  # fmt: skip
    formulas = ["A", "B", "C", "1", "2", "3", "4=3/1*100", "5=3/2*100", "6=2-3", "7"]
    rows = [head, formulas]
    with (folder / "table.tsv").open(encoding="utf-8", newline="") as handle:
        for line in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows += [indicator_row(line, voice, half)]
    return rows


def indicator_row(line: list[str], voice: Voice, half: bool) -> list[str]:
    """A row of the table: number, label, unit, key, and how it counts (`flow`, `level`, `year`, `ratio`)."""
    number, label, unit, key, how = [*line, "", "", "", "", ""][:5]
    if not key:
        return [number, label, unit, *[""] * 7]
    values = voice.rows[key].values
    then, plan, now = values.get(voice.before), values.get(f"KH-{voice.year}"), values.get(voice.period)
    shown = [written(x) if x is not None else "" for x in (then, plan, now)]
    if now is None:
        return [number, label, unit, *shown, "", "", "", "Đánh giá vào cuối năm"]
    growth = written(Ratio(1)(now / then * 100)) if then and how != "share" else ""
    done = written(Ratio(1)(now / plan * 100)) if plan and how != "share" else ""
    left = written(plan - now) if plan and how == "flow" and half and plan > now else ""
    return [number, label, unit, *shown, growth, done, left, ""]


def main() -> None:
    """Writes all samples."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    for folder, period, name in SAMPLES:
        text = render(BUILD / folder, period)
        target = REPORTS / name
        if target.suffix == ".docx":
            report_to_docx(parse_text(as_plain(text), name), target)
        else:
            shape = as_markdown if target.suffix == ".md" else as_plain
            target.write_text(shape(text), encoding="utf-8")
        print(target.name, len(text.split()))


if __name__ == "__main__":
    main()
