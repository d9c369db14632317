"""Usable answers: taken as they are, mended where their form is harmless, completed from the base draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.writers.model import ModelSettings, ModelWriter
from tests.model.answers import (
    BASE,
    ECONOMY,
    REWARDS,
    assert_sound,
    body,
    economy,
    good,
    written,
)
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Action, Fail, Messages, Say, always, serving


def test_good_answers_are_taken_and_numbers_are_codes() -> None:
    draft, writer = written(good)
    assert_sound(draft)
    assert draft.writer == "llm"
    assert "riêng tổng đàn gia cầm có 41.200 con, giảm 4,2% so với cùng kỳ." in draft.text
    assert "Thu ngân sách trên địa bàn đạt 9,317 tỷ đồng, bằng 109,6% kế hoạch." in draft.text
    assert [s.writer for s in draft.sections if s.numbers] == ["llm", "llm", "llm"]
    assert not any(s.note for s in draft.sections)
    assert draft.sections[2].suggestions[0].text == BASE.sections[2].suggestions[0].text
    assert draft.sections[2].start < draft.sections[2].suggestions[0].at <= draft.sections[2].end
    assert len(writer.exchanges) == 4
    assert all(len(e.answers) == 1 and e.prompts for e in writer.exchanges)


def test_on_section_comes_in_order() -> None:
    seen: list[tuple[int, int, str]] = []
    with serving(lambda m, n: replace(good(m, n), delay=0.2 / n)) as server:  # type: ignore[type-var]
        settings = ModelSettings("tiny", server.url, workers=4)
        ModelWriter(settings, BaseWriter()).write(PLAN, lambda *a: seen.append(a))
    assert [s[:2] for s in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert seen[0][2] == "Phát triển kinh tế"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("```\n" + ECONOMY + "\n```", "riêng tổng đàn gia cầm có 41.200 con"),
        ('{"paragraphs": ["' + ECONOMY.replace("\n", '", "') + '"]}', "riêng tổng đàn gia cầm có 41.200 con"),
        ("<think>Viết 999 thế nào?</think>\n" + ECONOMY, "riêng tổng đàn gia cầm có 41.200 con"),
        ("## 1. Phát triển kinh tế\n\n**" + ECONOMY.replace("\n", "**\n"), "riêng tổng đàn gia cầm có 41.200 con"),
        (ECONOMY.replace("{{", "{").replace("}}", "}"), "riêng tổng đàn gia cầm có 41.200 con"),
        (ECONOMY.replace("{{F001}} ha", "{{F001}}"), "tổng diện tích gieo trồng đạt 615,5 ha, tăng"),
        (ECONOMY.replace("{{F006}},", "{{F006}} tỷ đồng,"), "đạt 9,317 tỷ đồng, bằng"),
        (ECONOMY.replace("{{F004:growth}}", "{{F004:growth}}%"), "giảm 4,2% so với"),
        (ECONOMY.replace("giảm {{F004:growth}} so với cùng kỳ", "{{F004:change}}"), "con, giảm 4,19% so với cùng kỳ."),
        (ECONOMY.replace("có {{F004}}", "có trên {{F004}}"), "gia cầm có 41.200 con"),
        (ECONOMY.replace("{{F001}} ha", "615,5 ha"), "gieo trồng đạt 615,5 ha"),
    ],
)  # fmt: skip
def test_harmless_forms_are_mended(answer: str, expected: str) -> None:
    draft, _ = written(economy(answer))
    assert_sound(draft)
    assert expected in body(draft, "kinh tế")
    assert draft.sections[1].writer == "llm"
    assert not draft.sections[1].note


def test_what_the_model_leaves_out_is_kept() -> None:
    draft, _ = written(economy("Sản xuất giữ được nhịp độ: tổng diện tích gieo trồng đạt {{F001}} ha."))
    assert_sound(draft)
    text = body(draft, "kinh tế")
    assert text.startswith("Sản xuất giữ được nhịp độ")
    assert "Tổng đàn gia cầm có 41.200 con" in text
    assert "Thu ngân sách trên địa bàn đạt 9,317 tỷ đồng" in text
    assert len(draft.gaps) == len(BASE.gaps)
    assert not set(BASE.unused) ^ set(draft.unused)


def test_too_long_a_question_is_asked_without_precedents() -> None:
    from tests.retrieval.reports import HA_VINH_2024

    def script(messages: Messages, number: int) -> Action:
        if "chỉnh trang" in str(messages) or "lương thực" in str(messages):
            return Fail(400, "This model's maximum context length is exceeded")
        return good(messages, number)

    with serving(script) as server:
        writer = ModelWriter(ModelSettings("tiny", server.url), BaseWriter({"r24": HA_VINH_2024.report}))
        draft = writer.write(PLAN)
    assert not any(s.note for s in draft.sections)
    assert any("Sản lượng lương thực đạt [số]" in str(r["messages"]) for r in server.requests)


def test_one_section_anew_with_a_wish() -> None:
    first, _ = written(good)
    with serving(always(Say(REWARDS.replace("Số giấy", "Nhìn chung, số giấy", 1)))) as server:
        writer = ModelWriter(ModelSettings("tiny", server.url), BaseWriter())
        draft = writer.rewrite(PLAN, first, "II", "ngắn hơn")
        assert "ngắn hơn" in str(server.requests[0]["messages"])
    assert_sound(draft)
    assert "Nhìn chung, số giấy khen" in draft.text
    assert body(draft, "kinh tế") == body(first, "kinh tế")
