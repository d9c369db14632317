"""Numbers of a draft that the words leave open, settled by their bindings, each verified by its value."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from corpus.errors import InputError
from drafting import figures, numbers
from drafting.numbers.types import Reading
from drafting.types import Binding, CheckResult, Draft, Figure, FigureRef, Finding, Place
from drafting.types.figures import not_given

OPEN = "figure-unsupported"


def settled(draft: Draft, result: CheckResult) -> CheckResult:
    """The result without warnings for numbers whose binding gives just what they state.

    The check itself reads the text as any reader would; only where words name no figure does the writer's binding
    count, and only if its figure or formula has the stated value.
    """
    open_ = {(n.start, n.end) for n in result.numbers if n.status == "unsupported"}
    bound = {(b.start, b.end): b for b in draft.numbers if (b.start, b.end) in open_}
    table = {f.key: f for f in draft.figures}
    good = {span: b for span, b in bound.items() if _gives(draft.text, b, table)}
    if not good:
        return result
    used = {k for b in good.values() for k in _keys(b)}
    return replace(
        result,
        numbers=tuple(
            replace(
                n,
                status="matched" if good[n.start, n.end].figure else "derived",
                figure=good[n.start, n.end].figure,
                expression=good[n.start, n.end].expression,
            )
            if (n.start, n.end) in good
            else n
            for n in result.numbers
        ),
        findings=tuple(
            left
            for f in result.findings
            if not (f.code == "figure-unused" and used & _about(f.evidence))
            and (left := _left(f, good)) is not None
        ),
        unused=tuple(k for k in result.unused if k not in used),
    )


def _left(finding: Finding, good: Container[tuple[int, int]]) -> Finding | None:
    """The finding without the numbers that are settled: it may speak for others of its list too."""
    if finding.code != OPEN or finding.start is None or finding.end is None:
        return finding
    own = Place(finding.quote, finding.start, finding.end)
    others = [e for e in finding.evidence if isinstance(e, Place)]
    open_ = [e for e in (own, *others) if (e.start, e.end) not in good]
    if len(open_) == len(others) + 1 or not open_:
        return finding if open_ else None
    first, *rest = open_
    message = f"{not_given(e.quote for e in open_)}."
    return replace(
        finding, quote=first.quote, start=first.start, end=first.end, message=message, evidence=tuple(rest)
    )


def _about(evidence: tuple[object, ...]) -> set[str]:
    return {e.figure for e in evidence if isinstance(e, FigureRef) and e.figure}


def _keys(binding: Binding) -> list[str]:
    from drafting.service.proof import keys_in

    return keys_in(binding.expression or binding.figure or "")


def _gives(text: str, binding: Binding, table: dict[str, Figure]) -> bool:
    try:
        stated = figures.evaluate(binding.expression or binding.figure or "", table)
    except InputError:
        # A formula over figures that are no longer there settles nothing.
        return False
    return any(
        r.low is not None and r.high is not None and r.low <= stated.high and stated.low <= r.high
        for r in _readings(text, binding)
    )


def _readings(text: str, binding: Binding) -> Iterator[Reading]:
    start = text.rfind("\n", 0, binding.start) + 1
    end = text.find("\n", binding.end)
    for reading in numbers.read(text, start, end if end >= 0 else len(text)):
        if reading.start <= binding.start and binding.end <= reading.end + 1:
            yield reading
