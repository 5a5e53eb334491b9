"""Reviews as pages: the head fills in and signs, the named answer, the province sees it all."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from motcua.actions.dossiers import Request, perform_many
from motcua.actions.reviews import open_reviews
from motcua.domain.refusal import Refused
from motcua.models.agency_log import AgencyFactRow
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.reviews import review_of
from motcua.statistics.figures import answer
from motcua.statistics.question import Question
from motcua.web.board import review
from tests.actions.test_door import new_key
from tests.story import DISTRICT, FINANCE, HOUSEHOLD, ONE_STOP, at, reception, who
from tests.web.client import Visitor, text_of
from tests.web.clock_story import code_of, finished, with_nga
from tests.web.desk_pages import answer_of, at_desk, find_all, page, rows_of

pytestmark = pytest.mark.django_db
APRIL = at("2020-04-15 08:00")  # Wednesday: the period is 15 March to 14 April
ADDRESS = f"/reviews/2020-04/{DISTRICT}"


@pytest.fixture
def late():
    """One dossier of Nga's, due Wednesday 25 March, issued the day after; the review is open."""
    key = with_nga()
    finished(key, "2020-03-26 09:00")
    open_reviews(APRIL)
    return key


def desk(name, now=APRIL):
    at_desk(name, now)
    return Visitor.named(name)


def fields(person: str | None, **changed: str) -> dict[str, str]:
    tail = f"{FINANCE}:{who(person) if person else ''}"
    typed = {
        "cause": "staff_short",
        "responsibility": "reminded",
        "measure": "Bố trí thêm một người",
        "owner": str(who("thang")),
        "due": "30/04/2020",
        **changed,
    }
    return {f"{name}:{tail}": value for name, value in typed.items()}


def text_in(answer) -> str:
    pages = PdfReader(BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", "".join(one.extract_text() for one in pages))


def test_the_head_sees_every_late_dossier_with_holder_and_share(late):
    tree = page(desk("thang").get(ADDRESS))
    assert answer_of(tree) == (
        "1 hồ sơ trễ trên 1 phải giải quyết; còn 2 dòng chưa kết luận; "
        "phải báo cáo trước hết ngày 20/04/2020."
    )
    assert find_all(tree, ".//ul[@class='lines']//h3") == [
        "Phòng Tài chính - Kế hoạch huyện Phù Cát",
        "Trần Thị Nga, Phòng Tài chính - Kế hoạch huyện Phù Cát",
    ]
    [row] = rows_of(tree)
    assert row[0] == code_of(late)
    assert row[2:] == [
        "25/03/2020",
        "26/03/2020",
        "Trần Thị Nga, Phòng Tài chính - Kế hoạch huyện Phù CátThẩm định",
        "2 giờ",
        "chưa nêu lý dochưa xin lỗi",
    ]


def test_the_head_concludes_signs_and_prints(late):
    head = desk("thang")
    answered = head.post(ADDRESS, fields(None) | fields("nga"), follow=True)
    assert "Đã ghi 2 dòng kết luận." in text_of(answered)
    assert "đã kết luận đủ, có thể ký" in answer_of(page(answered))
    signed = head.post(f"{ADDRESS}/signature", {"statement": "Đã chấn chỉnh."}, follow=True)
    assert "1 hồ sơ trễ trên 1 phải giải quyết; Trịnh Công Thắng đã ký" in answer_of(page(signed))
    assert "Bố trí thêm một người" in text_of(signed)
    assert "<form" not in signed.content.decode().partition('id="late"')[0].partition("<h1")[2]
    pdf = head.get(f"{ADDRESS}/report.pdf")
    text = re.sub(
        r"\s+", " ", "".join(p.extract_text() for p in PdfReader(BytesIO(pdf.content)).pages)
    )
    for words in (
        "ỦY BAN NHÂN DÂN HUYỆN PHÙ CÁT",
        "Kính gửi: Ủy ban nhân dân tỉnh Bình Định",
        "trễ hạn 1 hồ sơ",
        "Trần Thị Nga",
        "Bố trí thêm một người",
        "Trịnh Công Thắng",
        code_of(late).partition("-")[2].partition("-")[0],
    ):
        assert words in text, words
    assert "Dự thảo" not in text


def test_what_is_signed_are_the_catalogues_figures_of_that_moment(late):
    head = desk("thang")
    head.post(ADDRESS, fields(None) | fields("nga"))
    head.post(f"{ADDRESS}/signature", {"statement": ""})
    told, _before, _words = review_of(DISTRICT, "2020-04")
    opened, signed = told.opened, told.signed
    figures = answer(Question(DISTRICT, opened.first, opened.last), APRIL).total.figures
    for name in ("to_resolve", "late", "in_process", "overdue"):
        assert getattr(signed, name) == figures[name], name
    assert [one.code for one in signed.dossiers] == [code_of(late)]


def test_what_is_entered_late_changes_no_signed_report_and_the_page_says_so(late):
    head = desk("thang")
    head.post(ADDRESS, fields(None) | fields("nga"))
    head.post(f"{ADDRESS}/signature", {"statement": "Đã chấn chỉnh."})
    signed = text_in(head.get(f"{ADDRESS}/report.pdf"))
    assert "đã thay đổi sau khi ký" not in text_of(head.get(ADDRESS))

    key, known = new_key(), at("2020-04-16 09:00")
    command = reception(agency=ONE_STOP, procedure=HOUSEHOLD)
    request = Request(key, command, who("lan"), at=at("2020-03-23 09:00"), recorded=known)
    [outcome] = perform_many([request], now=known)
    assert not isinstance(outcome, Refused), outcome
    desk("nga", at("2020-04-17 08:00")).post(
        f"{ADDRESS}/answers", {"about": f"{FINANCE}:{who('nga')}", "answer": "Đã rút kinh nghiệm."}
    )

    later = desk("thang", at("2020-04-17 09:00"))
    assert text_in(later.get(f"{ADDRESS}/report.pdf")) == signed
    tree = page(later.get(ADDRESS))
    assert answer_of(tree).startswith("1 hồ sơ trễ trên 1 phải giải quyết; Trịnh Công Thắng đã ký")
    assert [row[0] for row in rows_of(tree)] == [code_of(late)]
    words = text_of(later.get(ADDRESS))
    assert "đã thay đổi sau khi ký" in words
    assert "phải giải quyết 1 → 2; trễ hạn 1 → 2" in words
    assert list(verify_agency_logs()) == []


def test_a_draft_says_that_it_is_one_and_names_no_signer(late):
    pdf = desk("thang").get(f"{ADDRESS}/report.pdf")
    text = text_in(pdf)
    assert "Dự thảo" in text
    assert "Trịnh Công Thắng" not in text


def test_a_line_with_a_mistake_comes_back_as_typed_and_nothing_is_written(late):
    head = desk("thang")
    typed = fields(None) | fields("nga", due="14/04/2020", measure="Làm thêm giờ")
    answered = head.post(ADDRESS, typed)
    assert answered.status_code == 422
    assert "Biện pháp phải có ngày xong, từ hôm nay trở đi." in text_of(answered)
    html = answered.content.decode()
    assert 'value="Làm thêm giờ"' in html
    assert 'value="Bố trí thêm một người"' in html
    assert not AgencyFactRow.objects.filter(kind="ReviewLineRecorded").exists()


def test_signing_with_lines_missing_marks_them(late):
    answered = desk("thang").post(f"{ADDRESS}/signature", {"statement": ""})
    assert answered.status_code == 409
    assert "Chưa ký được: còn 2 dòng chưa có kết luận." in text_of(answered)
    assert answered.content.decode().count('class="lacking"') == 2
    assert not AgencyFactRow.objects.filter(kind="ReviewSignedOff").exists()


def test_nobody_else_signs_and_outsiders_see_nothing(late):
    for name in ("phuc", "thuong", "quan", "dong"):
        assert desk(name).get(ADDRESS).status_code == 404
        assert desk(name).post(f"{ADDRESS}/signature").status_code == 404
    control = desk("tam")
    assert control.get(ADDRESS).status_code == 200
    refused = control.post(f"{ADDRESS}/signature")
    assert refused.status_code == 409
    assert "Chỉ người đứng đầu cơ quan" in text_of(refused)


def test_a_person_named_sees_their_own_part_and_answers(late):
    nga = desk("nga")
    tree = page(nga.get(ADDRESS))
    assert find_all(tree, ".//ul[@class='lines']//h3") == [
        "Trần Thị Nga, Phòng Tài chính - Kế hoạch huyện Phù Cát"
    ]
    about = f"{FINANCE}:{who('nga')}"
    words = "Hồ sơ phải xác minh lại."
    answered = nga.post(f"{ADDRESS}/answers", {"about": about, "answer": words}, follow=True)
    assert words in text_of(answered)
    assert words in text_of(desk("thang").get(ADDRESS))
    refused = nga.post(f"{ADDRESS}/answers", {"about": f"{FINANCE}:", "answer": "x"})
    assert refused.status_code == 409


def test_the_province_sees_who_has_not_reported_and_how_late(late):
    control = desk("tam", at("2020-04-23 08:00"))
    months = page(control.get("/reviews"))
    assert "Tháng 4/2020" in text_of(control.get("/reviews"))
    assert months is not None
    tree = page(control.get("/reviews/2020-04"))
    assert "đã quá ngày phải báo cáo" in answer_of(tree)
    names = find_all(tree, ".//tbody/tr/th")
    rows = dict(zip(names, rows_of(tree), strict=True))
    assert rows["UBND huyện Phù Cát"] == ["1", "1", "0", "0", "0", "chưa báo cáo, muộn 3 ngày"]
    assert names[0] == "UBND huyện Phù Cát", "the latest with most late dossiers first"


def test_who_may_not_see_the_roll_up_gets_no_page(late):
    assert desk("thang").get("/reviews/2020-04").status_code == 404
    assert desk("tam").get("/reviews/2031-04").status_code == 404
    assert desk("thang").get(f"/reviews/2031-04/{DISTRICT}").status_code == 409
    assert desk("thang").get("/reviews/nothing/H08.38").status_code == 404


def test_a_review_of_many_late_dossiers_takes_no_more_queries(late):
    def queries() -> int:
        head = desk("thang")
        head.get(ADDRESS)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert head.get(ADDRESS).status_code == 200
        return len(caught)

    one = queries()
    for minute in range(1, 6):
        finished(with_nga(f"2020-03-20 09:0{minute}"), "2020-03-26 10:00")
    assert queries() == one


def test_many_lines_come_in_parts_and_what_is_not_shown_stays_as_it_was(late, monkeypatch):
    monkeypatch.setattr(review, "LINES", 1)
    head, heads = desk("thang"), ".//ul[@class='lines']//h3"
    first = page(head.get(ADDRESS))
    parts = ".//nav[@class='parts']/button"
    assert find_all(first, parts) == ["1", "2", "tất cả trên một trang"]
    [unit] = find_all(first, heads)
    [person] = find_all(page(head.get(ADDRESS, {"part": "2"})), heads)
    assert find_all(page(head.get(ADDRESS, {"all": "1"})), heads) == [unit, person]
    answer = head.post(f"{ADDRESS}?part=2", fields("nga"))
    assert answer["Location"] == f"{ADDRESS}?part=2"
    answer = head.post(ADDRESS, fields(None, cause="head_slow") | {"next": "part=2"})
    assert answer["Location"] == f"{ADDRESS}?part=2"
    for wrong in ("//x.example", "part=1&x"):
        assert head.post(ADDRESS, {"next": wrong})["Location"] == ADDRESS
    lines = review_of(DISTRICT, "2020-04")[0].lines
    assert {name[1]: line.cause for name, line in lines.items()} == {
        who("nga"): "staff_short",
        None: "head_slow",
    }
    for part in ("0", "99", "x", "-1"):
        assert head.get(ADDRESS, {"part": part}).status_code == 200


def test_who_signs_too_early_sees_the_part_in_which_a_line_is_missing(late, monkeypatch):
    monkeypatch.setattr(review, "LINES", 1)
    head = desk("thang")
    head.post(ADDRESS, fields(None))
    answer = head.post(f"{ADDRESS}/signature", {"statement": ""})
    assert answer.status_code == 409
    assert find_all(page(answer), ".//nav[@class='parts']/button[@aria-current]") == ["2"]


def test_of_many_late_dossiers_the_first_are_shown_and_all_are_a_click_away(late, monkeypatch):
    monkeypatch.setattr(review, "ROWS", 2)
    for minute in (1, 2):
        finished(with_nga(f"2020-03-20 09:0{minute}"), "2020-03-26 10:00")
    first = desk("thang").get(ADDRESS)
    assert len(rows_of(page(first))) == 2
    assert "Hồ sơ trễ: 3" in text_of(first)
    assert "Xem cả 1 hồ sơ còn lại" in text_of(first)
    assert len(rows_of(page(desk("thang").get(ADDRESS, {"all": "1"})))) == 3
