"""Odd, damaged and hostile files: each ends in a report or in one clear sentence, within its time."""

from __future__ import annotations

import io
import random
import re
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.errors import InputError
from corpus.intake import unpacked
from corpus.readers.office import find_office
from corpus.reading import read_here
from corpus.types import Report
from tests.corpus.words import para, row, word

FILES = Path(__file__).parent / "data" / "files"
WORD = (FILES / "ben-da.docx").read_bytes()
PDF = (FILES / "ben-da.pdf").read_bytes()
OLD = (FILES / "ben-da.doc").read_bytes()
TEXT = "I. KẾT QUẢ\nLúa đạt 5,5 tấn, bằng 98% kế hoạch của xã.\n\n- Thôn Bến Đá: 12 hộ;\n| a | b |\n|---|---|\n| 1 | 2 |\n"
HTML = f"<html><body><p>{TEXT}</p><table><tr><td colspan=2>TT</td></tr><tr><td>1</td><td>2</td></tr></table></body></html>"


def survives(data: bytes, name: str, read: Callable[[bytes, str], Report] = read_here) -> str:
    """Read, or refused in both languages; any other exception fails the test."""
    try:
        return read(data, name).text
    except InputError as error:
        return "" if error.vi and error.en else pytest.fail("an error without words")


def mangled(data: bytes, how: int, seed: int) -> bytes:
    """A file cut, with bits flipped, with a part gone, repeated or put in."""
    choose = random.Random(seed)
    at, to = sorted(choose.randrange(len(data) + 1) for _ in range(2))
    if how == 0:
        return data[:at]
    if how == 1:
        changed = bytearray(data)
        for _ in range(20):
            changed[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
        return bytes(changed)
    if how == 2:
        return data[:at] + data[to:]
    if how == 3:
        return data[:at] + data[at : min(to, at + 2000)] * 30 + data[to:]
    return data[:at] + choose.randbytes(40) + data[at:]


SOURCES = {"a.docx": WORD, "a.html": HTML.encode(), "a.txt": TEXT.encode("utf-16"), "a.md": TEXT.encode()}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SOURCES)), st.integers(0, 4), st.integers(0, 10**6))
def test_mangled_files(name: str, how: int, seed: int) -> None:
    survives(mangled(SOURCES[name], how, seed), name)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 4), st.integers(0, 10**6))
def test_mangled_pdf(how: int, seed: int) -> None:
    survives(mangled(PDF, how, seed), "a.pdf")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["document", "numbering", "styles"]), st.integers(0, 10**6))
def test_word_files_with_senseless_xml(part: str, seed: int) -> None:
    """Well-formed at the tags, senseless in their order, nesting and values."""
    choose = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == f"word/{part}.xml":
                tags = re.split(rb"(<[^>]*>)", data)
                for _ in range(choose.choice([1, 3, 8])):
                    at, other = choose.randrange(len(tags)), choose.randrange(len(tags))
                    value = choose.choice([b'"-1"', b'"0"', b'"99999999999"', '"½"'.encode(), b'""'])
                    tags[at] = choose.choice(
                        [b"", tags[other], tags[at] * 9, re.sub(rb'"[^"]*"', value, tags[at])]
                    )
                data = b"".join(tags)
            new.writestr(name, data)
    survives(out.getvalue(), "a.docx")


@pytest.mark.parametrize("how", range(2))
def test_mangled_old_files_through_office(how: int) -> None:
    if find_office() is None:
        pytest.skip("no LibreOffice here")
    survives(mangled(OLD, how, 7), "a.doc", corpus.read_bytes)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


p = para("x")
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
ODD: dict[str, Callable[[], bytes]] = {
    "thousands-of-headings.txt": lambda: "".join(
        f"{i % 90 + 1}. Kết quả phần việc {i}\nLàm tốt việc {i}.\n" for i in range(4000)
    ).encode(),
    "one-line.txt": lambda: ("Thôn đạt 12,5 ha, " * 20000).encode(),
    "one-word.txt": lambda: b"7" * 300_000,
    "blank-lines.txt": lambda: b"\n" * 50_000 + b"x",
    "blanks.txt": lambda: b"a" + b" " * 500_000 + b"a",
    "page-breaks.txt": lambda: b"\x0c" * 50_000 + b"x",
    "flat-table.txt": lambda: (
        "TT\nChỉ tiêu\nĐơn vị tính\nKế hoạch\nThực hiện\n"
        + "".join(f"{i}\nSản lượng {i}\ntấn\n12\n13\n" for i in range(1, 2000))
    ).encode(),
    "dots.txt": lambda: b"....... " * 10000,
    "numbers.txt": lambda: b"1." * 50_000,
    "quotes.txt": lambda: ("“" * 50_000 + "\n" + "”a" * 30_000).encode(),
    "recipients.txt": lambda: ("Nơi nhận:\n- VT.        CHỦ TỊCH\n" * 3000).encode(),
    "stars.md": lambda: b"**a " * 30_000,
    "pipes.md": lambda: b"| a " * 50_000 + b"\n|--|\n",
    "backslashes.md": lambda: b"\\" * 50_000,
    "unclosed-tables.txt": lambda: b"<table>\n" * 4000,
    "deep.html": lambda: b"<html>" + b"<div>" * 30_000 + b"x",
    "deep-tables.html": lambda: b"<html>" + b"<table><tr><td>" * 20000 + b"x",
    "deep-lists.html": lambda: b"<html>" + b"<ul><li>a" * 20000,
    "spans.html": lambda: b"<html><table>" + b"<tr>" + b"<td rowspan=9999 colspan=9999>a" * 5000 + b"</table></html>",
    "many-rows.html": lambda: b"<html><table>" + b"<tr><td rowspan=1000 colspan=1000>1<td>2" * 1000 + b"</table></html>",
    "deep-controls.docx": lambda: word("<w:sdt><w:sdtContent>" * 5000 + p + "</w:sdtContent></w:sdt>" * 5000),
    "deep-tables.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 1500 + p + "</w:tc></w:tr></w:tbl>" * 1500),
    "deep-changes.docx": lambda: word("<w:p>" + "<w:ins>" * 30000 + "</w:ins>" * 30000 + "</w:p>"),
    "breaks.docx": lambda: word("<w:p><w:r>" + "<w:t>a 1</w:t><w:br/>" * 20000 + "</w:r></w:p>"),
    "spans.docx": lambda: word(
        "<w:tbl>" + row(*['<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr>' + p + "</w:tc>"] * 200) * 20 + "</w:tbl>"
    ),
    "entities.docx": lambda: _zip({"word/document.xml": f"{ENTITIES}<w:document>&b;</w:document>".encode()}),
    "bomb.docx": lambda: _zip({"word/document.xml": b" " * 40_000_000}),
    "bomb.zip": lambda: _zip({"a.zip": _zip({"b.txt": b" " * 40_000_000})}),
    "no-body.docx": lambda: _zip({"word/document.xml": b"<a/>"}),
    "sheet.docx": lambda: _zip({"xl/workbook.xml": b"<a/>", "xl/sheet1.xml": b" " * 1000}),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
@pytest.mark.timeout(120)
def test_odd_files_end_soon(name: str) -> None:
    survives(ODD[name](), name)


def test_no_digit_of_an_odd_text_is_lost() -> None:
    for name in ("one-line.txt", "one-word.txt", "blanks.txt", "numbers.txt", "flat-table.txt"):
        data = ODD[name]()
        assert re.sub(r"\D", "", survives(data, name)) == re.sub(r"\D", "", data.decode())


def test_members_of_an_archive_stand_for_themselves() -> None:
    inner = _zip({"trong.txt": TEXT.encode(), "mật khẩu.pdf": (FILES / "mat-khau.pdf").read_bytes()})
    data = _zip({
        "Báo cáo/bao-cao.docx": WORD, "hỏng.docx": WORD[:300], "ghi chú.xyz": b"x", "~$bao-cao.docx": b"x",
        "trong.zip": inner, "hỏng.zip": b"PK\x03\x04xx", "trống.txt": b"", "__MACOSX/._a.docx": b"x",
    })  # fmt: skip
    found = dict(unpacked(data, "a.zip"))
    assert sorted(found) == sorted(
        ["bao-cao.docx", "hỏng.docx", "trong.txt", "mật khẩu.pdf", "hỏng.zip", "trống.txt"]
    )
    assert [n for n, member in found.items() if isinstance(member, InputError)] == ["hỏng.zip", "trống.txt"]
    texts = {name: survives(member, name) for name, member in found.items() if isinstance(member, bytes)}
    assert [bool(text) for text in texts.values()] == [True, False, True, False]


def test_a_damaged_member_harms_no_other() -> None:
    data = bytearray(
        _zip({"a.txt": TEXT.encode() * 50, "b.txt": b"\xe1\xbb\x91 12 h\xe1\xbb\x99 ngh\xc3\xa8o"})
    )
    at = data.index(b"a.txt") + 20
    data[at : at + 8] = b"\xff" * 8
    first, second = unpacked(bytes(data), "a.zip")
    assert isinstance(first[1], InputError)
    assert second[1] == "ố 12 hộ nghèo".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_of_members_without_the_mark_of_unicode(encoding: str) -> None:
    name = "Kế hoạch.txt" if encoding == "utf-8" else "Ke hoạch.txt"
    raw = name.encode(encoding) if encoding == "utf-8" else "Ke hoa\u0323ch.txt".encode("cp1258")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("K" * len(raw), TEXT)
    data = out.getvalue().replace(b"K" * len(raw), raw)
    assert [n for n, _ in unpacked(data, "a.zip")] == [name]


def test_an_archive_of_one_document_is_read_as_it() -> None:
    one = _zip({"a/bao-cao.docx": WORD, "a/anh.png": b"x"})
    assert corpus.read_bytes(one, "a.zip").meta.unit == "UBND xã Bến Đá"
    with pytest.raises(InputError, match="nhiều văn bản"):
        corpus.read_bytes(_zip({"a.docx": WORD, "b.docx": WORD}), "a.zip")


def test_word_converts_where_office_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in PowerShell's place: what it is asked, and that its document is taken."""
    if sys.platform == "win32":
        pytest.skip("a shell script stands for PowerShell")
    shell = tmp_path / "powershell"
    shell.write_text(
        f'#!/bin/sh\nprintf "%s" "$*" > {tmp_path}/asked\ncp {FILES / "ben-da.docx"} "$SOANTHAO_OUT"\n'
    )
    shell.chmod(shell.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("corpus.readers.office.find_office", lambda: None)
    monkeypatch.setattr("corpus.readers.office.find_word", lambda: str(shell))
    assert read_here(OLD, "ben-da.doc").meta.unit == "UBND xã Bến Đá"
    assert "Word.Application" in (tmp_path / "asked").read_text()
