"""The model writer against the test server, over the bundled library's plan.

    python -m tests.bench.model_writer [schedule] [retries] [faults] [hostile] [--rounds N]

`schedule`: answers that take a set time; wall time against the ideal schedule. `retries`: passing faults.
`faults`: every fault for ever; each must end in the whole draft and one sentence. `hostile`: the section's own
text, spoiled: numbers typed, altered and invented, references swapped, directions turned, names and documents
invented, another role or a neighbour's figure put in, gaps moved; prints unbound numbers, bindings whose quote isn't
their value, errors of the checks that the base draft hasn't, and every number that is wrong by the words of its
sentence (`model_judge`), by kind.
"""

from __future__ import annotations

import argparse
import heapq
import random
import re
import sys
import threading
import time
from collections import Counter

from drafting import numbers
from drafting.figures import evaluate
from drafting.types import Draft
from drafting.writers.model import ModelSettings, ModelWriter, writable
from drafting.writers.model_client import ChatModel
from drafting.writers.model_settle import errors as errors_of
from drafting.writers.model_settle import settled
from tests.bench.model_job import Job, base_text, demo_job, reworded
from tests.bench.model_judge import UNDECIDED, Verdict, judged
from tests.model.server import Action, Fail, Messages, Raw, Say, always, serving

REFERENCE = re.compile(r"\{\{[A-Z]+\d+(?::[a-z-]+)?\}\}")
INVENTED = (
    "Toàn xã có {n} mô hình mới.", "Đồng chí Trần Văn Quyết nhận {n} giấy khen.", "Thu ngân sách đạt {n} tỷ đồng.",
    "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/02/2025.", "Tỷ lệ hộ nghèo còn {n}%.", "Phong trào tăng gấp đôi.",
)  # fmt: skip


LISTED = re.compile(r"^(\{\{[A-Z]+\d+(?::[a-z-]+)?\}\}) \| ([^|]*) \|", re.MULTILINE)


def spoil(text: str, rng: random.Random, listed: dict[str, list[str]]) -> str:
    """The base text with one or more things made wrong; `listed` has the names of each label."""
    for _ in range(rng.randint(1, 4)):
        kind = rng.randrange(10)
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
        else:
            text = swap(text, kind, rng, listed)
    return text


def worded(text: str, rng: random.Random) -> str:
    """Every other answer in other words than the base text, so that no sentence is let through as known."""
    return reworded(text) if rng.random() < 0.5 else text


def swap(text: str, kind: int, rng: random.Random, listed: dict[str, list[str]]) -> str:
    """What only the words can show: a role, a neighbour, a gap, one direction changed."""
    names = REFERENCE.findall(text)
    if kind == 6:  # plan for actual, count for share: another name of the same indicator
        same = [(n, o) for n in names for many in listed.values() if n in many for o in many if o != n]
        return text.replace(*rng.choice(same), 1) if same else text
    if kind == 7 and len(names) > 1:  # two neighbours
        at = rng.randrange(len(names) - 1)
        one, other = names[at], names[at + 1]
        return text.replace(one, "\0").replace(other, one).replace("\0", other)
    gaps = [n for n in names if n.startswith("{{GAP")]
    if kind == 8 and gaps and len(names) > len(gaps):
        one, other = rng.choice(gaps), rng.choice([n for n in names if n not in gaps])
        return text.replace(one, "\0").replace(other, one).replace("\0", other)
    ways = list(re.finditer(r"\b(?:tăng|giảm|kế hoạch|cùng kỳ)\b", text))
    if kind == 9 and ways:
        other = {"tăng": "giảm", "giảm": "tăng", "kế hoạch": "cùng kỳ", "cùng kỳ": "kế hoạch"}
        at = rng.choice(ways)
        return f"{text[: at.start()]}{other[at[0]]}{text[at.end() :]}"
    return text


def labelled(messages: Messages) -> dict[str, list[str]]:
    """The names that the question lists, by label."""
    found: dict[str, list[str]] = {}
    for message in messages:
        for name, label in LISTED.findall(message["content"]):
            found.setdefault(label.strip(), []).append(name)
    return found


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


def hostile(job: Job, rounds: int) -> None:
    """Spoiled answers, and what of them is in the drafts."""
    known = errors_of(job.base, job.plan)
    rng = random.Random(11)
    answers = fell = wrong = looked = 0
    kinds: Counter[str] = Counter()
    why: Counter[str] = Counter()
    shown: set[Verdict] = set()
    started = time.perf_counter()
    with serving(lambda m, n: Say(spoil(worded(base_text(m), rng), rng, labelled(m)))) as server:
        for _ in range(rounds):
            writer = ModelWriter(ModelSettings("tiny", server.url, workers=1, corrections=0), job.fallback)
            draft = writer.write(job.plan)
            answers += sum(len(e.answers) for e in writer.exchanges)
            fell += sum("dùng lời" in s.note for s in draft.sections)
            found = {
                "unbound": unbound(draft, job.base),
                "untrue": sorted(set(untrue(draft)) - set(untrue(job.base))),
                "error": sorted(errors_of(draft, job.plan) - known),
            }
            wrong += sum(map(len, found.values()))
            for what, items in found.items():
                for item in items:
                    print(f"  {what}: {item}")
            read = judged(draft, job.base, job.plan)
            looked += read.looked
            kinds.update(v.kind for v in read.verdicts)
            for v in dict.fromkeys(read.verdicts):
                if v not in shown:
                    print(f"  {v.kind}: «{v.quote}» ({v.said}): {v.sentence}")
            shown.update(read.verdicts)
            why.update(s.note.split("(")[-1].split(")")[0] for s in draft.sections if "dùng lời" in s.note)
    undecided = kinds.pop(UNDECIDED, 0)
    listing = ", ".join(f"{n} {k}" for k, n in kinds.most_common()) or "none"
    print(
        f"judged by their words: {looked} numbers and gaps in sentences that the base draft has not; "
        f"wrong: {kinds.total()} ({listing}); undecided: {undecided}"
    )
    seconds = time.perf_counter() - started
    print(
        f"hostile: {answers} answers, {wrong} unbound or wrong numbers or errors, {fell} sections fell back "
        f"({', '.join(f'{n} {w}' for w, n in why.most_common())}), {seconds:.0f} s"
    )


def ideal(delays: list[float], workers: int) -> float:
    """Seconds of a schedule that begins each next answer as soon as one of the workers is free."""
    free = [0.0] * workers
    for delay in delays:
        heapq.heapreplace(free, free[0] + delay)
    return max(free)


def schedule(job: Job, workers: int, slowness: float) -> None:
    """Wall time of reworded answers that take a set time, against the ideal schedule."""
    numbers_ = writable(job.plan, job.base)
    rng = random.Random(5)
    delays = {n: slowness * rng.uniform(0.5, 1.5) for n in numbers_}
    order = list(delays.values())
    lock = threading.Lock()

    def script(messages: Messages, number: int) -> Action:
        with lock:
            delay = order[number - 1] if number <= len(order) else slowness
        return Say(reworded(base_text(messages)), delay=delay)

    with serving(script) as server:
        settings = ModelSettings("tiny", server.url, workers=workers)
        ChatModel(settings)._client(frozenset())  # the client's import is the process's, not the draft's
        writer = ModelWriter(settings, job.fallback)
        busy, started = time.process_time(), time.perf_counter()
        new = writer.sections(job.plan, job.base)
        wall = time.perf_counter() - started
        settled(job.base, new, job.plan)
        settle, busy = time.perf_counter() - started - wall, time.process_time() - busy
        sent = len(server.requests)
    best = ideal([*order, *[slowness] * max(0, sent - len(order))], workers)
    by_model = sum(t.writer == "llm" for t in new.values())
    print(
        f"schedule: {len(new)} sections ({by_model} the model's), {workers} at once, answers of {slowness:.1f} s: "
        f"{wall:.1f} s, ideal {best:.1f} s ({100 * (wall / best - 1):+.0f}%); {sent} requests; "
        f"then {settle:.1f} s to check the whole; {busy:.1f} s of the processor"
    )


def retries(job: Job) -> None:
    """Every fourth request fails in passing: requests, retries, sections lost."""
    bad: list[Action] = [
        Fail(429, "slow down", {"Retry-After": "0.05"}),
        Fail(503),
        Fail(429),
        Say("x", drop=True),
    ]

    def script(messages: Messages, number: int) -> Action:
        return bad[number // 4 % len(bad)] if number % 4 == 0 else Say(base_text(messages))

    with serving(script) as server:
        settings = ModelSettings("tiny", server.url, workers=2, first_wait=0.05)
        writer = ModelWriter(settings, job.fallback)
        new = writer.sections(job.plan, job.base)
        sent = len(server.requests)
    lost = sum(bool(e.fault) for e in writer.exchanges)
    print(
        f"retries: {len(new)} sections, {sent} requests, {sent - len(new)} of them again, {lost} sections lost"
    )


FAULTS: dict[str, Action] = {
    "time-out": Say("x", delay=2.0), "429": Fail(429), "429, Retry-After": Fail(429, headers={"Retry-After": "0.05"}),
    "no money": Fail(429, "insufficient_quota"), "500": Fail(500), "503": Fail(503), "dropped": Say("Kinh tế", drop=True),
    "truncated JSON": Say('{"paragraphs": ["Kinh tế phát', finish="length"), "invalid JSON": Say('{"paragraphs": [}'),
    "no API": Raw(b"<html></html>", "text/html"), "torn event": Raw(b'data: {"id": 1, "choi\n\n'), "empty": Say(""),
    "refusal": Say("Tôi xin lỗi, tôi không thể giúp việc này."), "filtered": Say("x", finish="content_filter"),
    "English": Say("The commune achieved good results this period."),
    "endless": Say("Kinh tế của xã phát triển. ", endless=True), "context": Fail(400, "maximum context length is 900 tokens"),
    "wrong key": Fail(401, "Incorrect API key"), "missing model": Fail(404, "The model `tiny` does not exist"),
}  # fmt: skip


def faults(job: Job) -> None:
    """Each fault for ever: the draft is whole and the base's, and one sentence says why."""
    for name, action in FAULTS.items():
        with serving(always(action)) as server:
            settings = ModelSettings(
                "tiny", server.url, timeout=0.5, first_wait=0.01, workers=4, corrections=1
            )
            started = time.perf_counter()
            draft = ModelWriter(settings, job.fallback).write(job.plan)
            seconds, sent = time.perf_counter() - started, len(server.requests)
        notes = [s.note for s in draft.sections if "mô hình" in s.note]
        whole = (
            "whole, the base's words" if draft.text == job.base.text else "whole" if draft.text else "EMPTY"
        )
        why = notes[0].split("(", 1)[-1].split(");")[0] if notes else "NOTHING SAID"
        print(f"fault: {name}: {whole}; {len(notes)} sections say «{why}»; {sent} requests, {seconds:.1f} s")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", default=["schedule", "retries", "faults", "hostile"])
    parser.add_argument(
        "--rounds", type=int, default=15, help="drafts of hostile answers, about 21 answers each"
    )
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--slowness", type=float, default=3.0, help="seconds of an answer, half more or less")
    given = parser.parse_args()
    job = demo_job()
    run = {
        "schedule": lambda: schedule(job, given.workers, given.slowness), "retries": lambda: retries(job),
        "faults": lambda: faults(job), "hostile": lambda: hostile(job, given.rounds),
    }  # fmt: skip
    for part in given.parts:
        run[part]()
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
