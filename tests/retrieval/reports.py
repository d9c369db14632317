"""Small reports of invented units, built without any reader."""

from __future__ import annotations

import re
from typing import get_args

import numpy as np
from sqlalchemy import Engine, insert

from corpus.database import reports
from corpus.serial import to_json
from corpus.types import Block, Level, Meta, Report, ReportKind, Section, StoredReport, Table
from retrieval import Library
from retrieval.chroma import report_of
from retrieval.embedded import EmbeddedMirror
from retrieval.server import ServerMirror

_HEADING = re.compile(r"^(#+) (\S+) (.+)$")


def build(
    id_: str, unit: str, level: Level | None, kind: ReportKind, period: str, source: str
) -> StoredReport:
    """A report from lines: `## 2. Heading`, `| a | b` table rows, anything else a paragraph."""
    lines = [line for line in source.strip().splitlines() if line.strip()]
    text, sections, blocks, tables = "", [], [], []
    path: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if rows and not line.startswith("|"):
            start = len(text)
            text += "\n".join("\t".join(r) for r in rows) + "\n"
            tables.append(Table(start, len(text) - 1, tuple(rows), 1, ".".join(path), ""))
            blocks.append(Block("table", start, len(text) - 1, "", ".".join(path)))
            rows = []
        if line.startswith("|"):
            rows.append(tuple(c.strip() for c in line.strip("|").split("|")))
            continue
        heading = _HEADING.match(line)
        start = len(text)
        if heading:
            level_ = len(heading[1])
            path = [*path[: level_ - 1], heading[2].strip(".")]
            line = f"{heading[2]} {heading[3]}"
            number = ".".join(path)
            sections.append((number, heading[2], heading[3], level_, start, start + len(line)))
        text += line + "\n"
        kind_ = "heading" if heading else "paragraph"
        if line:
            blocks.append(Block(kind_, start, len(text) - 1, heading[2] if heading else "", ".".join(path)))
    closed = []
    for i, (number, label, words, deep, start, body) in enumerate(sections):
        end = next((s[4] for s in sections[i + 1 :] if s[3] <= deep), len(text))
        closed.append(Section(number, label, words, deep, start, body, end))
    assert kind in get_args(ReportKind)
    meta = Meta(title=f"Báo cáo của {unit}", kind=kind, unit=unit, level=level, period=period)
    report = Report(f"{id_}.md", text, meta, tuple(closed), tuple(tables), tuple(blocks))
    return StoredReport(id_, f"{id_}.md", "2026-01-01T00:00:00", report)


def add(engine: Engine, stored: StoredReport) -> None:
    meta = stored.report.meta
    with engine.begin() as connection:
        connection.execute(
            insert(reports).values(
                id=stored.id, identity=stored.id, file=stored.file, content_hash=stored.id, original=b"",
                parsed=to_json(stored.report), title=meta.title, kind=meta.kind, unit=meta.unit, level=meta.level,
                period=meta.period, added=stored.added, indexed=0, notes=[],
            )
        )  # fmt: skip


def stored_ids(library: Library) -> list[str]:
    """Chunks that the vector store holds, those of outdated reports left out, each as often as it is there."""
    dense = library._dense
    assert dense is not None
    mirror = dense._mirror
    if isinstance(mirror, ServerMirror):
        assert mirror._collection is not None
        return mirror._collection.ids()
    assert isinstance(mirror, EmbeddedMirror)
    assert mirror._opened is not None
    versions = library._searcher().snapshot.versions
    base = mirror._opened.base
    valid = {r for r, v in mirror._opened.in_base.items() if versions.get(r) == v}
    ids = [i for i in base.ids() if report_of(i) in valid] if base is not None else []
    return ids + mirror._opened.recent.ids()


class WordEmbedder:
    """A vector of hashed syllables: a real embedder of no wit, for tests that need none."""

    name = "hashed-words"

    def __init__(self) -> None:
        self.embedded = 0

    def documents(self, texts: list[str]) -> np.ndarray:
        self.embedded += len(texts)
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                rows[row, sum(word.encode()) % 64] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def query(self, text: str) -> np.ndarray:
        self.embedded -= 1
        return self.documents([text])


HA_VINH_2023 = build("r23", "UBND xã Hà Vinh", "xa", "so-ket", "2023-H1", """
# I. ĐẶC ĐIỂM TÌNH HÌNH
Xã nằm ven sông Lèn, có bảy thôn, nhân dân sống bằng nghề trồng lúa và chăn nuôi.
# II. KẾT QUẢ PHONG TRÀO THI ĐUA
## 1. Phát triển kinh tế
Tổng diện tích gieo trồng đạt 612 ha, năng suất lúa vụ chiêm 64 tạ/ha.
## 2. Xây dựng nông thôn mới
Nhân dân hiến đất mở đường, cứng hóa rãnh thoát nước trong khu dân cư.
# III. CÔNG TÁC KHEN THƯỞNG
Chủ tịch UBND xã tặng giấy khen cho 14 tập thể và 32 cá nhân có thành tích.
# IV. HẠN CHẾ, NGUYÊN NHÂN
Việc phát hiện điển hình mới còn chậm, hồ sơ gửi chưa đúng hạn.
""")  # fmt: skip
HA_VINH_2024 = build("r24", "UBND xã Hà Vinh", "xa", "so-ket", "2024-H1", """
# I. ĐẶC ĐIỂM TÌNH HÌNH CHUNG
Đảng bộ xã có mười một chi bộ, địa bàn chia thành bảy thôn.
# II. KẾT QUẢ THỰC HIỆN CÁC PHONG TRÀO
## 1. Về kinh tế
Sản lượng lương thực đạt 3.900 tấn, đàn gia cầm 42.000 con.
| Chỉ tiêu | Đơn vị tính | Thực hiện
| Diện tích gieo trồng | ha | 615
| Sản lượng lương thực | tấn | 3.900
## 2. Phong trào chung sức xây dựng nông thôn mới
Các thôn chỉnh trang tường rào, trồng hoa ven đường, thắp sáng ngõ xóm.
# III. Kết quả khen thưởng
Đề nghị huyện khen 3 tập thể; xã khen 35 cá nhân.
# IV. TỒN TẠI VÀ NGUYÊN NHÂN
Một vài ngành chưa tự giác đăng ký giao ước.
""")  # fmt: skip
CLUSTER = build("c23", "Cụm thi đua số 4", "cum-xa", "tong-ket", "2023", """
# I. TỔ CHỨC PHONG TRÀO
Cụm có năm xã, xã Mai Thủy làm cụm trưởng.
# II. KHEN THƯỞNG
Cả cụm có 21 tập thể được tặng cờ; xã Mai Thủy 6, xã Lộc Điền 5.
# III. PHƯƠNG HƯỚNG, NHIỆM VỤ
Tiếp tục phát động đợt cao điểm chào mừng ngày lễ lớn.
""")  # fmt: skip
SMALL_LIBRARY = (HA_VINH_2023, HA_VINH_2024, CLUSTER)
