"""A list names all members of the cluster but one.

Source: hard-cases.md (a partial list stays without the eighth, a note), flaws of real reports (`missing_unit`); contract
code `sum-of-parts`. An info: the one may have nothing to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import about
from drafting.checks.names import bare
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "sum-of-parts"
_LEAST = 5


def check(document: Document) -> Iterable[Finding]:
    """An info at the first number of such a list."""
    members = {bare(m): m for m in document.members}
    if len(members) < _LEAST:
        return
    lists: dict[int, dict[str, Reading]] = defaultdict(dict)
    for mention in document.mentions:
        if (
            mention.list_id is not None
            and mention.scope
            and bare(mention.scope) in members
            and mention.table is None
        ):
            lists[mention.list_id].setdefault(bare(mention.scope), mention.reading)
    for named in lists.values():
        missing = [full for short, full in members.items() if short not in named]
        first = min(named.values(), key=lambda r: r.start)
        told = document.plain[slice(*document.sentence(first.start))]
        if len(missing) == 1 and bare(missing[0]) not in told:  # told first, in words of its own
            message = f"Danh sách này nêu {len(named)}/{len(members)} đơn vị, không có {missing[0]}."
            yield about(document, CODE, "info", first, message)
