"""The `search` command: past sections for a free text, one query or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus.correcting import KINDS, LEVELS
from corpus.errors import InputError
from drafting.service.library import Library, open_library
from drafting.service.settings import Settings

if TYPE_CHECKING:
    from retrieval import Filters, Passage

MOST = 1000
"""Passages that can be asked for."""


def searches(
    settings: Settings,
    queries: Iterable[str],
    k: int,
    given: Mapping[str, str | None],
    without: Sequence[str],
    *,
    why: bool = False,
) -> Iterator[dict[str, Any]]:
    """The contract's `search` answer for each query, as the queries come; an empty one finds nothing.

    Args:
        settings: where the library is.
        queries: free text, a query each.
        k: how many passages at most.
        given: filters by name (`unit`, `level`, `kind`, `period`, `section`).
        without: reports to leave out, by id or by the name of their file.
        why: passages say why they came, too.

    Raises:
        InputError: a filter has a value that nothing can have, or a report isn't there.
    """
    if not 1 <= k <= MOST:
        raise InputError(
            f"Số mục cần tìm (-k) phải từ 1 đến {MOST}, không phải {k}.",
            f"The number of passages (-k) must be 1 to {MOST}, not {k}.",
        )
    asked = _filters(given)
    with open_library(settings) as library:
        filters = replace(asked, without=tuple(_ids(library, without)))
        for query in queries:
            found = library.index.search(query, k, filters)
            yield {"passages": [passage_json(p) | ({"why": p.why} if why else {}) for p in found]}


def queries_of(text: str, stdin: BinaryIO) -> Iterator[str]:
    """The query, or where it is `-` those of standard input, a line each, as they come.

    Raises:
        InputError: there is no query, or a line is no UTF-8.
    """
    if text != "-":
        if not text.strip():
            raise InputError(
                "Chưa có gì để tìm: viết nội dung cần tìm sau lệnh search.",
                "Nothing to search for: write some text after search.",
            )
        yield text
        return
    for number, line in enumerate(stdin, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(
                f"Dòng {number} không phải chữ UTF-8: lưu lại danh sách câu tìm bằng mã UTF-8.",
                f"Line {number} is no UTF-8: save the queries as UTF-8.",
            ) from error


def _filters(given: Mapping[str, str | None]) -> Filters:
    from drafting.service.inputs import period_code
    from retrieval import Filters

    for field, known in (("level", LEVELS), ("kind", KINDS)):
        value = given.get(field)
        if value and value not in known:
            raise InputError(
                f"Không có --{field} “{value}”: dùng một trong {', '.join(known)}.",
                f"There is no --{field} “{value}”: use one of {', '.join(known)}.",
            )
    period = given.get("period")
    return Filters(
        unit=given.get("unit"),
        level=given.get("level"),
        kind=given.get("kind"),
        period=period_code(period) if period else None,
        section=given.get("section"),
    )


def _ids(library: Library, names: Sequence[str]) -> Iterator[str]:
    """Ids of the reports that are named by id or by file."""
    listed = library.store.listed() if names else ()
    for name in names:
        found = [r.id for r in listed if name == r.id or _file(name) == _file(r.file)]
        if not found:
            raise InputError(
                f"Thư viện không có báo cáo “{name}”: xem mã bằng `soanthao library list`.",
                f"The library has no report “{name}”: see the ids by `soanthao library list`.",
            )
        yield from found


def _file(name: str) -> str:
    return Path(name).name


def passage_json(passage: Passage) -> dict[str, Any]:
    """One passage of a `search` answer."""
    return {
        "report": passage.report_id,
        "title": passage.title,
        "unit": passage.unit,
        "period": passage.period,
        "section": passage.section,
        "heading": passage.heading,
        "score": round(passage.score, 4),
        "text": passage.text,
    }
