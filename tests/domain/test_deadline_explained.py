"""Every due date says why: steps in order, each with the row or the article behind it."""

import json
from datetime import date, datetime

import pytest

from motcua.domain.calendar_rows import RowKind
from motcua.domain.deadline import SAME_DAY_BASIS, StepKind, explain
from motcua.domain.limits import parse_limit
from motcua.reads.deadline_words import deadline_sentences
from tests.oracle.calendars import MORNING, at, office_hours, row, shipped, with_rows


def steps(received: str, limit: str) -> list[tuple[str, str, str, int, str]]:
    """Kind, from, to, count and why of each step."""
    told = explain(at(received), parse_limit(limit), shipped())
    return [
        (step.kind, short(step.start), short(step.end), step.number, step.why)
        for step in told.steps
    ]


def short(when: date) -> str:
    return f"{when:%m-%d %H:%M}" if isinstance(when, datetime) else f"{when:%m-%d}"


EXPLAINED = [
    (
        "2020-03-27 14:00", "5 working days",  # Fri -> Mon 6-4
        [
            ("received", "03-27 14:00", "03-27 14:00", 0, "first_day_not_counted"),
            ("skipped", "03-28", "04-05", 4, "weekly_rest"),
            ("skipped", "04-02", "04-02", 1, "holiday"),
            ("counted", "03-30", "04-06", 5, "working_days"),
            ("due", "04-06 17:00", "04-06 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-01-22 09:00", "3 working days",  # Wed -> Mon 3-2; Tết Thu 23–Mon 27, bù 28 and 29
        [
            ("received", "01-22 09:00", "01-22 09:00", 0, "first_day_not_counted"),
            ("skipped", "01-23", "01-27", 5, "holiday"),
            ("skipped", "01-28", "01-29", 2, "compensatory"),
            ("skipped", "02-01", "02-02", 2, "weekly_rest"),
            ("counted", "01-30", "02-03", 3, "working_days"),
            ("due", "02-03 17:00", "02-03 17:00", 0, "closing"),
        ],
    ),
    (
        "2019-04-26 10:00", "3 working days",  # Fri -> worked Sat 4-5
        [
            ("received", "04-26 10:00", "04-26 10:00", 0, "first_day_not_counted"),
            ("skipped", "04-27", "04-28", 2, "weekly_rest"),
            ("skipped", "04-29", "04-29", 1, "swap_off"),
            ("skipped", "04-30", "04-30", 1, "holiday"),
            ("skipped", "05-01", "05-01", 1, "holiday"),
            ("made_up", "05-04", "05-04", 1, "extra_workday"),
            ("counted", "05-02", "05-04", 3, "working_days"),
            ("due", "05-04 17:00", "05-04 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-03-10 10:00", "10 days",  # Tue -> Fri 20-3
        [
            ("received", "03-10 10:00", "03-10 10:00", 0, "first_day_not_counted"),
            ("counted", "03-11", "03-20", 10, "days"),
            ("due", "03-20 17:00", "03-20 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-03-31 10:00", "1 month",  # Tue -> Thu 30-4, off -> Mon 4-5
        [
            ("received", "03-31 10:00", "03-31 10:00", 0, "first_day_not_counted"),
            ("counted", "04-01", "04-30", 1, "months_to_last_day"),
            ("skipped", "04-30", "04-30", 1, "holiday"),
            ("skipped", "05-01", "05-01", 1, "holiday"),
            ("skipped", "05-02", "05-03", 2, "weekly_rest"),
            ("moved", "04-30", "05-04", 4, "ends_on_rest_day"),
            ("due", "05-04 17:00", "05-04 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-03-21 22:10", "8 working hours",  # Sat -> Mon 23-3
        [
            ("received", "03-21 22:10", "03-21 22:10", 0, "clock_starts"),
            ("opening", "03-21 22:10", "03-23 07:00", 0, "outside_office_hours"),
            ("skipped", "03-21", "03-22", 2, "weekly_rest"),
            ("counted", "03-23 07:00", "03-23 17:00", 8, "working_hours"),
            ("due", "03-23 17:00", "03-23 17:00", 0, "to_the_minute"),
        ],
    ),
    (
        "2020-03-23 09:00", "2 working hours",  # Mon
        [
            ("received", "03-23 09:00", "03-23 09:00", 0, "clock_starts"),
            ("counted", "03-23 09:00", "03-23 11:00", 2, "working_hours"),
            ("due", "03-23 11:00", "03-23 11:00", 0, "to_the_minute"),
        ],
    ),
    (
        "2020-03-19 14:59", "same day",  # Thu
        [
            ("received", "03-19 14:59", "03-19 14:59", 0, "same_day"),
            ("due", "03-19 17:00", "03-19 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-03-20 15:00", "same day",  # Fri -> Mon
        [
            ("received", "03-20 15:00", "03-20 15:00", 0, "same_day"),
            ("next_day", "03-20 15:00", "03-23", 1, "received_from_cutoff"),
            ("skipped", "03-21", "03-22", 2, "weekly_rest"),
            ("due", "03-23 17:00", "03-23 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-03-21 09:00", "same day",  # Sat -> Mon
        [
            ("received", "03-21 09:00", "03-21 09:00", 0, "same_day"),
            ("next_day", "03-21 09:00", "03-23", 1, "received_on_rest_day"),
            ("skipped", "03-21", "03-22", 2, "weekly_rest"),
            ("due", "03-23 17:00", "03-23 17:00", 0, "closing"),
        ],
    ),
    (
        "2020-03-21 09:00", "none",
        [("no_limit", "03-21 09:00", "03-21 09:00", 0, "no_limit")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("received", "limit", "expected"), EXPLAINED)
def test_the_steps_are_those_one_would_take_by_hand(
    received: str, limit: str, expected: list[tuple[str, str, str, int, str]]
) -> None:
    assert steps(received, limit) == expected


def test_each_step_carries_its_source() -> None:
    told = explain(at("2020-03-27 14:00"), parse_limit("5 working days"), shipped())
    received, weekly, holiday, _counted, due = told.steps
    assert received.source == "Bộ luật Dân sự 2015, Điều 147(2)"
    assert weekly.source.startswith("Quyết định 188/1999/QĐ-TTg")
    assert (holiday.name, holiday.confidence) == ("Giỗ Tổ Hùng Vương", "high")
    assert holiday.source.startswith("Bộ luật Lao động 2012, Điều 115(1)(e)")
    assert due.source.startswith("Giờ hành chính")
    moved = explain(at("2020-03-06 10:00"), parse_limit("15 days"), shipped()).steps[-2]
    assert moved.source == "Bộ luật Dân sự 2015, Điều 148(5)"
    months = explain(at("2020-03-05 10:00"), parse_limit("1 month"), shipped()).steps[1]
    assert (months.why, months.source) == ("months", "Bộ luật Dân sự 2015, Điều 148(3)")


def test_the_rule_of_15_00_cites_the_article_of_the_procedure() -> None:
    late = at("2020-03-19 15:00")
    plain = explain(late, parse_limit("same day"), shipped()).steps[1]
    assert plain.source == SAME_DAY_BASIS
    own = explain(late, parse_limit("same day"), shipped(), "Nghị định 23/2015/NĐ-CP, Điều 7")
    assert own.steps[1].source == "Nghị định 23/2015/NĐ-CP, Điều 7"


def test_a_half_day_that_has_closed_is_said_so() -> None:
    own = office_hours((MORNING,), [4], scope="H08.38.12")
    calendar = with_rows(hours=[own])
    told = explain(at("2020-03-20 12:00"), parse_limit("same day"), calendar)  # Fri -> Mon
    assert told.steps[1].why == "received_after_closing"


def test_a_suspension_names_its_decision() -> None:
    calendar = with_rows([row("2020-11-11", RowKind.SUSPENSION, "H08.38")])  # Wed
    told = explain(at("2020-11-10 10:00"), parse_limit("1 working day"), calendar)
    skipped = told.steps[1]
    assert (skipped.kind, skipped.why) == (StepKind.SKIPPED, "suspension")
    assert (skipped.name, skipped.source) == ("Bão số 12", "Quyết định 45/QĐ-UBND")


def test_an_explanation_is_json() -> None:
    told = explain(at("2020-03-27 14:00"), parse_limit("5 working days"), shipped())
    found = json.loads(json.dumps([step.document() for step in told.steps]))
    assert found[0]["from"] == "2020-03-27T14:00:00+07:00"
    assert found[2] == {
        "what": "skipped",
        "from": "2020-04-02",
        "to": "2020-04-02",
        "count": 1,
        "why": "holiday",
        "name": "Giỗ Tổ Hùng Vương",
        "source": "Bộ luật Lao động 2012, Điều 115(1)(e): mùng 10 tháng 3 âm lịch, múi giờ UTC+7",
        "confidence": "high",
    }


SPOKEN = [
    (
        "2020-03-27 14:00", "5 working days",
        [
            "Tiếp nhận lúc 14:00 thứ Sáu 27/03/2020; ngày tiếp nhận không tính vào thời hạn "
            "(Bộ luật Dân sự 2015, Điều 147(2)).",
            "Không tính 4 ngày trong khoảng từ thứ Bảy 28/03/2020 đến Chủ nhật 05/04/2020: "
            "nghỉ hằng tuần (Quyết định 188/1999/QĐ-TTg: tuần làm việc 40 giờ, nghỉ thứ Bảy và "
            "Chủ nhật).",
            "Không tính thứ Năm 02/04/2020: Giỗ Tổ Hùng Vương (Bộ luật Lao động 2012, Điều "
            "115(1)(e): mùng 10 tháng 3 âm lịch, múi giờ UTC+7).",
            "Đếm 5 ngày làm việc, từ thứ Hai 30/03/2020 đến thứ Hai 06/04/2020.",
            "Hẹn trả kết quả: 17:00 thứ Hai 06/04/2020 (Giờ hành chính mặc định quan sát thấy ở "
            "phần mềm một cửa của các tỉnh; chưa có quyết định riêng của Bình Định).",
        ],
    ),
    (
        "2020-03-21 22:10", "8 working hours",
        [
            "Tiếp nhận lúc 22:10 thứ Bảy 21/03/2020; thời hạn tính theo giờ làm việc",
            "Ngoài giờ làm việc nên tính từ 07:00 thứ Hai 23/03/2020",
            "Không tính 2 ngày từ thứ Bảy 21/03/2020 đến Chủ nhật 22/03/2020: nghỉ hằng tuần",
            "Đếm 8 giờ làm việc, từ 07:00 thứ Hai 23/03/2020 đến 17:00 thứ Hai 23/03/2020",
            "Hạn giải quyết: 17:00 thứ Hai 23/03/2020, tính đến từng phút",
        ],
    ),
    (
        "2020-03-20 15:00", "same day",
        [
            "Tiếp nhận lúc 15:00 thứ Sáu 20/03/2020; thủ tục giải quyết trong ngày",
            "Tiếp nhận từ 15:00 trở đi nên trả kết quả vào ngày làm việc tiếp theo, "
            "thứ Hai 23/03/2020 (Luật Hộ tịch 2014, Điều 5(3)",
            "Không tính 2 ngày từ thứ Bảy 21/03/2020",
            "Hẹn trả kết quả: 17:00 thứ Hai 23/03/2020",
        ],
    ),
    (
        "2019-05-03 10:00", "1 working day",
        [
            "Tiếp nhận lúc 10:00 thứ Sáu 03/05/2019",
            "Có tính thứ Bảy 04/05/2019: Làm bù cho ngày 29/04/2019 (Công văn 6519/VPCP-KGVX",
            "Đếm 1 ngày làm việc",
            "Hẹn trả kết quả: 17:00 thứ Bảy 04/05/2019",
        ],
    ),
    (
        "2020-03-31 10:00", "1 month",
        [
            "Tiếp nhận lúc",
            "Đếm 1 tháng; tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng, "
            "thứ Năm 30/04/2020",
            "Không tính thứ Năm 30/04/2020: Ngày Chiến thắng",
            "Không tính thứ Sáu 01/05/2020: Ngày Quốc tế Lao động",
            "Không tính 2 ngày từ thứ Bảy 02/05/2020",
            "Ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, thứ Hai 04/05/2020",
            "Hẹn trả kết quả",
        ],
    ),
    ("2020-03-31 10:00", "none", ["Pháp luật không quy định thời hạn."]),
]  # fmt: skip


@pytest.mark.parametrize(("received", "limit", "expected"), SPOKEN)
def test_an_explanation_reads_as_vietnamese_sentences(
    received: str, limit: str, expected: list[str]
) -> None:
    told = explain(at(received), parse_limit(limit), shipped())
    sentences = deadline_sentences(told)
    assert len(sentences) == len(expected)
    for sentence, begins in zip(sentences, expected, strict=True):
        assert sentence.startswith(begins)
        assert sentence.endswith(".")


def test_a_computed_holiday_is_said_to_await_its_notice() -> None:
    told = explain(at("2027-04-15 10:00"), parse_limit("1 working day"), shipped())  # Thu -> Mon
    spoken = " ".join(deadline_sentences(told))
    assert "Giỗ Tổ Hùng Vương" in spoken
    assert "tạm tính, chờ thông báo chính thức" in spoken
    sure = explain(at("2026-04-24 10:00"), parse_limit("1 working day"), shipped())
    assert "tạm tính" not in " ".join(deadline_sentences(sure))


@pytest.mark.parametrize("received", ["2020-03-20 11:31", "2020-03-20 16:10", "2020-03-21 10:00"])
@pytest.mark.parametrize("limit", ["same day", "2 months", "3 days", "4 working hours"])
def test_there_are_words_for_every_step(received: str, limit: str) -> None:
    calendar = with_rows(hours=[office_hours((MORNING,), [4], scope="H08.38.12")])
    for sentence in deadline_sentences(explain(at(received), parse_limit(limit), calendar)):
        assert sentence[0].isupper()
        assert "{" not in sentence
