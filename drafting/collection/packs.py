"""Request forms for many: one a department or one a member unit, as a zip."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from corpus.errors import InputError
from corpus.types import Report
from corpus.units import fold, fold_chars
from drafting.collection.forms import Form, Wanted, form_sheet, provided, wanted
from drafting.collection.members import member_key, member_name
from drafting.collection.sheets import save, write_error

By = Literal["department", "member"]


def request_pack(
    report: Report,
    period: str,
    path: Path,
    by: By | None = None,
    assigned: Mapping[str, str] | None = None,
    members: Sequence[str] = (),
) -> dict[str, int]:
    """Write one form each, as XLSX files of a zip.

    Args:
        report: of a past period.
        period: code of the period to collect for.
        path: the zip.
        by: for whom the forms are; members for a cluster's report, departments for another, where None.
        assigned: who provides what, by folded label.
        members: names of the member units; those the report names, where empty.

    Returns:
        How many indicators each file asks for.

    Raises:
        InputError: where there is nobody to ask, or the zip can't be written.
    """
    forms = forms_of(report, by, assigned or {}, members)
    if not forms:
        raise InputError(
            f"Báo cáo «{report.name}» không nêu đơn vị thành viên nào để chia biểu; hãy chia theo bộ phận.",
            f"The report “{report.name}” names no member units; make one form per department.",
        )
    names = _file_names(forms)
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, form in zip(names, forms, strict=True):
                out = io.BytesIO()
                save(out, [form_sheet(form, report.meta.period, period)])
                archive.writestr(name, out.getvalue())
    except OSError as error:
        raise write_error(path) from error
    return {name: len(form.lines) for name, form in zip(names, forms, strict=True)}


def forms_of(
    report: Report, by: By | None, assigned: Mapping[str, str], members: Sequence[str] = ()
) -> list[Form]:
    """The forms, in order of their first line."""
    lines = provided(wanted(report), report, assigned)
    if by is None:
        by = (
            "member"
            if (report.meta.level or "").startswith("cum") and _members(report, lines, members)
            else "department"
        )
    if by == "member":
        return [_of_member(m, lines) for m in _members(report, lines, members)]
    whom = dict.fromkeys(line.provider for line in lines)
    return [Form(w, report.meta.unit, tuple(x for x in lines if x.provider == w)) for w in whom]


def _members(report: Report, lines: Sequence[Wanted], given: Sequence[str]) -> list[str]:
    """Names of members, each once: those given, else those of the report and its figures."""
    names = list(given) or [*report.meta.members, *(line.scope for line in lines if line.scope)]
    found: dict[str, str] = {}
    for name in names:
        shown = member_name(name)
        kept = found.get(member_key(name), "")
        found[member_key(name)] = shown if len(shown) > len(kept) else kept
    return list(found.values())


def _of_member(member: str, lines: Sequence[Wanted]) -> Form:
    """Every indicator once, with what the member itself had last period."""
    key = member_key(member)
    found: dict[tuple[str, str], Wanted] = {}
    for line in lines:
        name = (fold(line.group), fold(line.label))
        own = line.scope is not None and member_key(line.scope) == key
        known = found.get(name)
        if known is None:
            found[name] = replace(line, scope=None, cells=line.cells if own else {}, provider=member)
        elif own:
            found[name] = replace(known, cells=line.cells, unit=line.unit or known.unit)
    return Form(member, member, tuple(found.values()))


def _file_names(forms: Sequence[Form]) -> list[str]:
    """Names that every system can hold, each once."""
    plain = [re.sub(r"[^a-z0-9]+", "-", fold_chars(form.to)).strip("-") or "bieu" for form in forms]
    return [f"{n:02d}-{name}.xlsx" for n, name in enumerate(plain, start=1)]
