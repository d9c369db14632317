"""A user's own legal base: added, put before the package's, and said clearly where it can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from drafting.service.check import check_file

TEXT = """BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2024

I. KẾT QUẢ
Thực hiện Nghị định số 91/2017/NĐ-CP và Quyết định số 12/2019/QĐ-UBND của UBND tỉnh về quy chế khen thưởng.
"""
HEAD = "document\tkind\tnumber\tdated\tuntil\tsuccessor\tsource\n"
OWN = "Quyết định số 12/2019/QĐ-UBND\tQuyết định\t12/2019/QĐ-UBND\t\t{until}\tQuyết định số 7/2023/QĐ-UBND\tCông báo tỉnh\n"


def _told(folder: Path, text: str | None) -> list[str]:
    report = folder / "bao-cao.txt"
    report.write_text(TEXT, encoding="utf-8")
    if text is not None:
        (folder / "legal.tsv").write_text(text, encoding="utf-8")
    found = check_file(str(report), library=folder).findings
    return [f.quote for f in found if f.code == "legal-basis"]


def test_without_a_file_only_the_packages_documents_are_known(tmp_path: Path) -> None:
    assert _told(tmp_path, None) == ["Nghị định số 91/2017/NĐ-CP"]


def test_a_users_document_is_told_of(tmp_path: Path) -> None:
    told = _told(tmp_path, "# của tỉnh\n" + HEAD + OWN.format(until="2023-05-31"))
    assert told == ["Nghị định số 91/2017/NĐ-CP", "Quyết định số 12/2019/QĐ-UBND"]
    assert _told(tmp_path, HEAD + OWN.format(until="2030-12-31")) == ["Nghị định số 91/2017/NĐ-CP"]


def test_a_users_line_takes_the_place_of_the_packages(tmp_path: Path) -> None:
    line = "Nghị định số 91/2017/NĐ-CP\tNghị định\t91/2017/NĐ-CP\t\t2030-12-31\tchưa có\tthử\n"
    assert _told(tmp_path, HEAD + line) == []


IN_FORCE = "Quyết định số 12/2019/QĐ-UBND\tQuyết định\t12/2019/QĐ-UBND\t{dated}\t\t\tCông báo tỉnh\n"


def test_a_users_document_in_force_has_neither_end_nor_successor(tmp_path: Path) -> None:
    assert _told(tmp_path, HEAD + IN_FORCE.format(dated="09/5/2019")) == ["Nghị định số 91/2017/NĐ-CP"]


def test_a_users_document_issued_later_is_told_of(tmp_path: Path) -> None:
    told = _told(tmp_path, HEAD + IN_FORCE.format(dated="20/12/2024"))
    assert told == ["Nghị định số 91/2017/NĐ-CP", "Quyết định số 12/2019/QĐ-UBND"]


@pytest.mark.parametrize(
    "line",
    [
        OWN.format(until="31/5/2023"),
        OWN.format(until="2023-02-30"),
        OWN.format(until=""),
        IN_FORCE.format(dated=""),
        IN_FORCE.format(dated="2019-05-09"),
        "Quyết định\n",
    ],
)
def test_a_line_that_cannot_be_used_is_said(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match=r"legal\.tsv"):
        _told(tmp_path, HEAD + line)
