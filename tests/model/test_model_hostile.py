"""Wrong, useless and hostile answers: none of them gets into a draft."""

from __future__ import annotations

import random

import pytest

from drafting.writers.model import ModelSettings, ModelWriter
from tests.model.answers import (
    BASE,
    ECONOMY,
    assert_sound,
    body,
    economy,
    good,
    section_of,
    written,
)
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Action, Messages, Say, serving

HOSTILE = [
    ("a number of its own", "Toàn xã có 999 hộ kinh doanh."),
    ("in words", "Toàn xã có ba trăm hai mươi hộ kinh doanh."),
    ("in other digits", "Toàn xã có ９９９ hộ kinh doanh và ½ số trang trại."),
    ("an altered value", "Tổng diện tích gieo trồng đạt 655,5 ha."),
    ("an unknown reference", "Số trang trại là {{F999}}."),
    ("the wrong way", "Tổng đàn gia cầm tăng {{F004:growth}} so với cùng kỳ."),
    ("the wrong way in words", "Tổng đàn gia cầm tăng trưởng mạnh, tăng {{F004:change}}."),
    ("a level as a change", "Tổng diện tích gieo trồng tăng {{F001}} ha."),
    ("swapped", "Tổng đàn gia cầm có {{F006}}, thu ngân sách trên địa bàn đạt {{F004}}."),
    ("another indicator's", "Tổng đàn gia cầm có {{F001}}."),
    ("another unit", "Tổng diện tích gieo trồng đạt {{F001}} tấn."),
    ("another scale", "Thu ngân sách trên địa bàn đạt {{F006}} triệu đồng."),
    ("a share that counts", "Tổng diện tích gieo trồng có {{F001:growth}} hộ."),
    ("a count for a share", "Tổng đàn gia cầm chiếm {{F004}} con."),
    ("a change for a level", "Tổng đàn gia cầm đạt {{F004:change}}."),
    ("a plan for what was done", "Tổng diện tích gieo trồng đạt {{F003}} ha."),
    ("the same period's for this", "Tổng diện tích gieo trồng đạt {{F002}} ha."),
    ("this period's for the plan", "Tổng diện tích gieo trồng theo kế hoạch giao là {{F001}} ha."),
    ("another basis", "Thu ngân sách trên địa bàn đạt {{F006}}, bằng {{F006:of-plan}} cùng kỳ."),
    ("a unit behind a percentage", "Tỷ lệ đó của đàn gia cầm giảm {{F004:growth}} tấn."),
    ("a unit twice", "Tổng diện tích gieo trồng đạt {{F001}} ha ha."),
    ("a unit behind a gap", "Số mô hình kinh tế mới là {{GAP1}} tấn."),
    ("a gap for another", "Thu ngân sách trên địa bàn đạt {{GAP1}}."),
    ("a person", "Đồng chí Nguyễn Văn Hùng trực tiếp chỉ đạo."),
    ("a place", "Thôn Yên Thái và xã Minh Tân cùng tham gia."),
    ("a date", "Ngày 15/3/2025, hội nghị được tổ chức."),
    ("a document", "Thực hiện Quyết định số 812/QĐ-UBND của huyện."),
    ("a year", "Kế hoạch kéo dài đến năm 2031."),
    ("an apology", "Tôi xin lỗi vì không đủ dữ liệu."),
    ("English", "The commune has achieved good results in the period."),
    ("markup", "<script>alert(document)</script> Kinh tế phát triển."),
    ("a mask", "Toàn xã có [số] mô hình kinh tế."),
    ("no accents", "Toan xa tiep tuc thuc hien tot cac nhiem vu duoc giao."),
]


@pytest.mark.parametrize("sentence", [s for _, s in HOSTILE], ids=[n for n, _ in HOSTILE])
def test_hostile_sentences_stay_out(sentence: str) -> None:
    draft, writer = written(economy(f"{ECONOMY} {sentence}"))
    assert_sound(draft)
    assert draft.sections[1].writer == "llm"
    assert "bỏ" in draft.sections[1].note
    assert "riêng tổng đàn gia cầm" in body(draft, "kinh tế")
    plain = body(draft, "kinh tế")
    assert plain.count(".") <= numbers_of_sentences(ECONOMY) + 3
    for word in (
        "999",
        "ba trăm",
        "655,5",
        "Hùng",
        "Minh Tân",
        "15/3",
        "812",
        "2031",
        "xin lỗi",
        "script",
        "[số]",
        "Toan xa",
        "commune",
    ):
        assert word not in plain
    exchange = next(e for e in writer.exchanges if e.section == "I.1")
    assert len(exchange.answers) == 3  # sent back twice
    assert exchange.problems


def numbers_of_sentences(text: str) -> int:
    return text.count(".")


def test_a_wrong_section_is_mended_when_sent_back() -> None:
    def script(messages: Messages, number: int) -> Action:
        first = messages[-1]["role"] == "user" and len(messages) == 2
        bad = section_of(messages) == "Phát triển kinh tế" and first
        return Say(ECONOMY + " Toàn xã có 999 trang trại.") if bad else good(messages, number)

    draft, writer = written(script)
    assert_sound(draft)
    assert not draft.sections[1].note
    exchange = next(e for e in writer.exchanges if e.section == "I.1")
    assert len(exchange.answers) == 2
    assert "999" in exchange.messages[-1][1]


@pytest.mark.parametrize(
    "answer",
    [
        "Tôi xin lỗi, tôi không thể viết mục này.",
        "I'm sorry, but I cannot help with that.",
        "{{F999}} {{F998}}",
        "12345 67890",
        "Kinh tế xã phát triển toàn diện, vượt mọi chỉ tiêu với 4.567 tỷ đồng.",
        '{"error": "bad"',
        "[[[",
        "1. Kết quả\n2. Hạn chế\n3. Nguyên nhân",
        "\u202e" * 30,
    ],
)
def test_useless_answers_give_the_base_text(answer: str) -> None:
    draft, _ = written(economy(answer))
    assert_sound(draft)
    assert body(draft, "kinh tế") == body(BASE, "kinh tế")
    assert "dùng lời của báo cáo trước" in draft.sections[1].note
    assert any("dùng lời của báo cáo trước" in n for n in draft.notes)


def test_hostile_answers_at_random() -> None:
    """Sentences, references and numbers shuffled, swapped and invented: nothing wrong gets in."""
    rng = random.Random(7)
    names = [
        "F001",
        "F004",
        "F006",
        "F001:growth",
        "F004:growth",
        "F006:of-plan",
        "F004:change",
        "F010",
        "F008",
    ]
    heads = [
        "Tổng diện tích gieo trồng đạt", "Tổng đàn gia cầm có", "Thu ngân sách trên địa bàn tăng", "Kinh tế phát triển với",
        "Tổng đàn gia cầm giảm", "Tổng diện tích gieo trồng tăng", "Thu ngân sách trên địa bàn bằng",
    ]  # fmt: skip
    tails = ["ha", "con", "tỷ đồng", "%", "so với cùng kỳ", "kế hoạch", "", "tấn"]

    def sentence() -> str:
        number = f"{{{{{rng.choice(names)}}}}}" if rng.random() < 0.75 else str(rng.randint(2, 9999))
        return f"{rng.choice(heads)} {number} {rng.choice(tails)}".strip() + "."

    right = {
        "Tổng diện tích gieo trồng đạt": {"F001"}, "Tổng đàn gia cầm có": {"F004"}, "Tổng đàn gia cầm giảm": {"F004"},
        "Tổng diện tích gieo trồng tăng": {"F001"},
    }  # fmt: skip
    with serving(lambda m, n: Say(" ".join(sentence() for _ in range(4)))) as server:
        settings = ModelSettings("tiny", server.url, first_wait=0.01, corrections=0, workers=1)
        for _ in range(25):
            draft = ModelWriter(settings, BaseWriter()).write(PLAN)
            assert_sound(draft)
            for binding in draft.numbers:
                before = draft.text[: binding.start].rstrip()
                for head, keys in right.items():
                    if before.endswith(head):
                        assert any(k in (binding.figure or binding.expression or "") for k in keys), (
                            draft.text
                        )


def test_a_section_that_grows_out_of_all_measure_goes_back() -> None:
    lines = [
        f"Các thôn {verb} quy trình rà soát hộ nghèo, gieo trồng và thu ngân sách trên địa bàn đạt kế hoạch của toàn xã."
        for verb in ("giữ", "theo", "dùng", "nắm", "hiểu", "sửa", "đổi", "bàn", "xét", "thông", "học", "nêu")
    ]
    draft, writer = written(economy(f"{ECONOMY}\n" + "\n".join(lines)))
    assert_sound(draft)
    exchange = next(e for e in writer.exchanges if e.section == "I.1")
    assert any(p.startswith("dài quá") for p in exchange.problems)
