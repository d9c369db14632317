"""Answers of a model to the plan of the tests, right ones first, and what any draft must hold to."""

from __future__ import annotations

from dataclasses import replace

from drafting import numbers
from drafting.figures import evaluate
from drafting.types import Draft
from drafting.writers.model import ModelSettings, ModelWriter
from drafting.writers.model_document import bodies
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Action, Messages, Say, Script, serving

BASE = BaseWriter().write(PLAN)
ECONOMY = (
    "Sản xuất giữ được nhịp độ: tổng diện tích gieo trồng đạt {{F001}} ha, tăng {{F001:growth}} so với cùng kỳ; "
    "riêng tổng đàn gia cầm có {{F004}} con, giảm {{F004:growth}} so với cùng kỳ.\n"
    "Thu ngân sách trên địa bàn đạt {{F006}}, bằng {{F006:of-plan}} kế hoạch. Diện tích rau an toàn đạt {{GAP1}}."
)
POVERTY = (
    "Các thôn rà soát hộ nghèo đúng quy trình; tỷ lệ hộ nghèo còn {{F008}}, theo Nghị định số 07/2021/NĐ-CP."
)
REWARDS = (
    "Số giấy khen của Chủ tịch UBND xã tặng tập thể là {{F010}}; "
    "số giấy khen của Chủ tịch UBND xã tặng cá nhân là {{F011}}."
)
TASKS = (
    "Tiếp tục tuyên truyền sâu rộng các văn bản về thi đua, khen thưởng đến cán bộ, công chức và nhân dân."
)
GOOD = {"Phát triển kinh tế": ECONOMY, "Giảm nghèo": POVERTY, "KHEN THƯỞNG\n": REWARDS, "PHƯƠNG HƯỚNG": TASKS}


def section_of(messages: Messages) -> str:
    question = next(m["content"] for m in messages if m["role"] == "user")
    heading = next(line for line in question.splitlines() if line.startswith("Mục cần viết"))
    return next(key for key in GOOD if key in heading + "\n")


def good(messages: Messages, number: int) -> Action:
    return Say(GOOD[section_of(messages)])


def economy(text: str) -> Script:
    """Good answers but for one section."""
    return lambda m, n: Say(text) if section_of(m) == "Phát triển kinh tế" else good(m, n)


def written(script: Script, plan=PLAN, **settings: object) -> tuple[Draft, ModelWriter]:  # type: ignore[no-untyped-def]
    with serving(script) as server:
        chosen = replace(ModelSettings("tiny", server.url, timeout=5, first_wait=0.01), **settings)  # type: ignore[arg-type]
        writer = ModelWriter(chosen, BaseWriter())
        return writer.write(plan), writer


def body(draft: Draft, heading: str) -> str:
    return next(b.text.text for b in bodies(draft, PLAN.sections) if heading in b.planned.heading)


def assert_sound(draft: Draft) -> None:
    """Every number of the draft is bound to what it says, a gap's, or one that the base draft has unbound."""
    figures = {f.key: f for f in draft.figures}
    spans = [(b.start, b.end) for b in draft.numbers] + [(g.start, g.end) for g in draft.gaps]
    free = {r.quote for r in numbers.read(BASE.text)}
    first = draft.sections[0].start
    for reading in numbers.read(draft.text):
        inside = any(s <= reading.start and reading.end <= e for s, e in spans)
        assert reading.start < first or inside or reading.quote in free, reading.quote
    for at, character in enumerate(draft.text):
        if character.isnumeric() and at > first and not any(s <= at < e for s, e in spans):
            around = draft.text[max(0, at - 12) : at + 12]
            assert any(around.strip()[:8] in line or line in draft.text for line in BASE.text.split("\n")), (
                around
            )
    for binding in draft.numbers:
        assert draft.text[binding.start : binding.end] == binding.quote
        stated = evaluate(binding.figure or binding.expression or "", figures).value
        read = numbers.read(binding.quote)[0]
        assert read.low is not None
        assert read.high is not None
        assert read.low <= stated <= read.high, binding
    for section in draft.sections:
        for binding in section.numbers:
            assert section.start <= binding.start <= section.end
        for gap in section.gaps:
            assert draft.text[gap.start : gap.end].startswith("[…")
    assert draft.text.count("[…") == BASE.text.count("[…")
    assert draft.text.count("./.") == 1
    assert "{{" not in draft.text
