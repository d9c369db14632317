"""What clerks said of tables once, kept in the library's database: names of columns, which indicator a row is.

The commands that need no library read it too, where there is one; they do it without the heavy database layer.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from corpus.errors import InputError
from corpus.units import fold
from drafting.figures import Meaning, Memory

if TYPE_CHECKING:
    from drafting.service.settings import Settings
    from drafting.workspace.store import Workspace

# What a clerk says of tables holds for everybody who uses the library.
SHARED = "library"
_COLUMNS, _NAME = "columns:", "name:"


def memory_of(workspace: Workspace) -> Memory:
    """What is remembered in an open library."""
    return _memory({**workspace.all_kept(SHARED, _COLUMNS), **workspace.all_kept(SHARED, _NAME)})


def memory_for(settings: Callable[[], Settings]) -> Memory:
    """What is remembered in the library of the settings; nothing where there is none yet."""
    found = settings()
    if not found.database_url:
        return _memory(_states(found.library / "soanthao.db"))
    from drafting.service.library import open_library

    with open_library(found) as library:
        return memory_of(library.workspace)


def assignment_for(settings: Callable[[], Settings], unit: str) -> dict[str, str]:
    """Who provides what in a unit, as the library of the settings has it."""
    from drafting.service.collecting import assigned_name

    return dict(_kept_for(settings, assigned_name(unit)) or {})


def mergers_for(settings: Callable[[], Settings]) -> str:
    """The mergers a user wrote down, as the library of the settings has them."""
    from drafting.service.collecting import MERGERS

    return str(_kept_for(settings, MERGERS) or "")


def _kept_for(settings: Callable[[], Settings], name: str) -> Any:
    """What is kept for all users under a name; None where there is nothing, or no library yet."""
    found = settings()
    if not found.database_url:
        return _states(found.library / "soanthao.db").get(name)
    from drafting.service.library import open_library

    with open_library(found) as library:
        return library.workspace.kept(SHARED, name)


def _states(path: Path) -> dict[str, Any]:
    """What is kept for all users of a library on SQLite; nothing where there is no library yet."""
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT name, value FROM states WHERE owner = ?", (SHARED,)).fetchall()
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"Không đọc được cơ sở dữ liệu của thư viện «{path}» ({error}); hãy kiểm tra --library.",
            f"The library's database “{path}” can't be read ({error}); check --library.",
        ) from error
    return {name: json.loads(value) for name, value in rows}


def _memory(kept: Mapping[str, Any]) -> Memory:
    columns = {
        name.removeprefix(_COLUMNS): {int(at): cast("Meaning", m) for at, m in value.items()}
        for name, value in kept.items()
        if name.startswith(_COLUMNS)
    }
    names = {v["label"]: v["known"] for name, v in kept.items() if name.startswith(_NAME)}
    return Memory(columns, names)


def learn_columns(workspace: Workspace, signature: str, meanings: Mapping[int, Meaning]) -> None:
    """Remember what columns of tables of a shape are, beside what was said of its others."""
    name = f"{_COLUMNS}{signature}"
    known = workspace.kept(SHARED, name) or {}
    workspace.keep(SHARED, name, {**known, **{str(at): m for at, m in meanings.items()}})


def learn_name(workspace: Workspace, label: str, known: str | None) -> None:
    """Remember which known indicator a label is: empty for none of them, None to forget what was said."""
    folded = fold(label)
    name = f"{_NAME}{hashlib.sha256(folded.encode()).hexdigest()[:24]}"
    if known is None:
        workspace.forget(SHARED, name)
    else:
        workspace.keep(SHARED, name, {"label": folded, "known": known})
