"""Searching line by line finds what searching the whole text finds, whatever was searched before."""

from __future__ import annotations

import re

import pytest

import corpus
from corpus import samples
from drafting import checks
from drafting.checks import line_search
from drafting.checks.line_search import Lines, hits
from drafting.checks.needed import needed
from drafting.checks.plain import plain

NEEDED = (
    (r"(?<!\w)(?:bau cu (?:dai bieu )?quoc hoi khoa xiv)(?!\w)", ("quoc hoi khoa xiv",)),
    (r"so voi (?:ke hoach|du toan) (nam (\d{4}))", ("so voi ",)),
    (r"(?:phan dau|muc tieu)(?! cua)[^;.]{0,40}?(?:den|het)", ("phan dau", "muc tieu")),
    (r"(?<!\w)(nam (\d{4}))(?!\w)", ("nam ",)),
    (r"gần (?:5|năm mươi)+ hộ?", ("gần ",)),
    (r"hộ nghèo+ này", ("hộ nghèo",)),
    (r"(?P<loai>luật|nghị định) số", ("nghị định", "luật")),
    (r"[Nn]hân dân|[Tt]rên địa bàn", ("hân dân", "rên địa bàn")),
    (r"\(\d+\) hộ\?", (") hộ?",)),
    (r"(?:tăng|) 5%", (" 5%",)),
    (r"(?:tăng|)5", ()),
    (r"(?:tăng )?(?:5%)*", ()),
    (r"\d{4}|năm nay", ()),
    (r"a{2}b[]c]", ()),
    (r"(?i:luật)|đất đai", ()),
    (r"(?P<a>xx) yy (?P=a)", ()),
)


@pytest.mark.parametrize(("pattern", "letters"), NEEDED)
def test_letters_that_every_match_has(pattern: str, letters: tuple[str, ...]) -> None:
    assert sorted(needed(re.compile(pattern))) == sorted(letters)


def test_letters_are_folded_where_case_is_nothing() -> None:
    assert needed(re.compile("Nghị Định", re.I)) == ("nghị định",)
    assert [hit[0] for hit in hits(re.compile("nghị định", re.I), Lines(["NGHỊ ĐỊNH\n"]))] == ["NGHỊ ĐỊNH"]


def test_each_pattern_of_the_rules_finds_in_lines_what_it_finds_in_the_text() -> None:
    reports = [corpus.read_file(path) for path in samples.sample_paths()[:4]]
    for report in reports:
        checks.check(report, precedent=reports[0], period="2026")
    patterns = list(line_search._KNOWN)
    assert len(patterns) > 30
    told = sum(bool(needed(pattern)) for pattern in patterns)
    assert told > 0.8 * len(patterns)
    for report in reports[::-1]:
        for text in (report.text, plain(report.text)):
            lines = Lines(f"{line}\n" for line in text.split("\n"))
            for pattern in patterns:
                whole = [m.span() for m in pattern.finditer(f"{text}\n") if "\n" not in m[0].rstrip("\n")]
                assert [hit.span() for hit in hits(pattern, lines)] == whole, pattern.pattern


def test_a_line_said_twice_is_found_twice_in_order() -> None:
    lines = Lines(["năm 2024\n", "khác\n", "năm 2025\n", "năm 2024\n"])
    assert [(hit.start(1), hit[1]) for hit in hits(re.compile(r"năm (\d{4})"), lines)] == [
        (4, "2024"),
        (18, "2025"),
        (27, "2024"),
    ]
