"""Builds the bundled sample library from plain figures and templates.

Run `python -m tests.tools.build_samples` from the project root. Every number of a sample comes from
one `figures.tsv` a unit; growth, shares and sums are computed here in `Decimal`, so that a sample
can't contradict itself. Needs jinja2, which comes with streamlit.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import jinja2

from corpus import parse_text
from drafting.export import report_to_docx

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "corpus" / "samples" / "build"
REPORTS = ROOT / "corpus" / "samples" / "reports"
LUNAR = {2022: "Nhâm Dần", 2023: "Quý Mão", 2024: "Giáp Thìn", 2025: "Ất Tỵ"}
ENV = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)

# What a template may call of its `Voice`.
TOOLS = (
    "val", "was", "plan", "s", "c", "kh", "khsau", "growth", "rise", "of_plan", "share", "total", "parts", "lst",
    "moved", "count", "where", "ratio",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An indicator of a unit: its values by column (`2024-H1`, `KH-2024`)."""

    key: str
    label: str
    unit: str
    values: dict[str, Decimal]


@dataclass(frozen=True)
class Ratio:
    """Half-up rounding to a number of places."""

    places: int

    def __call__(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)


def written(value: Decimal | str, pad: bool = False) -> str:
    """A number as the reports write it: dots for thousands, a decimal comma, no trailing zeros."""
    text = f"{Decimal(value):f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    whole = f"{int(whole.lstrip('-')):,}".replace(",", ".")
    if pad and not part and len(whole) == 1:
        whole = "0" + whole
    return sign + whole + ("," + part if part else "")


def load_rows(path: Path) -> dict[str, Row]:
    """The figures of a unit, formulas evaluated in their order."""
    rows: dict[str, Row] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            columns = [c for c in line if c not in {"key", "label", "unit", "formula"}]
            values = {c: Decimal(line[c]) for c in columns if line[c]}
            if line["formula"]:
                values = computed(line["formula"], rows, columns)
            rows[line["key"]] = Row(line["key"], line["label"], line["unit"], values)
    return rows


def computed(formula: str, rows: dict[str, Row], columns: list[str]) -> dict[str, Decimal]:
    """`1 lua_dt*lua_ns/10` gives the values with one decimal, where every term is known."""
    places, expression = formula.split(" ", 1)
    run = ENV.compile_expression(expression, undefined_to_none=False)
    values = {}
    for column in columns:
        known = {k: r.values[column] for k, r in rows.items() if column in r.values}
        try:
            values[column] = Ratio(int(places))(Decimal(run(**known)))
        except jinja2.UndefinedError:
            continue
    return values


def words_of(period: str) -> str:
    """`2024-H1` is `6 tháng đầu năm 2024`."""
    year, _, half = period.partition("-")
    return f"6 tháng đầu năm {year}" if half == "H1" else f"năm {year}"


@dataclass(frozen=True)
class Voice:
    """What a template of one unit and period can call."""

    rows: dict[str, Row]
    period: str

    @property
    def year(self) -> int:
        return int(self.period[:4])

    @property
    def before(self) -> str:
        return f"{self.year - 1}{self.period[4:]}"

    def val(self, key: str) -> Decimal:
        """The value of this period."""
        return self.rows[key].values[self.period]

    def was(self, key: str) -> Decimal:
        """The value of the same period of last year."""
        return self.rows[key].values[self.before]

    def plan(self, key: str) -> Decimal:
        """The plan of the year."""
        return self.rows[key].values[f"KH-{self.year}"]

    def s(self, key: str, pad: bool = False) -> str:
        return written(self.val(key), pad)

    def c(self, key: str, pad: bool = False) -> str:
        return written(self.was(key), pad)

    def kh(self, key: str, pad: bool = False) -> str:
        return written(self.plan(key), pad)

    def khsau(self, key: str) -> str:
        """Next year's plan."""
        return written(self.rows[key].values[f"KH-{self.year + 1}"])

    def growth(self, key: str, places: int = 1) -> str:
        """`tăng 3,2%` or `giảm 1,1%` or `bằng`."""
        now, then = self.val(key), self.was(key)
        if now == then:
            return "bằng"
        change = Ratio(places)((now - then) / then * 100)
        return f"{'tăng' if change > 0 else 'giảm'} {written(abs(change))}%"

    def rise(self, key: str, unit: str = "") -> str:
        """`tăng 12 vụ` in the indicator's own unit."""
        change = self.val(key) - self.was(key)
        if not change:
            return "bằng"
        return f"{'tăng' if change > 0 else 'giảm'} {written(abs(change))}{unit}"

    def of_plan(self, key: str, places: int = 1) -> str:
        return written(Ratio(places)(self.val(key) / self.plan(key) * 100)) + "%"

    def share(self, a: str | Decimal, b: str | Decimal, places: int = 2) -> str:
        """`a` of `b` in percent."""
        x = self.val(a) if a in self.rows else Decimal(a)
        y = self.val(b) if b in self.rows else Decimal(b)
        return written(Ratio(places)(x / y * 100)) + "%"

    def parts(self, key: str, *, ordered: bool = False) -> list[tuple[str, Decimal]]:
        """Member and value, in the members' order or from the highest down."""
        found = [(k.split("@")[1], self.val(k)) for k in self.rows if k.startswith(key + "@")]
        return sorted(found, key=lambda pair: -pair[1]) if ordered else found

    def lst(
        self,
        key: str,
        pattern: str,
        sep: str = ", ",
        *,
        ordered: bool = False,
        pad: bool = False,
        top: int = 0,
    ) -> str:
        """The members' values in words (`xã Minh Hải 12 ha, …`); members with none are left out."""
        pairs = [(n, x) for n, x in self.parts(key, ordered=ordered or top > 0) if x]
        return sep.join(pattern.format(n=n, x=written(x, pad)) for n, x in pairs[: top or None])

    def moved(
        self, key: str, *, up: bool, pattern: str = "xã {n} {x}%", sep: str = ", ", places: int = 1
    ) -> str:
        """The members that rose (or fell), each with its growth."""
        found = []
        for name, now in self.parts(key):
            then = self.was(f"{key}@{name}")
            change = Ratio(places)((now - then) / then * 100)
            if (change > 0) == up and change:
                found.append(pattern.format(n=name, x=written(abs(change))))
        return sep.join(found)

    def count(self, key: str, least: str) -> str:
        """How many members reach a threshold: `04/6`."""
        parts = self.parts(key)
        return f"{sum(x >= Decimal(least) for _, x in parts):02}/{len(parts)}"

    def where(self, key: str, least: str) -> str:
        """The members that reach a threshold."""
        return ", ".join(n for n, x in self.parts(key) if x >= Decimal(least))

    def ratio(self, a: str | Decimal, b: str | Decimal, places: int = 2) -> str:
        """`a` over `b`, rounded."""
        x, y = (self.val(v) if isinstance(v, str) else v for v in (a, b))
        return written(Ratio(places)(x / y))

    def total(self, *keys: str) -> str:
        return written(sum((self.val(k) for k in keys), Decimal(0)))


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


HEADING = re.compile(r"(Phần thứ \S+|[IVX]+\. .+|\d+(\.\d+)*\. [^.;]{4,120}|[a-zđ]\) “?[^.;]{4,120})")


def as_plain(text: str) -> str:
    """Tables as tabbed rows."""
    return (
        "\n".join("\t".join(cells(line)) if line.startswith("| ") else line for line in text.splitlines())
        + "\n"
    )


def cells(line: str) -> list[str]:
    """The cells of a pipe row."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def as_markdown(text: str) -> str:
    """Paragraphs apart, headings marked, pipe tables with their rule."""
    out: list[str] = []
    lines = text.splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("| "):
            first = not before.startswith("| ")
            out.append(
                ("\n" if first else "") + line + ("\n" + "|---" * len(cells(line)) + "|" if first else "")
            )
        else:
            out.append("\n" + (f"## **{line}**" if HEADING.fullmatch(line) else line))
    return "\n".join(out).lstrip() + "\n"


SAMPLES = (
    ("dong-van", "2023", "xa-dong-van-2023.docx"),
    ("dong-van", "2024-H1", "xa-dong-van-2024-6-thang.md"),
    ("dong-van", "2024", "xa-dong-van-2024.txt"),
    ("son-tho", "2023-H1", "xa-son-tho-2023-6-thang.docx"),
    ("son-tho", "2024-H1", "xa-son-tho-2024-6-thang.docx"),
    ("son-tho", "2024", "xa-son-tho-2024.docx"),
    ("cum-3", "2023", "cum-thi-dua-so-3-2023.docx"),
    ("cum-3", "2024-H1", "cum-thi-dua-so-3-2024-6-thang.docx"),
    ("cum-3", "2024", "cum-thi-dua-so-3-2024.docx"),
    ("thu-phat-dong", "2024", "thu-phat-dong-2024.docx"),
)


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
