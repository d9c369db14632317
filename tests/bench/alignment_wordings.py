"""The part of `tests.bench.alignment` on hand-written paragraphs in loose wordings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.alignment import test_cases as handmade
from tests.bench.alignment_cases import VERBOSE


def wordings() -> None:
    """Precision and recall on the hand-written wordings, accusations apart."""
    for file in ("wordings_1.txt", "wordings_2.txt"):
        if not Path(handmade.__file__).with_name(file).exists():
            continue
        count: Counter[str] = Counter()
        for group in handmade.groups(file):
            outcomes = handmade.outcomes(group, True, strict=False)
            count["missed"] += len(group.expected) - len(outcomes)
            for mention, wanted, came, alignment in outcomes:
                if wanted == "?":
                    continue
                count[verdict := _worded(wanted.lstrip("~"), _sums(came))] += 1
                if verdict not in {"right", "rightly accused", "rightly nothing"} and VERBOSE:
                    text, reading = group.report.text, mention.reading
                    line = text[max(0, reading.start - 70) : reading.start] + "⟦" + reading.quote + "⟧"
                    best = [(c.expression, c.score) for c in alignment.candidates[:3]]
                    print(
                        f"   {verdict}: {line!r} want {wanted} came {came} margin {alignment.margin} {best}"
                    )
                    print(f"      {mention.subject!r} scope {mention.scope} role {mention.role}")
        stated = sum(n for v, n in count.items() if v not in {"rightly nothing", "from nowhere"})
        good = count["right"] + count["rightly accused"]
        said = sum(n for v, n in count.items() if v not in {"rightly nothing", "missed", "wrong unseen"})
        wrong = (
            count["rightly accused"]
            + count["wrong unseen"]
            + count["accused of another"]
            + count["wrong taken"]
        )
        print(
            f"== {file}: precision {good / said:.1%} recall {good / stated:.1%}; wrong numbers accused"
            f" {count['rightly accused']}/{wrong}, right ones accused {count['falsely accused']} {dict(count)}"
        )


def _sums(came: str) -> str:
    """`sum(1a,2a)` as `1a+2a`."""
    return came[4:-1].replace(",", "+") if came.startswith("sum(") else came


def _worded(wanted: str, came: str) -> str:
    if wanted == came:
        return {"-": "rightly nothing", "!": "rightly accused"}.get(came[0], "right")
    if wanted.startswith("!"):
        return "wrong unseen" if came == "-" else "accused of another" if came[0] == "!" else "wrong taken"
    if came[0] == "!":
        return "falsely accused"
    return "from nowhere" if wanted == "-" else "missed" if came == "-" else "another"
