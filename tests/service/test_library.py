"""Correcting and auditing reports of the library, by the use cases the screens and the command line call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.database import open_engine, sqlite_url
from corpus.errors import InputError
from corpus.samples import sample_paths
from corpus.store import ReportStore
from drafting.service import library as service
from drafting.service.audit import audit_pending
from drafting.service.settings import load_settings
from tests.conftest import Ran, run_script

HEAD = "UBND XÃ BẾN ĐÁ\nSố: 1/BC-UBND\nBÁO CÁO\nSơ kết thi đua 6 tháng đầu năm {year}\nI. KẾT QUẢ\n"
GOOD = "Toàn xã có 12 hộ nghèo, tiêu biểu là thôn Gốm. Phong trào đi vào nền nếp."
WRONG = "Toàn xã trồng 10 ha ngô, gồm: thôn Gốm 6 ha, thôn Chài 7 ha. Thôn {tổ} chửc họp đều."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ReportStore]:
    engine = open_engine(sqlite_url(tmp_path / "library.db"))
    yield ReportStore(engine)
    engine.dispose()


def test_what_is_wrong_is_noted_and_a_new_version_is_looked_at_anew(store: ReportStore) -> None:
    text = HEAD.format(year=2024) + WRONG.replace("{tổ}", "tổ")
    added = store.add(text.encode(), "a.txt")
    assert store.unaudited() == [added.id]
    seen: list[tuple[int, int]] = []
    audit_pending(store, lambda done, of: seen.append((done, of)))
    assert seen == [(0, 1), (1, 1)]
    assert store.unaudited() == []
    stored = store.get(added.id)
    assert any("10 ha" in note for note in stored.notes)
    assert any("“tổ chửc” → “tổ chức”" in note for note in stored.notes)
    assert stored.figures == 3
    assert store.listed()[0].notes == len(stored.notes)
    replaced = store.add((HEAD.format(year=2024) + GOOD).encode(), "a.txt")
    assert (replaced.status, store.unaudited()) == ("replaced", [added.id])
    audit_pending(store)
    assert store.get(added.id).notes == ()


def test_progress_counts_files_and_sections(store: ReportStore, tmp_path: Path) -> None:
    for year in (2022, 2023):
        (tmp_path / f"{year}.txt").write_text(HEAD.format(year=year) + GOOD, encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    store.ingest([tmp_path], service._reading(lambda what, done, of: told.append((what, done, of))))
    assert told == [("2022.txt · 1 mục", 1, 2), ("2023.txt · 2 mục", 2, 2)]


def test_a_correction_by_command_stays_through_ingest(
    copy_of_samples: Callable[[], Path], tmp_path: Path
) -> None:
    library = copy_of_samples()

    def run(*args: object) -> Ran:
        return run_script(tmp_path, *args, library=library)

    path = next(p for p in sample_paths() if p.name == "xa-dong-van-2024.txt")
    (report,) = [r for r in run("library", "--json").json["reports"] if r["file"] == path.name]
    ran = run("library", "correct", report["id"], "period=quý IV năm 2024", "superior=tỉnh Hải Lam", "--json")
    assert ran.status == 0, ran.err
    assert ran.json["corrected"]["period"] == "2024-Q4"
    changed = tmp_path / path.name
    changed.write_text(
        path.read_text(encoding="utf-8").replace("ĐẶC ĐIỂM TÌNH HÌNH", "ĐẶC ĐIỂM"), encoding="utf-8"
    )
    with service.open_library(load_settings(library)) as opened:
        (result,) = opened.store.ingest([changed])
        meta = opened.store.get(report["id"]).report.meta
    assert (result.status, result.id) == ("replaced", report["id"])
    assert (meta.period, meta.superior) == ("2024-Q4", "tỉnh Hải Lam")
    assert not {"period", "superior"} & meta.uncertain


@pytest.mark.parametrize(
    "fields", [{"period": "hôm qua"}, {"unit": "UBND xã A", "text": "x"}, {"date": "mai"}]
)
def test_a_bad_correction_changes_nothing(
    fields: dict[str, str], copy_of_samples: Callable[[], Path]
) -> None:
    with service.open_library(load_settings(copy_of_samples())) as opened:
        before = opened.store.list()[0]
        with pytest.raises(InputError):
            service.correct(opened, before.id, fields)
        assert opened.store.get(before.id) == before


def test_signer_and_recipients_can_be_corrected(store: ReportStore) -> None:
    added = store.add((HEAD.format(year=2024) + GOOD).encode(), "a.txt")
    store.correct(added.id, "signer", "Lò Văn Páo")
    store.correct(added.id, "recipients", "- UBND huyện; Lưu: VT.")
    meta = store.get(added.id).report.meta
    assert meta.signer.name == "Lò Văn Páo"
    assert meta.recipients == ("UBND huyện", "Lưu: VT")
