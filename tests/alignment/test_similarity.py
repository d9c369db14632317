"""Likeness of wordings: what must be near, what must be apart, and how fast."""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from pathlib import Path
from subprocess import run

import pytest

from corpus import parse_text
from drafting.alignment import align, catalogue, label_index, mentions, similarity
from drafting.alignment.pool import catalogue_index
from drafting.alignment.similarity import plain_lexicon
from drafting.types import CellSource, Figure, FigureTable

NEAR = [
    ("Tổng đàn gia súc", "đàn gia súc các xã trong cụm"),
    ("Tong dan gia suc", "Tổng đàn gia súc"),
    ("Số xã đạt chuẩn NTM nâng cao", "xã đạt chuẩn nông thôn mới nâng cao"),
    ("gia đình văn hoá", "Gia đình văn hóa"),
    ("Tỷ lệ dân số tham gia BHYT", "tỉ lệ người dân tham gia bảo hiểm y tế"),
    ("Thu ngân sách", "tổng thu ngân sách nhà nước trên địa bàn"),
    ("Giá trị sản xuất CN - TTCN", "giá trị sản xuất công nghiệp - tiểu thủ công nghiệp"),
]
APART = [
    ("Tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo"),
    ("Xã đạt chuẩn NTM", "Xã đạt chuẩn NTM nâng cao"),
    ("Số gia đình văn hóa", "Số thôn văn hóa"),
    ("Thu ngân sách", "Chi ngân sách"),
    ("Tổng đàn gia súc", "Tổng đàn gia cầm"),
    ("Diện tích lúa", "Năng suất lúa"),
    ("Giấy khen cho tập thể", "Giấy khen cho cá nhân"),
    ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_near(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.68


@pytest.mark.parametrize(("one", "other"), APART)
def test_apart(one: str, other: str) -> None:
    assert similarity(one, other) <= 0.62


def test_it_is_symmetric_and_one_for_the_same() -> None:
    for one, other in NEAR + APART:
        assert similarity(one, other) == similarity(other, one)
        assert similarity(one, one) == pytest.approx(1.0)


def test_the_catalogue_is_whole() -> None:
    indicators = catalogue().indicators
    assert len(indicators) >= 150
    assert len({i.label for i in indicators}) == len(indicators)
    assert all(i.family and i.section for i in indicators)


def _figure(number: int, label: str, role: str, value: int) -> Figure:
    return Figure(
        f"F{number:04}", f"I{number:04}", label, None, role, Decimal(value), "người", str(value), "người",  # type: ignore[arg-type]
        CellSource("a.csv", None, f"D{number}"), low=Decimal(value), high=Decimal(value),
    )  # fmt: skip


def _measured(mentioned: int, figures: int) -> float:
    labels = [
        f"{i.label} số {n}"
        for n in range(figures // len(catalogue().indicators) + 1)
        for i in catalogue().indicators
    ]
    table = FigureTable(tuple(_figure(n, labels[n], "actual", n + 100) for n in range(figures)))
    lines = [f"{catalogue().indicators[n % 280].label} đạt {1000 + n} người." for n in range(mentioned)]
    report = parse_text("\n".join(lines))
    found = mentions(report)
    align(report, found, table)
    start = time.perf_counter()
    align(report, found, table)
    return time.perf_counter() - start


def test_speed_after_the_first_time() -> None:
    taken = {n: _measured(300 * n // 4, 250 * n) for n in (1, 4)}
    print({n: f"{1000 * t:.0f} ms" for n, t in taken.items()})
    assert taken[4] < 1.0  # well under 0.1 s on a free machine


def test_nothing_heavy_is_imported() -> None:
    heavy = ("pandas", "scipy", "torch", "chromadb", "pydantic", "docx", "openpyxl", "sqlalchemy")
    code = f"import sys, drafting.alignment; print([m for m in {heavy} if m in sys.modules])"
    root = Path(__file__).parents[2]
    assert (
        run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


def test_near_labels_are_those_of_all_that_are_so_near() -> None:
    index, known = catalogue_index(), catalogue().indicators
    for subject in [*(i.wordings[-1] for i in known[::9]), "số hộ nghèo cuối kỳ", "đàn lợn và gia cầm", ""]:
        fits = {n: max(plain_lexicon().score(subject, w) for w in i.wordings) for n, i in enumerate(known)}
        near = sorted(((n, s) for n, s in fits.items() if s >= label_index.NEAR), key=lambda p: (-p[1], p[0]))
        assert index.search(subject, least=label_index.NEAR) == near[:16]
