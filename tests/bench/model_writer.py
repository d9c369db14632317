"""Hostile answers over the bundled library's plan: what of them gets into a draft.

    python -m tests.bench.model_writer [ROUNDS]

The server answers with the section's own base text, spoiled: numbers typed, altered and invented,
references swapped, directions turned, names and documents invented. Prints unbound numbers, bindings
whose quote isn't their value, numbers whose words are another's than in the base draft, and errors of
the checks that the base draft hasn't.
"""

from __future__ import annotations

import random
import re
import sys
import time

from corpus import samples
from corpus.reading import read_file
from corpus.types import StoredReport
from drafting import figures, numbers, writers
from drafting.figures import evaluate
from drafting.service.inputs import read_facts, read_profile
from drafting.types import Draft
from drafting.writers.model import ModelSettings, ModelWriter
from drafting.writers.model_settle import errors as _errors
from tests.model.server import Action, Messages, Say, serving

REFERENCE = re.compile(r"\{\{[A-Z]+\d+(?::[a-z-]+)?\}\}")
INVENTED = (
    "Toàn xã có {n} mô hình mới.", "Đồng chí Trần Văn Quyết nhận {n} giấy khen.", "Thu ngân sách đạt {n} tỷ đồng.",
    "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/02/2025.", "Tỷ lệ hộ nghèo còn {n}%.", "Phong trào tăng gấp đôi.",
)  # fmt: skip


def spoil(text: str, rng: random.Random) -> str:
    """The base text with one or more things made wrong."""
    for _ in range(rng.randint(1, 4)):
        kind = rng.randrange(6)
        names = REFERENCE.findall(text)
        if kind == 0 and names:
            text = text.replace(rng.choice(names), str(rng.randint(2, 99999)), 1)
        elif kind == 1 and len(set(names)) > 1:
            one, other = rng.sample(sorted(set(names)), 2)
            text = text.replace(one, "\0").replace(other, one).replace("\0", other)
        elif kind == 2:
            text = re.sub(r"tăng|giảm", lambda m: "giảm" if m[0] == "tăng" else "tăng", text)
        elif kind == 3:
            text += " " + rng.choice(INVENTED).format(n=rng.randint(3, 9999))
        elif kind == 4 and names:
            text = text.replace(rng.choice(names), "{{F9" + str(rng.randint(10, 99)) + "}}", 1)
        elif kind == 5 and names:
            name = rng.choice(names)
            text = text.replace(name, f"{name} {rng.choice(('tỷ đồng', 'tấn', '%', 'triệu', 'ha'))}", 1)
    return text


def unbound(draft: Draft, base: Draft) -> list[str]:
    """Numbers outside of bindings, gaps and tables that the base draft has not outside of them either."""

    def loose(d: Draft) -> list[str]:
        spans = [(x.start, x.end) for x in (*d.numbers, *d.gaps, *d.tables)]
        return [
            r.quote for r in numbers.read(d.text) if not any(s < r.end and r.start < e for s, e in spans)
        ]  # fmt: skip

    known = loose(base)
    return [q for q in loose(draft) if q not in known]


def untrue(draft: Draft) -> list[str]:
    """Bindings whose quote isn't what its figure or expression gives."""
    by_key = {f.key: f for f in draft.figures}
    found = []
    for binding in draft.numbers:
        if draft.text[binding.start : binding.end] != binding.quote:
            found.append(binding.quote)
        elif binding.expression:
            value = evaluate(binding.expression, by_key).value
            read = numbers.read(binding.quote)
            low, high = (read[0].low, read[0].high) if read else (None, None)
            if low is not None and high is not None and not low <= value <= high:
                found.append(f"{binding.quote} ({binding.expression} = {value:.3f})")
    return found


def moved(draft: Draft, base: Draft) -> list[str]:
    """Numbers that stand after other words than the base draft has before the same figure."""

    def words(d: Draft) -> set[tuple[str, str]]:
        return {
            (
                b.figure or b.expression or "",
                " ".join(re.findall(r"[^\W\d]+", d.text[max(0, b.start - 40) : b.start])[-2:]),
            )
            for b in d.numbers
        }

    return [f"{a[1]} … {a[0]}" for a in sorted(words(draft) - words(base))]


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    demo = samples.demo()
    stored = [StoredReport(p.stem, p.name, "", read_file(p)) for p in demo.reports]
    table = figures.read_tables(demo.figures, demo.period)
    plan = writers.make_plan(
        demo.unit, demo.period, "so-ket", read_profile(demo.profile, demo.unit), table, stored,
        library=None, outline=None, like=None, facts=read_facts(demo.facts),
    )  # fmt: skip
    fallback = writers.PrecedentWriter({s.id: s.report for s in stored})
    base = fallback.write(plan)
    known = _errors(base, plan)
    rng = random.Random(11)

    def hostile(messages: Messages, number: int) -> Action:
        question = next(m["content"] for m in messages if m["role"] == "user")
        return Say(spoil(question.split("<<<\n")[1].split("\n>>>")[0], rng))

    answers = fell = errors = 0
    started = time.perf_counter()
    with serving(hostile) as server:
        for _ in range(rounds):
            writer = ModelWriter(ModelSettings("tiny", server.url, workers=1, corrections=0), fallback)
            draft = writer.write(plan)
            answers += sum(len(e.answers) for e in writer.exchanges)
            fell += sum("dùng lời" in s.note for s in draft.sections)
            new = _errors(draft, plan) - known
            errors += len(new)
            for what, found in (
                ("unbound", unbound(draft, base)),
                ("untrue", sorted(set(untrue(draft)) - set(untrue(base)))),
                ("error", sorted(new)),
                ("moved", moved(draft, base)),
            ):
                for item in found:
                    print(what, item)
    print(
        f"{answers} hostile answers, {fell} sections fell back, {errors} new errors, {time.perf_counter() - started:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
