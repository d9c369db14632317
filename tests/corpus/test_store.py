from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from corpus.database import open_engine, report_versions, reports, sqlite_url
from corpus.errors import InputError
from corpus.intake import find_files
from corpus.store import ReportStore

REPORT = """ỦY BAN NHÂN DÂN
XÃ {unit}
Số: 4/BC-UBND
BÁO CÁO
Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}
Kính gửi: Ủy ban nhân dân huyện Sông Trà.
I. KẾT QUẢ
Toàn xã gieo trồng {area} ha lúa, giữ vững diện tích cả hai vụ.
"""


def _write(folder: Path, unit: str = "BẾN ĐÁ", year: int = 2024, area: str = "412,5", name: str = "") -> Path:
    path = folder / (name or f"{unit}-{year}.txt".replace(" ", "-"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(unit=unit, year=year, area=area), encoding="utf-8")
    return path


def test_added_unchanged_replaced_rejected(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    path = _write(tmp_path)
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    seen: list[tuple[int, int]] = []
    results = store.ingest([bad, path], lambda at, of, _result: seen.append((at, of)))
    assert [r.status for r in results] == ["rejected", "added"]
    assert "hỏng" in results[0].message
    assert seen == [(1, 2), (2, 2)]
    assert [r.status for r in store.ingest([path])] == ["unchanged"]
    first = store.original(results[1].id)
    (again,) = store.ingest([_write(tmp_path, area="430", name="new name.txt")])
    assert (again.status, again.id) == ("replaced", results[1].id)
    stored = store.get(again.id)
    assert "430 ha" in stored.report.text
    assert stored.report.meta.unit == "UBND xã Bến Đá"
    with engine.connect() as connection:
        kept = connection.execute(select(report_versions.c.original)).scalars().all()
    assert [bytes(k) for k in kept] == [first]
    assert len(store.list()) == 1


def test_other_period_or_unit_is_another_report(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    paths = [_write(tmp_path), _write(tmp_path, year=2023), _write(tmp_path, unit="CẦU GỖ")]
    assert [r.status for r in store.ingest(paths)] == ["added"] * 3
    assert [s.report.meta.period for s in store.list()] == ["2023-H1", "2024-H1", "2024-H1"]


def test_same_unit_by_another_spelling_is_the_same_report(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    store.ingest([_write(tmp_path, unit="HOÀ AN")])
    (result,) = store.ingest([_write(tmp_path, unit="HÒA AN", name="other.txt")])
    assert result.status == "replaced"


def test_corrections_stay_through_replacement(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    (added,) = store.ingest([_write(tmp_path)])
    store.correct(added.id, "superior", "huyện Lâm Hòa")
    corrected = store.correct(added.id, "period", "quý I năm 2024")
    assert corrected.report.meta.period == "2024-Q1"
    (again,) = store.ingest([_write(tmp_path, area="1", name="b.txt")])
    assert again.status == "replaced"
    meta = store.get(added.id).report.meta
    assert (meta.period, meta.superior) == ("2024-Q1", "huyện Lâm Hòa")
    assert "period" not in meta.uncertain


def test_bad_corrections_and_unknown_ids(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    (added,) = store.ingest([_write(tmp_path)])
    for field, value in (("text", "x"), ("kind", "x"), ("level", "làng"), ("period", "hôm nay")):
        with pytest.raises(InputError):
            store.correct(added.id, field, value)
    for call in (store.get, store.original, store.remove):
        with pytest.raises(InputError, match="không có báo cáo"):
            call("none")


def test_remove_keeps_the_file(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    (added,) = store.ingest([_write(tmp_path)])
    store.remove(added.id)
    assert store.list() == []
    assert len(store.versions(added.id)) == 1
    (again,) = store.ingest([tmp_path])
    assert (again.status, again.id) == ("added", added.id)


def test_new_content_waits_for_the_index(engine: Engine, tmp_path: Path) -> None:
    store = ReportStore(engine)
    (added,) = store.ingest([_write(tmp_path)])
    assert store.unindexed() == [added.id]
    with engine.begin() as connection:
        connection.execute(reports.update().values(indexed=1))
    assert store.unindexed() == []
    store.ingest([_write(tmp_path, area="2", name="b.txt")])
    assert store.unindexed() == [added.id]


def test_folders_are_searched_and_lock_files_left(tmp_path: Path) -> None:
    first = _write(tmp_path / "2024" / "thang 6")
    (tmp_path / "~$khoa.docx").write_bytes(b"x")
    (tmp_path / "anh.png").write_bytes(b"x")
    assert find_files([tmp_path, first]) == [first]


KILLED = """
import sys
from pathlib import Path
from corpus.database import open_engine
from corpus.store import ReportStore
store = ReportStore(open_engine(sys.argv[1]))
print("open", flush=True)
store.ingest([Path(sys.argv[2])], lambda at, of, result: print(at, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for year in range(2000, 2020):
        _write(folder, year=year)
    url = sqlite_url(tmp_path / "library.db")
    open_engine(url).dispose()
    for delay in (0.0, 0.02, 0.05, 0.09, 0.14):
        process = subprocess.Popen([sys.executable, "-c", KILLED, url, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    store = ReportStore(open_engine(url))
    results = store.ingest([folder])
    assert {r.status for r in results} <= {"added", "unchanged"}
    assert len(store.list()) == 20
    with store.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(report_versions)).scalar() == 0


def test_a_zip_of_reports(engine: Engine, tmp_path: Path) -> None:
    packed = tmp_path / "reports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(_write(tmp_path / "a"), "2024/a.txt")
        archive.write(_write(tmp_path / "b", year=2023), "2023/b.txt")
        archive.writestr("bad.docx", b"PK\x03\x04 x")
        archive.writestr("photo.png", b"x")
    results = ReportStore(engine).ingest([packed])
    assert [(Path(r.file).name, r.status) for r in results] == [
        ("a.txt", "added"),
        ("b.txt", "added"),
        ("bad.docx", "rejected"),
    ]
