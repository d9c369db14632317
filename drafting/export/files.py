"""Writing a file whole or not at all, the same bytes for the same content."""

from __future__ import annotations

import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from corpus.errors import InputError

# A fixed stamp in the archive, so that the same draft always gives the same bytes.
_STAMP = (1980, 1, 1, 0, 0, 0)


def steady(data: bytes) -> bytes:
    """The same archive without the time it was made at."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` through a file beside it, so that nothing half-written is ever seen.

    Raises:
        InputError: where the place can't be written, or the file is open elsewhere.
    """
    handle = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError(
            f"Không có thư mục “{path.parent}” để ghi tệp “{path.name}”; hãy tạo thư mục hoặc chọn nơi khác.",
            f"There is no folder {path.parent} to write {path.name} to; create it or choose another place.",
        )
    if path.is_dir():
        return InputError(
            f"“{path}” là một thư mục; hãy cho tên tệp để ghi.",
            f"{path} is a folder; give the name of a file to write.",
        )
    return InputError(
        f"Không ghi được tệp “{path}”; hãy đóng tệp nếu đang mở trong Word, hoặc chọn nơi khác có quyền ghi.",
        f"Cannot write {path}; close it if it is open in Word, or choose another place that can be written.",
    )
