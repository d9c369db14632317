"""How well the section of a heading is recognised: `II.3 Công tác khen thưởng` = `3. Kết quả khen thưởng:`.

    python -m tests.bench.section_keys [-v]

Over the headings of the bundled library, and of the real reports where they are beside the project; what each is was
judged by reading the outlines (`section_keys.toml`). Prints precision (of the keys that were given, how many are right)
and recall (of the headings that are some section, how many got the right key) for

- the data file's wordings alone;
- the library's headings alone, the data file put away: the reports of one unit lose their labels and are recognised
  by those of the other units, each unit in turn; by wording only, and by wording and vectors;
- both together, as the product does it, with the labels of the other units for what people corrected.

`new wordings` counts only headings that no other unit has in the same words. `-v` prints what was wrong.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import corpus
from corpus.samples import sample_paths
from retrieval import RetrievalSettings
from retrieval.embedding import make_embedder
from retrieval.headings import section_kind
from retrieval.section_keys import learn
from retrieval.words import folded
from tests.conftest import REAL

Matrix = NDArray[np.float32]
Keys = Callable[[list[str], Mapping[str, str]], Mapping[str, str | None]]
"""Keys by folded heading, from all headings and the labels that are known."""
_PERIOD = re.compile(r"\b((6|sáu) tháng (đầu|cuối) năm|năm)?\s*20\d\d\b", re.IGNORECASE)


def without_period(heading: str) -> str:
    """A heading as it is judged."""
    return _PERIOD.sub("", heading).replace('"', "").strip(" ,:")


def judged() -> dict[str, frozenset[str]]:
    """Keys that are right, by folded heading; an empty one among them: none is right too."""
    data = tomllib.loads(Path(__file__).with_name("section_keys.toml").read_text("utf-8"))
    return {folded(h): frozenset(s["key"].split("|")) for s in data["section"] for h in s["headings"]}


def units(truth: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Judged headings by the unit whose reports have them."""
    found: dict[str, dict[str, str]] = {}
    for path in [*sample_paths(), *REAL]:
        report = corpus.read_file(path)
        mine = found.setdefault(report.meta.unit, {})
        for section in report.sections:
            heading = without_period(section.heading)
            if folded(heading) in truth:
                mine.setdefault(folded(heading), heading)
    return {unit: list(headings.values()) for unit, headings in found.items() if headings}


def embedded(headings: Iterable[str]) -> Mapping[str, Matrix]:
    """Vectors of the headings by the default model; none where it isn't installed."""
    embedder = make_embedder(RetrievalSettings())
    texts = list(dict.fromkeys(headings))
    return dict(zip(texts, embedder.documents(texts), strict=True)) if embedder else {}


def main() -> int:
    truth = judged()
    by_unit = units(truth)
    vectors = embedded(h for headings in by_unit.values() for h in headings)
    nothing: Mapping[str, Matrix] = {}
    ways: dict[str, Keys] = {
        "data file alone": lambda headings, labels: {folded(h): section_kind(h) for h in headings},
        "learned, by wording": lambda headings, labels: learn(
            headings, labels, lambda _: nothing, lambda _: None
        ),
        "learned, and by vectors": lambda headings, labels: learn(
            headings, labels, lambda _: vectors, lambda _: None
        ),
        "both": lambda headings, labels: {
            **{folded(h): section_kind(h) for h in headings},
            **learn(headings, labels, lambda _: vectors),
            **labels,
        },
    }
    for name, way in ways.items():
        for new in (False, True):
            print(f"{name:26} {'new wordings' if new else 'all':13} {score(way, by_unit, truth, new)}")
    return 0


def score(way: Keys, by_unit: Mapping[str, list[str]], truth: Mapping[str, frozenset[str]], new: bool) -> str:
    """Precision and recall over the units, each held out in turn."""
    given = right = wanted = asked = 0
    for unit, headings in by_unit.items():
        others = {folded(h): h for u, hs in by_unit.items() if u != unit for h in hs}
        labels = {w: min(truth[w] - {""}) for w in others if truth[w] - {""}}
        known = way(list(dict.fromkeys([*others.values(), *headings])), labels)
        for heading in headings:
            words = folded(heading)
            if new and words in others:
                continue
            key = known.get(words) or labels.get(words, "")
            asked += 1
            given += key != ""
            wanted += "" not in truth[words]
            right += key != "" and key in truth[words]
            if "-v" in sys.argv and key not in truth[words]:
                print(f"   {unit}: {heading} -> {key or 'none'}, not {'|'.join(sorted(truth[words]))}")
    return f"{asked:4} headings  precision {right / max(given, 1):.3f}  recall {right / max(wanted, 1):.3f}"


if __name__ == "__main__":
    sys.exit(main())
