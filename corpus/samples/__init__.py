"""The bundled library: past reports of invented units, and figures of their next period.

Made by `tests/tools/build_samples.py` from the figures and templates in `build/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration runs on.

    Attributes:
        reports: the past reports of communes; the rest of the library isn't needed for one.
        figures: this period's tables of the unit.
        faulty: a table with errors planted in it.
        unit, period: what is drafted.
        profile: title block, signature and recipients of the unit.
        facts: this period's facts in words.
    """

    reports: tuple[Path, ...]
    figures: tuple[Path, ...]
    faulty: Path
    unit: str
    period: str
    profile: Path
    facts: Path


def sample_paths() -> list[Path]:
    """The past reports, by name."""
    return sorted(p for p in (HERE / "reports").iterdir() if p.suffix in {".docx", ".md", ".txt"})


def figure_tables() -> list[Path]:
    """All figure tables, the faulty one too, by name."""
    return sorted(p for p in (HERE / "figures").iterdir() if p.suffix in {".xlsx", ".csv"})


def demo() -> Demo:
    """The commune's report of the first half of 2025."""
    figures = HERE / "figures"
    return Demo(
        reports=tuple(p for p in sample_paths() if p.name.startswith("xa-")),
        figures=(figures / "xa-dong-van-2025-6-thang.xlsx", figures / "xa-dong-van-2025-6-thang-bo-sung.csv"),
        faulty=figures / "xa-dong-van-2025-6-thang-loi.xlsx",
        unit="UBND xã Đồng Vân",
        period="2025-H1",
        profile=HERE / "profiles" / "xa-dong-van.toml",
        facts=HERE / "facts" / "xa-dong-van-2025-6-thang.md",
    )
