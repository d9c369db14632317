"""Judgments in words against the figures, and sentences said twice over the whole draft."""

from __future__ import annotations

import pytest

from drafting.writers.model_claims import claims, false_claims
from drafting.writers.model_document import bodies
from drafting.writers.model_places import torn
from drafting.writers.model_references import brief
from tests.model.answers import BASE, ECONOMY, TASKS, assert_sound, body, economy, good, section_of, written
from tests.model.plans import PLAN
from tests.model.server import Action, Messages, Say

BRIEFING = brief(PLAN, PLAN.sections[1], bodies(BASE, PLAN.sections)[1].text)
POVERTY = brief(PLAN, PLAN.sections[2], bodies(BASE, PLAN.sections)[2].text)


@pytest.mark.parametrize("claim", claims(), ids=[c.pattern.pattern[:40] for c in claims()])
def test_examples_of_the_claims(claim: object) -> None:
    for text in claim.yes:  # type: ignore[attr-defined]
        assert claim.pattern.search(text), text  # type: ignore[attr-defined]
    for text in claim.no:  # type: ignore[attr-defined]
        assert not claim.pattern.search(text), text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách trên địa bàn đạt {{F006}}, vượt kế hoạch.",
        "Tổng diện tích gieo trồng đạt {{F001}} ha, chưa đạt kế hoạch.",
        "Tổng diện tích gieo trồng tăng so với cùng kỳ.",
        "Tổng đàn gia cầm có {{F004}} con, giảm so với cùng kỳ.",
        "Phấn đấu cuối năm vượt kế hoạch được giao.",
        "Tiếp tục thi đua để tăng mạnh diện tích gieo trồng.",
        "Thu ngân sách trên địa bàn hoàn thành kế hoạch với {{F006}}.",
    ],
)
def test_claims_that_hold(text: str) -> None:
    assert false_claims(text, BRIEFING) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tổng diện tích gieo trồng đạt {{F001}} ha, vượt kế hoạch.",
        "Thu ngân sách trên địa bàn đạt {{F006}}, chưa đạt kế hoạch.",
        "Tổng đàn gia cầm có {{F004}} con, tăng mạnh so với cùng kỳ.",
        "Tổng đàn gia cầm tăng so với cùng kỳ.",
        "Tất cả các chỉ tiêu đều vượt kế hoạch.",
        "Các chỉ tiêu đều tăng so với cùng kỳ.",
        "Phong trào văn nghệ vượt kế hoạch.",
        "Tổng đàn gia cầm có {{F004}} con, đạt và vượt kế hoạch.",
    ],
)
def test_claims_that_do_not_hold(text: str) -> None:
    assert false_claims(text, BRIEFING)


def test_of_what_should_fall_a_fall_is_no_failure() -> None:
    assert false_claims("Tỷ lệ hộ nghèo còn {{F008}}, giảm mạnh.", POVERTY) == []
    assert false_claims("Tỷ lệ hộ nghèo còn {{F008}}, tăng mạnh.", POVERTY)


def test_a_false_claim_goes_back_and_then_out() -> None:
    claim = "Tổng diện tích gieo trồng vượt kế hoạch."
    draft, writer = written(economy(f"{ECONOMY} {claim}"))
    assert_sound(draft)
    assert "vượt kế hoạch" not in draft.text
    assert any("vượt kế hoạch" in p for e in writer.exchanges for p in e.problems)
    assert "riêng tổng đàn gia cầm" in draft.text


def test_what_an_earlier_section_says_is_not_said_again() -> None:
    again = "Các thôn rà soát hộ nghèo đúng quy trình và công khai trước toàn thể nhân dân."

    def script(messages: Messages, number: int) -> Action:
        action = good(messages, number)
        assert isinstance(action, Say)
        return Say(f"{again} {action.text}") if section_of(messages) != "KHEN THƯỞNG\n" else action

    draft, _ = written(script)
    assert_sound(draft)
    assert draft.text.count("công khai trước toàn thể nhân dân") <= 1
    assert body(draft, "PHƯƠNG HƯỚNG") == TASKS


def test_what_only_repeats_another_section_is_the_precedents_again() -> None:
    def script(messages: Messages, number: int) -> Action:
        return (
            Say(ECONOMY)
            if section_of(messages) in ("Phát triển kinh tế", "PHƯƠNG HƯỚNG")
            else good(messages, number)
        )

    draft, _ = written(script)
    assert_sound(draft)
    assert body(draft, "PHƯƠNG HƯỚNG") == body(BASE, "PHƯƠNG HƯỚNG")


def test_the_way_of_a_task_is_not_turned() -> None:
    from dataclasses import replace

    briefing = replace(BRIEFING, text="Kéo giảm số vụ vi phạm; tăng cường phối hợp.")
    assert false_claims("Tiếp tục kéo tăng số vụ vi phạm trật tự.", briefing)
    assert false_claims("Kéo giảm số vụ vi phạm và tăng cường phối hợp.", briefing) == []


def test_the_way_after_the_words_is_not_turned() -> None:
    from dataclasses import replace

    briefing = replace(BRIEFING, text="Số nông dân được khen tăng dần, việc xét khen chặt chẽ.")
    assert false_claims("Số nông dân được khen giảm dần, việc xét khen chặt chẽ.", briefing)
    assert false_claims("Số nông dân được khen tăng dần qua từng kỳ.", briefing) == []


def test_a_half_sentence_alone_is_torn() -> None:
    base = "Tổng vốn đạt mức khá; trong đó vốn xã là chính."
    assert torn("Phong trào phát triển. trong đó vốn xã là chính.", base)
    assert not torn(base, base)
    assert torn("Phong trào phát triển.\ntrong đó vốn xã là chính.", base)
    assert not torn(f"Trong kỳ, {base.casefold()}", base)
