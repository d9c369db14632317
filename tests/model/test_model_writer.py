from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from drafting import numbers
from drafting.figures import evaluate
from drafting.types import Draft
from drafting.writers.model import ModelSettings, ModelWriter
from drafting.writers.model_document import bodies
from tests.model.plans import PLAN, BaseWriter
from tests.model.server import Action, Fail, Messages, Raw, Say, Script, always, serving

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


def test_what_the_model_leaves_out_is_kept() -> None:
    draft, _ = written(economy("Sản xuất giữ được nhịp độ: tổng diện tích gieo trồng đạt {{F001}} ha."))
    assert_sound(draft)
    text = body(draft, "kinh tế")
    assert text.startswith("Sản xuất giữ được nhịp độ")
    assert "Tổng đàn gia cầm có 41.200 con" in text
    assert "Thu ngân sách trên địa bàn đạt 9,317 tỷ đồng" in text
    assert len(draft.gaps) == len(BASE.gaps)
    assert not set(BASE.unused) ^ set(draft.unused)


FAULTS: list[tuple[str, Callable[[], Script], str]] = [
    ("429 for ever", lambda: always(Fail(429, "slow down", {"Retry-After": "0"})), "quá tải"),
    ("500", lambda: always(Fail(500)), "gặp lỗi"),
    ("503", lambda: always(Fail(503)), "gặp lỗi"),
    ("dropped", lambda: always(Say(ECONOMY, drop=True)), "ngắt giữa chừng"),
    ("empty", lambda: always(Say("")), "rỗng"),
    ("blank", lambda: always(Say(" \n ")), "rỗng"),
    ("filtered", lambda: always(Say("x", finish="content_filter")), "từ chối"),
    ("rubbish", lambda: always(Raw(b"<html>hello</html>", "text/html")), ""),
    ("torn json", lambda: always(Raw(b'data: {"id": "1", "choi\n\n')), ""),
    ("odd json", lambda: always(Raw(b'data: {"choices": 7}\n\ndata: [DONE]\n\n')), ""),
    ("too long for it", lambda: always(Fail(400, "maximum context length is 512 tokens")), "dài quá"),
    ("403", lambda: always(Fail(403, "no")), "Khóa truy cập"),
]


@pytest.mark.parametrize(("make", "said"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_faults_end_in_the_base_draft(make: Callable[[], Script], said: str) -> None:
    draft, _ = written(make())
    assert_sound(draft)
    assert draft.text == BASE.text
    noted = [s.note for s in draft.sections if s.note]
    assert len(noted) == 4
    assert said.lower() in noted[0].lower()


def test_passing_faults_are_tried_again() -> None:
    for fault in (Fail(429, headers={"Retry-After": "0.01"}), Fail(502), Say("x", drop=True), Say("")):
        draft, _ = written(lambda m, n, f=fault: f if n == 1 else good(m, n), workers=1)
        assert not any(s.note for s in draft.sections)
        assert "riêng tổng đàn gia cầm" in draft.text


def test_time_out() -> None:
    draft, _ = written(lambda m, n: replace(good(m, n), delay=3.0), timeout=0.4, tries=1, workers=4)  # type: ignore[type-var]
    assert draft.text == BASE.text
    assert "không trả lời kịp" in draft.sections[1].note


def test_endless_answer() -> None:
    endless = Say("Kinh tế của xã tiếp tục phát triển ổn định. ", endless=True)
    draft, _ = written(lambda m, n: endless if section_of(m) == "Phát triển kinh tế" else good(m, n))
    assert_sound(draft)
    assert body(draft, "kinh tế").count("tiếp tục phát triển ổn định") <= 1


def test_cut_answer_loses_its_torn_end() -> None:
    answer = Say(ECONOMY + " Phong trào tiếp tục được các thôn trong", finish="length")
    draft, _ = written(lambda m, n: answer if section_of(m) == "Phát triển kinh tế" else good(m, n))
    assert_sound(draft)
    assert "được các thôn trong" not in draft.text
    assert "riêng tổng đàn gia cầm" in draft.text


def test_a_lasting_fault_is_asked_once() -> None:
    with serving(good, key="right") as server:
        writer = ModelWriter(ModelSettings("tiny", server.url, "wrong", workers=1), BaseWriter())
        draft = writer.write(PLAN)
        assert len(server.requests) == 1
    assert draft.text == BASE.text
    assert "wrong" not in repr(writer.exchanges) + repr(draft.notes) + repr(
        ModelSettings("m", api_key="wrong")
    )


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
