"""How fast past reports are read and ingested, how that grows, and what is not the embedding model's time.

    python -m tests.bench.corpus [--reports 10 100 1000] [--embed 30]

The reports are variants of the bundled ones: other units, other figures. A page is 2,000 characters of
text. Formats that need LibreOffice or Tesseract are left out where these are missing.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.database import open_engine, sqlite_url
from corpus.reading import read_bytes
from corpus.samples import sample_paths
from corpus.store import ReportStore
from corpus.text.alphabet import UPPER

PAGE = 2000
SYLLABLES = [
    "An",
    "Bình",
    "Cẩm",
    "Đông",
    "Hà",
    "Kim",
    "Lâm",
    "Minh",
    "Nam",
    "Phú",
    "Quang",
    "Sơn",
    "Tân",
    "Thanh",
    "Vĩnh",
    "Xuân",
    "Yên",
    "Long",
    "Hải",
    "Lộc",
]


def variants(count: int, folder: Path) -> list[Path]:
    """`count` reports in `folder`, Word and text in turn."""
    sources = [p for p in sample_paths() if "thu-phat-dong" not in p.name]
    return [_variant(sources[at % len(sources)], at, folder) for at in range(count)]


def _variant(source: Path, at: int, folder: Path) -> Path:
    generator = random.Random(at)
    names = [f"{a} {b}" for a in SYLLABLES for b in SYLLABLES]
    name = f"{names[at % len(names)]} {SYLLABLES[at // len(names) % len(SYLLABLES)]}"
    path = folder / f"{at:04d}{source.suffix}"
    if source.suffix != ".docx":
        path.write_text(_changed(source.read_text(encoding="utf-8"), name, at, generator), encoding="utf-8")
        return path
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                parts = re.split(r"(<[^>]*>)", data.decode())
                parts[::2] = [_changed(part, name, at, generator) for part in parts[::2]]
                data = "".join(parts).encode()
            new.writestr(info, data)
    path.write_bytes(made.getvalue())
    return path


def _changed(text: str, name: str, at: int, generator: random.Random) -> str:
    for old in ("Đồng Vân", "Sơn Thọ", "Phú An"):
        text = text.replace(old, name).replace(old.upper(), name.upper())
    text = re.sub(rf"(?i)(cụm thi đua số) 3(?![\d{UPPER}])", rf"\1 {at + 4}", text)
    return re.sub(r"(?<=,)\d+", lambda m: str(generator.randrange(1, 10 ** len(m[0]))), text)


def formats() -> Iterator[tuple[str, bytes]]:
    """A name and the bytes of one bundled report in every format that can be made here."""
    source = next(p for p in sample_paths() if p.name == "xa-son-tho-2024-6-thang.docx")
    yield source.name, source.read_bytes()
    text = read_bytes(source.read_bytes(), source.name).text
    yield "bao-cao.txt", text.encode()
    office = shutil.which("soffice")
    if office is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("pdf", "html", "odt", "rtf", "doc"):
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", folder, str(source)]
            subprocess.run(command, capture_output=True, check=False)
            made = Path(folder) / f"{source.stem}.{suffix}"
            if made.exists():
                yield made.name, made.read_bytes()


def reading() -> None:
    """Pages a second per format, one process."""
    print("format    pages/s")
    for name, data in formats():
        begin, pages, runs = time.perf_counter(), 0.0, 0
        while runs < 2 or (time.perf_counter() - begin < 2 and runs < 50):
            pages += len(read_bytes(data, name).text) / PAGE
            runs += 1
        print(f"{Path(name).suffix:8} {pages / (time.perf_counter() - begin):8.1f}", flush=True)


def memory() -> float:
    """Megabytes of this process now; 0 where the system doesn't tell."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def growth(sizes: Sequence[int]) -> None:
    """Time of ingesting (read and stored, not embedded), and memory, by number of reports."""
    print(f"reports   seconds  reports/s  again (s)  memory (MB)   cores: {os.cpu_count()}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "in"
            source.mkdir()
            variants(size, source)
            store = ReportStore(open_engine(sqlite_url(Path(folder) / "library.db")))
            begin = time.perf_counter()
            results = store.ingest([source])
            taken = time.perf_counter() - begin
            begin = time.perf_counter()
            again = store.ingest([source])
            repeated = time.perf_counter() - begin
            assert len(results) == size
            assert {r.status for r in again} == {"unchanged"}
            kept = len({r.id for r in results})
            line = f"{size:7} {taken:9.1f} {size / taken:10.1f} {repeated:10.1f} {memory():12.0f}"
            print(line + f"   {kept} reports kept", flush=True)
            store.engine.dispose()


class Timed:
    """An embedder that counts its own time."""

    def __init__(self, inner: object) -> None:
        self._inner = inner
        self.seconds = 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def documents(self, texts: Sequence[str]) -> object:
        """Embed, and count."""
        begin = time.perf_counter()
        try:
            return self._inner.documents(texts)  # type: ignore[attr-defined]
        finally:
            self.seconds += time.perf_counter() - begin


def shares(count: int) -> None:
    """The share of the time outside of the embedding model, ingesting and indexing `count` reports."""
    from retrieval import Library, RetrievalSettings
    from retrieval.embedding import make_embedder

    embedder = Timed(make_embedder(RetrievalSettings()))
    embedder.documents(["làm nóng"])
    embedder.seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        variants(count, source)
        engine = open_engine(sqlite_url(Path(folder) / "library.db"))
        library = Library(engine, Path(folder), settings=RetrievalSettings(), embedder=embedder)  # type: ignore[arg-type]
        begin = time.perf_counter()
        ReportStore(engine).ingest([source])
        read = time.perf_counter() - begin
        library.index_pending()
        whole = time.perf_counter() - begin
        library.close()
        engine.dispose()
    outside = whole - embedder.seconds
    print(
        f"{count} reports: {whole:.1f} s, model {embedder.seconds:.1f} s, reading {read:.1f} s, outside {outside / whole:.1%}"
    )
    print(f"1,000 reports, extrapolated: {whole / count * 1000 / 60:.0f} minutes")


def main(arguments: Sequence[str]) -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--embed", type=int, default=30)
    options = parser.parse_args(arguments)
    reading()
    growth(options.reports)
    if options.embed:
        shares(options.embed)


if __name__ == "__main__":
    main(sys.argv[1:])
