"""The same inputs give the same draft, whatever order a process happens to hash its words in."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.samples import sample_paths
from tests.conftest import run_script

TABLE = """Chỉ tiêu;Đơn vị tính;Địa bàn;Kỳ này;Cùng kỳ;Kế hoạch;Ghi chú
Tổng sản lượng lương thực có hạt;tấn;;19.020,5;18.617;19.000;
Tổng sản lượng lương thực có hạt;tấn;xã Minh Hải;3.500;3.421,3;;
Tổng sản lượng lương thực có hạt;tấn;xã Phú An;3.890;3.952;;
Thu ngân sách nhà nước trên địa bàn;triệu đồng;;56.100;52.870;110.000;
Số hộ nghèo;hộ;;228;257;;
"""


def test_two_processes_with_other_hash_seeds_write_the_same(tmp_path: Path) -> None:
    like = next(p for p in sample_paths() if p.stem == "cum-thi-dua-so-3-2024-6-thang")
    (tmp_path / "so-lieu.csv").write_text(TABLE, encoding="utf-8")
    drafts = []
    for seed in ("1", "4242"):
        out = tmp_path / f"{seed}.json"
        ran = run_script(
            tmp_path, "draft", "--figures", "so-lieu.csv", "--unit", "Cụm thi đua số 3", "--period", "2025-H1",
            "--like", like, "-o", out, PYTHONHASHSEED=seed,
        )  # fmt: skip
        assert ran.status in (0, 1), ran.err
        drafts.append(json.loads(out.read_text(encoding="utf-8")))
    assert drafts[0] == drafts[1]
    assert "19.020,5 tấn" in drafts[0]["text"]
