"""A sentence that two sections of the precedent share is said once; another precedent's words stand in the second."""

from __future__ import annotations

import corpus
from corpus.types import StoredReport
from drafting import writers
from drafting.types import Draft, FigureTable, Profile

UNIT = "UBND xã An Lạc"
SAME = "Các phong trào thi đua được phát động sâu rộng, được cán bộ và Nhân dân trong xã tích cực hưởng ứng."
OTHER = "Nhân dân trong xã hưởng ứng các phong trào thi đua bằng những việc làm thiết thực hằng ngày."
HEAD = "ỦY BAN NHÂN DÂN\nXÃ {unit}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\nTổng kết công tác thi đua năm {year}\n"
BODY = """I. PHONG TRÀO THI ĐUA
{first}
II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ
{second}
"""


def report(name: str, unit: str, year: int, first: str, second: str) -> StoredReport:
    text = HEAD.format(unit=unit.upper(), year=year) + BODY.format(first=first, second=second)
    return StoredReport(name, f"{name}.txt", "", corpus.parse_text(text, f"{name}.txt"))


def drafted(*pool: StoredReport) -> Draft:
    plan = writers.make_plan(UNIT, "2024", "tong-ket", Profile(unit=UNIT), FigureTable(), pool)
    return writers.PrecedentWriter({p.id: p.report for p in pool}).write(plan)


OWN = report("own", "An Lạc", 2023, SAME, SAME + " Bộ phận văn phòng theo dõi, đôn đốc hằng tháng.")


def body(draft: Draft, at: int) -> str:
    return draft.text[draft.sections[at].start : draft.sections[at].end]


def test_a_second_precedents_words_stand_where_the_first_would_repeat_itself() -> None:
    second = report("second", "Bình Hà", 2023, "Phong trào được duy trì đều ở các thôn, cơ quan.", OTHER)
    draft = drafted(OWN, second)
    assert draft.text.count(SAME) == 1
    assert f"{OTHER} Bộ phận văn phòng theo dõi" in body(draft, 1)
    assert drafted(second, OWN).text == draft.text


def test_a_sentence_on_another_matter_or_with_a_name_does_not_stand_in() -> None:
    for said in ("Công tác lưu trữ hồ sơ bảo đảm gọn gàng, dễ tìm, dễ tra cứu khi cần.",
                 "Nhân dân thôn Đông Mai hưởng ứng các phong trào thi đua bằng việc hiến đất làm đường.",
                 SAME, f"Nhờ đó {OTHER[0].lower()}{OTHER[1:]}"):  # fmt: skip
        draft = drafted(OWN, report("second", "Bình Hà", 2023, "Phong trào đều ở các thôn, cơ quan.", said))
        assert draft.text.count(SAME) == 1
        assert body(draft, 1).split("\n")[1] == "Bộ phận văn phòng theo dõi, đôn đốc hằng tháng."


def test_without_another_precedent_the_sentence_is_said_once() -> None:
    assert drafted(OWN).text.count(SAME) == 1
