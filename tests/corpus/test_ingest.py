"""Ingest at scale, and reports whose unit or period is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import open_engine, sqlite_url
from corpus.parallel import Job, read_all
from corpus.store import ReportStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ReportStore]:
    engine = open_engine(sqlite_url(tmp_path / "library.db"))
    yield ReportStore(engine)
    engine.dispose()


BODY = "\n".join(f"- Việc thứ {n} của {{0}} đã làm xong trước hạn, dân đồng lòng." for n in range(8))


def test_jobs_come_back_in_order_from_all_cores() -> None:
    jobs = [Job(n, f"{n}.txt", f"Bản {n}.".encode() * (1 + 200 * (n % 3))) for n in range(20)]
    jobs[7] = Job(7, "7.docx", b"PK\x03\x04 hong")
    jobs[9] = Job(9, "9.txt", None)
    found = list(read_all(jobs, len(jobs)))
    assert [tag for tag, _ in found] == list(range(20))
    assert "vi" in found[7][1]
    assert found[9][1] == {}
    assert found[19][1]["report"]["text"].startswith("Bản 19.")


def test_a_document_that_takes_too_long_is_given_up() -> None:
    jobs = [Job(n, f"{n}.txt", "Xã làm đường.\n".encode() * 60000) for n in range(4)]
    found = list(read_all(jobs, 4, seconds=0.05))
    assert all("quá nhiều thời gian" in answer["vi"] for _, answer in found)


def test_many_files_give_the_same_as_one_by_one(store: ReportStore, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(12):
        head = f"UBND XÃ BẾN SỐ\nBÁO CÁO\nSơ kết thi đua 6 tháng đầu năm {2000 + n}\n"
        (folder / f"{n:02d}.txt").write_text(head + BODY.format(n), encoding="utf-8")
    (folder / "05.docx").write_bytes(b"PK\x03\x04")
    results = store.ingest([folder])
    assert [Path(r.file).name for r in results] == sorted(p.name for p in folder.iterdir())
    assert [r.status for r in results].count("rejected") == 1
    assert results[0].report is not None
    assert results[0].report.meta.period == "2000-H1"


def _add(store: ReportStore, text: str, name: str = "bao cao.txt") -> tuple[str, str]:
    result = store.add(text.encode(), name)
    return result.status, result.id


def test_reports_of_unknown_unit_or_period_never_replace_each_other(store: ReportStore) -> None:
    assert _add(store, BODY.format("An"))[0] == "added"
    assert _add(store, "Một văn bản khác hẳn, không rõ của ai và về kỳ nào cả.\n" * 3)[0] == "added"
    assert len(store.list()) == 2


def test_a_new_version_of_an_unknown_report_keeps_its_corrections(store: ReportStore) -> None:
    _, first = _add(store, BODY.format("An"))
    store.correct(first, "unit", "UBND xã Bến Đá")
    store.correct(first, "period", "6 tháng đầu năm 2024")
    status, again = _add(store, BODY.format("An") + "\n- Thêm một việc.")
    assert (status, again) == ("replaced", first)
    meta = store.get(first).report.meta
    assert (meta.unit, meta.period) == ("UBND xã Bến Đá", "2024-H1")
    assert not {"unit", "period"} & meta.uncertain


def test_the_real_report_does_not_replace_one_misread_as_it(store: ReportStore) -> None:
    head = "UBND XÃ BẾN ĐÁ\nSố: 1/BC-UBND\nBÁO CÁO\nSơ kết thi đua 6 tháng đầu năm 2024\n"
    _, misread = _add(store, head + BODY.format("Cầu Gỗ"))
    store.correct(misread, "unit", "UBND xã Cầu Gỗ")
    other = "\n".join(f"- Thôn số {n} của Bến Đá thi đua nuôi ong, thu mật đầy kho." for n in range(8))
    status, real = _add(store, head + other, "khac.txt")
    assert status == "added"
    assert real != misread
    assert store.get(misread).report.meta.unit == "UBND xã Cầu Gỗ"


def test_an_old_version_beside_the_new_one_does_not_come_back(store: ReportStore, tmp_path: Path) -> None:
    head = "UBND XÃ BẾN ĐÁ\nSố: 1/BC-UBND\nBÁO CÁO\nSơ kết thi đua 6 tháng đầu năm 2024\n"
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", BODY.format("An")), ("b.txt", BODY.format("An") + "\nThêm.")):
        (tmp_path / "in" / name).write_text(head + text, encoding="utf-8")
    assert [r.status for r in store.ingest([tmp_path / "in"])] == ["added", "replaced"]
    assert [r.status for r in store.ingest([tmp_path / "in"])] == ["unchanged", "unchanged"]
    assert "Thêm." in store.list()[0].report.text
