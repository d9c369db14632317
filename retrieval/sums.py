"""Check sums of a saved index: told from one whose bytes have changed on the disk."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.chroma import StoreBrokenError

SUMS = "base.json"


@dataclass(frozen=True, slots=True)
class Sums:
    """How many chunks the index holds, and the sums of its files by their places."""

    count: int
    files: Mapping[str, int]


def write_sums(folder: Path, count: int) -> None:
    """Note the sums of the saved indexes of a Chroma folder, which nobody may have open."""
    saved = [p.parent for p in folder.glob("*/index_metadata.pickle")]
    files = [p for index in saved for p in sorted(index.iterdir())]
    sums = {p.relative_to(folder).as_posix(): _sum(p) for p in files}
    (folder / SUMS).write_text(json.dumps({"count": count, "files": sums}), encoding="utf-8")


def checked_sums(folder: Path) -> Sums | None:
    """What was noted, or None where nothing was.

    Raises:
        StoreBrokenError: the files aren't as they were then.
    """
    noted = folder / SUMS
    if not noted.exists():
        return None
    try:
        read = json.loads(noted.read_text(encoding="utf-8"))
        sums = Sums(int(read["count"]), {str(k): int(v) for k, v in read["files"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreBrokenError(f"{SUMS}: {error}") from error
    for name, known in sums.files.items():
        path = folder / name
        if not path.is_file() or _sum(path) != known:
            raise StoreBrokenError(f"{path.name} isn't as it was written")
    return sums


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            total = zlib.crc32(part, total)
    return total
