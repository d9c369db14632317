"""Opening what a user names: a report file, standard input, a draft's JSON, a report of the library."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import corpus
from corpus.errors import InputError
from corpus.types import Report
from drafting.types import Draft


def read_document(name: str) -> Report:
    """A report from a file, or from standard input for `-`.

    Raises:
        InputError: there is no such file, or it can't be read as a report.
    """
    if name == "-":
        return corpus.parse_text(sys.stdin.buffer.read().decode("utf-8-sig", errors="replace"), "-")
    return corpus.read_file(existing(name))


def existing(name: str) -> Path:
    """The path of a file that is there.

    Raises:
        InputError: it isn't, or it is a folder.
    """
    path = Path(name)
    if not path.exists():
        raise InputError(
            f"Không tìm thấy tệp “{name}”: kiểm tra lại đường dẫn.",
            f"There is no file “{name}”: check the path.",
        )
    if path.is_dir():
        raise InputError(
            f"“{name}” là thư mục, không phải tệp: chọn một tệp trong đó.",
            f"“{name}” is a folder, not a file: choose a file in it.",
        )
    return path


def read_draft(name: str) -> Draft:
    """A draft from its JSON file.

    Raises:
        InputError: it is no draft.
    """
    from drafting.types.json import draft_from

    path = existing(name)
    other = InputError(
        f"Tệp “{name}” không phải bản dự thảo do soanthao ghi ra (.json): chọn đúng tệp.",
        f"“{name}” is no draft written by soanthao (.json): choose the right file.",
    )
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise other from error
    if not isinstance(data, dict) or not {"title", "text"} <= data.keys():
        raise other
    return draft_from(data)


def is_draft(name: str) -> bool:
    """True for the name of a draft's JSON file."""
    return name.lower().endswith(".json")
